"""Orders, order lines and feedback from tables, in two passes: what they hold, then their records."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from data_access.sources.brand_evidence import BrandEvidence
from data_access.sources.chunks import Chunk, ChunkMaker, parsers
from data_access.sources.dates import DateEvidence
from data_access.sources.encoding import NotUtf8
from data_access.sources.encoding_questions import encoding_of, encoding_questions
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Plan, choose_layout, find, plan
from data_access.sources.numbers import NumberEvidence
from data_access.sources.origins import origins as expanded
from data_access.sources.parsing import Problems
from data_access.sources.presets import Preset
from data_access.sources.questions import answered, date_orders, decimals, rating_scale
from data_access.sources.ratings import RatingEvidence
from data_access.sources.records import Batch
from data_access.sources.surveys import Survey, SurveyedFile
from data_access.sources.tables import Origin, Table

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
    ratings: RatingEvidence | None = None
    sample: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    brands: BrandEvidence | None = None


def survey(
    origins: Sequence[str | PathLike | Origin] | str | PathLike | Origin,
    kind: str | None = None,
    *,
    preset: str | None = None,
    mapping: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
    answers: str | Mapping[str, str] | None = None,
    brands: Mapping[str, str] | None = None,
    known_brands: Mapping[str, str] | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
    scan_rows: int | None = None,
) -> Survey:
    """Reads the tables once, for their structure, and says how they would be imported.

    `kind` is "orders", "order_lines" or "feedback", or None to tell it from the columns; orders become order_lines when
    lines' fields are mapped. `mapping` (column -> field, "" to leave a column out) wins over the preset and what the
    names suggest; `constants` (field -> value) fill a field for all records. `answers` answers questions: one of a
    question's choices for all fields it suits, or field -> choice. `brands` (file's name -> brand, "" for ours) says
    whose customers speak in each file of feedback; where it is silent, files' names and review pages' addresses are
    asked, with `known_brands` (plain name -> brand), those that are tracked. `names` are display names of the paths, in
    their order. `progress` is called with bytes done and bytes in all. `scan_rows` is how many records are looked at;
    None is all.
    Raises SourceError for what cannot be imported at all.
    """
    tables = expanded(origins, names)
    if not tables:
        raise SourceError("There is no file to import.")
    told = answers if isinstance(answers, Mapping) else {}
    is_alone = len(tables) == 1
    encodings = [encoding_of(table, told, is_alone) if getattr(table, "reading", None) else None for table in tables]
    while True:
        try:
            heads = [_head(origin, encoding) for origin, encoding in zip(tables, encodings, strict=True)]
            layout = choose_layout(heads[0].name, heads[0].columns, heads[0].values(), kind, preset, mapping)
            heads = [_shaped(head, layout.preset) for head in heads]
            chosen = _plan(heads, layout.kind, layout.preset, mapping, constants, told)
            scan = _scan(heads, chosen, progress, scan_rows)
            break
        except NotUtf8 as found:
            for place, origin in enumerate(tables):
                if origin.name == found.name:
                    encodings[place] = encoding_of(origin, told, is_alone)
    return _survey(heads, chosen, scan, answers, scan.brands.brands(known_brands or {}, brands or {}))


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
        changed = SourceError(f"{surveyed.name} has changed since it was looked at. Start the import again.")
        try:
            with surveyed.origin.open(surveyed.encoding or None) as table:
                if table.bytes_total != surveyed.bytes:
                    raise changed
                for batch in _batches(table, surveyed.name, survey.plan.preset, chunk_rows):
                    yield maker.make(batch, number, before + table.bytes_done, total)
        except NotUtf8 as error:
            raise changed from error
        before += surveyed.bytes


def _batches(table: Table, name: str, preset: Preset, size: int) -> Iterator[Batch]:
    """The records as the layout means them."""
    shaper = preset.shaper(table.columns, name) if preset.shaper else None
    batches = iter(table.batches(size))
    while batch := _uninterrupted(batches):
        yield shaper.shape(batch) if shaper else batch


def _uninterrupted(batches: Iterator[Batch]) -> Batch | None:
    """The next batch, made without looking for garbage: its many small lists have none, and it takes a fifth longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return next(batches, None)
    finally:
        if was_on:
            gc.enable()


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
    scan, before, total = _Scan(brands=BrandEvidence(chosen)), 0, sum(head.bytes for head in heads)
    for name, known in chosen.fields().items():
        if name not in chosen.constants and known.type == "time":
            scan.dates[name] = DateEvidence()
        if name not in chosen.constants and known.type in ("number", "whole"):
            scan.numbers[name] = NumberEvidence()
    if "rating" in scan.numbers:
        scan.ratings = RatingEvidence()
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
            # Each value once, in the file's order: a question shows the first of them.
            evidence.add(dict.fromkeys([row[place] for row in batch.rows]))
        if scan.ratings:
            beside = places.get("rating_scale")
            scan.ratings.add(
                [row[places["rating"]] for row in batch.rows],
                None if beside is None else [row[beside] for row in batch.rows],
            )
        scan.brands.add(head.name, head.columns, batch.rows)
        progress(table.bytes_done)
        if most and read >= most:
            break
    scan.notes += getattr(table, "notes", ())
    if not read and not most:
        raise SourceError(f"{head.name} has a header and no rows.")
    # A layout that was recognised by its header may well refuse most: what colleagues and machines wrote.
    if refused > read / 2 and not chosen.preset.shaper:
        raise SourceError(
            f"{head.name}: {refused:,} of {read:,} records do not have the header's {len(head.columns)} fields. "
            "Is the delimiter the same in every line, and are values that hold it in quotation marks?"
        )
    scan.rows.append(read)


