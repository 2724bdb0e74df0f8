"""How sure a number is: the interval of a value, and of its change from another period's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from data_access.metrics.definition import CONFIDENCE, SMALL_BASE, Metric

# One row of a metric, a frame's or by name: value, numerator, denominator, and moments where it has them.
Row = pd.Series | Mapping[str, float]


@cache
def z() -> float:
    """Standard errors from the middle of a normal distribution to its 95 % limits."""
    from scipy.stats import norm

    return float(norm.ppf(0.5 + CONFIDENCE / 2))


def intervals(metric: Metric, rows: pd.DataFrame | Mapping[str, Sequence]) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % limits of each row's value: NaN where the metric has none or nobody is in the base."""
    low = np.full(len(rows["value"]), np.nan)
    high = low.copy()
    if metric.interval not in ("wilson", "clustered") or not len(low):
        return low, high
    if metric.interval == "wilson":
        return wilson(*(np.asarray(rows[name], dtype=float) for name in ("numerator", "denominator")))
    margin = z() * standard_error(rows)
    value = np.asarray(rows["value"], dtype=float)
    lowest, highest = _ENDS.get(metric.unit, (-1.0, 1.0))
    return np.maximum(value - margin, lowest), np.minimum(value + margin, highest)


# Scores end at -1 and 1; what is counted per customer is never below 0, and has no upper end.
_ENDS = {"ratio": (0.0, np.inf), "percent": (0.0, 1.0), "amount": (-np.inf, np.inf)}


