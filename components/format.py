"""Numbers, percentages, amounts, dates and bases as the reader sees them. The only place that makes text of values."""

import datetime as dt
import math
import re
from decimal import Decimal

from components import numerals

NO_DATA = "No data"
MINUS = "\N{MINUS SIGN}"
WORD_JOINER = "\N{WORD JOINER}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹"}
# Short scale, as dashboards write it.
COMPACT_STEPS = ((1e9, "bn"), (1e6, "m"), (1e3, "k"))
# Units whose values are shown a hundred times larger than they are kept.
HUNDREDFOLD = ("percent", "points", "score")

Number = int | float | Decimal | None


def is_unknown(value: Number) -> bool:
    """None and NaN: nothing was measured, which is not zero."""
    return value is None or value != value


def count(value: Number) -> str:
    """1204 -> "1,204". Counts are never shortened where they are a base."""
    return NO_DATA if is_unknown(value) else _signed(value, 0)


def exact(value: Number) -> str:
    """Whole numbers as a count, others with two decimals: a numerator may be a sum of scores."""
    return count(value) if is_unknown(value) or float(value).is_integer() else _signed(value, 2)


def compact(value: Number) -> str:
    """Three significant figures: 12345 -> "12.3k", 0.1234 -> "0.123"; whole up to 9,999, where a "k" saves nothing."""
    if is_unknown(value):
        return NO_DATA
    size = abs(float(value))
    for step, suffix in COMPACT_STEPS:
        # 999,950 rounds to 1,000k in three figures, so the next step starts a little below a full one.
        if size >= 9_999.5 and size >= step * 0.9995:
            return _signed(float(value) / step, _decimals(size / step)) + suffix
    return _signed(value, 0) if float(value).is_integer() else _signed(value, _decimals(size))


def percent(fraction: Number, *, exact: bool = False) -> str:
    """0.342 -> "34.2%" (in German "34,2 %"); below 1 % two decimals; exact gives two decimals always."""
    if is_unknown(fraction):
        return NO_DATA
    per_cent = float(fraction) * 100
    if per_cent in (0, 100) and not exact:
        return f"{per_cent:.0f}{numerals.of_reader().percent}"
    return _signed(per_cent, 2 if exact or abs(per_cent) < 0.995 else 1) + numerals.of_reader().percent


def score(value: Number, *, exact: bool = False) -> str:
    """Net sentiment, -1..1 inside, -100 to +100 on screen and always with its sign: 0.243 -> "+24.3"."""
    return NO_DATA if is_unknown(value) else _signed(float(value) * 100, 2 if exact else 1, plus=True)


def mean_score(value: Number, *, exact: bool = False) -> str:
    """Mean sentiment on its own scale of -1 to 1: 0.243 -> "+0.24"."""
    return NO_DATA if is_unknown(value) else _signed(value, 4 if exact else 2, plus=True)


def amount(value: Number, currency: str | None = None, *, exact: bool = False) -> str:
    """1234567.8 GBP -> "£1.23m", exact "£1,234,567.80"; without a known symbol the code leads: "SEK 1.23m"."""
    if is_unknown(value):
        return NO_DATA
    digits = _signed(abs(value), 2) if exact else compact(abs(float(value)))
    sign = MINUS if float(value) < 0 else ""
    if not currency:
        return sign + digits
    return f"{sign}{SYMBOLS[currency]}{digits}" if currency in SYMBOLS else f"{sign}{currency} {digits}"


def days(value: Number, *, exact: bool = False) -> str:
    """41.26 -> "41.3 days"; exactly one is "1 day"."""
    if is_unknown(value):
        return NO_DATA
    number = _signed(value, 0 if float(value).is_integer() else 2 if exact else 1)
    return f"{number} day" if number == "1" else f"{number} days"


def value(quantity: Number, unit: str, currency: str | None = None, *, exact: bool = False) -> str:
    """A metric's value in its unit: percent, points, score, mean_score, count, ratio, amount or days.

    Screen form has about three significant figures; exact is for hover and tables. Unknown units raise
    KeyError.
    """
    writers = {
        "percent": lambda: percent(quantity, exact=exact),
        "points": lambda: points(quantity, exact=exact),
        "score": lambda: score(quantity, exact=exact),
        "mean_score": lambda: mean_score(quantity, exact=exact),
        "count": lambda: count(quantity) if exact else compact(quantity),
        "amount": lambda: amount(quantity, currency, exact=exact),
        "ratio": lambda: NO_DATA if is_unknown(quantity) else _signed(quantity, 4 if exact else 2),
        "days": lambda: days(quantity, exact=exact),
    }
    return writers[unit]()


