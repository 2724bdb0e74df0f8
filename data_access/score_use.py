"""Which score the feedback of a period has, and which of it has none."""

import pandas as pd
from sqlalchemy import Select, func, or_, select

from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.definition import Metric, period_start, total
from data_access.metrics.sentiment import conditions, f, score_of
from data_access.schema import feedback


def _scored_by(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Pieces of feedback by source and the scorer whose score charts show."""
    period = period_start(every, f.created_on).label("period")
    keys = [*([period] if every else []), f.source, f.scorer]
    where = [f.sentiment.is_not(None), f.scorer.is_not(None), *conditions(filters)]
    counted = (f.source.label("group"), *total(func.count()), f.scorer)
    return select(period, *counted).where(*where).group_by(*keys)


# No metric that a reader would ask for: it is one so that it is read with those of the same rows.
SCORED_BY = Metric("scored_by", "Scorers", "count", None, (), _scored_by, fills_gaps=False, table=feedback)


def scored_by(filters: Filters, every: str | None = None) -> pd.DataFrame:
    """Pieces of feedback by period, source and the scorer whose score charts show: period, source, scorer, n."""
    found = fetch.fetch(SCORED_BY, filters, every=every)
    return found.rename(columns={"group": "source", "value": "n"})[["period", "source", "scorer", "n"]]


def not_scored(filters: Filters, score: str) -> Select:
    """Pieces of feedback without that score: has_words, language (NULL where it cannot be told), n."""
    has_words = or_(f.text.is_not(None), f.title.is_not(None)).label("has_words")
    where = [score_of(score).compound.is_(None), *conditions(filters)]
    return select(has_words, f.language, func.count().label("n")).where(*where).group_by(has_words, f.language)
