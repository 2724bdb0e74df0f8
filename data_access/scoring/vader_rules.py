"""VADER's rules: what a word is worth beside its neighbours, and what the valences of all words make together.

Each step is one of vaderSentiment 3.3.2, in its order, on words that are read already: see `vader`.
"""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heappop, heappush
from math import sqrt
from typing import NamedTuple

from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE, SPECIAL_CASES

NEGATIONS = frozenset(NEGATE)
_PHRASES = [rule.split() for rule in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in rule]
CONTINUES = frozenset(phrase[1] for phrase in _PHRASES)
# What stands in the library's code only, not in its tables.
_IN_CODE = ("at", "but", "doubt", "least", "no", "nor", "or", "so", "this", "very")
IN_RULES = frozenset(_IN_CODE).union(NEGATE, BOOSTER_DICT, *_PHRASES)


class Word(NamedTuple):
    """What the rules ask of a token. `valence` is None where it is not scored itself."""

    valence: float | None
    lower: str
    is_caps: bool
    is_listed: bool  # in the lexicon, where VADER neither lets it boost nor negate
    boost: float
    negates: bool
    continues: bool  # the second word of an idiom or a booster of several words


PLAIN = Word(None, "", False, False, 0.0, False, False)
Words = Sequence[Word | None]  # None: a word that no rule touches
BEFORE, AFTER = [None] * 3, [None]  # so that a look at the neighbours never leaves the list


def in_context(words: Words, place: int, is_mixed: bool) -> float:
    """The valence of a word beside its neighbours; each step is one of the library's, in its order.

    `words` starts with three that are None. is_mixed: not all words of the text are in capitals.
    """
    valence, lower, is_caps, *_ = words[place]
    one, two, three = words[place - 1] or PLAIN, words[place - 2] or PLAIN, words[place - 3] or PLAIN
    following = words[place + 1]
    if following:
        if lower == "kind" and following.lower == "of":
            return 0.0
        if lower == "no" and following.is_listed:
            valence = 0.0
    if one.lower == "no" or two.lower == "no" or (three.lower == "no" and one.lower in ("or", "nor")):
        valence = words[place].valence * N_SCALAR
    if is_caps and is_mixed:
        valence += C_INCR if valence > 0 else -C_INCR

    if not one.is_listed:
        if one.boost:
            valence += _boost(one, valence, is_mixed)
        if one.negates:
            valence *= N_SCALAR
    if not two.is_listed:
        if two.boost:
            valence += _boost(two, valence, is_mixed) * 0.95
        if two.lower == "never" and one.lower in ("so", "this"):
            valence *= 1.25
        elif two.negates and not (two.lower == "without" and one.lower == "doubt"):
            valence *= N_SCALAR
    if place > 5 and not three.is_listed:  # here VADER asks that there are three words before
        if three.boost:
            valence += _boost(three, valence, is_mixed) * 0.9
        if one.lower in ("so", "this") or (three.lower == "never" and two.lower in ("so", "this")):
            valence *= 1.25
        elif three.negates and not (three.lower == "without" and "doubt" in (one.lower, two.lower)):
            valence *= N_SCALAR
        if two.continues or one.continues or words[place].continues or (following and following.continues):
            valence = _with_phrases(words, place, valence)
    if one.lower == "least" and not one.is_listed and two.lower not in ("at", "very"):
        valence *= N_SCALAR
    return valence


def _boost(booster: Word, valence: float, is_mixed: bool) -> float:
    """What a degree word before a word of this valence adds to it."""
    boost = -booster.boost if valence < 0 else booster.boost
    if booster.is_caps and is_mixed:
        boost += C_INCR if valence > 0 else -C_INCR
    return boost


def _with_phrases(words: Words, place: int, valence: float) -> float:
    """The valence after idioms around the word ("the bomb") and degree words of several words before it."""
    near = [word.lower if word else "" for word in words[place - 3 : place + 3]]
    # As in the library: the first idiom that ends at or before the word, and then one that starts with it.
    before = ((2, 4), (1, 4), (1, 3), (0, 3), (0, 2))
    phrases = (" ".join(near[start:end]) for start, end in before)
    valence = next((SPECIAL_CASES[phrase] for phrase in phrases if phrase in SPECIAL_CASES), valence)
    for end in (5, 6):
        valence = SPECIAL_CASES.get(" ".join(near[3:end]), valence)
    for start, end in ((0, 3), (0, 2), (1, 3)):
        valence += BOOSTER_DICT.get(" ".join(near[start:end]), 0.0)
    return valence


def weighted_by_but(valences: list[float], sides: list[int]) -> list[float]:
    """The valences as VADER's check for "but" leaves them; side: -1 before the first "but", 1 after it.

    VADER looks up each valence by its value, and so changes the first that is equal to it, which need not
    be the one it meant. The scores are to be VADER's, so this does the same, but keeps the places of each
    value in a heap: the library's search takes quadratic time.
    """
    factors = {-1: 0.5, 0: 1.0, 1: 1.5}
    valences = list(valences)
    places = defaultdict(list)
    for place, valence in enumerate(valences):
        places[valence].append(place)
    for turn in range(len(valences)):
        place = heappop(places[valences[turn]])
        valences[place] *= factors[sides[place]]
        heappush(places[valences[place]], place)
    return valences


def emphasis_of(text: str) -> float:
    """What exclamation marks, up to four, and question marks, two or more, add to the sum."""
    questions = text.count("?")
    return min(text.count("!"), 4) * 0.292 + (0.0 if questions < 2 else questions * 0.18 if questions < 4 else 0.96)


def compound_of(valences: list[float], emphasis: float) -> float:
    """The compound score of a text whose words have these valences, rounded as VADER does."""
    total = float(sum(valences))
    if total:
        total += emphasis if total > 0 else -emphasis
    return round(max(-1.0, min(1.0, total / sqrt(total * total + 15))), 4)
