"""Whether a name that is an ordinary word too stands for the brand, by its capital and by the words around it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from .folding import folded, one_spaced

# What the letters of a name prove: everything (eBay, or a name that is no ordinary word), something, nothing.
Written = Literal["unmistakable", "capital", "small"]

# How far a word is near, in words on either side. A capital at the start of a sentence is half a proof, and needs
# a word of the context only somewhere about; a small letter is none, and needs it close.
NEAR_CAPITAL = 15
NEAR_SMALL = 5
NEAR_COUNTER = 3
# Characters on either side that are looked at: a text of any length takes the same time for each mention.
_REACH = 160

_NAME = "\0"  # the place of the name itself, in what surrounds it
_WORD = re.compile(r"\0|\w[\w'&-]*+")
_LETTERS = re.compile(r"[^\W\d_]{2,}+")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')]|\Z)|\n")
_QUIET = " \t\r\"'“”‘’«»([{*_~-–—•>"
# After these a sentence goes on; after a full stop, a colon, an emoji or nothing at all it begins.
_GOES_ON = ",;&/+@#$%)]}"
_LEAST_WORDS_IN_CAPITALS = 3


def says_brand(
    text: str, start: int, end: int, written: Written, context: Sequence[str], counter_context: Sequence[str]
) -> bool:
    """Whether the name at start:end of the text counts. The contexts are those of `phrases_about`.

    Written with a capital it does, unless the capital says nothing: in a sentence wholly in capitals, and, where
    there is a context to ask for, at the start of a sentence. What its letters do not prove counts with a word of the
    context near by. Nothing counts beside the counter-context.
    """
    around = _around(text, start, end)
    if _stands_in(counter_context, around, NEAR_COUNTER, within_sentence=True):
        return False
    if written == "unmistakable":
        return True
    if written == "capital" and not _is_shouted(text, start, end):
        if not context or not _starts_sentence(text, start):
            return True
        return _stands_in(context, around, NEAR_CAPITAL)
    return _stands_in(context, around, NEAR_SMALL)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the name, folded."""
    return folded(text[max(0, start - _REACH) : start])[0], folded(text[end : end + _REACH])[0]


def _stands_in(phrases: Sequence[str], around: tuple[str, str], words: int, within_sentence: bool = False) -> bool:
    """Whether one of the phrases stands within so many words of the name; one that holds the name itself, around it."""
    if not phrases:
        return False
    before, after = around
    if within_sentence:
        before = _SENTENCE_END.split(before)[-1]
        after = _SENTENCE_END.split(after, maxsplit=1)[0]
    # "Target's app": the s is no word of its own.
    after = after[2:] if after[:2] == "'s" and not after[2:3].isalnum() else after
    near = [*_WORD.findall(before)[-words:], _NAME, *_WORD.findall(after)[:words]]
    written, singular = f" {' '.join(near)} ", f" {' '.join(map(_singular, near))} "
    return any(phrase in written or phrase in singular for phrase in phrases)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def phrases_about(name: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words and phrases of a context as they are looked for; the name itself is blotted out of those with it."""
    return _phrases(one_spaced(folded(name)[0]), tuple(words))


@lru_cache(maxsize=1024)
def _phrases(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    own = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    pieces = (_WORD.findall(own.sub(_NAME, one_spaced(folded(phrase)[0]), count=1)) for phrase in words)
    return tuple(f" {' '.join(piece)} " for piece in pieces if piece)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    stripped = before.rstrip(_QUIET)
    if not stripped or stripped.endswith("\n") or "\n" in before[len(stripped) :]:
        return True
    last = stripped[-1]
    if last == "." and stripped.lower().endswith((" vs.", " dr.", " st.", " mr.", " mrs.", " ms.")):
        return False
    return not (last.isalnum() or last in _GOES_ON)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the sentence around the name is all in capitals, so that a capital says nothing."""
    if not text[start:end].isupper():
        return False
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    others = _LETTERS.findall(f"{before} {after}")
    return len(others) >= _LEAST_WORDS_IN_CAPITALS and all(word.isupper() for word in others)
