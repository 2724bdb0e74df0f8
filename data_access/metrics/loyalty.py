"""Do customers come back? Repeat rates, repurchase, retention, and what returning customers are worth.

Every metric reads `purchases` alone. While the filters choose customers, a period's distinct customers are summed:
a purchase is its customer's first in the period when the one before it lies before the period. When they choose
orders (channel, category), or break down by them, the purchase before may not match, and customers are grouped.
"""

from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from data_access.dialects import add_days, add_months, days_between, months_between
from data_access.filters import Filters
from data_access.metrics.definition import group_of, grouped, keys_of, metric, next_period_start, ratio, total
from data_access.metrics.purchase_terms import (
    DIMENSIONS,
    can_sum,
    comes_again_in_period,
    count_if,
    customers_of_period,
    dimension,
    is_first_in_period,
    p,
    per_period,
    step_of,
)
from data_access.schema import CUSTOMER_DIMENSIONS, purchases


def _share_of_customers(
    filters: Filters, by: str | None, every: str | None, summed: ColumnElement[bool], of_customer
) -> Select:
    """Customers of the period for whom a condition holds; `summed` over first-in-period purchases, `of_customer` over
    a CTE of customers_of_period."""
    if can_sum(filters, by):
        period, group, where = per_period(filters, by, every)
        first = is_first_in_period(filters, every)
        rates = ratio(count_if(and_(first, summed)), count_if(first))
        statement = select(period, group, *rates).where(*where)
    else:
        customer = customers_of_period(filters, by, every)
        period, group = keys_of(customer.c, by, every)
        statement = select(period, group, *ratio(count_if(of_customer(customer.c)), func.count())).select_from(customer)
    return grouped(statement, period, group, by, every)


