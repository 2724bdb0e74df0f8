"""Pieces of statements over `purchases`: their steps of time, groups, and whose first in a period a purchase is."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Date, and_, case, cast, false, func, null, or_, select

from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import BOTH, customer_value, group_of, parts_of
from data_access.schema import CUSTOMER_DIMENSIONS, purchases

DIMENSIONS = (*CUSTOMER_DIMENSIONS, *ORDER_DIMENSIONS)
p = purchases.c


def dimension(by: str | None) -> ColumnElement | None:
    """What a breakdown groups purchases by: a column, an attribute's value, or two of these as "one × other"."""
    if by is None:
        return None
    parts = parts_of(by)
    if len(parts) == 1:
        return customer_value(by, p.customer_id) if by.startswith("attribute.") else p[by]
    # A name that holds the sign itself must not look like two.
    one, other = (func.replace(group_of(dimension(part)), BOTH, " x ") for part in parts)
    return one + BOTH + other


def can_sum(filters: Filters, by: str | None) -> bool:
    """Whether a period's distinct customers are the purchases that are their customer's first in it: not where the
    purchase before may be one that the filter or the breakdown leaves out."""
    return not filters.has_order_choice and not (by and set(parts_of(by)) & set(ORDER_DIMENSIONS))


def step_of(every: str | None) -> ColumnElement:
    """The first day of the step that a purchase lies in; NULL without steps."""
    if every is None:
        return cast(null(), Date)
    return p.purchased_on if every == "day" else p[every]


def is_first_in_period(filters: Filters, every: str | None) -> ColumnElement[bool]:
    """Whether the customer's purchase before lies before the step, or before the whole period."""
    conditions = [p.previous_on.is_(None)]
    if filters.start:
        conditions.append(p.previous_on < filters.start)
    if every == "day":
        conditions.append(p.previous_on < p.purchased_on)
    elif every:
        conditions.append(p[f"is_first_in_{every}"])
    return or_(*conditions)


def comes_again_in_period(filters: Filters, every: str | None) -> ColumnElement[bool]:
    """Whether the customer's next purchase lies in the same step, and within the whole period."""
    conditions = [p.next_on.is_not(None)]
    if filters.end:
        conditions.append(p.next_on < filters.end + timedelta(days=1))
    if every == "day":
        conditions.append(false())  # a day has one purchase of a customer
    elif every:
        conditions.append(p[f"next_{every}"] == p[every])
    return and_(*conditions)


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def per_period(filters: Filters, by: str | None, every: str | None) -> tuple:
    """period, group and the WHERE of the filters, over purchases."""
    group = group_of(dimension(by)).label("group")
    return step_of(every).label("period"), group, filters.conditions(purchases, on=p.purchased_on)


def customers_of_period(filters: Filters, by: str | None, every: str | None):
    """CTE: one row for each period, group and customer: how often they bought, and the ordinals of the first and the
    last purchase."""
    period, group, where = per_period(filters, by, every)
    ordinals = func.min(p.ordinal).label("first_ordinal"), func.max(p.ordinal).label("last_ordinal")
    return (
        select(period, group, func.count().label("occasions"), *ordinals)
        .where(*where)
        .group_by(period, group, p.customer_id)
        .cte("customers_of_period")
    )
