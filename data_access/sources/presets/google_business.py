"""Reviews of a Google business profile: Takeout's and the API's JSON, and tables that readers of maps save."""

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper
from data_access.sources.presets.replies import REPLIES, Reply
from data_access.sources.presets.times import in_zone

_WORDS = "the customer's own words"
_ID = "review id"
_AT = "written, in UTC"
_ANSWER = ("owner_answer", "responseFromOwnerText")
_ANSWERED = ("owner_answer_timestamp_datetime_utc", "responseFromOwnerDate")
_STARS = {"source": "Google", "kind": "review", "rating_scale": "5", "rating_lowest": "1", "rating_type": "stars"}


def own_words(comment: str) -> str:
    """A comment without the translation that Google writes before or behind it."""
    _, mark, original = comment.partition("(Original)")
    own = original if mark else comment.partition("(Translated by Google)")[0]
    return own.strip() or comment.strip()


class _Takeout(RecordShaper):
    added = (_ID, _WORDS)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._id, self._name = cell(columns, "reviewId"), cell(columns, "name")
        self._comment = cell(columns, "comment")
        self._reply = Reply(columns, ("reviewReply.comment",), ("reviewReply.updateTime",), own=own_words)
        self.columns += self._reply.columns

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        # The name is accounts/1/locations/2/reviews/ID.
        review_id = self._id(row) or self._name(row).rsplit("/", 1)[-1]
        return [[*row, review_id, own_words(self._comment(row)), *self._reply.values(row)]]


class _Maps(RecordShaper):
    added = (_WORDS, _AT)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._text = cell(columns, "review_text", "text")
        self._at = cell(columns, "review_datetime_utc", "publishedAtDate")
        self._reply = Reply(columns, _ANSWER, _ANSWERED, own=own_words)
        self.columns += self._reply.columns

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        review = [own_words(self._text(row)), in_zone(self._at(row), "UTC")]
        return [[*row, *review, *self._reply.values(row)]]


GOOGLE_BUSINESS = Preset(
    "google_business",
    "Google Business Profile reviews",
    kind="feedback",
    required=("starRating", "createTime", "reviewer.displayName"),
    columns={
        _ID: "feedback_id",
        "createTime": "created_at",
        "starRating": "rating",
        _WORDS: "text",
        "reviewer.displayName": "author",
        **REPLIES,
    },
    constants=_STARS,
    shaper=_Takeout,
    worked_from=("reviewId", "name", "comment", "reviewReply.comment", "reviewReply.updateTime"),
)

GOOGLE_MAPS = Preset(
    "google_maps",
    "Google Maps reviews (CSV)",
    kind="feedback",
    required=("review_id", "review_text", "review_rating", "review_datetime_utc"),
    columns={
        "review_id": "feedback_id",
        _AT: "created_at",
        "review_rating": "rating",
        _WORDS: "text",
        "author_title": "author",
        "name": "brand",
        "review_link": "url",
        **REPLIES,
    },
    constants=_STARS,
    answers={"created_at": "month_first", "replied_at": "month_first"},
    shaper=_Maps,
    worked_from=("review_text", "review_datetime_utc", *_ANSWER, *_ANSWERED),
)

GOOGLE_MAPS_PLACES = Preset(
    "google_maps_places",
    "Google Maps reviews by place",
    kind="feedback",
    required=("reviewId", "stars", "publishedAtDate", "name", "text"),
    columns={
        "reviewId": "feedback_id",
        _AT: "created_at",
        "stars": "rating",
        _WORDS: "text",
        "name": "author",
        "title": "brand",
        "reviewUrl": "url",
        **REPLIES,
    },
    constants=_STARS,
    shaper=_Maps,
    worked_from=("text", "publishedAtDate", *_ANSWER, *_ANSWERED),
)
