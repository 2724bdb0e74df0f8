"""Pieces of statements over `purchases`: their steps of time, groups, and whose first in a period a purchase is."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, FromClause, Label, and_, case, cast, false, func, null, or_, select, true

from data_access.dialects import days_between
from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import BOTH, group_of, parts_of
from data_access.schema import CUSTOMER_DIMENSIONS, customer_attributes, purchases

DIMENSIONS = (*CUSTOMER_DIMENSIONS, *ORDER_DIMENSIONS)
p = purchases.c


def joined(by: str | None) -> tuple[FromClause, Label]:
    """purchases with the attributes of a breakdown beside them, and its group: a column, an attribute's value, or two
    of these as "one × other". To look an attribute up for each of a million purchases takes PostgreSQL many times as
    long."""
    source, columns = purchases, []
    for part in parts_of(by) if by else ():
        if part.startswith("attribute."):
            said = customer_attributes.alias()
            is_its_own = and_(said.c.customer_id == p.customer_id, said.c.name == part.removeprefix("attribute."))
            source, column = source.outerjoin(said, is_its_own), said.c.value
        else:
            column = p[part]
        columns.append(group_of(column))
    if len(columns) == 2:
        # A name that holds the sign itself must not look like two.
        one, other = (func.replace(column, BOTH, " x ") for column in columns)
        return source, (one + BOTH + other).label("group")
    return source, (columns[0] if columns else group_of(None)).label("group")


def can_sum(filters: Filters, by: str | None) -> bool:
    """Whether a period's distinct customers are the purchases that are their customer's first in it: not where the
    purchase before may be one that the filter or the breakdown leaves out."""
    return not filters.has_order_choice and is_of_customers(by)


def is_of_customers(by: str | None) -> bool:
    """Whether a breakdown is by what is known of customers, which all of their purchases have alike; so is none."""
    return not (by and set(parts_of(by)) & set(ORDER_DIMENSIONS))


def step_of(every: str | None) -> ColumnElement:
    """The first day of the step that a purchase lies in; NULL without steps."""
    if every is None:
        return cast(null(), Date)
    return p.purchased_on if every == "day" else p[every]


def is_first_in_period(filters: Filters, every: str | None) -> ColumnElement[bool]:
    """Whether the customer's purchase before lies before the step, or before the whole period."""
    if every == "day":
        return true()  # a day has one purchase of a customer
    is_first = p[f"is_first_in_{every}"] if every else p.previous_on.is_(None)
    # Of a step that begins before the period, the purchases before it are not of the period.
    is_cut = filters.start and not (every and _begins(filters.start, every))
    return or_(is_first, p.previous_on < filters.start) if is_cut else is_first


def comes_again_in_period(filters: Filters, every: str | None) -> ColumnElement[bool]:
    """Whether the customer's next purchase lies in the same step, and within the whole period."""
    if every == "day":
        return false()  # a day has one purchase of a customer
    conditions = [p[f"next_{every}"] == p[every]] if every else []
    after = filters.end + timedelta(days=1) if filters.end else None
    if after and not (every and _begins(after, every)):
        conditions.append(p.next_on < after)
    return and_(*conditions) if conditions else p.next_on.is_not(None)


def _begins(day: date, every: str) -> bool:
    """Whether a step begins on the day."""
    if every == "week":
        return day.weekday() == 0
    return day.day == 1 and (every == "month" or day.month % 3 == 1)


def by_as_of(filters: Filters, day: ColumnElement = p.purchased_on) -> list[ColumnElement[bool]]:
    """What happened by the last day that the data can speak of."""
    return [day <= filters.as_of] if filters.as_of else []


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


def per_period(filters: Filters, by: str | None, every: str | None) -> tuple[FromClause, Label, Label, list]:
    """What to select from, period, group, and the WHERE of the filters, over purchases."""
    source, group = joined(by)
    return source, step_of(every).label("period"), group, filters.conditions(purchases, on=p.purchased_on)


def again_within(horizon: int, filters: Filters) -> ColumnElement[bool]:
    """Whether the next purchase is known on the as-of day and came within so many days."""
    return and_(comes_again(filters), days_between(p.purchased_on, p.next_on) <= horizon)


def comes_again(filters: Filters) -> ColumnElement[bool]:
    """Whether the next purchase is known on the as-of day."""
    return and_(p.next_on.is_not(None), *by_as_of(filters, p.next_on))


def customers_of_period(filters: Filters, by: str | None, every: str | None):
    """One row for each period, group and customer: how often they bought, the ordinals of the first and the last
    purchase, and the day of their first purchase ever."""
    source, period, group, where = per_period(filters, by, every)
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
