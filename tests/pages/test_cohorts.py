"""The Cohorts page: what it says of new customers, as which numbers, and who is behind a cell."""

import json

import pytest

PAGE = "pages/customers/cohorts.py"
# Of 40 new in January 12 came back in February and 4 more in April; of 40 new in February 4 came back in March.
VISITS = {"2025-01-10": range(40), "2025-02-10": [*range(12), *range(40, 80)], "2025-03-05": range(40, 44)}
VISITS |= {"2025-04-15": range(12, 16)}


@pytest.fixture(scope="module")
def shop(fresh_database, given_orders):
    with fresh_database("duckdb"):
        given_orders([{"customer_id": f"C{who}", "ordered_at": day} for day, all_ in VISITS.items() for who in all_])
        yield


def words(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def headings(app) -> list[str]:
    return [heading.value.replace("\\", "") for heading in app.subheader]


def cells(app) -> list[str]:
    """The figures that stand in the cells of the wide chart."""
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    rows = [row for trace in figure["data"] if trace["type"] == "heatmap" for row in trace["text"]]
    rows += [trace["text"] for trace in figure["data"] if trace.get("name") == "figures"]
    return sorted(text for row in rows for text in row if text)


def test_the_title_is_the_share_of_all_new_customers_who_came_back(shop, open_page):
    app = open_page(PAGE, period="All time")
    assert not app.exception
    assert "Of 80 new customers, 20.0% bought again in the month after" in words(app)
    assert "Cohort retention, on · first order" in words(app).replace("<span>", "").replace("</span>", "")
    assert cells(app) == ["0%", "0%", "0%", "10%", "10%", "20%", "30%"]
    assert "Hatched cells are not over yet." in words(app)
    assert "Orders are known from 10 Jan 2025 on" in words(app)


def test_counts_and_revenue_stand_in_the_cells_when_they_are_asked_for(shop, open_page):
    assert cells(open_page(PAGE, period="All time", cells="Customers")) == ["0", "0", "0", "12", "16", "4", "4"]
    app = open_page(PAGE, period="All time", cells="Revenue per customer")
    assert "New customers have brought 13 each 2 months on, 10 of it in their first month" in words(app)
    assert {"10", "13", "11", "12"} <= set(cells(app))


def test_on_or_after_is_named_and_said_to_rewrite_the_past(shop, open_page):
    app = open_page(PAGE, period="All time", counted="Bought then or later")
    assert "Of 80 new customers, 25.0% bought again after their first month" in words(app)
    assert "Cohort retention, on or after" in words(app)
    assert "these keep rising, and older cohorts look better" in words(app)


@pytest.mark.parametrize(
    ("asked", "heading", "who"),
    [
        ({}, "First order in Jan 2025, bought again 1 month on", range(12)),
        (
            {"counted": "Bought then or later"},
            "First order in Jan 2025, bought again 1 month on or later",
            range(16),
        ),
        ({"cells": "Revenue per customer"}, "First order in Jan 2025", range(40)),
        ({"cell": "month_all_1"}, "All cohorts, bought again 1 month on", [*range(12), *range(40, 44)]),
        (
            {"cell": "week_2025-02-10_3", "cohort": "Weeks"},
            "First order in the week of 10 Feb 2025, bought again 3 weeks on",
            range(40, 44),
        ),
    ],
)
def test_a_cell_leads_to_its_customers(shop, open_page, asked, heading, who):
    app = open_page(PAGE, **{"period": "All time", "cell": "month_2025-01-01_1", **asked})
    assert not app.exception
    assert headings(app) == [heading]
    assert set(app.dataframe[-1].value["customer_id"]) == {f"C{number}" for number in who}


@pytest.mark.parametrize("cell", ["week_2025-02-10_3", "month_2025-01-02_1", "month_2019-01-01_1", "month_all_-1"])
def test_a_cell_that_is_not_in_the_chart_is_ignored(shop, open_page, cell):
    app = open_page(PAGE, period="All time", cell=cell)
    assert not app.exception and not headings(app)
    assert "Choose a cell to see its customers." in words(app)
