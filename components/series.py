"""A metric over the view's period, as charts take it: steps of time, and which of them are finished."""

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd

from components.filter_bar import View
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import intervals
from data_access.together import Asked

# How long each step is, in days (D) or months (M).
_STEP = {"day": (1, "D"), "week": (7, "D"), "month": (1, "M"), "quarter": (3, "M")}


@fetch.shared
def over_time(
    metric: Metric, view: View, filters: Filters | None = None, *, by: str | None = None, **options
) -> pd.DataFrame:
    """The metric's frame in the view's steps, with is_complete: whether the step lies wholly in the period and had
    as many days to mature as the metric's horizon asks for. Steps before the first and after the last order, or piece
    of feedback, that is known are left out: nothing is known of them, which is not zero."""
    filters = filters or view.filters
    frame = fetch.fetch(metric, filters, by=by, every=view.every, **options)
    # In arrays: pandas takes a millisecond over what they take a hundredth of it.
    starts = frame["period"].to_numpy()
    ends = _ends(starts, view.every)
    if days := view.coverage.days_of(metric.speaks_of):
        first, last = map(np.datetime64, days)
        is_known = (ends >= first) & (starts <= last)
        if not is_known.all():
            frame, starts, ends = frame[is_known].reset_index(drop=True), starts[is_known], ends[is_known]
    last = filters.end
    if (horizon := options.get("horizon")) and filters.as_of:
        last = min(last, filters.as_of - timedelta(days=horizon))
    return frame.assign(is_complete=(starts >= np.datetime64(filters.start)) & (ends <= np.datetime64(last)))


def _ends(starts: np.ndarray, every: str) -> np.ndarray:
    """The last days of the steps that begin on these."""
    length, unit = _STEP[every]
    return (starts.astype(f"datetime64[{unit}]") + length).astype("datetime64[D]") - 1


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
    parts = [name for name in ("numerator", "denominator", "n") if name in steps]
    sums = {name: _sum(steps[name].to_numpy(dtype=float)) for name in parts}
    top, base = sums["numerator"], sums["denominator"]
    value = top if math.isnan(base) else top / base if base else math.nan
    low, high = intervals(metric, {"value": [value], **{name: [each] for name, each in sums.items()}})
    return pd.Series({"value": value, **sums, "low": low[0], "high": high[0]})


def _sum(amounts: np.ndarray) -> float:
    """Of those that are known; unknown where none is."""
    known = amounts[~np.isnan(amounts)]
    return float(known.sum()) if len(known) else math.nan


def previous_step(start: date, every: str) -> date:
    """The first day of the step before the one that begins on start."""
    length, unit = _STEP[every]
    before = pd.DateOffset(months=length) if unit == "M" else timedelta(days=length)
    return (pd.Timestamp(start) - before).date()


def by_period(frame: pd.DataFrame) -> pd.Series:
    """The values, oldest first: what a sparkline draws."""
    starts = frame["period"].to_numpy()
    return frame["value"] if (starts[1:] >= starts[:-1]).all() else frame.sort_values("period")["value"]
