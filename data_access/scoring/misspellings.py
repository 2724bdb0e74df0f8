"""Words of the feedback that look like a brand's name written wrongly: to be approved by a person, never counted alone.

About two in three such words are right; the others are words of their own that nothing here knows for it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from .brands import Alias
from .folding import folded
from .vader import VADER

LEAST_SIMILAR = 0.83  # Damerau-Levenshtein, 1 is equal: one letter of six
LEAST_LETTERS = 5
_WORD = re.compile(r"(?<![\w@#])[^\W\d_]{5,40}(?!\w)")
_ENDINGS = ("s", "es", "ed", "d", "er", "ing", "ly", "ies", "y")
_VERBAL = ("ed", "d", "ing", "er", "r")


class Misspelling(NamedTuple):
    """written: the word in small letters. times: how often it stands in the feedback."""

    brand: str
    alias: str
    written: str
    times: int


def vocabulary(texts: Iterable[str | None]) -> Counter[str]:
    """How often each word of five letters or more stands in the texts, in small letters."""
    return Counter(word for text in texts if text for word in _WORD.findall(folded(text)[0]))


def misspellings(words: Mapping[str, int], aliases: Sequence[Alias]) -> list[Misspelling]:
    """Words that begin like a name of one word and are nearly it, the most frequent first.

    Left out: names that are tracked, words more frequent than the name itself, words of VADER's lexicon, and those
    that stand in the feedback with another ending too ("cases" and "case" are no "Chase").
    """
    known = {folded(alias.alias)[0] for alias in aliases}
    by_first = defaultdict(list)
    for word in words:
        if word not in known:
            by_first[word[0]].append(word)
    found: dict[str, Misspelling] = {}
    for alias in aliases:
        name = folded(alias.alias)[0]
        if len(name) < LEAST_LETTERS or not name.isalpha():
            continue
        near = extract(
            name,
            by_first[name[0]],
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=LEAST_SIMILAR,
            limit=None,
        )
        for word, _, _ in near:
            is_rarer = words[word] < words.get(name, 0) or name not in words
            if is_rarer and not _is_word(word, name, words):
                found.setdefault(word, Misspelling(alias.brand, alias.alias, word, words[word]))
    return sorted(found.values(), key=lambda each: (-each.times, each.written))


def _is_word(word: str, name: str, words: Mapping[str, int]) -> bool:
    stem = name.removesuffix("e")
    if word in VADER.lexicon or any(word in (name + ending, stem + ending) for ending in _VERBAL):
        return True
    stems = {word, *(word.removesuffix(ending) for ending in _ENDINGS)}
    others = {stem + ending for stem in stems for ending in ("", "e", *_ENDINGS)} - {word, name}
    return any(other in words and not name.startswith(other) and not other.startswith(name) for other in others)
