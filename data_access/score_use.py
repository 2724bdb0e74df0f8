"""Which score the feedback of a period has, and which of it has none."""

from sqlalchemy import Select, func, or_, select

from data_access.filters import Filters
from data_access.metrics.definition import period_start
from data_access.metrics.sentiment import conditions, f, score_of


def scored_by(filters: Filters, every: str | None = None) -> Select:
    """Pieces of feedback by period, source and the scorer whose score charts show: period, source, scorer, n."""
    period = period_start(every, f.created_on).label("period")
    keys = [*([period] if every else []), f.source, f.scorer]
    where = [f.sentiment.is_not(None), f.scorer.is_not(None), *conditions(filters)]
    return select(period, f.source, f.scorer, func.count().label("n")).where(*where).group_by(*keys)


def not_scored(filters: Filters, score: str) -> Select:
    """Pieces of feedback without that score: has_words, language (NULL where it cannot be told), n."""
    has_words = or_(f.text.is_not(None), f.title.is_not(None)).label("has_words")
    where = [score_of(score).compound.is_(None), *conditions(filters)]
    return select(has_words, f.language, func.count().label("n")).where(*where).group_by(has_words, f.language)