@metric("Customers", "count", DIMENSIONS, by_two=True)
def customers(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Distinct customers with at least one purchase in the period."""
    if can_sum(filters, by):
        period, group, where = per_period(filters, by, every)
        statement = select(period, group, *total(count_if(is_first_in_period(filters, every)))).where(*where)
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


@metric("Returning-customer orders", "percent", DIMENSIONS, interval="wilson", by_two=True)
def returning_order_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R3: purchase occasions in the period that are not their customer's first, divided by all occasions in it."""
    period, group, where = per_period(filters, by, every)
    statement = select(period, group, *ratio(count_if(p.ordinal >= 2), func.count())).where(*where)
    return grouped(statement, period, group, by, every)


@metric("Repurchase within {horizon} days", "percent", DIMENSIONS, interval="wilson", by_two=True)
def repurchase_rate(filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90) -> Select:
    """R4: of the customers whose first purchase lies in the period and at least h days before the data's last day,
    the share with a second purchase within h days of the first. Younger customers are left out: they have not yet
    had the time. A filter on the order chooses first purchases."""
    if horizon < 1:
        raise ValueError("The horizon is a number of days, at least 1.")
    period, group, where = per_period(filters, by, every)
    second = and_(p.next_on.is_not(None), days_between(p.purchased_on, p.next_on) <= horizon)
    if filters.as_of:
        where = [*where, p.purchased_on <= filters.as_of - timedelta(days=horizon)]
        second = and_(second, p.next_on <= filters.as_of)
    statement = select(period, group, *ratio(count_if(second), func.count())).where(p.ordinal == 1, *where)
    return grouped(statement, period, group, by, every)


@metric("Ever-repeat", "percent", DIMENSIONS, interval="wilson", by_two=True)
def ever_repeat(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R5: customers with two or more purchases ever, divided by all customers ever, whatever the period (in steps of
    time: by the first purchase). Older customers have had longer to return, so it is no measure of a trend."""
    period = step_of(every).label("period")
    group = group_of(dimension(by)).label("group")
    where = filters.conditions(purchases)
    again = p.next_on.is_not(None)
    if filters.as_of:
        where = [*where, p.purchased_on <= filters.as_of]
        again = and_(again, p.next_on <= filters.as_of)
    statement = select(period, group, *ratio(count_if(again), func.count())).where(p.ordinal == 1, *where)
    return grouped(statement, period, group, by, every)


@metric("Period retention", "percent", CUSTOMER_DIMENSIONS, interval="wilson", by_two=True)
def period_retention(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """R7: customers who bought in the previous period and again in this one, divided by customers who bought in the
    previous one. The previous period is the equal number of days just before; in steps of time, the step before.
    Choices of channel and category are not applied."""
    if every is None:
        before, here, last_day = filters.previous(), filters.start, filters.end
        period, where = cast(null(), Date).label("period"), before.customer_conditions(purchases)
        where = [*where, *before.period(p.purchased_on)]
        leaves = or_(p.next_on.is_(None), p.next_on >= here)
        stays = and_(p.next_on >= here, p.next_on < last_day + timedelta(days=1))
    else:
        period = next_period_start(every, step_of(every)).label("period")
        here = next_period_start(every, step_of(every))
        leaves = or_(p.next_on.is_(None), p.next_on >= here)
        stays = and_(p.next_on >= here, p.next_on < next_period_start(every, here))
        if filters.end:
            stays = and_(stays, p.next_on < filters.end + timedelta(days=1))
        where = [*filters.customer_conditions(purchases), *filters.period(here)]
        if filters.as_of:
            where.append(here <= filters.as_of)
    group = group_of(dimension(by)).label("group")
    statement = select(period, group, *ratio(count_if(and_(leaves, stays)), count_if(leaves))).where(*where)
    return grouped(statement, period, group, by, every)


@metric("Revenue from new and returning customers", "amount", DIMENSIONS)
def new_and_returning_revenue(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of valid orders with a customer, by whether the purchase is the customer's first (new) or a later one
    (returning). The group is new or returning; with a breakdown, "value: new" and "value: returning"."""
    period, _, where = per_period(filters, by, every)
    kind = case((p.ordinal == 1, literal("new")), else_=literal("returning"))
    group = (kind if by is None else group_of(dimension(by)) + literal(": ") + kind).label("group")
    statement = select(period, group, *total(func.sum(p.amount)))
    statement = statement.where(*where, *filters.money_conditions(purchases))
    return statement.group_by(*([period] if every else []), group)


@metric("Cohort retention", "percent", (), interval="wilson", fills_gaps=False, steps=("month",))
def cohort_retention(filters: Filters, *, by: str | None = None, every: str | None = "month") -> Select:
    """Of the customers whose first purchase lies in a calendar month (the cohort), the share that bought in exactly
    the k-th calendar month after it (age k). Cells whose month has not fully elapsed are marked incomplete. The row
    of all cohorts is weighted by customers and counts complete cells only."""
    sizes, cells = _cohort_cells(filters)
    ages = select(cells.c.age).distinct().cte("ages")
    month_end = add_months(sizes.c.cohort, ages.c.age + 1)
    complete = literal(True) if filters.as_of is None else add_days(month_end, -1) <= filters.as_of
    begun = [] if filters.as_of is None else [add_months(sizes.c.cohort, ages.c.age) <= filters.as_of]
    grid = (
        select(
            sizes.c.cohort,
            ages.c.age,
            cast(func.coalesce(cells.c.customers, 0), Double).label("numerator"),
            cast(sizes.c.customers, Double).label("denominator"),
            case((complete, 1), else_=0).label("is_complete"),
        )
        .select_from(
            sizes.join(ages, literal(True)).outerjoin(
                cells, and_(cells.c.cohort == sizes.c.cohort, cells.c.age == ages.c.age)
            )
        )
        .where(*begun)
        .cte("grid")
    )
    whole = grid.c
    columns = (cast(null(), Date).label("period"), cast(null(), String).label("group"))
    rows = select(*columns, *ratio(whole.numerator, whole.denominator), whole.cohort, whole.age, whole.is_complete)
    everyone = (
        select(
            *columns,
            *ratio(func.sum(whole.numerator), func.sum(whole.denominator)),
            cast(null(), Date).label("cohort"),
            whole.age,
            cast(literal(1), Integer).label("is_complete"),
        )
        .where(whole.is_complete == 1)
        .group_by(whole.age)
    )
    return select(union_all(rows, everyone).subquery("cohorts"))


def _cohort_cells(filters: Filters):
    """CTEs: customers by cohort; customers by cohort and age who bought in that month."""
    cohort = p.cohort_month.label("cohort")
    until = [] if filters.as_of is None else [p.purchased_on <= filters.as_of]
    started = filters.period(p.first_purchased_on)
    sizes = (
        select(cohort, func.count().label("customers"))
        .where(p.ordinal == 1, *started, *filters.customer_conditions(purchases), *until)
        .group_by(cohort)
        .cte("sizes")
    )
    distinct_customers = (
        count_if(p.is_first_in_month) if can_sum(filters, None) else func.count(p.customer_id.distinct())
    )
    by_month = (
        select(cohort, p.month, distinct_customers.label("customers"))
        .where(*started, *filters.conditions(purchases), *until)
        .group_by(cohort, p.month)
        .cte("by_month")
    ).c
    # Months are counted between the few pairs of them, not for every purchase.
    age = months_between(by_month.cohort, by_month.month).label("age")
    cells = select(by_month.cohort, age, by_month.customers).cte("cells")
    return sizes, cells
