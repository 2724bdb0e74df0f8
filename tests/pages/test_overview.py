"""The Overview: what changed with its evidence, targets, and one chart of four with the events on it."""

import json
import re
import time
from datetime import date, timedelta

import pytest

from data_access import events, targets
from tests.conftest import only_duckdb

OVERVIEW, SETTINGS = "pages/summary/overview.py", "pages/manage/settings.py"
START, DAYS = date(2026, 3, 1), 60
PERIOD = {"period": "Custom days", "days": [str(START), str(START + timedelta(days=DAYS - 1))]}


@pytest.fixture(scope="module")
def delivery_in_the_news(fresh_database, given_feedback):
    """Two texts a day: for 60 days every tenth speaks of the delivery, then for 60 days every second does."""
    with fresh_database("duckdb"):
        said = []
        for number in range(4 * DAYS):
            words = "The delivery." if number % (10 if number < 2 * DAYS else 2) == 0 else "Bicycles."
            day = START + timedelta(days=number // 2 - DAYS)
            said.append({"created_at": day.isoformat(), "text": f"{words} Number {number}."})
        given_feedback(said)
        yield


def told(app):
    return "\n".join(block.proto.body for block in app.get("html"))


def test_finding_stands_there_with_evidence_budget_and_link(delivery_in_the_news, open_page):
    app = open_page(OVERVIEW, **PERIOD)
    assert not app.exception
    until = time.monotonic() + 30
    while "Looking for what changed" in told(app):
        assert time.monotonic() < until, "The findings do not come."
        time.sleep(0.1)
        app.run()
    page = told(app)
    assert "People speak more often of Delivery, in 50.0% of feedback after 10.0%<" in page
    assert "+40.0 pts, 95% interval" in page
    assert "after: the period before, 31 Dec 2025 – 28 Feb 2026" in page
    assert "comparisons: " in page
    (link,) = re.findall(r'<a class="earshot-finding-link" href="([^"]*Delivery[^"]*)"[^>]*>([^<]*)</a>', page)
    assert link[0].startswith("sentiment?") and link[1] == "Show it beside the words"
    assert "theme=Delivery" in link[0]


def test_verdict_says_what_can_be_told_and_what_not(delivery_in_the_news, open_page):
    page = told(open_page(OVERVIEW, **PERIOD))
    # Every text is neutral, so the tone cannot have changed; of purchases nothing is known at all.
    assert page.count("No clear change") == 1
    assert page.count("Cannot tell yet") == 3
    assert page.count("No data for the whole period before") == 2


def test_target_is_set_at_the_card_and_stands_on_it(delivery_in_the_news, open_page):
    app = open_page(OVERVIEW, **PERIOD)
    (field,) = [each for each in app.number_input if "Net sentiment" in each.label]
    field.set_value(101.0)
    app.button(key="target-set-net_sentiment").click().run()
    assert [error.value for error in app.error] == ["Net sentiment lies between -100 and +100."]
    assert targets.known() == {}
    (field,) = [each for each in app.number_input if "Net sentiment" in each.label]
    field.set_value(-20.0)
    app.button(key="target-set-net_sentiment").click().run()
    assert targets.known() == {"net_sentiment": -0.2}
    page = told(app)
    assert "target −20.0" in page.lower() and "earshot-spark-target" in page
    settings = open_page(SETTINGS, part="Targets")
    assert not settings.exception
    assert [each.value for each in settings.number_input if "Net sentiment" in each.label] == [-20.0]
    settings.button(key="target-remove-settings-net_sentiment").click().run()
    assert targets.known() == {}


@pytest.mark.parametrize(
    "chart, title",
    [
        ("Revenue", "How much do returning customers bring?"),
        ("Came back", "Do customers come back?"),
        ("Sentiment", "How do people feel about us?"),
        ("Share of voice", "How much of the talk is about us?"),
    ],
)
def test_each_chart_is_one_click_away_and_has_the_events_on_it(delivery_in_the_news, open_page, chart, title):
    events.edit([(None, events.event(START + timedelta(days=20), "Strike"))])
    app = open_page(OVERVIEW, chart=chart, **PERIOD)
    assert not app.exception
    assert title in told(app)
    alternatives = [each.proto.alt for each in app.get("plotly_chart")]
    assert alternatives == ([f"{title} Events: Strike (21 Mar 2026)."] if chart == "Sentiment" else [])


def test_events_are_typed_in_under_settings(delivery_in_the_news, open_page):
    app = open_page(SETTINGS, part="Events")
    assert not app.exception
    content = b"date,title,description\n2026-04-01,New shop,Leeds\nnever,Bad,\n"
    (uploader,) = [each for each in app.file_uploader if each.key.startswith("event-files")]
    uploader.set_value([("events.csv", content, "text/csv")])
    app.run()
    assert "This cannot be read as a date" in told(app)
    app.button(key="events-import").click().run()
    assert "New shop" in [one.title for one in events.known()]
    assert "Imported." in told(app)


@only_duckdb
def test_of_the_years_in_which_no_order_is_known_no_revenue_of_zero_is_drawn(
    db, open_page, given_orders, given_feedback
):
    given_orders(
        [{"customer_id": "Ann", "ordered_at": f"{year}-0{month}-05"} for year in (2020, 2021) for month in (1, 7)]
    )
    given_feedback([{"created_at": day, "text": "Good."} for day in ("2021-06-01", "2024-03-01")])
    app = open_page(OVERVIEW, period="All time")
    assert not app.exception
    (chart,) = app.get("plotly_chart")
    days = sorted({day[:10] for trace in json.loads(chart.proto.spec)["data"] for day in trace["x"]})
    assert days[0] == "2020-01-01" and days[-1] == "2021-07-01" and "2021-03-01" in days
