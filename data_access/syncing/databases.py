"""What is new in a database, one query after another."""

from contextlib import closing
from dataclasses import replace

from data_access import database
from data_access.sources import SourceError, Survey, watermarks
from data_access.sources.sql_database import Query, pieces
from data_access.syncing.account import Account, Progress
from data_access.syncing.importing import bring_in, look
from data_access.syncing.positions import keep, position_of
from data_access.syncing.settings import DatabaseSource, Reading


def read_query(
    source: DatabaseSource, query: Query, reading: Reading, from_start: bool, dry_run: bool, progress: Progress | None
) -> Account:
    """Read what is new of one query; what was read of it before a problem stays."""
    account = Account(source.name, reading.kind)
    try:
        known = position_of(source.name, reading.kind)
        since = None if from_start or not query.watermark else known.watermark
        if since:
            account = replace(account, watermark=watermarks.shown(since))
        position = None
        with closing(pieces(query, since, progress=progress)) as found:
            for piece in found:
                surveyed = look([piece.rows], source.name, reading, progress)
                if "brand" not in surveyed.mapping.values():
                    # Whose customers speak would depend on which rows are new.
                    surveyed = replace(surveyed, brands={})
                if query.watermark:
                    _needs_ids(surveyed, query)
                position = replace(known, watermark=piece.watermark)
                counts, is_kept = bring_in(surveyed, reading, position, known, dry_run=dry_run, progress=progress)
                account = account.plus(counts, is_kept=is_kept)
                known = position if dry_run else position_of(source.name, reading.kind)
                if piece.watermark:
                    account = replace(account, watermark=watermarks.shown(piece.watermark))
        if position is None and not dry_run:
            with database.writing(is_visible=False) as connection:
                keep(connection, known)
    except (SourceError, database.DatabaseProblem) as problem:
        account = replace(account, problem=str(problem))
    return account


def _needs_ids(surveyed: Survey, query: Query) -> None:
    """A record that comes again, changed or not, must be known again."""
    ids = {"orders": ("order_id",), "order_lines": ("order_id", "line_no"), "feedback": ("feedback_id",)}
    if lacking := [name for name in ids[surveyed.kind] if name not in surveyed.mapping.values()]:
        raise SourceError(
            f"{query.name} has a watermark and no column for {' and '.join(lacking)}, so that a row which comes again "
            "would count twice. Map one, or leave the watermark out to read everything each time."
        )
