"""VADER (Hutto and Gilbert, ICWSM 2014): how a text sounds, and which of its words made it so.

Scores are exactly those of vaderSentiment, for texts of any length. Its code decides what a word is worth;
the walk over the text is ours, because the library's takes quadratic time: one row of 3,000 emoji holds it
up for half a minute. Four facts about version 3.3.2 make the short walk exact:

* A word's valence depends on the three words before it and the two after it, and on whether the text mixes
  CAPITALS with other words.
* Of a neighbour that no rule names it only matters whether it is in the lexicon, or else contains "n't".
* Of a word's spelling in capitals it only matters whether all its letters are.
* Words without valence add nothing to the sum that the compound score is made of.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from heapq import heappop, heappush
from importlib.metadata import version
from types import SimpleNamespace
from typing import Literal, NamedTuple

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    SentiText,
)

SCORER = f"vader {version('vaderSentiment')}"

# The limits of the VADER authors: a compound of 0.05 is positive already, one of -0.05 negative.
POSITIVE = 0.05
NEGATIVE = -0.05

Label = Literal["positive", "neutral", "negative"]

# Reading the lexicon takes as long as scoring a thousand short texts: once, for all.
_ANALYSER = SentimentIntensityAnalyzer()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")  # as all emoji are
_HAS_VALENCE = frozenset(_ANALYSER.lexicon) - frozenset(BOOSTER_DICT)
# What the library's rules look for beside a word: its tables, and six words that stand in its code only.
_RULES = [*NEGATE, *BOOSTER_DICT, *SPECIAL_CASES, "at", "doubt", "least", "no", "or", "this"]
_IN_RULES = frozenset(word for rule in _RULES for word in rule.split())


class DrivingWord(NamedTuple):
    """A word or emoji that moved the score: its place in the text (characters, end exclusive), its share."""

    start: int
    end: int
    valence: float
    word: str


def sentiment(text: str) -> float:
    """VADER's compound score of the text, from -1 (most negative) to 1; 0 where nothing has valence."""
    spelled_out = _NOT_ASCII.sub(_spelled_out, text)
    valences = [valence for _, valence in _valences(SentiText(spelled_out))]
    return _ANALYSER.score_valence(valences, spelled_out)["compound"]


def label(compound: float) -> Label:
    """The class of a compound score, by the VADER authors' limits."""
    if compound >= POSITIVE:
        return "positive"
    return "negative" if compound <= NEGATIVE else "neutral"


def driving_words(text: str) -> list[DrivingWord]:
    """The words and emoji that moved the score, in the order of the text and without overlaps.

    `valence` is what VADER adds up: after negation, boosters, capitals, and "but", which halves what stands
    before it and counts what follows half as much again. Their sum, strengthened by exclamation and
    question marks and squeezed between -1 and 1, is the compound score. VADER reads an emoji as its
    description; an emoji of which several words have valence is one driving word.
    """
    spelled_out = _NOT_ASCII.sub(_spelled_out, text)
    origins = _origins(text)
    spans = list(_word_spans(spelled_out))
    driving: list[DrivingWord] = []
    for place, valence in _valences(SentiText(spelled_out)):
        start, end = origins[spans[place][0]], origins[spans[place][1] - 1] + 1
        if driving and start < driving[-1].end:
            start, _, former, _ = driving.pop()
            valence += former
        driving.append(DrivingWord(start, end, valence, text[start:end]))
    return driving


def _spelled_out(character: re.Match) -> str:
    """An emoji's description, set apart from what stands before it but not after; else the character.

    VADER looks at single characters, so that it never finds the emoji in its table that are made of several.
    """
    description = _ANALYSER.emojis.get(character[0])
    return character[0] if description is None else f" {description}"


def _origins(text: str) -> list[int]:
    """For each character of the text with emoji spelled out, the place in `text` of what it stands for."""
    origins: list[int] = []
    end = 0
    for character in _NOT_ASCII.finditer(text):
        origins += range(end, character.start())
        origins += [character.start()] * len(_spelled_out(character))
        end = character.end()
    origins += range(end, len(text))
    return origins


def _word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word that VADER sees in the text starts and ends."""
    position = 0
    for token in text.split():
        start = text.index(token, position)
        position = start + len(token)
        word = SentiText._strip_punc_if_word(token)
        start += token.index(word)
        yield start, start + len(word)


def _valences(sentitext: SentiText) -> list[tuple[int, float]]:
    """The words that have valence: their place among the words, and the valence that VADER gives them."""
    words = sentitext.words_and_emoticons
    lowered = [word.lower() for word in words]
    found = []
    for place, word in enumerate(lowered):
        if word not in _HAS_VALENCE or (word == "kind" and lowered[place + 1 : place + 2] == ["of"]):
            continue
        first, last = max(0, place - 3), place + 3
        window = [*map(_neighbour, words[first:last], lowered[first:last])]
        window[place - first] = words[place] if words[place].isupper() else word
        valence = _valence(tuple(window), place - first, sentitext.is_cap_diff)
        if valence:
            found.append((place, valence))
    if found and "but" in lowered:
        but = lowered.index("but")
        weighted = _weighted_by_but([valence for _, valence in found], sum(place < but for place, _ in found))
        return [(place, valence) for (place, _), valence in zip(found, weighted, strict=True)]
    return found


def _neighbour(word: str, lowered: str) -> str:
    """A word with the same effect on its neighbours' valence, one for all words that have the same effect."""
    if lowered in _IN_RULES:
        return word if word.isupper() else lowered
    if lowered in _ANALYSER.lexicon:
        return "good"
    return "n't" if "n't" in lowered else ""


@lru_cache(maxsize=1 << 15)
def _valence(window: tuple[str, ...], place: int, is_cap_diff: bool) -> float:
    """VADER's valence of one word of the window."""
    sentitext = SimpleNamespace(words_and_emoticons=window, is_cap_diff=is_cap_diff)
    return _ANALYSER.sentiment_valence(0, sentitext, window[place], place, [])[0]


def _weighted_by_but(valences: list[float], before: int) -> list[float]:
    """The valences as VADER's check for "but" leaves them; `before` of them stand before the first "but".

    VADER looks up each valence by its value, and so changes the first that is equal to it, which need not
    be the one it meant. The scores are to be VADER's, so this does the same, but keeps the places of each
    value in a heap: the library's search takes quadratic time.
    """
    valences = list(valences)
    places = defaultdict(list)
    for place, valence in enumerate(valences):
        places[valence].append(place)
    for turn in range(len(valences)):
        place = heappop(places[valences[turn]])
        valences[place] *= 0.5 if place < before else 1.5
        heappush(places[valences[place]], place)
    return valences
