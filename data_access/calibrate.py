"""Learns a score per source from the ratings and labels in the database, stores it, and applies it where it is in use.

Training is for `refresh`; an import applies what was learned.
"""

import json
from collections.abc import Callable

import pandas as pd
from sqlalchemy import (
    Connection,
    Double,
    String,
    Table,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from data_access import labelled
from data_access.database import connecting, utc_now
from data_access.schema import feedback, mentions, scorer_models
from data_access.scoring import NEGATIVE, POSITIVE, BrandMatcher
from data_access.scoring.calibrated_model import LABELS, Model
from data_access.scoring.calibration import MOST_TEXTS, label_of_rating, train, training_hash
from data_access.scoring.experience import EXPERIENCE, ExperienceScorer
from data_access.staging import load, temporary

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted
f = feedback.c
_SOURCE = func.coalesce(f.source, "")  # the model of what has no source is that of an empty name
_COLUMNS = {
    "calibrated_label": String(),
    "sentiment": Double(),
    **{f"p_{label}": Double() for label in LABELS},
}


def calibrate(connection: Connection, progress: Progress | None = None) -> None:
    """Train each source's model anew where its ratings, labels or texts have changed; apply() puts them to use."""
    matcher = _matcher(connection)
    learned_from = select(scorer_models.c.source, scorer_models.c.training_hash)
    held = dict(connection.execute(learned_from).all())
    sources = connection.execute(select(_SOURCE.label("source")).distinct().order_by("source")).scalars().all()
    for done, source in enumerate(sources):
        if progress:
            progress("Learning from ratings", done, len(sources), "sources")
        texts, labels, languages = _training_set(connection, source, matcher)
        digest = training_hash(texts, labels, languages, EXPERIENCE)
        if held.pop(source, None) == digest:
            continue
        connection.execute(delete(scorer_models).where(scorer_models.c.source == source))
        if texts:
            _store(connection, source, texts, labels, languages, matcher)
    for source in held:  # whose feedback is gone
        connection.execute(delete(scorer_models).where(scorer_models.c.source == source))


def apply(connection: Connection, touched: Table | None, progress: Progress | None = None) -> None:
    """Give the feedback in `touched` (column feedback_id), or all of it, its calibrated label and probabilities.

    Where a source's model is in use its score is what charts show: sentiment is the probability of positive less that
    of negative. Where it is not, or no longer, the customer-experience score is.
    """
    chosen = [] if touched is None else [f.feedback_id.in_(select(touched.c.feedback_id))]
    models = in_use(connection)
    _withdraw(connection, [row.source for row in models], chosen)
    matcher = _matcher(connection) if models else None
    for source, scorer in models:
        rows = connection.execute(
            select(f.feedback_id, f.title, f.text, f.experience)
            .where(_SOURCE == source, or_(f.text.is_not(None), f.title.is_not(None)), *chosen)
        ).all()  # fmt: skip
        if not rows:
            continue
        if progress:
            progress("Calibrating", 0, len(rows), "texts")
        model = model_of(connection, source, matcher)
        _write(connection, rows, model.predict(*_as_read(rows, matcher)), scorer)
        if progress:
            progress("Calibrating", len(rows), len(rows), "texts")
    copy_to_mentions(connection, touched)


def in_use(connection: Connection) -> list:
    """source and scorer of each model that is in use."""
    m = scorer_models.c
    return connection.execute(select(m.source, m.scorer).where(m.is_on)).all()


def model_of(connection: Connection, source: str, matcher: BrandMatcher | None = None) -> Model | None:
    """The source's model, in use or not; None where there is none."""
    stored = connection.execute(select(scorer_models.c.model).where(scorer_models.c.source == source)).scalar()
    if stored is None:
        return None
    return Model.from_text(stored, ExperienceScorer(matcher or _matcher(connection)))


def read_model(source: str, matcher: BrandMatcher) -> Model | None:
    """model_of() for a reader that has no connection of its own."""
    with connecting() as connection:
        return model_of(connection, source, matcher)


def without_names(text: str, matcher: BrandMatcher) -> str:
    """The text with brands' names blank, every other character in its place: a name says nothing of how people feel,
    though a model would learn how they feel about the brand."""
    for start, end, *_ in matcher.spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def copy_to_mentions(connection: Connection, touched: Table | None) -> None:
    """Give mentions the score and label that their feedback has."""
    m = mentions.c
    chosen = [] if touched is None else [m.feedback_id.in_(select(touched.c.feedback_id))]
    differs = m.sentiment.is_distinct_from(f.sentiment) | m.sentiment_label.is_distinct_from(f.sentiment_label)
    connection.execute(
        update(mentions)
        .values(sentiment=f.sentiment, sentiment_label=f.sentiment_label)
        .where(m.feedback_id == f.feedback_id, differs, *chosen)
    )


def _matcher(connection: Connection) -> BrandMatcher:
    from data_access.annotate import aliases  # which may call apply() itself

    return BrandMatcher(aliases(connection))


def _training_set(connection: Connection, source: str, matcher: BrandMatcher) -> tuple[list, list, list]:
    """Texts, labels and languages, oldest first: the latest that have a rating or a label, which wins over it."""
    by_hand = labelled.hand_labels().subquery("by_hand")
    rows = connection.execute(
        select(f.title, f.text, f.language, f.rating, f.rating_scale, f.rating_lowest, by_hand.c.value)
        .select_from(feedback.outerjoin(by_hand, by_hand.c.feedback_id == f.feedback_id))
        .where(_SOURCE == source, or_(f.text.is_not(None), f.title.is_not(None)))
        .where(or_(f.rating.is_not(None), by_hand.c.value.is_not(None)))
        .order_by(f.created_at.desc(), f.feedback_id.desc())
        .limit(MOST_TEXTS)
    ).all()
    found = [
        (without_names(row.text or row.title, matcher), label, row.language)
        for row in reversed(rows)
        if (label := row.value or label_of_rating(row.rating, row.rating_scale, row.rating_lowest))
    ]
    return tuple(map(list, zip(*found, strict=True))) if found else ([], [], [])


def _store(connection: Connection, source: str, texts, labels, languages, matcher: BrandMatcher) -> None:
    trained = train(texts, labels, languages, ExperienceScorer(matcher), name=EXPERIENCE)
    connection.execute(
        insert(scorer_models).values(
            source=source,
            scorer=trained.scorer,
            trained_at=utc_now(),
            training_hash=trained.training_hash,
            labelled=len(texts),
            is_on=trained.is_on,
            why=trained.why,
            quality=json.dumps(trained.quality, sort_keys=True),
            model=trained.model.to_text() if trained.model else None,
        )
    )


def _as_read(rows: list, matcher: BrandMatcher) -> tuple[list[str], list[float | None]]:
    return [without_names(row.text or row.title, matcher) for row in rows], [row.experience for row in rows]


def _write(connection: Connection, rows: list, predicted: pd.DataFrame, scorer: str) -> None:
    staged = temporary("calibrated", {"feedback_id": String(), **_COLUMNS})
    staged.create(connection)
    told = predicted.rename(columns={"label": "calibrated_label"}).assign(
        feedback_id=[row.feedback_id for row in rows], sentiment=predicted["p_positive"] - predicted["p_negative"]
    )
    load(connection, staged, told.astype({"calibrated_label": "string", "feedback_id": "string"}))
    values = {name: staged.c[name] for name in _COLUMNS}
    connection.execute(
        update(feedback)
        .values(**values, sentiment_label=staged.c.calibrated_label, scorer=scorer)
        .where(f.feedback_id == staged.c.feedback_id)
    )
    staged.drop(connection)


def _withdraw(connection: Connection, in_use: list[str], chosen: list) -> None:
    """Where no model is in use, or there are no words any more, nothing is left of what one said."""
    is_out = _SOURCE.not_in(in_use) | (f.text.is_(None) & f.title.is_(None))
    label = case(
        (f.experience >= POSITIVE, "positive"),
        (f.experience <= NEGATIVE, "negative"),
        (f.experience.is_not(None), "neutral"),
    )
    shown = {"sentiment": f.experience, "sentiment_label": label}
    connection.execute(
        update(feedback)
        .values(
            **shown,
            scorer=case((f.experience.is_not(None), EXPERIENCE)),
            calibrated_label=None,
            **{f"p_{label}": None for label in LABELS},
        )
        .where(is_out, f.calibrated_label.is_not(None), *chosen)
    )
