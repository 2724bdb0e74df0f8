"""Columns of text to columns of ids, text, times and numbers, with what could not be read and why."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_access.sources.dates import MISSING, parse_date
from data_access.sources.fields import Field
from data_access.sources.numbers import parse_number

REMEMBERED = 100_000  # texts and their values, a field
_MISSING = pa.array(sorted(MISSING), pa.large_string())


class Problems(dict[int, tuple[str, str, str]]):
    """Row number -> (column, text, reason): the first problem of each record that has one."""

    def add(self, rows: np.ndarray, column: str, texts: Callable[[int], str], reasons: Callable[[int], str]) -> None:
        for row in rows.tolist():
            self.setdefault(row, (column, texts(row), reasons(row)))


class Times:
    """A column of moments: `written` as the clock showed, or in UTC where `is_utc`; `at` in UTC; `on` the local day."""

    def __init__(self, written: np.ndarray, is_utc: np.ndarray, zone: ZoneInfo):
        self.written, self.is_utc = written, is_utc
        self.at = written.copy()
        days = written.copy()
        if not is_utc.all():
            # A time that the clocks skipped moves on; of one that they showed twice, the first is meant.
            local = pd.Series(written[~is_utc]).dt.tz_localize(
                zone, ambiguous=np.ones((~is_utc).sum(), dtype=bool), nonexistent="shift_forward"
            )
            self.at[~is_utc] = local.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
        if is_utc.any():
            moments = pd.Series(written[is_utc]).dt.tz_localize("UTC").dt.tz_convert(zone)
            days[is_utc] = moments.dt.tz_localize(None).to_numpy()
        self.on = days.astype("datetime64[D]").astype("datetime64[us]")

    def take(self, codes: np.ndarray) -> "Times":
        taken = Times.__new__(Times)
        for name, values in vars(self).items():
            setattr(taken, name, values[codes])
        return taken


class FieldParser:
    """Reads one field's texts. Each distinct text is parsed once, and remembered for the chunks to come."""

    def __init__(self, field: Field, column: str, required: bool, how: str, zone: ZoneInfo):
        """`how` is the day's place or the decimal sign, where the field has one."""
        self.field, self.column, self.required = field, column, required
        self._how, self._zone = how, zone
        self._known: dict[str, object] = {}

    def parse(self, texts: Sequence[str], problems: Problems) -> pa.Array | np.ndarray | Times:
        """The column's values; records that cannot be read go to `problems`."""
        encoded = pa.array(texts, pa.large_string()).dictionary_encode()
        codes, distinct = encoded.indices.to_numpy(), encoded.dictionary
        if self.field.type in ("id", "text"):
            values, reasons = self._texts(distinct)
            result = values.take(encoded.indices)
        else:
            parsed, reasons = self._parsed(distinct.to_pylist())
            result = self._times(parsed).take(codes) if self.field.type == "time" else _floats(parsed)[codes]
        if reasons:
            rows = np.flatnonzero(np.isin(codes, list(reasons)))
            problems.add(rows, self.column, texts.__getitem__, lambda row: reasons[codes[row]])
        return result

    def _texts(self, distinct: pa.Array) -> tuple[pa.Array, dict[int, str]]:
        values = pc.utf8_trim_whitespace(distinct)
        if self.field.type == "id":
            # Spreadsheets and data frames turn a column of ids with gaps into decimals: 17850.0.
            values = pc.replace_substring_regex(values, r"^([0-9]+)\.0$", r"\1")
            empty = pc.is_in(pc.utf8_lower(values), value_set=_MISSING)
        else:
            empty = pc.equal(values, "")
        values = pc.if_else(empty, pa.scalar(None, pa.large_string()), values)
        too_long = pc.greater(pc.utf8_length(values), self.field.longest).fill_null(False)
        reason = f"This is longer than {self.field.longest:,} characters. Shorten it."
        reasons = dict.fromkeys(_places(too_long), reason)
        if self.required:
            reasons |= dict.fromkeys(_places(empty), self._empty())
        return values, reasons

    def _parsed(self, distinct: list[str]) -> tuple[list, dict[int, str]]:
        """A value or None for each text, and the reasons of those that have none but should."""
        known, reasons, values = self._known, {}, []
        if len(known) > REMEMBERED:
            known.clear()
        for code, text in enumerate(distinct):
            if text not in known:
                known[text] = self._value(text)
            value = known[text]
            if isinstance(value, str):
                reasons[code], value = value, None
            elif value is None and self.required:
                reasons[code] = self._empty()
            values.append(value)
        return values, reasons

    def _value(self, text: str) -> object:
        try:
            if self.field.type == "time":
                return parse_date(text, self._how)
            value = parse_number(text, self._how)
        except ValueError as error:
            return str(error)
        if value is not None and self.field.type == "whole" and (value < 0 or value != int(value)):
            return "This is not a whole number. Number the lines 1, 2, 3."
        return None if self.field.name.startswith("rating") and text.strip() == "-" else value

    def _empty(self) -> str:
        return f"{self.field.name} is empty, and a record needs one. Fill it in."

    def _times(self, parsed: list[tuple[datetime, bool] | None]) -> Times:
        written = np.array([pair[0] if pair else None for pair in parsed], dtype="datetime64[us]")
        return Times(written, np.array([bool(pair and pair[1]) for pair in parsed], dtype=bool), self._zone)


def _floats(parsed: list[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in parsed], dtype="float64")


def _places(mask: pa.Array) -> list[int]:
    return pc.indices_nonzero(mask).to_pylist()


def frame(columns: Mapping[str, pa.Array | np.ndarray | Times | pd.Series]) -> pd.DataFrame:
    """The columns as pandas: `str` for text, `datetime64[us]` for times, `float64` for numbers."""
    return pa.table({name: pa.array(values) for name, values in columns.items()}).to_pandas()
