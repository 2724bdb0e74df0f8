"""Events from files: CSV, Excel, JSON or Parquet with a date and a title, read as every other file is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike

import pandas as pd
from sqlalchemy import insert, select

from data_access import database, events, staging
from data_access.events import Event, event
from data_access.ingest import Report
from data_access.schema import import_run_seq, import_runs, refused_rows
from data_access.sources.by_values import are_dates, are_verbatims
from data_access.sources.columns import plain
from data_access.sources.dates import DateEvidence, parse_date
from data_access.sources.errors import SourceError, listed
from data_access.sources.fields import FIELDS
from data_access.sources.origins import opened, origins
from data_access.sources.tables import Origin

KIND = "events"
# More are no events but orders.
MOST = 2_000
_NAMES = {
    "date": "date day on when happenedon happened occurredon start startdate datum tag fecha data quand",
    "title": "title event name what headline summary subject titel ereignis titulo titre",
    "description": "description details detail notes note about more text comment beschreibung descripcion",
}
# Of the names above those that a file of feedback has too, beside a date, are left out.
_PLAINLY = {
    "date": frozenset(_NAMES["date"].split()) | {"eventdate", "dateofevent"},
    "title": frozenset("title event eventname eventtitle whathappened what ereignis titel".split()),
    "description": frozenset("description details detail notes note beschreibung descripcion".split()),
}
_OF_OTHERS = frozenset(
    plain(name) for fields in FIELDS.values() for field in fields.values() for name in (field.name, *field.synonyms)
)
_SAMPLE = 20
REFUSED = ["file", "line_no", "column", "value", "reason"]


@dataclass(frozen=True)
class EventFiles:
    """What files say: the events in their order, each once; the rows that are none; and what is open.

    columns: field -> column of the first file. question: how dates are to be read, where they do not tell; `choices`
    are what it can be answered with.
    """

    files: tuple[str, ...]
    columns: Mapping[str, str]
    read: int
    events: tuple[Event, ...]
    refused: pd.DataFrame
    question: str = ""
    choices: tuple[str, ...] = ()
    kind = KIND


def are_plainly_events(origin: Origin, columns: Sequence[str]) -> bool:
    """Whether a file with these columns lists events: one of dates, one of titles, at most a description, and beside
    these nothing that orders or feedback have."""
    chosen = {field: [name for name in columns if plain(name) in names] for field, names in _PLAINLY.items()}
    others = [name for name in columns if not any(name in found for found in chosen.values())]
    is_one_each = all(len(chosen[field]) == 1 for field in ("date", "title")) and len(chosen["description"]) <= 1
    if not is_one_each or any(plain(name) in _OF_OTHERS for name in others):
        return False
    try:
        with opened(origin) as table:
            first = next(table.batches(_SAMPLE), None)
    except SourceError:
        return False
    values = {name: [row[place] for row in first.rows] for place, name in enumerate(columns)} if first else {}
    dates = values.get(chosen["date"][0], ())
    return bool(dates) and are_dates(dates) and not any(are_verbatims(values[name]) for name in others)


def read(
    given: Sequence[str | PathLike | Origin], *, names: Sequence[str] | None = None, dates: str | None = None
) -> EventFiles:
    """Read the files whole.

    dates: day_first, month_first or year_first, asked for where 03/04/2025 can be either.

    Raises:
        SourceError: with a sentence, for what is no file of events.
    """
    found, parts, total = [], [], 0
    for origin in origins(given, names):
        columns, rows, refusals = _rows(origin)
        chosen = _chosen(origin.name, columns, rows)
        evidence = DateEvidence()
        evidence.add(row[columns.index(chosen["date"])] for _, row in rows)
        order = evidence.order() or (dates if dates in evidence.possible() else None)
        if order is None:
            ways = evidence.possible()
            first = " or the ".join(way.removesuffix("_first") for way in ways)
            question = (
                f"Is the {first} first in column {chosen['date']!r} of {origin.name}? Its dates can be read both ways, "
                f"for example {listed(evidence.examples)}."
            )
            return EventFiles((origin.name,), chosen, 0, (), pd.DataFrame(columns=REFUSED), question, ways)
        total += len(rows) + len(refusals)
        parts.append((origin.name, chosen))
        found.append(_events(origin.name, columns, chosen, rows, order, refusals))
        if total > MOST:
            raise SourceError(f"{origin.name} has more than {MOST:,} rows. Events are few: is it a file of orders?")
    told: dict[tuple[date, str], Event] = {}
    for one in (one for of_file, _ in found for one in of_file):
        told.setdefault(one.key, one)
    refused = pd.DataFrame([row for _, rows in found for row in rows], columns=REFUSED)
    return EventFiles(tuple(name for name, _ in parts), parts[0][1], total, tuple(told.values()), refused)


def write(told: EventFiles, *, dry_run: bool = False) -> Report:
    """Import what was read: all of it or nothing. An event that is known by its day and title stays as it is.

    Raises:
        ValueError: with the question, while one is open.
    """
    if told.question:
        raise ValueError(told.question)
    before = {one.key for one in events.known()}
    new = sum(one.key not in before for one in told.events)
    taken = told.read - len(told.refused)
    report = Report(None, told.read, new, 0, taken - new, len(told.refused), refused=told.refused)
    if dry_run:
        return report
    started_at = database.utc_now()
    with database.writing() as connection:
        run = connection.execute(select(import_run_seq.next_value())).scalar_one()
        # What is known already is told again: it stays when the other import is taken back.
        events.tell(connection, told.events, run)
        about = {
            "import_run_id": run,
            "kind": KIND,
            "files": "\n".join(told.files),
            "preset": "generic",
            "mapping": json.dumps({column: field for field, column in told.columns.items()}, sort_keys=True),
            "started_at": started_at,
            "finished_at": database.utc_now(),
            "rows_read": report.rows_read,
            "rows_new": report.rows_new,
            "rows_changed": 0,
            "rows_unchanged": report.rows_unchanged,
            "rows_refused": report.rows_refused,
            "is_demo": False,
            "fields": json.dumps(sorted(told.columns)),
        }
        connection.execute(insert(import_runs).values(about))
        if len(told.refused):
            staging.load(connection, refused_rows, told.refused.assign(import_run_id=run))
    return replace(report, import_run_id=run)


def _rows(origin: Origin) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], list]:
    """Columns, (line, values) of each record, and the records that cannot be read."""
    rows, refusals = [], []
    with opened(origin) as opened_table:
        for batch in opened_table.batches(MOST + 1):
            rows += zip(batch.lines, batch.rows, strict=True)
            refusals += batch.refusals
            if len(rows) > MOST:
                break
        return opened_table.columns, rows, refusals


def _chosen(file: str, columns: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> dict[str, str]:
    """Field -> column, by the columns' names; a date also by what stands in the only column that holds dates."""
    found: dict[str, str] = {}
    for field, names in _NAMES.items():
        known = names.split()
        fitting = [name for name in columns if plain(name) in known and name not in found.values()]
        if fitting:
            found[field] = min(fitting, key=lambda name: known.index(plain(name)))
    if "date" not in found:
        sample = [row for _, row in rows[:20]]
        fitting = [name for place, name in enumerate(columns) if are_dates([row[place] for row in sample])]
        found |= {"date": fitting[0]} if len(fitting) == 1 else {}
    lacking = [field for field in ("date", "title") if field not in found]
    if lacking:
        raise SourceError(
            f"{file} has no column called {' and none called '.join(lacking)}: each event needs a date and a title. "
            f"It has: {listed(columns)}."
        )
    return found


def _events(file: str, columns, chosen: Mapping[str, str], rows, order: str, refusals) -> tuple[list[Event], list]:
    places = {field: columns.index(column) for field, column in chosen.items()}
    told = []
    refused = [(file, each.line, each.column, each.value, each.reason) for each in refusals]
    for line, row in rows:
        texts = {field: row[place] for field, place in places.items()}
        try:
            on = _day(texts["date"], order)
        except ValueError as error:
            refused.append((file, line, chosen["date"], texts["date"], str(error)))
            continue
        try:
            told.append(event(on, texts["title"], texts.get("description", "")))
        except ValueError as error:
            column = chosen["date"] if on is None else chosen["title"]
            refused.append((file, line, column, texts["title"] if on else texts["date"], str(error)))
    return told, refused


def _day(text: str, order: str) -> date | None:
    moment = parse_date(text, order)
    return None if moment is None else moment[0].date()
