"""Reading everything anew: stopped half way it goes on, and until it is done nothing of the old is gone."""

import pytest
from sqlalchemy import update

from data_access import annotate, brands, database, rescoring
from data_access.schema import feedback
from data_access.scoring.experience import EXPERIENCE
from tests.data_access import stored

TEXTS = [
    "I love it, great.",
    "Terrible, I hate it.",
    "Can you help me, please?",
    "It came on a weekday.",
    "Die Lieferung war leider viel zu spät und niemand hat geantwortet.",
]


class Stopped(Exception):
    pass


@pytest.fixture
def as_before(db, given_feedback, monkeypatch):
    """Five texts that another scorer called negative, to be read two at a time."""
    given_feedback([{"created_at": "2025-04-01", "text": text, "source": "survey"} for text in TEXTS])
    with database.writing() as connection:
        connection.execute(update(feedback).values(scorer="vader 0.1", sentiment=-1, sentiment_label="negative"))
    monkeypatch.setattr(rescoring, "PART", 2)
    return stored.rows("feedback")


def stop_at(number: int):
    def progress(stage: str, done: int, total: int, unit: str) -> None:
        if done >= number:
            raise Stopped

    return progress


def test_what_is_stopped_leaves_the_old_scores_and_goes_on_where_it_was(as_before):
    version = database.current_version()
    with pytest.raises(Stopped):
        rescoring.rescore(stop_at(3), everything=True)
    assert stored.rows("feedback") == as_before and database.current_version() == version
    assert len(stored.rows("pending_scores")) == 2

    seen = []
    assert rescoring.rescore(lambda *step: seen.append(step), everything=True) == 5
    assert seen[0] == ("Reading texts", 4, 5, "texts")
    now = {row["text"]: (row["sentiment_label"], row["scorer"]) for row in stored.rows("feedback")}
    assert now == {
        TEXTS[0]: ("positive", EXPERIENCE),
        TEXTS[1]: ("negative", EXPERIENCE),
        TEXTS[2]: (now[TEXTS[2]][0], EXPERIENCE),
        TEXTS[3]: ("neutral", EXPERIENCE),
        TEXTS[4]: (None, None),
    }
    assert stored.rows("pending_scores") == []


def test_what_comes_in_or_changes_meanwhile_is_read_too(as_before, given_feedback):
    with pytest.raises(Stopped):
        rescoring.rescore(stop_at(3), everything=True)
    first = stored.rows("pending_scores")[0]["feedback_id"]
    given_feedback(
        [
            {"feedback_id": first, "created_at": "2025-04-01", "text": "Now it is wonderful.", "source": "survey"},
            {"feedback_id": "new", "created_at": "2025-04-02", "text": "Awful service.", "source": "survey"},
        ]
    )
    rescoring.rescore(everything=True)
    labels = {row["feedback_id"]: row["sentiment_label"] for row in stored.rows("feedback")}
    assert labels[first] == "positive" and labels["new"] == "negative"


def test_what_was_set_aside_under_other_names_of_brands_is_read_again(as_before):
    with pytest.raises(Stopped):
        rescoring.rescore(stop_at(3), everything=True)
    brands.save([brands.Brand("Great", False, (brands.Alias("great", False),))])
    seen = []
    rescoring.rescore(lambda *step: seen.append(step), everything=True)
    assert seen[0] == ("Reading texts", 2, 5, "texts")
    assert [row["feedback_id"] for row in stored.rows("mentions")] == [
        row["feedback_id"] for row in stored.rows("feedback") if row["text"] == TEXTS[0]
    ]


def test_a_doubtful_text_is_in_the_language_of_all_parts_and_not_of_its_own(db, given_feedback, monkeypatch):
    german = "Die Lieferung war leider viel zu spät und niemand hat mir geantwortet."
    said = ["Super!", "Top!", *(f"{german} Zum {number}. Mal." for number in range(4))]
    given_feedback(
        [
            {"feedback_id": f"f{number}", "created_at": "2025-04-01", "text": text, "source": "survey"}
            for number, text in enumerate(said)
        ]
    )
    held = stored.rows("feedback")
    assert {row["language"] for row in held} == {"de"}
    with database.writing() as connection:  # as an older version left it
        connection.execute(update(feedback).values(language=None, detected_language=None, gist=None))
    monkeypatch.setattr(rescoring, "PART", 2)
    monkeypatch.setattr(annotate, "PART", 2)
    assert rescoring.rescore() == 6
    assert stored.rows("feedback") == held


def test_a_refresh_reads_only_what_the_present_scorers_have_not_read(as_before, given_feedback):
    given_feedback([{"created_at": "2025-04-02", "text": "Awful service.", "source": "survey"}])
    assert rescoring.rescore() == 5
    assert rescoring.rescore() == 0
