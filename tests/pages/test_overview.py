"""What changed stands on the Overview, with its evidence and the way to the words."""

import time
from datetime import date, timedelta

import pytest

OVERVIEW = "pages/summary/overview.py"
START, DAYS = date(2026, 3, 1), 60


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


def test_finding_stands_there_with_evidence_budget_and_link(delivery_in_the_news, open_page):
    last = START + timedelta(days=DAYS - 1)
    app = open_page(OVERVIEW, period="Custom days", days=[str(START), str(last)])
    assert not app.exception
    until = time.monotonic() + 30
    while any("Looking for what changed" in block.proto.body for block in app.get("html")):
        assert time.monotonic() < until, "The findings do not come."
        time.sleep(0.1)
        app.run()
    page = "\n".join(block.proto.body for block in app.get("html"))
    assert "People speak more often of Delivery, in 50.0% of feedback after 10.0% in the period before." in page
    assert "+40.0 pts, 95% interval" in page
    assert "comparisons: " in page
    ((link,),) = [[link.proto for link in app.get("page_link") if "Delivery" in link.proto.query_string]]
    assert (link.label, link.page) == ("Show it beside the words", "sentiment")
    assert "theme=Delivery" in link.query_string
