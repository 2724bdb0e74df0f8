"""Brings in what databases and folders have that was not there the last time, and keeps how far each was read."""

from collections.abc import Iterator

from data_access.syncing import databases, folders
from data_access.syncing.account import Account, Progress
from data_access.syncing.positions import State, states
from data_access.syncing.settings import FolderSource, Source

__all__ = ["Account", "State", "states", "sync"]


def sync(
    source: Source, *, from_start: bool = False, dry_run: bool = False, progress: Progress | None = None
) -> Iterator[Account]:
    """Read what is new of a source, one account for each kind of record or file, as each is done.

    What an account tells is in the database, together with how far the source was read. `from_start` reads all of it
    again; what did not change stays as it is. `dry_run` keeps nothing. What cannot be read is an account with a
    problem; files behind such a file wait until it can be.
    """
    if isinstance(source, FolderSource):
        yield from folders.read_folder(source, from_start, dry_run, progress)
        return
    for query, reading in source.queries:
        yield databases.read_query(source, query, reading, from_start, dry_run, progress)
