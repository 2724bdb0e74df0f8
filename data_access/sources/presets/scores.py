"""What a survey's question asks for, a score and on which scale or words, and the score that an answer gives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

NPS, CSAT, CES, STARS = "nps", "csat", "ces", "stars"

_SCALES = {NPS: ("0", "10"), CSAT: ("1", "5"), CES: ("1", "7"), STARS: ("1", "5")}
_BEST = (5, 6, 7, 10, 100)
_ASKED = (
    (NPS, re.compile(r"\be?nps\b|net promoter|likely.{0,60}\brecommend|recommend.{0,60}\blikely", re.I | re.S)),
    (CES, re.compile(r"\bces\b|\beffort|\beas(?:y|ily|ier|e)\b|\bdifficult", re.I)),
    (CSAT, re.compile(r"\bcsat\b|satisf", re.I)),
    (STARS, re.compile(r"\brate\b|\brating\b|\bstars?\b|\bscore\b|out of (?:5|10)\b", re.I)),
)
# Questions about a score rather than for one: "What is the main reason for your score?"
_WORDS = re.compile(
    r"\bwhy\b|\breasons?\b|\bcomments?\b|\bexplain|\btell us\b|\bdescribe|own words|\bsuggest|\bfeedback\b|"
    r"\bimprove|anything (?:else|more)|open-ended|verbatim|\bmessage\b|\bshare\b.*\bmore\b",
    re.I,
)
_PERHAPS_WORDS = re.compile(r"^\W*(?:what|how (?:could|can|would|might))\b", re.I)
_NO_WORDS = re.compile(r"\b(?:age|gender|name|e-?mail|phone|company|country|city|job|title|industry|date|year)\b", re.I)
_RANGE = re.compile(r"(?<![\d.])(?P<low>[01])\s*(?:-|–|—|to|\.\.)\s*(?P<high>\d{1,3})(?![\d.])", re.I)
_OUT_OF = re.compile(r"\bof (?P<high>5|6|7|10|100)\b", re.I)
_LONGEST = 200  # characters of an answer that gives a score
# "10 - Extremely likely", "Extremely likely - 10"
_NUMBER = re.compile(r"(?P<at_start>\d+(?:\.\d+)?)\b.*|.*\D(?P<at_end>\d+(?:\.\d+)?)", re.S)

# Answers of five steps, best first; "somewhat" is SurveyMonkey's and Delighted's.
_FIVE = (
    ("very satisfied", "extremely satisfied", "very easy", "extremely easy", "strongly agree", "excellent"),
    ("satisfied", "somewhat satisfied", "easy", "somewhat easy", "agree", "good", "very good"),
    ("neither satisfied nor dissatisfied", "neutral", "neither easy nor difficult", "neither agree nor disagree",
     "average", "fair", "okay", "ok"),
    ("dissatisfied", "unsatisfied", "somewhat dissatisfied", "difficult", "somewhat difficult", "disagree", "poor"),
    ("very dissatisfied", "very unsatisfied", "extremely dissatisfied", "very difficult", "extremely difficult",
     "strongly disagree", "very poor", "terrible"),
)  # fmt: skip
_IN_WORDS = {word: str(5 - place) for place, words in enumerate(_FIVE) for word in words}


@dataclass(frozen=True)
class Score:
    """What a question's answers are a score of: `type` nps, csat, ces or stars, from `lowest` to `best`.

    `is_told` says whether the question's words tell the scale, or its type does: NPS has one scale only.
    """

    type: str
    lowest: str
    best: str
    is_told: bool = True


def asked(question: str) -> Score | None:
    """The score that a question asks for; None for another question, or one for words."""
    if _WORDS.search(question):
        return None
    kind = next((name for name, words in _ASKED if words.search(question)), None)
    return score_of(kind, question) if kind else None


def score_of(kind: str, said: str = "") -> Score:
    """The score of a kind on its usual scale, or on the one that `said` tells, as in "(1-7)"."""
    if (found := _RANGE.search(said)) and int(found["high"]) > 1:
        return Score(kind, found["low"], found["high"])
    if found := _OUT_OF.search(said):
        return Score(kind, "1" if int(found["high"]) < 10 else "0", found["high"])
    return Score(kind, *_SCALES[kind], is_told=kind == NPS)


def as_answered(score: Score, texts: Iterable[str]) -> Score:
    """The score on the narrowest usual scale that holds all answers, where its question does not tell the scale."""
    if score.is_told:
        return score
    given = [float(found[0]) for text in texts if (found := answer(text, score)) and found[1] is score]
    if not given or max(given) <= float(score.best):
        return replace(score, lowest="0") if 0 in given else score
    best = next((best for best in _BEST if max(given) <= best), None)
    lowest = "0" if 0 in given or (best or 0) >= 10 else "1"
    return replace(score, lowest=lowest, best=str(best)) if best else score


def asks_for_words(question: str) -> bool:
    """Whether a question is answered in the customer's own words."""
    if _WORDS.search(question):
        return True
    return bool(_PERHAPS_WORDS.search(question)) and not asked(question) and not _NO_WORDS.search(question)


def answer(text: str, score: Score) -> tuple[str, Score] | None:
    """The number that an answer gives and the scale it is on: of words always one of five. None where it gives none."""
    text = text.strip()
    if not 0 < len(text) <= _LONGEST:
        return None
    if found := _IN_WORDS.get(" ".join(text.lower().split())):
        return found, Score(score.type, "1", "5")
    if found := _NUMBER.fullmatch(text):
        return found["at_start"] or found["at_end"], score
    return None
