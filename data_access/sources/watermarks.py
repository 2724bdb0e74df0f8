"""How far a query was read: the greatest value of its watermark column, as text that gives the same value again."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from data_access.sources.errors import SourceError

Mark = datetime | date | int | Decimal | float | str
Overlap = timedelta | int

_READ: dict[str, Callable[[str], Mark]] = {
    "time": datetime.fromisoformat,
    "day": date.fromisoformat,
    "whole": int,
    "number": Decimal,
    "float": float,
    "text": str,
}
# A datetime is a date too, so it comes first.
_TYPES = {datetime: "time", date: "day", int: "whole", Decimal: "number", float: "float", str: "text"}
_SPAN = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>second|minute|hour|day|week)s?")
# A moment as databases without a type for it keep it: what follows the clock is cut, so that no time is left out.
_MOMENT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?P<between>[ T])(?P<clock>\d{2}:\d{2}(?::\d{2})?).*)?")


def written(value: Mark) -> str:
    """The value with its type before it, as `2024-05-01T10:00:00` is `time 2024-05-01T10:00:00`.

    Raises SourceError for a value that has no order one could go on from.
    """
    name = next((name for type_, name in _TYPES.items() if isinstance(value, type_)), None)
    if name is None or isinstance(value, bool):
        raise SourceError(
            f"A watermark is a time, a day, a number or a text, not {type(value).__name__}. "
            "Choose another column, or leave the watermark out to read everything each time."
        )
    return f"{name} {value.isoformat() if isinstance(value, date) else value}"


def value(text: str) -> Mark:
    """The value that `written` made `text` of."""
    name, _, said = text.partition(" ")
    return _READ[name](said)


def shown(text: str) -> str:
    """The watermark as a reader sees it."""
    name, _, said = text.partition(" ")
    return said.replace("T", " ", 1) if name == "time" else said


def overlap(text: str | int) -> Overlap:
    """What `2 hours` or `100` mean. Raises ValueError with a sentence."""
    if isinstance(text, int) and not isinstance(text, bool) and text >= 0:
        return text
    if not (found := _SPAN.fullmatch(str(text).strip())):
        raise ValueError(f"An overlap is a time, such as 2 hours or 1 day, or a whole number, not {text!r}.")
    return timedelta(**{f"{found['unit']}s": int(found["number"])})


def before(mark: Mark, span: Overlap | None) -> Mark:
    """The mark, or what lies `span` before it. Raises SourceError where the two do not go together."""
    if span is None:
        return mark
    if isinstance(span, timedelta):
        if isinstance(mark, date) and not isinstance(mark, datetime):
            # Part of a day takes the whole of it.
            return mark + timedelta(days=(-span) // timedelta(days=1))
        if isinstance(mark, datetime):
            return mark - span
        if isinstance(mark, str) and (found := _MOMENT.fullmatch(mark)):
            return _earlier(found, span)
    elif isinstance(mark, int | Decimal | float):
        return mark - span
    raise SourceError(
        f"The watermark {mark!r} and an overlap of {span} do not go together: times have an overlap such as "
        "2 hours, numbers one such as 100."
    )


def _earlier(found: re.Match, span: timedelta) -> str:
    """A moment written as text, `span` earlier and never longer: as text, the shorter comes first."""
    earlier = datetime.fromisoformat(f"{found['day']} {found['clock'] or '00:00'}") - span
    if not found["clock"]:
        return earlier.date().isoformat()
    return earlier.isoformat(found["between"], "seconds")[: len(found["day"]) + 1 + len(found["clock"])]
