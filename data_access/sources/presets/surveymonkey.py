"""SurveyMonkey: a respondent a line, under two rows of header: the questions, and what each column of theirs holds."""

import re

from data_access.sources.columns import cell, plain
from data_access.sources.presets import answers
from data_access.sources.presets.layout import Preset
from data_access.sources.presets.scores import asked, asks_for_words
from data_access.sources.records import Batch

_AT = "answered"
_CUSTOMER = "customer (e-mail, else custom data)"
_OTHERS = {
    plain(name)
    for name in (
        "Respondent ID", "Collector ID", "Start Date", "End Date", "Date Created", "Date Modified", "IP Address",
        "Email Address", "First Name", "Last Name", "Custom Data", "Custom Data 1", "Custom Data 2", "Custom Value",
        "custom_1", "Language", "Collector Type",
    )
}  # fmt: skip
_NAMELESS = re.compile(r"\(?column \d+\)?|unnamed: ?\d+.*|", re.IGNORECASE)


class _Respondents(answers.AnswersShaper):
    added = (*answers.ADDED, _AT, _CUSTOMER)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id = cell(columns, "Respondent ID")
        self._ended = cell(columns, "End Date", "Date Modified")
        self._started = cell(columns, "Start Date", "Date Created")
        self._email = cell(columns, "Email Address")
        self._custom = cell(columns, "Custom Data 1", "Custom Data", "Custom Value", "custom_1")
        self._names = columns
        self._is_begun = False

    def shape(self, batch: Batch) -> Batch:
        if not self._is_begun:
            self._is_begun = True
            below = batch.rows and not self._id(batch.rows[0])
            self.questions = _questions(self._names, batch.rows[0] if below else [""] * len(self._names))
            if below:
                batch = Batch(batch.rows[1:], batch.lines[1:], batch.refusals)
        return super().shape(batch)

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        at, customer = self._ended(row) or self._started(row), self._email(row) or self._custom(row)
        # Other systems number theirs as well.
        answer_id = self._id(row) and f"surveymonkey-{self._id(row)}"
        return [[*row, *piece, at, customer] for piece in self.questions.pieces(answer_id, row)]


def _questions(columns: tuple[str, ...], below: list[str]) -> answers.Questions:
    """A column without a name belongs to the question before it; the second row says what it holds."""
    question, scores, words = "", [], []
    for place, (column, holds) in enumerate(zip(columns, below, strict=True)):
        if plain(column) in _OTHERS:
            question = ""
            continue
        if not _NAMELESS.fullmatch(column):
            question = re.sub(r"[_.]\d+$|\s\(\d+\)$", "", column)
        holds = holds.strip()
        if not question:
            continue
        if asks_for_words(holds) or (asks_for_words(question) and holds in ("", "Response")):
            words.append(place)
        elif score := asked(f"{question} {holds}"):
            scores.append((place, score))
    return answers.Questions(tuple(scores), tuple(words))


SURVEYMONKEY = Preset(
    "surveymonkey",
    "SurveyMonkey responses",
    kind="feedback",
    required=("Respondent ID", "Collector ID"),
    columns={**answers.COLUMNS, _AT: "created_at", _CUSTOMER: "customer_id"},
    constants={"source": "SurveyMonkey", "kind": "survey"},
    answers={"created_at": "month_first"},
    shaper=_Respondents,
    worked_from=("Respondent ID", "End Date", "Start Date", "Email Address", "Custom Data 1"),
    note=answers.NOTE,
)
