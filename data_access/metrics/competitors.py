"""Who else customers name, how often, and how warmly."""

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select, true

from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import sentiment
from data_access.metrics.definition import (
    clustered_mean,
    customer_value,
    group_of,
    grouped,
    metric,
    period_start,
    ratio,
    total,
)
from data_access.schema import CUSTOMER_DIMENSIONS, brands, feedback
from data_access.schema import mentions as mentions_table

DIMENSIONS = ("brand", "source", "kind", "channel", "category", "relation", *CUSTOMER_DIMENSIONS)
m = mentions_table.c


def _dimension(by: str | None) -> ColumnElement | None:
    if by is None:
        return None
    return m[by] if by in m else customer_value(by, m.customer_id)


def _counted(filters: Filters, by: str | None, every: str | None, *where: ColumnElement) -> tuple:
    period = period_start(every, m.created_on).label("period")
    group = group_of(_dimension(by)).label("group")
    return period, group, [*filters.conditions(mentions_table, on=m.created_on), *where]


def _brands_shown(filters: Filters):
    """Every tracked brand, so that one nobody named shows as 0 and not as missing."""
    statement = select(brands.c.name)
    if filters.brand and EVERY_BRAND not in filters.brand:
        statement = statement.where(brands.c.name.in_(filters.brand))
    return statement.cte()


def _brand_counts(filters: Filters, every: str | None):
    """CTEs: mentions by period and brand; all mentions by period."""
    period, group, where = _counted(filters, "brand", every)
    counts = select(period, group, func.count().label("n")).where(*where).group_by(period, group).cte()
    totals = select(counts.c.period, func.sum(counts.c.n).label("n")).group_by(counts.c.period).cte()
    return counts, totals


def _by_brand(filters: Filters, every: str | None, columns) -> Select:
    counts, totals = _brand_counts(filters, every)
    tracked = _brands_shown(filters)
    # Without steps there is one total; NULL periods would not join.
    same_period = counts.c.period == totals.c.period if every else true()
    joined = totals.join(tracked, true()).outerjoin(counts, (counts.c.group == tracked.c.name) & same_period)
    return select(
        totals.c.period, tracked.c.name.label("group"), *columns(func.coalesce(counts.c.n, 0), totals.c.n)
    ).select_from(joined)


@metric("Mentions", "count", DIMENSIONS, adds_up=True, table=mentions_table)
def mentions(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Pieces of feedback that name a tracked brand, ours among them; one that names two brands is two mentions, and
    one that names a brand twice is one."""
    if by == "brand":
        return _by_brand(filters, every, lambda n, _: total(n))
    named = filters.named_conditions() if filters.brand else []
    period, group, where = _counted(filters, by, every, *named)
    statement = select(period, group, *total(func.count())).select_from(mentions_table).where(*where)
    return grouped(statement, period, group, by, every)


@metric("Share of voice", "percent", DIMENSIONS, interval="wilson", adds_up=True, table=mentions_table)
def share_of_voice(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """A brand's mentions divided by the mentions of all tracked brands, ours counted among them: same sources, same
    days, same rules for all. Without a chosen brand it is ours, and unknown while none is marked as ours. It is not
    market share."""
    if by == "brand":
        return _by_brand(filters, every, ratio)
    period, group, where = _counted(filters, by, every)
    is_one = filters.named_conditions() or [m.brand.is_not(None)]
    counted = func.count(case((is_one[0], 1))), func.count()
    if not filters.brand:
        # To nobody's name nothing can be said, and not that it is never said.
        has_ours = exists(select(brands.c.name).where(brands.c.is_ours))
        counted = tuple(case((has_ours, number)) for number in counted)
    statement = select(period, group, *ratio(*counted)).where(*where)
    return grouped(statement, period, group, by, every)


@metric("Net sentiment of mentions", "score", DIMENSIONS, interval="clustered", table=mentions_table)
def mention_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Positive minus negative, divided by all scored pieces of feedback that name the brand. The score is that of the
    whole text: a text that prefers one brand to another counts alike for both, so read it beside the words."""
    named = [] if by == "brand" and not filters.brand else filters.named_conditions()
    period, group, where = _counted(filters, by, every, m.sentiment.is_not(None), *named)
    sign = case((m.sentiment_label == "positive", 1), (m.sentiment_label == "negative", -1), else_=0)
    return clustered_mean(period, group, func.coalesce(m.customer_id, m.feedback_id), sign, where, by, every)


_OF_SPEAKERS = ("source", "kind", "channel", "category", *CUSTOMER_DIMENSIONS)


@metric("Share of feedback that names a competitor", "percent", _OF_SPEAKERS, interval="clustered")
def competitor_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback that names another brand than the speaker's own, divided by all that has words. The interval counts
    each customer once, however often they wrote."""
    f = feedback.c
    period = period_start(every, f.created_on).label("period")
    group = group_of(sentiment.dimension(by)).label("group")
    where = [or_(f.text.is_not(None), f.title.is_not(None)), *sentiment.conditions(filters)]
    names_one = f.feedback_id.in_(select(m.feedback_id).where(m.relation == "other"))
    speaker = func.coalesce(f.customer_id, f.feedback_id)
    return clustered_mean(period, group, speaker, case((names_one, 1), else_=0), where, by, every)
