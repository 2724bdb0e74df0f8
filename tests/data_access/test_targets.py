"""Targets are kept by headline, and reached when the whole interval says so."""

import pandas as pd
import pytest

from data_access import database, targets
from data_access.metrics import loyalty, orders, sentiment
from tests.conftest import only_duckdb


def test_target_is_kept_replaced_and_forgotten_and_no_kept_answer_goes(db):
    name = targets.name_of(loyalty.repurchase_rate, horizon=90)
    assert name == "repurchase_rate horizon=90"
    state = database.current_version()
    targets.put(name, 0.3, "percent")
    targets.put(name, 0.35, "percent")
    targets.put("net_sentiment", -0.1, "score")
    assert targets.known() == {name: 0.35, "net_sentiment": -0.1}
    targets.remove(name)
    targets.remove("never set")
    assert targets.known() == {"net_sentiment": -0.1}
    assert database.current_version() == state


@pytest.mark.parametrize("value, unit", [(1.01, "percent"), (-0.01, "percent"), (1.5, "score"), (-1, "ratio")])
@only_duckdb
def test_value_that_the_measure_cannot_have_is_refused(db, value, unit):
    with pytest.raises(ValueError, match=r"\.$"):
        targets.put("x", value, unit)
    assert targets.known() == {}


@pytest.mark.parametrize(
    "low, high, state",
    [(0.31, 0.36, "above"), (0.24, 0.29, "below"), (0.28, 0.31, "too close"), (0.3, 0.4, "too close")],
)
def test_target_is_reached_when_the_whole_interval_lies_above_it(low, high, state):
    assert targets.reached(pd.Series({"value": 0.3, "low": low, "high": high}), 0.3) == state


def test_without_a_value_nothing_is_said_of_the_target():
    assert targets.reached(pd.Series({"value": float("nan"), "low": float("nan"), "high": float("nan")}), 0.3) is None


def test_only_what_has_an_interval_can_have_one():
    assert targets.can_have(loyalty.repurchase_rate) and targets.can_have(sentiment.net_sentiment)
    assert not targets.can_have(orders.revenue)
