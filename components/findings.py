"""Titles that say what is true where the data makes it clear, and ask where it does not."""

import numpy as np
import pandas as pd

from components import format as fmt
from components.filter_bar import View
from components.headline import has_small_base
from data_access import fetch
from data_access.metrics.definition import SMALL_BASE, Metric
from data_access.metrics.uncertainty import change


def moved(view: View, metric: Metric, question: str, subject: str, **options) -> str:
    """ "Net sentiment fell by 8.1 points against the period before": only when the interval of the change leaves zero
    out and neither period rests on few; else the question."""
    if view.comparison is None:
        return question
    now, before = (fetch.fetch_one(metric, filters, **options) for filters in (view.filters, view.comparison))
    difference = change(metric, now, before)
    if not difference.is_clear or has_small_base(metric, now) or has_small_base(metric, before):
        return question
    verb = "rose" if difference.difference > 0 else "fell"
    return f"{subject} {verb} by {points(difference.difference)} against the {view.comparison_name}"


def points(difference: float) -> str:
    """The size of a difference of rates or net scores as it is read out: -0.081 -> "8.1 points"."""
    return fmt.points(abs(difference)).removeprefix("+").replace("pts", "points")


def clearly_lowest(frame: pd.DataFrame) -> str | None:
    """The group whose interval lies wholly below those of all other groups of 30 and more; None when there is none."""
    value, low, high = _numbers(frame)
    return _lowest(frame, value, low, high)


def clearly_highest(frame: pd.DataFrame) -> str | None:
    """The group whose interval lies wholly above those of all other groups of 30 and more; None when there is none."""
    value, low, high = _numbers(frame)
    return _lowest(frame, -value, -high, -low)


def _numbers(frame: pd.DataFrame) -> list[np.ndarray]:
    return [frame[name].to_numpy(dtype=float, na_value=np.nan) for name in ("value", "low", "high")]


def _lowest(frame: pd.DataFrame, value: np.ndarray, low: np.ndarray, high: np.ndarray) -> str | None:
    is_solid = (frame["denominator"].to_numpy(dtype=float, na_value=np.nan) >= SMALL_BASE) & ~np.isnan(low)
    order = np.flatnonzero(is_solid)[np.argsort(value[is_solid], kind="stable")]
    if len(order) < 2 or high[order[0]] >= low[order[1:]].min():
        return None
    return frame["group"].iloc[int(order[0])]
