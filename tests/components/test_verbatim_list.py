"""What is marked in the words: what drove the score, and the brands named."""

from datetime import date

import pandas as pd
from sqlalchemy import delete, insert

from components.verbatim_list import marked
from data_access import database
from data_access.schema import feedback_themes
from tests.conftest import only_duckdb

pytestmark = only_duckdb


def row(**given):
    return pd.DataFrame([{"title": None, "text": None, "brand": None, **given}])


def parts(text, spans):
    return [text[start:end] for start, end, *_ in spans]


def test_driving_words_and_brands_are_found_in_the_text(db, given_brands):
    given_brands("Meadow", "Figo")
    [found] = marked(row(title="Left Meadow", text="Figo is great, Meadow was awful."))
    assert parts(found["text"], found["spans"]) == ["great", "awful"]
    assert parts(found["text"], found["brand_spans"]) == ["Figo", "Meadow"]
    assert parts(found["title"], found["title_brand_spans"]) == ["Meadow"]


def test_only_the_chosen_brand_is_marked(db, given_brands):
    given_brands("Meadow", "Figo")
    [found] = marked(row(text="Figo is great, Meadow was awful."), names_brand=("Figo",))
    assert parts(found["text"], found["brand_spans"]) == ["Figo"]


def test_title_without_a_text_is_the_words(db):
    [found] = marked(row(title="Great lamp"))
    assert (found["title"], found["text"]) == (None, "Great lamp")
    assert parts(found["text"], found["spans"]) == ["Great"]


def test_whose_customer_speaks_is_said_only_of_other_brands(db):
    rows = pd.concat([row(text="x", brand="Meadow"), row(text="x", brand="Figo"), row(text="x")])
    assert [pd.isna(each["brand"]) or each["brand"] for each in marked(rows, ours="Meadow")] == [True, "Figo", True]


def test_words_that_name_a_theme_are_found_and_of_a_picked_theme_its_own_only(db, given_feedback):
    given_feedback(
        "feedback_id | created_at | title | text\nF1 | 2026-01-05 | Delivery? | late delivery, redelivery, costly"
    )
    with database.writing() as connection:
        connection.execute(delete(feedback_themes))
        for theme, words, label in (("Delivery", "late; delivery", "negative"), ("Price", "costly", None)):
            row_of_theme = {"theme": theme, "words": words, "sentiment_label": label, "created_on": date(2026, 1, 5)}
            connection.execute(insert(feedback_themes).values(feedback_id="F1", **row_of_theme))
    said = row(feedback_id="F1", title="Delivery?", text="late delivery, redelivery, costly")
    [found] = marked(said)
    assert found["themes"] == [("Delivery", "negative"), ("Price", None)]
    assert parts(found["text"], found["theme_spans"]) == ["late", "delivery", "costly"]
    assert parts(found["title"], found["title_theme_spans"]) == ["Delivery"]
    [found] = marked(said, theme="Price")
    assert parts(found["text"], found["theme_spans"]) == ["costly"]


def test_marks_follow_the_score_that_is_shown(db, given_brands):
    given_brands("Meadow", "United")
    said = row(text="United took a refund, great", sentiment=-0.2, sentiment_label="negative")
    said = said.assign(shown_score=0.8, shown_label="positive")
    [found] = marked(said)
    assert "United" not in parts(found["text"], found["spans"])
    [found] = marked(said, score="vader")
    assert parts(found["text"], found["spans"]) == ["United", "great"]
    assert (found["sentiment"], found["sentiment_label"]) == (0.8, "positive")


def test_nothing_drove_a_score_that_was_not_given(db):
    [found] = marked(row(text="Die Lieferung war gut", shown_score=None, shown_label=None, language="de"))
    assert found["spans"] == []
