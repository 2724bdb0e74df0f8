"""Segments that somebody gave a name, kept for everybody. A name stands once, whatever its letter case."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access import database
from data_access.schema import segments
from data_access.segments.rules import UNREADABLE, Rule, parse, text

LONGEST_NAME = 60


@dataclass(frozen=True)
class Saved:
    """rules: as addresses have them. saved_at: UTC, of the latest change of the rules or the name."""

    segment_id: str
    name: str
    rules: str
    saved_at: datetime


@database.until_written
def saved() -> tuple[Saved, ...]:
    """All of them, by name. Not kept like other answers: to name a segment changes no number."""
    rows = database.read(select(segments).order_by(func.lower(segments.c.name)))
    columns = ("segment_id", "name", "rules", "saved_at")
    return tuple(Saved(*(row[name] for name in columns)) for row in rows.to_dict("records"))


def save(name: str, rules: tuple[Rule, ...]) -> str:
    """Keep a new segment; its id.

    Raises:
        ValueError: in a sentence, for a name that is empty, too long or taken, and for no rules.
    """
    if not rules:
        raise ValueError("A segment needs a rule. Add one, then save it.")
    segment_id = uuid.uuid4().hex
    with database.writing(is_visible=False) as connection:
        row = {"segment_id": segment_id, "name": _free(connection, name), "rules": text(rules)}
        connection.execute(insert(segments).values(**row, saved_at=database.utc_now()))
    return segment_id


def change(segment_id: str, *, name: str | None = None, rules: tuple[Rule, ...] | None = None) -> None:
    """Give a segment another name, or other rules.

    Raises:
        ValueError: in a sentence, for such a name, and for a segment that is no longer there.
    """
    with database.writing(is_visible=False) as connection:
        values = {"saved_at": database.utc_now()}
        if name is not None:
            values["name"] = _free(connection, name, segment_id)
        if rules is not None:
            values["rules"] = text(rules)
        done = connection.execute(update(segments).where(segments.c.segment_id == segment_id).values(**values))
        if not done.rowcount:
            raise ValueError("This segment is no longer there: somebody removed it. Save it under a name of its own.")


def remove(segment_id: str) -> None:
    """Forget the name; no customer changes. Nothing happens where it is already gone."""
    with database.writing(is_visible=False) as connection:
        connection.execute(delete(segments).where(segments.c.segment_id == segment_id))


def rules_of(held: Saved) -> tuple[Rule, ...]:
    """The rules of a saved segment; none where a later version wrote what this one cannot read."""
    try:
        return parse(held.rules)
    except ValueError:
        return ()


def _free(connection: Connection, name: str, own: str = "") -> str:
    name = " ".join(name.split())
    if not name or UNREADABLE.search(name):
        raise ValueError("Give the segment a name.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"The name is too long: at most {LONGEST_NAME} characters.")
    others = connection.execute(select(segments.c.name).where(segments.c.segment_id != own)).scalars()
    if name.lower() in {other.lower() for other in others}:
        raise ValueError(f"There is a segment called {name} already. Choose another name.")
    return name
