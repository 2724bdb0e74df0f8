"""Themes on the pages: what people speak of, words that differ, competitors theme by theme, and editing the themes."""

import json
from datetime import date, timedelta

import pytest

from data_access import taxonomy
from data_access.fetch import fetch
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import themes
from data_access.scoring.taxonomy import Theme, shipped

SENTIMENT, COMPETITORS, SETTINGS = (
    "pages/feedback/sentiment.py",
    "pages/feedback/competitors.py",
    "pages/manage/settings.py",
)


def html(app):
    return "\n".join(block.proto.body for block in app.get("html"))


def charts(app):
    return {chart.proto.alt: json.loads(chart.proto.spec) for chart in app.get("plotly_chart")}


def labels(figure):
    return list(figure["layout"]["yaxis"]["ticktext"])


@pytest.fixture(scope="module")
def said(fresh_database, given_brands, given_feedback):
    """Ours: 40 texts with cheap prices and an awful delivery that wait on hold, 40 with friendly staff, and 12 about
    bicycles, of which no theme knows; Figo's: 40 with awful staff."""
    with fresh_database("duckdb"):
        given_brands("Meadow", "Figo")
        bad = [f"Cheap and great price. But the delivery was awful, hold music for week {n}." for n in range(40)]
        good = [f"The staff were great, lovely, day {n}." for n in range(40)]
        other = [f"Bicycle repairs number {n}." for n in range(12)]
        given_feedback([_row(n, text) for n, text in enumerate([*bad, *good, *other])])
        given_feedback([_row(n, f"The staff of Figo were awful, rude, case {n}.") for n in range(40)], brand="Figo")
        yield


def _row(number, text):
    return {"created_at": f"2026-03-{1 + number % 28:02}", "text": text}


def test_themes_are_ranked_and_a_link_to_one_narrows_the_words(said, open_page):
    app = open_page(SENTIMENT, part="Themes", period="All time", theme="Delivery")
    assert not app.exception
    shown = charts(app)
    assert set(labels(shown["What do people talk about?"])) >= {"Price", "Delivery", "Staff"}
    feeling = labels(shown["People are least happy with Delivery"])
    assert feeling[-1] == "Delivery"
    assert any(title.startswith("Without feedback on Delivery, net sentiment is") for title in shown)
    assert labels(shown["Which words name Delivery?"]) == ["delivery"]
    assert "Only Theme: Delivery: 40 with words" in html(app)
    assert app.selectbox(key="about").value == "Delivery"


def test_words_that_differ_lead_to_their_texts_and_missed_themes_are_suggested(said, open_page):
    app = open_page(SENTIMENT, part="Words", period="All time")
    assert not app.exception
    (figure,) = [chart for chart in charts(app).values() if "value" in [trace.get("name") for trace in chart["data"]]]
    words = labels(figure)
    assert "staff" in words and "delivery" in words and "awful" not in words
    suggested = "\n".join(block.value for block in app.markdown)
    assert "**bicycle" in suggested and "12 texts" in suggested
    assert app.button(key="add-button-suggested_themes").label == "Add to presentation"
    app.button(key="read-suggestion-0").click().run()
    assert "12 with words, newest first." in html(app)
    for between in ("Now or before", "Two groups"):
        assert not open_page(SENTIMENT, part="Words", **{"words-of": between}).exception


def test_competitors_are_compared_theme_by_theme_and_small_bases_are_said(said, open_page):
    app = open_page(COMPETITORS, part="Themes", period="All time")
    assert not app.exception
    shown = charts(app)
    assert labels(shown["We lead competitors on Staff"]) == ["Staff"]
    assert "Not shown, with fewer than 30 mentions on either side: " in html(app)
    assert "What customers of competitors wrote" in html(app)
    named = open_page(COMPETITORS, part="Themes", period="All time", **{"told-by": "By whoever names them"})
    assert not named.exception and "What people say of competitors" in html(named)


def test_edited_themes_are_looked_for_at_once_and_the_shipped_ones_come_back(db, given_feedback, open_page):
    given_feedback([_row(n, "A bicycle at a good price.") for n in range(3)])

    def named():
        frame = fetch(themes.theme_mentions, Filters(brand=(EVERY_BRAND,)), by="theme")
        return dict(zip(frame["group"], frame["value"], strict=True))

    assert named() == {"Price": 3}
    assert taxonomy.edited() is None
    taxonomy.save([Theme(" Bikes ", ("bicycle*", " bicycle*")), Theme("Wheels", ("wheel",))])
    assert taxonomy.edited() == (Theme("Bikes", ("bicycle*",)), Theme("Wheels", ("wheel",)))
    assert named() == {"Bikes": 3}
    with pytest.raises(ValueError, match="Bikes stands more than once"):
        taxonomy.save([Theme("Bikes", ("a",)), Theme("bikes", ("b",))])
    assert named() == {"Bikes": 3}, "what was refused has changed nothing"
    if db == "duckdb":
        app = open_page(SETTINGS, part="Themes")
        assert "Bikes would be named in 3 of the latest 3 texts, by: bicycle 3." in html(app)
        app.text_area[0].set_value("price\n- good price").run()
        assert "Bikes would be named in 0 of the latest 3 texts." in html(app)
        app.text_area[0].set_value("good price").run()
        app.button(key="themes-save").click().run()
        assert not app.exception and taxonomy.edited()[0] == Theme("Bikes", ("good price",))
        app.button(key="themes-shipped").click().run()
        app.button(key="themes-save").click().run()
        assert not app.exception
        assert named() == {"Price": 3}
    taxonomy.save(shipped())
    assert taxonomy.edited() is None and named() == {"Price": 3}


def test_a_week_in_which_a_theme_is_named_much_more_is_marked_and_told(fresh_database, given_feedback, open_page):
    """Of 40 texts a week four speak of the delivery; of those of one week, 24 do."""
    with fresh_database("duckdb"):
        weeks = [date(2025, 1, 6) + timedelta(weeks=number) for number in range(40)]
        given_feedback(
            {"created_at": f"{week}", "text": f"{'The delivery was late' if n < of_delivery else 'Nice bicycle'}, {n}."}
            for week in weeks
            for of_delivery in (24 if week == weeks[-3] else 4,)
            for n in range(40)
        )
        often = {"part": "Themes", "period": "All time", "compare": "No comparison", "of-theme": "How often"}
        app = open_page(SENTIMENT, **often, theme="Delivery")
        assert not app.exception
        marked = [
            title
            for title, figure in charts(app).items()
            if any(trace.get("name") == "stands out" for trace in figure["data"])
        ]
        assert len(marked) == 1 and "Delivery" in marked[0]
        assert f"Stands out: ▲ week of {weeks[-3].day} {weeks[-3]:%b %Y}: 60.0%, expected" in html(app)
