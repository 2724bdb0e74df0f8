"""Which change between two periods would most likely have shown: how far so many customers or texts let us see."""

from functools import cache

import numpy as np
import pandas as pd

from data_access.metrics.definition import CONFIDENCE, Metric
from data_access.metrics.uncertainty import standard_error

POWER = 0.80
# Of the changes of a row that are called better or worse, at most one in ten is chance.
FALSE_SHARE = 0.10


def smallest_change(metric: Metric, now: pd.Series, before: pd.Series, looked_at: int = 1) -> float | None:
    """The smallest difference, in the metric's own unit, that four of five such pairs of periods would have shown.

    (z(1 - a / 2) + z(80 %)) * error, where error is the standard error of the difference while nothing changed: of a
    rate sqrt(p (1 - p) (1 / n + 1 / m)), p being both periods' together; of a mean sqrt(e^2 + f^2) of both periods'
    standard errors, in which a customer who speaks twice counts as one (`uncertainty.standard_error`). a is 5 %, or
    10 % / looked_at where that is less: what Benjamini-Hochberg asks of a change that is the only one among so many.
    None without an interval, without a base, and where everybody or nobody counts in both periods.
    """
    error = _error(metric, now, before)
    if not error or not np.isfinite(error):
        return None
    alpha = min(1 - CONFIDENCE, FALSE_SHARE / max(looked_at, 1))
    return float((_beyond(alpha / 2) + _beyond(1 - POWER)) * error)


@cache
def _beyond(part: float) -> float:
    """Standard errors from the middle of a normal distribution beyond which so small a part of it lies."""
    from scipy.stats import norm

    return float(norm.isf(part))


def _error(metric: Metric, now: pd.Series, before: pd.Series) -> float | None:
    bases = [float(row["denominator"]) for row in (now, before)]
    if metric.interval not in ("wilson", "clustered") or not all(base > 0 for base in bases):
        return None
    if metric.interval == "clustered":
        return float(np.hypot(standard_error(now), standard_error(before)))
    rate = (now["numerator"] + before["numerator"]) / sum(bases)
    return float(np.sqrt(rate * (1 - rate) * sum(1 / base for base in bases)))
