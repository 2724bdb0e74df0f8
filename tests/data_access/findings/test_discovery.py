"""How often what stands there is chance: never more than is said."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from data_access.findings.chosen import told
from data_access.findings.discovery import FALSE_SHARE, passed, q_values, smallest_seen
from tests.data_access.findings import quiet


def no_parts(measure, by):
    raise AssertionError("Nothing was found, so nothing is to be explained.")


@pytest.mark.parametrize("seed", range(5))
def test_false_discoveries_are_controlled_as_an_independent_computation_does(seed):
    chance = np.random.default_rng(seed)
    p = np.concatenate([chance.uniform(size=80), chance.uniform(size=20) ** 4, [0.2, 0.2, 1.0]])
    rejected, q, *_ = multipletests(p, alpha=FALSE_SHARE, method="fdr_bh")
    assert q_values(p) == pytest.approx(q)
    assert list(q_values(p) <= FALSE_SHARE) == list(rejected)


def test_nothing_at_all_is_looked_at_without_an_error():
    assert len(q_values(np.array([]))) == 0
    found = told(pd.DataFrame(columns=[*quiet.COLUMNS]), no_parts)
    assert (found.findings, found.looked_at) == ((), 0)


def test_quiet_data_sets_are_said_to_be_quiet_in_at_least_95_of_100():
    sets = quiet.comparisons(np.random.default_rng(11), 100)
    assert len(sets) == 100
    assert min(map(len, sets)) > 60
    assert sum(len(passed(rows)) > 0 for rows in sets) <= 5


def test_of_what_passes_at_most_one_in_ten_is_chance_on_average():
    planted = {("theme_share", "theme", f"theme {n}"): 0.05 for n in range(4, 10)}
    sets = quiet.comparisons(np.random.default_rng(12), 60, planted)
    kept = [passed(rows) for rows in sets]
    false = [1 - rows["group"].isin([key[2] for key in planted]).mean() for rows in kept if len(rows)]
    assert sum(len(rows) > 0 for rows in kept) >= 55
    # Two standard errors of so few sets; of 1,200 the mean is 9.1 %.
    assert sum(false) / len(sets) <= FALSE_SHARE + 0.03


def test_change_that_is_said_to_be_seen_would_be_found_in_four_of_five_data_sets():
    chance, looked_at, error = np.random.default_rng(13), 150, 0.02
    size = smallest_seen(pd.Series({"error": error}), looked_at)
    found = 0
    for _ in range(300):
        scores = chance.normal(size=looked_at)
        scores[0] += size / error
        values = scores * error
        rows = pd.DataFrame({"p": 2 * norm.sf(abs(scores)), "low": values - 2 * error, "high": values + 2 * error})
        found += 0 in passed(rows).index
    assert 0.72 <= found / 300 <= 0.88
