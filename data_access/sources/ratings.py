"""Ratings and what they are ratings on: from which lowest to which best, and to which question."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from data_access.sources.dates import MISSING
from data_access.sources.errors import listed
from data_access.sources.mapping import Question
from data_access.sources.numbers import parse_number
from data_access.sources.rating_words import NOT_RATED, bare, family, written

MOST_TEXTS = 10_000  # different ones that are kept as evidence; a column of ratings has far fewer
# From so many ratings on, the lowest and the best one were surely given by somebody.
MANY, FEW = 50, 20
_SCALES = ("0-1", "1-3", "1-4", "1-5", "0-5", "1-6", "1-7", "1-9", "0-10", "1-10", "0-100", "1-100")
_ASKED = ("0-1", "1-3", "1-4", "1-5", "0-5", "1-6", "1-7", "0-10", "1-10", "0-100")
_UNREADABLE = "This cannot be read as a rating. Write it as a number, like 4, or with its scale, like 4/5."
_TYPES = (  # of a column's name
    (re.compile(r"\bnps\b|net promoter|recommend"), "nps"),
    (re.compile(r"\bcsat\b|satisf"), "csat"),
    (re.compile(r"\bces\b|effort|how easy"), "ces"),
    (re.compile(r"\bstars?\b"), "stars"),
)
_FROM_TO = re.compile(r"(?<!\d)(?P<lowest>[01])\s*(?:-|–|—|to|bis|à|through)\s*(?P<best>\d{1,3})(?!\d)")
_OUT_OF = re.compile(r"(?:\b(?:out of|of|max)\s|/\s?)(?P<best>5|6|7|10|100)(?!\d)")


@dataclass(frozen=True)
class Scale:
    """From the lowest to the best rating, and what was rated: stars, nps, csat or ces, "" where nothing tells."""

    lowest: float
    best: float
    type: str = ""


@dataclass(frozen=True)
class RatingReading:
    """How one column of ratings is read.

    `words` are answers -> ratings, `scale` that of ratings which do not say theirs (None where there are none, or none
    is known), `lowests` the lowest rating by the best one.
    """

    words: Mapping[str, float]
    scale: Scale | None
    type: str
    lowests: Mapping[float, float]

    def value(self, text: str, decimal: str) -> tuple[float, float] | None:
        """The rating and the best one possible, 0 where the text does not say; None where nothing was rated.

        Raises ValueError with a sentence for the reader.
        """
        if (value := _number(text, decimal)) is not None:
            return value, 0.0
        if not (word := bare(text)) or word in MISSING or word in NOT_RATED:
            return None
        if said := written(text):
            return said
        if word in self.words:
            return self.words[word], 0.0
        if any(sign.isdigit() for sign in text):
            parse_number(text, decimal)
        raise ValueError(_UNREADABLE)


AS_NUMBERS = RatingReading({}, None, "", {})


@dataclass
class RatingEvidence:
    """The ratings of a column that do not say their scale, and those that do. Counts are of records."""

    alone: Counter = field(default_factory=Counter)  # text -> records
    scaled: Counter = field(default_factory=Counter)  # (text, the scale beside it) -> records

    def add(self, texts: Sequence[str], scales: Iterable[str] | None = None) -> None:
        """Take in some records' ratings, and the scales that stand beside them."""
        if scales is None:
            if len(self.alone) < MOST_TEXTS:
                self.alone.update(texts)
        elif len(self.scaled) < MOST_TEXTS:
            for (text, scale), times in Counter(zip(texts, scales, strict=True)).items():
                if scale.strip().lower() in MISSING:
                    self.alone[text] += times
                else:
                    self.scaled[text, scale] += times


def decided(
    evidence: RatingEvidence,
    column: str,
    answer: str | None,
    constants: Mapping[str, str],
    decimal: str,
    usual: Scale | None = None,
) -> tuple[RatingReading, list[Question]]:
    """How the column is read, and a question where its scale is not told.

    `answer` is like "0-10"; `constants` may hold rating_scale, rating_lowest and rating_type. `usual` is the layout's
    scale, for ratings that lie on it.
    """
    answers = {
        word
        for text in evidence.alone
        if _number(text, decimal) is None and not written(text) and (word := bare(text)) not in MISSING | NOT_RATED
    }
    known = family(answers)
    words = known.values() if known else {}
    open_, zeros = Counter(), Counter()
    reading = RatingReading(words, None, "", {})
    for text, times in evidence.alone.items():
        if value := _value(reading, text, decimal):
            if value[1]:
                zeros[value[1]] += times * (value[0] == 0)
            elif value[0] >= 0:
                open_[value[0]] += times
    for (text, best), times in evidence.scaled.items():
        if (value := _value(reading, text, decimal)) and (number := _number(best, decimal)):
            zeros[number] += times * (value[0] == 0)
    beside = {_number(best, decimal) for _, best in evidence.scaled} - {None}
    type_ = constants.get("rating_type") or (known.type if known else "") or _type(column) or _shown(evidence.alone)
    lowests = {best: 0.0 if zero else lowest_of(best) for best, zero in zeros.items()}
    scale = question = None
    if known:
        scale = Scale(known.lowest, known.best)
    elif answer:
        scale = _scale(answer)
    elif len(beside) == 1:
        (best,) = beside
        scale = Scale(0 if open_[0] else lowests.get(best, lowest_of(best)), best)
    elif "rating_scale" in constants:
        best = _number(constants["rating_scale"], "point") or 0
        scale = Scale(0 if open_[0] else lowest_of(best), best)
    elif open_:
        scale = _told(column, open_) or _shown_by(open_, type_, {best for best in zeros if best})
        if scale is None and usual and usual.lowest <= min(open_) and max(open_) <= usual.best:
            scale = usual
        if scale is None:
            question = _question(column, open_)
    if scale:
        lowests[scale.best] = scale.lowest if not zeros[scale.best] else 0.0
    return RatingReading(words, scale, type_, lowests), [question] if question else []


