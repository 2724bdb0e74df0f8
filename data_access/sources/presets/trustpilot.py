"""Trustpilot: the reviews that a business exports of itself, and those read off the public pages."""

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper
from data_access.sources.presets.replies import REPLIES, Reply
from data_access.sources.presets.times import in_zone

_CREATED = "review created, with its time zone"
_REPLY = ("Company Reply", "Company Reply Content", "Company Response")
_STARS = {"source": "Trustpilot", "kind": "review", "rating_scale": "5", "rating_lowest": "1", "rating_type": "stars"}


class _Business(RecordShaper):
    added = (_CREATED,)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._created = cell(columns, "Review Created (UTC)")
        self._reply = Reply(columns, _REPLY, ("Company Reply Date (UTC)",))
        self.columns += self._reply.columns

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        return [[*row, in_zone(self._created(row), "UTC"), *self._reply.values(row)]]


TRUSTPILOT = Preset(
    "trustpilot",
    "Trustpilot, exported by the business",
    kind="feedback",
    required=("Review Id", "Review Created (UTC)", "Review Stars"),
    columns={
        "Review Id": "feedback_id",
        _CREATED: "created_at",
        "Review Title": "title",
        "Review Content": "text",
        "Review Stars": "rating",
        "Review Username": "author",
        "Consumer Name": "author",
        "Review User Email": "customer_id",
        "Reviewer Email": "customer_id",
        "Consumer Email": "customer_id",
        "Webshop Name": "brand",
        "Source Of Review": "channel",
        "Product Name": "product",
        "Review Url": "url",
        **REPLIES,
    },
    constants=_STARS,
    shaper=_Business,
    worked_from=("Review Created (UTC)", *_REPLY, "Company Reply Date (UTC)"),
)

TRUSTPILOT_API = Preset(
    "trustpilot_api",
    "Trustpilot API reviews",
    kind="feedback",
    required=("id", "stars", "text", "createdAt", "consumer.displayName"),
    columns={
        "id": "feedback_id",
        "createdAt": "created_at",
        "title": "title",
        "text": "text",
        "stars": "rating",
        "consumer.displayName": "author",
        "businessUnit.displayName": "brand",
        "companyReply.text": "reply",
        "companyReply.createdAt": "replied_at",
    },
    constants=_STARS,
)

# A second date, `experienced`, is the day spoken of; `published` is when the review was written.
TRUSTPILOT_PAGES = Preset(
    "trustpilot_pages",
    "Trustpilot, read off the public pages",
    kind="feedback",
    required=("id", "text", "rating", "title", "experienced", "published", "source"),
    columns={
        "id": "feedback_id",
        "published": "created_at",
        "title": "title",
        "text": "text",
        "rating": "rating",
        "source": "url",
        "author": "author",
        "consumer": "author",
        "country": "country",
    },
    constants=_STARS,
)
