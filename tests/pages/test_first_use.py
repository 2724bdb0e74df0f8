"""An empty product leads through three steps; one that lacks something says what."""

from dataclasses import replace
from urllib.parse import parse_qs

from components import first_use
from data_access.coverage import Coverage
from tests.conftest import only_duckdb

OVERVIEW = "pages/summary/overview.py"
ORDERS = "customer_id | ordered_at | amount\nAda | 2024-01-01 | 10"


def links(app) -> dict[str, tuple[str, dict]]:
    shown = [link.proto for link in app.main.get("page_link")]
    return {link.label: (link.page, parse_qs(link.query_string)) for link in shown}


@only_duckdb
def test_steps_lead_where_they_are_taken(db, open_page, given_orders, given_brands):
    app = open_page(OVERVIEW)
    assert links(app) == {"Import orders": ("data", {}), "Import feedback": ("data", {}), "Name them": ("settings", {})}
    assert [button.label for button in app.button] == ["Load the demo data"]
    # Brands may be named before there is anything to search.
    assert not open_page("pages/manage/settings.py").main.get("page_link")

    given_orders(ORDERS)
    app = open_page(OVERVIEW)
    assert "<b>1 of 3 steps done.</b>" in "".join(block.proto.body for block in app.get("html"))
    shown = links(app)
    assert shown["Import feedback"] == ("data", {"part": ["Import"]}) and "Import orders" not in shown
    given_brands("Ours", "Kelvana")
    assert "Name them" not in links(open_page(OVERVIEW))


def test_a_step_is_done_when_the_data_shows_it():
    held = Coverage(orders=3, feedback=0, our_brand="Ours", options={"brand": ("Ours",)})
    assert [step.is_done for step in first_use.steps(held)] == [True, False, False]
    held = replace(held, feedback=1, options={"brand": ("Kelvana", "Ours")})
    assert all(step.is_done for step in first_use.steps(held))
    # Competitors without a brand of ours: nobody knows who is "us".
    assert not first_use.steps(replace(held, our_brand=None))[2].is_done
