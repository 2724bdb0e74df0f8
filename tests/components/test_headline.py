"""A card says better or worse only where the change is clear for the row as a whole."""

import base64
import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from components import kpi, target_form
from components.charts import sparkline
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
        (None, True, False, kpi.TOO_EARLY),
        (0.05, None, True, None),
    ],
)
def test_verdict_in_a_word(difference, more_is_better, is_coloured, word):
    headline = Headline(SHARE.metric, SHARE.label, SHARE.noun, more_is_better)
    assert verdict(VIEW, headline, ROW, Change(difference), is_coloured) == word


@pytest.mark.parametrize(
    "moved, word",
    [
        (Change(0.01, -0.02, 0.04), kpi.UNCLEAR),
        (Change(0.15, -0.01, 0.31), kpi.TOO_EARLY),  # 15 points, and nobody can tell
        (Change(-0.03, -0.06, -0.001), kpi.TOO_EARLY),
        (Change(0.05), kpi.TOO_EARLY),
    ],
)
def test_no_clear_change_is_said_only_where_little_can_hide(moved, word):
    assert verdict(VIEW, SHARE, ROW, moved, False, ROW) == word


def test_small_base_of_either_period_cannot_tell():
    clear = Change(0.3, 0.1, 0.5)
    assert verdict(VIEW, SHARE, ROW, clear, True, ROW) == kpi.BETTER
    assert verdict(VIEW, SHARE, ROW.replace(100.0, 29.0), clear, True, ROW) == kpi.TOO_EARLY
    assert verdict(VIEW, SHARE, ROW, clear, True, ROW.replace(100.0, 29.0)) == kpi.TOO_EARLY


def test_data_that_does_not_reach_back_cannot_tell():
    short = replace(VIEW, coverage=Coverage(first_order_on=NOW.start))
    assert verdict(short, SHARE, ROW, Change(), False) == kpi.TOO_EARLY


@pytest.mark.parametrize(
    "unit, target, state, words",
    [
        ("percent", 0.5, "above", "Above target 50.0%"),
        ("score", -0.1, "below", "Below target −10.0"),
        ("percent", 0.3, "too close", "Target 30.0%: too close to tell"),
        ("percent", 0.3, None, "Target 30.0%"),
        ("percent", None, None, ""),
    ],
)
def test_target_in_words(unit, target, state, words):
    assert target_form.words(unit, target, state) == words


def test_only_numbers_with_an_interval_can_have_a_target():
    assert SHARE.aim.name == "returning_customer_share"
    assert Headline(orders.revenue, "Revenue", "orders").aim is None


def test_card_keeps_a_line_for_what_another_card_of_its_row_says():
    def lines(markup):
        return re.findall(r'class="earshot-kpi-(seen|target)"', markup)

    assert lines(kpi.card_html("x", "1%")) == []
    assert lines(kpi.card_html("x", "1%", seen_text="", target_text="Above target 1%")) == ["seen", "target"]


def test_target_is_a_line_across_the_sparkline_whose_scale_holds_it():
    plain, aimed = sparkline([0.1, 0.2, 0.3]), sparkline([0.1, 0.2, 0.3], None, 0.6)
    assert "earshot-spark-target" not in plain and "earshot-spark-target" in aimed
    masks = re.findall(r"base64,([^)]+)\)", aimed)
    target, current = (base64.b64decode(masks[place]).decode() for place in (0, 2))
    assert "stroke-dasharray" in target and 'd="M5.0 5.0L235.0 5.0"' in target  # the highest is the target
    assert "M5.0 39.0L" in current


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
