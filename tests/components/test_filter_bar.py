"""Periods are counted from the data's own last day, and a comparison needs the whole of its period."""

from dataclasses import replace
from datetime import date

import pytest

from components.filter_bar import View, choices_in_words, compared, describe, span, step
from data_access.coverage import Coverage
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import loyalty, sentiment

HELD = Coverage(
    first_order_on=date(2024, 2, 10),
    last_order_on=date(2026, 6, 30),
    first_feedback_on=date(2025, 9, 1),
    last_feedback_on=date(2026, 6, 14),
)


@pytest.mark.parametrize(
    "period, start",
    [
        ("30d", date(2026, 6, 1)),
        ("90d", date(2026, 4, 2)),
        ("quarter", date(2026, 4, 1)),
        ("ytd", date(2026, 1, 1)),
        ("12m", date(2025, 7, 1)),
        ("all", date(2024, 2, 10)),
    ],
)
def test_presets_end_on_the_last_day_of_the_data_and_not_today(period, start):
    assert span(period, HELD) == (start, date(2026, 6, 30))


def test_twelve_months_to_the_end_of_a_leap_february():
    held = Coverage(first_order_on=date(2020, 1, 1), last_order_on=date(2024, 2, 29))
    assert span("12m", held) == (date(2023, 3, 1), date(2024, 2, 29))


def test_comparison_is_the_period_before_or_the_year_before_or_none():
    filters = Filters(start=date(2026, 4, 1), end=date(2026, 6, 30))
    assert (compared(filters, "previous").start, compared(filters, "previous").end) == (
        date(2025, 12, 31),
        date(2026, 3, 31),
    )
    assert compared(filters, "year").start == date(2025, 4, 1)
    assert compared(filters, "none") is None


def test_steps_suit_the_length_of_the_period():
    last = date(2026, 6, 30)
    starts = {"day": date(2026, 6, 1), "week": date(2026, 4, 1), "month": date(2025, 7, 1), "quarter": date(2018, 1, 1)}
    assert {step(start, last): start for start in starts.values()} == starts


def view(start, end, comparison="previous"):
    filters = Filters(start=start, end=end, as_of=HELD.last_order_on)
    return View(filters, compared(filters, comparison), "period before", "month", HELD)


def test_metric_is_not_compared_with_a_period_that_its_data_covers_in_part():
    half_year = view(date(2026, 1, 1), date(2026, 6, 30))
    assert half_year.comparison_of(loyalty.returning_customer_share) is not None
    # Feedback begins in September, the period before in July.
    assert half_year.comparison_of(sentiment.net_sentiment) is None
    quarter = view(date(2026, 4, 1), date(2026, 6, 30))
    assert quarter.comparison_of(sentiment.net_sentiment) is not None


def test_description_names_the_period_the_last_day_and_the_comparison():
    text = describe(view(date(2026, 4, 1), date(2026, 6, 30)))
    assert "1 Apr – 30 Jun 2026" in text
    assert "30 Jun 2026, the data's last day" in text
    assert "31 Dec 2025 – 31 Mar 2026" in text


def test_description_names_every_choice_and_counts_many():
    regions = ("West", "North", "South", "East")
    filters = Filters(region=regions, channel=("Shop", "App"), source=("(not given)",), brand=(EVERY_BRAND,))
    assert choices_in_words(filters) == [
        "Region: West and 3 more",
        "Channel: Shop, App",
        "Feedback source: not given",
        "Feedback about: all brands",
    ]
    chosen = view(date(2026, 4, 1), date(2026, 6, 30))
    text = describe(replace(chosen, filters=replace(chosen.filters, region=regions, attributes=(("tier", ("Gold",)),))))
    assert "31 Mar 2026 · Region: West and 3 more · Tier: Gold" in text.replace("\\", "")
