"""Which texts are worth a person's label: some at random, so that quality is measured without bias; then those where
score and rating contradict each other, and those of which the score is least sure."""

from sqlalchemy import Integer, Select, and_, case, cast, exists, func, literal, or_, select

from data_access import labelled
from data_access.dialects import content_digest
from data_access.schema import corrections, feedback

AT_RANDOM, CONTRADICTED, UNSURE = "random", "contradicted", "unsure"
# In turns: a third at random, so that after three hundred labels a hundred measure without bias.
TURNS = (AT_RANDOM, CONTRADICTED, UNSURE)
f, c = feedback.c, corrections.c
SOURCE = func.coalesce(f.source, "")
_HAS_WORDS = or_(f.text.is_not(None), f.title.is_not(None))
_ABOUT = ("sentiment", "request")


def sources() -> Select:
    """source, texts (with words), known (of these with a rating or a label), by_hand (labelled), drawn (of these at
    random): the ones that lack most for a calibrated score first, then the largest."""
    by_hand = labelled.hand_labels().subquery("by_hand")
    is_known = or_(labelled.rating_label().is_not(None), by_hand.c.value.is_not(None))
    known = func.count(case((is_known, 1)))
    return (
        select(
            SOURCE.label("source"),
            func.count().label("texts"),
            known.label("known"),
            func.count(by_hand.c.value).label("by_hand"),
            func.count(case((by_hand.c.is_random == 1, 1))).label("drawn"),
        )
        .select_from(feedback.outerjoin(by_hand, by_hand.c.feedback_id == f.feedback_id))
        .where(_HAS_WORDS)
        .group_by(SOURCE)
        .order_by(func.count().desc(), SOURCE)
    )


def texts(kind: str, source: str, person: str, *, limit: int = 20) -> Select:
    """The next texts of one of TURNS for this person, as rows of feedback, the most useful first.

    Nobody is offered a text twice. Random ones come in the same order for everybody, so that two people label the same
    ones and their agreement can be told; the others are offered only while nobody has labelled them.
    """
    own = and_(c.feedback_id == f.feedback_id, c.about.in_(_ABOUT))
    mine = exists().where(own, c.person == person)
    anybody = exists().where(own)
    chosen = select(*f).where(_HAS_WORDS, SOURCE == source)
    if kind == AT_RANDOM:
        # A digest of the id has nothing to do with what is written.
        return chosen.where(~mine).order_by(content_digest(f.feedback_id), f.feedback_id).limit(limit)
    if kind == CONTRADICTED:
        apart = _place(labelled.rating_label()) - _place(f.sentiment_label)
        found = chosen.where(~anybody, apart != 0).order_by(func.abs(apart).desc(), f.created_at.desc(), f.feedback_id)
        return found.limit(limit)
    sure = func.coalesce(func.abs(f.p_positive - f.p_negative), func.abs(f.sentiment), literal(0.0))
    return chosen.where(~anybody).order_by(sure, f.created_at.desc(), f.feedback_id).limit(limit)


def _place(label):
    return case((label == "negative", -1), (label == "neutral", 0), (label == "positive", 1), else_=cast(None, Integer))
