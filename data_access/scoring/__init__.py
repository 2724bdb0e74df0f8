"""What a text says: how it sounds, what it asks, what and whom it speaks of."""

from .brands import Alias, BrandMatcher, listed
from .pool import read_texts
from .reading import Knowledge, Reader, Reading, Text
from .vader import NEGATIVE, POSITIVE, SCORER, VADER, DrivingWord, Scores, Vader, driving_words, label, sentiment

__all__ = [
    "NEGATIVE",
    "POSITIVE",
    "SCORER",
    "VADER",
    "Alias",
    "BrandMatcher",
    "DrivingWord",
    "Knowledge",
    "Reader",
    "Reading",
    "Scores",
    "Text",
    "Vader",
    "driving_words",
    "label",
    "listed",
    "read_texts",
    "sentiment",
]
