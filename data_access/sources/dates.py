"""Dates as exporters write them, and the moment each text means. What a column's values decide is in date_forms."""

import re
from datetime import UTC, datetime, timedelta

from data_access.sources.calendar_words import is_weekday, month
from data_access.sources.clock_zones import placed
from data_access.sources.date_forms import DateEvidence

__all__ = ["FIRST_YEAR", "LAST_YEAR", "MISSING", "DateEvidence", "parse_date"]

# In lower case: no value, for ids, dates and numbers, as databases, data frames and spreadsheets write it.
MISSING = frozenset({"", "null", "nan", "nat", "na", "n/a", "#n/a", "none", "<na>", "(null)", "\\n", "undefined"})
_NO_DATES = MISSING | {"-", "–", "—", "0000-00-00", "0000-00-00 00:00:00"}
FIRST_YEAR, LAST_YEAR = 1970, 2100
LONGEST = 100  # characters; no date is as long, and patterns take their time with what is

_WORD = r"[^\W0-9_]"
_ZONE = r"z|(?:utc|gmt)?\s?[+\-−]\d{1,2}(?::?\d{2})?|[a-z]{2,4}|[a-z]+(?:/[a-z_-]+)+(?:[+-]\d+)?"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?P<colon>[:.h])(?P<minute>\d{2})(?:(?P=colon)(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?"
    rf"(?:\s*(?P<half>[ap])\.?\s?m\.?(?![a-z]))?(?:\s*(?:uhr|hrs?|h)\b)?(?:\s*(?P<zone>{_ZONE}))?"
    r"(?:\s*[\[(][^\])]*[\])])?"
)
_AT = r"(?:(?:at|um|om|kl\.?|alle|ore|a\slas|às|à|-|–|\||@|·)\s+)?"
_TAIL = rf"(?:(?:\s*,\s*|\s+|t){_AT}{_CLOCK})?"
_WEEKDAY = rf"(?:(?P<weekday>{_WORD}{{2,}})\.?,?\s+)?"
_MONTH = rf"(?P<name>{_WORD}{{3,}})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_OF = r"(?:(?:de|del|of)\s+)?"


def _pattern(text: str) -> re.Pattern:
    return re.compile(text.replace(r"\d", "[0-9]"), re.IGNORECASE)


_PARTS = _pattern(rf"(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}{_TAIL}")
_OTHERS = (
    _pattern(rf"(?P<year>\d{{4}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TAIL}"),
    _pattern(
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>z|[+\-−]\d{2}(?::?\d{2})?)?)?"
    ),
    _pattern(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_TAIL}"),
    _pattern(rf"(?P<year>\d{{4}})年\s?(?P<month>\d{{1,2}})月\s?(?P<day>\d{{1,2}})日{_TAIL}"),
    _pattern(rf"{_WEEKDAY}{_DAY}[\s./-]*{_OF}{_MONTH}[\s,./-]*{_OF}{_YEAR}{_TAIL}"),
    _pattern(rf"{_WEEKDAY}{_MONTH}[\s./-]*{_DAY}(?:\s*,\s*|[\s/.-]+){_YEAR}{_TAIL}"),
    _pattern(rf"(?P<year>\d{{4}})[\s./-]+{_MONTH}[\s./-]*{_DAY}{_TAIL}"),
    _pattern(rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+{_CLOCK}\s+{_YEAR}"),  # Unix, and the archives of X
)
_CLOCK_FIRST = _pattern(r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?)(?:\s*[,·|–-]\s*|\s+)(?P<day>\S.*)")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.ASCII)
_UNIX = re.compile(r"(?P<whole>\d{9,10}|\d{13}|\d{16})(?:[.,]\d+)?", re.ASCII)
_DAY_0 = datetime(1899, 12, 30)  # of spreadsheets

