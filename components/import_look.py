"""What uploaded files look like before they are imported, also while they cannot be imported as they stand."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from data_access.sources import FIELDS, Question, SourceError, Survey

# What no file can do without, by kind, with a value that any file accepts: to look at one before it is mapped.
_STAND_INS = {
    "orders": {"ordered_at": "2000-01-01", "amount": "1", "order_id": "1"},
    "feedback": {"created_at": "2000-01-01", "text": "-"},
}
_ALSO_ENOUGH = {"amount": ", or quantity and unit_price", "text": ", or title, or rating"}

Mapped = Mapping[str, str] | None
Surveyor = Callable[[Mapped, Mapping[str, str], Mapping[str, str]], Survey]  # mapping, answers, constants


@dataclass(frozen=True, eq=False)
class Look:
    """What is known of the files before they are read.

    survey: None when nothing can be made of them. problem: why they cannot be imported as they stand, a sentence.
    questions: all that were asked, the answered ones too.
    """

    survey: Survey | None
    problem: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.survey is not None and not self.problem and not self.survey.questions


def look(survey: Surveyor, kind: str, mapping: Mapped, answers: Mapping[str, str]) -> Look:
    """Look at files of one kind through `survey`, with what the reader has said of them."""
    try:
        asked = survey(mapping, {}, {})
        fitting = answers_to(asked, answers)
        answered = survey(mapping, fitting, {}) if fitting else asked
    except SourceError as problem:
        return _incomplete(survey, kind, mapping, problem)
    return Look(answered, questions=asked.questions)


def answers_to(asked: Survey, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers to questions that are still asked."""
    fields = {question.field for question in asked.questions}
    return {field: answer for field, answer in answers.items() if field in fields}


def _incomplete(survey: Surveyor, kind: str, mapping: Mapped, problem: SourceError) -> Look:
    stand_ins = _STAND_INS[kind]
    try:
        filled = survey(mapping, {}, stand_ins)
    except SourceError as other:
        if mapping is None:
            return Look(None, problem=str(other))
        # The reader's choice contradicts itself. The files are shown without it, so that it can be corrected.
        return Look(look(survey, kind, None, {}).survey, problem=str(problem))
    # As few fields as possible get a stand-in, so that the columns of the others are found.
    for size in range(1, len(stand_ins)):
        for lacking in combinations(stand_ins, size):
            with suppress(SourceError):
                few = {field: stand_ins[field] for field in lacking}
                return Look(survey(mapping, {}, few), problem=_wanted(lacking, kind))
    return Look(filled, problem=_wanted(tuple(stand_ins), kind))


def _wanted(lacking: Sequence[str], kind: str) -> str:
    fields = [f"{name} ({FIELDS[kind][name].description.lower()}){_ALSO_ENOUGH.get(name, '')}" for name in lacking]
    return f"Choose the column that holds {'; and '.join(fields)}. Without it nothing can be imported."
