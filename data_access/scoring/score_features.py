"""What a calibrated model is told of a text beside its words: its customer-experience score, and how it is written.

Scores sentence by sentence were tried beside that of the whole and add nothing that the words do not say.
"""

import math
import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from data_access.scoring import NEGATIVE, POSITIVE

OF_SCORE = ("compound", "is_positive", "is_negative")
NAMES = (
    *OF_SCORE, "length", "question_marks", "exclamation_marks", "shouted", "thanks", "asks", "numbers", "is_read",
)  # fmt: skip
_SHOUTED = re.compile(r"[A-Z]{2,}")
_NUMBER = re.compile(r"\d+")
# Pieces of text and not patterns, which take ten times as long to look for.
_THANKS = ("thank", "thx", "appreciat")
_ASKS = ("please", "pls ", "help me", "can you", "could you")


class Scorer(Protocol):
    """Whatever tells how a text sounds, -1 to 1."""

    def compound(self, text: str) -> float: ...


def features(texts: Sequence[str], compounds: Sequence[float | None]) -> np.ndarray:
    """One row a text, a column for each of NAMES, all of about the size of 1.

    compounds: the customer-experience score of each text; None where it cannot read the language.
    """
    told = [_of_text(text, score) for text, score in zip(texts, compounds, strict=True)]
    return np.array(told, np.float32).reshape(len(texts), len(NAMES))


def _of_text(text: str, score: float | None) -> tuple[float, ...]:
    felt, lowered = score or 0.0, text.lower()
    return (
        felt,
        float(felt >= POSITIVE),
        float(felt <= NEGATIVE),
        min(math.log1p(text.count(" ")) / 5, 1.5),
        min(text.count("?"), 3) / 3,
        min(text.count("!"), 3) / 3,
        min(len(_SHOUTED.findall(text)), 3) / 3,
        float(any(word in lowered for word in _THANKS)),
        float(any(word in lowered for word in _ASKS)),
        min(len(_NUMBER.findall(text)), 4) / 4,
        float(score is not None),
    )
