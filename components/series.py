"""A metric over the view's period, as charts take it: steps of time, and which of them are finished."""

from datetime import date, timedelta

import pandas as pd

from components.filter_bar import View
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import intervals
from data_access.together import Asked

_STEP = {
    "day": pd.DateOffset(days=1),
    "week": pd.DateOffset(days=7),
    "month": pd.DateOffset(months=1),
    "quarter": pd.DateOffset(months=3),
}


@fetch.shared
def over_time(
    metric: Metric, view: View, filters: Filters | None = None, *, by: str | None = None, **options
) -> pd.DataFrame:
    """The metric's frame in the view's steps, with is_complete: whether the step lies wholly in the period and had
    as many days to mature as the metric's horizon asks for. Steps before the first and after the last order, or piece
    of feedback, that is known are left out: nothing is known of them, which is not zero."""
    filters = filters or view.filters
    frame = fetch.fetch(metric, filters, by=by, every=view.every, **options)
    ends = _ends(frame, view.every)
    if days := view.coverage.days_of(metric.speaks_of):
        first, last = map(pd.Timestamp, days)
        frame = frame[(ends >= first) & (frame["period"] <= last)].reset_index(drop=True)
        ends = _ends(frame, view.every)
    last = pd.Timestamp(filters.end)
    if (horizon := options.get("horizon")) and filters.as_of:
        last = min(last, pd.Timestamp(filters.as_of - timedelta(days=horizon)))
    return frame.assign(is_complete=(frame["period"] >= pd.Timestamp(filters.start)) & (ends <= last))


def _ends(frame: pd.DataFrame, every: str) -> pd.Series:
    return frame["period"] + _STEP[every] - pd.Timedelta(days=1)


def ahead(view: View, *metrics: Metric, **options) -> list[Asked]:
    """What `over_time` and `whole` ask for of the metrics, over the period and the one to compare with."""
    asked = []
    for metric in metrics:
        for filters in filter(None, (view.filters, view.comparison_of(metric))):
            asked.append(Asked(metric, filters, every=view.every, options=options))
            if not metric.adds_up:
                asked.append(Asked(metric, filters, options=options))
    return asked


def whole(metric: Metric, filters: Filters, steps: pd.DataFrame, **options) -> pd.Series:
    """The metric's row for the period whose steps are given: added up from them where that can be, which spares the
    database the same work twice."""
    if not metric.adds_up or steps.empty:
        return fetch.fetch_one(metric, filters, **options)
    sums = steps[[name for name in ("numerator", "denominator", "n") if name in steps]].sum(min_count=1)
    base = sums["denominator"]
    value = sums["numerator"] if pd.isna(base) else sums["numerator"] / base if base else float("nan")
    row = pd.DataFrame([{"value": value, **sums}])
    row["low"], row["high"] = intervals(metric, row)
    return row.iloc[0]


def previous_step(start: date, every: str) -> date:
    """The first day of the step before the one that begins on start."""
    return (pd.Timestamp(start) - _STEP[every]).date()


def by_period(frame: pd.DataFrame) -> pd.Series:
    """The values, oldest first: what a sparkline draws."""
    return frame.sort_values("period")["value"]
