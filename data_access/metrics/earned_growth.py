"""Growth that customers bring: what they buy again, and whom they recommend us to.

Earned growth (Reichheld, Winning on Purpose): what last period's customers spend now, and what new customers who came
by recommendation spend, against last period's revenue. Orders without a customer are left out throughout.
"""

import math

import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Double,
    Label,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
)

from data_access.filters import Filters
from data_access.metrics.definition import grouped, keys_of, metric, ratio
from data_access.metrics.growth_parts import (
    BEFORE,
    KEPT,
    NOW,
    OTHER,
    PARTS,
    RECOMMENDED,
    UNKNOWN,
    line_by_line,
    n_of,
    parts,
)
from data_access.metrics.origins import is_known
from data_access.metrics.purchase_terms import DIMENSIONS, by_as_of, count_if, p, per_period
from data_access.schema import CUSTOMER_DIMENSIONS, customers, purchases


@metric("Net revenue retention", "percent", CUSTOMER_DIMENSIONS, steps=())
def net_revenue_retention(
    filters: Filters, *, by: str | None = None, every: str | None = None, compared_with: str = "previous"
) -> Select:
    """NRR: this period's revenue from customers who bought in the previous period, divided by that period's revenue.
    The previous period is the equal number of days just before, or the same days a year earlier; a filter on orders
    applies to both. Orders without a customer are left out. n counts the previous period's customers."""
    part = parts(filters, by, compared_with).c
    return _of_parts(part, by, ratio(part[KEPT], part[BEFORE]))


@metric("Earned new revenue", "percent", CUSTOMER_DIMENSIONS, steps=())
def earned_new_revenue(
    filters: Filters, *, by: str | None = None, every: str | None = None, compared_with: str = "previous"
) -> Select:
    """ENC: this period's revenue from new customers who came by recommendation, divided by the previous period's
    revenue. New is whoever bought for the first time ever in this period. Recommended is an origin that speaks of a
    recommendation, a referral, word of mouth, friends, family or colleagues. New customers whose origin is not known
    are not counted as recommended; while it is known of none of them, the number is unknown."""
    part = parts(filters, by, compared_with).c
    return _of_parts(part, by, ratio(_earned_new(part), part[BEFORE]))


@metric("Earned growth", "percent", CUSTOMER_DIMENSIONS, steps=())
def earned_growth(
    filters: Filters, *, by: str | None = None, every: str | None = None, compared_with: str = "previous"
) -> Select:
    """Net revenue retention plus earned new revenue, minus 100 %: by how much revenue grew, or shrank, through
    customers who bought again and customers whom others sent. Customers who bought before the previous period but not
    in it, and then again in this one, count in neither. Unknown while no new customer's origin is known."""
    part = parts(filters, by, compared_with).c
    return _of_parts(part, by, ratio(part[KEPT] + _earned_new(part) - part[BEFORE], part[BEFORE]))


@metric("Earned share of growth", "percent", CUSTOMER_DIMENSIONS, steps=())
def earned_share_of_growth(
    filters: Filters, *, by: str | None = None, every: str | None = None, compared_with: str = "previous"
) -> Select:
    """Earned growth divided by the growth of all customers' revenue from the previous period to this one. Unknown
    where revenue has not grown."""
    part = parts(filters, by, compared_with).c
    grown = part[NOW] - part[BEFORE]
    grown = case((and_(grown > 0, part[BEFORE] > 0), grown), else_=0)
    return _of_parts(part, by, ratio(part[KEPT] + _earned_new(part) - part[BEFORE], grown))


