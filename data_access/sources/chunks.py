"""Batches of records to chunks of typed rows and refused ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_access.sources.brand_evidence import name_brands
from data_access.sources.identity import ContentIds, Customers, Repeats, stamps
from data_access.sources.mapping import Plan, find
from data_access.sources.numbers import LARGEST
from data_access.sources.parsing import FieldParser, Problems, RatingParser, Times, frame
from data_access.sources.ratings import AS_NUMBERS, RatingReading, best_and_lowest
from data_access.sources.records import Batch, Refusal
from data_access.sources.surveys import Survey, SurveyedFile

REFUSED = ("file", "line_no", "column", "value", "reason")
MAX_VALUE = 500  # characters of the offending text that are kept
_SAID_BEST = "best rating said"  # where the text of a rating says it, until the scale is settled
_TIMES_WITH_DAYS = {"ordered_at": "ordered_on", "created_at": "created_on"}
_ORDER_CONTENT = ("customer_id", "ordered_at", "amount", "currency", "channel")
_FEEDBACK_CONTENT = ("source", "author", "customer_id", "created_at", "title", "text")


@dataclass(frozen=True, eq=False)
class Chunk:
    """Part of an import.

    `rows` has the mapped fields typed, `file` and `line_no_in_file`; `refused` has file, line_no, column,
    value and reason, one row a record; `duplicates` counts exact repeats of a record with the same id, which
    are dropped.
    `read` is all of them together. `bytes_done` of `bytes_total` counts bytes on disk over all files.
    """

    rows: pd.DataFrame
    refused: pd.DataFrame
    duplicates: int
    read: int
    bytes_done: int
    bytes_total: int


class ChunkMaker:
    """Makes the chunks of one import, and remembers which ids it has seen."""

    def __init__(self, survey: Survey, zone: ZoneInfo):
        self._survey, self._plan = survey, survey.plan
        self._parsers = parsers(survey.plan, survey.date_orders, survey.decimals, zone, survey.ratings)
        names = [file.name for file in survey.files]
        mapped = survey.mapping.values()
        self._id = "feedback_id" if survey.kind == "feedback" else "order_id"
        self._made_ids = ContentIds(numbered=survey.kind == "orders")
        self._customers = Customers(names) if {"order_id", "customer_id"} <= set(mapped) else None
        self._repeats = None
        if survey.kind == "order_lines":
            self._repeats = Repeats(("order_id", "line_no"), names) if "line_no" in mapped else None
        elif self._id in mapped:
            self._repeats = Repeats((self._id,), names)

    def make(self, batch: Batch, number: int, bytes_done: int, bytes_total: int) -> Chunk:
        """The chunk of one batch of file `number`."""
        file = self._survey.files[number]
        problems, read = Problems(), batch.read
        columns = self._typed(batch, file, problems)
        batch.rows.clear()  # the texts are the larger half of what a chunk takes
        self._check(columns, problems)
        lines = np.array(batch.lines, dtype="int64")
        keep = _without(len(lines), problems)
        rows = _rows(columns, keep)
        known = self._identify(rows, columns, keep, number)
        if self._survey.kind == "feedback":
            name_brands(rows, file.name, self._survey.brands)
        dropped = self._refuse_repeats(rows, number, lines[keep], np.flatnonzero(keep), problems) | known
        if dropped.any():
            rows, keep = rows[~dropped], _kept(keep, dropped)
        rows = rows.assign(file=pd.array([file.name] * len(rows), dtype="str"), line_no_in_file=lines[keep])
        refusals = [*batch.refusals, *_refusals(problems, batch.lines)]
        return Chunk(
            rows=rows.reset_index(drop=True),
            refused=_refused(refusals, file.name),
            duplicates=read - len(rows) - len(refusals),
            read=read,
            bytes_done=bytes_done,
            bytes_total=bytes_total,
        )

    def _typed(self, batch: Batch, file: SurveyedFile, problems: Problems) -> dict[str, pa.Array | np.ndarray | Times]:
        def texts(column: str) -> list[str]:
            place = file.columns.index(find(column, file.columns))
            return [row[place] for row in batch.rows]

        columns, fallbacks = {}, self._plan.fallbacks()
        for name, parser in self._parsers.items():
            is_same = name in self._plan.constants
            given = [self._plan.constants[name]] * len(batch.rows) if is_same else texts(parser.column)
            columns[name] = parser.parse(given, problems)
            if isinstance(parser, RatingParser):
                columns[_SAID_BEST] = parser.said(given)
            if (other := fallbacks.get(name)) and find(other, file.columns):
                columns[name] = pc.coalesce(columns[name], parser.parse(texts(other), problems))
        return columns

    def _check(self, columns: dict, problems: Problems) -> None:
        """What takes more than one field: amounts of lines, cancellations, ratings, feedback without content."""
        if self._survey.kind == "order_lines":
            _line_amounts(columns, problems)
        prefix = self._plan.preset.cancelled_prefix
        if prefix and "status" not in columns:
            is_cancelled = pc.starts_with(columns["order_id"], prefix)
            columns["status"] = pc.if_else(is_cancelled, "cancelled", pa.scalar(None, pa.string()))
        if self._survey.kind == "feedback":
            _says_something(columns, problems)
            _ratings(columns, self._survey.ratings or AS_NUMBERS, self._plan.column("rating") or "", problems)

    def _identify(self, rows: pd.DataFrame, columns: dict, keep: np.ndarray, file: int) -> np.ndarray:
        """Fills the ids that the source does not give, from the records' content; which an earlier file had."""
        known = np.zeros(len(rows), dtype=bool)
        if self._survey.kind == "order_lines" or (self._id in rows and not rows[self._id].isna().any()):
            return known
        content = _ORDER_CONTENT if self._survey.kind == "orders" else _FEEDBACK_CONTENT
        lacking = rows[self._id].isna().to_numpy() if self._id in rows else np.ones(len(rows), dtype=bool)
        values = []
        for name in content:
            if name not in columns:
                values.append([""] * int(lacking.sum()))
            elif isinstance(times := columns[name], Times):
                values.append(stamps(times.written[keep][lacking], times.is_utc[keep][lacking]))
            elif isinstance(columns[name], np.ndarray):
                values.append([str(number) for number in rows[name][lacking].tolist()])
            else:
                values.append(rows[name][lacking].fillna("").tolist())
        ids = rows[self._id].tolist() if self._id in rows else [None] * len(rows)
        made, known[lacking] = self._made_ids.make(values, file)
        for place, own in zip(np.flatnonzero(lacking).tolist(), made, strict=True):
            ids[place] = own
        rows[self._id] = pd.array(ids, dtype="str")
        return known

    def _refuse_repeats(self, rows, file: int, lines: np.ndarray, positions: np.ndarray, problems) -> np.ndarray:
        dropped = np.zeros(len(rows), dtype=bool)
        reasons: dict[int, str] = {}
        if self._customers and self._survey.kind == "order_lines":
            reasons |= self._customers.check(rows, file, lines)
        if self._repeats:
            same, other = self._repeats.check(rows, file, lines)
            dropped[same] = True
            reasons = other | reasons
        for row, reason in reasons.items():
            dropped[row] = True
            named = "customer_id" if reason.startswith("The order has another customer") else self._id
            column = self._plan.column(named) or ""
            problems.setdefault(int(positions[row]), (column, str(rows[named].iloc[row]), reason))
        return dropped


