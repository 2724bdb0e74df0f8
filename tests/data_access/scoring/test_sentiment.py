"""The scores are VADER's own, in time that does not explode; the words that made them are found."""

import csv
import os
import random
from importlib.metadata import version
from pathlib import Path
from statistics import correlation
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    normalize,
)

from data_access.scoring import NEGATIVE, POSITIVE, SCORER, driving_words, label, sentiment

VADER = SentimentIntensityAnalyzer()
EMOJI = [emoji for emoji in VADER.emojis if len(emoji) == 1]
# Words that the rules look for in more than one place, and what they are looked for beside.
RULE_WORDS = """but BUT But no No or nor so this never without doubt least at very kind of sort just enough
    not isn't wasn't couldn't n't NOT really VERY extremely barely good GOOD great bad horrible love hate the
    bomb yeah right to die for kiss death bus stop ass shit beating heart badass""".split()
REAL_DATA = os.environ.get("EARSHOT_REAL_DATA")


def vader(text: str) -> float:
    return VADER.polarity_scores(text)["compound"]


words = st.one_of(
    st.sampled_from(RULE_WORDS),
    st.sampled_from(sorted(VADER.lexicon)),
    st.sampled_from([*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES]),
    st.sampled_from(EMOJI),
    st.sampled_from(["parcel", "Tuesday", "café", "❤️", "👍🏽", "isn’t"]),
    st.sampled_from(["!", "!!!", "?", "??", "(", "...", "\u200b"]),
    st.text(max_size=6),
)
spelled = st.builds(
    lambda word, spelling: spelling(word), words, st.sampled_from([str, str.lower, str.upper, str.title])
)
gaps = st.sampled_from([" ", " ", " ", "\n", "\xa0", "", "! ", ", ", "?? ", ". "])
followed = st.builds(str.__add__, spelled, gaps)
texts = st.lists(followed, max_size=40).map("".join)


def test_the_scorer_is_named_with_the_installed_version():
    assert SCORER == f"vader {version('vaderSentiment')}"


@settings(max_examples=400, deadline=None)
@given(texts)
def test_scores_are_exactly_those_of_the_library(text):
    assert sentiment(text) == vader(text)


FEW_WORDS = [
    "good great bad but so x",
    "GOOD good very VERY not no least at x",
    "never so this without doubt good no or nor x",
    "kind sort just of enough good the bomb x",
]


@pytest.mark.parametrize("vocabulary", [*map(str.split, FEW_WORDS), RULE_WORDS, EMOJI], ids=len)
def test_scores_of_long_texts_with_few_different_words_are_those_of_the_library(vocabulary):
    draw = random.Random(11)
    for length in (3, 5, 8, 13, 21, 34, 55, 89, 144):
        for _ in range(8):
            text = " ".join(draw.choices(vocabulary, k=length))
            assert sentiment(text) == vader(text), text


@pytest.mark.parametrize(
    ("compound", "expected"),
    [(1, "positive"), (POSITIVE, "positive"), (0.0499, "neutral"), (0, "neutral")]
    + [(-0.0499, "neutral"), (NEGATIVE, "negative"), (-1, "negative")],
)
def test_the_limits_themselves_are_positive_and_negative(compound, expected):
    assert label(compound) == expected


def test_a_text_without_sentiment_words_scores_zero():
    assert sentiment("The parcel came on Tuesday.") == sentiment("") == 0
    assert driving_words("The parcel came on Tuesday.") == driving_words("") == []


def marked(text: str) -> list[str]:
    return [word.word for word in driving_words(text)]


def test_a_negated_good_is_marked_as_negative_where_it_stands():
    [word] = driving_words("not good")
    assert (word.start, word.end, word.word) == (4, 8, "good")
    assert word.valence == pytest.approx(1.9 * -0.74)


