"""Segments beside each other: the metrics of each, how they differ from whom, and which of that is no chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from components import format as fmt
from components.filter_bar import View
from components.headline import base_text, only_currency
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import Change, worth_colouring
from data_access.segments.comparison import Measure, Row, Side, sides
from data_access.segments.rules import Rule

# In the reader's words, and what the base counts.
WORDS = {
    "returning_customer_share": ("Customers who came back", "customers"),
    "repurchase_rate": ("New customers who bought again within 90 days", "new customers"),
    "purchases_per_customer": ("Purchases per customer", "customers"),
    "revenue_per_customer": ("Revenue per customer", "customers"),
    "revenue_per_purchase": ("Revenue per purchase: average order value, a day's orders as one", "purchases"),
    "net_sentiment": ("Net sentiment", "scored texts"),
    "negative_share": ("Feedback that is negative", "scored texts"),
    "request_share": ("Feedback that asks for help", "texts"),
    "competitor_share": ("Feedback that names a competitor", "texts"),
    "favoured_share": ("Comparisons that favour us", "comparisons"),
}
FOLLOWS = "Follows from a rule"
EVERYONE_ELSE, UNNAMED = "everyone else", "This segment"


@dataclass(frozen=True)
class Column:
    """One segment of the comparison, under the name that readers see."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Line:
    """A metric of everyone and of each segment. is_coloured: which differences are no chance, over all lines; follows:
    which a rule decides."""

    measure: Measure
    everyone: Row
    sides: list[Side]
    is_coloured: list[bool]
    follows: list[bool]


def lines(view: View, columns: Sequence[Column], from_first: bool = False, by: str | None = None) -> list[Line]:
    """Every metric that says something of anybody. Which differences count is decided over all of them at once.

    from_first: differences are from the first segment, not from everyone else. by: the dimension by which all of it is
        looked at further down, as the page reads both at once.
    """
    segments = tuple(column.rules for column in columns)
    found = []
    for measure, everyone, own in sides(view.filters, segments, from_first, by):
        follows = [measure.follows(rules) for rules in segments]
        if from_first:
            follows = [place > 0 and (each or follows[0]) for place, each in enumerate(follows)]
        if everyone["denominator"]:
            found.append((measure, everyone, own, follows))
    told = [
        Change() if is_decided else side.moved
        for _, _, own, follows in found
        for side, is_decided in zip(own, follows, strict=True)
    ]
    passed = iter(worth_colouring(told))
    return [
        Line(measure, everyone, own, [next(passed) and not rests_on_few(side) for side in own], follows)
        for measure, everyone, own, follows in found
    ]


def rests_on_few(side: Side) -> bool:
    """Whether the segment, or whom it is compared with, has a small base."""
    return bool(min(side.now["denominator"], side.others) < SMALL_BASE)


def compared_with(columns: Sequence[Column], from_first: bool) -> str:
    """Whom differences are from, as it stands within a sentence."""
    if not from_first:
        return EVERYONE_ELSE
    return columns[0].name if columns[0].name != UNNAMED else UNNAMED.lower()


def value(view: View, measure: Measure, row: Row) -> tuple[str, str]:
    """The number and its base, in words."""
    metric = measure.metric
    base = base_text(metric, row, WORDS[metric.name][1])
    if 0 < row["denominator"] < SMALL_BASE:
        base = f"Small base: {base}"
    return fmt.value(row["value"], metric.unit, only_currency(view)), base


def differences(view: View, line: Line) -> list[tuple[str, str]]:
    """How each segment differs, in words, and the look of these: coloured where it is no chance."""
    told = zip(line.sides, line.is_coloured, line.follows, strict=True)
    return [_difference(view, line.measure, *each) for each in told]


def _difference(view: View, measure: Measure, side: Side, is_coloured: bool, follows: bool) -> tuple[str, str]:
    moved = side.moved
    if follows:
        return FOLLOWS, "is-plain"
    if moved.difference is None:
        return "", "is-plain"
    text = fmt.change_with_interval(moved.difference, moved.low, moved.high, measure.metric.unit, only_currency(view))
    if not is_coloured:
        return f"{'◌' if rests_on_few(side) else '≈'} {text}", "is-plain"
    sign = "▲" if moved.difference > 0 else "▼"
    if measure.more_is_better is None:
        return f"{sign} {text}", "is-plain is-clear"
    return f"{sign} {text}", "is-better" if (moved.difference > 0) == measure.more_is_better else "is-worse"