def parsers(
    plan: Plan,
    date_orders: Mapping[str, str],
    decimals: Mapping[str, str],
    zone: ZoneInfo,
    ratings: RatingReading | None = None,
) -> dict[str, FieldParser]:
    """A parser for every field that is filled, in the kind's order."""
    filled = plan.fields()
    priced = {"quantity", "unit_price"} <= filled.keys()
    made = {}
    for name, field in filled.items():
        required = field.required
        if plan.kind == "order_lines" and name in ("quantity", "unit_price", "amount"):
            required = not priced if name == "amount" else "amount" not in filled
        how = decimals.get(name, "point") if field.type in ("number", "whole") else date_orders.get(name, "iso")
        if name == "rating":
            made[name] = RatingParser(field, plan.column(name) or "", how, zone, ratings or AS_NUMBERS)
        else:
            made[name] = FieldParser(field, plan.column(name) or "", required, how, zone)
    return made


def _line_amounts(columns: dict, problems: Problems) -> None:
    """An amount for each line: as given, else quantity times unit price."""
    if {"quantity", "unit_price"} <= columns.keys():
        product = np.round(columns["quantity"] * columns["unit_price"], 4)
        given = columns.get("amount")
        columns["amount"] = product if given is None else np.where(np.isnan(given), product, given)
    amounts = columns["amount"]
    unknown = "amount is empty, and so is quantity or unit_price. Fill in one or the other."
    problems.add(np.flatnonzero(np.isnan(amounts)), "", lambda row: "", lambda row: unknown)
    beyond = "Quantity times unit price is beyond 10,000,000,000,000 and so is probably a mistake. Correct it."
    problems.add(np.flatnonzero(np.abs(amounts) > LARGEST), "", lambda row: str(amounts[row]), lambda row: beyond)


