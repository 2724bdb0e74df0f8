"""How far each source was read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from data_access import database
from data_access.schema import sync_positions
from data_access.sources import watermarks


@dataclass(frozen=True)
class State:
    """How far a source was read of one kind of record. `upto` is a watermark, or the last file; `synced_at` in UTC."""

    source: str
    kind: str
    upto: str
    synced_at: datetime


@dataclass(frozen=True)
class Position:
    """How far a source was read of one kind of record, and the import that came from there last."""

    source: str
    kind: str
    watermark: str | None = None
    import_run_id: int | None = None


def position_of(source: str, kind: str) -> Position:
    table = sync_positions.c
    statement = select(table.watermark, table.import_run_id).where(table.source == source, table.entity == kind)
    with database.connecting() as connection:
        row = connection.execute(statement).first()
    return Position(source, kind, row.watermark, row.import_run_id) if row else Position(source, kind)


def keep(connection: Connection, position: Position) -> None:
    table = sync_positions.c
    own = (table.source == position.source, table.entity == position.kind)
    connection.execute(delete(sync_positions).where(*own))
    connection.execute(
        insert(sync_positions).values(
            source=position.source,
            entity=position.kind,
            watermark=position.watermark,
            synced_at=database.utc_now(),
            import_run_id=position.import_run_id,
        )
    )


def touch(connection: Connection, source: str) -> None:
    """Nothing new was found just now."""
    own = sync_positions.c.source == source
    connection.execute(update(sync_positions).where(own).values(synced_at=database.utc_now()))


def states() -> list[State]:
    """When each source was last synced, the latest first; of sources that were taken from the settings too."""
    table = sync_positions.c
    statement = select(sync_positions).order_by(table.synced_at.desc(), table.source, table.entity)
    with database.connecting() as connection:
        return [
            State(row.source, row.entity, watermarks.shown(row.watermark) if row.watermark else "", row.synced_at)
            for row in connection.execute(statement)
        ]
