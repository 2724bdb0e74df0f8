"""The difference of two groups that share people: 95 intervals of 100 hold it, and without sharing nothing is new."""

from dataclasses import replace

import numpy as np
import pytest

from data_access.metrics.loyalty import returning_customer_share as share
from data_access.metrics.sentiment import net_sentiment as mean
from data_access.metrics.uncertainty import change, change_beside_shared

RUNS = 400
MOMENTS = ("moment_dd", "moment_dn", "moment_nn", "moment_units")
NOBODY = {"value": float("nan"), "numerator": 0.0, "denominator": 0.0} | dict.fromkeys(MOMENTS, 0.0)


def row(d, n) -> dict[str, float]:
    """Of people's sums and counts, the row of a metric."""
    moments = dict(zip(MOMENTS, (d @ d, d @ n, n @ n, float(len(d))), strict=True))
    return {"value": d.sum() / n.sum(), "numerator": d.sum(), "denominator": n.sum()} | moments


def people(chance, size, rate, often=None):
    """Sums and counts: of one yes or no each, or of the scores that each person gives, which are alike."""
    if often is None:
        return (chance.random(size) < rate).astype(float), np.ones(size)
    n = 1.0 + chance.poisson(often, size)
    return n * (rate + chance.normal(0, 0.5, size)), n


@pytest.mark.parametrize(("metric", "often"), [(share, None), (mean, 2.0)])
def test_the_interval_holds_the_difference_as_often_as_it_says(metric, often):
    """Of 120 and 100 people 70 are in both: far more than in the intervals of two samples of different people."""
    chance, held, held_apart, found = np.random.default_rng(5), 0, 0, []
    sizes, rates = (50, 70, 30), (0.35, 0.3, 0.2)  # in the one alone, in both, in the other alone
    counts = np.array(sizes) * (1 if often is None else 1 + often)
    one, both, other = counts * rates
    true = (one + both) / counts[:2].sum() - (both + other) / counts[1:].sum()
    for run in range(RUNS):
        alone, shared, others = (people(chance, *each, often) for each in zip(sizes, rates, strict=True))
        rows = [row(*map(np.concatenate, zip(shared, each, strict=True))) for each in (alone, others)]
        told = change_beside_shared(metric, *rows, row(*shared))
        assert told.difference == pytest.approx(rows[0]["value"] - rows[1]["value"])
        held += told.low <= true <= told.high
        if run % 4 == 0:
            apart = change(metric, *rows)
            held_apart += apart.low <= true <= apart.high
        found.append((told.p < 0.05) == (told.low > 0 or told.high < 0))
    assert 0.93 <= held / RUNS <= 0.975
    assert held_apart / (RUNS / 4) > 0.985, "what takes them for different people says too little"
    assert np.mean(found) > 0.95, "the test and the interval agree"


@pytest.mark.parametrize(("metric", "often"), [(share, None), (mean, 2.0)])
def test_without_anybody_in_both_it_is_the_difference_as_ever(metric, often):
    chance = np.random.default_rng(9)
    one, other = (row(*people(chance, size, rate, often)) for size, rate in ((40, 0.6), (75, 0.3)))
    told, expected = change_beside_shared(metric, one, other, NOBODY), change(metric, one, other)
    for name in ("difference", "low", "high", "p"):
        assert getattr(told, name) == pytest.approx(getattr(expected, name)), name
    assert told.is_clear


@pytest.mark.parametrize(("metric", "often"), [(share, None), (mean, 2.0)])
def test_the_same_people_do_not_differ(metric, often):
    everyone = row(*people(np.random.default_rng(2), 60, 0.4, often))
    told = change_beside_shared(metric, everyone, everyone, everyone)
    assert (told.difference, told.low, told.high, told.p) == (0.0, 0.0, 0.0, 1.0) and not told.is_clear
    assert change_beside_shared(metric, everyone, NOBODY, NOBODY).difference is None
    plain = replace(metric, interval=None)
    assert change_beside_shared(plain, everyone, everyone, everyone).low is None