def points(difference: Number, *, exact: bool = False) -> str:
    """The difference of two rates, in points and always signed: 0.031 -> "+3.1 pts"."""
    if is_unknown(difference):
        return NO_DATA
    return _signed(float(difference) * 100, 2 if exact else 1, plus=True) + " pts"


def change(difference: Number, unit: str, currency: str | None = None) -> str:
    """A difference in a metric's unit, signed: points for rates and scores, else the unit itself."""
    if is_unknown(difference):
        return NO_DATA
    if unit in HUNDREDFOLD:
        return points(difference)
    text = value(difference, unit, currency)
    return text if float(difference) <= 0 or text.startswith("+") else "+" + text


def interval(low: Number, high: Number, unit: str, currency: str | None = None) -> str:
    """The bounds without repeating the unit of a change: (0.012, 0.05) percent -> "1.2 to 5.0"."""
    if is_unknown(low) or is_unknown(high):
        return ""
    if unit in HUNDREDFOLD:
        return f"{_signed(float(low) * 100, 1)} to {_signed(float(high) * 100, 1)}"
    if unit == "mean_score":
        return f"{_signed(low, 2)} to {_signed(high, 2)}"
    return f"{value(low, unit, currency)} to {value(high, unit, currency)}"


def change_with_interval(difference: Number, low: Number, high: Number, unit: str, currency: str | None = None) -> str:
    """ "+3.1 pts, 1.2 to 5.0"; without bounds the change alone."""
    bounds = interval(low, high, unit, currency)
    return change(difference, unit, currency) + (f", {bounds}" if bounds else "")


def base(numerator: Number, denominator: Number, noun: str) -> str:
    """ "1,204 of 3,118 customers"; without a numerator "3,118 customers"."""
    if is_unknown(denominator):
        return NO_DATA
    whole = f"{count(denominator)} {noun}".rstrip()
    return whole if is_unknown(numerator) else f"{count(numerator)} of {whole}"


def day(date: dt.date) -> str:
    """ "3 Mar 2026"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def month(date: dt.date) -> str:
    """ "Mar 2026"."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def date_range(start: dt.date, end: dt.date) -> str:
    """Both days included: "1 Mar – 31 May 2026", "1–31 May 2026", "1 Dec 2025 – 28 Feb 2026", "3 Mar 2026"."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else day(start)
    return f"{first} – {day(end)}"


def period(start: dt.date, every: str) -> str:
    """The name of the day, week, month, quarter or year that begins on start."""
    if every == "month":
        return month(start)
    if every == "quarter":
        years, last = divmod(start.month + 1, 12)  # from 0, as MONTHS
        return f"{MONTHS[start.month - 1]}–{month(dt.date(start.year + years, last + 1, 1))}"
    if every == "year":
        return str(start.year)
    return f"Week of {day(start)}" if every == "week" else day(start)


def markdown_escape(text: object) -> str:
    """Text from data for an element that reads Markdown, shown as it is and never as markup.

    Backslashes settle Markdown itself. Streamlit's emoji and icon names (:smile:, :material/home:) and its
    arrows and dashes (->, --, <=) and bare addresses are replaced after that, so an invisible word joiner
    breaks them up.
    """
    broken = re.sub(r"(?<=:)(?=[\w+/-])|(?<=[-<>=~])(?=[-<>=])|(?<=@)(?=\w)|(?<=www)(?=\.)", WORD_JOINER, str(text))
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(broken.split()))


def _decimals(size: float) -> int:
    """Decimals that give three significant figures, none from 100 on."""
    if size == 0:
        return 0
    return max(0, 2 - math.floor(math.log10(size * 1.0005)))


_NOT_ZERO = re.compile("[1-9]")


def _signed(number: Number, decimals: int, *, plus: bool = False) -> str:
    """Thousands separated, a true minus sign, and never "−0.0"; with the marks of the reader's language."""
    text = numerals.written(f"{abs(number):,.{decimals}f}")
    if not _NOT_ZERO.search(text):
        return text
    return (MINUS if number < 0 else "+" if plus else "") + text
