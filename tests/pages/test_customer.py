"""The page of one customer: found by search, opened by an address, with all they bought and said, and corrected."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import insert

from components import customer_link
from data_access import corrections, database
from data_access.schema import events

PAGE = "pages/customers/customer.py"
HOSTILE = "<img src=x onerror=alert(1)>/a b?c=d&e%20#ü"
BOUGHT = """
    order_id | customer_id | customer_name | customer_email  | ordered_at | amount | status    | currency
    A1       | C1          | Ann <b>Able   | ann@example.org | 2025-01-10 | 40     |           | EUR
    A2       | C1          | Ann <b>Able   | ann@example.org | 2025-02-20 | 10     |           | EUR
    A3       | C1          | Ann <b>Able   | ann@example.org | 2025-04-02 | 55.5   |           | EUR
    A4       | C1          | Ann <b>Able   | ann@example.org | 2025-04-05 | 70     | cancelled | EUR
    B1       | C2          |               |                 | 2025-04-05 | 20     | cancelled | EUR
    D1       | C3          | Silent        |                 | 2025-08-10 | 20     |           | EUR
"""
SAID = """
    feedback_id | customer_id | created_at | rating | rating_scale | source | text | reply | replied_at
    F1          | C1          | 2025-02-01 | 5      | 5            | Survey | I love it, great <script>alert(1)</script> Figo. | |
    F2          | C1          | 2025-05-01 | 1      | 5            | Survey | Terrible. The parcel never came. | <b>Sorry | 2025-05-04
    F3          | C4          | 2025-05-01 | 2      | 5            | Shop   | | | 2025-05-02
