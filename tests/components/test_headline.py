"""A card says better or worse only where the change is clear for the row as a whole."""

from datetime import date

import pandas as pd
import pytest

from components import kpi
from components.filter_bar import View
from components.headline import Headline, base_text, has_small_base, verdict
from data_access.coverage import Coverage
from data_access.filters import Filters
from data_access.metrics import loyalty, orders, sentiment
from data_access.metrics.uncertainty import Change

NOW = Filters(start=date(2026, 1, 1), end=date(2026, 3, 31), as_of=date(2026, 3, 31))
VIEW = View(NOW, NOW.previous(), "period before", "month", Coverage(first_order_on=date(2025, 1, 1)))
SHARE = Headline(loyalty.returning_customer_share, "Customers who came back", "customers")
ROW = pd.Series({"value": 0.4, "numerator": 40.0, "denominator": 100.0})


@pytest.mark.parametrize(
    "difference, more_is_better, is_coloured, word",
    [
        (0.05, True, True, kpi.BETTER),
        (-0.05, True, True, kpi.WORSE),
        (0.05, False, True, kpi.WORSE),
        (0.05, True, False, kpi.UNCLEAR),
        (None, True, False, kpi.TOO_EARLY),
        (0.05, None, True, None),
    ],
)
def test_verdict_in_a_word(difference, more_is_better, is_coloured, word):
    headline = Headline(SHARE.metric, SHARE.label, SHARE.noun, more_is_better)
    assert verdict(VIEW, headline, ROW, Change(difference), is_coloured) == word


def test_nothing_is_said_where_nothing_is_compared():
    alone = View(NOW, None, "", "month", VIEW.coverage)
    assert verdict(alone, SHARE, ROW, Change(), False) is None


def test_base_is_people_of_people_for_a_share_and_n_for_a_mean():
    assert base_text(SHARE.metric, ROW, "customers") == "40 of 100 customers"
    assert base_text(sentiment.net_sentiment, ROW, "pieces of feedback") == "100 pieces of feedback"
    assert base_text(orders.orders, ROW.replace(100.0, float("nan")), "orders") == "orders"
    assert base_text(SHARE.metric, ROW.replace(100.0, 0.0), "customers") == "No customers in the period"


def test_base_under_thirty_is_small_and_nobody_is_no_base():
    assert has_small_base(SHARE.metric, ROW.replace(100.0, 29.0))
    assert not has_small_base(SHARE.metric, ROW.replace(100.0, 30.0))
    assert not has_small_base(SHARE.metric, ROW.replace(100.0, 0.0))
