"""Do customers come back? The ledger of the definitions, worked by hand, and random ledgers against by_hand."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics import METRICS, loyalty
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.agreement import agrees
from tests.data_access.metrics.strategies import filters

# Twelve customers and the days on which they bought; the numbers below are counted from it.
LEDGER = {
    "C1": "2025-01-10 2025-04-15",
    "C2": "2025-04-02 2025-04-20 2025-06-30",
    "C3": "2025-04-05",
    "C4": "2025-04-25 2025-07-20",
    "C5": "2025-05-10",
    "C6": "2025-05-20 2025-06-10",
    "C7": "2025-06-20",
    "C8": "2025-06-25 2025-07-05",
    "C9": "2025-02-01 2025-03-01",
    "C10": "2024-12-01 2025-05-05",
    "C11": "2025-03-15",
    "C12": "2025-06-01",
}
AS_OF = date(2025, 7, 31)
WINDOW = Filters(date(2025, 4, 1), date(2025, 6, 30), as_of=AS_OF)


@pytest.fixture(scope="module", params=DATABASES)
def ledger(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders([{"customer_id": who, "ordered_at": day} for who in LEDGER for day in LEDGER[who].split()])
        yield


@pytest.mark.parametrize(
    "name, returned, customers",
    [
        ("repeat_within_period", 2, 10),
        ("returning_customer_share", 4, 10),
        ("bought_before_share", 2, 10),
        ("returning_order_share", 5, 13),
        ("repurchase_rate", 2, 3),
        ("ever_repeat", 7, 12),
        ("period_retention", 1, 3),
    ],
)
def test_the_ledger_gives_the_rates_of_its_definitions(ledger, name, returned, customers):
    rate = fetch_one(METRICS[name], WINDOW)
    assert (rate["numerator"], rate["denominator"]) == (returned, customers)
    assert rate["value"] == returned / customers
    assert rate["low"] < rate["value"] < rate["high"]


def test_repeat_orders_of_new_customers_are_counted_until_the_data_ends(ledger):
    """C2 twice, C4, C6 and C8 once, of the eight who were new."""
    rate = fetch_one(loyalty.repeat_orders_per_customer, WINDOW)
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (5, 8, 5 / 8)
    by_june = Filters(WINDOW.start, WINDOW.end, as_of=WINDOW.end)
    assert fetch_one(loyalty.repeat_orders_per_customer, by_june)["numerator"] == 3


def test_a_report_of_the_past_does_not_change_with_later_purchases(ledger):
    """C4 and C8 came back in July: of the second quarter's customers they stay first-time buyers."""
    later = Filters(WINDOW.start, WINDOW.end, as_of=date(2026, 7, 31))
    assert fetch_one(loyalty.returning_customer_share, later)["numerator"] == 4


def test_repurchase_counts_only_customers_who_have_had_the_time(ledger):
    naive = Filters(WINDOW.start, WINDOW.end)
    assert fetch_one(loyalty.repurchase_rate, naive)["value"] == 4 / 8
    a_month = fetch_one(loyalty.repurchase_rate, WINDOW, horizon=30)
    assert (a_month["numerator"], a_month["denominator"]) == (3, 8)  # C2, C6, C8
    nobody_yet = Filters(date(2025, 6, 1), date(2025, 6, 30), as_of=AS_OF)
    rate = fetch_one(loyalty.repurchase_rate, nobody_yet)
    assert rate["denominator"] == 0 and pd.isna(rate["value"])


def test_a_second_purchase_on_the_last_day_of_the_horizon_counts(ledger):
    """C4 came back after 86 days."""
    april_25 = Filters(date(2025, 4, 25), date(2025, 4, 25), as_of=AS_OF)
    assert fetch_one(loyalty.repurchase_rate, april_25, horizon=86)["value"] == 1
    assert fetch_one(loyalty.repurchase_rate, april_25, horizon=85)["value"] == 0


def test_a_horizon_of_no_days_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="at least 1"):
        loyalty.repurchase_rate(WINDOW, horizon=0)


def test_rates_of_nobody_are_unknown_and_not_zero(ledger):
    before_all = Filters(date(2020, 1, 1), date(2020, 1, 31), as_of=AS_OF)
    for name in ("repeat_within_period", "returning_customer_share", "returning_order_share", "period_retention"):
        rate = fetch_one(METRICS[name], before_all)
        assert rate["denominator"] == 0 and rate[["value", "low", "high"]].isna().all(), name
    assert fetch_one(loyalty.customers, before_all)["value"] == 0


def test_revenue_of_the_ledger_is_split_by_first_and_later_purchases(ledger):
    split = fetch(loyalty.new_and_returning_revenue, WINDOW).set_index("group")["value"].to_dict()
    assert split == {"new": 8 * 10, "returning": 5 * 10}


def test_months_of_the_ledger(ledger):
    monthly = fetch(loyalty.returning_customer_share, WINDOW, every="month")
    assert list(zip(monthly["numerator"], monthly["denominator"], strict=True)) == [
        (2, 4),  # April: C1 C2 of C1 C2 C3 C4
        (1, 3),  # May: C10 of C5 C6 C10
        (2, 5),  # June: C2 C6 of C2 C6 C7 C8 C12
    ]


