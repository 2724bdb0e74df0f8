"""What is known of a text's tone without any score of its words: its rating, and what people said of it."""

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from data_access.database import connecting
from data_access.schema import brands, corrections, feedback, feedback_themes, mentions, preferences, scorer_models
from data_access.scoring import taxonomy

# Marks a label on a text that was drawn at random and not for being doubtful: only these measure without bias.
RANDOM = "random"
f, c = feedback.c, corrections.c


def rating_label() -> ColumnElement[str]:
    """positive, neutral or negative by the rating, as scoring.calibration.label_of_rating has it; NULL without one."""
    scale = func.coalesce(f.rating_scale, 5.0)
    lowest = func.coalesce(f.rating_lowest, case(((scale >= 2) & (scale < 10), 1.0), else_=0.0))
    is_rating = f.rating.is_not(None) & (f.rating >= lowest) & (f.rating <= scale) & (scale > lowest)
    return case(
        (~is_rating, None),
        (f.rating - lowest <= 0.4 * (scale - lowest), "negative"),
        (f.rating - lowest > 0.6 * (scale - lowest), "positive"),
        else_="neutral",
    )


def said(about: str) -> Select:
    """feedback_id, subject, value, person: what was said last of each text and subject, by whomever."""
    newest_first = (c.corrected_at.desc(), c.person.desc())
    place = func.row_number().over(partition_by=(c.feedback_id, c.subject), order_by=newest_first)
    ranked = (
        select(c.feedback_id, c.subject, c.value, c.person, place.label("place"))
        .where(c.about == about)
        .subquery(f"ranked_{about}")
    ).c
    return select(ranked.feedback_id, ranked.subject, ranked.value, ranked.person).where(ranked.place == 1)


def hand_labels() -> Select:
    """feedback_id, value, is_random: each labelled text's tone as said last, and whether it was drawn at random."""
    newest_first = (c.corrected_at.desc(), c.person.desc())
    place = func.row_number().over(partition_by=c.feedback_id, order_by=newest_first)
    is_random = func.max(case((c.subject == RANDOM, 1), else_=0)).over(partition_by=c.feedback_id)
    ranked = (
        select(c.feedback_id, c.value, is_random.label("is_random"), place.label("place"))
        .where(c.about == literal("sentiment"))
        .subquery("ranked_labels")
    ).c
    return select(ranked.feedback_id, ranked.value, ranked.is_random).where(ranked.place == 1)


def sides(feedback_id: str) -> Select:
    """rival, favoured: every competitor that the text names, and whom it favours; NULL where no rule says."""
    b, m, p = brands.c, mentions.c, preferences.c
    named = select(m.brand).where(m.feedback_id == feedback_id)
    compared = select(p.rival).where(p.feedback_id == feedback_id)
    both = brands.outerjoin(preferences, (p.rival == b.name) & (p.feedback_id == feedback_id))
    return (
        select(b.name.label("rival"), p.favoured)
        .select_from(both)
        .where(~b.is_ours, or_(b.name.in_(named), b.name.in_(compared)))
        .order_by(b.name)
    )


def themes(feedback_id: str) -> Select:
    """theme: what the text is about, in order of name."""
    t = feedback_themes.c
    return select(t.theme).where(t.feedback_id == feedback_id).order_by(t.theme)


def theme_names() -> tuple[str, ...]:
    """Every theme that a text can be about, in the order of the taxonomy."""
    with connecting() as connection:
        return tuple(theme.name for theme in taxonomy.current(connection))


def models() -> Select:
    """The calibrated model of each source, in use or not, without its weights."""
    shown = [column for column in scorer_models.c if column.name not in ("model", "training_hash")]
    return select(*shown).order_by(scorer_models.c.source)
