"""How long until a new customer buys again? Time to the second purchase, with those who have not bought again yet.

SQL adds customers up by the days from their first purchase to the second, or to the data's last day; `kaplan_meier`
makes curves of these few rows.
"""

from datetime import timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Date, Double, Select, String, and_, case, cast, func, null, select, true

from data_access.dialects import days_between
from data_access.filters import Filters
from data_access.metrics import kaplan_meier
from data_access.metrics.definition import metric, total
from data_access.metrics.purchase_terms import DIMENSIONS, count_if, joined, p
from data_access.schema import purchases

HORIZONS = (30, 60, 90, 180, 365)
# Each adds a row and a column to the test's matrix, and a customer id is an attribute too.
MOST_TESTED = 100


def _by_age(filters: Filters, by: str | None, largest: int) -> Select:
    """By group and age in days: numerator, second purchases; denominator, customers who have no later day, because
    they bought again or because the data ends. largest: only so many groups, 0 for all."""
    if largest < 0:
        raise ValueError("The largest groups are a number of them, or 0 for all.")
    until = _last_day(filters)
    again = _comes_again(filters, until)
    age = days_between(p.purchased_on, case((again, p.next_on), else_=until)).label("age")
    source, group = joined(by)
    numbers = {"value": cast(null(), Double), "numerator": count_if(again), "denominator": func.count()}
    columns = (cast(null(), Date).label("period"), group, *(cast(n, Double).label(as_) for as_, n in numbers.items()))
    statement = select(*columns, age).select_from(source).where(*_first_purchases(filters))
    statement = statement.group_by(age, *([group] if by else []))
    if not (by and largest):
        return statement
    rows = statement.cte("rows_of_ages")
    size = func.sum(rows.c.denominator)
    kept = select(rows.c.group).group_by(rows.c.group).order_by(size.desc(), rows.c.group).limit(largest)
    return select(rows).where(rows.c.group.in_(kept))


def _last_day(filters: Filters):
    """Up to when a customer could be seen to buy again: the data's own last purchase where no day is given."""
    if filters.as_of:
        return cast(filters.as_of, Date)
    whole = purchases.alias("all_purchases")
    return select(func.max(whole.c.purchased_on)).scalar_subquery()


def _comes_again(filters: Filters, until):
    return and_(p.next_on.is_not(None), p.next_on <= until) if filters.as_of else p.next_on.is_not(None)


def _first_purchases(filters: Filters) -> list:
    known = [p.purchased_on <= filters.as_of] if filters.as_of else []
    return [p.ordinal == 1, *filters.conditions(purchases, on=p.purchased_on), *known]