"""  # noqa: E501
NEWEST_FIRST = (
    "never came", "Answered after 3 days", "&lt;b&gt;Sorry", "Order of €70.00, not counted", "Bought for €55.50",
    "&lt;i&gt;Prices&lt;/i&gt; raised", "Bought for €10.00", "&lt;script&gt;", "Bought for €40.00",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def known(fresh_database, given_orders, given_feedback, given_brands):
    """One database for all tests: what one of them adds comes after the others have looked."""
    with fresh_database("duckdb"):
        given_brands("Meadow", "Figo")
        given_orders(BOUGHT)
        given_orders([{"customer_id": HOSTILE, "customer_name": "$x$ **b**", "ordered_at": "2025-03-01"}])
        given_feedback(SAID)
        with database.writing() as connection:
            row = {"happened_on": date(2025, 3, 1), "title": "<i>Prices</i> raised", "is_demo": False}
            connection.execute(insert(events).values(row))
        yield


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_an_address_shows_the_customer_whole(open_page):
    app = open_page(PAGE, id="C1")
    assert not app.exception
    text = html(app)
    assert "Bought 3 times since Jan 2025; usually every 41 days; last 130 days ago." in text
    assert "3.2 times their usual pause ago" in text
    assert "€105.50" in text and "4 orders, 1 not counted" in text
    assert app.title[0].value == r"Ann \<b\>Able" and "ann@example.org" in text
    assert "2 pieces" not in text and "1 positive, 1 negative" in text
    timeline = text[text.index("earshot-timeline") :]
    entries = [timeline.index(said) for said in NEWEST_FIRST]
    assert entries == sorted(entries)
    assert "First purchase" in text and "Second purchase" in text and "41 days after the purchase before" in text
    assert "<script>" not in text and "<i>" not in text and '<mark class="is-positive">love</mark>' in text
    assert "Brands named" in text and "Figo" in text
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt.startswith("Bought 3 times since Jan 2025")
    traces = {trace["name"]: trace for trace in json.loads(chart.proto.spec)["data"]}
    assert {name: len(trace["x"]) for name, trace in traces.items()} == {"bought": 3, "not counted": 1, "said": 2}


@pytest.mark.parametrize(
    ("customer_id", "said"),
    [
        ("C2", "Ordered once, and none of it counts as a purchase."),
        ("C3", "Bought once, on the data&#x27;s last day."),
        ("C4", "Has not bought anything that the files told of."),
        (HOSTILE, "Bought once, 162 days ago."),
    ],
)
def test_customers_of_whom_little_is_known_have_their_page(open_page, customer_id, said):
    app = open_page(PAGE, id=customer_id)
    assert not app.exception
    assert said in html(app)
    assert "<img" not in html(app)


@pytest.mark.parametrize("customer_id", ["nobody", "C1%", "%", "' OR 1=1 --", "\0", "x" * 3_000])
def test_an_id_that_nobody_has_is_said_and_leads_to_the_search(open_page, customer_id):
    app = open_page(PAGE, id=customer_id)
    assert not app.exception
    assert "No customer has the id" in html(app)
    assert app.text_input(key="find-customer").label == "Find a customer"


def test_the_search_lists_who_fits_and_keeps_what_was_typed_out_of_the_address(open_page):
    app = open_page(PAGE)
    assert "Find a customer here" in html(app)
    app.text_input(key="find-customer").input("able").run()
    assert app.dataframe[0].value["customer_id"].tolist() == ["C1"]
    assert not any("able" in str(value) for value in app.query_params.values())
    app.text_input(key="find-customer").input("zzz").run()
    assert "zzz" in html(app) and not app.dataframe


def test_a_list_leads_from_one_customer_to_the_next(open_page):
    name = customer_link.keep(customer_link.Listed(("C1", "C3"), "Came *back*"))
    app = open_page(PAGE, id="C1", list=name)
    assert r"1 of 2: Came \*back\*" in [caption.value for caption in app.caption]
    app.button(key="customer-next").click().run()
    assert app.query_params["id"] == "C3" and "Silent" in app.title[0].value
    assert app.button(key="customer-next").disabled
    assert not open_page(PAGE, id="C1", list="gone").exception


@pytest.mark.parametrize("customer_id", [HOSTILE, "../settings", "a&id=b", '"></a><script>', "日本 %2F", " lead"])
def test_an_address_holds_any_id_as_one_value(customer_id):
    address = customer_link.address(customer_id)
    assert parse_qs(urlsplit(address).query)["id"] == [customer_id] and urlsplit(address).path == "customer"
    assert not set(address) & set("<>\"' ")
    link = customer_link.link_html("<b>", customer_id)
    assert link.count("<") == 2 and "&lt;b&gt;" in link


def test_words_elsewhere_lead_to_the_customer_with_the_readers_filters(open_page):
    text = html(open_page("pages/feedback/sentiment.py", compare="Year before"))
    assert 'href="customer?id=C1&amp;compare=Year%20before" target="_self"' in text


def test_a_correction_is_kept_and_shown(open_page):
    corrections.correct("F2", "sentiment", "", "neutral", "Sam")
    text = html(open_page(PAGE, id="C1"))
    assert "1 positive, 1 neutral" in text
    assert "Tone: neutral, by Sam on" in text
    app = open_page(PAGE, id="C1")
    next(button for button in app.button if button.label == "Correct a text").click().run()
    assert app.selectbox(key="correct-which").value == 0


def test_the_order_the_kinds_and_the_page_of_the_timeline_are_in_the_address(open_page, given_orders):
    app = open_page(PAGE, id="C1", show="Orders", order="Oldest first")
    text = html(app)
    assert text.index("Bought for €40.00") < text.index("Bought for €55.50")
    assert "raised" not in text and text.count('class="earshot-entry is-feedback') == 0
    given_orders([{"customer_id": "C1", "ordered_at": f"2024-01-{1 + n % 28:02d}", "amount": 1} for n in range(60)])
    assert html(open_page(PAGE, id="C1", show="Events")).count("<li ") == 1
    assert html(open_page(PAGE, id="C1")).count("<li ") == 25
    assert html(open_page(PAGE, id="C1", entries="3")).count("<li ") == 60 + 4 + 2 + 1 - 50
    assert html(open_page(PAGE, id="C1", entries="99")).count("<li ") == 25, "a page that is not there is the first"
