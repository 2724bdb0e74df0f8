"""Which change would have shown: against printed answers, and against counted data sets with such a change."""

import numpy as np
import pandas as pd
import pytest

from data_access.metrics import loyalty, orders, sentiment
from data_access.metrics.smallest_change import smallest_change
from data_access.metrics.uncertainty import change

RATE, SCORE = loyalty.returning_customer_share, sentiment.net_sentiment


def of(top, base):
    return pd.Series({"value": top / base, "numerator": float(top), "denominator": float(base)})


@pytest.mark.parametrize("base, points", [(200, 12.8), (500, 8.1), (1_000, 5.7), (2_000, 4.1), (5_000, 2.6)])
def test_of_a_rate_around_thirty_percent(base, points):
    half = of(0.3 * base, base)
    assert round(100 * smallest_change(RATE, half, half), 1) == points


def test_four_of_five_data_sets_with_such_a_change_show_it():
    chance = np.random.default_rng(7)
    base, before = 800, 0.3
    least = smallest_change(RATE, of(before * base, base), of(before * base, base))
    # Both periods around what they have in common.
    low, high = before - least / 2, before + least / 2
    shown = sum(
        change(RATE, of(chance.binomial(base, high), base), of(chance.binomial(base, low), base)).is_clear
        for _ in range(400)
    )
    assert 0.74 < shown / 400 < 0.86


def test_among_several_more_is_asked_of_a_change():
    row = of(300, 1_000)
    alone, among_four = smallest_change(RATE, row, row), smallest_change(RATE, row, row, 4)
    assert smallest_change(RATE, row, row, 2) == pytest.approx(alone)
    assert among_four / alone == pytest.approx((2.2414 + 0.8416) / (1.9600 + 0.8416), abs=1e-4)


def test_of_a_mean_customers_count_and_not_texts():
    def said(each):
        """100 people who speak `each` times, half of them always +1 and half always -1."""
        moments = {"moment_dd": 100.0 * each**2, "moment_dn": 0.0, "moment_nn": 100.0 * each**2}
        return pd.Series(
            {"value": 0.0, "numerator": 0.0, "denominator": 100.0 * each, "moment_units": 100.0, **moments}
        )

    once = smallest_change(SCORE, said(1), said(1))
    assert once == pytest.approx((1.9600 + 0.8416) * np.sqrt(2 * 1 / 100), abs=1e-4)
    assert smallest_change(SCORE, said(5), said(5)) == pytest.approx(once)


def test_where_nothing_can_be_said_nothing_is():
    full, nobody = of(50, 50), of(0, 50)
    assert smallest_change(RATE, full, full) is None
    assert smallest_change(RATE, nobody, nobody) is None
    assert smallest_change(RATE, full, pd.Series({"value": np.nan, "numerator": 0.0, "denominator": 0.0})) is None
    assert smallest_change(orders.orders, full, full) is None
