"""The customer-experience score: words as customers mean them, and blind to names."""

import os
from pathlib import Path

import numpy as np
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from data_access.scoring import Alias, BrandMatcher, label, sentiment
from data_access.scoring.experience import ExperienceScorer
from data_access.scoring.word_pack import entries, word_pack

BRANDS = [Alias(name, name, False) for name in ("United", "Best Trust Bank", "Joy")]
SCORER = ExperienceScorer(BrandMatcher(BRANDS))


def tone(text: str) -> str:
    return label(SCORER.compound(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was helpful",
        "The room was far from clean",
        "It was anything but easy",
        "Their answer was less than helpful",
        "The lack of good advice",
        "The staff could be more friendly",
        "This used to be a great café",
        "I don't think it is good",
        "I don’t think it’s a good idea",
        "The sleeves are too long",
        "They hardly helped",
        "My order was canceled and the refund is late",
        "Overpriced, slow and buggy",
        "On hold for an hour",
        "The app doesn't work.",
        "Never arrived",
        "Thanks for nothing",
        "Can't recommend this shop",
        "Terrible.Rude staff",
        "👎",
        "🙄 of course",
        "★☆☆☆☆",
        "😡😡",
    ],
)
def test_blame_in_a_customers_words(text):
    assert tone(text) == "negative"


@pytest.mark.parametrize(
    "text",
    [
        "They couldn't be more helpful",
        "Can't recommend them enough",
        "No problems at all",
        "There was no queue",
        "Nothing but praise",
        "Not only cheap but lovely",
        "Fast delivery, reasonable price",
        "It just works",
        "An exceptional meal",
        "They resolved the issue quickly",
        "5 stars",
        "👍",
        "👍🏽",
        "❤️",
        "Sent with ❤",
        "Insanely good",
    ],
)
def test_praise_in_a_customers_words(text):
    assert tone(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "Please help me with my credit card security",
        "Customer support",
        "Feel free to share",
        "It looks like a box",
        "I sent it to the party in question",
        "I would like to know",
        "What kind of phone is it",
    ],
)
def test_words_that_only_sound_happy_are_neither(text):
    assert tone(text) == "neutral"


def test_a_negation_ends_with_its_sentence():
    assert tone("I did not. Great chairs") == tone("I don't regret it ❤") == "positive"
    assert tone("I did not like the great chairs") == "negative"
    assert SCORER.compound("Good! Love it!") == SCORER.compound("Good Love it!!")
    shouted, said = (SCORER.compound(text) for text in ("GOOD CHAIRS. GOOD DESK", "good chairs. good desk"))
    assert shouted == said, "who writes all in capitals does not stress a word"


def test_names_handles_and_links_say_nothing_of_how_a_customer_feels():
    for text in (
        "I flew United to Joy",
        "best trust bank",
        "@happy_joy_air",
        "https://example.org/great/love",
        "www.best-prices.example",
        "love.joy@example.org",
        "UNITED'S desk",
    ):
        assert SCORER.compound(text) == 0, text
    assert ExperienceScorer().compound("A joy") > 0
    assert SCORER.compound("United is delayed") == SCORER.compound("Unnamed is delayed")


def test_the_words_that_drove_the_score_stand_in_the_text_as_written():
    text = "İ👍🏽 UNITED wasn’t late. The crew’s RIP  OFF: a rip-off, couldn’t be more\nhelpful! ❤️ https://example.org/awful"
    driving = SCORER.driving_words(text)
    assert [word.word for word in driving] == ["👍", "late", "rip-off", "helpful", "❤"]
    assert all(text[word.start : word.end] == word.word for word in driving)
    negated = SCORER.driving_words("far from perfect")
    assert [(word.word, word.valence < 0) for word in negated] == [("perfect", True)]


def test_the_score_is_vaders_with_the_packs_tables():
    """On a text that has neither names nor phrases, the library with the same tables gives the same."""
    pack = word_pack()
    library = SentimentIntensityAnalyzer()
    library.lexicon, library.emojis = pack.lexicon, pack.emojis
    for text in ("VERY slow, but the staff was polite!!", "not late 👍👎", "no hassle, hugely overpriced", ""):
        assert SCORER.compound(text) == library.polarity_scores(text)["compound"]


def test_every_word_of_the_pack_has_a_reason_and_an_effect():
    """Each line changes what VADER does; no term is given twice, so that none silently overrules another."""
    seen = set()
    vader = SentimentIntensityAnalyzer()
    for entry in entries():
        assert entry.reason and not seen & set(entry.terms), entry
        seen |= set(entry.terms)
        assert -4 <= entry.valence <= 4
        if not entry.stands_for:
            words = [term for term in entry.terms if " " not in term]
            assert all(vader.lexicon.get(word, 0) != entry.valence for word in words), entry
        for term in entry.terms:
            assert term == term.lower()
            if abs(entry.valence) >= 0.2:
                assert SCORER.compound(term) * entry.valence > 0, term


def test_a_hostile_text_takes_no_longer_than_its_length_allows():
    for text in ("could " * 20_000, "can't " * 20_000, "@" * 50_000, "no-" * 30_000, "👍" * 20_000, "a.b" * 20_000):
        assert -1 <= SCORER.compound(text) <= 1


def test_it_is_plain_vader_that_stays_as_it_was():
    assert sentiment("United") == 0.4215 and SCORER.compound("United") == 0


@pytest.mark.skipif("EARSHOT_REAL_DATA" not in os.environ, reason="EARSHOT_REAL_DATA names no folder")
@pytest.mark.parametrize(
    ("file", "vaders", "least"),
    [
        ("tweets", 0.872, 0.870),
        ("amazonReviewSnippets", 0.590, 0.610),
        ("movieReviewSnippets", 0.427, 0.422),
        ("nytEditorialSnippets", 0.503, 0.498),
    ],
)
def test_it_agrees_with_peoples_ratings_at_least_as_well_as_vader(file, vaders, least):
    path = Path(os.environ["EARSHOT_REAL_DATA"]) / "vader_groundtruth" / f"{file}_GroundTruth.txt"
    rows = [line.split("\t", 2) for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    ratings = [float(rating) for _, rating, _ in rows]
    by_vader, by_experience = ([score(text) for *_, text in rows] for score in (sentiment, SCORER.compound))
    assert np.corrcoef(ratings, by_vader)[0, 1] == pytest.approx(vaders, abs=5e-4)
    assert np.corrcoef(ratings, by_experience)[0, 1] >= least
