"""Writes what a source read: all of it or nothing. The only writer of facts."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain

import pandas as pd
from sqlalchemy import Connection, Table, delete, func, insert, select

from data_access import database, staging
from data_access.annotate import annotate, knowledge, naming
from data_access.derive import derive
from data_access.merges import Progress, Staged, merge
from data_access.parts import in_parts
from data_access.schema import (
    KEYS,
    brand_aliases,
    brands,
    corrections,
    customer_attributes,
    customers,
    events,
    feedback,
    feedback_themes,
    import_run_seq,
    import_runs,
    mentions,
    order_lines,
    orders,
    preferences,
    purchases,
    refused_rows,
)
from data_access.taking_back import take_back, undo

__all__ = ["Progress", "Report", "refresh", "remove_demo", "take_back", "write"]

# PostgreSQL plans by what it knew of a table before; after so many rows, and a tenth of the table, it is told at once.
MANY = 1_000
# A larger import is merged in parts, each with all that is said of its records: what is sorted and joined at once has
# to fit into memory.
AT_ONCE_ROWS, PART_ROWS = 1_000_000, 500_000
_FACTS = {"orders": orders, "order_lines": order_lines, "feedback": feedback}
_READ = (
    *(orders, order_lines, customers, customer_attributes, purchases),
    *(feedback, mentions, feedback_themes, preferences),
)
Also = Callable[[Connection, int], None]


@dataclass(frozen=True)
class Report:
    """What became of an import's rows: read = new + changed + unchanged + refused."""

    import_run_id: int | None  # None when nothing was kept: a dry run
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_refused: int
    notes: tuple[str, ...] = ()
    refused: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)  # file, line_no, column, value, reason


class _DryRun(Exception):
    """Leaves the transaction, so that the database forgets it."""


