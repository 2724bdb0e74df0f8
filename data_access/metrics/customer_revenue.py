"""Who brings the revenue: first purchases or later ones, a few customers or many, and how often each of them buys.

Every metric reads the revenue of orders with a customer.
"""

import math

import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Double,
    Integer,
    Label,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from data_access.filters import Filters
from data_access.metrics.definition import grouped, keys_of, metric, ratio
from data_access.metrics.purchase_terms import (
    DIMENSIONS,
    by_as_of,
    can_sum,
    count_if,
    is_first_in_period,
    p,
    per_period,
)
from data_access.metrics.spending import customers_of, each_customer
from data_access.schema import purchases

# A customer's how-manieth purchase: first and last of each group.
ORDINALS = {
    "1st": (1, 1),
    "2nd": (2, 2),
    "3rd": (3, 3),
    "4th": (4, 4),
    "5th to 9th": (5, 9),
    "10th or later": (10, None),
}

MOMENTS = ("moment_dd", "moment_dn", "moment_nn", "moment_units")


@metric("Purchases per customer", "ratio", DIMENSIONS, interval="clustered")
def purchases_per_customer(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Purchase occasions in the period, divided by the customers who made them. Several orders by one customer on one
    day are one occasion. In steps of time it comes without an interval."""
    if every and can_sum(filters, by):
        source, period, group, where = per_period(filters, by, every)
        rates = ratio(func.count(), count_if(is_first_in_period(filters, every)))
        statement = select(period, group, *rates, *moments_of()).select_from(source).where(*where, *by_as_of(filters))
        return grouped(statement, period, group, by, every)
    customer = customers_of(filters, by, every, is_money=False)
    period, group = keys_of(customer.c, by, every)
    n = customer.c.occasions
    moments = () if every else (func.sum(n * n), func.sum(n), func.count(), func.count())
    rates = ratio(func.coalesce(func.sum(n), 0), func.count())
    return grouped(select(period, group, *rates, *moments_of(*moments)), period, group, by, every)


@metric("Revenue per customer", "amount", DIMENSIONS, interval="clustered")
def revenue_per_customer(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of the period's purchases, divided by the customers who made them."""
    customer = customers_of(filters, by, every, is_money=True)
    period, group = keys_of(customer.c, by, every)
    spent = customer.c.spent
    rates = ratio(func.coalesce(func.sum(spent), 0), func.count())
    moments = moments_of(func.sum(spent * spent), func.sum(spent), func.count(), func.count())
    return grouped(select(period, group, *rates, *moments), period, group, by, every)


@metric("Revenue per purchase", "amount", DIMENSIONS, interval="clustered")
def revenue_per_purchase(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of the period's purchase occasions, divided by their number. Several orders by one customer on one day
    are one occasion, and orders without a customer are left out: the average order value has each of them. The interval
    counts each customer once, however often they bought."""
    customer = customers_of(filters, by, every, is_money=True)
    period, group = keys_of(customer.c, by, every)
    spent, n = customer.c.spent, customer.c.occasions
    rates = ratio(func.coalesce(func.sum(spent), 0), func.coalesce(func.sum(n), 0))
    moments = moments_of(func.sum(spent * spent), func.sum(spent * n), func.sum(n * n), func.count())
    return grouped(select(period, group, *rates, *moments), period, group, by, every)


@metric("Share of revenue from returning customers", "percent", DIMENSIONS, by_two=True, adds_up=True)
def returning_revenue_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of purchases that are not their customer's first, divided by the revenue of all purchases in the period;
    orders without a customer are left out. n counts the purchases."""
    source, period, group, where = per_period(filters, by, every)
    later = func.coalesce(func.sum(case((p.ordinal >= 2, p.amount))), 0)
    rates = ratio(later, func.coalesce(func.sum(p.amount), 0))
    statement = select(period, group, *rates, func.count().label("n")).select_from(source)
    statement = statement.where(*where, *filters.money_conditions(purchases), *by_as_of(filters))
    return grouped(statement, period, group, by, every)


def _every_ordinal(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """All of ORDINALS of each period, also those that nobody made."""
    found, whole = {}, {} if every else {pd.NaT: 0.0}
    columns = (frame[name].tolist() for name in ("period", "group", "numerator", "denominator", "n"))
    for period, group, amount, base, n in zip(*columns, strict=True):
        found[period, group] = (amount, n) if n == n else (0.0, 0.0)
        whole[period] = max(base, whole.get(period, 0.0))
    rows = []
    for period, base in whole.items():
        for place, name in enumerate(ORDINALS):
            amount, n = found.get((period, name), (0.0, 0.0))
            rows.append((period, name, amount / base if base else math.nan, amount, base, n, place))
    periods, *others = zip(*rows, strict=True) if rows else [()] * 7
    names = ("group", "value", "numerator", "denominator", "n", "place")
    told = {name: list(column) for name, column in zip(names, others, strict=True)}
    return pd.DataFrame({"period": pd.Series(periods, dtype=frame["period"].dtype), **told})


@metric("Share of revenue by purchase", "percent", (), finish=_every_ordinal)
def revenue_by_ordinal(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of customers' first, second, third and later purchases, each divided by the revenue of all purchases in
    the period. A purchase is counted over its customer's whole history, so the period and the filters never change
    which one it is; orders without a customer are left out. n counts the purchases."""
    _, period, _, where = per_period(filters, None, every)
    group = name_of_ordinal(p.ordinal).label("group")
    n, amount = cast(func.count(), Double).label("n"), func.sum(p.amount).label("amount")
    where += [*filters.money_conditions(purchases), *by_as_of(filters)]
    found = select(period, group, n, amount).where(*where)
    found = found.group_by(*([period] if every else []), group).cte("by_ordinal").c
    period, group = keys_of(found, "ordinal", every)
    whole = func.sum(found.amount).over(partition_by=found.period if every else None)
    return select(period, group, *ratio(found.amount, whole), found.n)


@metric("Share of revenue by tenth of customers", "percent", (), steps=(), fills_gaps=False)
def revenue_concentration(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """The period's customers in order of their revenue in it, the highest first, in ten equal parts: the revenue of
    each part divided by that of all customers. Of n customers the first part holds the first n/10, rounded up, the
    first two parts 2n/10, rounded up, and so on; parts that nobody is left for are missing. n counts the customers."""
    tenths = _tenths(filters).c
    whole = select(func.sum(tenths.revenue)).scalar_subquery()
    keys = cast(null(), Date).label("period"), cast(tenths.tenth, String).label("group")
    n = cast(func.sum(tenths.customers), Double).label("n")
    statement = select(*keys, *ratio(func.sum(tenths.revenue), whole), n)
    return statement.group_by(tenths.tenth)


@metric("Share of revenue from the top tenth of customers", "percent", (), steps=())
def top_decile_revenue_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Revenue of the tenth of the period's customers with the highest revenue in it, divided by that of all of them.
    A tenth of n customers is n/10, rounded up. n counts all of them."""
    tenths = _tenths(filters).c
    top = func.coalesce(func.sum(case((tenths.tenth == 1, tenths.revenue))), 0)
    rates = ratio(top, func.coalesce(func.sum(tenths.revenue), 0))
    n = cast(func.coalesce(func.sum(tenths.customers), 0), Double).label("n")
    return select(cast(null(), Date).label("period"), cast(null(), String).label("group"), *rates, n)


# ---- the customers behind them


def buyers_of_ordinal(filters: Filters, name: str) -> Select:
    """The ids of the customers who made such a purchase in the period; name is one of ORDINALS."""
    where = [*filters.conditions(purchases, on=p.purchased_on), *filters.money_conditions(purchases)]
    where += by_as_of(filters)
    return select(p.customer_id).where(_is_one_of(name, p.ordinal), *where)


def customers_of_tenth(filters: Filters, tenth: int) -> Select:
    """The ids of the customers in one of the ten parts, 1 for those with the highest revenue in the period."""
    each = each_customer(filters, filters.currency is not None, None).c
    highest_first = {"order_by": (each.revenue.desc(), each.customer_id)}
    place = func.row_number().over(**highest_first).label("place")
    ranked = select(each.customer_id, place, func.count().over().label("n")).cte("ranked").c
    return select(ranked.customer_id).where(_tenth_of(ranked.place, ranked.n) == tenth)


def name_of_ordinal(ordinal: ColumnElement[int]) -> ColumnElement[str]:
    """Which of ORDINALS it is in."""
    return case(*((_is_one_of(name, ordinal), literal(name)) for name in ORDINALS))


def _is_one_of(name: str, ordinal: ColumnElement) -> ColumnElement[bool]:
    first, last = ORDINALS[name]
    return ordinal >= first if last is None else ordinal.between(first, last)


# ---- tenths of the customers


def _tenths(filters: Filters) -> CTE:
    """CTE: tenth, customers, revenue, in several rows a tenth.

    Customers are counted by whole units of revenue first. Only those in a unit in which one tenth ends and the next
    begins are then ranked one by one: to rank a few hundred thousand takes longer than all the rest.
    """
    each = each_customer(filters, filters.currency is not None, None).c
    # Decimals of this width take DuckDB several times as long.
    stepped = select(each.spent.label("revenue"), func.floor(each.spent).label("step")).cte("stepped").c
    counted = select(stepped.step, func.count().label("customers"), func.sum(stepped.revenue).label("revenue"))
    counted = counted.group_by(stepped.step).cte("counted").c
    above = func.sum(counted.customers).over(order_by=counted.step.desc(), rows=(None, 0)) - counted.customers
    whole = func.sum(counted.customers).over()
    steps = select(*counted, cast(above, Double).label("above"), cast(whole, Double).label("n")).cte("steps").c
    first, last = _tenth_of(steps.above + 1, steps.n), _tenth_of(steps.above + steps.customers, steps.n)
    in_one = select(first.label("tenth"), steps.customers, steps.revenue).where(first == last)
    within = func.row_number().over(partition_by=stepped.step, order_by=stepped.revenue.desc())
    ranked = (
        select((steps.above + within).label("place"), steps.n, stepped.revenue)
        .where(stepped.step == steps.step, first != last)
        .cte("ranked")
    ).c
    one_by_one = select(_tenth_of(ranked.place, ranked.n), literal(1), ranked.revenue)
    return union_all(in_one, one_by_one).cte("tenths")


def _tenth_of(place: ColumnElement, n: ColumnElement) -> ColumnElement[int]:
    """Which tenth of n the place-th is in, 1 to 10: the first k of them hold the first k*n/10, rounded up."""
    return cast(func.floor((cast(place, Double) - 1) * 10 / cast(n, Double)), Integer) + 1


def moments_of(*columns: ColumnElement) -> list[Label]:
    """What the interval of a clustered mean needs; NULL where there is none to be had."""
    columns = columns or [null()] * len(MOMENTS)
    return [cast(column, Double).label(name) for name, column in zip(MOMENTS, columns, strict=True)]
