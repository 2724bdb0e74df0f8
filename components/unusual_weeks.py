"""Weeks in which a metric stood out of those before them: for the marks of a chart of any step, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from components import format as fmt
from components.charts import signals
from components.filter_bar import View
from components.shown import shown
from data_access import fetch
from data_access.filters import Filters
from data_access.findings.anomalies import BEYOND, IN_A_ROW, RUN, anomalies, complete_weeks
from data_access.findings.measures import SHORT_HISTORY
from data_access.metrics.definition import Metric
from data_access.together import Asked

COLUMNS = ("start", "end", "is_above", "text")
_WEEK = timedelta(days=6)  # from its first day to its last
# What is more than this many is counted.
MOST_TOLD = 3


class Week(NamedTuple):
    """One as `anomalies` judged it."""

    period: pd.Timestamp
    value: float
    middle: float
    lower: float
    upper: float
    signal: str


@shown
def of(metric: Metric, view: View, *, needs_history: bool = False, **options) -> pd.DataFrame:
    """The view's weeks that stand out, with COLUMNS: the first day and the last, whether the value was higher than
    expected, and both in words. One statement, the same for every period: a week is judged by all that came before
    it, whatever part of that is shown.

    needs_history: whether the metric takes whoever bought before the first known order for new.
    """
    return _shown(told(_judged(metric, view, needs_history, **options), metric.unit), view)


@shown
def of_groups(metric: Metric, view: View, by: str, names: Mapping[str, str]) -> pd.DataFrame:
    """The same for each group of a breakdown, its name before the words and in a column group, in order of time.

    names: of the groups that are drawn.
    """
    judged, found = _judged(metric, view, False, by=by), []
    weeks = zip(judged["group"], _weeks(judged), strict=True) if len(judged) else ()
    for group, of_group in groupby(weeks, key=itemgetter(0)):
        if group in names:
            for *when, text in _told([week for _, week in of_group], metric.unit):
                found.append((*when, f"{names[group]}: {text}", group))
    found.sort(key=itemgetter(0))
    return _shown(pd.DataFrame(found, columns=[*COLUMNS, "group"]), view)


def _shown(found: pd.DataFrame, view: View) -> pd.DataFrame:
    """Those of the view's period."""
    if found.empty:
        return found
    start, end = np.datetime64(view.filters.start), np.datetime64(view.filters.end)
    return found[(found["end"].to_numpy() >= start) & (found["start"].to_numpy() <= end)].reset_index(drop=True)


@fetch.shared
def _judged(metric: Metric, view: View, needs_history: bool, **options) -> pd.DataFrame:
    filters = _to_judge(metric, view, needs_history, options.get("horizon", 0))
    if filters is None:
        return pd.DataFrame()
    weeks = fetch.fetch(metric, filters, every="week", **options)
    whole = complete_weeks(weeks, filters.start, filters.end)
    return anomalies(whole, metric.interval, is_of_groups="by" in options)


def ahead(metric: Metric, view: View, *, needs_history: bool = False, by: str | None = None, **options) -> list[Asked]:
    """What `of` asks for, and `of_groups` where there is a breakdown."""
    filters = _to_judge(metric, view, needs_history, options.get("horizon", 0))
    return [] if filters is None else [Asked(metric, filters, by, "week", options)]


def _to_judge(metric: Metric, view: View, needs_history: bool, horizon: int) -> Filters | None:
    """The filters over all whole weeks that are known; None where none can be judged."""
    first, last = _known(metric, view)
    if first is None or metric.interval not in ("wilson", "clustered") or "week" not in metric.steps:
        return None
    first += SHORT_HISTORY if needs_history else timedelta(0)
    last -= timedelta(days=horizon)
    # Of weeks that no day is missing from, fewer things have to be asked.
    first, last = first + timedelta(days=-first.weekday() % 7), last - timedelta(days=(last.weekday() + 1) % 7)
    return replace(view.filters, start=first, end=last) if first <= last else None


def told(judged: pd.DataFrame, unit: str) -> pd.DataFrame:
    """What `anomalies` found, with COLUMNS; weeks in a row that stand out alike are one, from the first to the last."""
    if judged.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = _told(_weeks(judged), unit)
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("start", kind="stable", ignore_index=True)


def _weeks(judged: pd.DataFrame) -> list[Week]:
    return [Week(*each) for each in zip(*(judged[name].tolist() for name in Week._fields), strict=True)]


def _told(weeks: Sequence[Week], unit: str) -> list[tuple]:
    """The COLUMNS of each stretch of weeks that stands out."""
    rows = []
    for signal, places in groupby(range(len(weeks)), lambda place: _kind(weeks[place])):
        alike = list(places)
        if signal:
            told_by = _run if signal == RUN else _beyond
            rows.append(told_by(weeks[: alike[0] + 1], [weeks[place] for place in alike], unit))
    return rows


def _kind(week: Week) -> str:
    return f"{BEYOND}{week.value > week.middle}" if week.signal == BEYOND else week.signal


def note(found: pd.DataFrame, most: int = MOST_TOLD) -> str:
    """ "Stands out: ▼ week of 3 Mar 2025: 61.2%, expected 66.0 to 72.1."; the latest first, "" for none."""
    if found.empty:
        return ""
    latest = list(zip(found["is_above"], found["text"], strict=True))[::-1][:most]
    said = [f"{signals.UP if is_above else signals.DOWN} {text}" for is_above, text in latest]
    more = f"; and {len(found) - len(said)} more, marked in the chart" if len(found) > len(said) else ""
    return f"Stands out: {'; '.join(said)}{more}."


def _known(metric: Metric, view: View):
    held = view.coverage
    if metric.speaks_of == "feedback":
        return held.first_feedback_on, held.last_feedback_on
    return held.first_order_on, held.last_order_on


def _beyond(_, weeks: Sequence[Week], unit: str) -> tuple:
    first, last = weeks[0], weeks[-1]
    values = [each.value for each in weeks]
    values = [fmt.value(value, unit) for value in (min(values), max(values))]
    said = f"week of {fmt.day(first.period)}: {values[0]}"
    if len(weeks) > 1:
        said = f"{len(weeks)} weeks from {fmt.day(first.period)}: between {values[0]} and {values[1]}"
    text = f"{said}, expected {fmt.interval(first.lower, first.upper, unit)}"
    return first.period, last.period + _WEEK, bool(first.value > first.middle), text


def _run(so_far: Sequence[Week], run: Sequence[Week], unit: str) -> tuple:
    """The eighth week of a run is the first that is known to be one."""
    known = [week for week in so_far if not pd.isna(week.value)]
    first = known[-IN_A_ROW:][0].period
    last, middle = run[-1].period, run[-1].middle
    is_above = bool(run[-1].value > middle)
    weeks = (last - first).days // 7 + 1
    side = "above" if is_above else "below"
    text = f"{weeks} weeks from {fmt.day(first)}: all {side} the usual {fmt.value(middle, unit)}"
    return first, last + _WEEK, is_above, text
