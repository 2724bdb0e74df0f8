"""How sure a number is: the interval of a value, and of its change from another period's."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from data_access.metrics.definition import CONFIDENCE, SMALL_BASE, Metric


@cache
def z() -> float:
    """Standard errors from the middle of a normal distribution to its 95 % limits."""
    from scipy.stats import norm

    return float(norm.ppf(0.5 + CONFIDENCE / 2))


def intervals(metric: Metric, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % limits of each row's value: NaN where the metric has none or nobody is in the base."""
    low = np.full(len(rows), np.nan)
    high = low.copy()
    if metric.interval not in ("wilson", "clustered") or rows.empty:
        return low, high
    if metric.interval == "wilson":
        return wilson(rows["numerator"].to_numpy(), rows["denominator"].to_numpy())
    margin = z() * standard_error(rows)
    value = rows["value"].to_numpy()
    lowest, highest = _ENDS.get(metric.unit, (-1.0, 1.0))
    return np.maximum(value - margin, lowest), np.minimum(value + margin, highest)


# Scores end at -1 and 1; what is counted per customer is never below 0, and has no upper end.
_ENDS = {"ratio": (0.0, np.inf), "percent": (0.0, 1.0), "amount": (-np.inf, np.inf)}


def wilson(top: np.ndarray, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % limits of proportions; NaN where nobody is in the base."""
    # Imported on first use: statsmodels takes a second, which the command line need not pay.
    from statsmodels.stats.proportion import proportion_confint

    low = np.full(len(base), np.nan)
    high, known = low.copy(), base > 0
    low[known], high[known] = proportion_confint(top[known], base[known], 1 - CONFIDENCE, method="wilson")
    return low, high


def of_weighted_difference(now: tuple[np.ndarray, ...], before: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    """How far below and above weight * rate now less weight * rate before the 95 % limits lie, as distances.

    Each side is (weight, numerator, denominator); a rate of nobody takes no part. From each rate's own limits, squared
    and added (Zou and Donner 2008): with weights of 1 it is Newcombe's interval for the difference of two rates.
    """

    def sides(weight, top, base):
        low, high = wilson(top, base)
        rate = top / np.where(base > 0, base, np.nan)
        return np.nan_to_num(weight * (rate - low)), np.nan_to_num(weight * (high - rate))

    (down, up), (down_before, up_before) = sides(*now), sides(*before)
    return np.hypot(down, up_before), np.hypot(up, down_before)


def standard_error(rows: pd.DataFrame) -> np.ndarray:
    """Of a mean over units (customers) that may count several times: the delta method for a ratio of sums.

    With d_i the sum and n_i the count of unit i, N = sum n_i and R = sum d_i / N:
    Var(R) = sum (d_i - R n_i)^2 / N^2; with one item a unit it is (p + d - (p - d)^2) / N for a net share.
    """
    value, base = rows["value"].to_numpy(), rows["denominator"].to_numpy()
    squares = (
        rows["moment_dd"].to_numpy(dtype=float)
        - 2 * value * rows["moment_dn"].to_numpy(dtype=float)
        + value**2 * rows["moment_nn"].to_numpy(dtype=float)
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(np.maximum(squares, 0)) / base
    # One unit tells nothing of the spread between units.
    return np.where(rows["moment_units"].to_numpy(dtype=float) > 1, error, np.nan)


@dataclass(frozen=True)
class Change:
    """The difference of a value from another period's, its 95 % interval and its p value; None is unknown."""

    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def change(metric: Metric, now: pd.Series, before: pd.Series) -> Change:
    """Newcombe's interval for rates, the two standard errors together for means; none for counts and amounts."""
    if pd.isna(now["value"]) or pd.isna(before["value"]):
        return Change()
    difference = float(now["value"] - before["value"])
    if metric.interval == "wilson":
        return _change_of_rate(difference, now, before)
    if metric.interval == "clustered":
        return _change_of_mean(difference, now, before)
    return Change(difference)


def _change_of_rate(difference: float, now: pd.Series, before: pd.Series) -> Change:
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    samples = (now["numerator"], now["denominator"], before["numerator"], before["denominator"])
    low, high = confint_proportions_2indep(*samples, method="newcomb", compare="diff", alpha=1 - CONFIDENCE)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = float(test_proportions_2indep(*samples, method="score", compare="diff").pvalue)
    # Where everybody or nobody returned in both periods the score has no spread to test with.
    return Change(difference, float(low), float(high), 1.0 if np.isnan(p) else p)


def _change_of_mean(difference: float, now: pd.Series, before: pd.Series) -> Change:
    from scipy.stats import norm

    error = float(np.hypot(*(standard_error(pd.DataFrame([row]))[0] for row in (now, before))))
    if np.isnan(error):
        return Change(difference)
    margin = z() * error
    p = 1.0 if error == 0 and difference == 0 else float(2 * norm.sf(abs(difference) / error)) if error else 0.0
    return Change(difference, difference - margin, difference + margin, p)


def differ(rows: pd.DataFrame) -> bool:
    """Whether the rates of independent groups differ by more than chance would have them (chi-square, 5 %): of many
    groups, the highest and the lowest are apart by chance alone. Small bases are left out."""
    from scipy.stats import chi2_contingency

    large = rows[rows["denominator"] >= SMALL_BASE]
    counts = np.column_stack([large["numerator"], large["denominator"] - large["numerator"]])
    if len(large) < 2 or not counts.sum(axis=0).all():
        return False
    return bool(chi2_contingency(counts).pvalue < 1 - CONFIDENCE)


def worth_colouring(changes: Iterable[Change]) -> list[bool]:
    """Which of a page's changes may be called better or worse: Benjamini-Hochberg at 10 % over all of them, so that
    of forty arrows not two are chance, and the interval leaves zero out."""
    from statsmodels.stats.multitest import multipletests

    changes = list(changes)
    tested = [change.p for change in changes if change.p is not None]
    if not tested:
        return [False] * len(changes)
    passed = iter(multipletests(tested, alpha=0.10, method="fdr_bh")[0])
    return [change.p is not None and bool(next(passed)) and change.is_clear for change in changes]
