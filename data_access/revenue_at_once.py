"""What the revenue page asks for in two statements, with exactly the numbers of each metric's own.

Step by step, a period's purchases are added up once by step and ordinal, and all follows from the few hundred sums. And
what is told of each customer's purchases in a period finds the customers once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Double, Select, case, cast, func, literal, select

from data_access.filters import Filters
from data_access.metrics.customer_revenue import (
    moments_of,
    name_of_ordinal,
    purchases_per_customer,
    revenue_concentration,
)
from data_access.metrics.definition import keys_of, ratio, total
from data_access.metrics.purchase_terms import count_if, is_first_in_period, p, per_period
from data_access.schema import customers, purchases
from data_access.together import Asked

_OF_CUSTOMERS = (revenue_concentration, purchases_per_customer)
_LAST = 10  # no metric tells later purchases of a customer apart


@dataclass(frozen=True)
class _AtOnce(Asked):
    """`of`, told by the sums of steps where there is a step. It has no filters of its own, so that all of these on a
    table are read together."""

    of: Asked | None = None
    step: str | None = None

    @property
    def key(self) -> tuple:
        return self.of.key

    __hash__ = Asked.__hash__

    def statement(self) -> Select:
        if self.step is None:
            return self.of.statement()
        return _TOLD[self.of.metric.name](_by_step(self.of.filters, self.step))

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        return self.of.frame(rows)


def at_once(asked: Sequence[Asked], every: str, *, is_in_one_currency: bool) -> list[Asked]:
    """The same askings, those that are better read with others in the form in which `together.read` does so.

    is_in_one_currency: as Coverage has it. Purchases of one day leave out what was paid in another.
    """
    ranked = [each.filters for each in asked if each.metric is revenue_concentration]

    def together(each: Asked) -> Asked:
        if _is_told_by_steps(each, every, is_in_one_currency):
            return _AtOnce(replace(each.metric, table=purchases), Filters(), of=each, step=every)
        if each.metric in _OF_CUSTOMERS and not (each.by or each.every) and each.filters in ranked:
            return _AtOnce(replace(each.metric, table=customers), Filters(), of=each)
        return each

    return [together(each) for each in asked]


def _is_told_by_steps(asked: Asked, every: str, is_in_one_currency: bool) -> bool:
    name = asked.metric.name
    if name not in _TOLD or asked.by or not _is_told_by_purchases(asked.filters):
        return False
    if name in _OF_ORDERS and not (asked.filters.has_customer_choice and is_in_one_currency):
        return False
    return asked.every == (None if name == "revenue_by_ordinal" else every)


def _is_told_by_purchases(filters: Filters) -> bool:
    """Whether every purchase of the period counts, for each of the metrics."""
    is_known = filters.as_of is None or (filters.end is not None and filters.end <= filters.as_of)
    return is_known and not filters.has_order_choice and filters.currency is None


# The same CTE for the same filters, so that a statement has it once.
@lru_cache(200)
def _by_step(filters: Filters, every: str) -> CTE:
    """period, ordinal, amount, orders, n, and firsts: how many of them are their customer's first in the step."""
    _, period, _, where = per_period(filters, None, every)
    ordinal = func.least(p.ordinal, _LAST).label("ordinal")
    numbers = {
        "amount": func.sum(p.amount),
        "orders": func.sum(p.orders),
        "n": func.count(),
        "firsts": count_if(is_first_in_period(filters, every)),
    }
    columns = (column.label(name) for name, column in numbers.items())
    return select(period, ordinal, *columns).where(*where).group_by(period, ordinal).cte()


def _revenue(sums: CTE) -> Select:
    return _of_steps(sums, *total(func.sum(sums.c.amount)))


def _average_order_value(sums: CTE) -> Select:
    return _of_steps(sums, *ratio(func.sum(sums.c.amount), _sum(sums.c.orders)))


def _purchases_per_customer(sums: CTE) -> Select:
    return _of_steps(sums, *ratio(_sum(sums.c.n), _sum(sums.c.firsts)), *moments_of())


def _returning_revenue_share(sums: CTE) -> Select:
    later = _sum(case((sums.c.ordinal >= 2, sums.c.amount)))
    return _of_steps(sums, *ratio(later, _sum(sums.c.amount)), _n(sums))


def _new_and_returning_revenue(sums: CTE) -> Select:
    kind = case((sums.c.ordinal == 1, literal("new")), else_=literal("returning")).label("group")
    return select(sums.c.period, kind, *total(func.sum(sums.c.amount))).group_by(sums.c.period, kind)


def _revenue_by_ordinal(sums: CTE) -> Select:
    period, _ = keys_of(sums.c, None, None)
    group = name_of_ordinal(sums.c.ordinal).label("group")
    amount = func.sum(sums.c.amount)
    return select(period, group, *ratio(amount, func.sum(amount).over()), _n(sums)).group_by(group)


def _of_steps(sums: CTE, *columns: ColumnElement) -> Select:
    return select(*keys_of(sums.c, None, "step"), *columns).group_by(sums.c.period)


def _sum(column: ColumnElement) -> ColumnElement:
    return func.coalesce(func.sum(column), 0)


def _n(sums: CTE) -> ColumnElement:
    return cast(_sum(sums.c.n), Double).label("n")


_OF_ORDERS = {"revenue": _revenue, "average_order_value": _average_order_value}
_TOLD = _OF_ORDERS | {
    "purchases_per_customer": _purchases_per_customer,
    "returning_revenue_share": _returning_revenue_share,
    "new_and_returning_revenue": _new_and_returning_revenue,
    "revenue_by_ordinal": _revenue_by_ordinal,
}
