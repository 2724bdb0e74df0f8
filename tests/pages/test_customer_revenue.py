"""The Revenue page says who brings it, draws earned growth as the sum that it is, and leads to the customers."""

import json

import pytest

from tests.conftest import only_duckdb

PAGE = "pages/customers/customer_revenue.py"
# 100 in 2024. In 2025 85 of it again, 25 through recommendation, 20 through advertisements.
BOOK = """
customer_id | ordered_at | amount | origin         | referred_by
Ann         | 2024-01-02 | 60     | search         |
Bob         | 2024-06-01 | 40     | recommendation |
Ann         | 2025-02-01 | 70     | search         |
Ann         | 2025-05-01 | 15     | search         |
Cy          | 2025-06-01 | 25     | Word of mouth  | Ann
Dee         | 2025-07-01 | 12     | advertisement  |
Eve         | 2025-12-31 | 8      | advertisement  |
"""


def words(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def charts(app) -> str:
    return " ".join(json.dumps(json.loads(chart.proto.spec)) for chart in app.get("plotly_chart"))


def test_the_page_tells_who_brings_the_revenue_and_what_of_its_growth_is_earned(db, given_orders, open_page):
    given_orders(BOOK)
    app = open_page(PAGE)
    assert not app.exception
    text = words(app)
    assert "Returning customers bring 65.4% of revenue" in text  # 85 of 130
    assert "First purchases bring 34.6% of revenue, all later ones 65.4%" in text
    assert "The top tenth of customers bring 65.4% of revenue" in text
    assert "Kept and recommended customers bring 110.0% of the revenue of the period before" in text
    assert "Earned growth +10.0% = 85.0% kept + 25.0% recommended − 100%" in text
    assert "Counted as recommended: Word of mouth, recommendation." in text
    assert "New, recommended" in charts(app) and "New, not known how" not in charts(app)


@only_duckdb
def test_missing_columns_are_named_and_no_chart_is_empty(db, given_orders, open_page):
    lines = [line.rsplit("|", 2)[0] for line in BOOK.strip().splitlines()]
    given_orders("\n".join(lines))
    app = open_page(PAGE)
    assert not app.exception
    text = words(app)
    assert text.count("No file says how customers first heard of us") == 2  # growth, and in place of referrals
    assert "Add a column origin to the file of orders" in text
    assert "Earned growth unknown" in text
    assert "Customers of the period before bring 85.0% of its revenue again" in text
    assert len(app.get("plotly_chart")) == 4
    assert "New, not known how" in charts(app) and "New, recommended" not in charts(app)


@only_duckdb
def test_a_file_with_origins_and_no_referrer_names_the_column_that_is_missing(db, given_orders, open_page):
    given_orders("\n".join(line.rsplit("|", 1)[0] for line in BOOK.strip().splitlines()))
    assert "Add a column referred_by" in words(open_page(PAGE))


@pytest.mark.parametrize(
    "picked, who",
    [
        ({"group": "part:other origin"}, ["Dee", "Eve"]),
        ({"group": "sent:new", "when": "2025-06-01_2025-06-30"}, ["Cy"]),
        ({"group": "sent:new", "when": "2025-06-01_2025-06-30", "whom": "Repeat customers who sent them"}, ["Ann"]),
    ],
)
@only_duckdb
def test_what_is_picked_is_in_the_url_and_leads_to_its_customers(db, given_orders, open_page, picked, who):
    given_orders(BOOK)
    app = open_page(PAGE, **picked)
    assert not app.exception
    lists = [list(frame.value["customer_id"]) for frame in app.dataframe if "customer_id" in frame.value]
    assert lists == [who]


@only_duckdb
def test_growth_is_not_told_against_a_period_that_the_data_does_not_hold(db, given_orders, open_page):
    given_orders(BOOK)
    text = words(open_page(PAGE, period="All time"))
    assert "No orders for the whole period before" in text
    assert "Earned growth unknown" not in text and "kept +" not in text
