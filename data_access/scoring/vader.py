"""VADER (Hutto and Gilbert, ICWSM 2014): how a text sounds, and which of its words made it so.

The four scores are exactly those of vaderSentiment 3.3.2, many times faster, for texts of any length: the
library looks up every character in its table of emoji, lower-cases all words again at each word with a
valence, and searches a list for each valence after "but", so that one row of 3,000 emoji holds it up for half
a minute. Here a distinct token is read once and remembered, and work is done only at words with a valence.
What makes that exact:

* A word's valence depends on the three words before it and the two after it, and on whether the text mixes
  words in CAPITALS with others.
* A word that is in none of the tables, nor in a rule, and holds no "n't", leaves its neighbours alone.
* Words without valence count in the shares (`neu`), but add nothing to the sums that scores are made of.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import compress
from typing import Literal, NamedTuple

from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentimentIntensityAnalyzer, SentiText

from .vader_rules import (
    AFTER,
    BEFORE,
    CONTINUES,
    IN_RULES,
    NEGATIONS,
    Word,
    compound_of,
    emphasis_of,
    in_context,
    weighted_by_but,
)

SCORER = f"vader {version('vaderSentiment')}"

# The limits of the VADER authors: a compound of 0.05 is positive already, one of -0.05 negative.
POSITIVE = 0.05
NEGATIVE = -0.05

# All texts of a business repeat some ten thousand tokens; an upload must not fill the memory with others.
MOST_TOKENS = 1 << 16
LONGEST_TOKEN = 40

Label = Literal["positive", "neutral", "negative"]


class Scores(NamedTuple):
    """VADER's four: the shares of the text that are negative, neutral and positive, and -1 to 1 for all of it."""

    neg: float
    neu: float
    pos: float
    compound: float


class DrivingWord(NamedTuple):
    """A word or emoji that moved the score: its place in the text (characters, end exclusive), its share."""

    start: int
    end: int
    valence: float
    word: str


