"""What the whole columns decide, days, months, decimal signs and scales, and what is asked where they do not."""

from collections.abc import Mapping

from data_access.sources.date_forms import NUMBERED, READINGS, DateEvidence
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Plan, Question
from data_access.sources.numbers import NumberEvidence
from data_access.sources.ratings import RatingEvidence, RatingReading, Scale, choices, decided

DATE_CHOICES = READINGS
NUMBER_CHOICES = ("decimal_point", "decimal_comma")
STARS = Scale(1, 5)  # what our own template says that ratings are on unless told
SCALE = "rating_scale"  # asked of ratings, whether or not a column fills that field
# Dates of one file that are written alike: what the one leaves open, the other tells.
_WRITTEN_AS = {"replied_at": "created_at"}
_BY_TYPE = {"time": DATE_CHOICES, "number": NUMBER_CHOICES, "whole": NUMBER_CHOICES}


def answered(chosen: Plan, given: str | Mapping[str, str] | None) -> dict[str, str]:
    """Field -> choice, from answers given for all fields or by field. Raises SourceError for unknown ones."""
    suits = {name: _BY_TYPE[field.type] for name, field in chosen.fields().items() if field.type in _BY_TYPE}
    if "rating" in suits and "rating_scale" not in chosen.constants:
        suits[SCALE] = (*suits.get(SCALE, ()), *choices())
    known = DATE_CHOICES + NUMBER_CHOICES + choices()
    if isinstance(given, str):
        if given not in known:
            raise SourceError(f"There is no answer {given!r}; there are {listed(known)}.")
        return {name: given for name, fitting in suits.items() if given in fitting}
    for name, choice in (given or {}).items():
        if name not in suits:
            raise SourceError(f"{name} is no date or number of this import; those are {listed(suits)}.")
        if choice not in suits[name]:
            raise SourceError(f"{name} can be {listed(suits[name])}, not {choice!r}.")
    return dict(given or {})


def date_orders(
    chosen: Plan, evidence: Mapping[str, DateEvidence], answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Question]]:
    """Field -> order for each column of dates, and a question for each that does not tell."""
    orders, questions = {}, []
    for name, found in evidence.items():
        order = found.order()
        if found.numeric and order not in NUMBERED:
            order = answers.get(name, order)
        alike = _WRITTEN_AS.get(name)
        if not order and any(question.field == alike for question in questions):
            continue
        if not order and orders.get(alike) in found.possible():
            order = orders[alike]
        if order:
            orders[name] = order
            continue
        column = chosen.column(name) or ""
        possible = found.possible()
        *others, last = (reading.removesuffix("_first") for reading in possible)
        ways = "both ways" if len(possible) == 2 else "in several ways"
        text = (
            f"Is the {', the '.join(others)} or the {last} first in column {column!r} ({name})? "
            f"Its dates can be read {ways}, for example {listed(found.examples)}."
        )
        questions.append(Question(name, column, tuple(found.examples), possible, text))
    return orders, questions


def decimals(
    chosen: Plan, evidence: Mapping[str, NumberEvidence], answers: Mapping[str, str], delimiters: set[str]
) -> tuple[dict[str, str], list[Question]]:
    """Field -> "point" or "comma" for each column of numbers, and a question for each that does not tell."""
    told = {found.sign() for found in evidence.values() if found.point or found.comma} - {None}
    signs, questions = {}, []
    for name, found in evidence.items():
        answer = answers.get(name, "") if answers.get(name) in NUMBER_CHOICES else ""
        sign = answer.removeprefix("decimal_") or found.sign()
        if not sign and name.startswith("rating"):
            # No rating is a thousand.
            sign = "comma" if found.either_comma > found.either_point else "point"
        # A column that may be read both ways is written as the file's other numbers are, or as its delimiter
        # hints: commas between values leave the point for decimals, and semicolons are there to free the comma.
        if not sign and not found.point and len(told) == 1:
            (sign,) = told
        if not sign and delimiters == {","}:
            sign = "point"
        if not sign and delimiters == {";"} and not found.either_point:
            sign = "comma"
        if sign:
            signs[name] = sign
            continue
        column = chosen.column(name) or ""
        text = (
            f"Is the decimal sign of column {column!r} ({name}) a point or a comma? "
            f"Its numbers can be read both ways, for example {listed(found.examples, 3)}."
        )
        questions.append(Question(name, column, tuple(found.examples), NUMBER_CHOICES, text))
    return signs, questions


def rating_scale(
    chosen: Plan, evidence: RatingEvidence | None, answers: Mapping[str, str], signs: Mapping[str, str]
) -> tuple[RatingReading | None, list[Question]]:
    """How ratings are read, and a question where nothing tells on which scale they are."""
    if evidence is None:
        return None, []
    answer = answers.get(SCALE) if answers.get(SCALE) in choices() else None
    usual = STARS if chosen.preset.name == "template" else None
    return decided(
        evidence, chosen.column("rating") or "", answer, chosen.constants, signs.get("rating", "point"), usual
    )
