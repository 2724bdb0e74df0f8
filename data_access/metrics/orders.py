"""How much is sold: orders, revenue, average order value. Valid orders, with or without a known customer."""

from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, Select, func, select

from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import customer_value, group_of, grouped, metric, period_start, ratio, total
from data_access.schema import CUSTOMER_DIMENSIONS
from data_access.schema import orders as orders_table

DIMENSIONS = (*ORDER_DIMENSIONS, *CUSTOMER_DIMENSIONS)


def _dimension(by: str | None) -> ColumnElement | None:
    """What is known of a customer is looked up for each order: orders are imported before all is known of one."""
    if by is None:
        return None
    return orders_table.c[by] if by in ORDER_DIMENSIONS else customer_value(by, orders_table.c.customer_id)


def _statement(filters: Filters, by: str | None, every: str | None, ratio_of, is_money: bool = True) -> Select:
    """ratio_of: (amount, orders) -> value, numerator, denominator."""
    day = _days(filters, by, bool(every), is_money and filters.currency is not None).c
    period = period_start(every, day.ordered_on if every else None).label("period")
    group = (day.group if by else group_of(None)).label("group")
    return grouped(
        select(period, group, *ratio_of(func.sum(day.amount), func.sum(day.orders))), period, group, by, every
    )


# The same CTE for the same filters: metrics that are read in one statement have it once.
@lru_cache(200)
def _days(filters: Filters, by: str | None, in_steps: bool, is_money: bool) -> CTE:
    """CTE: amount and orders by day, if in steps, and group. Days are cut into steps, not orders, of which there are a
    thousand times as many. Without a currency sums of money leave nothing out."""
    o = orders_table.c
    group = group_of(_dimension(by)).label("group")
    where = [o.is_valid, *filters.conditions(orders_table, on=o.ordered_on)]
    if is_money:
        where += filters.money_conditions(orders_table)
    keys = [*([o.ordered_on] if in_steps else []), *([group] if by else [])]
    summed = select(*keys, func.sum(o.amount).label("amount"), func.count().label("orders")).where(*where)
    return (summed.group_by(*keys) if keys else summed).cte()


@metric("Orders", "count", DIMENSIONS, adds_up=True, table=orders_table)
def orders(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Valid orders: not cancelled, not a test, not fully refunded, with a value above 0. Orders without a customer
    count here and are left out of every customer rate."""
    return _statement(filters, by, every, lambda amount, orders: total(orders), is_money=False)


@metric("Revenue", "amount", DIMENSIONS, adds_up=True, table=orders_table)
def revenue(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """The amounts of valid orders, net of refunds, in one currency; orders without a customer included."""
    return _statement(filters, by, every, lambda amount, orders: total(amount))


@metric("Average order value", "amount", DIMENSIONS, adds_up=True, table=orders_table)
def average_order_value(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue divided by the number of valid orders; unknown when there are none."""
    return _statement(filters, by, every, lambda amount, orders: ratio(amount, func.coalesce(orders, 0)))