def _curves(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    return kaplan_meier.curves(frame)


@metric(
    "Time to second purchase", "percent", DIMENSIONS, interval="greenwood", fills_gaps=False, steps=(), finish=_curves
)
def time_to_second_purchase(
    filters: Filters, *, by: str | None = None, every: str | None = None, largest: int = 0
) -> Select:
    """Of the customers whose first purchase lies in the period, the share that has bought again by each age: so many
    days after the first purchase (Kaplan-Meier). A customer without a second purchase counts up to the data's last
    day and no further, so young customers neither lower the share nor raise it. The numerator is the second purchases
    made at exactly that age, the denominator the customers still counted just before it. largest: only so many groups,
    those with the most customers; 0 is all."""
    return _by_age(filters, by, largest)


def _medians(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    frame, rows = kaplan_meier.curves(frame), []
    for group, curve in frame.sort_values("age").groupby("group", dropna=False, sort=False):
        found = kaplan_meier.median(curve)
        limits = {"value": found.median, "low": found.low, "high": found.high}
        base = {"numerator": curve["numerator"].sum(), "denominator": curve["denominator"].iloc[0]}
        rows.append({"period": pd.NaT, "group": group, **limits, **base, "share": found.share, "day": found.day})
    columns = ["period", "group", "value", "low", "high", "numerator", "denominator", "share", "day"]
    made = pd.DataFrame(rows, columns=columns)
    return made.astype({name: "float64" for name in columns[2:]})


@metric(
    "Days until half have bought again", "days", DIMENSIONS, interval="of_curve", fills_gaps=False, steps=(),
    finish=_medians,
)  # fmt: skip
def second_purchase_median(
    filters: Filters, *, by: str | None = None, every: str | None = None, largest: int = 0
) -> Select:
    """The first day after the first purchase by which time_to_second_purchase is one half or more. The curve is read
    while ten or more customers are still counted: share and day say how far that is, and where the share does not
    reach one half the days are unknown. The interval lies where the limits of the curve reach one half. The numerator
    is the second purchases, the denominator the customers whose first purchase lies in the period. largest: only so
    many groups, those with the most customers; 0 is all."""
    return _by_age(filters, by, largest)


def _against_expected(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    if frame.empty:
        return frame.drop(columns="age").assign(chi2=np.nan, degrees=np.nan, p=np.nan)
    if (groups := frame["group"].nunique()) > MOST_TESTED:
        raise ValueError(
            f"A test of {groups:,} groups tells nothing of any. Choose the largest: largest={MOST_TESTED}."
        )
    test = kaplan_meier.log_rank(kaplan_meier.curves(frame))
    made = test.groups.rename(columns={"observed": "numerator", "expected": "denominator"}).reset_index()
    value = made["numerator"] / made["denominator"].where(made["denominator"] > 0)
    return made.assign(period=pd.NaT, value=value, chi2=test.chi2, degrees=test.degrees, p=test.p).astype(
        {"chi2": "float64", "p": "float64"}
    )


@metric(
    "Second purchases, seen against expected", "ratio", DIMENSIONS, fills_gaps=False, steps=(),
    finish=_against_expected,
)  # fmt: skip
def second_purchase_logrank(
    filters: Filters, *, by: str | None = None, every: str | None = None, largest: int = 0
) -> Select:
    """Whether groups of new customers differ in how soon they buy again (log-rank test), over the customers of
    time_to_second_purchase. By group: the second purchases seen, divided by those expected if all groups came back at
    one pace; above 1 is sooner or more often. chi2, its degrees of freedom and p are of all groups together, and
    unknown without a breakdown. largest: only so many groups, those with the most customers; 0 is all."""
    return _by_age(filters, by, largest)


def _a_row_each(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """The one row of sums -> a row for each horizon."""
    sums = {name: column.iloc[0] for name, column in frame.items()}
    again, mature, so_far = (
        np.array([sums[f"{name}_{days}"] for days in HORIZONS], dtype=float) for name in ("again", "mature", "so_far")
    )
    last = np.datetime64(filters.end or "NaT", "us")
    columns = {
        "group": [str(days) for days in HORIZONS],
        "numerator": again,
        "denominator": mature,
        "customers": np.full(len(HORIZONS), float(sums["numerator"])),
        "so_far": so_far,
        "period": pd.NaT,
        "value": again / np.where(mature > 0, mature, np.nan),
        "matures_on": last + np.array(HORIZONS, dtype="timedelta64[D]"),
    }
    return pd.DataFrame(columns)


@metric(
    "Repurchase within 30 to 365 days", "percent", (), interval="wilson", fills_gaps=False, steps=(),
    finish=_a_row_each,
)  # fmt: skip
def repurchase_by_horizon(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """repurchase_rate (R4) within 30, 60, 90, 180 and 365 days side by side, each over the customers of the period who
    have had so many days. The group is the horizon; matures_on, customers and so_far are those of repurchase_rate."""
    wait = days_between(p.purchased_on, p.next_on)
    second = case((_comes_again(filters, _last_day(filters)), wait)).label("wait")
    # A column of its own: fifteen sums would count the days fifteen times.
    first = select(p.purchased_on, second).where(*_first_purchases(filters)).subquery("first_purchases").c
    sums = []
    for days in HORIZONS:
        has_had_time = first.purchased_on <= filters.as_of - timedelta(days=days) if filters.as_of else true()
        in_time = first.wait <= days
        sums += [
            count_if(and_(has_had_time, in_time)).label(f"again_{days}"),
            count_if(has_had_time).label(f"mature_{days}"),
            count_if(in_time).label(f"so_far_{days}"),
        ]
    none = cast(null(), Date).label("period"), cast(null(), String).label("group")
    return select(*none, *total(func.count()), *sums).select_from(first.purchased_on.table)


def first_buyers(
    filters: Filters, *, who: str = "all", in_days: int | None = None, group: tuple[str, str] | None = None
) -> Select:
    """The ids of customers whose first purchase lies in the period.

    Args:
        who: all; again, those who have bought a second time by the data's last day; waiting, those who have not.
        in_days: of those who have bought again, only who did so in this many days.
        group: (dimension, value) of a breakdown.
    """
    source, named = joined(group[0] if group else None)
    again = _comes_again(filters, _last_day(filters))
    where = _first_purchases(filters)
    where += {"all": [], "again": [again], "waiting": [~again]}[who]
    if in_days is not None:
        where.append(days_between(p.purchased_on, p.next_on) <= in_days)
    if group:
        where.append(named.element == group[1])
    return select(p.customer_id).select_from(source).where(*where)
