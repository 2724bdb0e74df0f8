"""What the database says that it holds, and what remains when the demo data goes."""

from datetime import date, timedelta

import pytest

from data_access import brands, coverage, database, demonstration, fetch, ingest
from data_access.brands import Brand
from data_access.coverage import Coverage
from tests.conftest import only_duckdb
from tests.data_access import stored

ORDERS = """
    order_id | customer_id | ordered_at | amount | currency | channel | category | status    | region | segment
    A1       | C1          | 2025-04-01 | 10     | GBP      | web     | garden   |           | North  | trade
    A2       |             | 2025-04-03 | 10     | GBP      | shop    | kitchen  |           |        |
    A3       | C2          | 2025-05-09 | 10     | GBP      | web     | toys     | cancelled | South  |
"""
FEEDBACK = """
    feedback_id | customer_id | created_at | text         | rating | source     | kind   | category
    F1          | C1          | 2025-03-20 | Figo? Great! |        | Trustpilot | review | books
    F2          |             | 2025-06-02 |              | 4      | survey     | survey |
"""


def test_an_empty_database_has_nothing_and_no_days(db):
    held = coverage.coverage()
    assert held == Coverage()
    assert held.is_empty and held.first_on is None and held.last_on is None and held.currency is None


def test_counts_days_and_choices_are_those_of_the_data(db, given_orders, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_orders(ORDERS)
    given_feedback(FEEDBACK)
    assert coverage.coverage() == Coverage(
        orders=3,
        valid_orders=2,
        orders_without_customer=1,
        customers=1,
        feedback=2,
        unscored_feedback=1,
        feedback_without_customer=1,
        mentions=1,
        first_order_on=date(2025, 4, 1),
        last_order_on=date(2025, 4, 3),  # of valid orders: maturity is counted from there
        first_feedback_on=date(2025, 3, 20),
        last_feedback_on=date(2025, 6, 2),
        has_demo=False,
        has_own_data=True,
        our_brand="Meadow",
        currencies=("GBP",),
        options={
            "brand": ("Figo", "Meadow"),
            "category": ("books", "garden", "kitchen", "toys"),
            "channel": ("shop", "web"),
            "kind": ("review", "survey"),
            "region": ("North", "South"),
            "segment": ("trade",),
            "source": ("Trustpilot", "survey"),
        },
    )
    assert (coverage.coverage().first_on, coverage.coverage().last_on) == (date(2025, 3, 20), date(2025, 6, 2))


def test_of_several_currencies_the_most_used_one_is_shown(db, given_orders):
    given_orders("customer_id | ordered_at | currency\nC1 | 2025-04-01 | GBP")
    assert coverage.coverage().currency is None
    given_orders("customer_id | ordered_at | currency\nC1 | 2025-04-02 | EUR\nC1 | 2025-04-03 | EUR\nC1 | 2025-04-04 |")
    assert coverage.coverage().currencies == ("EUR", "GBP")
    assert coverage.coverage().currency == "EUR"


def test_more_values_than_a_menu_can_show_are_cut_to_those_used_most(db, given_orders):
    rare = [{"ordered_at": "2025-04-01", "category": f"rare {number:03}"} for number in range(coverage.MOST_OPTIONS)]
    usual = [{"ordered_at": "2025-04-01", "category": f"usual {number % 20:02}"} for number in range(40)]
    given_orders([*rare, *usual])
    shown = coverage.coverage().options["category"]
    assert len(shown) == coverage.MOST_OPTIONS
    assert {row["category"] for row in usual} <= set(shown)


def test_imports_and_refused_rows_are_listed_newest_first(db, given_orders):
    given_orders("customer_id | ordered_at\nC1 | 2025-04-01\nC2 | someday")
    given_orders("customer_id | ordered_at\nC1 | soon\nC1 | 2025-04-01\nC1 | 2025-04-02")
    runs = fetch.rows(coverage.past_imports())
    assert runs["rows_read"].tolist() == [3, 2]
    assert runs["rows_refused"].tolist() == [1, 1]
    assert fetch.rows(coverage.refused())["value"].tolist() == ["soon", "someday"]
    of_first = fetch.rows(coverage.refused(int(runs["import_run_id"].iloc[1])))
    assert of_first[["line_no", "column", "value"]].values.tolist() == [[3, "ordered_at", "someday"]]


def test_the_last_change_is_the_last_writes(db, given_orders):
    given_orders("customer_id | ordered_at\nC1 | 2025-04-01")
    row = fetch.rows(coverage.freshness()).iloc[0]
    assert row["version"] == database.current_version()[1]
    assert abs((database.utc_now() - row["changed_at"]).total_seconds()) < 60


@only_duckdb  # takes seconds; the command line's tests have the other
@pytest.mark.usefixtures("short_demo")
def test_the_demo_data_changes_nothing_a_second_time_and_leaves_exactly_the_own_data(db, given_orders, given_feedback):
    first = demonstration.load()
    assert all(report.rows_new == report.rows_read > 0 for report in first)
    assert coverage.coverage().has_demo and not coverage.coverage().has_own_data
    own = [*brands.tracked(), Brand("Hedge", False), Brand("Figo", False)]
    brands.save(own)
    given_orders(ORDERS)
    given_feedback(FEEDBACK)
    held = stored.everything()
    again = demonstration.load()
    assert [(report.rows_new, report.rows_changed) for report in again] == [(0, 0), (0, 0)]
    assert stored.everything() == held
    assert coverage.coverage().has_demo and coverage.coverage().has_own_data
    ingest.remove_demo()
    remains = stored.everything(), coverage.coverage()
    stored.forget_everything()
    brands.save([brand for brand in own if not brand.is_demo])
    given_orders(ORDERS)
    given_feedback(FEEDBACK)
    assert remains == (stored.everything(), coverage.coverage())


def test_it_says_when_the_data_last_changed(db, given_orders):
    given_orders("customer_id | ordered_at | amount\nAda | 2024-01-01 | 10")
    assert abs(database.utc_now() - coverage.coverage().changed_at) < timedelta(minutes=5)