def test_customers_of_each_segment(db, given_orders):
    given_orders("""
        customer_id | ordered_at | segment | channel
        C1          | 2025-04-01 | trade   | web
        C1          | 2025-04-09 | trade   | shop
        C2          | 2025-04-03 | trade   | web
        C3          | 2025-04-04 |         | shop
    """)
    by_segment = fetch(loyalty.repeat_within_period, WINDOW, by="segment").set_index("group")
    assert by_segment.loc["trade", ["numerator", "denominator"]].tolist() == [1, 2]
    assert by_segment.loc["(not given)", ["numerator", "denominator"]].tolist() == [0, 1]
    # C1 bought once in each channel: returning in the shop, where it was the second purchase.
    by_channel = fetch(loyalty.returning_customer_share, WINDOW, by="channel").set_index("group")
    assert by_channel["numerator"].to_dict() == {"shop": 1, "web": 0}
    assert by_channel["denominator"].to_dict() == {"shop": 2, "web": 2}


def test_two_orders_on_one_day_are_one_purchase(db, given_orders):
    given_orders("""
        customer_id | ordered_at          | amount | channel
        C1          | 2025-04-01 00:00:00 | 10     | web
        C1          | 2025-04-01 23:59:59 | 30     | shop
        C2          | 2025-06-30 23:59:59 | 5      | web
        C2          | 2025-07-01 00:00:00 | 5      | web
    """)
    rate = fetch_one(loyalty.repeat_within_period, WINDOW)
    assert (rate["numerator"], rate["denominator"]) == (0, 2)
    revenue = fetch(loyalty.new_and_returning_revenue, WINDOW, by="channel").set_index("group")["value"].to_dict()
    assert revenue == {"shop: new": 40, "web: new": 5}


def test_constant_behaviour_gives_a_flat_repurchase_trend(db, given_orders):
    """Half of all new customers come back after 60 days. A rate over all of them would sink at the end."""
    first, rows = date(2024, 1, 1), []
    for number in range(366):
        day = first + timedelta(days=number)
        rows.append({"customer_id": f"C{number}", "ordered_at": day.isoformat()})
        if number % 2 and number + 60 < 366:
            rows.append({"customer_id": f"C{number}", "ordered_at": (day + timedelta(days=60)).isoformat()})
    given_orders(rows)
    year = Filters(first, date(2024, 12, 31))
    naive = fetch(loyalty.repurchase_rate, year, every="month")["value"]
    assert naive.iloc[0] > 0.45 and naive.iloc[-1] == 0
    as_of = Filters(year.start, year.end, as_of=year.end)
    ours = fetch(loyalty.repurchase_rate, as_of, every="month")
    had_time = ours["denominator"] > 0
    assert list(had_time) == [True] * 10 + [False] * 2  # whoever first bought by 2 October
    assert ours.loc[had_time & (ours["denominator"] > 20), "value"].between(0.48, 0.52).all()
    assert ours.loc[~had_time, "value"].isna().all()


# ---- random ledgers

# The time of an example depends on the machine: no deadline. Shrinking by queries takes minutes, and a filter reads
# well enough without.
MANY, SOME = (
    settings(max_examples=n, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)) for n in (8, 6)
)
STEPS = (None, "day", "week", "month", "quarter")
BY_CUSTOMER = st.sampled_from((None, "segment", "region"))
BY_ANY = st.sampled_from((None, "segment", "region", "channel", "category"))
BREAKDOWNS = {
    "customers": BY_ANY,
    "repeat_within_period": BY_ANY,
    "returning_customer_share": BY_ANY,
    "bought_before_share": BY_ANY,
    "returning_order_share": BY_ANY,
    "repeat_orders_per_customer": BY_ANY,
    "repurchase_rate": BY_ANY,
    "ever_repeat": BY_ANY,
    "period_retention": BY_CUSTOMER,
    "new_and_returning_revenue": BY_ANY,
}


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=2, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


@MANY
@given(chosen=filters(), every=st.sampled_from(STEPS), by_each=st.fixed_dictionaries(BREAKDOWNS))
def test_loyalty_agrees_with_plain_python_under_any_filter(shop, chosen, every, by_each):
    for name, by in by_each.items():
        expected = getattr(by_hand, name)(shop, chosen, by, every)
        agrees(fetch(METRICS[name], chosen, by=by, every=every), expected)


@SOME
@given(chosen=filters(channel=(), category=()), every=st.sampled_from((None, "week", "month", "quarter")))
def test_summed_and_grouped_customers_are_the_same(shop, chosen, every):
    """Every order has a channel: to choose all of them restricts nothing, but customers are then grouped."""
    grouped = Filters(**{**vars(chosen), "channel": shops.CHANNELS})
    for metric in (
        *(loyalty.customers, loyalty.repeat_within_period, loyalty.returning_customer_share),
        *(loyalty.bought_before_share, loyalty.repeat_orders_per_customer),
    ):
        pd.testing.assert_frame_equal(fetch(metric, chosen, every=every), fetch(metric, grouped, every=every))
