"""Intercom conversations: the reports' CSV, exported messages, and what its API answers."""

import html
import re

from data_access.sources.columns import cell, plain
from data_access.sources.presets.layout import Preset, RecordShaper
from data_access.sources.presets.times import in_zone, zone_said

_ID, _WORDS, _AT = "id at Intercom", "customer's own words", "time, with its time zone"
_SCORE, _BEST, _LOWEST, _TYPE = (
    "conversation rating of 5",
    "best score possible",
    "lowest score possible",
    "what the score is of",
)
_SAID, _CUSTOMER = "ticket or survey", "customer (e-mail, else user id)"
_TITLE, _AUTHOR = "subject of the conversation alone", "name of the customer"
_ADDED = (_ID, _TITLE, _WORDS, _AT, _SCORE, _BEST, _LOWEST, _TYPE, _SAID, _CUSTOMER, _AUTHOR)
_WORKED = {
    _ID: "feedback_id",
    _TITLE: "title",
    _WORDS: "text",
    _AT: "created_at",
    _SCORE: "rating",
    _BEST: "rating_scale",
    _LOWEST: "rating_lowest",
    _TYPE: "rating_type",
    _SAID: "kind",
    _CUSTOMER: "customer_id",
    _AUTHOR: "author",
}
_NOT_CUSTOMERS = ("admin", "bot", "teammate", "operator", "fin")
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_OWN = "Written by a colleague or a machine, so it is no customer's words."


def without_tags(body: str) -> str:
    """A message's words: Intercom keeps the bodies as HTML."""
    if "<" not in body and "&" not in body:
        return body
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", body))).splitlines()
    return "\n".join(filter(None, map(str.strip, lines)))


def _numbered(what: str, number: str) -> str:
    """An id that is none of another system's, which number theirs as well."""
    return number and f"intercom-{what}{number}"


class _Conversations(RecordShaper):
    """A conversation's opening words, and its rating with the remark: of both, two pieces."""

    added = _ADDED

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id = cell(columns, "Conversation ID", "id")
        self._body = cell(columns, "source.body", "First message", "Conversation first message")
        self._subject = cell(columns, "source.subject")
        self._by = cell(columns, "source.author.type", "Started by")
        self._rating = cell(columns, "conversation_rating.rating", "Conversation rating")
        self._remark = cell(columns, "conversation_rating.remark", "Conversation rating remark")
        # Who rated is a customer; who wrote first may be a colleague.
        self._rater = cell(columns, "User email", "conversation_rating.contact.email")
        self._rater_id = cell(columns, "User ID", "conversation_rating.contact.external_id")
        self._writer = cell(columns, "source.author.email")
        self._writer_id = cell(columns, "source.author.id")
        self._rater_name, self._writer_name = cell(columns, "User name"), cell(columns, "source.author.name")
        self._rated = cell(columns, "conversation_rating.created_at")
        named = [column for column in columns if plain(column).startswith(("conversationstartedat", "updatedat"))]
        named.sort(key=lambda column: plain(column).startswith("updatedat"))
        self._zone = zone_said(named[0]) if named else ""
        self._at = cell(columns, "created_at", *named[:1])

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        conversation, remark, rating = _numbered("", self._id(row)), self._remark(row), self._rating(row)
        title = without_tags(self._subject(row))
        is_own = self._by(row).lower().startswith(_NOT_CUSTOMERS)
        words = "" if is_own else without_tags(self._body(row))
        customer, name = self._rater(row), self._rater_name(row)
        if not is_own:
            customer = customer or self._writer(row) or self._rater_id(row) or self._writer_id(row)
            name = name or self._writer_name(row)
        customer = customer or self._rater_id(row)
        at = in_zone(self._at(row), self._zone)
        score = [rating, "5", "1", "csat"] if rating else [""] * 4
        opening = [*row, conversation, title, words, at, *[""] * 4, "ticket", customer, name]
        if not (remark or rating):
            return [opening] if words or not is_own else _OWN
        rated = [*row, f"{conversation}-csat", "", remark, self._rated(row) or at, *score, "survey", customer, name]
        return [opening, rated] if words else [rated]


class _Messages(RecordShaper):
    """One message a record: those of colleagues and machines are no customer's words."""

    added = (_ID, _WORDS, _CUSTOMER, _AT)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._body, self._by = cell(columns, "message_body"), cell(columns, "message_author_type")
        self._email = cell(columns, "message_author_email")
        self._at = cell(columns, "message_created_at")
        self._id = cell(columns, "message_id")
        self._user = cell(columns, "message_author_user_id", "message_author_id")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        if self._by(row).lower().startswith(_NOT_CUSTOMERS):
            return _OWN
        customer = self._email(row) or self._user(row)
        message = _numbered("message-", self._id(row))
        return [[*row, message, without_tags(self._body(row)), customer, in_zone(self._at(row), "UTC")]]


INTERCOM = Preset(
    "intercom",
    "Intercom conversations",
    kind="feedback",
    required=("Conversation ID", "Conversation rating"),
    columns={**_WORKED, "Channel": "channel", "AI Topic": "category"},
    constants={"source": "Intercom"},
    shaper=_Conversations,
    worked_from=(
        "Conversation ID",
        "Conversation rating",
        "Conversation rating remark",
        "User email",
        "User ID",
        "User name",
    ),
)

INTERCOM_API = Preset(
    "intercom_api",
    "Intercom conversations (JSON)",
    kind="feedback",
    required=("id", "created_at", "source.body", "source.author.type"),
    columns={
        **_WORKED,
        "source.type": "channel",
        "source.url": "url",
    },
    constants={"source": "Intercom"},
    shaper=_Conversations,
    worked_from=(
        "id",
        "created_at",
        "source.subject",
        "source.body",
        "source.author.type",
        "source.author.email",
        "source.author.name",
    ),
)

INTERCOM_MESSAGES = Preset(
    "intercom_messages",
    "Intercom messages",
    kind="feedback",
    required=("message_id", "message_body", "message_created_at", "message_author_type", "conversation_id"),
    columns={
        _ID: "feedback_id",
        _AT: "created_at",
        _WORDS: "text",
        _CUSTOMER: "customer_id",
        "message_author_name": "author",
        "conversation_tags": "category",
    },
    constants={"source": "Intercom", "kind": "ticket"},
    shaper=_Messages,
    worked_from=("message_id", "message_body", "message_author_type", "message_author_email", "message_created_at"),
)
