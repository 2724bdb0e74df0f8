"""Texts that no customer would write, each of which a rule of VADER's, or of Python's strings, treats in its way."""

import random
import sys
from collections.abc import Iterator

from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

LIBRARY = SentimentIntensityAnalyzer()
LEXICON = sorted(LIBRARY.lexicon)
EMOJI = [emoji for emoji in LIBRARY.emojis if len(emoji) == 1]
# Words that the rules look for in more than one place, and what they are looked for beside.
RULE_WORDS = """but BUT But no No or nor so this never without doubt least at very kind of sort just enough
    not isn't wasn't couldn't n't NOT really VERY extremely barely good GOOD great bad horrible love hate the
    bomb yeah right to die for kiss death bus stop ass shit beating heart badass""".split()
PHRASES = ["never so good", "never this bad", "without doubt good", "without a doubt great", "kind of good"]
PHRASES += [
    "at least good",
    "very least good",
    "least good",
    "no parcel or good",
    "no parcel nor good",
    "not all that bad",
    *SPECIAL_CASES,
]
ODD = ["café", "❤️", "👍🏽", "isn’t", "İ", "ß", "ΣΑΣ", "ⓐ", "ﷺ", "\u200b", "\ufeff", "\ud800", "\x00", "'", "K", "5"]
GAPS = [*" " * 12, "  ", "\n", "\t", "\xa0", "\u3000", "\x1c", "\x85", "\u2028", "\u200b", "", ", ", ". ", "-", "/"]
STORMS = ["!", "!!!", "!!!!!", "?", "??", "????", "!?!?", "...", "(", ")", ":)", ":-(", ">:(", "\"'", "***", "&amp;"]
SPELLINGS = [str, str, str, str.lower, str.upper, str.title, str.swapcase]


def texts(seed: int) -> Iterator[str]:
    """Ever new texts, the same for the same seed; the library takes milliseconds at most for each."""
    draw = random.Random(seed)
    while True:
        for write in (_words, _words, _words, _few_words, _emoji, _any_characters, _storm):
            yield write(draw)


def _word(draw: random.Random) -> str:
    vocabulary = draw.choice(
        (RULE_WORDS, RULE_WORDS, LEXICON, LEXICON, [*BOOSTER_DICT], NEGATE, PHRASES, ODD, EMOJI, ["parcel", "Tuesday"])
    )
    word = draw.choice(SPELLINGS)(draw.choice(vocabulary))
    if draw.random() < 0.1:
        word = draw.choice(STORMS) + word
    return word + draw.choice(STORMS) if draw.random() < 0.15 else word


def _words(draw: random.Random) -> str:
    return "".join(_word(draw) + draw.choice(GAPS) for _ in range(draw.choice((1, 2, 3, 5, 8, 13, 30))))


def _few_words(draw: random.Random) -> str:
    """The same words again and again: the check for "but" confuses words of equal valence."""
    vocabulary = [_word(draw) for _ in range(draw.randint(1, 4))] + ["but", "good", "bad"]
    return " ".join(draw.choices(vocabulary, k=draw.randint(2, 40)))


def _emoji(draw: random.Random) -> str:
    gaps = draw.choice(("", " ", "\ufe0f", "\u200d", "\n"))
    return gaps.join(draw.choices([*EMOJI, "good", "!", *ODD], k=draw.randint(0, 12)))


def _any_characters(draw: random.Random) -> str:
    """Of one of Unicode's 17 planes, surrogates and unassigned ones included, among some words."""
    first = draw.randrange(0, sys.maxunicode + 1, 0x10000)
    characters = [chr(first + draw.randrange(0x10000)) for _ in range(draw.randint(0, 20))]
    return draw.choice(("", " ")).join([*characters, *(_word(draw) for _ in range(draw.randint(0, 3)))])


def _storm(draw: random.Random) -> str:
    return "".join(draw.choice(STORMS) * draw.randint(0, 20) + draw.choice(("", " ", "good")) for _ in range(5))
