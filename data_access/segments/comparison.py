"""Segments beside each other on the headline metrics, each against everyone else or against the first of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
from sqlalchemy import CompoundSelect

from data_access import database, fetch
from data_access.filters import Filters
from data_access.metrics import competitors, customer_revenue, loyalty, preferences, sentiment
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import Change, change, change_beside_shared
from data_access.segments.rules import Rule
from data_access.segments.told_apart import BETWEEN, EVERYONE, NUMBERS, SIZES, told_apart

Row = Mapping[str, float]  # value and NUMBERS
Segments = Sequence[Sequence[Rule]]


@dataclass(frozen=True)
class Measure:
    """follows_from: kinds of rules that decide about the metric's value by themselves: who was chosen for a negative
    word is negative. Whether more is better is None where neither way is good."""

    metric: Metric
    more_is_better: bool | None = True
    follows_from: tuple[str, ...] = ()
    options: dict = field(default_factory=dict)

    def follows(self, rules: Sequence[Rule]) -> bool:
        return any(rule.about in self.follows_from for rule in rules)


_OFTEN = ("purchases", "group")
_TONE = ("last-feedback", "feedback", "theme")
MEASURES = (
    Measure(loyalty.returning_customer_share, True, (*_OFTEN, "first-purchase", "revenue")),
    Measure(loyalty.repurchase_rate, True, (*_OFTEN, "last-purchase", "revenue"), {"horizon": 90}),
    Measure(customer_revenue.purchases_per_customer, True, (*_OFTEN, "revenue")),
    Measure(customer_revenue.revenue_per_customer, True, (*_OFTEN, "revenue")),
    Measure(customer_revenue.revenue_per_purchase, True, ("revenue",)),
    Measure(sentiment.net_sentiment, True, _TONE),
    Measure(sentiment.negative_share, False, _TONE),
    Measure(sentiment.request_share, None, ("asks",)),
    Measure(competitors.competitor_share, None, ("names", "favours")),
    Measure(preferences.favoured_share, True, ("favours",)),
)


@dataclass(frozen=True)
class Side:
    """A metric's row of some customers, and its difference from that of whom they are compared with: `others` counts
    these, or of the first segment those whom the difference is about, who are in one of both alone."""

    now: Row
    moved: Change = Change()
    others: float = 0.0


def narrowed(filters: Filters, rules: Sequence[Rule]) -> Filters:
    """The same view of a segment's customers; of everyone who is known without rules."""
    return replace(filters, having=tuple(rules) or EVERYONE)


@fetch.shared
def sides(
    filters: Filters, segments: Segments, from_first: bool = False, by: str | None = None
) -> list[tuple[Measure, Row, list[Side]]]:
    """Of each measure everyone's row, and the side of each segment: its difference from all others, or with
    from_first from the first segment, with which it may share customers; the first then has none.

    by: what `by_groups` is asked by beside it, so that both follow from one answer.
    """
    numbers, found = _read(filters, segments, by), []
    for place, measure in enumerate(MEASURES):
        signs = numbers.get(place, {})
        own = [_added(row for sign, row in signs.items() if sign[each] == "1") for each in range(len(segments))]
        everyone, told = _added(signs.values()), []
        for each, row in enumerate(own):
            if not from_first:
                rest = _added(row for sign, row in signs.items() if sign[each] == "0")
                told.append(Side(row, _change(measure, row, rest), rest["denominator"]))
            elif each:
                both = _added(row for sign, row in signs.items() if sign[0] == sign[each] == "1")
                told.append(_from_first(measure, row, own[0], both))
            else:
                told.append(Side(row))
        found.append((measure, everyone, told))
    return found


def sizes(filters: Filters, segments: Segments, by: str | None = None) -> tuple[int, list[tuple[int, int]]]:
    """How many customers there are, whatever the period; and of each segment how many it has, and how many of these are
    in the first one too."""
    counted = _read(filters, segments, by)[SIZES]
    rows = (counted[str(place)] for place in range(len(segments)))
    own = [(round(row["denominator"]), round(row["numerator"])) for row in rows]
    return round(counted[""]["denominator"]), own


@fetch.shared
def by_groups(
    filters: Filters, by: str, segments: Segments = ()
) -> list[tuple[Measure, Row, pd.DataFrame, list[Change]]]:
    """Of each measure the row of all customers of the filters, the rows of the groups of a dimension, and the
    difference of each group from all others. Each customer is in one group.

    segments: those that `sides` is asked of beside it, where the filters' own rules come first if there are any.
    """
    rules = () if filters.having == EVERYONE else filters.having
    if rules and not segments:
        segments = (rules,)
    numbers, found = _read(filters, segments, by), []
    for place, measure in enumerate(MEASURES):
        of_group: dict[str, list[Row]] = {}
        for told, row in numbers.get(place, {}).items():
            signs, _, group = told.partition(BETWEEN)
            if not rules or signs[0] == "1":
                of_group.setdefault(group, []).append(row)
        rows = {group: _added(of_group[group]) for group in sorted(of_group)}
        moved = [
            _change(measure, row, _added(other for name, other in rows.items() if name != group))
            for group, row in rows.items()
        ]
        frame = pd.DataFrame([{"group": group, **row} for group, row in rows.items()])
        found.append((measure, _added(rows.values()), frame, moved))
    return found


def _read(filters: Filters, segments: Segments, by: str | None) -> dict[int, dict[str, Row]]:
    return read(replace(filters, having=()), tuple(map(tuple, segments)), by)


def _added(rows: Iterable[Row]) -> Row:
    """The row of several groups of customers together: counts, sums and what intervals need add up over customers."""
    rows = list(rows)
    sums = {name: math.fsum(row[name] for row in rows) for name in NUMBERS}
    base = sums["denominator"]
    return {"value": sums["numerator"] / base if base else math.nan, **sums}


def _change(measure: Measure, own: Row, rest: Row) -> Change:
    return change(measure.metric, own, rest) if own["denominator"] and rest["denominator"] else Change()


def _from_first(measure: Measure, own: Row, first: Row, both: Row) -> Side:
    told_by = own["denominator"] + first["denominator"] - 2 * both["denominator"]
    moved = change_beside_shared(measure.metric, own, first, both)
    return Side(own, moved, min(first["denominator"], told_by))


@fetch.shared
def read(filters: Filters, segments: Segments, by: str | None) -> dict[int, dict[str, Row]]:
    """place (in MEASURES) -> group -> NUMBERS. The filters' own rules have no part in it."""
    found: dict[int, dict[str, Row]] = {}
    for names, rows in fetch.side_by_side(database.tuples, together(filters, segments, by)):
        for row in rows:
            told = dict(zip(names, row, strict=True))
            numbers = {name: float(told[name] or 0.0) for name in NUMBERS}
            found.setdefault(told["place"], {})[told["group"]] = numbers
    return found


def together(filters: Filters, segments: Segments, by: str | None = None) -> list[CompoundSelect]:
    """The statements of `read`."""
    measured = [(measure.metric, measure.options) for measure in MEASURES]
    return told_apart(filters, measured, segments, by)
