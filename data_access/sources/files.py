"""Orders, order lines and feedback from tables, in two passes: what they hold, then their records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from data_access.sources.chunks import Chunk, ChunkMaker, parsers
from data_access.sources.dates import DateEvidence
from data_access.sources.encoding import NotUtf8
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Plan, choose_layout, find, plan
from data_access.sources.numbers import NumberEvidence
from data_access.sources.parsing import Problems
from data_access.sources.presets import Preset
from data_access.sources.questions import answered, date_orders, decimals
from data_access.sources.records import Batch
from data_access.sources.surveys import Survey, SurveyedFile
from data_access.sources.tables import FileOrigin, Origin, Table

SAMPLE = 20
Progress = Callable[[int, int], None]

_SCAN_ROWS = 20_000


@dataclass
class _Head:
    """The beginning of a table: how it is written, its columns, and some records to judge columns by."""

    origin: Origin
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    bytes: int
    rows: list[list[str]]

    @property
    def name(self) -> str:
        return self.origin.name

    def values(self) -> dict[str, list[str]]:
        """The first values of each column."""
        return {column: [row[place] for row in self.rows] for place, column in enumerate(self.columns)}


@dataclass
class _Scan:
    """What one pass over the files found. Evidence is by field, over all files."""

    rows: list[int] = field(default_factory=list)
    dates: dict[str, DateEvidence] = field(default_factory=dict)
    numbers: dict[str, NumberEvidence] = field(default_factory=dict)
    sample: list[list[str]] = field(default_factory=list)


def survey(
    origins: Sequence[str | PathLike | Origin] | str | PathLike | Origin,
    kind: str | None = None,
    *,
    preset: str | None = None,
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    answers: str | Mapping[str, str] | None = None,
    brands: Mapping[str, str] | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
    scan_rows: int | None = None,
) -> Survey:
    """Reads the tables once, for their structure, and says how they would be imported.

    `kind` is "orders", "order_lines" or "feedback", or None to tell it from the columns; orders become order_lines
    when lines' fields are mapped. `mapping` (column -> field, "" to leave a column out) wins over the preset and what
    the names suggest; `constants` (field -> value) fill a field for all records. `answers` answers questions: one of a
    question's choices for all fields it suits, or field -> choice. `brands` (file's name -> brand, "" for ours) says
    whose customers speak in each file of feedback. `names` are display names of the paths, in their order. `progress`
    is called with bytes done and bytes in all. `scan_rows` is how many records are looked at; None is all.
    Raises SourceError for what cannot be imported at all.
    """
    tables = _origins(origins, names)
    if not tables:
        raise SourceError("There is no file to import.")
    told = answers if isinstance(answers, Mapping) else {}
    encodings: dict[str, str] = dict.fromkeys((table.name for table in tables), told.get("encoding"))
    while True:
        try:
            heads = [_head(origin, encodings[origin.name]) for origin in tables]
            layout = choose_layout(heads[0].name, heads[0].columns, heads[0].values(), kind, preset, mapping)
            heads = [_shaped(head, layout.preset) for head in heads]
            chosen = _plan(heads, layout.kind, layout.preset, mapping, constants, told)
            scan = _scan(heads, chosen, progress, scan_rows)
            break
        except NotUtf8 as found:
            encodings[found.name] = "windows-1252"
    return _survey(heads, chosen, scan, answers, brands or {})


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


def _origins(given, names: Sequence[str] | None) -> list[Origin]:
    given = [given] if isinstance(given, str | PathLike) or hasattr(given, "open") else list(given)
    names = list(names) if names else [None] * len(given)
    return [_origin(one, name) for one, name in zip(given, names, strict=True)]


def _origin(given: str | PathLike | Origin, name: str | None) -> Origin:
    if isinstance(given, str | PathLike):
        return FileOrigin(Path(given), name or Path(given).name)
    return given


def _chunks(survey: Survey, zone: ZoneInfo, chunk_rows: int) -> Iterator[Chunk]:
    maker, before = ChunkMaker(survey, zone), 0
    total = sum(file.bytes for file in survey.files)
    for number, surveyed in enumerate(survey.files):
        with surveyed.origin.open(surveyed.encoding or None) as table:
            if table.bytes_total != surveyed.bytes:
                raise SourceError(f"{surveyed.name} has changed since it was looked at. Start the import again.")
            for batch in _batches(table, surveyed.name, survey.plan.preset, chunk_rows):
                yield maker.make(batch, number, before + table.bytes_done, total)
        before += surveyed.bytes


def _batches(table: Table, name: str, preset: Preset, size: int) -> Iterator[Batch]:
    """The records as the layout means them."""
    shaper = preset.shaper(table.columns, name) if preset.shaper else None
    for batch in table.batches(size):
        yield shaper.shape(batch) if shaper else batch


def _head(origin: Origin, encoding: str | None) -> _Head:
    with origin.open(encoding) as table:
        first = next(table.batches(SAMPLE), None)
        rows = first.rows if first else []
        return _Head(origin, table.encoding, table.delimiter, table.columns, table.bytes_total, rows)


def _shaped(head: _Head, preset: Preset) -> _Head:
    """The head as the layout means it, with the columns that it works out."""
    if not preset.shaper:
        return head
    shaper = preset.shaper(head.columns, head.name)
    lines = list(range(2, len(head.rows) + 2))
    shaped = shaper.shape(Batch([list(row) for row in head.rows], lines, []))
    return replace(head, columns=shaper.columns, rows=shaped.rows)


def _plan(heads: Sequence[_Head], kind: str, preset: Preset, mapping, constants, answers) -> Plan:
    first = heads[0]
    chosen = plan(first.name, first.columns, first.values(), kind, preset, mapping, constants, answers)
    for other in heads[1:]:
        lacking = [column for column in chosen.mapping if find(column, other.columns) is None]
        if lacking:
            raise SourceError(
                f"{other.name} has no column {listed(lacking)}, which {first.name} has. "
                f"It has: {listed(other.columns)}. Import it on its own."
            )
    return chosen


def _scan(heads: Sequence[_Head], chosen: Plan, progress: Progress | None, most: int | None) -> _Scan:
    scan, before, total = _Scan(), 0, sum(head.bytes for head in heads)
    for name, known in chosen.fields().items():
        if name not in chosen.constants and known.type == "time":
            scan.dates[name] = DateEvidence()
        if name not in chosen.constants and known.type in ("number", "whole"):
            scan.numbers[name] = NumberEvidence()
    for head in heads:
        with head.origin.open(head.encoding or None) as table:
            _scan_table(
                table,
                head,
                chosen,
                scan,
                most,
                lambda done, before=before: progress and progress(before + done, total),
            )
        before += head.bytes
    return scan


def _scan_table(
    table: Table, head: _Head, chosen: Plan, scan: _Scan, most: int | None, progress: Callable[[int], None]
) -> None:
    places = {
        name: head.columns.index(find(chosen.column(name), head.columns)) for name in (*scan.dates, *scan.numbers)
    }
    read = refused = 0
    for batch in _batches(table, head.name, chosen.preset, min(_SCAN_ROWS, most or _SCAN_ROWS)):
        read += batch.read
        refused += len(batch.refusals)
        if len(scan.rows) == 0 and len(scan.sample) < SAMPLE:
            scan.sample += batch.rows[: SAMPLE - len(scan.sample)]
        for name, evidence in (*scan.dates.items(), *scan.numbers.items()):
            place = places[name]
            evidence.add({row[place] for row in batch.rows})
        progress(table.bytes_done)
        if most and read >= most:
            break
    if not read and not most:
        raise SourceError(f"{head.name} has a header and no rows.")
    if refused > read / 2:
        raise SourceError(
            f"{head.name}: {refused:,} of {read:,} records do not have the header's {len(head.columns)} fields. "
            "Is the delimiter the same in every line, and are values that hold it in quotation marks?"
        )
    scan.rows.append(read)


def _survey(heads: Sequence[_Head], chosen: Plan, scan: _Scan, given, brands: Mapping[str, str]) -> Survey:
    answers = answered(chosen, given)
    orders, date_questions = date_orders(chosen, scan.dates, answers)
    signs, number_questions = decimals(chosen, scan.numbers, answers, {head.delimiter for head in heads})
    _check_constants(chosen, orders, signs)
    used = {*chosen.mapping, *chosen.fallbacks().values()}
    return Survey(
        kind=chosen.kind,
        preset=chosen.preset.name,
        files=tuple(
            SurveyedFile(head.origin, head.name, head.encoding, head.delimiter, head.columns, rows, head.bytes)
            for head, rows in zip(heads, scan.rows, strict=True)
        ),
        mapping=chosen.mapping,
        constants=chosen.constants,
        unused_columns=tuple(column for column in heads[0].columns if column not in used),
        date_orders=orders,
        decimals=signs,
        questions=(*chosen.questions, *date_questions, *number_questions),
        brands={head.name: brands.get(head.name, "") for head in heads} if chosen.kind == "feedback" else {},
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
