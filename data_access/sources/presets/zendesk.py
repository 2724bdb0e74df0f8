"""Zendesk tickets, as CSV and as JSON: what customers wrote, and whether they called the help good or bad."""

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper

_ID, _TITLE, _WORDS = "ticket id", "subject of the ticket alone", "customer's own words"
_SCORE, _BEST, _LOWEST, _TYPE = (
    "satisfaction: 1 good, 0 bad",
    "best score possible",
    "lowest score possible",
    "what the score is of",
)
_SAID = "ticket or survey"
_CUSTOMER = "customer (own id, else e-mail, else requester)"


class _Tickets(RecordShaper):
    """What a customer wrote beside the score is a piece of its own, with the score, when the ticket has words too."""

    added = (_ID, _TITLE, _WORDS, _SCORE, _BEST, _LOWEST, _TYPE, _SAID, _CUSTOMER)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._ticket = cell(columns, "Id", "Ticket ID", "ticket_id")
        self._subject = cell(columns, "Subject", "raw_subject", "Ticket subject")
        self._words = cell(columns, "Description", "Ticket description", "First comment")
        self._score = cell(columns, "Satisfaction Score", "satisfaction_rating.score", "Ticket satisfaction rating")
        self._comment = cell(
            columns, "satisfaction_rating.comment", "Satisfaction Comment", "Ticket satisfaction comment"
        )
        self._external = cell(columns, "Requester external id", "requester.external_id")
        self._email = cell(columns, "Requester email", "requester.email")
        self._requester = cell(columns, "Requester id", "requester_id", "requester.id")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        ticket, title, words, comment = self._ticket(row), self._subject(row), self._words(row), self._comment(row)
        # Other systems number theirs from 1 as well.
        ticket = ticket and f"zendesk-{ticket}"
        customer = self._external(row) or self._email(row) or self._requester(row)
        score = _satisfaction(self._score(row))
        scored = [score, "1", "0", "csat"] if score else [""] * 4
        if not comment:
            return [[*row, ticket, title, words, *scored, "ticket", customer]]
        if not words and not title:
            return [[*row, ticket, "", comment, *scored, "ticket", customer]]
        first = [*row, ticket, title, words, "", "", "", "", "ticket", customer]
        return [first, [*row, f"{ticket}-csat", "", comment, *scored, "survey", customer]]


def _satisfaction(said: str) -> str:
    """ "1" for good, "0" for bad, whatever stands behind: "Good, I'm satisfied", "good_with_comment"."""
    said = said.lower()
    return "1" if said.startswith("good") else "0" if said.startswith("bad") else ""


_COLUMNS = {
    _ID: "feedback_id",
    _WORDS: "text",
    _SCORE: "rating",
    _BEST: "rating_scale",
    _LOWEST: "rating_lowest",
    _TYPE: "rating_type",
    _SAID: "kind",
    _CUSTOMER: "customer_id",
    "Created at": "created_at",
    "Ticket created": "created_at",
    _TITLE: "title",
    "Via": "channel",
    "via.channel": "channel",
    "Requester": "author",
    "requester.name": "author",
    "Group": "category",
}
_FROM = (
    "Id", "Subject", "Description", "Satisfaction Score", "satisfaction_rating.score", "satisfaction_rating.comment",
    "Requester external id", "Requester email", "Requester id",
)  # fmt: skip

ZENDESK = Preset(
    "zendesk",
    "Zendesk tickets",
    kind="feedback",
    required=("Id", "Subject", "Requester", "Created at", "Status"),
    columns=_COLUMNS,
    constants={"source": "Zendesk"},
    shaper=_Tickets,
    worked_from=_FROM,
)

ZENDESK_JSON = Preset(
    "zendesk_json",
    "Zendesk tickets (JSON)",
    kind="feedback",
    required=("id", "subject", "description", "created_at", "status", "via.channel"),
    columns=_COLUMNS,
    constants={"source": "Zendesk"},
    shaper=_Tickets,
    worked_from=_FROM,
)