def lowest_of(best: float) -> float:
    """Where a scale begins of which only the best rating is known, and no 0 was seen: 1 of 5, but 0 of 10."""
    return 1.0 if 2 <= best < 10 else 0.0


def is_scale(choice: str) -> bool:
    """Whether it is a scale as an answer gives it, like 0-10."""
    return choice in _SCALES


def choices() -> tuple[str, ...]:
    """Every scale that an answer can give."""
    return _SCALES


def _value(reading: RatingReading, text: str, decimal: str) -> tuple[float, float] | None:
    try:
        return reading.value(text, decimal)
    except ValueError:
        return None


def _number(text: str, decimal: str) -> float | None:
    try:
        return parse_number(text, decimal) if any(sign.isdigit() for sign in text) else None
    except ValueError:
        return None


def _scale(choice: str) -> Scale:
    lowest, best = choice.split("-")
    return Scale(float(lowest), float(best))


def _plain(column: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    return " ".join(re.sub(r"[_.\s]+", " ", apart).lower().split())


def _type(column: str) -> str:
    return next((type_ for pattern, type_ in _TYPES if pattern.search(_plain(column))), "")


def _shown(texts: Iterable[str]) -> str:
    return "stars" if any("★" in text or "⭐" in text or "star" in text.lower() for text in texts) else ""


def _told(column: str, ratings: Counter) -> Scale | None:
    """The scale that the column's name says, where its ratings lie on it."""
    name, low, high = _plain(column), min(ratings), max(ratings)
    if (found := _FROM_TO.search(name)) and f"{found['lowest']}-{found['best']}" in _SCALES:
        scale = Scale(float(found["lowest"]), float(found["best"]))
    elif _type(column) == "nps":
        scale = Scale(0, 10)
    elif found := _OUT_OF.search(name):
        scale = Scale(0 if low == 0 else lowest_of(float(found["best"])), float(found["best"]))
    elif _type(column) == "stars":
        scale = Scale(0 if low == 0 else 1, 5)
    elif "%" in name or "percent" in name:
        scale = Scale(0, 100)
    else:
        return None
    return scale if scale.lowest <= low and high <= scale.best else None


def _shown_by(ratings: Counter, type_: str, others: set[float]) -> Scale | None:
    """The scale that the ratings themselves show: a 0, and the best one seen."""
    low, high, number = min(ratings), max(ratings), ratings.total()
    if len(others) == 1 and high <= (best := next(iter(others))):
        return Scale(0 if low == 0 else lowest_of(best), best)  # others of the column say theirs
    if high > 10:
        return Scale(0, 100)
    if high > 7:
        if low < 1:
            return Scale(0, 10)
        return Scale(1, 10) if number >= MANY and ratings[1] >= 3 else None
    if high == 5:
        if low >= 1:
            return Scale(1, 5)
        return Scale(0, 5) if number >= FEW else None
    if high < 5 and low >= 1 and number >= FEW:
        return Scale(1, 5)  # of ten, so many would not all be in the lower half
    if high in (6, 7) and low >= 1 and number >= MANY:
        return Scale(1, high)
    return None


def _question(column: str, ratings: Counter) -> Question:
    examples = tuple(f"{value:g}" for value, _ in ratings.most_common(5))
    low, high = min(ratings), max(ratings)
    fitting = tuple(choice for choice in _ASKED if _scale(choice).lowest <= low and high <= _scale(choice).best)
    if high > 1:
        fitting = tuple(choice for choice in fitting if choice != "0-5" or low < 1)
    text = (
        f"From what to what do the ratings of column {column!r} go? They run from {low:g} to {high:g}, "
        f"for example {listed(examples)}."
    )
    return Question("rating_scale", column, examples, fitting, text)


def best_and_lowest(reading: RatingReading, said: np.ndarray, beside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each rating the best one and the lowest: by its own text, else by the scale beside it, else the column's.

    `said` is 0 and `beside` NaN where there is none; so are both results where nothing tells.
    """
    usual = reading.scale.best if reading.scale else np.nan
    best = np.where(said > 0, said, np.where(np.isnan(beside), usual, beside))
    different, places = np.unique(best, return_inverse=True)
    lowest = [np.nan if np.isnan(one) else reading.lowests.get(one, lowest_of(one)) for one in different]
    return best, np.array(lowest, dtype="float64")[places]
