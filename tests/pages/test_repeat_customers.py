"""Repeat customers and the overview show what the metrics say, and no more than the data can carry."""

import pytest

from tests.conftest import DATABASES

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


@pytest.fixture(scope="module", params=DATABASES)
def ledger(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders(LEDGER)
        yield


def words(app) -> str:
    """Everything that stands in cards and notes."""
    return " ".join(element.proto.body for element in app.get("html"))


def listed(app) -> list[str]:
    """The customers in the list, whichever chart, sentence or button it belongs to."""
    lists = [table.value["customer_id"] for table in app.dataframe if "customer_id" in table.value]
    assert len(lists) <= 1
    return sorted(lists[0]) if lists else []


def test_cards_show_the_share_its_base_and_that_it_is_small(ledger, open_page):
    text = words(open_page(PAGE))
    assert "4 of 5 customers" in text  # Ann, Bob, Dee, Flo of these and Eve
    assert "80.0%" in text
    assert "Small base" in text


def test_no_change_is_shown_against_a_period_before_the_first_order(ledger, open_page):
    text = words(open_page(PAGE))
    assert "No data for the whole period before" in text
    assert "Better" not in text and "Worse" not in text


def test_six_definitions_stand_side_by_side(ledger, open_page):
    app = open_page(PAGE)
    text = words(app)
    for code, numbers in {
        "R1": "2 of 5 customers",  # Dee Flo
        "R2": "4 of 5 customers",
        "R3": "4 of 7 purchases",
        "R4": "1 of 3 new customers",  # Dee; Flo came back after 301 days
        "R5": "4 of 6 customers ever",
        "R7": "2 of 3 customers of the previous period",  # Ann Bob of these and Cy
    }.items():
        assert f", {code}</small>" in text and numbers in text
    assert text.count("<i>Headline</i>") == 1
    app.button(key="customers-R7").click().run()
    assert listed(app) == ["Ann", "Bob"]


def test_the_definition_and_the_horizon_of_the_url_lead_the_page(ledger, open_page):
    app = open_page(PAGE, definition="New and bought again", horizon="30 days")
    text = words(app)
    assert '<div class="earshot-kpi-label">New and bought again within 30 days</div>' in text
    assert "0 of 3 new customers" in text
    assert "No new customer of the period has had 365 days yet" in words(
        open_page(PAGE, definition="New and bought again", horizon="365 days")
    )


def test_ever_bought_again_shows_no_trend_and_no_change(ledger, open_page):
    text = words(open_page(PAGE, definition="Ever bought again"))
    assert "Older customers have had longer to come back" in text
    assert "Does not follow the period" in text


def test_each_move_between_definitions_leads_to_its_customers(ledger, open_page):
    app = open_page(PAGE, against="Bought twice or more")
    move = app.button(key="move-less.once")
    assert move.label == "**2** customers, because they bought before the period and once in it"
    move.click().run()
    assert app.query_params["move"] == "less.once"
    assert listed(app) == ["Ann", "Bob"]
    app.button(key="move-both").click().run()
    assert listed(app) == ["Dee", "Flo"]


def test_purchases_are_led_back_to_the_customers_who_made_them(ledger, open_page):
    app = open_page(PAGE, definition="Repeat purchases")
    assert "the 4 customers who came back made 4 repeat purchases, 1.00 each" in words(app)
    of_all = words(open_page(PAGE, definition="Repeat purchases", of="Who is counted at all"))
    assert "7 in the period, 3 first ones and 4 repeat purchases" in of_all


@pytest.mark.parametrize(
    ("who", "customers"),
    [("returning", ["Bob", "Dee"]), ("R7", ["Dee"]), ("new", [])],  # of January's Dee and Eve only Dee stayed
)
def test_customers_of_a_step_are_those_whom_its_definition_counts(ledger, open_page, who, customers):
    app = open_page(PAGE, when="2025-02-01_2025-02-28", who=who)
    assert listed(app) == customers
    assert customers or "nobody" in words(app)


def test_page_tells_that_early_shares_are_too_low(ledger, open_page):
    assert "Orders are known from 1 Mar 2024 on" not in words(open_page(PAGE))
    assert "Orders are known from 1 Mar 2024 on" in words(open_page(PAGE, period="All time"))
