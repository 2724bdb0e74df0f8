"""The new files of a folder, one after another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from sqlalchemy import Connection, Row, delete, insert, select

from data_access import database, layouts, sources
from data_access.schema import synced_files
from data_access.sources import SourceError, Survey, watermarks
from data_access.sources.errors import listed
from data_access.sources.folder import FoundFile, found_files
from data_access.sources.origins import opened
from data_access.syncing.account import Account, Progress
from data_access.syncing.importing import bring_in, look
from data_access.syncing.positions import Position, touch
from data_access.syncing.settings import FolderSource

# Clocks of file servers differ from ours by less.
CLOCKS_DIFFER = 60  # seconds


def read_folder(source: FolderSource, from_start: bool, dry_run: bool, progress: Progress | None) -> Iterator[Account]:
    """An account for each new file, and one of the folder where there is none or some must wait."""
    try:
        files, waiting = found_files(source.folder, source.files, by_time=source.is_by_time)
        known = {} if from_start else _known_files(source.name)
    except (SourceError, database.DatabaseProblem) as problem:
        yield Account(source.name, problem=str(problem))
        return
    has_new = False
    for file in files:
        account = Account(source.name, file.path)
        try:
            if not (digest := _new_digest(file, known.get(file.path))):
                continue
            has_new = True
            for surveyed in _surveys(file, source, progress):
                counts, is_kept = _import_file(surveyed, file, digest, source, dry_run, progress)
                account = account.plus(counts, is_kept=is_kept)
        except (SourceError, database.DatabaseProblem) as problem:
            yield replace(account, problem=str(problem))
            return
        yield account
    if not has_new and not dry_run:
        with database.writing(is_visible=False) as connection:
            touch(connection, source.name)
    if waiting or not has_new:
        yield Account(source.name, waiting=len(waiting))


def _known_files(source: str) -> dict[str, Row]:
    """What was read last under each path."""
    table = synced_files.c
    statement = select(table.path, table.digest, table.bytes, table.synced_at).where(table.source == source)
    with database.connecting() as connection:
        return {row.path: row for row in connection.execute(statement.order_by(table.synced_at))}


def _new_digest(file: FoundFile, known: Row | None) -> str | None:
    """The digest of a file that was not read yet as it is."""
    if known is None:
        return file.digest()
    # Nobody touched it since: it need not be read through to be known again.
    synced = known.synced_at.replace(tzinfo=UTC).timestamp()
    if known.bytes == file.bytes and file.touched < synced - CLOCKS_DIFFER:
        return None
    digest = file.digest()
    return None if digest == known.digest else digest


def _surveys(file: FoundFile, source: FolderSource, progress: Progress | None) -> Iterator[Survey]:
    """The file's tables, those with the same columns together, read as the settings say, else as somebody chose."""
    told = source.reading
    for group in sources.grouped(sources.origins([file.at], [file.path])):
        with opened(group[0]) as table:
            chosen = layouts.remembered(table.columns)
        if not chosen or told.preset or told.mapping or told.constants:
            yield look(group, source.name, told, progress)
            continue
        reading = replace(
            told,
            kind=told.kind or chosen.kind or None,
            preset=chosen.preset or None,
            mapping=chosen.mapping,
            constants=chosen.constants,
            answers={**chosen.answers, **told.answers},
        )
        surveyed = look(group, source.name, reading, progress)
        yield replace(surveyed, notes=(*surveyed.notes, f"Read as {listed(chosen.files, 3)} was."))


def _import_file(
    surveyed: Survey, file: FoundFile, digest: str, source: FolderSource, dry_run: bool, progress: Progress | None
) -> tuple[tuple[int, ...], bool]:
    def once(connection: Connection, run: int) -> None:
        if not file.is_as_found():
            raise SourceError(f"{file.path} changed while it was read. It is read when it is whole.")
        table = synced_files.c
        own = (table.source == source.name, table.path == file.path, table.digest == digest)
        connection.execute(delete(synced_files).where(*own))
        connection.execute(
            insert(synced_files).values(
                source=source.name,
                path=file.path,
                digest=digest,
                bytes=file.bytes,
                synced_at=database.utc_now(),
                import_run_id=run,
            )
        )

    position = Position(source.name, surveyed.kind, watermarks.written(file.path))
    return bring_in(surveyed, source.reading, position, None, once=once, dry_run=dry_run, progress=progress)
