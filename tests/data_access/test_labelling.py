"""Which texts are offered for labels, in which order, and how many a source still lacks."""

import pytest
from sqlalchemy import case, update

from data_access import database, labelling
from data_access.corrections import correct
from data_access.schema import feedback


@pytest.fixture
def said(db, given_feedback):
    """Ten texts of a source; of F0 to F5 a rating says they are negative."""
    given_feedback(
        [
            {
                "feedback_id": f"F{n}",
                "source": "Shop",
                "created_at": f"2025-04-{n + 1:02}",
                "text": f"A text {n}",
                "rating": "1" if n < 6 else "",
            }
            for n in range(10)
        ]
    )
    given_feedback("source | created_at | text | rating\nPost | 2025-04-01 | Hm. |\nPost | 2025-04-01 | | 5")
    labels = {"F0": ("negative", -0.9), "F1": ("neutral", 0.0), "F2": ("positive", 0.9), "F7": ("positive", 0.01)}
    f = feedback.c
    with database.writing() as connection:
        connection.execute(update(feedback).values(sentiment=0.5, sentiment_label="negative", scorer="x"))
        for feedback_id, (label, score) in labels.items():
            shown = {"sentiment_label": label, "sentiment": score}
            connection.execute(update(feedback).values(**shown).where(f.feedback_id == feedback_id))
        connection.execute(update(feedback).values(p_positive=case((f.feedback_id == "F8", 0.5)), p_negative=0.5))


def offered(kind, person="Ada"):
    return database.read(labelling.texts(kind, "Shop", person))["feedback_id"].tolist()


def test_contradictions_come_first_the_plainest_ahead(said):
    assert offered(labelling.CONTRADICTED) == ["F2", "F1"]


def test_what_the_score_is_least_sure_of_comes_first(said):
    assert offered(labelling.UNSURE)[:3] == ["F8", "F1", "F7"], "by the model's probabilities, else by the score"


def test_the_random_order_is_everybodys_and_has_every_text(said):
    order = offered(labelling.AT_RANDOM)
    assert sorted(order) == [f"F{n}" for n in range(10)] != order
    correct(order[0], "sentiment", "random", "neutral", "Ada")
    correct(order[2], "request", "", "yes", "Ada")
    assert offered(labelling.AT_RANDOM) == [order[1], *order[3:]], "nobody is asked twice"
    assert offered(labelling.AT_RANDOM, "Ben") == order, "another person gets the same ones"


def test_a_text_that_somebody_labelled_is_no_longer_doubtful(said):
    correct("F2", "sentiment", "", "negative", "Ada")
    assert offered(labelling.CONTRADICTED, "Ben") == ["F1"]
    assert "F2" not in offered(labelling.UNSURE, "Ben")


def test_known_texts_of_each_source_are_counted(said):
    correct("F0", "sentiment", "random", "positive", "Ada")
    correct("F9", "sentiment", "", "positive", "Ada")
    counted = database.read(labelling.sources()).set_index("source")
    assert counted.loc["Shop"].tolist() == [10, 7, 2, 1], "texts, known by rating or label, by hand, drawn at random"
    assert counted.loc["Post"].tolist() == [1, 0, 0, 0], "a rating without words can teach nothing"
