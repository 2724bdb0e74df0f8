"""Do customers come back? Repeat rates, repurchase, retention, and what returning customers are worth.

Every metric reads `purchases` alone. While the filters choose customers, a period's distinct customers are summed:
a purchase is its customer's first in the period when the one before it lies before the period. When they choose
orders (channel, category), or break down by them, the purchase before may not match, and customers are grouped.
"""

from datetime import timedelta

import numpy as np
import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)

from data_access.filters import Filters
from data_access.metrics.definition import grouped, keys_of, metric, next_period_start, ratio, total
from data_access.metrics.purchase_terms import (
    DIMENSIONS,
    again_within,
    by_as_of,
    can_sum,
    comes_again,
    comes_again_in_period,
    count_if,
    customers_of_period,
    is_first_in_period,
    joined,
    p,
    per_period,
    step_of,
)
from data_access.schema import CUSTOMER_DIMENSIONS, purchases


def _share_of_customers(
    filters: Filters, by: str | None, every: str | None, summed: ColumnElement[bool], of_customer
) -> Select:
    """Customers of the period for whom a condition holds; `summed` over first-in-period purchases, `of_customer` over
    customers_of_period."""
    if can_sum(filters, by):
        source, period, group, where = per_period(filters, by, every)
        statement = select(period, group, *ratio(count_if(summed), func.count())).select_from(source)
        statement = statement.where(*where, is_first_in_period(filters, every))
    else:
        customer = customers_of_period(filters, by, every)
        period, group = keys_of(customer.c, by, every)
        statement = select(period, group, *ratio(count_if(of_customer(customer.c)), func.count())).select_from(customer)
    return grouped(statement, period, group, by, every)