def test_boosters_and_capitals_strengthen_the_word_and_are_not_marked_themselves():
    [plain] = driving_words("the staff was helpful")
    [boosted] = driving_words("the staff was very helpful")
    [shouted] = driving_words("the staff was HELPFUL")
    assert plain.word == boosted.word == "helpful"
    assert 0 < plain.valence < boosted.valence < shouted.valence


def test_but_halves_what_stands_before_it_and_strengthens_what_follows():
    before, after = driving_words("great food but horrible service")
    assert (before.valence, after.valence) == (pytest.approx(3.1 * 0.5), pytest.approx(-2.5 * 1.5))


def test_marks_leave_out_the_punctuation_and_keep_emoticons():
    assert marked('"Great"... (LOVE!) it :) :-( sad,') == ["Great", "LOVE", ":)", ":-(", "sad"]


def test_a_repeated_word_is_marked_at_each_of_its_places():
    text = "goodness, good goods are good"
    assert [text[w.start : w.end] for w in driving_words(text)] == ["goodness", "good", "good"]
    assert [w.start for w in driving_words(text)] == [0, 10, 25]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came\n😁 fine", ["😁", "fine"]),
        (
            "Thanks😍😍!",
            ["😍", "😍"],
        ),  # "Thanks" and the first emoji's description are set apart, as VADER does
        ("💔", ["💔"]),
        ("👍🏽 awful", ["awful"]),  # the thumb's description has no word of the lexicon
    ],
)
def test_emoji_are_marked_themselves_and_not_as_the_words_vader_reads(text, expected):
    assert [word for word in marked(text) if word != "Thanks"] == expected


def test_an_emoji_described_with_several_sentiment_words_is_one_mark():
    smiling = next(emoji for emoji in EMOJI if VADER.emojis[emoji] == "smiling face with smiling eyes")
    [word] = driving_words(f"so {smiling}!")
    assert (word.start, word.end, word.word) == (3, 4, smiling)


@settings(max_examples=200, deadline=None)
@example("$: 🔛 ")
@given(texts)
def test_driving_words_add_up_to_the_score_and_never_overlap(text):
    driving = driving_words(text)
    end = 0
    for word in driving:
        assert end <= word.start < word.end and text[word.start : word.end] == word.word
        end = word.end
    total = sum(word.valence for word in driving)
    # VADER counts marks after it has spelled emoji out, and one of them is "ON! arrow".
    emphasis = VADER._punctuation_emphasis("".join(VADER.emojis.get(character, character) for character in text))
    if abs(total) < 1e-9:
        assert sentiment(text) == pytest.approx(0, abs=1e-4)
    else:
        assert sentiment(text) == pytest.approx(
            normalize(total + emphasis if total > 0 else total - emphasis), abs=1e-4
        )


@pytest.mark.parametrize(
    "text",
    [
        "😁" * 3_000,  # half a minute in the library
        "good but " * 8_000,  # a minute
        "".join(random.Random(1).choices(EMOJI, k=100_000)),
        ":) " * 33_000,
        "word" * 25_000,
    ],
    ids=["emoji", "but", "different emoji", "emoticons", "one word"],
)
def test_no_single_text_holds_the_import_up(text):
    start = perf_counter()
    assert -1 <= sentiment(text) <= 1
    assert perf_counter() - start < 5


@pytest.mark.skipif(not REAL_DATA, reason="EARSHOT_REAL_DATA names no folder")
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("tweets", 0.872),
        ("amazonReviewSnippets", 0.590),
        ("movieReviewSnippets", 0.427),
        ("nytEditorialSnippets", 0.503),
    ],
)
def test_scores_agree_with_people_as_well_as_vader_is_known_to(file, expected):
    path = Path(REAL_DATA, "vader_groundtruth", f"{file}_GroundTruth.txt")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    ratings = [float(rating) for _, rating, _ in rows]
    scores = [sentiment(text) for _, _, text in rows]
    assert correlation(ratings, scores) == pytest.approx(expected, abs=0.002)