class Vader:
    """A scorer with these tables of word valences and of emoji descriptions; None: vaderSentiment's own.

    The scores are what SentimentIntensityAnalyzer gives with its `lexicon` and `emojis` replaced by them.
    So its limits hold for any table:

    * A key is one token in lower case. One with white space is never found: idioms are VADER's own few.
    * A degree word of VADER's ("very", "most", "less") has no valence of its own, and once it is in the lexicon
      it no longer strengthens the word after it. Likewise a negation ("not", "never") that is in the lexicon
      scores as a word and no longer turns those after it.
    * "no" before a word of the lexicon turns that word and does not count itself.
    * Emoji are single characters, each read as its description, which is set apart from what stands before it
      and not from what follows: of "❤️" the second, invisible character (U+FE0F) clings to the description.

    The tables are copied. One scorer can be used by many threads.
    """

    def __init__(self, lexicon: Mapping[str, float] | None = None, emojis: Mapping[str, str] | None = None) -> None:
        own = SentimentIntensityAnalyzer() if lexicon is None or emojis is None else None
        self.lexicon = dict(own.lexicon if lexicon is None else lexicon)
        self.emojis = {
            emoji: description
            for emoji, description in (own.emojis if emojis is None else emojis).items()
            if len(emoji) == 1
        }
        # Where all are beyond ASCII, as VADER's own, a text in ASCII need not be searched.
        self._may_be_ascii = any(map(str.isascii, self.emojis))
        self._may_be_emoji = _any_of(self.emojis)
        self._words = _Memo(self._word)

    def scores(self, text: str) -> Scores:
        """All four scores, rounded as VADER does; 0 for all of a text without words."""
        text = self._spelled_out(text)
        tokens = text.split()
        if not tokens:
            return Scores(0.0, 0.0, 0.0, 0.0)
        valences = self._valences(tokens)[1]
        emphasis = emphasis_of(text)
        positive = negative = 0.0
        for valence in valences:
            if valence > 0:
                positive += valence + 1.0
            else:
                negative += 1.0 - valence
        if positive > negative:
            positive += emphasis
        elif positive < negative:
            negative += emphasis
        neutral = len(tokens) - len(valences)
        whole = positive + negative + neutral
        neg, neu, pos = round(negative / whole, 3), round(neutral / whole, 3), round(positive / whole, 3)
        return Scores(neg, neu, pos, compound_of(valences, emphasis))

    def compound(self, text: str) -> float:
        """VADER's compound score of the text, from -1 (most negative) to 1; 0 where nothing has valence."""
        text = self._spelled_out(text)
        valences = self._valences(text.split())[1]
        return compound_of(valences, emphasis_of(text)) if valences else 0.0

    def driving_words(self, text: str) -> list[DrivingWord]:
        """The words and emoji that moved the score, in the order of the text and without overlaps.

        `valence` is what VADER adds up: after negation, boosters, capitals, and "but", which halves what stands
        before it and counts what follows half as much again. Their sum, strengthened by exclamation and
        question marks and squeezed between -1 and 1, is the compound score. VADER reads an emoji as its
        description; an emoji of which several words have valence is one driving word.
        """
        spelled_out = self._spelled_out(text)
        origins = self._origins(text)
        spans = list(_word_spans(spelled_out))
        driving: list[DrivingWord] = []
        for place, valence in zip(*self._valences(spelled_out.split()), strict=True):
            start, end = origins[spans[place][0]], origins[spans[place][1] - 1] + 1
            if driving and start < driving[-1].end:
                start, _, former, _ = driving.pop()
                valence += former
            driving.append(DrivingWord(start, end, valence, text[start:end]))
        return driving

    def _valences(self, tokens: list[str]) -> tuple[list[int], list[float]]:
        """The words that have valence: their places among the tokens, and their valences, never 0."""
        words = [*BEFORE, *map(self._words.__getitem__, tokens), *AFTER]
        is_mixed = not all(map(str.isupper, tokens))
        places, valences, but = [], [], None
        for place in compress(range(len(words)), words):
            word = words[place]
            if but is None and word[1] == "but":
                but = place - 3
            valence = word[0]
            if valence is None:
                continue
            # Else no neighbour is one that a rule asks for.
            if word[2] or words[place - 1] or words[place - 2] or words[place - 3] or words[place + 1]:
                valence = in_context(words, place, is_mixed)
            if valence:
                places.append(place - 3)
                valences.append(valence)
        if but is not None and valences:
            valences = weighted_by_but(valences, [(place > but) - (place < but) for place in places])
        return places, valences

    def _word(self, token: str) -> Word | None:
        """A token as the rules see it; None where they pass it over."""
        word = SentiText._strip_punc_if_word(token)
        lower = word.lower()
        is_listed = lower in self.lexicon
        if not is_listed and lower not in IN_RULES and "n't" not in lower:
            return None
        return Word(
            valence=self.lexicon[lower] if is_listed and lower not in BOOSTER_DICT else None,
            lower=lower,
            is_caps=word.isupper(),
            is_listed=is_listed,
            boost=0.0 if is_listed else BOOSTER_DICT.get(lower, 0.0),
            negates=not is_listed and (lower in NEGATIONS or "n't" in lower),
            continues=lower in CONTINUES,
        )

    def _spelled_out(self, text: str) -> str:
        """The text with each emoji as its description, set apart from what stands before it but not after."""
        if text.isascii() and not self._may_be_ascii:
            return text
        return self._may_be_emoji.sub(self._description, text)

    def _description(self, found: re.Match) -> str:
        description = self.emojis.get(found[0])
        return found[0] if description is None else f" {description}"

    def _origins(self, text: str) -> list[int]:
        """For each character of the text with emoji spelled out, the place in `text` of what it stands for."""
        origins: list[int] = []
        end = 0
        for found in self._may_be_emoji.finditer(text):
            origins += range(end, found.start())
            origins += [found.start()] * len(self._description(found))
            end = found.end()
        origins += range(end, len(text))
        return origins


class _Memo(dict[str, Word | None]):
    """Tokens as the rules see them, each read when it is first met; forgotten when there are too many."""

    def __init__(self, read: Callable[[str], Word | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> Word | None:
        word = self._read(token)
        if len(token) <= LONGEST_TOKEN:
            if len(self) >= MOST_TOKENS:
                self.clear()
            self[token] = word
        return word


def _any_of(characters: Iterable[str]) -> re.Pattern:
    """What finds each of the characters, and all beyond the Basic Multilingual Plane.

    Python looks a character up among many only within that plane; beyond it, it compares them one by one.
    """
    within = [re.escape(character) for character in characters if character <= "\uffff"]
    return re.compile(f"[{''.join(within)}\U00010000-\U0010ffff]")


def label(compound: float) -> Label:
    """The class of a compound score, by the VADER authors' limits."""
    if compound >= POSITIVE:
        return "positive"
    return "negative" if compound <= NEGATIVE else "neutral"


def _word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each word that VADER sees in the text starts and ends."""
    position = 0
    for token in text.split():
        start = text.index(token, position)
        position = start + len(token)
        word = SentiText._strip_punc_if_word(token)
        start += token.index(word)
        yield start, start + len(word)


VADER = Vader()
sentiment = VADER.compound
driving_words = VADER.driving_words
