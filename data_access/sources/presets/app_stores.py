"""Reviews of apps: the Google Play Console's monthly files, App Store Connect, and what readers of the stores save."""

import re

from data_access.sources.columns import cell, find
from data_access.sources.presets.layout import Preset, RecordShaper, has
from data_access.sources.presets.replies import REPLIES, Reply, in_braces

_REVIEW_ID = "review id, from its link"
_SUBMITTED = "submitted"
_STARS = {"kind": "review", "rating_scale": "5", "rating_lowest": "1", "rating_type": "stars"}
_PLAY = {"source": "Google Play", **_STARS}
_APPLE = {"source": "App Store", **_STARS}
_ANSWERS = ("developerResponse", "developerResponse.body", "developerResponse.modified")
_IN_LINK = re.compile(r"[?&]reviewId=([^&\s]+)")


class _Console(RecordShaper):
    """A rating without words has no link; its id is then made from its content."""

    added = (_REVIEW_ID, _SUBMITTED)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._link = cell(columns, "Review Link")
        self._at = cell(columns, "Review Submit Date and Time")
        self._millis = cell(columns, "Review Submit Millis Since Epoch")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        found = _IN_LINK.search(self._link(row))
        return [[*row, found[1] if found else "", self._at(row) or self._millis(row)]]


class _Saved(RecordShaper):
    """In a table an answer is one cell: {'id': 1, 'body': 'Thank you', 'modified': '2024-06-03T08:00:00Z'}."""

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._whole = columns.index(found) if (found := find("developerResponse", columns)) else None
        read = columns if self._whole is None else (*columns, *_ANSWERS[1:])
        self._reply = Reply(read, _ANSWERS[1:2], _ANSWERS[2:])
        self.columns += self._reply.columns

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        if self._whole is None:
            return [[*row, *self._reply.values(row)]]
        answer = row[self._whole]
        return [[*row, *self._reply.values([*row, in_braces("body", answer), in_braces("modified", answer)])]]


GOOGLE_PLAY = Preset(
    "google_play",
    "Google Play Console reviews",
    kind="feedback",
    required=("Package Name", "Review Submit Date and Time", "Star Rating", "Review Text"),
    columns={
        _REVIEW_ID: "feedback_id",
        _SUBMITTED: "created_at",
        "Star Rating": "rating",
        "Review Title": "title",
        "Review Text": "text",
        "Package Name": "product",
        "Review Link": "url",
        "Developer Reply Text": "reply",
        "Developer Reply Date and Time": "replied_at",
    },
    constants=_PLAY,
    shaper=_Console,
    worked_from=("Review Link", "Review Submit Date and Time", "Review Submit Millis Since Epoch"),
)

GOOGLE_PLAY_PAGES = Preset(
    "google_play_pages",
    "Google Play, read off the public pages",
    kind="feedback",
    required=("reviewId", "userName", "content", "score", "at"),
    columns={
        "reviewId": "feedback_id",
        "at": "created_at",
        "score": "rating",
        "content": "text",
        "userName": "author",
        "appId": "product",
        "url": "url",
        "replyContent": "reply",
        "replyText": "reply",
        "repliedAt": "replied_at",
        "replyDate": "replied_at",
    },
    constants=_PLAY,
)

# A list of customerReviews, as App Store Connect answers; territories are three letters.
APP_STORE_CONNECT = Preset(
    "app_store_connect",
    "App Store Connect customer reviews",
    kind="feedback",
    required=("id", "attributes.rating", "attributes.body", "attributes.createdDate"),
    columns={
        "id": "feedback_id",
        "attributes.createdDate": "created_at",
        "attributes.rating": "rating",
        "attributes.title": "title",
        "attributes.body": "text",
        "attributes.reviewerNickname": "author",
        "attributes.territory": "country",
    },
    constants=_APPLE,
)

APP_STORE = Preset(
    "app_store",
    "App Store reviews (CSV)",
    kind="feedback",
    required=("userName", "rating", "title", "review", "date"),
    # The five alone are any site's.
    matches=lambda columns, samples: has(columns, "isEdited") or has(columns, "developerResponse"),
    columns={
        "id": "feedback_id",
        "reviewId": "feedback_id",
        "date": "created_at",
        "rating": "rating",
        "title": "title",
        "review": "text",
        "userName": "author",
        "app_name": "product",
        "country": "country",
        "url": "url",
        **REPLIES,
    },
    constants=_APPLE,
    shaper=_Saved,
    worked_from=_ANSWERS,
)

APP_STORE_FEED = Preset(
    "app_store_feed",
    "App Store customer reviews feed",
    kind="feedback",
    required=("id.label", "im:rating.label", "title.label", "content.label", "updated.label"),
    columns={
        "id.label": "feedback_id",
        "updated.label": "created_at",
        "im:rating.label": "rating",
        "title.label": "title",
        "content.label": "text",
        "author.name.label": "author",
    },
    constants=_APPLE,
)