@metric("Customers", "count", DIMENSIONS, by_two=True)
def customers(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Distinct customers with at least one purchase in the period."""
    if can_sum(filters, by):
        source, period, group, where = per_period(filters, by, every)
        statement = select(period, group, *total(count_if(is_first_in_period(filters, every))))
        statement = statement.select_from(source).where(*where)
    else:
        customer = customers_of_period(filters, by, every)
        period, group = keys_of(customer.c, by, every)
        statement = select(period, group, *total(func.count())).select_from(customer)
    return grouped(statement, period, group, by, every)


@metric("Repeat within period", "percent", DIMENSIONS, interval="wilson", by_two=True)
def repeat_within_period(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R1: customers with two or more purchase occasions in the period, divided by customers with at least one in it.
    Several orders by one customer on one day are one occasion."""
    again = comes_again_in_period(filters, every)
    return _share_of_customers(filters, by, every, again, lambda customer: customer.occasions >= 2)


@metric("Returning-customer share", "percent", DIMENSIONS, interval="wilson", by_two=True)
def returning_customer_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R2: customers who made their second or a later purchase in the period, divided by customers with at least one
    purchase in it. The first purchase may be earlier; what happens after the period never changes it."""
    returning = or_(p.ordinal >= 2, comes_again_in_period(filters, every))
    return _share_of_customers(filters, by, every, returning, lambda customer: customer.last_ordinal >= 2)


@metric("Bought-before share", "percent", DIMENSIONS, interval="wilson", by_two=True)
def bought_before_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R2': customers with a purchase before the period starts, divided by customers with at least one purchase in it.
    Unlike R2 it leaves out those who made both their first and their second purchase within the period."""

    def before(customer) -> ColumnElement[bool]:
        starts = ([filters.start] if filters.start else []) + ([customer.period] if every else [])
        return or_(false(), *(customer.first_on < start for start in starts))

    return _share_of_customers(filters, by, every, p.ordinal >= 2, before)


@metric("Returning-customer orders", "percent", DIMENSIONS, interval="wilson", by_two=True, adds_up=True)
def returning_order_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R3: purchase occasions in the period that are not their customer's first, divided by all occasions in it."""
    source, period, group, where = per_period(filters, by, every)
    statement = select(period, group, *ratio(count_if(p.ordinal >= 2), func.count())).select_from(source).where(*where)
    return grouped(statement, period, group, by, every)


# From a step's first day to the first day of the next one.
_STEPS = {"day": (1, "D"), "week": (7, "D"), "month": (1, "M"), "quarter": (3, "M")}


def _last_days(first_days: np.ndarray, every: str) -> np.ndarray:
    length, unit = _STEPS[every]
    return (first_days.astype(f"datetime64[{unit}]") + length).astype("datetime64[D]") - 1


def _say_when_mature(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """Adds matures_on: the horizon after the last day of the step, or of the period where that ends earlier. A period
    that ends with the data does not end its last step: more customers are to come."""
    columns = dict(frame.items())
    last = columns["period"].to_numpy("datetime64[D]")
    if every:
        last = _last_days(last, every)
    if filters.end and (every is None or (filters.as_of and filters.end < filters.as_of)):
        last = np.fmin(last, np.datetime64(filters.end))  # NaT counts as later
    for name in ("customers", "so_far"):
        columns[name] = np.nan_to_num(columns[name].to_numpy(dtype="float64", na_value=np.nan))
    columns["matures_on"] = (last + np.timedelta64(options["horizon"], "D")).astype("datetime64[us]")
    return pd.DataFrame(columns, index=frame.index)


@metric(
    "Repurchase within {horizon} days",
    "percent",
    DIMENSIONS,
    interval="wilson",
    by_two=True,
    adds_up=True,
    finish=_say_when_mature,
)
def repurchase_rate(filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90) -> Select:
    """R4: of the customers whose first purchase lies in the period and at least h days before the data's last day,
    the share with a second purchase within h days of the first. Younger customers are left out: they have not yet
    had the time, and matures_on is the day from which all of them will have had it. (customers counts them as well,
    and so_far is those of customers who have bought again within h days up to now.) A filter on the order chooses
    first purchases."""
    if horizon < 1:
        raise ValueError("The horizon is a number of days, at least 1.")
    source, period, group, where = per_period(filters, by, every)
    second, has_had_time = again_within(horizon, filters), true()
    if filters.as_of:
        has_had_time = p.purchased_on <= filters.as_of - timedelta(days=horizon)
    numbers = ratio(count_if(and_(has_had_time, second)), count_if(has_had_time))
    everyone = func.count().label("customers"), count_if(second).label("so_far")
    statement = select(period, group, *numbers, *everyone).select_from(source)
    statement = statement.where(p.ordinal == 1, *where, *by_as_of(filters))
    return grouped(statement, period, group, by, every)


@metric("Ever-repeat", "percent", DIMENSIONS, interval="wilson", by_two=True)
def ever_repeat(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R5: customers with two or more purchases ever, divided by all customers ever, whatever the period (in steps of
    time: by the first purchase). Older customers have had longer to return, so it is no measure of a trend."""
    source, period, group, _ = per_period(filters, by, every)
    statement = select(period, group, *ratio(count_if(comes_again(filters)), func.count())).select_from(source)
    statement = statement.where(p.ordinal == 1, *filters.conditions(purchases), *by_as_of(filters))
    return grouped(statement, period, group, by, every)


@metric("Repeat orders per customer", "ratio", DIMENSIONS, by_two=True)
def repeat_orders_per_customer(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R6: all repeat purchases, until the data's last day, of the customers whose first purchase lies in the period,
    divided by these customers; it may exceed 1. Older customers have had longer to buy again, so it is no measure of
    a trend. A filter on the order, or a breakdown by channel or category, speaks of first purchases."""
    source, period, group, where = per_period(filters, by, every)
    if can_sum(filters, by):
        period = p.first_purchased_on if every == "day" else p[f"cohort_{every}"] if every else step_of(None)
        period = period.label("period")
        where = [*filters.customer_conditions(purchases), *filters.period(p.first_purchased_on)]
    else:
        first = select(period, group, p.customer_id).select_from(source).where(p.ordinal == 1, *where)
        first = first.cte("first_purchases")
        (period, group), where = keys_of(first.c, by, every), []
        source = first.join(purchases, p.customer_id == first.c.customer_id)
    numbers = ratio(count_if(p.ordinal >= 2), count_if(p.ordinal == 1))
    statement = select(period, group, *numbers).select_from(source).where(*where, *by_as_of(filters))
    return grouped(statement, period, group, by, every)


@metric("Period retention", "percent", CUSTOMER_DIMENSIONS, interval="wilson", by_two=True)
def period_retention(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R7: customers who bought in the previous period and again in this one, divided by customers who bought in the
    previous one. The previous period is the equal number of days just before; in steps of time, the step before.
    Choices of channel and category are not applied."""
    source, group = joined(by)
    if every is not None:
        return _retention_by_step(filters, by, every)
    before, here, end = filters.previous(), filters.start, filters.end + timedelta(days=1)
    leaves = or_(p.next_on.is_(None), p.next_on >= here)
    stays = and_(p.next_on >= here, p.next_on < end)
    period = cast(null(), Date).label("period")
    where = [*before.customer_conditions(purchases), *before.period(p.purchased_on)]
    statement = select(period, group, *ratio(count_if(and_(leaves, stays)), count_if(leaves)))
    statement = statement.select_from(source).where(*where)
    return grouped(statement, period, group, by, every)


_LONGEST_STEP = {"day": 1, "week": 7, "month": 31, "quarter": 92}


def _retention_by_step(filters: Filters, by: str | None, every: str) -> Select:
    """Customers are counted by the step of their last purchase in it and the step of the one after; which steps follow
    each other is asked of these few pairs, not of every purchase."""
    source, group = joined(by)
    step = step_of(every)
    following = p.next_on if every == "day" else p[f"next_{every}"]
    where = [*filters.customer_conditions(purchases), or_(following.is_(None), following > step)]
    if filters.start:
        where.append(p.purchased_on >= filters.start - timedelta(days=2 * _LONGEST_STEP[every]))
    if filters.end:
        where.append(p.purchased_on <= filters.end)
        following = case((p.next_on <= filters.end, following))
    keys = (step.label("step"), following.label("following"), *([group] if by else []))
    pairs = select(*keys, func.count().label("customers")).select_from(source).where(*where)
    pairs = pairs.group_by(*keys).cte("pairs").c
    period = next_period_start(every, pairs.step).label("period")
    stayed = case((pairs.following == next_period_start(every, pairs.step), pairs.customers), else_=0)
    group = pairs.group if by else group
    until = [] if filters.as_of is None else [period <= filters.as_of]
    statement = select(period, group, *ratio(func.sum(stayed), func.sum(pairs.customers)))
    return grouped(statement.where(*filters.period(period), *until), period, group, by, every)


@metric("Revenue from new and returning customers", "amount", DIMENSIONS)
def new_and_returning_revenue(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of valid orders with a customer, by whether the purchase is the customer's first (new) or a later one
    (returning). The group is new or returning; with a breakdown, "value: new" and "value: returning"."""
    source, period, group, where = per_period(filters, by, every)
    kind = case((p.ordinal == 1, literal("new")), else_=literal("returning"))
    group = (kind if by is None else group.element + literal(": ") + kind).label("group")
    statement = select(period, group, *total(func.sum(p.amount))).select_from(source)
    statement = statement.where(*where, *filters.money_conditions(purchases))
    return statement.group_by(*([period] if every else []), group)
