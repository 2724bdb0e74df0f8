"""A sentence in which two brands are held against each other: their names out of it, so that rules can be short."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .folding import folded

# Brands in a masked sentence: ours, the competitor of the pair, and any other.
OURS, THEIRS, OTHER = "\ue000", "\ue001", "\ue002"
PAIR = f"[{OURS}{THEIRS}]"
ANY = f"[{OURS}{THEIRS}{OTHER}]"

# What stands for the brand that a text is about.
_MEANT = re.compile(
    r"\b(?<!thank )(?:you guys|you people|you lot|y'all|yall|yours|your|you|ur|they|their|them|theirs|these guys|here"
    r"|this (?:company|airline|app|bank|store|shop|place|provider|insurer|brand|restaurant|service|hotel|one"
    r"|lot)|this|it)\b(?!')"
)

Side = Literal["ours", "theirs", "equal", "unclear"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule reads in a sentence: who is favoured, and how plainly it says so (3 plainly, 1 hardly)."""

    favoured: Side
    weight: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """text: as written. masked: in small letters, straight apostrophes, the brands as OURS, THEIRS and OTHER.

    implied: the brand whose customer is speaking, as OURS or THEIRS: whom "you" and a missing name stand for.
    """

    text: str
    masked: str
    implied: str

    def readings(self) -> Iterator["Sentence"]:
        """The sentence; and, where it does not name the speaker's own brand, also with "you" and "this" as its name."""
        yield self
        if self.implied and self.implied not in self.masked:
            meant = _MEANT.sub(self.implied, self.masked)
            if meant != self.masked:
                yield replace(self, masked=meant)

    def opposite(self, brand: str) -> str:
        return THEIRS if brand == OURS else OURS

    @property
    def is_question(self) -> bool:
        return self.masked.rstrip("\"')» \n").endswith("?")


def side(brand: str) -> Side:
    return "ours" if brand == OURS else "theirs"


def masked(
    text: str, span: tuple[int, int], mentions: Sequence[tuple[int, int, str]], ours: str, rival: str, implied: str
) -> Sentence:
    """The sentence at `span` of the text, with the brands named in it as signs."""
    start, end = span
    pieces, place = [], start
    for first, last, brand in mentions:
        if first >= start and last <= end:
            sign = OURS if brand == ours else THEIRS if brand == rival else OTHER
            pieces += [text[place:first], sign]
            place = last
    pieces.append(text[place:end])
    words = folded("".join(pieces))[0].replace("`", "'")
    return Sentence(text[start:end], re.sub(r"\s+", " ", words), implied)
