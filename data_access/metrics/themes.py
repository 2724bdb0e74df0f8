"""What people speak of: how often each theme is named, and how people feel about it."""

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true

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
from data_access.schema import CUSTOMER_DIMENSIONS, feedback, feedback_themes

DIMENSIONS = ("theme", "source", "kind", "channel", "category", "brand", *CUSTOMER_DIMENSIONS)
f, t = feedback.c, feedback_themes.c


def conditions(filters: Filters, by: str | None = None, theme: str = "") -> list[ColumnElement[bool]]:
    """WHERE over feedback_themes; broken down by brand, every brand is in unless some are chosen."""
    everyone = by == "brand" and not filters.brand
    speaker = [] if everyone or EVERY_BRAND in filters.brand else filters.speaker_conditions(feedback_themes)
    about = [t.theme == theme] if theme else []
    return [*filters.conditions(feedback_themes, on=t.created_on), *speaker, *about]


def naming(theme: str = "") -> ColumnElement[bool]:
    """Over feedback: whether it names the theme, or any theme."""
    return f.feedback_id.in_(select(t.feedback_id).where(*([t.theme == theme] if theme else [])))


def sign(label: ColumnElement) -> ColumnElement:
    return case((label == "positive", 1), (label == "negative", -1), else_=0)


def _group(by: str | None) -> ColumnElement:
    if by is None:
        return group_of(None)
    if by == "brand":
        return group_of(func.coalesce(t.brand, sentiment.our_name()))
    return group_of(t[by] if by in t else customer_value(by, t.customer_id))


@metric("Theme mentions", "count", (*DIMENSIONS, "sentiment"))
def theme_mentions(filters: Filters, *, by: str | None = None, every: str | None = None, theme: str = "") -> Select:
    """How often themes are named: a piece of feedback that names three themes is three mentions, and one that names a
    theme five times is one. With a theme, the pieces of feedback that name it. By sentiment it is that of what was
    said about the theme, not of the whole text."""
    period = period_start(every, t.created_on).label("period")
    column = group_of(t.sentiment_label) if by == "sentiment" else _group(by)
    group = column.label("group")
    statement = select(period, group, *total(func.count())).select_from(feedback_themes)
    return grouped(statement.where(*conditions(filters, by, theme)), period, group, by, every)


@metric("Share of feedback naming the theme", "percent", DIMENSIONS, interval="wilson")
def theme_share(filters: Filters, *, by: str | None = None, every: str | None = None, theme: str = "") -> Select:
    """Pieces of feedback that name the theme, divided by all that have words. Many name several themes, so that the
    shares of all themes add up to more than one. Without a theme: those that name any."""
    with_words = or_(f.text.is_not(None), f.title.is_not(None))
    period = period_start(every, f.created_on).label("period")
    where = [with_words, *sentiment.conditions(filters, by)]
    if by == "theme":
        return _share_by_theme(filters, every, theme, select(period, func.count().label("n")).where(*where))
    group = group_of(sentiment.dimension(by)).label("group")
    counted = ratio(func.count(case((naming(theme), 1))), func.count())
    return grouped(select(period, group, *counted).where(*where), period, group, by, every)


def _share_by_theme(filters: Filters, every: str | None, theme: str, all_of_period: Select) -> Select:
    """Every theme in every period that has feedback, so that one nobody named then is 0 and not missing."""
    base = (all_of_period.group_by("period") if every else all_of_period).cte("base")
    period = period_start(every, t.created_on).label("period")
    counted = select(period, t.theme, func.count().label("n")).where(*conditions(filters, theme=theme))
    counts = counted.group_by(period, t.theme).cte("counts")
    named = select(counts.c.theme).distinct().cte("named")
    same_period = counts.c.period == base.c.period if every else true()
    joined = base.join(named, true()).outerjoin(counts, (counts.c.theme == named.c.theme) & same_period)
    share = ratio(func.coalesce(counts.c.n, 0), base.c.n)
    return select(base.c.period, named.c.theme.label("group"), *share).select_from(joined)


@metric("Net sentiment of themes", "score", DIMENSIONS, interval="clustered")
def theme_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None, theme: str = "") -> Select:
    """Positive minus negative mentions of the theme, divided by all its scored mentions, neutral included: -1 to 1
    inside, shown as -100 to +100. The score of a mention is the whole text's where it names one theme; of a text that
    names several it is that of the sentences and clauses about the theme. The interval counts each customer once,
    however often they wrote."""
    period = period_start(every, t.created_on).label("period")
    group = _group(by).label("group")
    where = [t.sentiment.is_not(None), *conditions(filters, by, theme)]
    speaker = func.coalesce(t.customer_id, t.feedback_id)
    return clustered_mean(period, group, speaker, sign(t.sentiment_label), where, by, every)
