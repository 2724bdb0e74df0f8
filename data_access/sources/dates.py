"""Dates as exporters write them: whether the day or the month comes first, and the moment each text means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

MISSING = frozenset({"", "null", "nan", "n/a", "none"})  # in lower case: no value, for ids, dates and numbers
FIRST_YEAR, LAST_YEAR = 1970, 2100

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?(?:\s*(?P<zone>z|utc|gmt|[+-]\d{2}(?::?\d{2})?))?"
)
_TAIL = rf"(?:(?:\s*,\s*|\s+|t){_CLOCK})?"
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"


def _pattern(text: str) -> re.Pattern:
    return re.compile(text, re.IGNORECASE | re.ASCII)


_PARTS = _pattern(rf"(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}{_TAIL}")
_OTHERS = (
    _pattern(rf"(?P<year>\d{{4}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TAIL}"),
    _pattern(
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>z)?)?"
    ),
    _pattern(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_TAIL}"),
    _pattern(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s./-]*{_MONTH}[\s,./-]*{_YEAR}{_TAIL}"),
    _pattern(rf"{_WEEKDAY}{_MONTH}[\s./-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|[\s/.-]+){_YEAR}{_TAIL}"),
)
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_UNIX = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?", re.ASCII)

_UNREADABLE = "This cannot be read as a date. Write it as yyyy-mm-dd or yyyy-mm-dd hh:mm:ss."
_NO_SUCH = "There is no such date or time. Correct it, as yyyy-mm-dd or yyyy-mm-dd hh:mm:ss."
_NOT_A_DATE = (
    "This looks like a spreadsheet's serial number, not a date. "
    "Give the column a date format (yyyy-mm-dd) in the spreadsheet and save it again."
)
_NOT_A_TIME = "This looks like a Unix timestamp. Write it as yyyy-mm-dd hh:mm:ss."
_OTHER_ORDER = {
    "day_first": "This column has the day first, and here the second number cannot be a month.",
    "month_first": "This column has the month first, and here the first number cannot be a month.",
}


@dataclass
class DateEvidence:
    """What a column's values say about day-first or month-first. Counts are of distinct values a batch."""

    day_first: int = 0
    month_first: int = 0
    undecided: int = 0
    numeric: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, values: Iterable[str]) -> None:
        """Take in some of the column's values."""
        for value in values:
            if value[4:5] == "-" or not (found := _PARTS.fullmatch(" ".join(value.split()))):
                continue
            a, b = int(found["a"]), int(found["b"])
            self.numeric += 1
            if a > 12 >= b:
                self.day_first += 1
            elif b > 12 >= a:
                self.month_first += 1
            elif a != b and a <= 12 and b <= 12:
                self.undecided += 1
            if a != b and len(self.examples) < 3:
                self.examples.append(value.strip())

    def order(self) -> str | None:
        """ "iso" (nothing to decide), "day_first", "month_first", or None when the values do not tell."""
        if not self.numeric:
            return "iso"
        if self.day_first != self.month_first:
            return "day_first" if self.day_first > self.month_first else "month_first"
        # With 01/01 and 02/02 alone both readings are the same, so there is nothing to ask.
        return None if self.undecided or self.day_first else "day_first"


def parse_date(text: str, order: str) -> tuple[datetime, bool] | None:
    """The moment `text` means, and whether it is in UTC (it carried an offset or Z) or as the clock showed.

    None when there is no value. `order` is "day_first", "month_first" or "iso".
    Raises ValueError with a sentence for the reader.
    """
    text = text.strip()
    if text.lower() in MISSING:
        return None
    moment = _iso(text) or _spelled(" ".join(text.split()), order)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"The year {moment.year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    if (offset := moment.utcoffset()) is None:
        return moment, False
    return moment.replace(tzinfo=None) - offset, True


def _iso(text: str) -> datetime | None:
    # fromisoformat is twenty times as fast as the patterns, but also takes week dates.
    if text[4:5] != "-" or text[7:8] != "-":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _spelled(text: str, order: str) -> datetime:
    if found := _PARTS.fullmatch(text):
        a, b = int(found["a"]), int(found["b"])
        day, month = (b, a) if order == "month_first" else (a, b)
        if month > 12 >= day:
            raise ValueError(_OTHER_ORDER["month_first" if order == "month_first" else "day_first"])
    else:
        found = next((m for pattern in _OTHERS if (m := pattern.fullmatch(text))), None)
        if not found:
            raise ValueError(_unreadable(text))
        parts = found.groupdict()
        day = int(parts["day"])
        month = _MONTHS[parts["name"].lower()] if "name" in parts else int(parts["month"])
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 70 else 1900
    try:
        return _with_clock(datetime(year, month, day), found.groupdict())
    except ValueError as error:
        raise ValueError(_NO_SUCH) from error


def _with_clock(day: datetime, parts: dict[str, str | None]) -> datetime:
    if not parts.get("hour"):
        return day
    hour = int(parts["hour"])
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    microsecond = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    moment = day.replace(
        hour=hour, minute=int(parts["minute"]), second=int(parts.get("second") or 0), microsecond=microsecond
    )
    return moment.replace(tzinfo=_zone(parts["zone"])) if parts.get("zone") else moment


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def _unreadable(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return _NOT_A_DATE
    return _NOT_A_TIME if _UNIX.fullmatch(text) else _UNREADABLE
