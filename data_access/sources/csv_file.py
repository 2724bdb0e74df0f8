"""Orders, order lines and feedback from CSV exports, in two passes: what the files hold, then their records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from data_access.sources.chunks import Chunk, ChunkMaker, parsers
from data_access.sources.dates import DateEvidence
from data_access.sources.encoding import BLOCK, NotUtf8, TextFile
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Plan, find, plan
from data_access.sources.numbers import NumberEvidence
from data_access.sources.parsing import Problems
from data_access.sources.questions import answered, date_orders, decimals
from data_access.sources.records import batches, delimiter, first_record, header
from data_access.sources.surveys import Survey, SurveyedFile

SAMPLE = 20
Progress = Callable[[int, int], None]

_SCAN_ROWS = 20_000


@dataclass
class _Head:
    """The beginning of a file: how it is written, its columns, and some records to judge columns by."""

    path: Path
    name: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    bytes: int


@dataclass
class _Scan:
    """What one pass over the files found. Evidence is by field, over all files."""

    rows: list[int] = field(default_factory=list)
    dates: dict[str, DateEvidence] = field(default_factory=dict)
    numbers: dict[str, NumberEvidence] = field(default_factory=dict)
    sample: list[list[str]] = field(default_factory=list)


def survey(
    paths: Sequence[str | PathLike],
    kind: str,
    *,
    preset: str | None = None,
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    date_order: str | Mapping[str, str] | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Reads the files once, for their structure, and says how they would be imported.

    `kind` is "orders", "order_lines" or "feedback"; orders become order_lines when lines' fields are mapped.
    `mapping` (column -> field, "" to leave a column out) wins over the preset and what the names suggest;
    `constants` (field -> value) fill a field for all records. `date_order` answers questions: one of a
    question's choices for all fields it suits, or field -> choice. `names` are display names of the paths, in
    their order. `progress` is called with bytes done and bytes in all.
    Raises SourceError for what cannot be imported at all.
    """
    paths = [Path(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]
    if not paths:
        raise SourceError("There is no file to import.")
    names = list(names) if names else [path.name for path in paths]
    encodings: dict[Path, str] = {}
    while True:
        try:
            heads = [_head(path, name, encodings.get(path)) for path, name in zip(paths, names, strict=True)]
            chosen = _plan(heads, kind, preset, mapping, constants)
            scan = _scan(heads, chosen, progress)
            break
        except NotUtf8 as found:
            encodings[found.path] = "windows-1252"
    return _survey(heads, chosen, scan, date_order)


def read(survey: Survey, *, timezone: str = "UTC", chunk_rows: int = 50_000) -> Iterator[Chunk]:
    """The records of a survey, `chunk_rows` at a time. `timezone` is the store's, which clock times are in.

    Raises SourceError, at once, while a question of the survey is open.
    """
    if survey.questions:
        raise SourceError(" ".join(question.text for question in survey.questions))
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SourceError(f"There is no time zone called {timezone!r}. Use a name like Europe/London.") from error
    return _chunks(survey, zone, chunk_rows)


def _chunks(survey: Survey, zone: ZoneInfo, chunk_rows: int) -> Iterator[Chunk]:
    maker, before = ChunkMaker(survey, zone), 0
    total = sum(file.bytes for file in survey.files)
    for number, surveyed in enumerate(survey.files):
        with TextFile(surveyed.path, surveyed.name, surveyed.encoding) as file:
            if file.bytes_total != surveyed.bytes:
                raise SourceError(f"{surveyed.name} has changed since it was looked at. Start the import again.")
            for batch in batches(file, surveyed.delimiter, len(surveyed.columns), chunk_rows):
                yield maker.make(batch, number, before + file.bytes_done, total)
        before += surveyed.bytes


def _head(path: Path, name: str, encoding: str | None) -> _Head:
    with TextFile(path, name, encoding) as file:
        sample = file.sample()
        mark = delimiter(sample, name)
        columns = header(first_record(sample, mark, name), mark, name)
        if len(file.head) == BLOCK and not sample.endswith(("\n", "\r")):
            raise SourceError(f"{name} has a first line of more than {BLOCK:,} bytes, so it is not a table.")
        return _Head(path, name, file.encoding, mark, columns, file.bytes_total)


def _plan(heads: Sequence[_Head], kind: str, preset, mapping, constants) -> Plan:
    first = heads[0]
    chosen = plan(first.name, first.columns, _values(first), kind, preset, mapping, constants)
    for other in heads[1:]:
        lacking = [column for column in chosen.mapping if find(column, other.columns) is None]
        if lacking:
            raise SourceError(
                f"{other.name} has no column {listed(lacking)}, which {first.name} has. "
                f"It has: {listed(other.columns)}. Import it on its own."
            )
    return chosen


def _values(head: _Head) -> dict[str, list[str]]:
    """The first values of each column."""
    with TextFile(head.path, head.name, head.encoding) as file:
        batch = next(batches(file, head.delimiter, len(head.columns), SAMPLE), None)
    rows = batch.rows if batch else []
    return dict(zip(head.columns, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}


def _scan(heads: Sequence[_Head], chosen: Plan, progress: Progress | None) -> _Scan:
    scan, before, total = _Scan(), 0, sum(head.bytes for head in heads)
    for name, known in chosen.fields().items():
        if name not in chosen.constants and known.type == "time":
            scan.dates[name] = DateEvidence()
        if name not in chosen.constants and known.type in ("number", "whole"):
            scan.numbers[name] = NumberEvidence()
    for head in heads:
        with TextFile(head.path, head.name, head.encoding) as file:
            _scan_file(
                file,
                head,
                chosen,
                scan,
                lambda done, before=before: progress and progress(before + done, total),
            )
        before += head.bytes
    return scan


def _scan_file(file: TextFile, head: _Head, chosen: Plan, scan: _Scan, progress: Callable[[int], None]) -> None:
    places = {
        name: head.columns.index(find(chosen.column(name), head.columns)) for name in (*scan.dates, *scan.numbers)
    }
    read = refused = 0
    for batch in batches(file, head.delimiter, len(head.columns), _SCAN_ROWS):
        read += batch.read
        refused += len(batch.refusals)
        if len(scan.rows) == 0 and len(scan.sample) < SAMPLE:
            scan.sample += batch.rows[: SAMPLE - len(scan.sample)]
        for name, evidence in (*scan.dates.items(), *scan.numbers.items()):
            place = places[name]
            evidence.add({row[place] for row in batch.rows})
        progress(file.bytes_done)
    if not read:
        raise SourceError(f"{head.name} has a header and no rows.")
    if refused > read / 2:
        raise SourceError(
            f"{head.name}: {refused:,} of {read:,} records do not have the header's {len(head.columns)} fields. "
            "Is the delimiter the same in every line, and are values that hold it in quotation marks?"
        )
    scan.rows.append(read)


def _survey(heads: Sequence[_Head], chosen: Plan, scan: _Scan, date_order) -> Survey:
    answers = answered(chosen, date_order)
    orders, date_questions = date_orders(chosen, scan.dates, answers)
    signs, number_questions = decimals(chosen, scan.numbers, answers, {head.delimiter for head in heads})
    _check_constants(chosen, orders, signs)
    used = {*chosen.mapping, *chosen.fallbacks().values()}
    return Survey(
        kind=chosen.kind,
        preset=chosen.preset.name,
        files=tuple(
            SurveyedFile(head.path, head.name, head.encoding, head.delimiter, head.columns, rows, head.bytes)
            for head, rows in zip(heads, scan.rows, strict=True)
        ),
        mapping=chosen.mapping,
        constants=chosen.constants,
        unused_columns=tuple(column for column in heads[0].columns if column not in used),
        date_orders=orders,
        decimals=signs,
        questions=(*date_questions, *number_questions),
        sample=pd.DataFrame(scan.sample, columns=list(heads[0].columns), dtype="str"),
        notes=tuple(_notes(heads, chosen)),
        plan=chosen,
    )


def _check_constants(chosen: Plan, orders: Mapping[str, str], signs: Mapping[str, str]) -> None:
    for name, parser in parsers(chosen, orders, signs, ZoneInfo("UTC")).items():
        if name in chosen.constants:
            problems = Problems()
            parser.parse((chosen.constants[name],), problems)
            if problems:
                raise SourceError(f"{name} cannot be {chosen.constants[name]!r}. {problems[0][2]}")


def _notes(heads: Sequence[_Head], chosen: Plan) -> Iterator[str]:
    for head in heads:
        if head.encoding == "windows-1252":
            yield f"{head.name} is not UTF-8 and is read as Windows-1252."
    filled = chosen.fields()
    if chosen.kind == "orders" and "order_id" not in filled:
        yield (
            "There is no order id, so each order gets one made from its customer, time, amount, currency and "
            "channel. The same file again gives the same ids."
        )
    if chosen.kind == "feedback" and "feedback_id" not in filled:
        yield (
            "There is no feedback id, so each piece gets one made from its source, author, customer, time, "
            "title and text. The same file again gives the same ids."
        )
    if "customer_id" not in filled and chosen.kind != "feedback":
        yield "There is no customer id, so these orders count in revenue and in no customer's history."
