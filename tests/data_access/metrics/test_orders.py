"""Orders, revenue, average order value: what counts, and in which period."""

from datetime import date
from itertools import cycle

import pandas as pd

from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics import METRICS
from tests.data_access.metrics import by_hand
from tests.data_access.metrics.agreement import agrees, some_views
from tests.data_access.metrics.shops import import_shop, random_shop

orders, revenue, average_order_value = (METRICS[name] for name in ("orders", "revenue", "average_order_value"))
APRIL = Filters(date(2025, 4, 1), date(2025, 4, 30))


def test_cancelled_refunded_negative_and_test_orders_do_not_count(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | status    | refunded_amount
        C1          | 2025-04-01 | 100    | completed |
        C2          | 2025-04-02 | 50     |           | 20
        C3          | 2025-04-03 | 40     | cancelled |
        C4          | 2025-04-04 | 30     | test      |
        C5          | 2025-04-05 | 20     |           | 20
        C6          | 2025-04-06 | -15    |           |
        C7          | 2025-04-07 | 0      |           |
    """)
    assert fetch_one(orders, APRIL)["value"] == 2
    assert fetch_one(revenue, APRIL)["value"] == 100 + (50 - 20)
    average = fetch_one(average_order_value, APRIL)
    assert (average["value"], average["numerator"], average["denominator"]) == (65, 130, 2)


def test_an_order_without_a_customer_counts_unless_customers_are_chosen(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | segment
        C1          | 2025-04-01 | 100    | trade
                    | 2025-04-02 | 50     |
    """)
    assert fetch_one(revenue, APRIL)["value"] == 150
    assert fetch_one(revenue, Filters(APRIL.start, APRIL.end, segment=("trade",)))["value"] == 100
    by_segment = fetch(revenue, APRIL, by="segment").set_index("group")["value"].to_dict()
    assert by_segment == {"trade": 100, "(not given)": 50}


def test_the_last_minute_of_the_last_day_counts_and_the_next_day_does_not(db, given_orders):
    given_orders("""
        customer_id | ordered_at
        C1          | 2025-03-31 23:59:59
        C2          | 2025-04-01 00:00:00
        C3          | 2025-04-30 23:59:59
        C4          | 2025-05-01 00:00:00
    """)
    assert fetch_one(orders, APRIL)["value"] == 2


def test_no_orders_are_0_revenue_and_an_unknown_average(db):
    assert fetch_one(orders, APRIL)["value"] == 0
    assert fetch_one(revenue, APRIL)["value"] == 0
    average = fetch_one(average_order_value, APRIL)
    assert pd.isna(average["value"]) and average["denominator"] == 0


def test_months_without_orders_are_0_and_have_no_average(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount
        C1          | 2025-01-15 | 30
        C2          | 2025-03-15 | 20
    """)
    quarter = Filters(date(2025, 1, 10), date(2025, 4, 5))
    monthly = fetch(revenue, quarter, every="month")
    assert list(monthly["period"].dt.strftime("%Y-%m-%d")) == ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]
    assert list(monthly["value"]) == [30, 0, 20, 0]
    assert list(fetch(average_order_value, quarter, every="month")["value"].isna()) == [False, True, False, True]


def test_currencies_are_never_added(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | currency
        C1          | 2025-04-01 | 100    | GBP
        C2          | 2025-04-02 | 70     | EUR
        C3          | 2025-04-03 | 5      |
    """)
    in_pounds = Filters(APRIL.start, APRIL.end, currency="GBP")
    assert fetch_one(revenue, in_pounds)["value"] == 105  # what names no currency is in the one chosen
    average = fetch_one(average_order_value, in_pounds)
    assert average["value"] == average["numerator"] / average["denominator"] == 105 / 2
    assert fetch_one(orders, in_pounds)["value"] == 3


def test_orders_agree_with_plain_python_by_every_dimension_and_step(db, given_brands, given_orders, given_feedback):
    shop = random_shop(seed=11)
    import_shop(shop, given_brands, given_orders, given_feedback)
    chosen = (
        Filters(date(2024, 2, 14), date(2025, 2, 20)),
        Filters(channel=("web", "phone"), region=("north",)),
        Filters(date(2024, 6, 1), date(2024, 8, 31), segment=("trade", "club"), category=("toys",)),
    )
    views = some_views(30, chosen, (None, "channel", "category", "segment", "region"))
    # The three differ in what they count alone: each view is tried with one of them in turn.
    for metric, (filters, every, by) in zip(cycle((orders, revenue, average_order_value)), views, strict=False):
        expected = getattr(by_hand, metric.name)(shop, filters, by, every)
        agrees(fetch(metric, filters, by=by, every=every), expected)
