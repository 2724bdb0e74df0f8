"""The Competitors page: who is named, how that is counted, and the words that name the chosen brand."""

import json

import pytest

from tests.conftest import only_duckdb

PAGE = "pages/feedback/competitors.py"
SAID = """
    created_at | brand | text
    2026-01-05 |       | Meadow is great, I love it.
    2026-01-06 |       | Meadow is better than Figo.
    2026-02-05 |       | I left for Figo, Meadow was terrible and awful.
    2026-02-06 | Figo  | Happy with Figo, lovely people.
    2026-03-06 |       | Nothing to say about anyone.
"""


@pytest.fixture(scope="module")
def said(fresh_database, given_feedback, given_brands):
    with fresh_database("duckdb"):
        given_brands("Meadow", "Figo", "Kelvana")
        given_feedback(SAID)
        yield


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def verbatims(app) -> int:
    return html(app).count('class="earshot-verbatim"')


def charts(app) -> dict[str, dict]:
    """Each chart's figure by its alternative text: the title of its card."""
    return {chart.proto.alt: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}


@only_duckdb
def test_page_without_brands_leads_to_where_they_are_named(db, given_feedback, open_page):
    given_feedback(SAID.replace("| Figo  |", "|       |"))
    app = open_page(PAGE)
    assert not app.exception
    assert "No brands are tracked yet" in html(app)
    assert [link.proto.page for link in app.main.get("page_link")] == ["settings"]


@only_duckdb
def test_page_without_mentions_says_so(db, given_feedback, given_brands, open_page):
    given_brands("Meadow", "Figo")
    given_feedback("created_at | text\n2026-01-05 | Nothing to say about anyone.")
    app = open_page(PAGE)
    assert not app.exception
    assert "Nobody names a tracked brand" in html(app)
    assert not app.get("plotly_chart")


def test_share_of_voice_counts_ours_and_says_so(said, open_page):
    app = open_page(PAGE, period="All time")
    assert not app.exception
    text = html(app)
    assert "Share of voice counts our own brand" in text
    assert "50.0%" in text and "3 of 6 mentions" in text
    assert "Small base: 3 of 6 mentions" in text
    assert len(charts(app)) == 4


def test_brand_that_nobody_names_is_shown_with_zero(said, open_page):
    figures = charts(open_page(PAGE, period="All time"))
    ranking = figures["Who is named most?"]
    assert ranking["layout"]["yaxis"]["ticktext"] == ["Figo", "Meadow (us)", "Kelvana"]
    assert any("<b>0%</b>" in note["text"] for note in ranking["layout"]["annotations"])


def test_ours_is_the_strong_blue_and_every_competitor_has_its_own_colour(said, open_page):
    layers = charts(open_page(PAGE, period="All time"))["How often are brands named?"]["data"]
    colours = {layer["name"]: layer["marker"]["color"] for layer in layers}
    assert colours["Meadow (us)"] == "#000001"
    assert len(set(colours.values())) == 3


def test_words_are_those_that_name_a_competitor_until_one_is_chosen(said, open_page):
    app = open_page(PAGE, period="All time")
    assert "What people say of competitors" in html(app)
    assert verbatims(app) == 3
    assert '<mark class="is-brand">Figo</mark>' in html(app)
    app.selectbox(key="names").set_value("Meadow").run()
    assert "What people say of us" in html(app)
    assert verbatims(app) == 3
    assert '<mark class="is-brand">Meadow</mark>' in html(app)
    assert '<mark class="is-brand">Figo</mark>' not in html(app)


def test_link_to_a_brand_in_a_month_shows_those_words(said, open_page):
    app = open_page(PAGE, period="All time", names="Figo", when="2026-02-01_2026-02-28")
    assert app.selectbox(key="names").value == "Figo"
    assert "What people say of Figo" in html(app)
    assert "Only 1–28 Feb 2026: 2 with words" in html(app)


def test_choice_of_whose_feedback_is_read_does_not_change_who_is_counted(said, open_page):
    assert "3 of 6 mentions" in html(open_page(PAGE, period="All time", brand="Figo"))


@only_duckdb
def test_customer_filter_says_which_share_it_leaves_out(db, given_feedback, given_brands, open_page):
    given_brands("Meadow", "Figo")
    given_feedback("""
        created_at | brand | customer_id | segment | text
        2026-01-05 |       | C1          | Homes   | Meadow is great.
        2026-01-06 |       |             |         | Figo is great.
        2026-01-07 | Figo  |             |         | Figo is great.
    """)
    app = open_page(PAGE, period="All time", segment="Homes")
    assert not app.exception
    assert "66.7% of this period&#x27;s feedback has no customer" in html(app)


@only_duckdb
def test_page_without_a_brand_of_ours_still_compares(db, given_feedback, open_page):
    from data_access import brands

    brands.save([brands.Brand("Meadow", False), brands.Brand("Figo", False)])
    given_feedback(SAID)
    app = open_page(PAGE, period="All time")
    assert not app.exception
    assert "No brand is marked as ours" in html(app)
    assert len(charts(app)) == 4


@only_duckdb
def test_eight_brands_make_no_more_than_seven_layers(db, given_feedback, given_brands, open_page):
    names = ["Meadow", *(f"Rival{letter}" for letter in "ABCDEFGH")]
    given_brands(*names)
    given_feedback([{"created_at": "2026-01-05", "text": f"{name} is fine."} for name in names])
    layers = charts(open_page(PAGE, period="All time"))["How often are brands named?"]["data"]
    assert len(layers) == 7
    assert layers[0]["name"] == "Meadow (us)" and layers[-1]["name"] == "Other (3)"


@only_duckdb
def test_hostile_brand_comes_out_as_text(db, given_feedback, given_brands, open_page):
    hostile = "<script>alert(1)</script> **x** $y$ :material/home:"
    given_brands("Meadow", hostile)
    given_feedback([{"created_at": "2026-01-05", "text": f"Left for {hostile} today"}])
    app = open_page(PAGE, period="All time", names=hostile)
    assert not app.exception
    assert "<script" not in html(app)
    assert "<script" not in "".join(chart.proto.spec for chart in app.get("plotly_chart"))
    assert verbatims(app) == 1
