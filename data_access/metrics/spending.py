"""Each customer's purchases in a period: how often they bought, and what they spent."""

from datetime import timedelta
from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, Date, Double, Label, Select, cast, false, func, null, or_, select, union_all

from data_access.filters import Filters
from data_access.metrics.definition import grouped
from data_access.metrics.purchase_terms import by_as_of, is_of_customers, p, per_period
from data_access.schema import purchases


def customers_of(filters: Filters, by: str | None, every: str | None, is_money: bool) -> CTE:
    """CTE: one row for each period, group and customer: occasions, revenue, and `spent`, the same as a float.

    is_money: whether it is of amounts, of purchases in one currency alone.
    """
    is_money = is_money and filters.currency is not None  # a single currency leaves nothing out
    if every or not is_of_customers(by):
        return _occasions(filters, by, every, is_money)
    return each_customer(filters, is_money, by)


# The same CTE for the same filters: metrics that are read in one statement have it once.
@lru_cache(200)
def _occasions(filters: Filters, by: str | None, every: str | None, is_money: bool) -> CTE:
    """`customers_of`, every purchase grouped."""
    source, period, group, where = per_period(filters, by, every)
    if is_money:
        where += filters.money_conditions(purchases)
    numbers = func.count().label("occasions"), *_revenue(func.sum(p.amount))
    each = select(period, group, *numbers).select_from(source).where(*where, *by_as_of(filters))
    return grouped(each, period, group, by, every).group_by(p.customer_id).cte()  # unnamed: there may be several


@lru_cache(200)
def each_customer(filters: Filters, is_money: bool, by: str | None) -> CTE:
    """CTE: one row for each customer of the period: occasions, `spent`, revenue as a float, and a breakdown's group.
    Without a breakdown customer_id and revenue too, and previous_on, the day of their last purchase before the period
    where the filters leave no purchase out: a database that puts the rows aside writes whatever they have.

    Grouping a million purchases takes ten times as long as adding them up. Of whoever is new in the period the last
    purchase in it tells all; only who had bought before is grouped.

    by: a breakdown that `is_of_customers`.
    """
    source, _, group, where = per_period(filters, by, None)
    where += by_as_of(filters)
    if is_money:
        where += filters.money_conditions(purchases)
    groups = [group] * bool(by)

    def told(occasions: ColumnElement, amount: ColumnElement, previous_on: ColumnElement) -> Select:
        revenue, spent = _revenue(amount)
        whose = [] if by else [p.customer_id, revenue, previous_on.label("previous_on")]
        return select(*whose, occasions.label("occasions"), spent, *groups).select_from(source).where(*where)

    each = told(func.count(), func.sum(p.amount), func.min(p.previous_on)).group_by(p.customer_id, *groups)
    if filters.has_order_choice or (is_money and filters.currency):
        return each.cte()  # unnamed: one statement may hold several metrics
    ends = [day for day in (filters.end, filters.as_of) if day]
    is_last = or_(p.next_on.is_(None), p.next_on >= min(ends) + timedelta(days=1) if ends else false())
    new = told(p.ordinal, p.spent, cast(null(), Date)).where(is_last)
    if filters.start is None:
        return new.cte()
    is_older = p.first_purchased_on < filters.start
    return union_all(new.where(~is_older), each.where(is_older)).cte()


def _revenue(amount: ColumnElement) -> tuple[Label, Label]:
    """revenue and spent. What squares amounts reads the float, of which each is made once: PostgreSQL takes longer over
    it than over the sums."""
    return amount.label("revenue"), cast(amount, Double).label("spent")