def _every_part(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """All parts, also those of nobody."""
    frame = frame.set_index("group").reindex([BEFORE, *PARTS, NOW]).reset_index()
    before = frame["denominator"].max()
    frame[["numerator", "n"]] = frame[["numerator", "n"]].astype("float64").fillna(0.0)
    frame["value"] = frame["value"].fillna(0.0) if before else math.nan
    return frame.assign(denominator=before, place=range(len(frame)))


@metric("From the previous period's revenue to this one's", "percent", (), steps=(), finish=_every_part)
def growth_in_parts(
    filters: Filters, *, by: str | None = None, every: str | None = None, compared_with: str = "previous"
) -> Select:
    """This period's revenue in parts, each divided by the previous period's revenue: kept (from customers who bought
    in the previous period), recommended (from new customers who came by recommendation), came back (from customers who
    had bought before, but not in the previous period), other origin and unknown origin (from all other new customers).
    The parts add up to this period. n counts the customers."""
    line = line_by_line(filters, compared_with).c
    before = func.coalesce(func.sum(case((line.part == BEFORE, line.amount))).over(), 0)
    period, group = cast(null(), Date).label("period"), line.part.label("group")
    return select(period, group, *ratio(func.coalesce(line.amount, 0), before), cast(line.n, Double).label("n"))


@metric("Referrals by repeat customers", "percent", DIMENSIONS, interval="wilson", by_two=True, adds_up=True)
def referrals_by_repeat_customers(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """New customers who name the customer that referred them, where that one had bought on two or more days by the day
    of the new customer's first purchase, divided by new customers whose origin is known. New is whoever bought for the
    first time ever in the period; a filter on orders chooses first purchases."""
    referral = _referrals(filters)
    by_repeat = count_if(referral.c.second_purchased_on <= p.purchased_on)
    return _of_known_origin(filters, by, every, by_repeat, beside=referral, is_share_of_known=True)


@metric("New customers whose origin is known", "percent", DIMENSIONS, interval="wilson", by_two=True, adds_up=True)
def origin_answer_rate(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """New customers of whom the data says how they first heard of us, divided by all new customers of the period. No
    answer, or an answer such as "unknown" or "n/a", is unknown: neither recommended nor won by other means."""
    return _of_known_origin(filters, by, every, func.count(), is_share_of_known=False)


# ---- the customers behind them


def referred(filters: Filters) -> Select:
    """The ids of the period's new customers who were referred by a repeat customer."""
    return select(_by_repeat_customers(filters).c.customer_id)


def referrers(filters: Filters) -> Select:
    """The ids of the repeat customers who referred them."""
    return select(_by_repeat_customers(filters).c.referred_by)


def any_referral() -> Select:
    """One row if the data names anybody as referred by a customer, else none."""
    return select(literal(1).label("named")).where(customers.c.referred_by.is_not(None)).limit(1)


# ---- pieces


def _of_known_origin(
    filters: Filters,
    by: str | None,
    every: str | None,
    counted: ColumnElement,
    *,
    beside: Subquery | None = None,
    is_share_of_known: bool,
) -> Select:
    """What is counted of the new customers whose origin is known, divided by these or by all new ones.

    beside: what more `counted` reads of a customer, by customer_id.
    """
    source, period, group, where = per_period(filters, by, every)
    if beside is not None:
        source = source.outerjoin(beside, beside.c.customer_id == p.customer_id)
    keys = [*([period] if every else []), *([group] if by else []), p.origin]
    # There are few origins: whether one says anything is found out for each only once.
    new = select(*keys, counted.label("counted"), func.count().label("n")).select_from(source)
    new = new.where(p.ordinal == 1, *where, *by_as_of(filters)).group_by(*keys).cte("new").c
    period, group = keys_of(new, by, every)
    top, known, everyone = (
        func.coalesce(func.sum(column), 0)
        for column in (case((is_known(new.origin), new.counted)), case((is_known(new.origin), new.n)), new.n)
    )
    statement = select(period, group, *ratio(top, known if is_share_of_known else everyone))
    return grouped(statement, period, group, by, every)


def _referrals(filters: Filters) -> Subquery:
    """Each new customer of the period who names a customer of ours, with that one's id and second purchase."""
    new, who = customers.alias("new"), customers.alias("who")
    named = select(new.c.customer_id, new.c.referred_by, who.c.second_purchased_on)
    named = named.join_from(new, who, who.c.customer_id == new.c.referred_by)
    named = named.where(new.c.referred_by.is_not(None), *filters.period(new.c.first_purchased_on))
    return named.subquery("referrals")


def _by_repeat_customers(filters: Filters) -> CTE:
    """CTE: customer_id of the period's new customers whom a repeat customer referred, and referred_by."""
    referral = _referrals(filters)
    came = select(p.customer_id, referral.c.referred_by)
    came = came.join_from(purchases, referral, referral.c.customer_id == p.customer_id)
    where = [*filters.conditions(purchases, on=p.purchased_on), *by_as_of(filters)]
    is_repeat = referral.c.second_purchased_on <= p.purchased_on
    return came.where(p.ordinal == 1, is_known(p.origin), is_repeat, *where).cte("by_repeat_customers")


def _earned_new(part) -> ColumnElement:
    """Unknown where there are new customers, and none whose origin is known."""
    nobody_said = and_(part[n_of(UNKNOWN)] > 0, part[n_of(RECOMMENDED)] + part[n_of(OTHER)] == 0)
    return case((nobody_said, null()), else_=part[RECOMMENDED])


def _of_parts(part, by: str | None, rates: tuple[Label, Label, Label]) -> Select:
    period, group = keys_of(part, by, None)
    return select(period, group, *rates, part[n_of(BEFORE)].label("n"))
