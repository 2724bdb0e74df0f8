"""The calibrated score in the database: learned per source, applied where it is in use, gone where it is not."""

import json

import pytest
from sqlalchemy import select, update

from data_access import calibrate, database
from data_access.schema import feedback, scorer_models
from data_access.scoring.experience import EXPERIENCE
from tests.data_access import stored

WORDS = {5: ("snug", "toasty"), 1: ("drafty", "wobbly"), 3: ("beige", "square")}
ROOMS = ("hall", "attic", "kitchen", "bath", "loft", "porch", "study")


def rated(n, source):
    stars = [(5, 1, 5, 3)[place % 4] for place in range(n)]
    return [
        {
            "feedback_id": f"{source}{place}",
            "created_at": f"2025-04-{1 + place % 28:02}",
            "source": source,
            "rating": str(star),
            "rating_scale": "5",
            "text": f"Figo: {WORDS[star][place // 4 % 2]}, for the {ROOMS[place % 7]} and {ROOMS[place // 7 % 7]}s",
        }
        for place, star in enumerate(stars)
    ]


@pytest.fixture
def said(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback([*rated(240, "Shop"), *rated(60, "Survey")])
    with database.writing() as connection:
        shown = {"experience": 0.0, "sentiment": 0.0, "sentiment_label": "neutral", "scorer": EXPERIENCE}
        connection.execute(update(feedback).values(**shown))
        calibrate.calibrate(connection)
        calibrate.apply(connection, None)


def model(source):
    return stored.one("scorer_models", source=source)


def test_a_source_with_enough_ratings_is_scored_by_what_they_teach(said):
    assert (model("Shop")["is_on"], model("Survey")["is_on"]) == (True, False)
    assert (model("Shop")["labelled"], model("Survey")["labelled"]) == (240, 60)
    assert json.loads(model("Shop")["quality"])["macro_f1"]["calibrated"] > 0.9
    assert model("Survey")["why"].startswith("Not in use: 60 texts")
    for row in stored.rows("feedback"):
        if row["source"] == "Survey":
            assert (row["scorer"], row["calibrated_label"], row["p_negative"]) == (EXPERIENCE, None, None)
            continue
        expected = {5: "positive", 3: "neutral", 1: "negative"}[row["rating"]]
        assert row["sentiment_label"] == row["calibrated_label"] == expected
        assert row["sentiment"] == pytest.approx(row["p_positive"] - row["p_negative"])
        assert row["scorer"] == model("Shop")["scorer"]
    shop = [row for row in stored.rows("mentions") if row["source"] == "Shop"]
    assert {row["sentiment_label"] for row in shop} == {"positive", "neutral", "negative"}, "mentions follow"


def test_it_is_learned_again_only_when_what_it_learns_from_changes(said, given_feedback):
    before = model("Shop")
    with database.writing() as connection:
        calibrate.calibrate(connection)
    assert model("Shop") == before
    given_feedback([dict(rated(240, "Shop")[0], rating="1")])
    with database.writing() as connection:
        calibrate.calibrate(connection)
    assert model("Shop")["training_hash"] != before["training_hash"]


def test_new_feedback_of_the_source_is_scored_by_the_stored_model(said, given_feedback):
    given_feedback("feedback_id | created_at | source | text\nnew | 2025-05-01 | Shop | Terribly wobbly, this Figo")
    with database.writing() as connection:
        touched = select(feedback.c.feedback_id).where(feedback.c.feedback_id == "new").subquery("touched")
        calibrate.apply(connection, touched)
    assert stored.one("feedback", feedback_id="new")["calibrated_label"] == "negative"


def test_a_hand_label_wins_over_the_rating(said):
    with database.writing() as connection:
        texts, labels, _ = calibrate._training_set(connection, "Shop", calibrate._matcher(connection))
    assert labels.count("positive") == 120
    assert not any("Figo" in text for text in texts), "a brand's name teaches nothing"
    from data_access.corrections import correct

    correct("Shop0", "sentiment", "", "negative", "Ada")
    with database.writing() as connection:
        _, labels, _ = calibrate._training_set(connection, "Shop", calibrate._matcher(connection))
    assert (labels.count("positive"), labels.count("negative")) == (119, 61)


def test_a_model_that_is_used_no_more_leaves_nothing_behind(said):
    with database.writing() as connection:
        connection.execute(update(scorer_models).values(is_on=False))
        calibrate.apply(connection, None)
    kept = {
        (row["sentiment_label"], row["sentiment"], row["scorer"], row["p_positive"]) for row in stored.rows("feedback")
    }
    assert kept == {("neutral", 0.0, EXPERIENCE, None)}
