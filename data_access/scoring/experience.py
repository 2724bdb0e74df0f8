"""The customer-experience score: VADER's rules over words as customers use them, and blind to names.

Before the rules see a text, what is not the customer's judgement is covered up: names of brands ("United" is a happy
word in VADER's lexicon), handles, mail addresses and links. Phrases of the word pack are drawn together into one
token, or written as the word they stand for ("far from perfect" as "not perfect"). A "not" ends with its sentence.
All of it keeps every character in its place, so that the words that drove the score can be shown in the text as it was
written.
"""

import re

from .brands import BrandMatcher
from .vader import DrivingWord, Vader
from .vader_rules import NEGATIONS
from .word_pack import token_of, word_pack

EXPERIENCE = "customer experience 1"

# In place of the mark that ends a sentence, and what VADER reads for it: three words without valence, so that a "not"
# reaches no further, as it would with VADER ("It did not. Great!"). In capitals, which change nothing in a text that
# has words in small letters, nor in one that has none.
_STOPS = {"\ue000": ".", "\ue001": "!", "\ue002": "?"}
_OUT_OF_REACH = "ZQ ZQ ZQ "

FILLER = "_"  # no word, no emoticon, and without valence however often it stands
_LINK = re.compile(r"https?://\S+|www\.\S+")
_HANDLE = re.compile(r"@(?<!\w@)\w+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
# VADER splits at white space only: "slow.Rude staff" would be neither slow nor rude. ";p" stays an emoticon.
_GLUED = re.compile(r"[.,;/…()–—](?<!\s;)(?<!^;)(?=[^\W\d_])")
# Curly apostrophes hide a negation from VADER, and invisible joiners (U+FE0F after a heart) cling to emoji.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\ufe0f": " ", "\u200d": " ", "\u200b": " ", "\xa0": " "})

_SENTENCE_END = re.compile(r"[.!?](?=\s+\S)")
_THREE_WORDS = 60  # characters; of longer words the first is cut, which no negation is
_NEGATES = NEGATIONS | {"no"}
_STOP_OF = {mark: stop for stop, mark in _STOPS.items()}

_PACK = word_pack()
_VADER = Vader(
    _PACK.lexicon,
    # An emoji speaks for itself as well: "don't regret it ❤" is no heart withdrawn.
    {emoji: _OUT_OF_REACH + description for emoji, description in _PACK.emojis.items()}
    | {stop: mark + _OUT_OF_REACH for stop, mark in _STOPS.items()},
)


class ExperienceScorer:
    """Scores texts as customers mean them; matcher: the brands whose names say nothing of how a customer feels."""

    def __init__(self, matcher: BrandMatcher | None = None):
        self._matcher = matcher

    def compound(self, text: str) -> float:
        """From -1 (most negative) to 1, with VADER's limits for what is positive and negative."""
        return _VADER.compound(self._as_scored(text))

    def driving_words(self, text: str) -> list[DrivingWord]:
        """The words, phrases and emoji that moved the score, where they stand in the text and as written there."""
        driving = _VADER.driving_words(self._as_scored(text))
        return [word._replace(word=text[word.start : word.end]) for word in driving]

    def covered(self, text: str) -> str:
        """The text with every brand's name covered, as long as before: a scorer that knows no brands then gives the
        score of any part of it."""
        return _covered(text, self._matcher.spans(text)) if self._matcher is not None else text

    def _as_scored(self, text: str) -> str:
        """The text as the rules see it: every character in its place, names and addresses covered, phrases joined."""
        plain = text if text.isascii() else text.translate(_PLAIN)
        if self._matcher is not None and (spans := self._matcher.spans(text)):
            plain = _covered(plain, spans)
        if "://" in plain or "www." in plain:
            plain = _LINK.sub(_cover, plain)
        if "@" in plain:
            plain = _HANDLE.sub(_cover, plain)
            plain = _MAIL.sub(_cover, plain) if "@" in plain else plain
        return _SENTENCE_END.sub(_stopped, _with_phrases(_GLUED.sub(" ", plain)))


def _covered(text: str, spans: list[tuple[int, int, str]]) -> str:
    return _replaced(text, [(start, end, FILLER * (end - start)) for start, end, _ in spans])


def _stopped(found: re.Match) -> str:
    """The mark, or what ends the reach of a negation where there is one within the three words before it."""
    before = found.string[max(0, found.start() - _THREE_WORDS) : found.start()].lower().split()[-3:]
    is_negated = any(word in _NEGATES or "n't" in word for word in before)
    return _STOP_OF[found[0]] if is_negated else found[0]


def _cover(found: re.Match) -> str:
    return FILLER * len(found[0])


def _with_phrases(text: str) -> str:
    # "İ" alone has a small form of two characters.
    lowered = text.lower() if text.isascii() else text.replace("İ", "I").lower()
    spans = [found.span() for found in _PHRASE.finditer(lowered)]
    return _replaced(text, [(start, end, _rewritten(text[start:end])) for start, end in spans]) if spans else text


def _rewritten(written: str) -> str:
    """A phrase as the word it stands for, or as one token; as long as before, and in capitals where it was."""
    word = _PACK.phrases[_BETWEEN_WORDS.sub(" ", written.lower())]
    if word is None:
        return token_of(written)
    return (word.upper() if written.isupper() else word).ljust(len(written))


def _replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    """The text with each stretch (start, end) in other words."""
    pieces, end = [], 0
    for start, following, instead in changes:
        pieces += [text[end:start], instead]
        end = following
    return "".join([*pieces, text[end:]])


_BETWEEN_WORDS = re.compile(r"[\s-]")


def _pattern(phrases: list[str]) -> re.Pattern:
    """Any of the phrases as whole words, the longest first; written as a trie, so that their number hardly matters."""
    trie: dict = {}
    for phrase in phrases:
        branch = trie
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return re.compile(rf"(?<![\w'])(?:{_branches(trie)})(?!\w)")


def _branches(trie: dict) -> str:
    further = [
        (_BETWEEN_WORDS.pattern if letter == " " else re.escape(letter)) + _branches(branch)
        for letter, branch in trie.items()
        if letter
    ]
    if not further:
        return ""
    joined = further[0] if len(further) == 1 else f"(?:{'|'.join(further)})"
    # A phrase that ends here ("no one") may go on ("no one else").
    return rf"(?:{joined}|(?!\w))" if "" in trie else joined


_PHRASE = _pattern(list(_PACK.phrases))
