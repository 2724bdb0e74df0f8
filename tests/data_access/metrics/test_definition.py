"""What holds for metrics as such: intervals by the book, changes, frames without holes, and refusals in sentences."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from data_access.filters import Filters
from data_access.metrics import METRICS, loyalty, orders, sentiment
from data_access.metrics.definition import COLUMNS, CONFIDENCE, as_date
from data_access.metrics.frame import frame
from data_access.metrics.uncertainty import change, intervals, wilson

RATE = loyalty.returning_customer_share


def row(numerator, denominator, **more):
    value = numerator / denominator if denominator else np.nan
    return {"period": None, "group": None, "value": value, "numerator": numerator, "denominator": denominator, **more}


@pytest.mark.parametrize(
    "numerator, denominator, low, high", [(3, 10, 0.108, 0.603), (120, 400, 0.257, 0.347), (0, 20, 0, 0.161)]
)
def test_a_rate_has_wilsons_interval(numerator, denominator, low, high):
    limits = intervals(RATE, pd.DataFrame([row(numerator, denominator)]))
    assert [float(limit[0]) for limit in limits] == [pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4)]


def test_wilsons_interval_is_that_of_statsmodels_to_the_last_digit():
    base = np.array([1, 2, 7, 30, 100, 999, 54_321, 0, 10, 10.0])
    top = np.array([0, 1, 7, 11, 50, 1, 12_345, 0, 0, 10.0])
    low, high = wilson(top, base)
    known = base > 0
    theirs = proportion_confint(top[known], base[known], 1 - CONFIDENCE, method="wilson")
    assert [low[known].tolist(), high[known].tolist()] == [side.tolist() for side in theirs]
    assert np.isnan(low[~known]).all() and np.isnan(high[~known]).all()


def test_nobody_has_no_interval_beside_somebody_who_has():
    low, high = intervals(RATE, pd.DataFrame([row(0, 0), row(3, 10)]))
    assert list(np.isnan(low)) == list(np.isnan(high)) == [True, False]


def test_the_change_of_a_rate_has_newcombes_interval():
    """150 of 420 against 120 of 400: 5.7 points more, between -0.7 and 12.1."""
    difference = change(RATE, pd.Series(row(150, 420)), pd.Series(row(120, 400)))
    assert difference.difference == pytest.approx(150 / 420 - 0.3)
    assert (difference.low, difference.high) == (pytest.approx(-0.007, abs=5e-4), pytest.approx(0.121, abs=5e-4))
    assert not difference.is_clear
    assert change(RATE, pd.Series(row(210, 420)), pd.Series(row(120, 400))).is_clear


def test_a_change_from_or_to_nobody_is_unknown():
    for now, before in ((row(0, 0), row(3, 10)), (row(3, 10), row(0, 0))):
        unknown = change(RATE, pd.Series(now), pd.Series(before))
        assert (unknown.difference, unknown.low, unknown.high, unknown.is_clear) == (None, None, None, False)


def test_the_change_of_an_amount_has_no_interval():
    now, before = ({"value": value, "numerator": value, "denominator": np.nan} for value in (120.0, 100.0))
    difference = change(orders.revenue, pd.Series(now), pd.Series(before))
    assert (difference.difference, difference.low, difference.is_clear) == (20, None, False)


def test_a_single_speaker_gives_a_change_but_no_interval():
    many = row(0, 40, moment_dd=40.0, moment_dn=0.0, moment_nn=40.0, moment_units=40)
    one = row(1, 1, moment_dd=1.0, moment_dn=1.0, moment_nn=1.0, moment_units=1)
    difference = change(sentiment.net_sentiment, pd.Series(many), pd.Series(one))
    assert (difference.difference, difference.low, difference.high) == (-1, None, None)


def rows(*given):
    return pd.DataFrame(given, columns=["period", "group", "value", "numerator", "denominator"])


def test_a_frame_has_every_step_of_the_period_for_every_group():
    given = rows((date(2025, 2, 1), "web", 0.5, 1, 2), (date(2025, 3, 1), "shop", 0.25, 1, 4))
    made = frame(RATE, given, Filters(date(2025, 1, 20), date(2025, 4, 2)), "month")
    assert list(made.columns) == list(COLUMNS)
    assert list(made["period"].dt.month) == [1, 1, 2, 2, 3, 3, 4, 4]
    assert list(made["group"]) == ["shop", "web"] * 4
    assert list(made["denominator"]) == [0, 0, 0, 2, 4, 0, 0, 0]
    assert made["value"].isna().sum() == 6


def test_counts_of_steps_without_rows_are_0_from_the_monday_on():
    given = rows((date(2025, 1, 6), None, 5, 5, None))
    made = frame(orders.orders, given, Filters(date(2025, 1, 1), date(2025, 1, 20)), "week")
    assert list(made["period"].dt.strftime("%m-%d")) == ["12-30", "01-06", "01-13", "01-20"]
    assert list(made["value"]) == list(made["numerator"]) == [0, 5, 0, 0]
    assert made["denominator"].isna().all()


def test_an_open_period_is_as_long_as_its_data():
    given = rows((date(2025, 1, 1), None, 5, 5, None), (date(2025, 7, 1), None, 2, 2, None))
    made = frame(orders.orders, given, Filters(), "quarter")
    assert list(made["period"].dt.strftime("%m-%d")) == ["01-01", "04-01", "07-01"]
    assert list(made["value"]) == [5, 0, 2]


def test_a_dimension_that_a_metric_does_not_have_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="revenue cannot be broken down by brand. Choose of: channel"):
        METRICS["revenue"](Filters(), by="brand")
    with pytest.raises(ValueError, match="'fortnight' is not a step in time"):
        METRICS["revenue"](Filters(), every="fortnight")


def test_a_day_that_is_none_is_refused_in_a_sentence():
    assert as_date("2025-04-30") == as_date(date(2025, 4, 30)) == date(2025, 4, 30)
    assert as_date(None) is None
    with pytest.raises(ValueError, match="'30.04.2025' is not a day. Write it as 2025-04-30."):
        as_date("30.04.2025")
