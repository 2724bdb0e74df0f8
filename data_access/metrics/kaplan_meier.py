"""Kaplan-Meier curves, their medians and the log-rank test, over counts that SQL has added up.

A row says of one age in days how many second purchases came on it (events) and how many customers were last seen at
it, because they came back or because the data ends (ended). A thousand rows stand for a million customers.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from data_access.metrics.uncertainty import z

# Below this many customers still counted, one of them moves the curve by a tenth.
FEWEST_AT_RISK = 10


def curves(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of group, age, numerator (events) and denominator (ended) -> the same with value (the share that has come
    back by that age), denominator (at risk just before it), low and high; each group by age."""
    if rows.empty:
        return rows.assign(low=np.nan, high=np.nan)
    groups, _ = pd.factorize(rows["group"], use_na_sentinel=False)
    order = np.lexsort((rows["age"].to_numpy(dtype=float), groups))
    rows, groups = rows.take(order), groups[order]
    # As arrays: frames of a few hundred rows, cut and joined, take ten times as long.
    events, ended = (rows[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    edges = [0, *(np.flatnonzero(np.diff(groups)) + 1), len(rows)]
    parts = [_curve(events[start:end], ended[start:end]) for start, end in pairwise(edges)]
    names = ("value", "denominator", "low", "high")
    return rows.assign(**dict(zip(names, map(np.concatenate, zip(*parts, strict=True)), strict=True)))


def _curve(events: np.ndarray, ended: np.ndarray) -> tuple[np.ndarray, ...]:
    """The share that has come back, those at risk, low and high, of one group by age."""
    at_risk = ended[::-1].cumsum()[::-1]
    stayed = np.cumprod(1 - events / at_risk)
    return 1 - stayed, at_risk, *_limits(stayed, events, at_risk)


def _limits(stayed: np.ndarray, events: np.ndarray, at_risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Greenwood's variance on the log(-log S) scale, whose limits stay within 0 and 1. Unknown where nobody has come
    back yet, or everybody has."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events)))) / np.abs(np.log(stayed))
        limits = [1 - stayed ** np.exp(sign * z() * error) for sign in (-1, 1)]
    is_known = (stayed > 0) & (stayed < 1)
    return tuple(np.where(is_known, limit, np.nan) for limit in limits)


@dataclass(frozen=True)
class Median:
    """The day by which half have come back, and its limits; None is not reached. share and day: how far the curve can
    be read, None where it cannot be read at all."""

    median: int | None
    low: int | None
    high: int | None
    share: float | None
    day: int | None


def readable(curve: pd.DataFrame) -> pd.DataFrame:
    """The part of one group's curve that rests on enough customers."""
    return curve[curve["denominator"] >= FEWEST_AT_RISK]


def median(curve: pd.DataFrame) -> Median:
    """Of one group's curve, as far as it can be read."""
    shown = readable(curve)
    if shown.empty:
        return Median(None, None, None, None, None)
    days = (_first_age(shown, limit) for limit in ("value", "high", "low"))
    return Median(*days, float(shown["value"].iloc[-1]), int(shown["age"].iloc[-1]))


def _first_age(curve: pd.DataFrame, column: str) -> int | None:
    reached = curve.loc[curve[column] >= 0.5, "age"]
    return None if reached.empty else int(reached.iloc[0])


@dataclass(frozen=True)
class LogRank:
    """chi2 and p are unknown (None) while there are no two groups to tell apart. groups: by group, observed and
    expected second purchases, the expected ones had all groups come back at one pace."""

    chi2: float | None
    degrees: int
    p: float | None
    groups: pd.DataFrame


def log_rank(all_curves: pd.DataFrame) -> LogRank:
    """Whether the groups of `curves` come back at one pace, over all ages, with the hypergeometric variance."""
    codes, names = pd.factorize(all_curves["group"], use_na_sentinel=False)
    age, at_risk, events = (all_curves[name].to_numpy(dtype=float) for name in ("age", "denominator", "numerator"))
    ages, rows = np.unique(age, return_inverse=True)
    n, d = np.zeros((len(ages), len(names))), np.zeros((len(ages), len(names)))
    d[rows, codes] = events
    for code in range(len(names)):
        own = np.flatnonzero(codes == code)
        own = own[np.argsort(age[own])]
        # At an age that a group has no row of, as many are at risk as at its next one.
        places = np.searchsorted(age[own], ages)
        n[:, code] = np.append(at_risk[own], 0.0)[places]
    total, happened = n.sum(axis=1), d.sum(axis=1)
    share = n / total[:, None]
    observed, expected = d.sum(axis=0), (happened[:, None] * share).sum(axis=0)
    groups = pd.DataFrame({"observed": observed, "expected": expected}, index=pd.Index(names, name="group"))
    told_apart = np.flatnonzero(expected > 0)[:-1]  # the last one follows from the others
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(total > 1, happened * (total - happened) / (total - 1), 0.0)
    weighted = share * spread[:, None]
    variance = (np.diag(weighted.sum(axis=0)) - share.T @ weighted)[np.ix_(told_apart, told_apart)]
    gap = (observed - expected)[told_apart]
    # A group that left before anybody else could come back cannot be told apart: it adds no degree of freedom.
    degrees = int(np.linalg.matrix_rank(variance, hermitian=True)) if len(gap) else 0
    if not degrees:
        return LogRank(None, 0, None, groups)
    from scipy.stats import chi2

    statistic = float(gap @ np.linalg.pinv(variance, hermitian=True) @ gap)
    return LogRank(statistic, degrees, float(chi2.sf(statistic, degrees)), groups)
