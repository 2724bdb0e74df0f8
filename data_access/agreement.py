"""How far two people agree who labelled the same texts, and how far that is more than chance."""

from itertools import combinations

import numpy as np
import pandas as pd
from sqlalchemy import Select, func, select

from data_access.metrics.definition import SMALL_BASE
from data_access.schema import corrections

COLUMNS = ("first", "second", "n", "agreed", "kappa", "low", "high")
_TONES = ("negative", "neutral", "positive")


def labels_of_people() -> Select:
    """feedback_id, person, value: the last tone that each person gave each text."""
    c = corrections.c
    place = func.row_number().over(partition_by=(c.feedback_id, c.person), order_by=c.corrected_at.desc())
    ranked = (
        select(c.feedback_id, c.person, c.value, place.label("place")).where(c.about == "sentiment").subquery("ranked")
    ).c
    return select(ranked.feedback_id, ranked.person, ranked.value).where(ranked.place == 1)


def agreement(labels: pd.DataFrame) -> pd.DataFrame:
    """One row for each two people who labelled the same texts: COLUMNS, those with most texts first.

    labels: the rows of labels_of_people(). agreed: the share of the n texts that both gave the same tone. kappa:
    Cohen's, that share beyond what chance would give, with its 95 % limits (Fleiss, Cohen and Everitt 1969); missing
    where both gave every text the same tone. Limits only from SMALL_BASE texts on: fewer are too few.
    """
    wide = labels.pivot(index="feedback_id", columns="person", values="value") if len(labels) else pd.DataFrame()
    rows = []
    for first, second in combinations(sorted(wide.columns), 2):
        both = wide[[first, second]].dropna()
        if len(both):
            rows.append((first, second, len(both), *_kappa(both[first], both[second])))
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("n", ascending=False, ignore_index=True, kind="stable")


def _kappa(one: pd.Series, other: pd.Series) -> tuple[float, float, float, float]:
    from statsmodels.stats.inter_rater import cohens_kappa

    kinds = [pd.Categorical(each, _TONES) for each in (one, other)]
    table = pd.crosstab(*kinds, dropna=False).to_numpy()
    agreed = float(np.trace(table) / table.sum())
    if (table > 0).sum() == 1:
        return agreed, np.nan, np.nan, np.nan
    found = cohens_kappa(table)
    limits = (found.kappa_low, found.kappa_upp) if table.sum() >= SMALL_BASE else (np.nan, np.nan)
    return agreed, float(found.kappa), *(float(np.clip(limit, -1, 1)) for limit in limits)
