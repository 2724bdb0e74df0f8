"""Ratings that are written in words or stars, as surveys and shops show them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 100  # characters; no answer on a scale is as long
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
# What exports have in the place of a rating that nobody gave, in lower case.
NOT_RATED = frozenset(
    {"-", "–", "—", "offered", "unoffered", "not offered", "not rated", "unrated", "no rating", "not applicable"}
)


@dataclass(frozen=True)
class Family:
    """Answers of one question, worst first; what stands between vertical bars means the same."""

    type: str
    lowest: int
    answers: tuple[str, ...]

    @property
    def best(self) -> int:
        return self.lowest + len(self.answers) - 1

    def values(self) -> dict[str, float]:
        """Answer -> rating."""
        return {
            word: float(self.lowest + place) for place, answer in enumerate(self.answers) for word in answer.split("|")
        }


def _graded(type_: str, bad: str, good: str, middle: str) -> tuple[Family, ...]:
    """Five answers in the common wordings, then seven. `bad` and `good` may have several forms."""

    def told(adverbs: str, words: str) -> str:
        return "|".join(f"{adverb} {word}".strip() for adverb in adverbs.split("|") for word in words.split("|"))

    plain = Family(type_, 1, (told("very|extremely", bad), bad, middle, good, told("very|extremely", good)))
    some = "somewhat|slightly|rather"
    softer = (told("very|extremely", bad), told(some, bad), middle, told(some, good), told("very|extremely", good))
    seven = (
        *(told("very|extremely", bad), f"{told('moderately|mostly', bad)}|{bad}", told(some, bad), middle),
        *(told(some, good), f"{told('moderately|mostly', good)}|{good}", told("very|extremely", good)),
    )
    return plain, Family(type_, 1, softer), Family(type_, 1, seven)


_FAMILIES = (
    Family("csat", 0, ("bad", "good")),
    Family("csat", 0, ("thumbs down|👎", "thumbs up|👍")),
    *_graded(
        "csat", "dissatisfied|unsatisfied", "satisfied",
        "neutral|neither|neither satisfied nor dissatisfied|neither satisfied nor unsatisfied",
    ),
    *_graded("ces", "difficult|hard", "easy", "neutral|neither|neither easy nor difficult|neither difficult nor easy"),
    *_graded("csat", "unhappy", "happy", "neutral|neither|neither happy nor unhappy"),
    Family("ces", 1, (
        "strongly disagree", "disagree|somewhat disagree", "neutral|neither|neither agree nor disagree|undecided",
        "agree|somewhat agree", "strongly agree",
    )),
    Family("ces", 1, (
        "strongly disagree", "disagree", "somewhat disagree|slightly disagree",
        "neutral|neither|neither agree nor disagree|undecided", "somewhat agree|slightly agree", "agree",
        "strongly agree",
    )),
    Family("stars", 1, ("bad", "poor", "average", "great", "excellent")),
    Family("stars", 1, ("terrible|very poor|awful|horrible", "poor", "average|ok|okay|fair", "good|very good",
                        "excellent")),
    Family("stars", 1, ("poor|very poor", "fair", "good|average", "very good", "excellent|outstanding")),
    Family("csat", 1, ("very bad|very poor", "bad|poor", "neutral|okay|ok|average|fair", "good", "very good")),
)  # fmt: skip

_STARS = re.compile(r"(?P<full>[★⭐✭🌟]*)(?P<empty>[☆✩✰]*)")
_SAID = re.compile(
    r"(?:rated\s+)?(?P<value>\d+(?:[.,]\d+)?)\s*(?:/|out\s+of|of|von|sur|de|su|van|av|из)\s*(?P<best>\d+)"
    r"(?:\s*(?:stars?|sterne|étoiles|estrellas|stelle|points?))?",
    re.ASCII,
)
_COUNTED = re.compile(r"(?:rated\s+)?(?P<value>\d+(?:[.,]\d+)?|[a-z]+)[\s_-]*(?:stars?|sterne?|étoiles?|★|⭐)")
_LABELLED = re.compile(r"(?P<value>\d+)\s*(?:[-–—:=]\s*[^\W\d]|\([^\W\d]).*")  # 10 - extremely likely
_PERCENT = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)\s*%", re.ASCII)


def bare(text: str) -> str:
    """In lower case, words parted by single spaces, without what stands around them; long texts are none of these."""
    if len(text) > LONGEST:
        return text
    text = text.replace("\ufe0f", "")
    text = text.replace("-", " ") if text[:1].isalpha() else text
    return re.sub(r"[\s_]+", " ", text).strip(" .!").lower()


def written(text: str) -> tuple[float, float] | None:
    """The rating, and the best one possible, of a text that says both: 4/5, ★★★★☆, four stars, 97%.

    None where it does not. The best is 0 where only the rating is certain, as in "seven".
    """
    if len(text) > LONGEST:
        return None
    text = " ".join(text.replace("\ufe0f", "").split()).lower()
    if found := _SAID.fullmatch(text):
        return _number(found["value"]), float(found["best"])
    if (found := _STARS.fullmatch("".join(text.split()))) and found[0]:
        full, empty = len(found["full"]), len(found["empty"])
        return float(full), float(full + empty if empty else max(full, 5))
    if found := _COUNTED.fullmatch(text):
        value = _NUMBERS.get(found["value"]) if found["value"].isalpha() else _number(found["value"])
        return None if value is None else (float(value), 5.0 if value <= 5 else 0.0)
    if found := _PERCENT.fullmatch(text):
        return _number(found["value"]), 100.0
    if found := _LABELLED.fullmatch(text):
        return _number(found["value"]), 0.0
    if (value := _NUMBERS.get(text)) is not None:
        return float(value), 5.0 if value <= 5 else 0.0
    return None


def family(answers: Iterable[str]) -> Family | None:
    """The family that has most of these answers, given as `bare` gives them; None where none has half of them."""
    answers = set(answers)
    best = max(_FAMILIES, key=lambda known: len(answers & known.values().keys()))
    return best if answers and 2 * len(answers & best.values().keys()) >= len(answers) else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
