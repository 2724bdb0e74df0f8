"""The changes of many groups at once are those that every card shows, one by one."""

import numpy as np
import pandas as pd
import pytest

from data_access.findings.changes import LEAST_EVENTS, LEAST_SPEAKERS, can_tell, changed
from data_access.metrics import loyalty, sentiment
from data_access.metrics.uncertainty import change

RATE, MEAN = loyalty.repurchase_rate, sentiment.net_sentiment


def rates(chance, rows=20):
    base = chance.integers(1, 400, rows).astype(float)
    top = np.floor(base * chance.choice([0.0, 0.03, 0.4, 1.0], rows))
    return pd.DataFrame({"value": top / base, "numerator": top, "denominator": base})


def means(chance, rows=20):
    """Each row of some hundred speakers who wrote one to four times."""
    made = []
    for _ in range(rows):
        n = chance.integers(1, 5, 200).astype(float)
        d = chance.integers(-1, 2, 200) * n
        made.append(
            {
                "value": d.sum() / n.sum(),
                "numerator": d.sum(),
                "denominator": n.sum(),
                "moment_dd": (d * d).sum(),
                "moment_dn": (d * n).sum(),
                "moment_nn": (n * n).sum(),
                "moment_units": 200.0,
            }
        )
    return pd.DataFrame(made)


@pytest.mark.parametrize("metric, draw", [(RATE, rates), (MEAN, means)])
def test_change_interval_and_test_are_those_of_a_single_comparison(metric, draw):
    chance = np.random.default_rng(3)
    now, before = draw(chance), draw(chance)
    found = changed(metric.interval, now, before)
    for place in range(len(now)):
        one = change(metric, now.iloc[place], before.iloc[place])
        expected = [one.difference, one.low, one.high, one.p]
        assert found.loc[place, ["difference", "low", "high", "p"]].tolist() == pytest.approx(expected, abs=1e-9)


def test_rate_of_which_hardly_anybody_is_on_one_side_is_not_looked_at():
    half = LEAST_EVENTS / 2
    row = {"numerator": [half, half - 1, 1000 - half, 1001 - half, 5.0], "denominator": [1000.0] * 4 + [29.0]}
    sides = [pd.DataFrame(row)] * 2
    assert list(can_tell("wilson", *sides)) == [True, False, True, False, False]


def test_mean_of_few_speakers_is_not_looked_at_however_much_they_wrote():
    row = pd.DataFrame({"denominator": [900.0] * 2, "moment_units": [LEAST_SPEAKERS, LEAST_SPEAKERS - 1]})
    assert list(can_tell("clustered", row, row)) == [True, False]
