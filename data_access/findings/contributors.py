"""Where a change comes from: what each group of a whole adds to it, and in which dimension its groups are unlike."""

from typing import NamedTuple

import numpy as np
import pandas as pd

# Groups are told from each other at 5 %, over all the dimensions that were tried.
UNLIKE = 0.05
MOST_TOLD = 3
# These explain it; a group that adds less than a tenth is not worth a word.
ENOUGH, HARDLY = 0.8, 0.1


class Contributor(NamedTuple):
    """What a group adds to the change of the whole; for shares of one whole, what the group itself gained."""

    dimension: str
    group: str
    adds: float


def added(now: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """What each group adds to the change of the whole, in the units of the value; together they are the change.

    Rate and mix as in `decomposition`: a group's own change at its mean share, and the change of its share at how far
    it lies from the whole. A group of one period only is taken to have the same value in the other.
    """
    base, base_before = now["denominator"].to_numpy(float), before["denominator"].to_numpy(float)
    value, value_before = now["value"].to_numpy(float), before["value"].to_numpy(float)
    value, value_before = (
        np.where(base > 0, value, value_before),
        np.where(base_before > 0, value_before, value),
    )
    is_anybody = (base > 0) | (base_before > 0)
    value, value_before = np.where(is_anybody, value, 0.0), np.where(is_anybody, value_before, 0.0)
    share, share_before = base / base.sum(), base_before / base_before.sum()
    overall = ((share * value).sum() + (share_before * value_before).sum()) / 2
    rate = (share + share_before) / 2 * (value - value_before)
    mix = (share - share_before) * ((value + value_before) / 2 - overall)
    return pd.Series(rate + mix, index=now["group"])


def unlike(rows: pd.DataFrame) -> float:
    """The p value of the groups of a dimension all having changed alike (chi-square of their weighted spread)."""
    from scipy.stats import chi2

    rows = rows[rows["error"] > 0]
    if len(rows) < 2:
        return 1.0
    weight = 1 / rows["error"] ** 2
    middle = (weight * rows["difference"]).sum() / weight.sum()
    return float(chi2.sf((weight * (rows["difference"] - middle) ** 2).sum(), len(rows) - 1))


def telling_dimension(rows: pd.DataFrame) -> str | None:
    """The dimension whose groups changed most unlike each other; None where they all changed much alike."""
    tried = {by: unlike(each) for by, each in rows[rows["dimension"] != ""].groupby("dimension")}
    if not tried or min(tried.values()) * len(tried) > UNLIKE:
        return None
    return min(tried, key=tried.get)


def largest(dimension: str, parts: pd.Series, difference: float) -> tuple[Contributor, ...]:
    """The groups that add most to a change in its own direction, until they explain it."""
    told, explained = [], 0.0
    for group, adds in parts.sort_values(ascending=difference < 0).items():
        if adds * difference <= 0 or abs(adds) < HARDLY * abs(difference) or len(told) == MOST_TOLD:
            break
        told.append(Contributor(dimension, str(group), float(adds)))
        explained += adds / difference
        if explained >= ENOUGH:
            break
    return tuple(told)