def _survey(heads: Sequence[_Head], chosen: Plan, scan: _Scan, given, brands: Mapping[str, str]) -> Survey:
    asked = encoding_questions([head.origin for head in heads], given)
    if isinstance(given, Mapping):
        given = {field: choice for field, choice in given.items() if field != "encoding"}
    if isinstance(given, Mapping):
        given = {name: choice for name, choice in given.items() if name not in chosen.settled}
    answers = {**_open_to_layout(chosen, scan), **answered(chosen, given)}
    orders, date_questions = date_orders(chosen, scan.dates, answers)
    signs, number_questions = decimals(chosen, scan.numbers, answers, {head.delimiter for head in heads})
    reading, scale_questions = rating_scale(chosen, scan.ratings, answers, signs)
    _check_constants(chosen, orders, signs)
    used = {*chosen.mapping, *chosen.fallbacks().values()}
    used |= {find(column, heads[0].columns) for column in chosen.preset.worked_from}
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
        questions=(*asked, *chosen.questions, *date_questions, *number_questions, *scale_questions),
        brands=brands,
        sample=pd.DataFrame(scan.sample, columns=list(heads[0].columns), dtype="str"),
        notes=tuple(_notes(chosen, scan)),
        plan=chosen,
        ratings=reading,
    )


def _open_to_layout(chosen: Plan, scan: _Scan) -> dict[str, str]:
    """Field -> what the layout answers, of the columns whose values do not tell."""
    undecided = {name for name, found in scan.dates.items() if found.order() is None}
    undecided |= {name for name, found in scan.numbers.items() if found.sign() is None}
    return {name: choice for name, choice in chosen.answers().items() if name in undecided}


def _check_constants(chosen: Plan, orders: Mapping[str, str], signs: Mapping[str, str]) -> None:
    for name, parser in parsers(chosen, orders, signs, ZoneInfo("UTC")).items():
        if name in chosen.constants:
            problems = Problems()
            parser.parse((chosen.constants[name],), problems)
            if problems:
                raise SourceError(f"{name} cannot be {chosen.constants[name]!r}. {problems[0][2]}")


def _notes(chosen: Plan, scan: _Scan) -> Iterator[str]:
    if chosen.preset.note:
        yield chosen.preset.note
    yield from scan.notes
    yield from chosen.notes
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
    if "currency" not in filled and chosen.kind != "feedback":
        for name, found in scan.numbers.items():
            if len(found.currencies) > 1:
                yield (
                    f"Column {chosen.column(name)!r} holds several currencies ({listed(found.currencies)}) and no "
                    "column says which, so they are added up as one. Add a column currency with their codes."
                )
