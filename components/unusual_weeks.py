"""Weeks in which a metric stood out of those before them: for the marks of a chart of any step, and in words."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from components import format as fmt
from components.charts import signals
from components.filter_bar import View
from data_access import fetch
from data_access.findings.anomalies import BEYOND, IN_A_ROW, anomalies, complete_weeks
from data_access.findings.measures import SHORT_HISTORY
from data_access.metrics.definition import Metric

COLUMNS = ("start", "end", "is_above", "text")
_WEEK = timedelta(days=6)  # from its first day to its last
# What is more than this many is counted.
MOST_TOLD = 3


def of(metric: Metric, view: View, *, needs_history: bool = False, **options) -> pd.DataFrame:
    """The view's weeks that stand out, with COLUMNS: the first day and the last, whether the value was higher than
    expected, and both in words. One statement, the same for every period: a week is judged by all that came before
    it, whatever part of that is shown.

    needs_history: whether the metric takes whoever bought before the first known order for new.
    """
    # What is kept is numbers: in words they depend on the reader's language.
    found = told(_judged(metric, view, needs_history, **options), metric.unit)
    if found.empty:
        return found
    start, end = pd.Timestamp(view.filters.start), pd.Timestamp(view.filters.end)
    return found[(found["end"] >= start) & (found["start"] <= end)].reset_index(drop=True)


@fetch.shared
def _judged(metric: Metric, view: View, needs_history: bool, **options) -> pd.DataFrame:
    first, last = _known(metric, view)
    if first is None or metric.interval not in ("wilson", "clustered") or "week" not in metric.steps:
        return pd.DataFrame()
    first += SHORT_HISTORY if needs_history else timedelta(0)
    last -= timedelta(days=options.get("horizon", 0))
    if first > last:
        return pd.DataFrame()
    weeks = fetch.fetch(metric, replace(view.filters, start=first, end=last), every="week", **options)
    return anomalies(complete_weeks(weeks, first, last), metric.interval)


def told(judged: pd.DataFrame, unit: str) -> pd.DataFrame:
    """What `anomalies` found, with COLUMNS; weeks in a row that stand out alike are one, from the first to the last."""
    if judged.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    sides = judged["value"] > judged["middle"]
    kinds = judged["signal"].where(judged["signal"] != BEYOND, judged["signal"] + sides.astype(str))
    rows = []
    for _, weeks in judged.groupby((kinds != kinds.shift()).cumsum()):
        if weeks["signal"].iloc[0]:
            rows.append((_beyond if weeks["signal"].iloc[0] == BEYOND else _run)(judged, weeks, unit))
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("start", kind="stable", ignore_index=True)


def note(found: pd.DataFrame, most: int = MOST_TOLD) -> str:
    """ "Stands out: ▼ week of 3 Mar 2025: 61.2%, expected 66.0 to 72.1."; the latest first, "" for none."""
    if found.empty:
        return ""
    latest = found.iloc[::-1].head(most)
    said = [f"{signals.UP if row.is_above else signals.DOWN} {row.text}" for row in latest.itertuples()]
    more = f"; and {len(found) - len(said)} more, marked in the chart" if len(found) > len(said) else ""
    return f"Stands out: {'; '.join(said)}{more}."


def _known(metric: Metric, view: View):
    held = view.coverage
    if metric.speaks_of == "feedback":
        return held.first_feedback_on, held.last_feedback_on
    return held.first_order_on, held.last_order_on


def _beyond(_, weeks: pd.DataFrame, unit: str) -> tuple:
    first, last = weeks.iloc[0], weeks.iloc[-1]
    values = [fmt.value(value, unit) for value in (weeks["value"].min(), weeks["value"].max())]
    said = f"week of {fmt.day(first['period'])}: {values[0]}"
    if len(weeks) > 1:
        said = f"{len(weeks)} weeks from {fmt.day(first['period'])}: between {values[0]} and {values[1]}"
    text = f"{said}, expected {fmt.interval(first['lower'], first['upper'], unit)}"
    return first["period"], last["period"] + _WEEK, bool(first["value"] > first["middle"]), text


def _run(judged: pd.DataFrame, run: pd.DataFrame, unit: str) -> tuple:
    """The eighth week of a run is the first that is known to be one."""
    known = judged.loc[: run.index[0]]
    first = known[known["value"].notna()].tail(IN_A_ROW)["period"].iloc[0]
    last, middle = run["period"].iloc[-1], run["middle"].iloc[-1]
    is_above = bool(run["value"].iloc[-1] > middle)
    weeks = (last - first).days // 7 + 1
    side = "above" if is_above else "below"
    text = f"{weeks} weeks from {fmt.day(first)}: all {side} the usual {fmt.value(middle, unit)}"
    return first, last + _WEEK, is_above, text
