"""Columns of text to columns of ids, text, times and numbers, with what could not be read and why."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_access.sources.dates import MISSING, parse_date
from data_access.sources.fields import Field
from data_access.sources.numbers import DASHES, LARGEST, parse_number
from data_access.sources.ratings import RatingReading

REMEMBERED = 100_000  # texts and their values, a field
_MISSING = pa.array(sorted(MISSING), pa.large_string())
# What Arrow reads as we do, and much faster; the rest is read text by text.
_PLAIN_NUMBER = r"^-?[0-9]{1,12}(\.[0-9]{1,12})?$"
_PLAIN_TIME = r"^(19[7-9][0-9]|20[0-9][0-9])-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?)?$"
_EMAIL_IDS = frozenset({"customer_id", "referred_by"})  # an e-mail address there is one customer in any case
# 1.785E+04 has lost the digits that it does not show, 1.7850E+04 has not.
_SCIENTIFIC = re.compile(r"(?P<one>[0-9])(?:[.,](?P<more>[0-9]+))?[eE]\+(?P<tens>[0-9]{1,3})", re.ASCII)
_ROUNDED = (
    "A spreadsheet has cut this id to a rounded number. Give the column the format Text (or 0) where the file was "
    "made, and save it again."
)


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
            values, reasons = self._values(distinct)
            result = values.take(codes) if self.field.type == "time" else values[codes]
        if reasons:
            rows = np.flatnonzero(np.isin(codes, list(reasons)))
            problems.add(rows, self.column, texts.__getitem__, lambda row: reasons[codes[row]])
        return result

    def _texts(self, distinct: pa.Array) -> tuple[pa.Array, dict[int, str]]:
        values = pc.utf8_trim_whitespace(distinct)
        if self.field.type == "id":
            values, reasons = self._ids(values)
            empty = pc.is_in(pc.utf8_lower(values), value_set=_MISSING)
        else:
            empty, reasons = pc.equal(values, ""), {}
        values = pc.if_else(empty, pa.scalar(None, pa.large_string()), values)
        too_long = pc.greater(pc.utf8_length(values), self.field.longest).fill_null(False)
        reason = f"This is longer than {self.field.longest:,} characters. Shorten it."
        reasons |= dict.fromkeys(_places(too_long), reason)
        if self.required:
            reasons |= dict.fromkeys(_places(empty), self._empty())
        return values, reasons

    def _ids(self, values: pa.Array) -> tuple[pa.Array, dict[int, str]]:
        """Ids in the one form that they have in every file, and the reasons of those that have lost digits."""
        # Spreadsheets and data frames turn a column of ids with gaps into decimals: 17850.0. An apostrophe keeps them
        # from taking an id for a number.
        values = pc.replace_substring_regex(values, r"^([0-9]+)[.,]0$", r"\1")
        values = pc.replace_substring_regex(values, r"^'([0-9+])", r"\1")
        if self.field.name in _EMAIL_IDS:
            values = pc.if_else(pc.match_substring(values, "@"), pc.utf8_lower(values), values)
        # Few ids hold a plus sign, and looking for one is much cheaper than a regular expression.
        if not (places := _places(pc.match_substring(values, "+"))):
            return values, {}
        texts, reasons = values.to_pylist(), {}
        for place in places:
            if found := _SCIENTIFIC.fullmatch(texts[place]):
                more, tens = found["more"] or "", int(found["tens"])
                if len(more) < tens or tens > self.field.longest:
                    reasons[place] = _ROUNDED
                elif not more[tens:].strip("0"):
                    texts[place] = found["one"] + more[:tens]
        return pa.array(texts, pa.large_string()), reasons

    def _values(self, distinct: pa.Array) -> tuple[np.ndarray | Times, dict[int, str]]:
        """A value or none for each text, and the reasons of those that have none but should."""
        plain, fast = self._plain(distinct)
        if plain is None:
            parsed, reasons = self._parsed(distinct.to_pylist(), range(len(distinct)))
            return (self._times(parsed) if self.field.type == "time" else _floats(parsed)), reasons
        slow = np.flatnonzero(~plain)
        parsed, reasons = self._parsed(distinct.take(pa.array(slow)).to_pylist(), slow.tolist())
        if self.field.type != "time":
            fast[slow] = _floats(parsed)
            return fast, reasons
        is_utc = np.zeros(len(fast), dtype=bool)
        is_utc[slow] = [bool(pair and pair[1]) for pair in parsed]
        fast[slow] = _moments(parsed)
        return Times(fast, is_utc, self._zone), reasons

    def _plain(self, distinct: pa.Array) -> tuple[np.ndarray | None, np.ndarray | None]:
        """Which texts are written as Arrow reads them, and what it reads; None where it cannot."""
        if self.field.type == "time":
            pattern, type_ = _PLAIN_TIME, pa.timestamp("us")
        elif self.field.type == "number" and self._how == "point":
            pattern, type_ = _PLAIN_NUMBER, pa.float64()
        else:
            return None, None
        plain = pc.match_substring_regex(distinct, pattern)
        if not plain.true_count:
            return None, None
        try:
            read = pc.cast(pc.if_else(plain, distinct, pa.scalar(None, pa.large_string())), type_)
        except pa.ArrowInvalid:  # a date that there is not: all are read text by text, to say which
            return None, None
        values = read.to_numpy(zero_copy_only=False).copy()
        is_plain = plain.to_numpy(zero_copy_only=False)
        if self.field.type == "number":
            is_plain = is_plain & ~(np.abs(values) > LARGEST)
        return is_plain, values

    def _parsed(self, texts: Sequence[str], places: Sequence[int]) -> tuple[list, dict[int, str]]:
        """A value or None for each text, read one by one, and by their places the reasons of those without."""
        known, reasons, values = self._known, {}, []
        if len(known) > REMEMBERED:
            known.clear()
        for place, text in zip(places, texts, strict=True):
            if text not in known:
                known[text] = self._value(text)
            value = known[text]
            if isinstance(value, str):
                reasons[place], value = value, None
            elif value is None and self.required:
                reasons[place] = self._empty()
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
        return None if self.field.name.startswith("rating") and text.strip() in DASHES else value

    def _empty(self) -> str:
        return f"{self.field.name} is empty, and a record needs one. Fill it in."

    def _times(self, parsed: list[tuple[datetime, bool] | None]) -> Times:
        return Times(_moments(parsed), np.array([bool(pair and pair[1]) for pair in parsed], dtype=bool), self._zone)


class RatingParser(FieldParser):
    """Reads ratings, also those in words and stars and those that say their scale."""

    def __init__(self, field: Field, column: str, how: str, zone: ZoneInfo, reading: RatingReading):
        super().__init__(field, column, False, how, zone)
        self._reading = reading
        self._said: dict[str, float] = {}

    def said(self, texts: Sequence[str]) -> np.ndarray:
        """The best rating possible where a text of the last records parsed says it, else 0."""
        said = self._said
        if not said:
            return np.zeros(len(texts))
        return np.array([said.get(text, 0.0) for text in texts], dtype="float64")

    def _plain(self, distinct: pa.Array) -> tuple[None, None]:
        return None, None

    def _value(self, text: str) -> object:
        try:
            value = self._reading.value(text, self._how)
        except ValueError as error:
            return str(error)
        if value and value[1]:
            self._said[text] = value[1]
        return value[0] if value else None


def _moments(parsed: list[tuple[datetime, bool] | None]) -> np.ndarray:
    return np.array([pair[0] if pair else None for pair in parsed], dtype="datetime64[us]")


def _floats(parsed: list[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in parsed], dtype="float64")


def _places(mask: pa.Array) -> list[int]:
    return pc.indices_nonzero(mask).to_pylist()


def frame(columns: Mapping[str, pa.Array | np.ndarray | Times | pd.Series]) -> pd.DataFrame:
    """The columns as pandas: `str` for text, `datetime64[us]` for times, `float64` for numbers."""
    return pa.table({name: pa.array(values) for name, values in columns.items()}).to_pandas()