def _says_something(columns: dict, problems: Problems) -> None:
    silent = np.ones(len(columns["created_at"].at), dtype=bool)
    for name in ("text", "title"):
        if name in columns:
            silent &= columns[name].is_null().to_numpy(zero_copy_only=False)
    if "rating" in columns:
        silent &= np.isnan(columns["rating"])
    reason = "There is neither a text nor a title nor a rating. Fill in one of them."
    problems.add(np.flatnonzero(silent), "", lambda row: "", lambda row: reason)


def _ratings(columns: dict, reading: RatingReading, column: str, problems: Problems) -> None:
    """Gives every rating its scale, and refuses those outside it."""
    if "rating" not in columns:
        return
    rating, said = columns["rating"], columns.pop(_SAID_BEST)
    unknown, is_rated = np.full(len(rating), np.nan), ~np.isnan(rating)
    scale, lowest = best_and_lowest(reading, said, columns.get("rating_scale", unknown))
    told = columns.get("rating_lowest", unknown)
    lowest = np.where(np.isnan(told), lowest, told)
    columns["rating_scale"], columns["rating_lowest"] = (np.where(is_rated, each, np.nan) for each in (scale, lowest))
    if reading.type and "rating_type" not in columns:
        type_ = pa.scalar(reading.type, pa.large_string())
        columns["rating_type"] = pc.if_else(pa.array(is_rated), type_, pa.scalar(None, pa.large_string()))
    least = np.where(np.isnan(lowest), 0.0, lowest)
    wrong = np.flatnonzero((rating < least) | (rating > np.where(np.isnan(scale), np.inf, scale)))

    def reason(row: int) -> str:
        if np.isnan(scale[row]):
            return "A rating cannot be below 0."
        return f"The rating is outside its scale, {least[row]:g} to {scale[row]:g}."

    problems.add(wrong, column, lambda row: f"{rating[row]:g}", reason)


def _without(length: int, problems: Problems) -> np.ndarray:
    keep = np.ones(length, dtype=bool)
    keep[list(problems)] = False
    return keep


def _kept(keep: np.ndarray, dropped: np.ndarray) -> np.ndarray:
    """`keep` over all records, less those that `dropped` marks among the kept."""
    keep = keep.copy()
    keep[np.flatnonzero(keep)[dropped]] = False
    return keep


def _rows(columns: dict, keep: np.ndarray) -> pd.DataFrame:
    flat = {}
    for name, values in columns.items():
        flat[name] = values.at if isinstance(values, Times) else values
        if day := _TIMES_WITH_DAYS.get(name):
            flat[day] = values.on
    rows = frame(flat)
    if "line_no" in rows:
        rows["line_no"] = rows["line_no"].astype("Int64")
    return rows if keep.all() else rows[keep]


def _refusals(problems: Problems, lines: Sequence[int]) -> Iterator[Refusal]:
    for row, (column, value, reason) in problems.items():
        yield Refusal(lines[row], column, value, reason)


def _refused(refusals: Sequence[Refusal], file: str) -> pd.DataFrame:
    ordered = sorted(refusals, key=lambda refusal: refusal.line)
    records = [(file, r.line, r.column, r.value[:MAX_VALUE], r.reason) for r in ordered]
    refused = pd.DataFrame(records, columns=REFUSED)
    return refused.astype({"file": "str", "line_no": "int64", "column": "str", "value": "str", "reason": "str"})