def write(
    chunks: Iterable,
    *,
    kind: str,
    files: Sequence[str] = (),
    preset: str = "template",
    mapping: Mapping[str, str] | None = None,
    brand: str | None = None,
    dry_run: bool = False,
    is_demo: bool = False,
    notes: Sequence[str] = (),
    source: str | None = None,
    also: Also | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import the chunks of one source.

    Args:
        chunks: each with rows (typed, in the fields of `kind`), refused, read, bytes_done and bytes_total.
        kind: orders (a row is an order), order_lines or feedback.
        brand: whose customers are speaking in this feedback; None is ours. A new brand is tracked from now on.
        dry_run: do everything, report, and keep nothing.
        source: the name of the source that is synced, if it is one.
        also: what is to be written in the same transaction, given the import's number; not in a dry run.

    Raises:
        DatabaseProblem, SourceError: with a sentence; the database is then as it was.
    """
    started_at = database.utc_now()
    brand = (brand or "").strip() or None
    report = None
    chunks = iter(chunks)
    # All chunks have the fields of the first.
    first = next(chunks, None)
    fields = () if first is None else first.rows.columns
    chunks = chunks if first is None else chain([first], chunks)
    parts = _parts(first)
    try:
        with database.aside() if parts > 1 else nullcontext(), database.writing() as connection:
            run = connection.execute(select(import_run_seq.next_value())).scalar_one()
            if parts == 1:
                staged = staging.of_import(kind, fields)
            else:
                staged = staging.of_large_import(connection, kind, {*fields, "brand"} if brand else fields)
            staged.create(connection)
            loaded = _load(connection, kind, staged, parts, chunks, brand, progress)
            if progress and parts == 1:
                progress("Storing", 0, 1, "steps")
            whole = Staged(staged, loaded.given, run, is_demo, progress)
            merged = [whole] if parts == 1 else in_parts(connection, kind, whole, parts)
            new, changed = merge(connection, kind, merged, is_large=parts > 1)
            staging.keep(connection, staged, kind, run)
            staged.drop(connection)
            database.keep_step(connection)
            _plan_anew(connection, kind, new + changed)
            refused = len(loaded.refused)
            report = Report(
                import_run_id=None if dry_run else run,
                rows_read=loaded.read,
                rows_new=new,
                rows_changed=changed,
                rows_unchanged=loaded.read - refused - new - changed,
                rows_refused=refused,
                notes=tuple(notes),
                refused=loaded.refused,
            )
            about = {"kind": kind, "preset": preset, "source": source, "is_demo": is_demo, "started_at": started_at}
            _record(connection, run, report, about, files, mapping or {}, loaded.given)
            if dry_run:
                raise _DryRun
            if also:
                also(connection, run)
    except _DryRun:
        pass
    return report


@dataclass
class _Loaded:
    read: int
    given: frozenset[str]  # the fields that the files hold; others keep what the database knows
    refused: pd.DataFrame


def _parts(first) -> int:
    """In how many parts an import is merged, by how many rows its first chunk lets expect."""
    expected = first.read * first.bytes_total / first.bytes_done if first is not None and first.bytes_done else 0
    return 1 if expected <= AT_ONCE_ROWS else -(-int(expected) // PART_ROWS)


def _load(
    connection, kind: str, staged: Table, parts: int, chunks, brand: str | None, progress: Progress | None
) -> _Loaded:
    read, kept, refused, given = 0, 0, [], set()
    (key, *_), known = KEYS[kind], set(staged.c.keys())
    for chunk in chunks:
        rows = chunk.rows
        if brand and "brand" in known:
            rows = rows.assign(brand=brand)
        staging.load_parts(connection, staged, rows, key, parts)
        given |= set(rows.columns) & known
        read += chunk.read
        refused.append(chunk.refused)
        if read - kept >= PART_ROWS:
            database.keep_step(connection)
            kept = read
        if progress:
            progress("Reading", chunk.bytes_done, chunk.bytes_total, "bytes")
    database.analyze(connection, staged)
    columns = ["file", "line_no", "column", "value", "reason"]
    rejected = pd.concat(refused, ignore_index=True)[columns] if refused else pd.DataFrame(columns=columns)
    return _Loaded(read, frozenset(given), rejected)


def _plan_anew(connection, kind: str, written: int) -> None:
    if written >= MANY:
        held = connection.execute(select(func.count()).select_from(_FACTS[kind])).scalar_one()
        if 10 * written >= held:
            database.analyze(connection, *_READ)


def _record(connection, run: int, report: Report, about: Mapping, files, mapping, given: Iterable[str]) -> None:
    connection.execute(
        insert(import_runs).values(
            **about,
            import_run_id=run,
            files="\n".join(files),
            mapping=json.dumps(dict(mapping), sort_keys=True),
            finished_at=database.utc_now(),
            rows_read=report.rows_read,
            rows_new=report.rows_new,
            rows_changed=report.rows_changed,
            rows_unchanged=report.rows_unchanged,
            rows_refused=report.rows_refused,
            notes="\n".join(report.notes) or None,
            fields=json.dumps(sorted(given)),
        )
    )
    if len(report.refused):
        staging.load(connection, refused_rows, report.refused.assign(import_run_id=run))


def refresh(progress: Progress | None = None) -> None:
    """Rebuild every derived table."""
    with database.writing() as connection:
        derive(connection)
        database.analyze(connection, *_READ)


def remove_demo(progress: Progress | None = None) -> None:
    """Take away everything that the demo data brought, and nothing else."""
    with database.writing() as connection:
        of_demo = connection.execute(select(import_runs.c.import_run_id).where(import_runs.c.is_demo)).scalars().all()
        undo(connection, of_demo, progress)
        connection.execute(delete(refused_rows).where(refused_rows.c.import_run_id.in_(of_demo)))
        for table in (import_runs, events):
            connection.execute(delete(table).where(table.c.is_demo))
        connection.execute(delete(corrections).where(corrections.c.feedback_id.not_in(select(feedback.c.feedback_id))))
        ours = knowledge(connection).ours
        gone = select(brands.c.name).where(brands.c.is_demo)
        names = connection.execute(select(brand_aliases.c.alias).where(brand_aliases.c.brand.in_(gone))).scalars().all()
        connection.execute(delete(brand_aliases).where(brand_aliases.c.brand.in_(gone)))
        connection.execute(delete(brands).where(brands.c.is_demo))
        if knowledge(connection).ours != ours:  # and with it whom every text favours
            annotate(connection, None, progress)
        elif names:
            annotate(connection, naming(names), progress)
        database.analyze(connection, *_READ)
