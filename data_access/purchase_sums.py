"""Metrics over the same purchases, added up once for all of them, with exactly the numbers of each metric's own
statement.

Purchases are added up by step of time and by the how-manieth of its customer each is; what a metric says follows from
these few sums. A customer's first purchase and the later ones are read apart: of each only what can differ is asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal, select, union_all

from data_access import database
from data_access.filters import Filters
from data_access.metrics.customer_revenue import MOMENTS, ORDINALS
from data_access.metrics.loyalty import repurchase_rate
from data_access.metrics.purchase_terms import (
    again_within,
    comes_again_in_period,
    count_if,
    is_first_in_period,
    p,
    step_of,
)
from data_access.schema import purchases

_HORIZON = repurchase_rate.options["horizon"]
_LAST = 10  # no metric tells later purchases of a customer apart
_NUMBERS = ("value", "numerator", "denominator")
_ROW = ("period", "group", *_NUMBERS)


class Sum(NamedTuple):
    """What is added up: n (purchases), amount, orders, firsts (the first of their customers in the step); and of new
    customers all (new), who buy again in the step (again), who have had so many days (mature), who came back within
    them (soon), and both (proven). of: the step, None for the whole period; or the days."""

    name: str
    of: str | int | None = None


# The sums of one step, by how-manieth purchase and place among the sums that are asked for.
Step = Mapping[int, Mapping[Sum, float]]
Row = tuple


@dataclass
class _Pass:
    """Purchases that the same filters choose, in one kind of steps, or none; and the askings that they answer."""

    filters: Filters
    every: str | None
    places: list[int] = field(default_factory=list)
    sums: dict[Sum, None] = field(default_factory=dict)  # in order, each once
    by_ordinal: bool = False

    def selects(self, at: int, wanted: Sequence[Sum]) -> Iterator[Select]:
        """The sums of first purchases, then those of later ones."""
        yield self._select(at, wanted, _of_new, literal(1)).where(p.ordinal == 1)
        if any(each.name in _OF_ALL for each in self.sums):
            ordinal = func.least(p.ordinal, _LAST) if self.by_ordinal else literal(2)
            later = self._select(at, wanted, _of_later, ordinal).where(p.ordinal >= 2)
            yield later.group_by(ordinal) if self.by_ordinal else later

    def _select(self, at: int, wanted: Sequence[Sum], column: Callable, ordinal: ColumnElement) -> Select:
        step = step_of(self.every)
        sums = (column(each, self.filters) if each in self.sums else literal(0) for each in wanted)
        named = (each.label(f"s_{place}") for place, each in enumerate(sums))
        statement = select(literal(at).label("part"), step.label("period"), ordinal.label("ordinal"), *named)
        statement = statement.where(*self.filters.conditions(purchases, on=p.purchased_on))
        return statement.group_by(step) if self.every else statement


def is_told(asked) -> bool:
    """Whether an asking (`together.Asked`) is of a metric that the sums tell, and every purchase of its period counts.
    Metrics over orders are told where they are asked of purchases."""
    told, filters = _TOLD.get(asked.metric.name), asked.filters
    if told is None or asked.by or asked.metric.table not in (None, purchases):
        return False
    is_known = filters.as_of is None or (filters.end is not None and filters.end <= filters.as_of)
    fits = asked.every in told.steps(asked.metric.steps) and _horizon(asked) >= 1
    return fits and is_known and not filters.has_order_choice and filters.currency is None


def read(asked: Sequence) -> list[pd.DataFrame]:
    """The frames of several that `is_told`, in order, from one statement.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    passes = _passes(asked)
    wanted = list(dict.fromkeys(each for own in passes for each in own.sums))
    _, found = database.tuples(_statement(passes, wanted))
    steps: list[dict[date | None, dict[int, dict[Sum, float]]]] = [{} for _ in passes]
    for at, period, ordinal, *numbers in found:
        steps[at].setdefault(period, {})[ordinal] = dict(zip(wanted, (number or 0 for number in numbers), strict=True))
    answers = {place: _answer(asked[place], steps[at]) for at, own in enumerate(passes) for place in own.places}
    return [each.frame(answers[place]) for place, each in enumerate(asked)]


def _passes(asked: Sequence) -> list[_Pass]:
    """Wholes are added up from the steps of the same filters, where any are asked for."""
    passes: dict[tuple, _Pass] = {}
    for place in sorted(range(len(asked)), key=lambda place: asked[place].every is None):
        each = asked[place]
        same = next((own for own in passes.values() if own.filters == each.filters), None) if not each.every else None
        own = same or passes.setdefault((each.filters, each.every), _Pass(each.filters, each.every))
        own.places.append(place)
        own.sums |= dict.fromkeys(_TOLD[each.metric.name].sums(each.every, _horizon(each)))
        own.by_ordinal |= each.metric.name == "revenue_by_ordinal"
    return list(passes.values())


def _statement(passes: Sequence[_Pass], wanted: Sequence[Sum]) -> CompoundSelect:
    return union_all(*(part for at, own in enumerate(passes) for part in own.selects(at, wanted)))


def _answer(asked, steps: Mapping[date | None, Step]) -> pd.DataFrame:
    """The rows that the metric's own statement would give."""
    told, days = _TOLD[asked.metric.name], _horizon(asked)
    if asked.every is None:
        steps = {None: _whole(steps.values())}
    rows = [(period, *row) for period, step in steps.items() for row in told.rows(step, asked.every, days)]
    columns = dict(zip((*_ROW, *told.more), zip(*rows, strict=True), strict=True)) if rows else {}
    # pandas would look at each value for what it is.
    return pd.DataFrame(
        {
            name: np.array(columns.get(name, ()), dtype=float) if name in _NUMBERS else list(columns.get(name, ()))
            for name in (*_ROW, *told.more)
        }
    )


