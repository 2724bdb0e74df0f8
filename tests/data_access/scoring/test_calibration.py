"""The calibrated score: what it learns from, when it is used, what it says, and that it is stored as plain arrays."""

import numpy as np
import pytest

from data_access.scoring import sentiment
from data_access.scoring.calibrated_model import LABELS, Model
from data_access.scoring.calibration import FEWEST_LABELLED, label_of_rating, train
from data_access.scoring.confusion import macro_f1
from data_access.scoring.terms import Terms


class Words:
    """Plain VADER, as a scorer of words that knows nothing of this business."""

    compound = staticmethod(sentiment)


# The lexicon knows none of these words: what they mean here only the ratings can tell.
GOOD, BAD, SO_SO = ("snug", "toasty", "weekday delivery"), ("drafty", "wobbles", "second parcel"), ("beige", "table")
SAYINGS = ("The {} is what I got, order {}", "Number {1}: {0}, as ever", "It has {} and came in week {}")


def drawn(n: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Texts and labels, of four every second one positive, one negative and one neutral."""
    random = np.random.default_rng(seed)
    labels = random.choice(["positive", "positive", "negative", "neutral"], n)
    said = {"positive": GOOD, "negative": BAD, "neutral": SO_SO}
    texts = [
        str(random.choice(SAYINGS)).format(random.choice(said[label]), f"{random.choice(list('abcdefghij'))}{place}")
        for place, label in enumerate(labels)
    ]
    return texts, list(map(str, labels))


def trained(texts, labels, language=None):
    return train(texts, labels, [language] * len(texts), Words())


@pytest.fixture(scope="module")
def learned():
    return trained(*drawn(400))


@pytest.mark.parametrize(
    ("scale", "negative", "neutral", "positive"),
    [
        (5, (1, 2), (3,), (4, 5)),
        (10, (0, 4), (5, 6), (7, 10)),
        (1, (0,), (), (1,)),
        (100, (0, 40), (41, 60), (61, 100)),
    ],
)
def test_ratings_are_cut_by_their_scale(scale, negative, neutral, positive):
    for label, ratings in zip(("negative", "neutral", "positive"), (negative, neutral, positive), strict=True):
        assert [label_of_rating(rating, scale) for rating in ratings] == [label] * len(ratings)
    assert label_of_rating(4, None) == "positive", "without a scale it is that of five stars"
    assert label_of_rating(scale + 1, scale) is label_of_rating(None, scale) is None


def test_a_rating_is_cut_on_the_scale_that_it_was_given_on():
    assert label_of_rating(2, 5) == "negative" and label_of_rating(2.2, 5, lowest=0) == "neutral"
    assert label_of_rating(0, 5) is None and label_of_rating(0, 5, lowest=0) == "negative"


def test_it_learns_what_the_lexicon_does_not_know(learned):
    assert learned.is_on and learned.why.startswith("In use:")
    assert learned.quality["macro_f1"]["calibrated"] > 0.95 > 0.5 > learned.quality["macro_f1"]["experience"]
    texts, labels = drawn(300, seed=1)
    told = learned.model.predict(texts)
    assert np.mean(told["label"] == labels) > 0.95
    probabilities = told[[f"p_{label}" for label in LABELS]].to_numpy()
    assert probabilities.sum(axis=1) == pytest.approx(1)
    shares = [labels.count(label) / len(labels) for label in LABELS]
    assert probabilities.mean(axis=0) == pytest.approx(shares, abs=0.05), "the unbalanced model gives shares"


def test_quality_counts_every_text_once_for_each_score(learned):
    quality = learned.quality
    assert quality["n"] == 400
    for rows in quality["confusion"].values():
        assert sum(sum(row.values()) for row in rows.values()) == 400
    assert quality["macro_f1"]["calibrated"] == pytest.approx(macro_f1(quality["confusion"]["calibrated"]), abs=1e-4)


def test_macro_f1_is_the_mean_of_the_classes_f1():
    confusion = {"negative": {"negative": 3, "positive": 1}, "positive": {"positive": 4, "negative": 2, "unscored": 2}}
    assert macro_f1(confusion) == pytest.approx((2 * 3 / (4 + 5) + 2 * 4 / (8 + 5)) / 2)


def test_under_two_hundred_labelled_texts_it_stays_off():
    texts, labels = drawn(FEWEST_LABELLED - 1)
    told = trained(texts, labels)
    assert (told.is_on, told.model) == (False, None)
    assert told.why == "Not in use: 199 texts have a rating or a label, and it takes 200."
    assert told.quality["n"] == 199, "what the other scores are worth is measured all the same"


def test_texts_of_one_kind_teach_nothing():
    told = trained([f"snug {n}" for n in range(300)], ["positive"] * 300)
    assert not told.is_on and "all are positive" in told.why


def test_labels_that_have_nothing_to_do_with_the_words_leave_it_off():
    texts, labels = drawn(400)
    shuffled = list(map(str, np.random.default_rng(3).permutation(labels)))
    told = trained(texts, shuffled)
    assert not told.is_on and told.why.startswith("Not in use:")
    assert told.quality["macro_f1"]["calibrated"] < 0.45


def test_copies_of_a_text_do_not_pass_for_knowledge_of_others():
    """Each text four times, each group with a chance label of its own: only by knowing the copies could one tell."""
    random = np.random.default_rng(0)
    words = [f"{a}{b}" for a in ("ka", "lo", "mi", "nu") for b in ("ra", "se", "ti", "vo")]
    texts = [" ".join(random.choice(words, 6)) for _ in range(100)]
    labels = list(map(str, random.choice(["negative", "positive"], 100)))
    told = trained([f"{text}{mark}" for mark in ("", "!", " ...", " 12") for text in texts], labels * 4)
    assert told.quality["macro_f1"]["calibrated"] < 0.65


def test_the_same_texts_give_the_same_model_in_text_and_back(learned):
    again = trained(*drawn(400))
    assert again.model.to_text() == learned.model.to_text()
    assert (again.training_hash, again.scorer) == (learned.training_hash, learned.scorer)
    assert learned.scorer == f"calibrated 1 {learned.training_hash[:8]}"
    texts, _ = drawn(50, seed=2)
    restored = Model.from_text(learned.model.to_text(), Words())
    assert restored.predict(texts).equals(learned.model.predict(texts))
    assert trained(*drawn(400, seed=1)).training_hash != learned.training_hash


def test_what_is_not_a_model_is_refused_in_a_sentence():
    for text in ("", "no model", "gASVCAAAAAAAAACMBHRlc3SULg=="):
        with pytest.raises(ValueError, match="cannot be read"):
            Model.from_text(text, Words())


def test_the_words_that_moved_a_label_are_shown_where_they_stand(learned):
    text = "Parcel 7: it is SNUG, but the chair wobbles."
    words = {word.word: word for word in learned.model.words(text)}
    assert words["SNUG"].valence > 0 > words["wobbles"].valence
    assert all(text[word.start : word.end] == word.word for word in words.values())
    assert learned.model.words("") == []


def test_it_works_in_a_language_that_the_lexicon_cannot_read():
    random = np.random.default_rng(0)
    stems = {"positive": ("zufrieden", "schnell"), "negative": ("kaputt", "mangelhaft"), "neutral": ("gewöhnlich",)}
    labels = list(map(str, random.choice(list(stems), 400)))
    rooms = random.choice(list("abcdefghijklmnopqrstuvwxyz"), (400, 3))
    texts = [
        f"Lampe {''.join(room)}: {random.choice(stems[label])}e Ware" for room, label in zip(rooms, labels, strict=True)
    ]
    told = trained(texts, labels, "de")
    assert told.is_on
    assert set(told.quality["confusion"]["vader"]["positive"]) >= {"unscored"}
    assert told.quality["macro_f1"]["vader"] == 0, "not scored is not neutral"
    unseen = told.model.predict(["zufriedenstellend", "am schnellsten", "mangelhaftes"], [None] * 3)
    assert list(unseen["label"]) == ["positive", "positive", "negative"], "pieces of words carry over"


def test_terms_look_up_what_they_count():
    texts = ["Not good at all", "good, not bad", "bad bad service", "ÄTHER 😡 ist gut"] * 2
    terms = Terms.learned(texts, with_pieces=True)
    weights = terms.weigh(texts)
    for row, text in enumerate(texts):
        seen = {occurrence.column for occurrence in terms.occurrences(text)}
        assert seen == set(weights[[row]].indices.tolist())
    assert terms.weigh(["", "unseen"]).shape == (2, len(terms.idf))
