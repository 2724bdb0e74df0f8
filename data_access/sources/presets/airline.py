"""Reviews of airlines, with an overall rating of 10 beside those of seats, food and crew, in three common layouts."""

import re

from data_access.sources.columns import cell
from data_access.sources.presets.layout import Preset, RecordShaper

_WORDS = "review without its trip's label"
_OVERALL = "overall rating of 10"
_TEN = {"source": "Skytrax", "kind": "review", "rating_scale": "10", "rating_lowest": "1", "rating_type": "stars"}
_LABEL = re.compile(r"^\W*(?:trip verified|not verified|verified review|unverified)\s*\|\s*", re.IGNORECASE)
_SCORE = re.compile(r"(?P<score>\d+(?:[.,]\d+)?)(?:\s*(?:/|of|out of)\s*10)?", re.IGNORECASE)


class _Review(RecordShaper):
    added = (_WORDS, _OVERALL)

    def __init__(self, columns: tuple[str, ...], file: str):
        super().__init__(columns, file)
        self._text = cell(columns, "content", "review", "customer_review", "review_text", "text")
        self._overall = cell(columns, "overall_rating", "overall", "rating")

    def record(self, row: list[str], line: int) -> list[list[str]] | str:
        # Where nobody gave one the page shows "n" or "na".
        found = _SCORE.fullmatch(self._overall(row))
        return [[*row, _LABEL.sub("", self._text(row)), found["score"] if found else ""]]


_COLUMNS = {
    "review_id": "feedback_id",
    "date": "created_at",
    "review_date": "created_at",
    "date_published": "created_at",
    _OVERALL: "rating",
    "title": "title",
    "review_title": "title",
    "header": "title",
    _WORDS: "text",
    "author": "author",
    "name": "author",
    "author_country": "country",
    "country": "country",
    "airline_name": "brand",
    "airline": "brand",
    "cabin_flown": "product",
    "cabin": "product",
    "seat_type": "product",
    "link": "url",
    "url": "url",
}
_SEATS = ("seat_comfort_rating", "seat_comfort")
_OVERALLS = ("overall_rating", "overall")


def _is_one(columns, samples) -> bool:
    """An overall rating and one of the seats beside a review: no other site has these."""
    known = {re.sub(r"[\W_]+", "", column).lower() for column in columns}
    texts = {"content", "review", "customerreview", "reviewtext", "text"}
    dates = {"date", "reviewdate", "datepublished"}
    overall, seats = ({name.replace("_", "") for name in names} for names in (_OVERALLS, _SEATS))
    return all(known & names for names in (texts, dates, overall, seats))


AIRLINE = Preset(
    "airline",
    "Airline reviews (Skytrax)",
    kind="feedback",
    columns=_COLUMNS,
    constants=_TEN,
    shaper=_Review,
    worked_from=(
        "content", "review", "customer_review", "review_text", "text", "overall_rating", "overall", "rating",
    ),
    matches=_is_one,
    note="The overall rating counts, of 10; those of seats, food and crew are left out.",
)  # fmt: skip