def _whole(steps) -> Step:
    whole: dict[int, dict[Sum, float]] = {}
    for step in steps:
        for ordinal, sums in step.items():
            own = whole.setdefault(ordinal, dict.fromkeys(sums, 0))
            for each, number in sums.items():
                own[each] += number
    return whole


def _horizon(asked) -> int:
    """What repurchase_rate asks about; of others nothing that matters."""
    return asked.options.get("horizon", _HORIZON)


# ---- the sums, of first purchases and of later ones

_OF_ALL = ("n", "amount", "orders", "firsts")


def _of_new(each: Sum, filters: Filters) -> ColumnElement:
    name, of = each
    if name in ("n", "new", "firsts"):
        return func.count()
    if name == "again":
        return count_if(comes_again_in_period(filters, of))
    if name in ("mature", "soon", "proven"):
        had_time = [p.purchased_on <= filters.as_of - timedelta(days=of)] if filters.as_of and name != "soon" else []
        soon = [again_within(of, filters)] if name != "mature" else []
        return count_if(and_(*had_time, *soon)) if had_time or soon else func.count()
    return func.sum(p[name])


def _of_later(each: Sum, filters: Filters) -> ColumnElement:
    if each == Sum("firsts"):  # a later purchase has one before it
        return count_if(p.previous_on < filters.start) if filters.start else literal(0)
    if each.name == "firsts":
        return count_if(is_first_in_period(filters, each.of))
    return _of_new(each, filters) if each.name in _OF_ALL else literal(0)


# ---- what each metric says


@dataclass(frozen=True)
class _Told:
    """sums: (step, days) -> what it needs. rows: (sums of a step, the step's kind, days) -> what the metric's statement
    has in it after the period. more: further columns. whole, in_steps: how it may be asked for."""

    sums: Callable[[str | None, int], Sequence[Sum]]
    rows: Callable[[Step, str | None, int], Sequence[Row]]
    more: Sequence[str] = ()
    whole: bool = True
    in_steps: bool = True

    def steps(self, known: Sequence[str]) -> tuple:
        return (*([None] if self.whole else []), *(known if self.in_steps else []))


def _all(step: Step, name: str, of: str | int | None = None, since: int = 1, until: int | None = None) -> float:
    each, last = Sum(name, of), until or _LAST
    return sum(sums[each] for ordinal, sums in step.items() if since <= ordinal <= last)


def _ratio(top: float, base: float) -> Row:
    """group, value, numerator, denominator"""
    top, base = float(top), float(base)
    return None, top / base if base else None, top, base


def _of_customers(step: Step, every: str | None, _: int) -> list[Row]:
    later, again = _all(step, "firsts", every, since=2), _all(step, "again", every)
    return [_ratio(later + again, _all(step, "firsts", every))]


def _of_purchases(step: Step, *_) -> list[Row]:
    return [_ratio(_all(step, "n", since=2), _all(step, "n"))]


def _of_new_customers(step: Step, every: str | None, days: int) -> list[Row]:
    new = _all(step, "new")
    rate = _ratio(_all(step, "proven", days), _all(step, "mature", days))
    return [(*rate, new, _all(step, "soon", days))] if new or every is None else []


def _revenue(step: Step, *_) -> list[Row]:
    amount = float(_all(step, "amount"))
    return [(None, amount, amount, None)]


def _new_and_returning(step: Step, *_) -> list[Row]:
    rows = []
    for kind, ends in (("new", (1, 1)), ("returning", (2, None))):
        amount = float(_all(step, "amount", None, *ends))
        rows += [(kind, amount, amount, None)] * bool(_all(step, "n", None, *ends))
    return rows


def _returning_revenue(step: Step, *_) -> list[Row]:
    return [(*_ratio(_all(step, "amount", since=2), _all(step, "amount")), float(_all(step, "n")))]


def _by_ordinal(step: Step, *_) -> list[Row]:
    whole, rows = _all(step, "amount"), []
    for name, ends in ORDINALS.items():
        if n := _all(step, "n", None, *ends):
            rows.append((name, *_ratio(_all(step, "amount", None, *ends), whole)[1:], float(n)))
    return rows


def _sums(*names: str) -> Callable[[str | None, int], list[Sum]]:
    return lambda every, days: [Sum(name) for name in names]


_TOLD = {
    "returning_customer_share": _Told(lambda every, _: [Sum("firsts", every), Sum("again", every)], _of_customers),
    "returning_order_share": _Told(_sums("n"), _of_purchases),
    "repurchase_rate": _Told(
        lambda _, days: [Sum("new"), *(Sum(name, days) for name in ("mature", "soon", "proven"))],
        _of_new_customers,
        ("customers", "so_far"),
    ),
    "new_and_returning_revenue": _Told(_sums("n", "amount"), _new_and_returning, whole=False),
    "returning_revenue_share": _Told(_sums("n", "amount"), _returning_revenue, ("n",)),
    "revenue_by_ordinal": _Told(_sums("n", "amount"), _by_ordinal, ("n",), in_steps=False),
    "purchases_per_customer": _Told(
        lambda every, _: [Sum("n"), Sum("firsts", every)],
        lambda step, every, _: [(*_ratio(_all(step, "n"), _all(step, "firsts", every)), None, None, None, None)],
        MOMENTS,
        whole=False,
    ),
    "revenue": _Told(_sums("amount"), _revenue, whole=False),
    "average_order_value": _Told(
        _sums("amount", "orders"),
        lambda step, *_: [_ratio(_all(step, "amount"), _all(step, "orders"))],
        whole=False,
    ),
}
