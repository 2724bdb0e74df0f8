"""Rows and files of a source into the database, together with how far the source is then read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection, select

from data_access import brands, database, ingest, layouts, sources
from data_access.schema import import_runs
from data_access.sources import Incomplete, SourceError, Survey
from data_access.sources.brand_evidence import told_brands
from data_access.sources.questions import SCALE
from data_access.sources.ratings import is_scale
from data_access.syncing.account import COUNTS, Progress
from data_access.syncing.positions import Position, keep
from data_access.syncing.settings import Reading

Counts = tuple[int, ...]  # as COUNTS names them
Once = Callable[[Connection, int], None]


class _NothingNew(Exception):
    """Leaves an import that changes nothing, so that no empty import is kept; holds its counts."""


def look(origins: Sequence, source: str, reading: Reading, progress: Progress | None) -> Survey:
    """What the tables hold, with nothing left to ask. Raises SourceError for what nobody has answered."""
    survey = partial(
        sources.survey,
        origins,
        reading.kind,
        preset=reading.preset,
        mapping=reading.mapping,
        constants=reading.constants,
        known_brands=brands.known(),
        progress=progress and (lambda done, total: progress("Looking", done, total, "bytes")),
    )
    try:
        surveyed = survey(answers=reading.answers)
    except Incomplete as problem:
        raise SourceError(f"{problem} In the file of sources that is the section mapping.") from problem
    if told := _told_before(surveyed, source):
        surveyed = survey(answers={**told, **reading.answers})
    if surveyed.questions:
        raise SourceError(" ".join(map(_with_answer, surveyed.questions)))
    return surveyed


def _told_before(surveyed: Survey, source: str) -> dict[str, str]:
    """Field -> choice where these few rows leave open what the many before them told, or tell a shorter scale."""
    if not (chosen := layouts.remembered(_key(source, surveyed))):
        return {}
    choices = {question.field: question.choices for question in surveyed.questions}
    told = {field: choice for field, choice in chosen.answers.items() if choice in choices.get(field, ())}
    if (before := chosen.answers.get(SCALE)) and (now := _scale(surveyed)):
        if float(before.split("-")[1]) > float(now.split("-")[1]):
            told[SCALE] = before
    return told


def _decided(surveyed: Survey) -> dict[str, str]:
    """Field -> choice of what the rows told of themselves."""
    told = {field: order for field, order in surveyed.date_orders.items() if order != "iso"}
    told |= {field: f"decimal_{sign}" for field, sign in surveyed.decimals.items()}
    return told | ({SCALE: scale} if (scale := _scale(surveyed)) else {})


def _scale(surveyed: Survey) -> str | None:
    """The scale of the ratings as an answer gives it, like 0-10, where it was told of the whole column."""
    if surveyed.ratings is None or not (scale := surveyed.ratings.scale):
        return None
    choice = f"{scale.lowest:g}-{scale.best:g}"
    return choice if is_scale(choice) and SCALE not in surveyed.constants else None


def _key(source: str, surveyed: Survey) -> list[str]:
    """Columns as layouts are known by; a source's own, which no file has."""
    return [f"synced {source} {surveyed.kind}", *surveyed.files[0].columns]


def _with_answer(question: sources.Question) -> str:
    return f'{question.text} Say so in the answers of the source: {question.field} = "{question.choices[0]}".'


def bring_in(
    surveyed: Survey,
    reading: Reading,
    position: Position,
    before: Position | None,
    *,
    once: Once | None = None,
    dry_run: bool,
    progress: Progress | None,
) -> tuple[Counts, bool]:
    """Import and keep the position in one transaction, and `once` what it writes: the counts, and whether they tell
    of anything new.

    With `before`, an import that changes nothing is not kept: a schedule would fill the list of imports with them.
    """

    def also(connection: Connection, run: int) -> None:
        columns = (import_runs.c[name] for name in COUNTS)
        counts = tuple(connection.execute(select(*columns).where(import_runs.c.import_run_id == run)).one())
        if before and not _tells(connection, counts, position, before):
            raise _NothingNew(counts)
        if once:
            once(connection, run)
        keep(connection, replace(position, import_run_id=run))
        if decided := _decided(surveyed):
            chosen = layouts.Chosen(surveyed.kind, answers=decided, files=(position.source,))
            layouts.remember(connection, _key(position.source, surveyed), chosen)

    if reading.brand:
        surveyed = replace(surveyed, brands={})
    try:
        report = ingest.write(
            sources.read(surveyed, timezone=sources.timezone()),
            kind=surveyed.kind,
            files=[file.name for file in surveyed.files],
            preset=surveyed.preset,
            mapping=surveyed.mapping,
            brand=reading.brand,
            dry_run=dry_run,
            notes=(*surveyed.notes, *filter(None, [told_brands(surveyed.brands)])),
            source=position.source,
            also=also,
            progress=progress,
        )
    except _NothingNew as left:
        with database.writing(is_visible=False) as connection:
            keep(connection, position)
        return left.args[0], False
    counts = tuple(getattr(report, name) for name in COUNTS)
    return counts, not dry_run or bool(report.rows_new or report.rows_changed or report.rows_refused)


def _tells(connection: Connection, counts: Sequence[int], position: Position, before: Position) -> bool:
    """Whether an import has anything new: rows, or refused ones that it does not refuse each time."""
    _, new, changed, _, refused = counts
    if new or changed or not refused:
        return bool(new or changed)
    if position.watermark:
        return position.watermark != before.watermark
    last = select(import_runs.c.rows_refused).where(import_runs.c.import_run_id == before.import_run_id)
    return refused != connection.execute(last).scalar()
