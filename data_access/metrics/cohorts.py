"""What became of new customers: cohorts by first purchase, and what each of them did in the steps of time after.

The database counts the few pairs of cohort and step; the grid of cells, which of them are over, and the row of all
cohorts follow from these in `finish`.
"""

from datetime import date, timedelta

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Date, Double, Integer, Select, String, cast, func, null, or_, select

from data_access.dialects import add_days, add_months, days_between, months_between
from data_access.filters import Filters
from data_access.metrics.cohort_grid import first_day, grid, number
from data_access.metrics.definition import metric
from data_access.metrics.purchase_terms import can_sum, count_if, p
from data_access.schema import purchases

STEPS = ("month", "quarter", "week")
MODES = ("on", "on_or_after")


def _retention_grid(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    if options["mode"] == "on":
        return grid(rows, filters, every or "month", options["ages"], lambda counts: counts)
    # Each customer was counted once, where they bought last: in every cell up to there they were still to come.
    return grid(
        rows, filters, every or "month", options["ages"], lambda counts: counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    )


def _revenue_grid(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    return grid(rows, filters, every or "month", options["ages"], lambda amounts: amounts.cumsum(axis=1))


_HOW = {"fills_gaps": False, "steps": STEPS}


@metric("Cohort retention", "percent", (), interval="wilson", finish=_retention_grid, **_HOW)
def cohort_retention(
    filters: Filters, *, by: str | None = None, every: str | None = "month", mode: str = "on", ages: int = 0
) -> Select:
    """Of the customers whose first purchase lies in a calendar month, quarter or week (the cohort), the share that
    bought in exactly the k-th such step after it (age k; mode on), or in it or any later one (mode on_or_after). On or
    after, a late purchase fills the cells before it too, so that the past keeps changing, and older cohorts look better
    because they have had longer. Choices of channel and category apply to these purchases, not to the first one. Cells
    whose step has not fully elapsed are marked incomplete. The row of all cohorts is weighted by customers and counts
    complete cells only. The option ages is the greatest age to give, 0 for all."""
    every = every or "month"
    if mode not in MODES:
        raise ValueError(f"The mode is one of: {', '.join(MODES)}.")
    by_step = _customers_by_step(filters, every, mode)
    # Everybody bought in the cohort's own step, and everybody has one last purchase: no need to count them again.
    own = [by_step.c.step == by_step.c.cohort] if mode == "on" else []
    sizes = _sizes_within(by_step, by_step.c.counted, *own) if can_sum(filters, None) else _sizes(filters, every)
    return _cells_of(sizes, by_step, every, _up_to(ages, filters), is_last=mode == "on_or_after")


@metric("Cohort revenue per customer", "amount", (), finish=_revenue_grid, **_HOW)
def cohort_revenue(filters: Filters, *, by: str | None = None, every: str | None = "month", ages: int = 0) -> Select:
    """Revenue that the customers whose first purchase lies in a calendar month, quarter or week (the cohort) have
    brought by the end of the k-th such step after it (age k), first purchases included, divided by all customers of
    the cohort. Choices of channel and category apply to the revenue. In one currency: customers whose first purchase
    was in another are left out. Cells whose step has not fully elapsed are marked incomplete. The row of all cohorts
    is weighted by customers and counts complete cells only. The option ages is the greatest age to give, 0 for all."""
    every = every or "month"
    money = filters.money_conditions(purchases)
    where = [*_of_period(filters), *filters.conditions(purchases), *money]
    if filters.currency:
        where.append(p.customer_id.in_(_new_in_currency(filters)))
    cohort, step = p[f"cohort_{every}"].label("cohort"), p[every].label("step")
    counted = func.sum(p.amount).label("counted"), count_if(p.ordinal == 1).label("new")
    by_step = select(cohort, step, *counted).where(*where).group_by(cohort, step).cte("by_step")
    sizes = _sizes_within(by_step, by_step.c.new) if can_sum(filters, None) else _sizes(filters, every, *money)
    return _cells_of(sizes, by_step, every, _up_to(ages, filters))


def members_of_cell(
    filters: Filters, cohort: date | None, age: int, *, every: str = "month", mode: str = "on"
) -> Select:
    """The ids of the customers that cohort_retention counts in a cell; of all cohorts when `cohort` is None."""
    cohorts, step = p[f"cohort_{every}"], p[every]
    then = first_day(number(cohort, every) + age, every) if cohort else _later(cohorts, age, every)
    bought = step == then if mode == "on" else step >= then
    where = [*_of_cohort(filters, cohort, age, every), *filters.conditions(purchases)]
    return select(p.customer_id).where(bought, *where)


def members_of_cohort(filters: Filters, cohort: date | None, age: int, *, every: str = "month") -> Select:
    """The ids of the customers that cohort_revenue divides by in a cell; of all cohorts when `cohort` is None."""
    where = [*filters.customer_conditions(purchases), *filters.money_conditions(purchases)]
    return select(p.customer_id).where(p.ordinal == 1, *_of_cohort(filters, cohort, age, every), *where)


# ---- what the database counts


def _of_period(filters: Filters) -> list[ColumnElement[bool]]:
    """Purchases of customers who were new in the period, as far as they are known on the as-of day."""
    until = [] if filters.as_of is None else [p.purchased_on <= filters.as_of]
    return [*filters.period(p.first_purchased_on), *until]


def _customers_by_step(filters: Filters, every: str, mode: str) -> CTE:
    """cohort, step, counted: customers who bought in the step; with on_or_after, who bought in it for the last time."""
    cohort, step = p[f"cohort_{every}"].label("cohort"), p[every].label("step")
    where = [*_of_period(filters), *filters.conditions(purchases)]
    count = func.count().label("counted")
    if can_sum(filters, None):
        where.append(p[f"is_first_in_{every}"] if mode == "on" else _is_last(filters))
        return select(cohort, step, count).where(*where).group_by(cohort, step).cte("by_step")
    keys = [p.customer_id, cohort, *([step] if mode == "on" else [])]
    latest = step if mode == "on" else func.max(p[every]).label("step")
    each = select(cohort, latest).where(*where).group_by(*keys).cte("each_customer").c
    return select(each.cohort, each.step, count).group_by(each.cohort, each.step).cte("by_step")


def _is_last(filters: Filters) -> ColumnElement[bool]:
    """Whether the customer's next purchase is not known on the as-of day."""
    none = p.next_on.is_(None)
    return none if filters.as_of is None else or_(none, p.next_on > filters.as_of)


def _sizes_within(by_step: CTE, counted: ColumnElement, *where: ColumnElement[bool]) -> CTE:
    """CTE: cohort, customers, where these were counted by step."""
    size = func.sum(counted).label("customers")
    return select(by_step.c.cohort, size).where(*where).group_by(by_step.c.cohort).cte("sizes")


def _sizes(filters: Filters, every: str, *where: ColumnElement[bool]) -> CTE:
    """CTE: cohort, customers, where the filters choose orders: a cohort is all of its customers."""
    cohort = p[f"cohort_{every}"].label("cohort")
    of_first = [p.ordinal == 1, *_of_period(filters), *filters.customer_conditions(purchases), *where]
    return select(cohort, func.count().label("customers")).where(*of_first).group_by(cohort).cte("sizes")


def _new_in_currency(filters: Filters) -> Select:
    first = purchases.alias("first_purchases")
    conditions = [first.c.ordinal == 1, *filters.money_conditions(first)]
    return select(first.c.customer_id).where(*conditions, *filters.period(first.c.purchased_on))


def _up_to(ages: int, filters: Filters) -> int:
    """The greatest age to select, 0 for all: without an as-of day, the greatest age seen says how far cells go."""
    if ages < 0:
        raise ValueError("The number of ages is at least 0.")
    return ages if filters.as_of else 0


def _cells_of(sizes: CTE, by_step: CTE, every: str, ages: int, is_last: bool = False) -> Select:
    """One row for each cohort and age at which anything was counted; a cohort without any has one row without age.
    is_last: whoever was counted beyond the greatest age belongs to it."""
    # Steps are counted between the few pairs of them, not for every purchase.
    cohort, step = by_step.c.cohort, by_step.c.step
    age = {
        "month": lambda: months_between(cohort, step),
        "quarter": lambda: months_between(cohort, step) / 3,
        "week": lambda: days_between(cohort, step) / 7,
    }[every]()
    aged = select(cohort, cast(age, Integer).label("age"), by_step.c.counted).cte("by_age")
    if ages and is_last:
        youngest = func.least(aged.c.age, ages).label("age")
        counted = func.sum(aged.c.counted).label("counted")
        aged = select(aged.c.cohort, youngest, counted).group_by(aged.c.cohort, youngest).cte("up_to_age")
    elif ages:
        aged = select(aged).where(aged.c.age <= ages).cte("up_to_age")
    return select(
        cast(null(), Date).label("period"),
        cast(null(), String).label("group"),
        cast(null(), Double).label("value"),
        cast(func.coalesce(aged.c.counted, 0), Double).label("numerator"),
        cast(sizes.c.customers, Double).label("denominator"),
        sizes.c.cohort,
        aged.c.age,
    ).select_from(sizes.outerjoin(aged, aged.c.cohort == sizes.c.cohort))


def _of_cohort(filters: Filters, cohort: date | None, age: int, every: str) -> list[ColumnElement[bool]]:
    """Purchases of the cohort; of every cohort whose cell of this age is over when none is named."""
    column, of_period = p[f"cohort_{every}"], _of_period(filters)
    if cohort is not None:
        return [column == cohort, *of_period]
    if filters.as_of is None:
        return of_period
    youngest = number(filters.as_of + timedelta(days=1), every) - 1 - age
    return [column <= first_day(youngest, every), *of_period]


def _later(start: ColumnElement, age: int, every: str) -> ColumnElement:
    return add_days(start, 7 * age) if every == "week" else add_months(start, age * (3 if every == "quarter" else 1))