_UNREADABLE = "This cannot be read as a date. Write it as yyyy-mm-dd or yyyy-mm-dd hh:mm:ss."
_NO_SUCH = "There is no such date or time. Correct it, as yyyy-mm-dd or yyyy-mm-dd hh:mm:ss."
_NOT_A_DATE = (
    "This looks like a spreadsheet's serial number, not a date as the rest of the column has them. "
    "Give the column a date format (yyyy-mm-dd) in the spreadsheet and save it again."
)
_NOT_A_TIME = (
    "This looks like a Unix timestamp, not a date as the rest of the column has them. Write it as yyyy-mm-dd hh:mm:ss."
)
_OTHER_ORDER = {
    "day_first": "This column has the day first, and here the second number cannot be a month.",
    "month_first": "This column has the month first, and here the first number cannot be a month.",
    "year_first": "This column has the year first, and here the second number cannot be a month.",
}
_AMONG_NUMBERS = (
    "The rest of the column has numbers for dates, so that nothing tells whether the day or the month is first here. "
    "Write it as yyyy-mm-dd."
)


def parse_date(text: str, order: str) -> tuple[datetime, bool] | None:
    """The moment `text` means, and whether it is in UTC (it carried an offset, a zone or Z) or as the clock showed.

    None when there is no value. `order` is what DateEvidence.order says of the column.
    Raises ValueError with a sentence for the reader.
    """
    text = text.strip()
    if text.lower() in _NO_DATES:
        return None
    moment = _iso(text) or _numbered(text, order) or _spelled(" ".join(text.split()), order)
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


def _numbered(text: str, order: str) -> datetime | None:
    """Of a number alone: a spreadsheet's serial number, or seconds (or thousandths, or millionths) since 1970."""
    if order == "excel_serial" and _SERIAL.fullmatch(text):
        # Serial numbers are cut somewhere behind the second.
        return _DAY_0 + timedelta(seconds=round(float(text.replace(",", ".")) * 86_400))
    if order == "unix_time" and (found := _UNIX.fullmatch(text)):
        seconds = float(text.replace(",", ".")) / 10 ** {13: 3, 16: 6}.get(len(found["whole"]), 0)
        return datetime.fromtimestamp(round(seconds, 3), UTC)
    return None


def _spelled(text: str, order: str) -> datetime:
    if len(text) > LONGEST:
        raise ValueError(_UNREADABLE)
    if found := _PARTS.fullmatch(text):
        year, month_, day = _parts(found, order)
    else:
        found = next((m for pattern in _OTHERS if (m := pattern.fullmatch(text)) and _is_date(m)), None)
        if not found:
            if turned := _CLOCK_FIRST.fullmatch(text):
                return _spelled(f"{turned['day']} {turned['clock']}", order)
            raise ValueError(_unreadable(text))
        parts = found.groupdict()
        day, year = int(parts["day"]), found["year"]
        month_ = month(parts["name"]) if "name" in parts else int(parts["month"])
    whole_year = int(year)
    if len(year) == 2:
        whole_year += 2000 if whole_year < 70 else 1900
    try:
        moment = _with_clock(datetime(whole_year, month_, day), found.groupdict())
    except ValueError as error:
        raise ValueError(_NO_SUCH) from error
    zone = found.groupdict().get("zone")
    return placed(moment, zone.strip()) if zone else moment


def _parts(found: re.Match, order: str) -> tuple[str, int, int]:
    """Year as written, month and day of three numbers."""
    first, month_, last = found["a"], int(found["b"]), found["year"]
    if order in ("excel_serial", "unix_time"):
        raise ValueError(_AMONG_NUMBERS)
    if order == "year_first":
        year, day = (first.zfill(2), int(last)) if len(last) == 2 else (last, int(first))
    else:
        day, year = int(first), last
    if order == "month_first":
        day, month_ = month_, day
    if month_ > 12 >= day:
        raise ValueError(_OTHER_ORDER.get(order, _OTHER_ORDER["day_first"]))
    return year, month_, day


def _is_date(found: re.Match) -> bool:
    parts = found.groupdict()
    if "name" in parts and month(parts["name"]) is None:
        return False
    return not parts.get("weekday") or is_weekday(parts["weekday"])


def _with_clock(day: datetime, parts: dict[str, str | None]) -> datetime:
    if not parts.get("hour"):
        return day
    hour, half = int(parts["hour"]), parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    elif not parts.get("minute"):
        raise ValueError("an hour without minutes needs am or pm")
    microsecond = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    return day.replace(
        hour=hour, minute=int(parts["minute"] or 0), second=int(parts.get("second") or 0), microsecond=microsecond
    )


def _unreadable(text: str) -> str:
    if _SERIAL.fullmatch(text):
        return _NOT_A_DATE
    return _NOT_A_TIME if _UNIX.fullmatch(text) else _UNREADABLE
