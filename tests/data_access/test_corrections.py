"""What people say of a text counts at once, and again after every new score and import, on both databases."""

import pandas as pd
import pytest
from sqlalchemy import select

from data_access import corrections, database, rescoring
from data_access.agreement import agreement, labels_of_people
from data_access.corrections import correct
from data_access.schema import feedback, feedback_themes, preferences
from tests.conftest import only_duckdb
from tests.data_access import stored

SAID = """
    feedback_id | created_at | text                              | source | rating
    F1          | 2025-04-01 | I love it, but Figo was cheaper.  | Survey | 5
    F2          | 2025-04-01 | Terrible. Can you help me?        | Survey | 1
    F3          | 2025-04-01 |                                   | Survey | 4
"""


@pytest.fixture
def said(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback(SAID)


def given(table, **row):
    with database.writing() as connection:
        connection.execute(
            table.insert().values(created_on=stored.one("feedback", feedback_id="F1")["created_on"], **row)
        )


def tone(feedback_id):
    row = stored.one("feedback", feedback_id=feedback_id)
    return row["sentiment_label"], row["sentiment"]


def test_a_corrected_tone_counts_at_once_and_its_mentions_follow(said):
    version = database.current_version()
    correct("F1", "sentiment", "", "negative", "Ada")
    assert tone("F1") == ("negative", -1.0), "its score was that of praise"
    assert [(m["sentiment_label"], m["sentiment"]) for m in stored.rows("mentions")] == [("negative", -1.0)]
    assert database.current_version() > version
    kept = stored.one("corrections", feedback_id="F1")
    assert (kept["about"], kept["value"], kept["person"]) == ("sentiment", "negative", "Ada")


def test_a_label_that_agrees_with_the_score_leaves_it(said):
    before = tone("F2")
    correct("F2", "sentiment", "", "negative", "Ada")
    assert tone("F2") == before


def test_the_latest_word_counts_whoever_says_it_and_all_are_kept(said):
    for value, person in (("negative", "Ada"), ("neutral", "Ben"), ("positive", "Ada")):
        correct("F2", "sentiment", "", value, person)
    assert tone("F2") == ("positive", 1.0)
    assert {row["value"] for row in stored.rows("corrections")} == {"negative", "neutral", "positive"}


def test_corrections_survive_a_new_score_and_the_same_file_again(said, given_feedback):
    correct("F1", "sentiment", "", "negative", "Ada")
    correct("F2", "request", "", "yes", "Ada")
    correct("F1", "theme", "price", "negative", "Ada")
    correct("F1", "favoured", "Figo", "theirs", "Ada")
    held = stored.everything()
    rescoring.rescore(everything=True)
    anew = stored.everything()
    for learned in ("scorer_models", "pending_scores"):
        held.pop(learned), anew.pop(learned)
    assert anew == held
    given_feedback(SAID.replace("cheaper", "cheaper, sadly"))
    assert tone("F1")[0] == "negative"
    assert stored.one("feedback", feedback_id="F2")["is_request"] is True
    assert (stored.one("feedback_themes", theme="price")["sentiment_label"], favoured()) == (
        "negative",
        {"Figo": "theirs"},
    )


def test_only_what_was_touched_is_corrected_again(said):
    correct("F1", "sentiment", "", "negative", "Ada")
    correct("F2", "sentiment", "", "positive", "Ada")
    with database.writing() as connection:
        connection.execute(feedback.update().values(sentiment_label="neutral"))
        touched = select(feedback.c.feedback_id).where(feedback.c.feedback_id == "F2").subquery("touched")
        corrections.apply(connection, touched)
    assert (tone("F1")[0], tone("F2")[0]) == ("neutral", "positive")


def favoured():
    return {row["rival"]: row["favoured"] for row in stored.rows("preferences")}


def test_themes_are_taken_away_added_and_given_a_tone(said):
    given(
        feedback_themes, feedback_id="F2", theme="delivery", sentiment=-0.5, sentiment_label="negative", words="parcel"
    )
    correct("F2", "theme", "delivery", "no", "Ada")
    correct("F2", "theme", "support", "yes", "Ada")
    correct("F2", "theme", "price", "positive", "Ada")
    themes = {
        row["theme"]: row["sentiment_label"] for row in stored.rows("feedback_themes") if row["feedback_id"] == "F2"
    }
    assert "delivery" not in themes
    assert (themes["support"], themes["price"]) == ("negative", "positive")
    correct("F2", "theme", "price", "no", "Ben")
    assert "price" not in {row["theme"] for row in stored.rows("feedback_themes")}
    assert len(stored.rows("corrections")) == 4


def test_the_theme_of_a_text_that_names_one_follows_its_tone(said):
    with database.writing() as connection:
        connection.execute(feedback_themes.delete())
    given(feedback_themes, feedback_id="F2", theme="support", sentiment=-0.5, sentiment_label="negative")
    correct("F2", "sentiment", "", "neutral", "Ada")
    assert stored.one("feedback_themes", feedback_id="F2")["sentiment_label"] == "neutral"


def test_whom_a_text_favours_is_changed_or_added(said):
    with database.writing() as connection:
        connection.execute(preferences.delete())
    correct("F1", "favoured", "Figo", "theirs", "Ada")
    assert favoured() == {"Figo": "theirs"}
    correct("F1", "favoured", "Figo", "equal", "Ben")
    assert favoured() == {"Figo": "equal"}


@only_duckdb
@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("F1", "sentiment", "", "superb", "Ada"), "'superb' is not something that sentiment can be"),
        (("F1", "mood", "", "positive", "Ada"), "'mood' cannot be corrected"),
        (("F1", "sentiment", "", "positive", "  "), "Say who you are"),
        (("F1", "sentiment", "price", "positive", "Ada"), "has no subject"),
        (("F1", "theme", " ", "yes", "Ada"), "Say which theme"),
        (("F1", "favoured", "Nobody", "ours", "Ada"), "'Nobody' is not a tracked competitor. Choose of: Figo."),
        (("F9", "sentiment", "", "positive", "Ada"), "not in the database any more"),
        (("F3", "sentiment", "", "positive", "Ada"), "has no words"),
        (("F1", "sentiment", "", "positive", "A" * 101), "longer than 100 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(said, told, sentence):
    held, version = stored.everything(), database.current_version()
    with pytest.raises(ValueError, match=sentence):
        correct(*told)
    assert (stored.everything(), database.current_version()) == (held, version)


def test_two_people_agree_beyond_chance():
    """An example of Cohen's kind: 20 both positive, 5 and 10 apart, 15 both negative: agreement 0.7, kappa 0.4."""
    tones = [("positive", "positive")] * 20 + [("positive", "negative")] * 5
    tones += [("negative", "positive")] * 10 + [("negative", "negative")] * 15
    labels = [(n, "Ada", one) for n, (one, _) in enumerate(tones)] + [
        (n, "Ben", two) for n, (_, two) in enumerate(tones)
    ]
    found = agreement(pd.DataFrame([*labels, (0, "Cid", "neutral")], columns=["feedback_id", "person", "value"]))
    first, *others = found.itertuples(index=False)
    assert (first.first, first.second, first.n) == ("Ada", "Ben", 50)
    assert (first.agreed, first.kappa) == (pytest.approx(0.7), pytest.approx(0.4))
    assert (first.low, first.high) == (pytest.approx(0.1512, abs=1e-3), pytest.approx(0.6488, abs=1e-3))
    assert [(other.n, other.agreed) for other in others] == [(1, 0.0), (1, 0.0)]
    assert all(pd.isna(other.low) for other in others), "too few for limits"


def test_of_each_person_the_last_label_is_compared(said):
    assert agreement(database.read(labels_of_people())).empty
    for value, person in (("neutral", "Ada"), ("negative", "Ada"), ("negative", "Ben")):
        correct("F2", "sentiment", "", value, person)
    assert list(agreement(database.read(labels_of_people()))["agreed"]) == [1.0]
