"""Competitors, Who is favoured: for whom texts speak, with the sentence that says so; and Settings of brands' names."""

import json

import pytest

from data_access import brands
from data_access.brands import Alias, Brand
from tests.conftest import only_duckdb
from tests.data_access import stored

COMPETITORS, SETTINGS = "pages/feedback/competitors.py", "pages/manage/settings.py"
SAID = """
    feedback_id | created_at | text
    F1          | 2026-01-05 | It came on a weekday. Figo is so much better than Meadow. I paid by card.
    F2          | 2026-02-05 | I switched from Figo to Meadow.
    F3          | 2026-02-06 | Walked past Figo <b>today</b>.
    F4          | 2026-02-07 | I am leaving Meadow for Orchard.
    F5          | 2026-02-08 | Meadow is fine.
"""


@pytest.fixture(scope="module")
def said(fresh_database, given_feedback, given_brands):
    with fresh_database("duckdb"):
        given_brands("Meadow", "Figo", "Orchard")
        given_feedback(SAID)
        yield


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def verbatims(app) -> int:
    return html(app).count('class="earshot-verbatim"')


def test_each_text_that_names_a_competitor_is_shown_with_its_evidence(said, open_page):
    app = open_page(COMPETITORS, period="All time", part="Who is favoured")
    assert not app.exception
    text = html(app)
    assert verbatims(app) == 4
    assert '<mark class="is-found">Figo is so much better than Meadow.</mark>' in text
    assert "Favours Figo" in text and "Came from Figo" in text and "Leaving for Orchard" in text
    assert "&lt;b&gt;today&lt;/b&gt;" in text and "<b>today" not in text
    titles = {chart.proto.alt: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}
    assert "In 25.0% of texts that name a competitor it is unclear whom they favour" in titles
    assert len(titles) == 4
    app.button(key="add-button-words").click().run()
    assert not app.exception
    assert "Figo is so much better than Meadow." in " ".join(app.multiselect[-1].options)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"side": "For them"}, 2),
        ({"side": "Unclear"}, 1),
        ({"side": "For either of us"}, 3),
        ({"moving": "Left or leaving"}, 1),
        ({"moving": "May leave"}, 0),
        ({"moving": "Toward us"}, 1),
        ({"rival": "Orchard"}, 1),
        ({"when": "2026-02-01_2026-02-28"}, 3),
        ({"search": "card"}, 1),
        ({"side": "For us", "rival": "Orchard"}, 0),
    ],
)
def test_words_are_those_of_the_link(said, open_page, chosen, found):
    app = open_page(COMPETITORS, period="All time", part="Who is favoured", **chosen)
    assert not app.exception
    assert verbatims(app) == found


@only_duckdb
def test_without_competitors_it_says_what_to_do(db, given_feedback, given_brands, open_page):
    given_brands("Meadow")
    given_feedback("created_at | text\n2026-01-05 | Meadow is fine.")
    assert "Nobody to compare with" in html(open_page(COMPETITORS, period="All time", part="Who is favoured"))


@only_duckdb
def test_rule_of_a_name_is_tried_on_recent_feedback_before_it_is_saved(db, given_feedback, open_page):
    brands.save([Brand("Meadow", True), Brand("Delta", False)])
    given_feedback("""
        created_at | text
        2026-01-05 | I went with Delta.
        2026-01-06 | My delta flight was late.
        2026-01-07 | We all had the Delta variant.
    """)
    app = open_page(SETTINGS, part="When a name counts")
    assert not app.exception
    app.selectbox(key="name-chosen").set_value(1).run()
    assert "Would count in 2 of the latest 3" in app.markdown[0].value
    next(area for area in app.text_area if area.key.endswith("-context")).set_value("flight").run()
    next(area for area in app.text_area if area.key.endswith("-counter")).set_value("delta variant").run()
    assert "Would count in 2 of the latest 3" in app.markdown[0].value
    assert '<mark class="is-brand">delta</mark>' in html(app) and '<mark class="is-found">Delta</mark>' in html(app)
    app.button(key="rule-save").click().run()
    assert not app.exception
    assert Brand("Delta", False, (Alias("Delta", True, ("flight",), ("delta variant",)),)) in brands.tracked()
    assert len([row for row in stored.rows("mentions") if row["brand"] == "Delta"]) == 2


@only_duckdb
def test_words_known_for_a_name_are_offered(db, given_feedback, open_page):
    brands.save([Brand("Delta", False)])
    given_feedback("created_at | text\n2026-01-05 | I went with Delta.")
    app = open_page(SETTINGS, part="When a name counts")
    next(button for button in app.button if button.key.endswith("-offer")).click().run()
    assert not app.exception
    assert "flight" in next(area for area in app.text_area if area.key.endswith("-context")).value


@only_duckdb
def test_table_of_brands_keeps_the_words_around_a_name(db, given_feedback, open_page):
    from components.brand_editor import brands_frame, brands_of

    tracked = (Brand("Delta", False, (Alias("Delta", True, ("flight",), ("delta variant",)),)),)
    assert brands_of(brands_frame(tracked, {}), tracked) == tracked


@only_duckdb
def test_misspelling_becomes_a_name_by_a_click_and_not_before(db, given_feedback, open_page):
    brands.save([Brand("Meadow", True), Brand("Tavorelle", False)])
    given_feedback("created_at | text\n2026-01-05 | Tavorelle, tavorelle.\n2026-01-06 | Tavorele is cheaper.")
    app = open_page(SETTINGS, part="Misspellings")
    app.button(key="misspellings-look").click().run()
    assert "tavorele" in html(app)
    assert len(stored.rows("mentions")) == 1
    app.button(key="add-tavorele").click().run()
    assert not app.exception
    assert len(stored.rows("mentions")) == 2
