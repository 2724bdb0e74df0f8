"""How people feel: net and mean sentiment, how much is said, and how the scores are spread."""

from dataclasses import replace

from sqlalchemy import ColumnElement, Integer, Numeric, Select, String, case, cast, func, literal, select

from data_access.filters import EVERY_BRAND, Filters
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

DIMENSIONS = ("source", "kind", "channel", "category", "brand", "sentiment", *CUSTOMER_DIMENSIONS)
f = feedback.c


def our_name() -> ColumnElement:
    """What to call feedback that names no brand as its own."""
    ours = select(func.min(brands.c.name)).where(brands.c.is_ours).scalar_subquery()
    return func.coalesce(ours, literal("Our brand"))


def dimension(by: str | None) -> ColumnElement | None:
    if by is None:
        return None
    if by == "brand":
        return func.coalesce(f.brand, our_name())
    if by == "sentiment":
        return f.sentiment_label
    return f[by] if by in f else customer_value(by, f.customer_id)


def conditions(filters: Filters, by: str | None = None) -> list[ColumnElement[bool]]:
    """WHERE over feedback; broken down by brand, every brand is in unless some are chosen."""
    everyone = by == "brand" and not filters.brand
    speaker = [] if everyone or EVERY_BRAND in filters.brand else filters.speaker_conditions()
    return [*filters.conditions(feedback, on=f.created_on), *speaker]


def _per_speaker(filters: Filters, by: str | None, every: str | None, score: ColumnElement) -> Select:
    """A customer who wrote five times is one speaker; feedback without a customer is a speaker of its own."""
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    where = [f.sentiment.is_not(None), *conditions(filters, by)]
    return clustered_mean(period, group, func.coalesce(f.customer_id, f.feedback_id), score, where, by, every)


@metric("Net sentiment", "score", DIMENSIONS, interval="clustered")
def net_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Positive minus negative feedback, divided by all scored feedback, neutral included: -1 to 1 inside, shown as
    -100 to +100. Positive is a VADER compound of 0.05 or more, negative of -0.05 or less. Feedback without words is
    not scored. The interval counts each customer once, however often they wrote."""
    sign = case((f.sentiment_label == "positive", 1), (f.sentiment_label == "negative", -1), else_=0)
    return _per_speaker(filters, by, every, sign)


@metric("Mean sentiment", "mean_score", DIMENSIONS, interval="clustered")
def mean_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """The mean VADER compound, -1 to 1, of all scored feedback. The interval counts each customer once."""
    return _per_speaker(filters, by, every, f.sentiment)


@metric("Feedback volume", "count", DIMENSIONS)
def feedback_volume(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Pieces of feedback: reviews, survey answers, tickets and posts, scored or not."""
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    statement = select(period, group, *total(func.count())).select_from(feedback).where(*conditions(filters, by))
    return grouped(statement, period, group, by, every)


@metric("Share of feedback scored", "percent", DIMENSIONS, interval="wilson")
def scored_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback with words, which can be scored, divided by all feedback. A rating without a word is not scored."""
    return _share(filters, by, every, f.sentiment.is_not(None))


@metric("Match rate", "percent", ("source", "kind", "channel", "category", "brand", "sentiment"), interval="wilson")
def match_rate(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback linked to a customer, divided by all feedback. Choices about the customer are not applied: what is not
    linked is what they leave out."""
    anyone = {name: () for name in (*CUSTOMER_DIMENSIONS, "attributes")}
    return _share(replace(filters, **anyone), by, every, f.customer_id.is_not(None))


def _share(filters: Filters, by: str | None, every: str | None, having: ColumnElement[bool]) -> Select:
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    counted = ratio(func.count(case((having, 1))), func.count())
    return grouped(select(period, group, *counted).where(*conditions(filters, by)), period, group, by, every)


@metric("Distribution of sentiment", "count", (), fills_gaps=False)
def sentiment_distribution(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Scored feedback by VADER compound in steps of a tenth; the group is the step's lower edge."""
    if every is not None:
        raise ValueError("sentiment_distribution has no steps in time; choose a period instead.")
    tenth = cast(func.floor(f.sentiment * 10), Integer)
    # A compound of exactly 1 belongs to the last step.
    step = case((tenth > 9, 9), else_=tenth).label("step")
    counted = (
        select(step, func.count().label("n"))
        .where(f.sentiment.is_not(None), *conditions(filters))
        .group_by(step)
        .cte("steps")
    )
    return select(
        period_start(None, f.created_on).label("period"),
        cast(cast(counted.c.step / 10.0, Numeric(3, 1)), String).label("group"),
        *total(counted.c.n),
    )
