"""Scores and mentions as they are stored with the feedback."""

import pytest

from data_access import brands, database, rescoring
from data_access.schema import feedback as feedback_table
from data_access.scoring import label, sentiment
from data_access.scoring.experience import EXPERIENCE, ExperienceScorer
from tests.data_access import stored

LOVE, HATE, PLAIN = "I love it, great.", "Terrible, I hate it.", "It came on a weekday."


def named() -> set[tuple[str, str]]:
    return {(row["feedback_id"], row["brand"]) for row in stored.rows("mentions")}


def test_each_text_is_stored_with_its_score_its_label_and_who_scored_it(db, given_feedback):
    given_feedback([{"created_at": "2025-04-01", "text": text} for text in (LOVE, HATE, PLAIN)])
    columns = ("vader", "experience", "sentiment", "sentiment_label", "scorer", "language", "is_request")
    found = {row["text"]: tuple(row[name] for name in columns) for row in stored.rows("feedback")}
    score = ExperienceScorer().compound
    assert found == {
        text: (sentiment(text), score(text), score(text), label(score(text)), EXPERIENCE, "en", False)
        for text in (LOVE, HATE, PLAIN)
    }
    assert {row[3] for row in found.values()} == {"positive", "negative", "neutral"}


def test_a_rating_without_words_is_not_scored(db, given_feedback):
    given_feedback("feedback_id | created_at | text | rating\nF1 | 2025-04-01 | | 5")
    row = stored.one("feedback", feedback_id="F1")
    assert (row["rating"], row["sentiment"], row["sentiment_label"], row["scorer"]) == (5, None, None, None)


def test_a_title_is_scored_only_where_there_is_no_text_and_brands_are_found_in_both(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback(f"""
        feedback_id | created_at | title          | text
        both        | 2025-04-01 | I hate Figo    | {LOVE} Meadow!
        title alone | 2025-04-01 | I hate Figo    |
    """)
    labels = {row["feedback_id"]: row["sentiment_label"] for row in stored.rows("feedback")}
    assert labels == {"both": "positive", "title alone": "negative"}
    assert named() == {("both", "Figo"), ("both", "Meadow"), ("title alone", "Figo")}


def test_words_that_are_taken_away_take_score_and_mentions_with_them(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback("feedback_id | created_at | text | rating\nF1 | 2025-04-01 | I love Figo. | 5")
    given_feedback("feedback_id | created_at | text | rating\nF1 | 2025-04-01 | | 5")
    row = stored.one("feedback", feedback_id="F1")
    assert (row["sentiment"], row["sentiment_label"], row["scorer"]) == (None, None, None)
    assert named() == set()


def test_a_mention_carries_the_score_and_dimensions_of_its_feedback(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    table = "feedback_id | created_at | text | source | customer_id\nF1 | 2025-04-01 | I love Figo. | {} | C1"
    given_feedback(table.format("Trustpilot"))
    given_feedback(table.format("survey"))
    said, mention = stored.one("feedback", feedback_id="F1"), stored.one("mentions", feedback_id="F1")
    copied = ("sentiment", "sentiment_label", "created_on", "source", "channel", "kind", "category", "customer_id")
    assert {name: mention[name] for name in copied} == {name: said[name] for name in copied}
    assert mention["source"] == "survey"


def test_a_mention_is_own_when_the_speakers_own_brand_is_named(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback("""
        feedback_id | created_at | brand  | text
        F1          | 2025-04-01 |        | Meadow or Figo?
        F2          | 2025-04-01 | Figo   | Meadow or Figo?
        F3          | 2025-04-01 | Meadow | Meadow or Figo?
    """)
    own = {(row["feedback_id"], row["brand"]) for row in stored.rows("mentions") if row["relation"] == "own"}
    assert own == {("F1", "Meadow"), ("F2", "Figo"), ("F3", "Meadow")}
    assert len(named()) == 6


def test_a_brand_that_an_import_brings_is_found_in_what_was_said_before(db, given_feedback):
    given_feedback(
        "feedback_id | created_at | text\nF1 | 2025-04-01 | Figo is cheaper.\nF2 | 2025-04-01 | A figo tree."
    )
    assert named() == set()
    given_feedback("feedback_id | created_at | text | brand\nF3 | 2025-04-01 | Great. | Figo")
    assert named() == {("F1", "Figo")}


@pytest.mark.parametrize(("needs_capital", "found"), [(True, {"F1", "F3"}), (False, {"F1", "F2", "F3"})])
def test_a_name_that_is_a_word_too_counts_with_a_capital_when_told(db, given_feedback, needs_capital, found):
    given_feedback("""
        feedback_id | created_at | text
        F1          | 2025-04-01 | Spot is fine.
        F2          | 2025-04-01 | On the spot.
        F3          | 2025-04-01 | SPOT!
    """)
    brands.save([brands.Brand("Spot", False, (brands.Alias("Spot", needs_capital),))])
    assert {feedback_id for feedback_id, _ in named()} == found


def test_an_alias_of_two_brands_belongs_to_the_first_by_name(db, given_feedback):
    given_feedback("feedback_id | created_at | text\nF1 | 2025-04-01 | The Dog House is good.")
    shared = (brands.Alias("Dog House", True),)
    brands.save([brands.Brand("Zebra", False, shared), brands.Brand("Apple", False, shared)])
    assert named() == {("F1", "Apple")}


def test_a_refresh_scores_again_what_another_scorer_scored(db, given_feedback):
    given_feedback(f"feedback_id | created_at | text\nF1 | 2025-04-01 | {LOVE}")
    held = stored.everything()
    with database.writing() as connection:
        connection.execute(feedback_table.update().values(scorer="vader 0.1", sentiment=-1, sentiment_label="negative"))
    assert rescoring.rescore() == 1
    assert stored.everything() == held


def test_an_import_scores_only_what_it_brought_or_changed(db, given_feedback):
    given_feedback(f"feedback_id | created_at | text\nF1 | 2025-04-01 | {LOVE}")
    with database.writing() as connection:
        connection.execute(feedback_table.update().values(scorer="vader 0.1"))
    given_feedback(f"feedback_id | created_at | text\nF1 | 2025-04-01 | {LOVE}\nF2 | 2025-04-01 | {HATE}")
    assert [row["scorer"] for row in stored.rows("feedback")] == ["vader 0.1", EXPERIENCE]
