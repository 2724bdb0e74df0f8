"""Weeks that stand out of those before them: limits of a control chart, and eight in a row on one side."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd

from data_access.metrics.definition import SMALL_BASE

# Weeks that a week is held against, and under which nothing is said.
MOST, FEWEST = 12, 8
# As many in a row on one side of the middle are no chance: one in 128.
IN_A_ROW = 8
BEYOND, RUN = "beyond", "run"
# Three standard deviations, estimated from the mean range of two neighbours: 3 / 1.128.
_XMR, _OF_RANGE = 2.66, 1.128
Columns = tuple[np.ndarray, list[float], list[float]]  # value, numerator and denominator of each week


def anomalies(weeks: pd.DataFrame, interval: str, *, is_of_groups: bool = False) -> pd.DataFrame:
    """The complete weeks of a metric, oldest first, with middle, lower, upper and signal. is_of_groups: of each group
    by itself, one below the other.

    weeks: period, value, numerator and denominator of each, without gaps. interval: the metric's; wilson has limits of
    a rate, which follow its base, anything else those of single values. signal: BEYOND, RUN or "". A week is held
    against the 8 to 12 before it that have a base of 30 and did not stand out beyond their own limits; once eight in a
    row did, all on one side, these are what is usual from then on. middle is of the weeks before; for RUN, of those
    before all eight.
    """
    groups = weeks["group"].tolist() if is_of_groups else [""] * len(weeks)
    of_each = {group: [] for group in groups if not pd.isna(group)}
    for place in np.argsort(weeks["period"].to_numpy(), kind="stable").tolist():
        if groups[place] in of_each:
            of_each[groups[place]].append(place)
    value, top, base = (weeks[name].to_numpy(dtype=float) for name in ("value", "numerator", "denominator"))
    told = [
        each for at in of_each.values() for each in _judged(value[at], top[at].tolist(), base[at].tolist(), interval)
    ]
    columns = zip(*told, strict=True) if told else [()] * 4
    rows = weeks.take([place for at in of_each.values() for place in at]).reset_index(drop=True)
    named = zip(("middle", "lower", "upper", "signal"), columns, strict=True)
    return rows.assign(**{name: list(column) for name, column in named})


def _judged(value: np.ndarray, top: list[float], base: list[float], interval: str) -> list[tuple]:
    """(middle, lower, upper, signal) of each of the weeks of one metric, the oldest first."""
    columns, values = (value, top, base), value.tolist()
    is_known = [n >= SMALL_BASE and not math.isnan(each) for n, each in zip(base, values, strict=True)]
    usual: list[int] = []  # places of the weeks that are a baseline
    known: list[int] = []
    beyond: list[int] = []  # places in a row, up to now
    told = []
    for place, own in enumerate(values):
        limits, signal = (np.nan, np.nan, np.nan), ""
        if is_known[place]:
            known.append(place)
            if len(usual) >= FEWEST:
                limits = _limits(interval, columns, usual[-MOST:], base[place])
                signal = BEYOND if not limits[1] <= own <= limits[2] else ""
            if not signal and (middle := _left_by_run(interval, columns, values, usual, known)) is not None:
                limits, signal = (middle, *limits[1:]), RUN
            if signal != BEYOND:
                usual.append(place)
                beyond = []
            else:
                sides = {values[other] > limits[0] for other in (*beyond, place)}
                beyond = [*beyond, place] if len(sides) == 1 else [place]
                if len(beyond) == IN_A_ROW:
                    usual, beyond = beyond, []
        told.append((*limits, signal))
    return told


def complete_weeks(weeks: pd.DataFrame, first_on: date, last_on: date) -> pd.DataFrame:
    """The weeks that lie wholly within the days, those of the data among them."""
    starts = pd.to_datetime(weeks["period"])
    is_whole = (starts >= pd.Timestamp(first_on)) & (starts + timedelta(days=6) <= pd.Timestamp(last_on))
    return weeks[is_whole].reset_index(drop=True)


def xmr_limits(values: np.ndarray) -> tuple[float, float, float]:
    """Middle, lower and upper limit of single values: the mean, and 2.66 mean moving ranges to both sides."""
    # As their means, which NumPy takes five times as long over; every week of every chart comes here.
    ranges = np.abs(values[1:] - values[:-1])
    middle, margin = float(np.add.reduce(values) / len(values)), _XMR * float(np.add.reduce(ranges) / len(ranges))
    return middle, middle - margin, middle + margin


def limits_of_rates(top: Sequence[float], base: Sequence[float], own_base: float) -> tuple[float, float, float]:
    """Middle, lower and upper limit of a rate with so many in its base: a p chart, wider where the weeks differ by more
    than chance would have them (Laney's p'), and never narrower."""
    middle = float(sum(top) / sum(base))
    variance = middle * (1 - middle)
    if not variance:
        return middle, middle, middle
    # Of a dozen numbers plain ones take a tenth of the time of arrays, and every week of every chart comes here.
    scores = [(n / of - middle) / math.sqrt(variance / of) for n, of in zip(top, base, strict=True)]
    ranges = [abs(later - earlier) for earlier, later in pairwise(scores)]
    wider = max(1.0, sum(ranges) / len(ranges) / _OF_RANGE)
    margin = 3 * wider * math.sqrt(variance / own_base)
    return middle, max(middle - margin, 0.0), min(middle + margin, 1.0)


def _limits(interval: str, columns: Columns, places: list[int], own_base: float) -> tuple:
    value, top, base = columns
    if interval != "wilson":
        return xmr_limits(value[places])
    return limits_of_rates([top[place] for place in places], [base[place] for place in places], own_base)


def _left_by_run(
    interval: str, columns: Columns, values: list[float], usual: list[int], known: list[int]
) -> float | None:
    """The middle of the weeks before, where the latest eight lie on one side of it."""
    latest = known[-IN_A_ROW:]
    # Both are in order of time; looking through all of them for every week would take longer than all else.
    before = usual[max(0, (end := bisect_left(usual, latest[0])) - MOST) : end]
    if len(latest) < IN_A_ROW or len(before) < FEWEST:
        return None
    value, top, base = columns
    if interval == "wilson":
        middle = sum([top[place] for place in before]) / sum([base[place] for place in before])
    else:
        middle = float(np.add.reduce(value[before]) / len(before))
    off = [values[place] - middle for place in latest]
    return middle if min(off) > 0 or max(off) < 0 else None
