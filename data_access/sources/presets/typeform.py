"""Typeform: a response a line, a question a column."""

from data_access.sources.columns import cell, plain
from data_access.sources.presets import answers
from data_access.sources.presets.layout import Preset, has
from data_access.sources.presets.times import in_zone

_SUBMITTED = "submitted, with its time zone"
_OTHERS = {
    plain(name)
    for name in (
        "#", "Token", "Response ID", "Response Type", "Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)",
        "Network ID", "Tags", "Ending", "Score", "Winning Outcome ID",
    )
}  # fmt: skip


class _Responses(answers.AnswersShaper):
    added = (*answers.ADDED, _SUBMITTED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        # "#" has no letters, so that it cannot be found as other columns are.
        self._id = columns.index("#") if "#" in columns else None
        self._token = cell(columns, "Response ID", "Token")
        self._submitted = cell(columns, "Submit Date (UTC)")
        self._started = cell(columns, "Start Date (UTC)")
        self.questions = answers.questions(columns, lambda column: plain(column) not in _OTHERS)

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        response = self._token(row) or (row[self._id].strip() if self._id is not None else "")
        at = in_zone(self._submitted(row) or self._started(row), "UTC")
        return [[*row, *piece, at] for piece in self.questions.pieces(response, row)]


def _is_one(columns, samples) -> bool:
    return has(columns, "Submit Date (UTC)") and ("#" in columns or has(columns, "Network ID") or has(columns, "Token"))


TYPEFORM = Preset(
    "typeform",
    "Typeform responses",
    kind="feedback",
    columns={
        **answers.COLUMNS,
        _SUBMITTED: "created_at",
        "email": "customer_id",
        "customer_id": "customer_id",
        "What is your email address?": "customer_id",
    },
    constants={"source": "Typeform", "kind": "survey"},
    shaper=_Responses,
    worked_from=("Submit Date (UTC)", "Start Date (UTC)", "Response ID", "Token"),
    matches=_is_one,
    note=answers.NOTE,
)
