"""What must hold for every page: it draws with no data, with data, and without a database."""

import json
from pathlib import Path

import pytest

from tests.conftest import only_duckdb

PAGES = sorted(str(path) for path in Path("pages").rglob("*.py"))
WITHOUT_FILTERS = ("manage", "labelling", "present", "customer.py")
WITH_FILTERS = [page for page in PAGES if not any(name in page for name in WITHOUT_FILTERS)]

ORDERS = "customer_id | ordered_at | amount | segment | region | channel\n" + "\n".join(
    f"c{number % 40} | 2025-{month:02}-{1 + number % 27:02} | {20 + number} | "
    f"{'Homes' if number % 3 else 'Shops'} | North | {'App' if number % 2 else 'Store'}"
    for month in range(1, 13)
    for number in range(month, month + 30)
)
FEEDBACK = "source | created_at | text | category\n" + "\n".join(
    f"Survey | 2025-{month:02}-{day:02} | {text} | Lamps"
    for month in range(1, 13)
    for day, text in enumerate(
        ("Great service, I love it", "Awful, it broke", "It is a lamp", "Much better than Kelvana", "Ours is good"), 1
    )
)


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def full(request, fresh_database, given_orders, given_feedback, given_brands):
    """A database with something of everything, which the pages only read."""
    with fresh_database(request.param):
        given_brands("Ours", "Kelvana")
        given_orders(ORDERS)
        given_feedback(FEEDBACK)
        yield request.param


on_duckdb = pytest.mark.parametrize("full", ["duckdb"], indirect=True)


def test_every_page_file_is_in_the_menu():
    text = Path("app.py").read_text()
    assert [page for page in PAGES if page not in text] == []


@pytest.mark.parametrize("page", PAGES)
@only_duckdb
def test_page_with_no_data_says_what_to_do(db, open_page, page):
    app = open_page(page)
    assert not app.exception
    assert app.title, "the page has no heading"


@pytest.mark.parametrize("page", PAGES)
@on_duckdb
def test_page_with_data_draws(full, open_page, page):
    _draws(open_page, page)


@pytest.fixture(scope="module", params=["orders alone", "feedback alone"])
def one_source(request, fresh_database, given_orders, given_feedback):
    """A database with one half of everything, and no brand that is ours."""
    with fresh_database("duckdb"):
        if request.param == "orders alone":
            given_orders(ORDERS)
        else:
            given_feedback(FEEDBACK, brand="Kelvana")
        yield request.param


@pytest.mark.parametrize("page", PAGES)
def test_page_with_one_half_of_the_data_says_what_is_missing(one_source, open_page, page):
    app = open_page(page)
    assert not app.exception and not app.error and app.title
    charts = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert len(painted(app)) == len(charts), "a chart without a value"
    html = "".join(block.proto.body for block in app.get("html"))
    if "overview" in page:
        assert charts, "its chart is of what there is"
    if one_source == "feedback alone":
        missing = {
            "overview": "No brand is marked as ours yet",
            "segments": "No customers yet",
            "outlook": "No orders yet",
        }
        for name, words in missing.items():
            assert name not in page or words in html


def test_a_chart_of_our_share_of_voice_says_that_no_brand_is_ours(one_source, open_page):
    html = "".join(
        block.proto.body for block in open_page("pages/summary/overview.py", chart="Share of voice").get("html")
    )
    if one_source == "feedback alone":
        assert "Mark one under Settings." in html and "Choose another period" not in html
    else:
        assert "No feedback yet" in html


# What the pages ask is asked of both databases elsewhere; here is the way from one to the screen.
@pytest.mark.parametrize("page", ["pages/summary/overview.py", "pages/customers/customer_groups.py"])
@pytest.mark.parametrize("full", ["postgresql"], indirect=True)
def test_page_draws_with_data_of_a_server(full, open_page, page):
    _draws(open_page, page)


def _draws(open_page, page):
    app = open_page(page)
    assert not app.exception
    assert not app.error
    if page in WITH_FILTERS:
        assert painted(app), "the page has no chart with a value in it"


@pytest.mark.parametrize("page", WITH_FILTERS)
@on_duckdb
def test_filters_of_the_url_are_on_every_page(full, open_page, page):
    app = open_page(page, period="All time", compare="No comparison", segment="Homes")
    assert not app.exception
    assert app.session_state["filters"].filters.segment == ("Homes",)
    assert app.session_state["filters"].comparison is None
    assert app.session_state["filters"].filters.start.isoformat() == "2025-01-01"


@pytest.mark.parametrize("page", WITH_FILTERS)
@on_duckdb
def test_a_filter_that_leaves_nothing_is_said_and_no_error(full, open_page, page):
    app = open_page(page, segment="Shops", region="North", channel="Store", category="Lamps")
    assert not app.exception
    assert not app.error


def test_app_without_a_database_says_so_without_the_password(monkeypatch, open_page):
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://reader:very-secret@127.0.0.1:1/nowhere")
    app = open_page()
    assert not app.exception
    assert app.error[0].value.startswith("The database did not answer")
    assert "very-secret" not in str(app)


def painted(app) -> list[dict]:
    """The charts that hold at least one number."""
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return [spec for spec in specs if any(trace.get("y") or trace.get("z") for trace in spec["data"])]
