"""The Second purchase page: by when half have bought again, whether repurchase improves, and who is not back yet."""

import html
import json
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from data_access import database
from tests.conftest import only_duckdb

PAGE = "pages/customers/second_purchase.py"
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
# Of five who come on a day, two are back within 90 days and one later; nothing ever changes.
DELAYS = {"Quick": (30, 60), "Slow": (200, None, None)}


@pytest.fixture(scope="module")
def steady(fresh_database, given_orders):
    """A shop whose customers never change, seen on the last day of 2025."""
    days = [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days + 1, 5)]
    with fresh_database("duckdb"):
        given_orders(
            [
                {"customer_id": f"{day}-{segment}-{place}", "ordered_at": bought.isoformat(), "segment": segment}
                for day in days
                for segment, delays in DELAYS.items()
                for place, delay in enumerate(delays)
                for bought in (day, *([day + timedelta(days=delay)] if delay else []))
                if bought <= LAST
            ]
        )
        yield


def words(app) -> str:
    """Everything that stands in headings, cards and notes."""
    assert not app.exception and not app.error
    said = [element.proto.body for element in app.get("html")] + [
        heading.value for heading in (*app.header, *app.subheader)
    ]
    return html.unescape(" ".join(said)).replace("\\", "")


def chart(app, name: str) -> dict[str, dict]:
    """The traces by name of the chart that has one of that name."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    found = [{trace.get("name"): trace for trace in spec["data"]} for spec in specs]
    return next(traces for traces in found if name in traces)


def test_the_page_opens_with_the_day_by_which_half_have_bought_again(steady, open_page):
    text = words(open_page(PAGE, period="All time"))
    assert "Half of new customers have bought again by day 200 (200 to 200)" in text
    assert "40.0% of new customers buy again within 90 days" in text


def test_constant_behaviour_is_no_change_though_the_young_cohorts_lie_low(steady, open_page):
    app = open_page(PAGE)
    text = words(app)
    assert "Do more new customers buy again within 90 days?" in text
    assert "No clear change: 40.0% of the" in text
    cohorts = chart(app, "not mature yet")
    assert "The next is final on 29 Jan 2026" in text  # October's
    assert "Not final until 29 Jan 2026" in cohorts["not mature yet"]["text"][0]
    assert len(cohorts["not mature yet"]["x"]) == 3


@only_duckdb
def test_a_clear_change_is_the_title(db, given_orders, open_page):
    """Of those new in 2024 nobody comes back, of those new in 2025 everybody, after ten days."""
    days = [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days + 1, 4)]
    again = [day + timedelta(days=10) for day in days if day.year == 2025 and (LAST - day).days >= 10]
    rows = [{"customer_id": f"{day}", "ordered_at": day.isoformat()} for day in days]
    rows += [{"customer_id": f"{day - timedelta(days=10)}", "ordered_at": day.isoformat()} for day in again]
    given_orders(rows)
    text = words(open_page(PAGE, horizon="30"))
    assert "More new customers buy again within 30 days: up " in text
    assert "No clear change" not in text


def test_the_horizon_is_in_the_url(steady, open_page):
    app = open_page(PAGE, horizon="30")
    assert app.session_state["horizon"] == 30
    text = words(app)
    assert "Do more new customers buy again within 30 days?" in text and "20.0% of new customers" in text


def test_all_of_the_page_is_read_ahead_also_of_a_link(steady, open_page):
    read = []

    def note(*told):
        read.append((threading.current_thread().name, told[2]))

    event.listen(database.engine(), "before_cursor_execute", note)
    open_page(PAGE, horizon="180", by="Segment", period="Last 90 days")
    event.remove(database.engine(), "before_cursor_execute", note)
    of_purchases = [thread for thread, statement in read if "FROM purchases" in statement]
    assert len(of_purchases) == 4 and all(thread.startswith("earshot-reader") for thread in of_purchases)


def test_a_year_s_horizon_shows_older_cohorts_that_have_had_the_time(steady, open_page):
    """None of the last twelve months has had a year."""
    text = words(open_page(PAGE, horizon="365"))
    assert "1 Jan 2024 – 31 Dec 2025" in text
    assert "Grey cohorts have not had 365 days yet" in text


def test_groups_that_differ_are_said_to(steady, open_page):
    text = words(open_page(PAGE, by="Segment"))
    assert "By segment: these groups differ in how soon they buy again (p < 0.001)" in text


def test_customers_of_a_cohort_who_are_not_back_yet(steady, open_page):
    app = open_page(PAGE, period="All time", cohort="2024-06-01", who="Not back yet")
    text = words(app)
    assert "New in 1–30 Jun 2024, not back yet" in text
    assert "12 customers." in text  # two a day on six days
    listed = [table.value for table in app.dataframe if "customer_id" in table.value]
    assert set(listed[0]["segment"]) == {"Slow"} and (listed[0]["purchases"] == 1).all()


def test_a_cohort_that_is_not_in_the_chart_lists_nobody(steady, open_page):
    assert "Choose a point to see the customers of that cohort" in words(open_page(PAGE, cohort="1999-01-01"))


def test_who_is_not_back_yet_by_how_long_ago_they_first_bought(steady, open_page):
    app = open_page(PAGE, first="31 to 90 days ago")
    text = words(app)
    assert "First bought 31 to 90 days ago, not back yet" in text
    told = text.split("31 to 90 days ago (")[1].split(")")[0]
    assert f"{told} customers." in text
    app.button(key="add-button-not-back-yet").click().run()
    assert any("have not bought again" in field.value for field in app.text_input)


@only_duckdb
def test_few_customers_are_not_said_to_reach_anything(db, given_orders, open_page):
    given_orders("customer_id | ordered_at\nA | 2025-01-01\nA | 2025-01-05\nB | 2025-01-02\nC | 2025-03-01")
    text = words(open_page(PAGE))
    assert "Too few new customers to say how soon they buy again" in text
    assert "Small base: 3 new customers" in text
    assert "Fewer than 10 new customers in this period" in text
