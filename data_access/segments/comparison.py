"""Segments beside each other on the headline metrics, each against everyone else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
from sqlalchemy import CompoundSelect, Double, cast, literal, null, select, union_all

from data_access import fetch
from data_access.filters import Filters
from data_access.metrics import competitors, customer_revenue, loyalty, preferences, sentiment
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import Change, change
from data_access.segments.rules import Rule

# Who a business knows: what nobody is known to have ordered or said belongs to no segment and to nobody else.
EVERYONE = (Rule("anyone"),)


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


_NUMBERS = ("value", "numerator", "denominator", "moment_dd", "moment_dn", "moment_nn", "moment_units")


@dataclass(frozen=True)
class Side:
    """A metric's row of some customers, and its difference from all others: everyone's row less theirs."""

    now: pd.Series
    moved: Change


def narrowed(filters: Filters, rules: Sequence[Rule]) -> Filters:
    """The same view of a segment's customers; of everyone who is known without rules."""
    return replace(filters, having=tuple(rules) or EVERYONE)


def sides(filters: Filters, segments: Sequence[Sequence[Rule]]) -> list[tuple[Measure, pd.Series, list[Side]]]:
    """Of each measure everyone's row, and the side of each segment. Two segments may share customers, and are therefore
    not compared with each other: each is compared with all others, with whom it shares nobody."""
    everyone, *own = (_rows(narrowed(filters, rules)) for rules in ((), *segments))
    return [
        (measure, everyone.loc[place], [_side(measure, each.loc[place], everyone.loc[place]) for each in own])
        for place, measure in enumerate(MEASURES)
    ]


def by_groups(filters: Filters, by: str) -> list[tuple[Measure, pd.Series, pd.DataFrame, list[Change]]]:
    """Of each measure the row of all, the rows of the groups of a dimension, and the difference of each group from all
    others. Each customer is in one group."""
    whole, groups = _rows(filters), read(filters, by)
    found = []
    for place, measure in enumerate(MEASURES):
        of = groups[groups["place"] == place].reset_index(drop=True)
        moved = [_side(measure, row, whole.loc[place]).moved for _, row in of.iterrows()]
        found.append((measure, whole.loc[place], of, moved))
    return found


def _side(measure: Measure, part: pd.Series, whole: pd.Series) -> Side:
    """A part of a whole beside the rest of it. Counts, sums and what intervals need all add up over customers."""
    added = list(_NUMBERS[1:])
    rest = whole[added].astype(float).fillna(0.0) - part[added].astype(float).fillna(0.0)
    base = round(rest["denominator"])
    rest["value"] = rest["numerator"] / base if base else float("nan")
    return Side(part, change(measure.metric, part, rest) if base and part["denominator"] else Change())


def _rows(filters: Filters) -> pd.DataFrame:
    return read(filters).set_index("place").sort_index()


@fetch.shared
def read(filters: Filters, by: str | None = None) -> pd.DataFrame:
    """Every measure of MEASURES in one statement, so that who is in the segment is found once: place (in MEASURES),
    group, and what values and intervals need."""
    rows = fetch.rows(together(filters, by))
    return rows.astype(dict.fromkeys(_NUMBERS, "float64"))


def together(filters: Filters, by: str | None = None) -> CompoundSelect:
    """The statement of `read`."""
    lines = []
    for place, measure in enumerate(MEASURES):
        each = measure.metric(filters, by=by, **measure.options).subquery().c
        numbers = ((each[name] if name in each else cast(null(), Double)).label(name) for name in _NUMBERS)
        lines.append(select(literal(place).label("place"), each.group.label("group"), *numbers))
    return union_all(*lines)
