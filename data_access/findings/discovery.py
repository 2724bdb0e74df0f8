"""Which of many comparisons are no chance: Benjamini-Hochberg over all of them, after a test of them as a whole."""

import numpy as np
import pandas as pd

# Of what passes, at most one in ten is chance.
FALSE_SHARE = 0.10
# Where nothing changed at all, Benjamini-Hochberg at 10 % still lets something pass in up to ten of a hundred data
# sets. So first the comparisons as a whole have to be unlike chance (Simes' test at 2.5 %): of 2,000 quiet data sets 22
# in a thousand then said something, and 46 at 5 %, where a bad hundred would have more than five.
FALSE_ALARM = 0.025
POWER = 0.80


def q_values(p: np.ndarray) -> np.ndarray:
    """Of each p value the smallest share of false discoveries at which it still passes."""
    p = np.asarray(p, dtype=float)
    if not len(p):
        return p
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def passed(rows: pd.DataFrame) -> pd.DataFrame:
    """The comparisons that are no chance, with their q: none where all of them together may be."""
    q = q_values(rows["p"].to_numpy(dtype=float))
    # The smallest q is the p value of Simes' test.
    if not len(q) or q.min() > FALSE_ALARM:
        return rows[:0].assign(q=pd.Series(dtype="float64"))
    is_clear = (rows["low"] > 0) | (rows["high"] < 0)
    return rows.assign(q=q)[(q <= FALSE_SHARE) & is_clear]


def smallest_seen(row: pd.Series, looked_at: int) -> float:
    """Which change of this number would have been found in four of five such data sets, alone among so many."""
    from scipy.stats import norm

    return float((norm.isf(FALSE_ALARM / 2 / max(looked_at, 1)) + norm.isf(1 - POWER)) * row["error"])
