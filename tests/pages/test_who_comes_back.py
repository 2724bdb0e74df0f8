"""Who comes back: by the reader's choice of measure and dimensions, with what changed and the customers behind it."""

import json

import pytest

from tests.conftest import DATABASES

PAGE = "pages/customers/who_comes_back.py"


def bought(segment, tier, number, *days):
    """Orders of as many customers on each of these days."""
    return [
        {"customer_id": f"{segment}-{days[-1]}-{place}", "ordered_at": day, "segment": segment, "channel": "App",
         "region": "North", "attribute.Loyalty tier": tier}
        for day in days
        for place in range(number)
    ]  # fmt: skip


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_orders):
    """Of 80 customers of 2024 a quarter had bought before, of 90 of 2025 more than half; the data begin in 2022."""
    with fresh_database(request.param):
        given_orders(
            [
                *bought("Homes", "Gold", 20, "2022-12-01", "2024-05-01"), *bought("Homes", "Gold", 20, "2024-06-01"),
                *bought("Shops", "Silver", 40, "2024-07-01"), *bought("Clubs", "Gold", 1, "2024-08-01", "2025-11-01"),
                *bought("Homes", "Gold", 40, "2023-06-01", "2025-05-01"), *bought("Shops", "Silver", 8, "2025-06-01"),
                *bought("Shops", "Gold", 40, "2025-02-01"), *bought("Shops", "Gold", 1, "2025-12-31"),
            ]
        )  # fmt: skip
        yield


def words(app) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def drawn(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_groups_stand_beside_each_other_with_their_bases_and_what_changed(shop, open_page):
    app = open_page(PAGE)
    text = words(app)
    ranking, change, pair = map(json.dumps, drawn(app))
    assert "n 40" in ranking and "n 49" in ranking and "Clubs" in ranking
    assert "Most came back: Homes (100%). Fewest: Shops (0%)." in text
    # 41 of 90 against 20 of 81: 20.9 points, of which Homes' rate brings two thirds.
    assert "The share who came back rose 20.9 points: the same groups came back more" in text
    assert "<b>+20.9</b>" in change
    assert "Homes \\u00d7 North" in pair


def test_the_choice_is_in_the_url_and_reaches_what_files_told_of_customers(shop, open_page):
    query = {"measure": "New customers who bought again", "within": "30 days", "by": "Loyalty tier", "and": "Segment"}
    app = open_page(PAGE, **query)
    assert "Repurchase within 30 days" in words(app)
    assert "Gold" in json.dumps(drawn(app)[0])
    assert "Gold \\u00d7 Shops" in json.dumps(drawn(app)[2])


def test_a_change_is_not_taken_apart_by_what_a_customer_has_several_of(shop, open_page):
    app = open_page(PAGE, by="Channel")
    assert "A customer can be in more than one channel" in words(app)
    assert len(drawn(app)) == 2


def test_the_customers_behind_a_cell_are_listed_all_or_those_who_came_back(shop, open_page):
    group = "segment+region:Shops × North"
    everyone = open_page(PAGE, group=group)
    assert everyone.subheader[0].value.replace("\\", "") == "Shops × North: customers"
    assert "49 customers" in words(everyone)
    assert set(everyone.dataframe[-1].value["segment"]) == {"Shops"}
    returned = open_page(PAGE, group=group, which="Only those who came back")
    assert "customers who came back: nobody" in words(returned)
    # A group of a dimension that is no longer shown is nobody's any more.
    assert "Choose a dot" in words(open_page(PAGE, group=group, by="Loyalty tier"))


def test_what_has_not_had_the_days_is_too_early_to_tell(shop, open_page):
    app = open_page(PAGE, measure="New customers who bought again", period="Last 30 days")
    assert "Too early to tell who bought again within 90 days" in words(app)
    assert not drawn(app)
