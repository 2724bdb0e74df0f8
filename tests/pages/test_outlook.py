"""The outlook: a prediction never without its holdout, and a sentence where there is none."""

import json
import time

import pytest

from components import outlook_figures
from tests.conftest import only_duckdb
from tests.data_access.lifetime import simulated

PAGE = "pages/customers/outlook.py"
FEW = """
customer_id | ordered_at
Ann | 2025-01-10
Ann | 2025-02-10
Ann | 2025-04-01
Bob | 2025-03-05
Cy  | 2025-03-31
"""


@pytest.fixture(scope="module")
def shop(fresh_database, given_orders):
    """540 days of 700 customers, two thirds of them homes."""
    with fresh_database("duckdb"):
        given_orders(simulated.orders(seed=7))
        yield


def words(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def charts(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@only_duckdb
def test_too_few_customers_are_described_and_it_says_why_nothing_is_predicted(db, given_orders, open_page):
    given_orders(FEW)
    app = open_page(PAGE)
    assert "There are 3 customers, and a prediction needs 500." in words(app)
    assert "expected" not in words(app)
    bought, pauses = charts(app)
    assert bought["data"][0]["customdata"][0][1] == "1"
    # One pause of 31 days and one of 50, and the other kinds are there with none.
    assert [row[1] for row in pauses["data"][0]["customdata"]][:3] == ["up to a week", "8 to 30 days", "31 to 60 days"]
    assert pauses["data"][0]["text"][:3] == ["0%", "0%", "100%"]


def test_of_many_customers_the_page_is_there_before_their_models(shop, open_page, monkeypatch):
    monkeypatch.setattr(outlook_figures, "FEW", 0)
    app = open_page(PAGE, segment="Homes")
    assert not app.exception and not charts(app)
    assert "Working out what 700 customers will do" in words(app)
    until = time.monotonic() + 60
    while "Working out" in words(app) and time.monotonic() < until:
        app.run()
    assert "For the last 90 days it would have said" in words(app)
    assert len(charts(app)) == 4


def test_every_prediction_stands_beside_what_would_have_been_said_of_the_days_before(shop, open_page):
    app = open_page(PAGE)
    assert not app.exception
    text = words(app)
    for label in ("Purchases expected", "Customers expected to buy", "Revenue expected"):
        card = text.split(label, 1)[1].split("</div></div>")[0]
        assert "For the last 90 days it would have said" in card, label
        assert any(verdict in card for verdict in ("too low", "too high", "as it happened")), label
    assert "who would have stood here 90 days ago" in text
    assert len(charts(app)) == 4
    for view, said in (
        ("headlines", "purchases expected in the next 90 days"),
        ("gone-quiet", "have probably stopped"),
    ):
        app.button(key=f"add-button-{view}").click().run()
        assert not app.exception and any(said in field.value for field in app.text_input)


def test_what_cannot_be_checked_is_not_predicted(shop, open_page):
    """A year before the end there are 175 days of orders, too few to fit the model to."""
    text = words(open_page(PAGE, ahead="Next 365 days"))
    assert "cannot be checked on the last 365 days: 365 days before the data&#x27;s last day there were" in text
    assert "Purchases expected" not in text


def test_a_filter_asks_its_own_customers(shop, open_page):
    text = words(open_page(PAGE, segment="trade"))
    assert "customers, and a prediction needs 500." in text
    by_segment = open_page(PAGE, ahead="Next 30 days", value_by="Segment")
    assert "For the last 30 days it would have said" in words(by_segment)
    assert "trade" in json.dumps(charts(by_segment))
