"""What the models of the outlook are told: where each customer stood on a day, and what they bought since.

A customer's row of `purchases` whose next one was still to come tells how often they had bought, when first and last,
and what they had spent.
"""

from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Label,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from data_access.dialects import add_days, all_numbers, days_between
from data_access.filters import Filters
from data_access.metrics.purchase_terms import joined, p
from data_access.schema import purchases


def fields(*, is_money: bool = False, has_since: bool = False) -> tuple[str, ...]:
    """The numbers that `customers` tells of each customer, as `lifetime.forecast.Customers` names them."""
    later = ("later", "later_spent") if is_money else ("later",)
    return "frequency", "recency", "age", *(("paid", "spent") if is_money else ()), *(later if has_since else ())


def last_day(filters: Filters, ago: int = 0) -> ColumnElement:
    """So many days before the data's last day."""
    if filters.as_of:
        return cast(filters.as_of - timedelta(days=ago), Date)
    whole = purchases.alias("all_purchases")
    newest = select(func.max(whole.c.purchased_on)).scalar_subquery()
    return add_days(newest, -ago) if ago else newest


def stands_on(filters: Filters, day: ColumnElement) -> list[ColumnElement[bool]]:
    """WHERE: of each chosen customer the last purchase up to a day."""
    is_last = or_(p.next_on.is_(None), p.next_on > day)
    return [p.purchased_on <= day, is_last, *filters.customer_conditions(purchases)]


def times(day: ColumnElement) -> dict[str, ColumnElement[int]]:
    """frequency, recency and age of the customer of a row that stands on a day."""
    recency = days_between(p.first_purchased_on, p.purchased_on)
    return {"frequency": p.ordinal - 1, "recency": recency, "age": days_between(p.first_purchased_on, day)}


def customers(
    filters: Filters,
    by: str | None = None,
    *,
    ago: int = 0,
    is_money: bool = False,
    has_since: bool = False,
    name: str | None = None,
) -> Select:
    """By group: how many customers there are (numerator), and the `fields` of all of them in one text (standing).

    ago: days before the data's last day that they stand on. is_money: with amounts, of those customers whose last
    purchase was in the one currency. has_since: with what they bought after that day. name: a group's, and the day is
    its period.
    """
    day = last_day(filters, ago)
    source, group = joined(by)
    where, known = stands_on(filters, day), times(day)
    if is_money:
        where += filters.money_conditions(purchases)
        again, known["paid"], known["spent"] = _spent_again(filters, day)
        source = source.outerjoin(again, again.c.customer_id == p.customer_id)
    if has_since:
        since = _bought_since(filters, day)
        source = source.outerjoin(since, since.c.customer_id == p.customer_id)
        known |= {"later": since.c.purchases, "later_spent": since.c.amount}
    told = [known[field] for field in fields(is_money=is_money, has_since=has_since)]
    if name:
        return select(*_columns(day, literal(name, String), told)).select_from(source).where(*where)
    statement = select(*_columns(cast(null(), Date), group, told)).select_from(source).where(*where)
    return statement.group_by(group) if by else statement


def bought_since(filters: Filters, ago: int, name: str) -> Select:
    """The purchases that the customers of a day made after it (numerator), and how many days after (standing)."""
    day = last_day(filters, ago)
    where = p.first_purchased_on <= day, p.purchased_on > day, p.purchased_on <= last_day(filters)
    told = [days_between(day, p.purchased_on)]
    return select(*_columns(day, literal(name, String), told)).where(*where, *filters.customer_conditions(purchases))


def _columns(period: ColumnElement, group: ColumnElement, told: list[ColumnElement]) -> tuple[Label, ...]:
    unknown = cast(null(), Double)
    canonical = {"value": unknown, "numerator": cast(func.count(), Double), "denominator": unknown}
    named = (column.label(name) for name, column in canonical.items())
    return period.label("period"), group.label("group"), *named, all_numbers(*told).label("standing")


def _spent_again(filters: Filters, day: ColumnElement) -> tuple[Subquery, ColumnElement, ColumnElement]:
    """A subquery by customer, how many purchases after the first were paid in the currency, and how much on them."""
    if filters.currency is None:
        # What was spent so far, less the first purchase: one row a customer, and nothing to add up.
        where = p.ordinal == 1, p.next_on <= day
        first = select(p.customer_id, p.amount).where(*where).subquery("first_purchases")
        return first, p.ordinal - 1, p.spent - first.c.amount
    where = p.ordinal >= 2, p.purchased_on <= day, *filters.money_conditions(purchases)
    totals = func.count().label("purchases"), func.sum(p.amount).label("amount")
    again = select(p.customer_id, *totals).where(*where).group_by(p.customer_id).subquery("purchases_after_the_first")
    return again, again.c.purchases, again.c.amount


def _bought_since(filters: Filters, day: ColumnElement) -> Subquery:
    """By customer: how many purchases followed after a day, and what those in the currency brought."""
    amount = p.amount
    if filters.currency is not None:
        amount = case((and_(*filters.money_conditions(purchases)), p.amount), else_=0)
    where = p.purchased_on > day, p.purchased_on <= last_day(filters)
    totals = func.count().label("purchases"), func.sum(amount).label("amount")
    return select(p.customer_id, *totals).where(*where).group_by(p.customer_id).subquery("bought_since")
