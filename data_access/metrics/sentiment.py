"""How people feel: net and mean sentiment, how much is said and asked, and how the scores are spread."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, Numeric, Select, String, and_, case, cast, func, literal, select

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
from data_access.scoring import NEGATIVE, POSITIVE

DIMENSIONS = ("source", "kind", "channel", "category", "brand", "sentiment", "tone", *CUSTOMER_DIMENSIONS)
SHOWN = "shown"
REQUEST = "request"
f = feedback.c


class Score(NamedTuple):
    """A score as columns: -1 to 1; its label; what the text adds to the net. All NULL where a text is not scored."""

    compound: ColumnElement
    label: ColumnElement
    net: ColumnElement


def _of_compound(compound: ColumnElement) -> Score:
    label = case(
        (compound >= POSITIVE, "positive"), (compound <= NEGATIVE, "negative"), (compound.is_not(None), "neutral")
    )
    return Score(compound, label, _sign(label, compound))


def _sign(label: ColumnElement, known: ColumnElement) -> ColumnElement:
    return case((label == "positive", 1.0), (label == "negative", -1.0), (known.is_not(None), 0.0))


_EXPECTED = f.p_positive - f.p_negative
# Where a person gave another label than the model, theirs counts.
_IS_MODELS = and_(f.p_positive.is_not(None), f.sentiment_label == f.calibrated_label)
SCORES = {
    SHOWN: Score(
        f.sentiment,
        f.sentiment_label,
        case((_IS_MODELS, _EXPECTED), else_=_sign(f.sentiment_label, f.sentiment)),
    ),
    "vader": _of_compound(f.vader),
    "experience": _of_compound(f.experience),
    "calibrated": Score(_EXPECTED, f.calibrated_label, _EXPECTED),
}


def score_of(name: str) -> Score:
    """The score of that name.

    Raises:
        ValueError: in a sentence, for a score that there is not.
    """
    if name not in SCORES:
        raise ValueError(f"There is no score '{name}'. Choose of: {', '.join(SCORES)}.")
    return SCORES[name]


def our_name() -> ColumnElement:
    """What to call feedback that names no brand as its own."""
    ours = select(func.min(brands.c.name)).where(brands.c.is_ours).scalar_subquery()
    return func.coalesce(ours, literal("Our brand"))


def dimension(by: str | None, score: str = SHOWN) -> ColumnElement | None:
    """The column of a breakdown. sentiment: the label of a score; tone: likewise, but what asks is a request."""
    if by is None:
        return None
    if by == "brand":
        return func.coalesce(f.brand, our_name())
    if by == "sentiment":
        return score_of(score).label
    if by == "tone":
        return case((f.is_request, REQUEST), else_=score_of(score).label)
    return f[by] if by in f else customer_value(by, f.customer_id)


def conditions(filters: Filters, by: str | None = None) -> list[ColumnElement[bool]]:
    """WHERE over feedback; broken down by brand, every brand is in unless some are chosen."""
    everyone = by == "brand" and not filters.brand
    speaker = [] if everyone or EVERY_BRAND in filters.brand else filters.speaker_conditions()
    return [*filters.conditions(feedback, on=f.created_on), *speaker]


def _per_speaker(filters: Filters, by: str | None, every: str | None, score: str, what: ColumnElement) -> Select:
    """A customer who wrote five times is one speaker; feedback without a customer is a speaker of its own."""
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by, score)).label("group")
    where = [score_of(score).compound.is_not(None), *conditions(filters, by)]
    return clustered_mean(period, group, func.coalesce(f.customer_id, f.feedback_id), what, where, by, every)


@metric("Net sentiment", "score", DIMENSIONS, interval="clustered", table=feedback)
def net_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN) -> Select:
    """Positive minus negative feedback, divided by all scored feedback, neutral included: -1 to 1 inside, shown as
    -100 to +100. Positive is a score of 0.05 or more, negative of -0.05 or less. A calibrated score counts each text as
    the probability that it is positive less the probability that it is negative, so that the shares are right over many
    texts. The score shown is the source's calibrated one, else the customer-experience score; vader, experience and
    calibrated are one score for all sources. A question or plea for help is counted as it sounds, like any other text;
    the share of requests is a number of its own. Feedback without words, or in a language that the score cannot read,
    is not scored. The interval counts each customer once, however often they wrote."""
    return _per_speaker(filters, by, every, score, score_of(score).net)


@metric("Mean sentiment", "mean_score", DIMENSIONS, interval="clustered", table=feedback)
def mean_sentiment(filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN) -> Select:
    """The mean score, -1 to 1, of all scored feedback: VADER's compound, the customer-experience score, which is made
    alike, or the calibrated probability of positive less that of negative. The interval counts each customer once."""
    return _per_speaker(filters, by, every, score, score_of(score).compound)


@metric("Feedback volume", "count", DIMENSIONS, adds_up=True, table=feedback)
def feedback_volume(filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN) -> Select:
    """Pieces of feedback: reviews, survey answers, tickets and posts, scored or not. By tone, one that asks for help or
    an answer is a request and not also positive, neutral or negative; by sentiment, it has the label of its score."""
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by, score)).label("group")
    statement = select(period, group, *total(func.count())).select_from(feedback).where(*conditions(filters, by))
    return grouped(statement, period, group, by, every)


@metric("Share of feedback scored", "percent", DIMENSIONS, interval="wilson", adds_up=True, table=feedback)
def scored_share(filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN) -> Select:
    """Feedback that has a score, divided by all feedback. A rating without a word is not scored, nor are words in a
    language that the score cannot read; a calibrated score reads any language that it was trained on."""
    return _share(filters, by, every, score_of(score).compound.is_not(None), score=score)


@metric("Share of requests", "percent", DIMENSIONS, interval="wilson", adds_up=True, table=feedback)
def request_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback that asks for help or an answer, divided by all feedback with words. A question that wants no answer
    ("Who wouldn't love this?") and thanks for help are no requests. It is told by the form of English sentences."""
    return _share(filters, by, every, f.is_request, among=f.is_request.is_not(None))


