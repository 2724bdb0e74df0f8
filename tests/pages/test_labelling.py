"""The labelling page and the quality of the scores: what a reader does there, and what it says."""

import pytest

from components import correct_dialog
from tests.conftest import only_duckdb
from tests.data_access import stored

PAGE, SENTIMENT = "pages/feedback/labelling.py", "pages/feedback/sentiment.py"
HOSTILE = '<script>alert(1)</script> **bold** "q"'
SAID = f"""
    feedback_id | source | created_at | rating | text
    F1          | Survey | 2026-01-05 |        | I love this lamp, it is great. {HOSTILE}
    F2          | Survey | 2026-02-05 |        | Terrible. Figo is better.
    F3          | Shop   | 2026-02-07 | 2      | Awful parcel, a broken chair.
"""

pytestmark = only_duckdb


@pytest.fixture
def said(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback(SAID)


def html(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def opened(open_page, **query):
    """The page after the reader has told their name."""
    app = open_page(PAGE, **query)
    return app.text_input(key="name-labelling").input("Ada").run()


def test_page_without_feedback_says_what_to_do(db, given_orders, open_page):
    given_orders("customer_id | ordered_at\nC1 | 2026-01-01\nC1 | 2026-02-01")
    app = open_page(PAGE)
    assert not app.exception
    assert "No feedback yet" in html(app)


def test_the_name_is_asked_for_once_and_is_not_in_the_link(said, open_page):
    app = open_page(PAGE)
    assert not app.button, "nothing can be labelled by nobody"
    app = opened(open_page)
    assert "name-labelling" not in {field.key for field in app.text_input} and "under the name Ada" in html(app)
    assert "Ada" not in str(app.query_params)


def test_texts_come_one_by_one_and_each_answer_is_kept(said, open_page):
    app = opened(open_page)
    assert app.selectbox(key="label-source").value == "Survey", "it has most texts without a known tone"
    assert "0 of 200 needed for a calibrated score of Survey" in html(app)
    assert HOSTILE not in html(app) and "<script>" not in html(app)
    assert html(app).count('class="earshot-verbatim"') == 1
    app = app.button(key="answer-negative").click().run()
    app = app.button(key="answer-request").click().run()
    assert not app.exception
    assert "No more texts here" in html(app)
    kept = {row["feedback_id"]: (row["about"], row["value"], row["person"]) for row in stored.rows("corrections")}
    assert set(kept) == {"F1", "F2"}
    assert set(kept.values()) == {("sentiment", "negative", "Ada"), ("request", "yes", "Ada")}
    (first,) = [row for row in stored.rows("corrections") if row["about"] == "sentiment"]
    assert first["subject"] == "random", "the first is drawn at random, and stays known as such"
    assert stored.one("feedback", feedback_id=first["feedback_id"])["sentiment_label"] == "negative"


def test_what_is_skipped_is_not_kept_and_not_shown_again(said, open_page):
    app = opened(open_page, **{"label-source": "Shop"})
    assert "1 of 200 needed for a calibrated score of Shop" in html(app), "a rating counts as known"
    app = app.button(key="answer-skip").click().run()
    assert "No more texts here" in html(app)
    assert stored.rows("corrections") == []


def test_the_dialog_offers_themes_and_the_brands_that_are_named_and_does_not_tell_the_tone(said, open_page):
    app = opened(open_page)
    while "Figo" not in html(app):
        app = app.button(key="answer-skip").click().run()
    app = app.button(key="labelling-more").click().run()
    assert not app.exception
    assert "Price" in app.multiselect(key="correct-F2-themes").options
    assert app.selectbox(key="correct-F2-favoured-Figo").label == "Favours us or Figo?"
    assert not [control for control in app.get("button_group") if "tone" in (control.key or "")]


def test_only_what_differs_from_what_is_known_is_kept(db):
    sides = {"Figo": None, "Kelvana": "ours"}
    known = {"sentiment": "positive", "request": False, "themes": ["Price"], "favoured": sides}
    assert correct_dialog.changes(known, "positive", False, ["Price"], sides) == []
    made = correct_dialog.changes(known, "negative", True, ["Store"], {"Figo": "theirs", "Kelvana": "ours"})
    assert made == [
        ("sentiment", "", "negative"),
        ("request", "", "yes"),
        ("theme", "Store", "yes"),
        ("theme", "Price", "no"),
        ("favoured", "Figo", "theirs"),
    ]


def test_the_quality_part_says_what_is_measured_and_what_is_not(said, open_page, given_feedback):
    given_feedback(
        [
            {
                "source": "Shop",
                "created_at": f"2026-03-{1 + place % 28:02}",
                "rating": "1" if place % 2 else "5",
                "text": f"{'Terrible, awful' if place % 2 else 'Great, lovely'} chair number {place}",
            }
            for place in range(80)
        ]
    )
    app = open_page(SENTIMENT, period="All time", part="Quality")
    assert not app.exception
    text = html(app)
    assert "<b>Shop</b><small>81 texts of known tone</small>" in text
    assert "<b>1.00</b> <i>in use</i><small>100% agree</small>" in text
    assert "Support" not in text and "<b>Survey</b><small>no text of known tone</small>" in text
    assert "Corrected by 81 texts of known tone" in text
    assert "No text has been labelled by two people" in text
    for view in ("quality", "confusion"):
        app.button(key=f"add-button-{view}").click().run()
        assert not app.exception
    assert any(field.value == "Where the scores go wrong: Shop" for field in app.text_input)
