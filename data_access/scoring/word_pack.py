"""The customer-experience word pack: what words are worth to customers, and the tables that a scorer reads.

words/customer_experience.tsv is a table of term, valence and reason. A term is one or several words, each of which may
be given in several forms ("fee/fees"). Its valence is one of these:

* a number: from -4 to 4, as in VADER's lexicon, which it overrules; 0: it has no feeling.
* a word: what the term does in its place. "hardly" turns what follows as "not" does, "super" strengthens as "very".
"""

import csv
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

PATH = Path(__file__).with_name("words") / "customer_experience.tsv"
_NOT_IN_WORDS = re.compile(r"\W")


class Entry(NamedTuple):
    """A line of the pack, in all its forms; `stands_for` where it acts as another word and has no valence."""

    terms: tuple[str, ...]
    valence: float
    stands_for: str | None
    reason: str


class WordPack(NamedTuple):
    """What a scorer needs: valence by token, emoji descriptions, and what is to be written in place of a phrase.

    phrases: phrase in small letters, words one space apart -> the word it stands for; None where it is one token of
    its own, as `token_of` writes it.
    """

    lexicon: dict[str, float]
    emojis: dict[str, str]
    phrases: dict[str, str | None]


def entries() -> Iterator[Entry]:
    """The pack line by line."""
    with PATH.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            forms = tuple(" ".join(words) for words in product(*(part.split("/") for part in line["term"].split())))
            try:
                yield Entry(forms, float(line["valence"]), None, line["reason"])
            except ValueError:
                yield Entry(forms, 0.0, line["valence"], line["reason"])


def word_pack() -> WordPack:
    """VADER's tables with the pack over them. Of two lines for the same term the later one counts."""
    vader = SentimentIntensityAnalyzer()
    lexicon, emojis, phrases = dict(vader.lexicon), dict(vader.emojis), {}
    for entry in entries():
        for term in entry.terms:
            if len(term) == 1 and not term.isalnum():
                # Its own description, set apart from what follows, which VADER's are not.
                emojis[term] = f"{term} "
            is_phrase = " " in term
            if is_phrase or entry.stands_for:
                phrases[term] = entry.stands_for
            token = token_of(term) if is_phrase else term
            # A word without feeling is taken out: "no" before a word of the lexicon would not count itself.
            lexicon.pop(token, None)
            if entry.valence:
                lexicon[token] = entry.valence
    return WordPack(lexicon, emojis, phrases)


def token_of(phrase: str) -> str:
    """A phrase as one token of the same length, without the "n't" by which VADER knows a negation."""
    return _NOT_IN_WORDS.sub("_", phrase)
