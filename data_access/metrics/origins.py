"""How customers first heard of us: which answers are a recommendation, and which are none at all."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_

from data_access.dialects import contains_text

# An origin that holds one of these, letter case ignored, is a recommendation.
RECOMMENDATION = (
    *("recommend", "word of mouth", "word-of-mouth", "referral", "referred"),
    *("friend", "family", "relative", "colleague"),
)
# An origin that is one of these says nothing.
NO_ANSWER = ("", "-", "?", "unknown", "not known", "not given", "no answer", "none", "n/a", "na", "null")


def is_known(origin: ColumnElement) -> ColumnElement[bool]:
    """Whether it says anything; true or false, never NULL."""
    return and_(origin.is_not(None), func.lower(func.trim(origin)).not_in(NO_ANSWER))


def is_recommendation(origin: ColumnElement) -> ColumnElement[bool]:
    return and_(is_known(origin), or_(*(contains_text(origin, words) for words in RECOMMENDATION)))


def recommending(origins: Iterable[str]) -> list[str]:
    """Those of them that count as a recommendation."""
    return [
        origin
        for origin in origins
        if origin.strip().lower() not in NO_ANSWER and any(words in origin.lower() for words in RECOMMENDATION)
    ]
