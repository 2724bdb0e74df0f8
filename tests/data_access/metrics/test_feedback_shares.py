"""Which part of the feedback can be scored, and which part is linked to a customer."""

from datetime import date

import pytest

from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.sentiment import match_rate, scored_share

SAID = """
    created_at | source | customer_id | segment | rating | text
    2026-01-31 | Survey | C1          | Homes   | 5      | I love it.
    2026-02-01 | Survey | C1          | Homes   | 4      |
    2026-02-02 | Shop   |             |         | 1      | Terrible, I hate it.
    2026-02-28 | Shop   |             |         | 2      |
"""
FEBRUARY = Filters(date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def said(db, given_feedback):
    given_feedback(SAID)


def of(metric, filters=FEBRUARY, **options):
    rows = fetch.fetch(metric, filters, **options)
    return [(row.group, row.numerator, row.denominator) for row in rows.itertuples()]


def test_scored_share_counts_what_has_words(said):
    assert of(scored_share, by="source") == [("Shop", 1, 2), ("Survey", 0, 1)]


def test_match_rate_counts_what_has_a_customer(said):
    assert [row[1:] for row in of(match_rate)] == [(1, 3)]


def test_match_rate_ignores_choices_about_the_customer_and_keeps_the_others(said):
    chosen = Filters(FEBRUARY.start, FEBRUARY.end, segment=("Homes",), source=("Shop",))
    assert [row[1:] for row in of(match_rate, chosen)] == [(0, 2)]
    assert [row[1:] for row in of(scored_share, chosen)] == [(0, 0)]


def test_share_of_no_feedback_is_unknown_and_not_zero(db):
    for metric in (scored_share, match_rate):
        row = fetch.fetch_one(metric, FEBRUARY)
        assert row["denominator"] == 0 and row["value"] != row["value"]
