"""Pieces of statements over `purchases`: their steps of time, groups, and whose first in a period a purchase is."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import ColumnElement, Date, FromClause, Label, and_, case, cast, false, func, null, or_, select

from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import BOTH, customer_value, group_of, parts_of
from data_access.schema import CUSTOMER_DIMENSIONS, customer_attributes, purchases

DIMENSIONS = (*CUSTOMER_DIMENSIONS, *ORDER_DIMENSIONS)
p = purchases.c


def _looked_up(part: str) -> ColumnElement:
    return customer_value(part, p.customer_id) if part.startswith("attribute.") else p[part]


def dimension(by: str | None, column_of: Callable[[str], ColumnElement] = _looked_up) -> ColumnElement | None:
    """What a breakdown groups purchases by: a column, an attribute's value, or two of these as "one × other"."""
    if by is None:
        return None
    parts = parts_of(by)
    if len(parts) == 1:
        return column_of(by)
    # A name that holds the sign itself must not look like two.
    one, other = (func.replace(group_of(column_of(part)), BOTH, " x ") for part in parts)
    return one + BOTH + other


def joined(by: str | None) -> tuple[FromClause, Label]:
    """purchases with the attributes of a breakdown beside them, and its group: to look an attribute up for each of a
    million purchases takes PostgreSQL five times as long."""
    source, columns = purchases, {}
    for part in parts_of(by) if by else ():
        if part.startswith("attribute."):
            said = customer_attributes.alias()
            is_its_own = and_(said.c.customer_id == p.customer_id, said.c.name == part.removeprefix("attribute."))
            source, columns[part] = source.outerjoin(said, is_its_own), said.c.value
    group = dimension(by, lambda part: columns[part] if part in columns else p[part])
    return source, group_of(group).label("group")


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


def by_as_of(filters: Filters, day: ColumnElement = p.purchased_on) -> list[ColumnElement[bool]]:
    """What happened by the last day that the data can speak of."""
    return [day <= filters.as_of] if filters.as_of else []


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def per_period(filters: Filters, by: str | None, every: str | None) -> tuple:
    """period, group and the WHERE of the filters, over purchases."""
    group = group_of(dimension(by)).label("group")
    return step_of(every).label("period"), group, filters.conditions(purchases, on=p.purchased_on)


def customers_of_period(filters: Filters, by: str | None, every: str | None):
    """One row for each period, group and customer: how often they bought, the ordinals of the first and the last
    purchase, and the day of their first purchase ever."""
    (period, _, where), (source, group) = per_period(filters, None, every), joined(by)
    ordinals = func.min(p.ordinal).label("first_ordinal"), func.max(p.ordinal).label("last_ordinal")
    first_on = func.min(p.first_purchased_on).label("first_on")
    return (
        select(period, group, func.count().label("occasions"), *ordinals, first_on)
        .select_from(source)
        .where(*where)
        .group_by(period, group, p.customer_id)
        # No CTE: a statement that counts two periods would have two of that name.
        .subquery("customers_of_period")
    )
