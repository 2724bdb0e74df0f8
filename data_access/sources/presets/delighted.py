"""Delighted: answers to one question for a score, its comment, and further questions."""

import re

from data_access.sources.columns import cell, plain
from data_access.sources.presets import answers
from data_access.sources.presets.layout import Preset
from data_access.sources.presets.scores import CES, CSAT, NPS, STARS, Score

_AT = "answered"
_CUSTOMER = "customer (own id, else e-mail, else phone)"
_KINDS = (
    (re.compile(r"^e?nps", re.I), Score(NPS, "0", "10")),
    (re.compile(r"^(?:csat|smileys?).*3", re.I), Score(CSAT, "1", "3")),
    (re.compile(r"^ces.*5", re.I), Score(CES, "1", "5")),
    (re.compile(r"^ces", re.I), Score(CES, "1", "7")),
    (re.compile(r"^thumbs", re.I), Score(CSAT, "0", "1")),
    (re.compile(r"^(?:csat|smileys?)", re.I), Score(CSAT, "1", "5")),
    (re.compile(r"^(?:\d.?)?stars?", re.I), Score(STARS, "1", "5")),
)
_OTHERS = {
    plain(name)
    for name in (
        "id", "Response ID", "person", "Person ID", "survey_type", "score", "comment", "permalink", "created_at",
        "updated_at", "name", "email", "phone", "phone_number", "tags", "notes", "Response Time", "Sent At",
    )
}  # fmt: skip


class _Answers(answers.AnswersShaper):
    added = (*answers.ADDED, _AT, _CUSTOMER)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id = cell(columns, "Response ID", "id", "Survey Response ID")
        self._permalink = cell(columns, "permalink")
        self._type = cell(columns, "survey_type", "Survey")
        self._score, self._comment = cell(columns, "score"), cell(columns, "comment")
        self._at = cell(columns, "created_at", "Responded At", "Response Time")
        self._own = cell(columns, "customer_id", "person_properties.customer_id", "Customer Id")
        self._email = cell(columns, "email", "person.email", "Person Email")
        self._phone = cell(columns, "phone_number", "phone", "person.phone_number")
        self._places = [place for place, column in enumerate(columns) if plain(column) == "score"][:1]
        self._file_says = next((score for score in map(_score_of, re.split(r"[\W_]+", file)) if score), _KINDS[0][1])
        self.questions = answers.questions(
            columns, lambda column: plain(column) not in _OTHERS and not column.startswith("person_properties.")
        )

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        score = _score_of(self._type(row)) or self._file_says
        asked = answers.Questions(
            (*((place, score) for place in self._places), *self.questions.scores), self.questions.words
        )
        # Other systems number theirs from 1 as well.
        answer_id = self._id(row) or self._permalink(row).rsplit("/", 1)[-1]
        answer_id = answer_id and f"delighted-{answer_id}"
        customer = self._own(row) or self._email(row) or self._phone(row)
        pieces = asked.pieces(answer_id, row, [self._comment(row)])
        return [[*row, *piece, self._at(row), customer] for piece in pieces]


def _score_of(survey: str) -> Score | None:
    return next((score for pattern, score in _KINDS if pattern.search(survey)), None)


DELIGHTED = Preset(
    "delighted",
    "Delighted survey responses",
    kind="feedback",
    required=("score", "comment", "permalink"),
    columns={
        **answers.COLUMNS,
        _AT: "created_at",
        _CUSTOMER: "customer_id",
        "name": "author",
        "person.name": "author",
        "permalink": "url",
    },
    constants={"source": "Delighted", "kind": "survey"},
    shaper=_Answers,
    worked_from=("Response ID", "id", "survey_type", "score", "comment", "created_at", "email"),
    note=(
        "Scores are of the survey's kind: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7. Where neither a column nor the "
        "file's name tells the kind, they are NPS."
    ),
)
