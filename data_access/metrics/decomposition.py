"""Why a rate changed: because groups of customers came back more or less, or because other groups came.

The two rates are those of `loyalty`, over the period and over the one it is compared with; so are the customers behind
a group, for a number and its list to be one.
"""

from datetime import timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Date, Double, Select, cast, func, literal, null, select, union_all

from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics import loyalty
from data_access.metrics.definition import metric, parts_of, ratio
from data_access.metrics.purchase_terms import DIMENSIONS, again_within, p, per_period
from data_access.metrics.uncertainty import of_weighted_difference

MEASURES = ("returning", "repurchase")


def _mix_and_rate(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    return _parts(frame)


def _parts(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds value, low, high, mix, rate, rate_low, rate_high, rate_now and rate_before to the counts of each group."""
    names = ("numerator", "denominator", "numerator_before", "denominator_before")
    top, base, top_before, base_before = (frame[name].astype("float64").fillna(0.0).to_numpy() for name in names)
    counts = dict(zip(names, (top, base, top_before, base_before), strict=True))
    with np.errstate(invalid="ignore", divide="ignore"):
        # Without anybody in one of the periods all shares are unknown, and so is everything.
        share, share_before = base / base.sum(), base_before / base_before.sum()
        now, before = top / base, top_before / base_before
        overall = (top.sum() / base.sum() + top_before.sum() / base_before.sum()) / 2
    # Whose rate is known of one period only is taken to have it in the other.
    filled, filled_before = np.where(base > 0, now, before), np.where(base_before > 0, before, now)
    mean_share = (share + share_before) / 2
    rate = mean_share * (filled - filled_before)
    mix = (share - share_before) * ((filled + filled_before) / 2 - overall)
    value = mix + rate
    below, above = of_weighted_difference((share, top, base), (share_before, top_before, base_before))
    is_in_both = (base > 0) & (base_before > 0)
    rate_below, rate_above = (
        np.where(is_in_both, side, np.nan)
        for side in of_weighted_difference((mean_share, top, base), (mean_share, top_before, base_before))
    )
    return frame.assign(
        **counts, value=value, low=value - below, high=value + above, mix=mix, rate=rate,
        rate_low=rate - rate_below, rate_high=rate + rate_above, rate_now=now, rate_before=before,
    )  # fmt: skip


@metric(
    "Change of the share who came back, by rate and mix", "points", DIMENSIONS, interval="newcombe", fills_gaps=False,
    by_two=True, steps=(), finish=_mix_and_rate,
)  # fmt: skip
def returning_share_change(
    filters: Filters,
    *,
    by: str | None = None,
    every: str | None = None,
    measure: str = "returning",
    horizon: int = 90,
    compared_with: str = "previous",
) -> Select:
    """The change of R2 (with measure=repurchase: of R4) from the equal number of days just before (with
    compared_with=year: from the same days a year earlier), and what each group adds to it: value = rate + mix. With w
    the group's share of the customers and r its rate, now and before, and R the rate of all: rate = (w now + w before)
    / 2 x (r now - r before), because its customers came back more or less; mix = (w now - w before) x (mean of r now
    and r before - mean of R now and R before), because it became a larger or smaller part of all customers. Over all
    groups, rate and mix add up to the change of R exactly, which is the value without a breakdown. A group with
    customers in one of the periods only is taken to have the same r in the other: it adds mix alone. The intervals, of
    value and of rate, take shares and R as they are. R2 has no breakdown by channel or category: a customer may be in
    several of them."""
    if measure not in MEASURES:
        raise ValueError(f"There is no measure '{measure}'. Choose of: {', '.join(MEASURES)}.")
    if measure == "returning" and by and (several := set(parts_of(by)) & set(ORDER_DIMENSIONS)):
        raise ValueError(
            f"A customer may buy in more than one {several.pop()}, so R2 does not add up over them. Break it down by "
            "what is known of customers, or take measure=repurchase: a first purchase has one."
        )
    earlier = filters.compared(compared_with)
    now, before = (_rate(measure, each, by, horizon).subquery().c for each in (filters, earlier))
    nobody = literal(0.0, Double)
    counts = union_all(
        select(now.group, now.numerator, now.denominator, nobody.label("n"), nobody.label("d")),
        select(before.group, nobody, nobody, before.numerator, before.denominator),
    ).subquery("counts")
    c = counts.c
    statement = select(
        cast(null(), Date).label("period"),
        c.group,
        *ratio(func.sum(c.numerator), func.sum(c.denominator)),
        cast(func.sum(c.n), Double).label("numerator_before"),
        cast(func.sum(c.d), Double).label("denominator_before"),
    )
    return statement.group_by(c.group)


def of_all(parts: pd.DataFrame) -> pd.Series:
    """The change of the whole as the metric gives it without a breakdown, from all its groups: they are everybody, and
    everybody once."""
    counts = parts[["numerator", "denominator", "numerator_before", "denominator_before"]].sum().to_frame().T
    return _parts(counts.assign(group=None)).iloc[0]


def _rate(measure: str, filters: Filters, by: str | None, horizon: int) -> Select:
    if measure == "returning":
        return loyalty.returning_customer_share(filters, by=by)
    return loyalty.repurchase_rate(filters, by=by, horizon=horizon)


def members(
    filters: Filters,
    *,
    by: str | None = None,
    group: str | None = None,
    measure: str = "returning",
    horizon: int = 90,
    only_returned: bool = False,
) -> Select:
    """The ids of the customers that R2 or R4 counts in one group of a breakdown: all, or only those who came back."""
    source, _, of, where = per_period(filters, by, None)
    if by:
        where.append(of.element == group)
    if measure == "returning":
        where += [p.ordinal >= 2] if only_returned else []
    else:
        where.append(p.ordinal == 1)
        if filters.as_of:
            where.append(p.purchased_on <= filters.as_of - timedelta(days=horizon))
        where += [again_within(horizon, filters)] if only_returned else []
    return select(p.customer_id).select_from(source).where(*where)
