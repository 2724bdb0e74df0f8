"""The page of customer groups: its sentences, its table, and the customers behind a group and a move."""

import pytest

from data_access import listings, presentations
from data_access.fetch import rows
from data_access.filters import Filters
from data_access.metrics import rfm
from tests.conftest import DATABASES, only_duckdb

PAGE = "pages/customers/customer_groups.py"
# On 30 June 2025 each bought later and spent more than the one before; Eve bought twice.
LEDGER = """
customer_id | ordered_at | amount
Ann | 2024-01-10 | 10
Bob | 2024-03-10 | 20
Cy  | 2025-02-01 | 30
Dee | 2025-05-01 | 40
Eve | 2025-06-01 | 500
Eve | 2025-06-30 | 500
"""


@pytest.fixture(scope="module", params=DATABASES)
def ledger(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders(LEDGER)
        yield


def words(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_the_page_says_who_brings_most_and_who_moved(ledger, open_page):
    text = words(open_page(PAGE))
    assert "1 champion, 20.0% of customers, brought 90.9% of revenue" in text
    # Bob was halfway up among two, and is in the second fifth of five.
    assert "Since 30 Jun 2024, 0 customers moved up and 1 down" in text
    assert "1 went from About to sleep to Hibernating" in text
    assert "Small base: 5 customers" in text
    assert "Recency 1–2" in text and "value 1–2" in text


def test_the_table_of_groups_goes_onto_a_slide_with_all_its_numbers(ledger, open_page):
    app = open_page(PAGE).button(key="add-button-customer_group_table").click().run()
    next(each for each in app.text_input if each.key.startswith("add-title")).input("Monday")
    next(each for each in app.button if each.key.startswith("add-now-")).click().run()
    assert not app.exception and not app.error
    content = presentations.load(presentations.listed()[0].presentation_id).slides[0].snapshot.content
    rows = content.rows.set_index("Group")
    assert rows.loc["Champions", "Customers"] == 1 and rows["Customers"].sum() == 5
    assert rows.loc["Champions", [name for name in rows if name.startswith("Revenue")][0]] == 1000
    assert rows.loc["Champions", "Purchases, on average"] == 2 and "best fifth" in content.note
    assert rows["Change"].sum() == 3, "Ann and Bob were there a year before"


def test_a_group_or_a_move_of_the_url_lists_its_customers(ledger, open_page):
    def listed(**query):
        return open_page(PAGE, **query).dataframe[-1].value["customer_id"].tolist()

    assert listed(group_of="Hibernating") == ["Bob", "Ann"]
    assert listed(group_of="Hibernating", earlier_group="About to sleep") == ["Bob"]
    assert listed(earlier_group="Not yet a customer") == ["Eve", "Dee", "Cy"]


def test_with_nobody_before_the_period_there_is_no_change_and_no_move(ledger, open_page):
    app = open_page(PAGE, period="All time")
    assert not app.exception
    assert "Nobody had bought by 9 Jan 2024" in words(app)
    assert "Who is in each group" in words(app) and "Change" not in words(app)


@only_duckdb
def test_the_file_of_a_group_has_everyone_in_it(db, given_orders):
    given_orders([{"customer_id": f"C{number}", "ordered_at": "2025-03-01"} for number in range(501)])
    everyone = rfm.members(Filters(), "Hibernating")
    shown = rows(listings.customers_in(everyone))
    assert (len(shown), shown["matching"][0]) == (500, 501)
    assert len(rows(listings.customers_in(everyone, limit=None))) == 501