def wilson(top: np.ndarray, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % limits of proportions; NaN where nobody is in the base."""
    # As statsmodels' proportion_confint has it to the last digit, which takes ten times as long over a few rows.
    n = np.where(base > 0, base, np.nan)
    rate, squared = top / n, z() ** 2
    widened = 1 + squared / n
    middle = (rate + squared / (2 * n)) / widened
    margin = z() * np.sqrt(rate * (1.0 - rate) / n + squared / (4.0 * n**2)) / widened
    return np.clip(middle - margin, 0, 1), np.clip(middle + margin, 0, 1)


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


def standard_error(rows: pd.DataFrame | Mapping[str, Sequence] | Row) -> np.ndarray:
    """Of a mean over units (customers) that may count several times, of each row or of the one: the delta method for a
    ratio of sums.

    With d_i the sum and n_i the count of unit i, N = sum n_i and R = sum d_i / N:
    Var(R) = sum (d_i - R n_i)^2 / N^2; with one item a unit it is (p + d - (p - d)^2) / N for a net share.
    """
    names = ("value", "denominator", "moment_dd", "moment_dn", "moment_nn", "moment_units")
    value, base, dd, dn, nn, units = (np.asarray(rows[name], dtype=float) for name in names)
    squares = dd - 2 * value * dn + value**2 * nn
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(np.maximum(squares, 0)) / base
    # One unit tells nothing of the spread between units.
    return np.where(units > 1, error, np.nan)


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


def change(metric: Metric, now: Row, before: Row) -> Change:
    """Newcombe's interval for rates, the two standard errors together for means; none for counts and amounts."""
    if pd.isna(now["value"]) or pd.isna(before["value"]):
        return Change()
    difference = float(now["value"] - before["value"])
    if metric.interval == "wilson":
        return _change_of_rate(difference, now, before)
    if metric.interval == "clustered":
        return _change_of_mean(difference, now, before)
    return Change(difference)


def _change_of_rate(difference: float, now: Row, before: Row) -> Change:
    from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

    samples = (now["numerator"], now["denominator"], before["numerator"], before["denominator"])
    low, high = confint_proportions_2indep(*samples, method="newcomb", compare="diff", alpha=1 - CONFIDENCE)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = float(test_proportions_2indep(*samples, method="score", compare="diff").pvalue)
    # Where everybody or nobody returned in both periods the score has no spread to test with.
    return Change(difference, float(low), float(high), 1.0 if np.isnan(p) else p)


def _change_of_mean(difference: float, now: Row, before: Row) -> Change:
    return _of_error(difference, float(np.hypot(standard_error(now), standard_error(before))))


def _of_error(difference: float, error: float) -> Change:
    from scipy.special import ndtr  # what norm.sf comes to, which takes twenty times as long over one number

    if np.isnan(error):
        return Change(difference)
    margin = z() * error
    p = 1.0 if error == 0 and difference == 0 else float(2 * ndtr(-abs(difference) / error)) if error else 0.0
    return Change(difference, difference - margin, difference + margin, p)


def change_beside_shared(metric: Metric, now: Row, other: Row, both: Row) -> Change:
    """The difference of one group's value from another's, where some are in both; both: the row of these. Without any
    it is that of `change`, and where all are in both it is 0 with an empty interval.

    Who is in both, in the one alone and in the other alone are three samples of different people, and the difference
    is a weighted sum over them. Of rates the limits of the three, times their weights, are squared and added (Zou and
    Donner 2008, doi.org/10.1002/sim.3095; of weighted sums of rates Zou, Huang and Zhang 2009,
    doi.org/10.1016/j.csda.2008.09.033), of means their variances.
    """
    if not (now["denominator"] and other["denominator"]) or pd.isna(now["value"]) or pd.isna(other["value"]):
        return Change()
    difference = float(now["value"] - other["value"])
    if metric.interval == "wilson":
        return _of_shared_rates(difference, now, other, both)
    if metric.interval != "clustered" or min(now["moment_units"], other["moment_units"]) <= 1:
        return Change(difference)
    parts = (_squares(now, both, *_scale(now)), _squares(other, both, *_scale(other)))
    (one, mean), (another, other_mean) = _scale(now), _scale(other)
    shared = _squares(both, {}, one - another, mean - other_mean)
    return _of_error(difference, float(np.sqrt(sum(parts) + shared)))


def _of_shared_rates(difference: float, now: Row, other: Row, both: Row) -> Change:
    from scipy.stats import norm

    (top, base), (other_top, other_base), (shared_top, shared) = (
        (float(row["numerator"]), float(row["denominator"])) for row in (now, other, both)
    )
    weights = np.array([1 - shared / base, shared / base - shared / other_base, shared / other_base - 1])
    tops, bases = np.array([[top, shared_top, other_top], [base, shared, other_base]]) - [
        [shared_top, 0, shared_top], [shared, 0, shared],
    ]  # fmt: skip
    low, high = wilson(tops, bases)
    rate = tops / np.where(bases > 0, bases, np.nan)
    ends = np.nan_to_num(weights * (rate - low)), np.nan_to_num(weights * (high - rate))
    # A rate that is taken away has its upper limit where the difference is lowest.
    below, above = (np.where(weights >= 0, one, two) for one, two in (ends, ends[::-1]))
    # The score test: were both rates one, it would be that of all of them, and whoever is in both says nothing.
    people = base + other_base - shared
    pooled = (top + other_top - shared_top) / people
    spread = pooled * (1 - pooled) * (base + other_base - 2 * shared) / (base * other_base)
    error = np.sqrt(spread * people / (people - 1)) if people > 1 else 0.0
    p = float(2 * norm.sf(abs(difference) / error)) if error > 0 else 1.0
    return Change(difference, float(difference - np.linalg.norm(below)), float(difference + np.linalg.norm(above)), p)


def _scale(row: Row) -> tuple[float, float]:
    """What a unit's sum and count are divided by where they enter the mean: its share of R is (d - R n) / N."""
    return 1 / row["denominator"], row["value"] / row["denominator"]


def _squares(row: Row, less: Row, of_sum: float, of_count: float) -> float:
    """The sum of (of_sum d - of_count n)^2 over the units of a row that are not in another."""
    dd, dn, nn = (row[name] - less.get(name, 0.0) for name in ("moment_dd", "moment_dn", "moment_nn"))
    return max(0.0, of_sum**2 * dd - 2 * of_sum * of_count * dn + of_count**2 * nn)


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
