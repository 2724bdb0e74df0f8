"""What the whole columns decide, days, months and decimal signs, and what is asked where they do not."""

from collections.abc import Mapping

from data_access.sources.dates import DateEvidence
from data_access.sources.errors import SourceError, listed
from data_access.sources.mapping import Plan, Question
from data_access.sources.numbers import NumberEvidence

DATE_CHOICES = ("day_first", "month_first")
NUMBER_CHOICES = ("decimal_point", "decimal_comma")


def answered(chosen: Plan, given: str | Mapping[str, str] | None) -> dict[str, str]:
    """Field -> choice, from answers given for all fields or by field. Raises SourceError for unknown ones."""
    types = {name: field.type for name, field in chosen.fields().items()}
    suits = {"time": DATE_CHOICES, "number": NUMBER_CHOICES, "whole": NUMBER_CHOICES}
    if isinstance(given, str):
        if given not in DATE_CHOICES + NUMBER_CHOICES:
            raise SourceError(f"There is no date order {given!r}; there are {listed(DATE_CHOICES + NUMBER_CHOICES)}.")
        return {name: given for name, type_ in types.items() if given in suits.get(type_, ())}
    for name, choice in (given or {}).items():
        fitting = suits.get(types.get(name, ""), ())
        if not fitting:
            dates = [field for field, type_ in types.items() if type_ in suits]
            raise SourceError(f"{name} is no date or number of this import; those are {listed(dates)}.")
        if choice not in fitting:
            raise SourceError(f"{name} can be {listed(fitting)}, not {choice!r}.")
    return dict(given or {})


def date_orders(
    chosen: Plan, evidence: Mapping[str, DateEvidence], answers: Mapping[str, str]
) -> tuple[dict[str, str], list[Question]]:
    """Field -> order for each column of dates, and a question for each that does not tell."""
    orders, questions = {}, []
    for name, found in evidence.items():
        order = answers.get(name, found.order()) if found.numeric else "iso"
        if order:
            orders[name] = order
            continue
        column = chosen.column(name) or ""
        text = (
            f"Is the day or the month first in column {column!r} ({name})? "
            f"Its dates can be read both ways, for example {listed(found.examples)}."
        )
        questions.append(Question(name, column, tuple(found.examples), DATE_CHOICES, text))
    return orders, questions


def decimals(
    chosen: Plan, evidence: Mapping[str, NumberEvidence], answers: Mapping[str, str], delimiters: set[str]
) -> tuple[dict[str, str], list[Question]]:
    """Field -> "point" or "comma" for each column of numbers, and a question for each that does not tell."""
    told = {found.sign() for found in evidence.values() if found.point or found.comma} - {None}
    signs, questions = {}, []
    for name, found in evidence.items():
        sign = answers.get(name, "").removeprefix("decimal_") or found.sign()
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
