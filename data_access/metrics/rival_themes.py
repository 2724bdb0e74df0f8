"""Where we are better or worse than competitors, theme by theme."""

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Double, Select, and_, case, cast, exists, func, literal, null, or_, select, true

from data_access.filters import Filters
from data_access.metrics.definition import SMALL_BASE, grouped, keys_of, metric, period_start
from data_access.metrics.themes import sign
from data_access.metrics.uncertainty import standard_error, z
from data_access.schema import brands, feedback_themes, mentions

t, m = feedback_themes.c, mentions.c
CUSTOMERS, NAMED = "customers", "named"
_OURS = select(brands.c.name).where(brands.c.is_ours)
_MOMENTS = ("d", "n", "dd", "dn", "nn", "units")


def _with_interval(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """Two independent groups: the standard errors of both, squared and added."""
    margin = z() * np.hypot(_error(frame, ""), _error(frame, "rival_"))
    value = frame["value"].to_numpy(dtype=float)
    return frame.assign(low=value - margin, high=value + margin)


def _error(frame: pd.DataFrame, whose: str) -> np.ndarray:
    sums = {name: frame[f"moment_{whose}{name}"].astype(float) for name in _MOMENTS}
    with np.errstate(invalid="ignore", divide="ignore"):
        side = pd.DataFrame({"value": sums["d"] / sums["n"], "denominator": sums["n"]})
    return standard_error(side.assign(**{f"moment_{name}": sums[name] for name in ("dd", "dn", "nn", "units")}))


@metric(
    "Net sentiment of themes, ours less competitors'",
    "points",
    ("theme", "brand"),
    interval="two_groups",
    fills_gaps=False,
    finish=_with_interval,
)
def rival_theme_difference(
    filters: Filters,
    *,
    by: str | None = None,
    every: str | None = None,
    theme: str = "",
    rival: str = "",
    told_by: str = CUSTOMERS,
) -> Select:
    """Net sentiment of a theme in our own customers' feedback, less that in the competitor's: above zero we do better.
    The competitor's is what its own customers write, or with told_by "named" what anybody writes that names it.
    Without a competitor: all of them together. Unknown where either side has fewer than 30 mentions of the theme.
    numerator and denominator are ours, rival_numerator and rival_denominator theirs. The interval is that of a
    difference of two independent groups, each customer counted once."""
    if told_by not in (CUSTOMERS, NAMED):
        raise ValueError(f"'{told_by}' is not a way to choose what is said of a competitor: {CUSTOMERS} or {NAMED}.")
    base = [t.sentiment.is_not(None), *filters.conditions(feedback_themes, on=t.created_on)]
    base += [t.theme == theme] if theme else []
    by_theme, no_group = by == "theme", cast(null(), t.theme.type)
    ours = _side(feedback_themes, [*base, _is_ours()], t.theme if by_theme else no_group, every, by_theme, "ours")
    source, group, chosen = _of_rivals(rival, told_by)
    group = group if by == "brand" else t.theme if by_theme else no_group
    theirs = _side(source, [*base, *chosen], group, every, by is not None, "theirs")
    return _difference(ours, theirs, by, every)


def _is_ours() -> ColumnElement[bool]:
    return or_(t.brand.is_(None), t.brand.in_(_OURS))


def _of_rivals(rival: str, told_by: str) -> tuple:
    """The rows that speak of competitors, the competitor's name, and the conditions."""
    if told_by == CUSTOMERS:
        return feedback_themes, t.brand, [~_is_ours(), exists(_OURS), *([t.brand == rival] if rival else [])]
    chosen = [~m.brand.in_(_OURS), exists(_OURS), *([m.brand == rival] if rival else [])]
    return feedback_themes.join(mentions, m.feedback_id == t.feedback_id), m.brand, chosen


def _side(source, where: list, group: ColumnElement, every: str | None, is_grouped: bool, name: str):
    """A CTE: the moments of one side's mentions, by period and group."""
    period, group = period_start(every, t.created_on).label("period"), group.label("group")
    signs = cast(func.sum(sign(t.sentiment_label)), Double).label("d")
    spoken = (
        select(period, group, signs, cast(func.count(), Double).label("n"))
        .select_from(source)
        .where(*where)
        .group_by(period, group, func.coalesce(t.customer_id, t.feedback_id))
        .cte(f"{name}_speakers")
    ).c
    by = "group" if is_grouped else None
    keys = keys_of(spoken, by, every)
    d, n = spoken.d, spoken.n
    products = {"d": d, "n": n, "dd": d * d, "dn": d * n, "nn": n * n}
    sums = [func.coalesce(func.sum(value), 0.0).label(moment) for moment, value in products.items()]
    return grouped(select(*keys, *sums, func.count().label("units")), *keys, by, every).cte(name)


def _difference(ours, theirs, by: str | None, every: str | None) -> Select:
    first, second = (theirs, ours) if by == "brand" else (ours, theirs)
    same = [first.c.period == second.c.period] if every else []
    same += [first.c.group == second.c.group] if by == "theme" else []
    joined = first.outerjoin(second, and_(true(), *same))
    o, r = ({name: func.coalesce(side.c[name], 0.0) for name in _MOMENTS} for side in (ours, theirs))
    is_enough = and_(o["n"] >= literal(SMALL_BASE), r["n"] >= literal(SMALL_BASE))
    value = case((is_enough, o["d"] / o["n"] - r["d"] / r["n"]))
    return select(
        first.c.period,
        first.c.group,
        value.label("value"),
        o["d"].label("numerator"),
        o["n"].label("denominator"),
        r["d"].label("rival_numerator"),
        r["n"].label("rival_denominator"),
        *(o[name].label(f"moment_{name}") for name in _MOMENTS),
        *(r[name].label(f"moment_rival_{name}") for name in _MOMENTS),
    ).select_from(joined)
