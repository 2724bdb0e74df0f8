"""Yelp: the open dataset's reviews, the API's, and tables with the address of a business's page."""

from data_access.sources.presets.layout import Preset

_STARS = {"source": "Yelp", "kind": "review", "rating_scale": "5", "rating_lowest": "1", "rating_type": "stars"}

# Who wrote is an id of Yelp's, so it is nobody in a shop's own list of customers.
YELP = Preset(
    "yelp",
    "Yelp reviews",
    kind="feedback",
    required=("review_id", "business_id", "stars", "text", "date"),
    columns={
        "review_id": "feedback_id",
        "date": "created_at",
        "stars": "rating",
        "text": "text",
        "user_name": "author",
        "user_id": "author",
        "business_name": "brand",
        "url": "url",
    },
    constants=_STARS,
    note="The dataset knows a business by an id alone, so the pieces are not told apart by business.",
)

YELP_API = Preset(
    "yelp_api",
    "Yelp API reviews",
    kind="feedback",
    required=("id", "rating", "text", "time_created", "user.name"),
    columns={
        "id": "feedback_id",
        "time_created": "created_at",
        "rating": "rating",
        "text": "text",
        "user.name": "author",
        "url": "url",
    },
    constants=_STARS,
)
