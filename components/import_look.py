"""What uploaded files look like before they are imported, also while they cannot be imported as they stand."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from data_access.sources import FIELDS, Incomplete, Preview, Question, SourceError, Survey

# What no file can do without, by kind, with a value that any file accepts: to look at one before it is mapped.
_STAND_INS = {
    "orders": {"ordered_at": "2000-01-01", "amount": "1", "order_id": "1"},
    "feedback": {"created_at": "2000-01-01", "text": "-"},
}
_ALSO_ENOUGH = {"amount": ", or quantity and unit_price", "text": ", or title, or rating"}
# An answer may bring up another question, as an encoding does; further than this none goes.
_MOST_ROUNDS = 5

Mapped = Mapping[str, str] | None
# kind or None to recognise it, mapping, answers, constants
Surveyor = Callable[[str | None, Mapped, Mapping[str, str], Mapping[str, str]], Survey]


@dataclass(frozen=True, eq=False)
class Look:
    """What is known of the files before they are read.

    survey: None when nothing can be made of them. problem: why they cannot be imported as they stand, a sentence.
    questions: all that were asked, the answered ones too. preview: None until nothing is open any more.
    """

    survey: Survey | None
    problem: str = ""
    questions: tuple[Question, ...] = ()
    preview: Preview | None = None

    @property
    def is_ready(self) -> bool:
        return self.survey is not None and not self.problem and not self.survey.questions

    @property
    def kind(self) -> str:
        """ "orders" or "feedback"."""
        return "feedback" if self.survey and self.survey.kind == "feedback" else "orders"


def look(survey: Surveyor, kind: str | None, mapping: Mapped, answers: Mapping[str, str]) -> Look:
    """Look at files through `survey`, with what the reader has said of them."""
    try:
        return _answered(survey, kind, mapping, answers)
    except Incomplete as problem:
        looks = [_incomplete(survey, each, mapping, problem) for each in ((kind,) if kind else _STAND_INS)]
        return min(looks, key=lambda found: (found.survey is None, found.lacks)).look
    except SourceError as problem:
        if mapping is None:
            return Look(None, problem=str(problem))
        # The reader's choice contradicts itself. The files are shown without it, so that it can be corrected.
        return Look(look(survey, kind, None, {}).survey, problem=str(problem))


def _answered(survey: Surveyor, kind: str | None, mapping: Mapped, answers: Mapping[str, str]) -> Look:
    """The files with every answer to a question that is asked; answers to others are left aside."""
    asked, fitting = {}, {}
    for _ in range(_MOST_ROUNDS):
        found = survey(kind, mapping, fitting, {})
        asked |= {question.field: question for question in found.questions}
        now = {field: answer for field, answer in answers.items() if field in asked}
        if now == fitting:
            break
        fitting = now
    return Look(found, questions=tuple(asked.values()))


@dataclass(frozen=True, eq=False)
class _Incomplete:
    look: Look
    lacks: int

    @property
    def survey(self) -> Survey | None:
        return self.look.survey


def _incomplete(survey: Surveyor, kind: str, mapping: Mapped, problem: SourceError) -> _Incomplete:
    """As few fields as possible get a stand-in, so that the columns of the others are found."""
    stand_ins = _STAND_INS[kind]
    for size in range(1, len(stand_ins) + 1):
        for lacking in combinations(stand_ins, size):
            with suppress(SourceError):
                found = survey(kind, mapping, {}, {field: stand_ins[field] for field in lacking})
                return _Incomplete(Look(found, problem=_wanted(lacking, kind)), size)
    return _Incomplete(Look(None, problem=str(problem)), len(stand_ins) + 1)


def _wanted(lacking: Sequence[str], kind: str) -> str:
    fields = [f"{name} ({FIELDS[kind][name].description.lower()}){_ALSO_ENOUGH.get(name, '')}" for name in lacking]
    return f"Choose the column that holds {'; and '.join(fields)}. Without it nothing can be imported."
