"""What a text says: how it sounds (VADER) and which brands it names."""

from .brands import Alias, BrandMatcher
from .pool import Score, score_texts
from .sentiment import NEGATIVE, POSITIVE, SCORER, DrivingWord, driving_words, label, sentiment

__all__ = [
    "NEGATIVE",
    "POSITIVE",
    "SCORER",
    "Alias",
    "BrandMatcher",
    "DrivingWord",
    "Score",
    "driving_words",
    "label",
    "score_texts",
    "sentiment",
]