@metric("Share of negative feedback", "percent", DIMENSIONS, interval="clustered", table=feedback)
def negative_share(filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN) -> Select:
    """Negative feedback, divided by all scored feedback, neutral included. The interval counts each customer once,
    however often they wrote."""
    is_negative = case((score_of(score).label == "negative", 1.0), else_=0.0)
    return _per_speaker(filters, by, every, score, is_negative)


@metric("Match rate", "percent", ("source", "kind", "channel", "category", "brand", "sentiment"), interval="wilson")
def match_rate(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback linked to a customer, divided by all feedback. Choices about the customer are not applied: what is not
    linked is what they leave out."""
    anyone = {name: () for name in (*CUSTOMER_DIMENSIONS, "attributes", "having")}
    return _share(replace(filters, **anyone), by, every, f.customer_id.is_not(None))


def _share(
    filters: Filters,
    by: str | None,
    every: str | None,
    having: ColumnElement[bool],
    *,
    among: ColumnElement[bool] | None = None,
    score: str = SHOWN,
) -> Select:
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by, score)).label("group")
    counted = ratio(func.count(case((having, 1))), func.count())
    where = [*conditions(filters, by), *([] if among is None else [among])]
    return grouped(select(period, group, *counted).where(*where), period, group, by, every)


@metric("Distribution of sentiment", "count", (), fills_gaps=False, table=feedback)
def sentiment_distribution(
    filters: Filters, *, by: str | None = None, every: str | None = None, score: str = SHOWN
) -> Select:
    """Scored feedback by its score in steps of a tenth; the group is the step's lower edge."""
    if every is not None:
        raise ValueError("sentiment_distribution has no steps in time; choose a period instead.")
    compound = score_of(score).compound
    tenth = cast(func.floor(compound * 10), Integer)
    # A score of exactly 1 belongs to the last step.
    step = case((tenth > 9, 9), else_=tenth).label("step")
    counted = (
        select(step, func.count().label("n")).where(compound.is_not(None), *conditions(filters)).group_by(step).cte()
    )
    return select(
        period_start(None, f.created_on).label("period"),
        cast(cast(counted.c.step / 10.0, Numeric(3, 1)), String).label("group"),
        *total(counted.c.n),
    )
