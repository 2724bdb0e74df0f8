"""Rules that name a set of customers, and how the address of a page and the database write them.

A rule is its parts with points between, rules have underscores between: "purchases.from.2_not.names.Figo". A point,
an underscore or a star inside a part has a star before it: "region.St*. Ives". These need no escape in an address.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from data_access.schema import CUSTOMER_DIMENSIONS

TONES = ("negative", "neutral", "positive")
AT_LEAST, AT_MOST = "from", "to"
MOST_RULES = 20
MOST_DAYS = 36_500
MOST_TIMES = 999_999_999
_NOT = "not"
_WHOLE = re.compile(r"0|[1-9]\d{0,8}")
_MONEY = re.compile(r"(0|[1-9]\d{0,11})(\.\d{1,2})?")
_MARKS = re.compile(r"[*._]")
# No name holds these, and PostgreSQL takes a zero character for an error. Anything else may be part of one: the signs
# that join emoji, blanks that break no line.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
Values = tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One condition on a customer; with is_not, on everybody else.

    about: one of KINDS. values, all of them text, are by its kind:
        segment, region, country, origin: values, of which the customer has one; "(not given)" is none.
        attribute: the attribute's name, then such values.
        channel, category: values, in one of which the customer ever bought.
        group: named groups of recency, frequency and monetary value.
        purchases: ("from", n), ("to", n) or (n,).
        last-purchase: (n,), within the last n days. first-purchase: (day, day), "" for an open end.
        revenue: (amount,), at least so much.
        theme: (theme,) or (theme, tone), the tone being that of what was said about the theme.
        last-feedback: tones of the latest feedback that has one; of several at the same time any counts.
        feedback: tones of any; none for any feedback at all.
        names, favours: competitors; none for any of them. asks, anyone: nothing.

    Raises:
        ValueError: in a sentence, for a kind that there is not and for values that do not fit it.
    """

    about: str
    values: Values = ()
    is_not: bool = False

    def __post_init__(self):
        if self.about not in KINDS:
            raise ValueError(f"'{self.about}' is nothing that a rule can be about. Choose of: {', '.join(KINDS)}.")
        for value in self.values:
            if UNREADABLE.search(value) or value != value.strip():
                raise ValueError(f"A value of the rule about {self.about} has blanks around it or unprintable signs.")
        KINDS[self.about](self.about, self.values)

    def __str__(self) -> str:
        """The rule as addresses have it."""
        parts = (*([_NOT] if self.is_not else []), self.about, *self.values)
        return ".".join(_MARKS.sub(r"*\g<0>", part) for part in parts)


def text(rules: Sequence[Rule]) -> str:
    """The rules as addresses have them; "" for none."""
    return "_".join(map(str, rules))


def parse(written: str) -> tuple[Rule, ...]:
    """The rules that `text` wrote.

    Raises:
        ValueError: in a sentence that says which rule is wrong and how to write it.
    """
    if not written:
        return ()
    rules = tuple(_parsed(parts) for parts in _parts(written))
    if len(rules) > MOST_RULES:
        raise ValueError(f"A segment has at most {MOST_RULES} rules, and here are {len(rules)}.")
    return rules


def _parsed(parts: list[str]) -> Rule:
    is_not = parts[0] == _NOT
    about, *values = parts[is_not:] or [""]
    return Rule(about, tuple(values), is_not)


def _parts(written: str) -> list[list[str]]:
    rules, place = [[""]], 0
    while place < len(written):
        sign = written[place]
        if sign == "*":
            place += 1
            if place == len(written) or not _MARKS.match(written[place]):
                raise ValueError("A star in a rule stands only before a point, an underscore or another star.")
            rules[-1][-1] += written[place]
        elif sign == "_":
            rules.append([""])
        elif sign == ".":
            rules[-1].append("")
        else:
            rules[-1][-1] += sign
        place += 1
    return rules


# ---- what values each kind takes


def _refuse(about: str, wanted: str) -> None:
    raise ValueError(f"The rule about {about} needs {wanted}.")


def _some(about: str, values: Values) -> None:
    if not values or not all(values):
        _refuse(about, f"one value or more, as {about}.this.that")


def _of_attribute(about: str, values: Values) -> None:
    if len(values) < 2 or not all(values):
        _refuse(about, "the attribute's name and one value or more, as attribute.tier.gold")


def _groups(about: str, values: Values) -> None:
    # Metrics read filters, which read this.
    from data_access.metrics.named_groups import named

    _some(about, values)
    for name in values:
        named(name)


def _times(about: str, values: Values) -> None:
    bound = values[:-1] in ((), (AT_LEAST,), (AT_MOST,))
    if not (values and bound and _WHOLE.fullmatch(values[-1])):
        _refuse(about, "a whole number, as purchases.2, purchases.from.2 or purchases.to.2")


def _days(about: str, values: Values) -> None:
    if not (len(values) == 1 and _WHOLE.fullmatch(values[0]) and 1 <= int(values[0]) <= MOST_DAYS):
        _refuse(about, f"a number of days from 1 to {MOST_DAYS:,}, as {about}.90")


def _between(about: str, values: Values) -> None:
    try:
        first, last = (date.fromisoformat(day) if day else None for day in values)
    except ValueError:
        first = last = None
    is_written_so = all(day in ("", str(known)) for day, known in zip(values, (first, last), strict=False))
    if not (first or last) or not is_written_so:
        _refuse(about, f"a first and a last day, one of which may be left out, as {about}.2025-01-01.2025-03-31")
    if first and last and first > last:
        raise ValueError(f"The rule about {about} begins on {first}, after its end on {last}.")


def _amount(about: str, values: Values) -> None:
    if not (len(values) == 1 and _MONEY.fullmatch(values[0])):
        _refuse(about, f"an amount, as {about}.100 or {about}.99*.50")


def _theme(about: str, values: Values) -> None:
    if not (1 <= len(values) <= 2 and values[0] and (len(values) == 1 or values[1] in TONES)):
        _refuse(about, f"a theme, and after it a tone or nothing, as theme.Delivery.negative ({', '.join(TONES)})")


def _tones(about: str, values: Values) -> None:
    if wrong := [tone for tone in values if tone not in TONES]:
        raise ValueError(f"'{wrong[0]}' is no tone. Choose of: {', '.join(TONES)}.")


def _some_tones(about: str, values: Values) -> None:
    _some(about, values)
    _tones(about, values)


def _any_of(about: str, values: Values) -> None:
    if not all(values):
        _refuse(about, f"names, as {about}.this.that, or none at all")


def _nothing(about: str, values: Values) -> None:
    if values:
        raise ValueError(f"The rule about {about} takes no value.")


KINDS: dict[str, Callable[[str, Values], None]] = {
    **dict.fromkeys(CUSTOMER_DIMENSIONS, _some),
    "attribute": _of_attribute,
    "channel": _some,
    "category": _some,
    "group": _groups,
    "purchases": _times,
    "last-purchase": _days,
    "first-purchase": _between,
    "revenue": _amount,
    "theme": _theme,
    "last-feedback": _some_tones,
    "feedback": _tones,
    "names": _any_of,
    "favours": _any_of,
    "asks": _nothing,
    "anyone": _nothing,
}
