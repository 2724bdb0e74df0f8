"""The change of many groups at once: the numbers of `uncertainty.change`, for columns instead of one row."""

import numpy as np
import pandas as pd

from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import of_weighted_difference, standard_error, z

# Fewer that count, or do not count, in both periods together: a normal tail is no longer theirs.
LEAST_EVENTS = 10
# A false discovery comes from far out in the tail, which the mean of a hundred speakers has in common with a normal one
# and the mean of thirty has not.
LEAST_SPEAKERS = 100


def changed(interval: str, now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """difference, low, high, p, and spread: the standard deviation of a single one of those counted, of both periods.

    now, before: frames of a metric whose interval is wilson or clustered, row by row of the same group.
    """
    now, before = now.reset_index(drop=True), before.reset_index(drop=True)
    return _of_rates(now, before) if interval == "wilson" else _of_means(now, before)


def can_tell(interval: str, now: pd.DataFrame, before: pd.DataFrame) -> np.ndarray:
    """Which rows are looked at: enough in both periods, by numbers that do not depend on which way they went."""
    is_enough = (now["denominator"].to_numpy() >= SMALL_BASE) & (before["denominator"].to_numpy() >= SMALL_BASE)
    if interval == "wilson":
        top, base = (now[name].to_numpy() + before[name].to_numpy() for name in ("numerator", "denominator"))
        return is_enough & (np.minimum(top, base - top) >= LEAST_EVENTS)
    units = (side["moment_units"].to_numpy(dtype=float) for side in (now, before))
    return is_enough & (np.minimum(*units) >= LEAST_SPEAKERS)


def _of_rates(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    top, base = now["numerator"].to_numpy(dtype=float), now["denominator"].to_numpy(dtype=float)
    top_before, base_before = (before[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    ones = np.ones(len(now))
    below, above = of_weighted_difference((ones, top, base), (ones, top_before, base_before))
    with np.errstate(invalid="ignore", divide="ignore"):
        difference = top / base - top_before / base_before
        pooled = (top + top_before) / (base + base_before)
        variance = pooled * (1 - pooled)
        # The score test takes N / (N - 1) of the pooled variance.
        whole = base + base_before
        error = np.sqrt(variance * (1 / base + 1 / base_before) * whole / (whole - 1))
    return _told(difference, difference - below, difference + above, error, np.sqrt(variance))


def _of_means(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    difference = now["value"].to_numpy(dtype=float) - before["value"].to_numpy(dtype=float)
    errors = [standard_error(side) for side in (now, before)]
    error = np.hypot(*errors)
    margin = z() * error
    bases = (side["denominator"].to_numpy(dtype=float) for side in (now, before))
    spread = np.sqrt(sum(one**2 * base for one, base in zip(errors, bases, strict=True)) / 2)
    return _told(difference, difference - margin, difference + margin, error, spread)


def _told(difference, low, high, error, spread) -> pd.DataFrame:
    from scipy.stats import norm

    with np.errstate(invalid="ignore", divide="ignore"):
        p = 2 * norm.sf(np.abs(difference) / error)
    # Where all are alike in both periods there is no spread to test with.
    p = np.where((error == 0) | np.isnan(p), np.where(difference == 0, 1.0, np.nan), p)
    columns = {"difference": difference, "low": low, "high": high, "p": p, "error": error, "spread": spread}
    return pd.DataFrame(columns)
