"""Steps of time, against what pandas' own calendar says of them, and the row of a whole period added up from them."""

import math
from datetime import date

import pandas as pd
import pytest

from components.series import _ends, by_period, previous_step, whole
from data_access.filters import Filters
from data_access.metrics import loyalty, orders


@pytest.mark.parametrize(
    "every, starts, offset",
    [
        ("day", pd.date_range("2024-02-27", periods=5), pd.DateOffset(days=1)),
        ("week", pd.date_range("2023-12-25", periods=5, freq="W-MON"), pd.DateOffset(days=7)),
        ("month", pd.date_range("2023-11-01", periods=5, freq="MS"), pd.DateOffset(months=1)),
        ("quarter", pd.date_range("2023-10-01", periods=5, freq="QS"), pd.DateOffset(months=3)),
    ],
)
def test_a_step_ends_on_the_day_before_the_next_one(every, starts, offset):
    assert pd.DatetimeIndex(_ends(starts.to_numpy(), every)).equals(starts + offset - pd.Timedelta(days=1))
    assert [previous_step((each + offset).date(), every) for each in starts] == [each.date() for each in starts]


def test_what_adds_up_is_added_up_and_what_is_unknown_in_every_step_stays_unknown():
    rate = loyalty.returning_order_share
    steps = pd.DataFrame({"numerator": [3.0, math.nan, 9.0], "denominator": [10.0, math.nan, 30.0]})
    row = whole(rate, Filters(date(2026, 1, 1), date(2026, 3, 31)), steps)
    assert rate.adds_up and row.drop(["low", "high"]).to_dict() == {"value": 0.3, "numerator": 12, "denominator": 40}
    assert row["low"] == pytest.approx(0.181, abs=5e-4) and row["high"] == pytest.approx(0.454, abs=5e-4)
    total = whole(orders.revenue, Filters(), steps.assign(denominator=math.nan))
    assert orders.revenue.adds_up and total["value"] == 12 and math.isnan(total["denominator"])


def test_a_sparkline_is_oldest_first():
    frame = pd.DataFrame({"period": pd.to_datetime(["2026-02-01", "2026-01-01"]), "value": [2.0, 1.0]})
    assert by_period(frame).tolist() == [1.0, 2.0]
