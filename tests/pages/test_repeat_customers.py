"""Repeat customers and the overview show what the metrics say, and no more than the data can carry."""

import json

import pytest
from streamlit.testing.v1 import AppTest

PAGE = "pages/customers/repeat_customers.py"
# Of ten customers of 2025, six bought before or again; Ann, Bob and Cy were new in 2024.
LEDGER = """
customer_id | ordered_at | segment
Ann | 2024-03-01 | Homes
Ann | 2025-05-02 | Homes
Bob | 2024-06-01 | Homes
Bob | 2025-02-11 | Homes
Cy  | 2024-07-09 | Homes
Dee | 2025-01-10 | Homes
Dee | 2025-02-10 | Homes
Eve | 2025-01-20 | Shops
Flo | 2025-03-05 | Shops
Flo | 2025-12-31 | Shops
"""


@pytest.fixture
def ledger(db, given_orders):
    given_orders(LEDGER)


def words(app) -> str:
    """Everything that stands in cards and notes."""
    return " ".join(element.proto.body for element in app.get("html"))


def test_cards_show_the_share_its_base_and_that_it_is_small(ledger, open_page):
    text = words(open_page(PAGE))
    assert "4 of 5 customers" in text  # Ann, Bob, Dee, Flo of these and Eve
    assert "80.0%" in text
    assert "Small base" in text


def test_no_change_is_shown_against_a_period_before_the_first_order(ledger, open_page):
    text = words(open_page(PAGE))
    assert "No data for the whole period before" in text
    assert "Better" not in text and "Worse" not in text


def test_breakdown_has_each_segment_with_its_base(ledger, open_page):
    app = open_page(PAGE, by="Segment")
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    texts = json.dumps(specs)
    assert "Homes" in texts and "Shops" in texts
    assert "n 3" in texts and "n 2" in texts


def test_page_tells_that_early_shares_are_too_low(ledger, open_page):
    assert "Orders are known from 1 Mar 2024 on" not in words(open_page(PAGE))
    assert "Orders are known from 1 Mar 2024 on" in words(open_page(PAGE, period="All time"))


@pytest.mark.parametrize("db", ["duckdb"], indirect=True)
def test_customers_behind_a_cell_are_listed(ledger, open_page):
    def script():
        from datetime import date

        from components import customer_list
        from components.filter_bar import View
        from data_access.coverage import coverage
        from data_access.filters import Filters

        filters = Filters(start=date(2024, 1, 1), end=date(2025, 12, 31), as_of=date(2025, 12, 31))
        view = View(filters, None, "", "month", coverage())
        customer_list.of_cell(view, [{"customdata": ["", "", "2025-01-01", 1]}])

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception
    # The heading is Markdown: what could be read as markup is escaped.
    assert app.subheader[0].value.replace("\\", "") == "New in Jan 2025, bought again 1 month on"
    assert list(app.dataframe[0].value["customer_id"]) == ["Dee"]
