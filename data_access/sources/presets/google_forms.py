"""Google Forms: a response a line, its moment first, then a question a column."""

from data_access.sources.columns import cell, plain
from data_access.sources.presets import answers
from data_access.sources.presets.layout import Preset, has
from data_access.sources.presets.scores import asked, asks_for_words

_CUSTOMER = "customer (e-mail)"
_OTHERS = {plain(name) for name in ("Timestamp", "Email Address", "Username", "Score", "Email")}


class _Responses(answers.AnswersShaper):
    added = (*answers.ADDED, _CUSTOMER)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._email = cell(columns, "Email Address", "Username", "Email")
        self.questions = answers.questions(columns, lambda column: plain(column) not in _OTHERS)

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        return [[*row, *piece, self._email(row)] for piece in self.questions.pieces("", row)]


def _is_one(columns, samples) -> bool:
    """A first column called Timestamp, and a question among the others, which are longer than names of columns."""
    if not columns or plain(columns[0]) != "timestamp" or has(columns, "Respondent ID"):
        return False
    return any(len(column.split()) > 3 and (asked(column) or asks_for_words(column)) for column in columns[1:])


GOOGLE_FORMS = Preset(
    "google_forms",
    "Google Forms responses",
    kind="feedback",
    columns={**answers.COLUMNS, "Timestamp": "created_at", _CUSTOMER: "customer_id"},
    constants={"source": "Google Forms", "kind": "survey"},
    shaper=_Responses,
    worked_from=("Timestamp", "Email Address", "Username"),
    matches=_is_one,
    note=answers.NOTE,
)
