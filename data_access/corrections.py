"""What people say a text is: kept for good, in force at once, and again after every new score or import."""

from datetime import timedelta

from sqlalchemy import (
    Connection,
    Table,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from data_access import database, labelled
from data_access.calibrate import copy_to_mentions
from data_access.schema import COPIED_FROM_FEEDBACK, brands, corrections, feedback, feedback_themes, preferences
from data_access.scoring import NEGATIVE, POSITIVE

TONES = ("positive", "neutral", "negative")
FAVOURED = ("ours", "theirs", "equal", "unclear")
YES, NO = "yes", "no"
VALUES = {"sentiment": TONES, "request": (YES, NO), "theme": (YES, NO, *TONES), "favoured": FAVOURED}
TICK = timedelta(microseconds=1)
LONGEST_NAME = 100  # characters of a person's, a theme's or a brand's name
f = feedback.c


def correct(feedback_id: str, about: str, subject: str, value: str, person: str) -> None:
    """Keep what a person says of a text, and let it count from now on.

    Args:
        about: sentiment, request, theme or favoured.
        subject: the theme, or the competitor; of a sentiment "random" where the text was drawn at random, else "".
        value: positive, neutral or negative; yes or no; of a theme either, "no" where the text is not about it; ours,
            theirs, equal or unclear.

    Raises:
        ValueError: in a sentence, when something is missing or not known; nothing is kept then.
    """
    subject, person = subject.strip(), person.strip()
    _check(about, subject, value, person)
    with database.writing() as connection:
        _check_against_data(connection, feedback_id, about, subject)
        # Two within one clock tick would have no order.
        latest = connection.execute(select(func.max(corrections.c.corrected_at))).scalar()
        now = database.utc_now()
        if latest is not None and now <= latest:
            now = latest + TICK
        row = (feedback_id, about, subject, value, person, now)
        connection.execute(insert(corrections).values(dict(zip(corrections.c.keys(), row, strict=True))))
        _apply(connection, [feedback_id], (about,))


def apply(connection: Connection, touched: Table | None) -> None:
    """Let the corrections of the feedback in `touched` (column feedback_id), or of all, count again: the last step of
    scoring, after mentions, themes and preferences were made."""
    about = select(corrections.c.about).distinct()
    if touched is not None:
        about = about.where(corrections.c.feedback_id.in_(select(touched.c.feedback_id)))
    if given := connection.execute(about).scalars().all():
        _apply(connection, None if touched is None else select(touched.c.feedback_id), given)


def _apply(connection: Connection, ids, about) -> None:
    """ids: a list or a statement of feedback ids; None for all."""
    for each in VALUES:
        if each in about:
            _APPLY[each](connection, ids)


def _check(about: str, subject: str, value: str, person: str) -> None:
    if about not in VALUES:
        raise ValueError(f"'{about}' cannot be corrected. Choose of: {', '.join(VALUES)}.")
    if value not in VALUES[about]:
        raise ValueError(f"'{value}' is not something that {about} can be. Choose of: {', '.join(VALUES[about])}.")
    if not person:
        raise ValueError("Say who you are, so that others can ask you about it.")
    if max(len(person), len(subject)) > LONGEST_NAME:
        raise ValueError(f"A name is longer than {LONGEST_NAME} characters. Shorten it.")
    if about in ("theme", "favoured") and not subject:
        raise ValueError(f"Say which {'theme' if about == 'theme' else 'competitor'} it is.")
    if about == "request" and subject or about == "sentiment" and subject not in ("", labelled.RANDOM):
        raise ValueError(f"A {about} has no subject: '{subject}'.")


def _check_against_data(connection: Connection, feedback_id: str, about: str, subject: str) -> None:
    words = select(or_(f.text.is_not(None), f.title.is_not(None))).where(f.feedback_id == feedback_id)
    has_words = connection.execute(words).scalar()
    if has_words is None:
        raise ValueError("That piece of feedback is not in the database any more. Reload the page.")
    if not has_words:
        raise ValueError("That piece of feedback has no words to speak of.")
    if about == "favoured":
        rivals = connection.execute(select(brands.c.name).where(~brands.c.is_ours)).scalars().all()
        if subject not in rivals:
            raise ValueError(f"'{subject}' is not a tracked competitor. Choose of: {', '.join(sorted(rivals))}.")


def _said(about: str, ids):
    """CTE feedback_id, subject, value: what counts."""
    said = (labelled.hand_labels() if about == "sentiment" else labelled.said(about)).subquery(f"of_{about}")
    chosen = [] if ids is None else [said.c.feedback_id.in_(ids)]
    columns = [said.c.feedback_id, said.c.value]
    subject = [] if about == "sentiment" else [said.c.subject]
    return select(*columns, *subject).where(*chosen).subquery(f"said_{about}")


def _apply_sentiment(connection: Connection, ids) -> None:
    """The label is the person's. The score stays where it is of that kind; else it is that of a text that is wholly
    so, as a calibrated score has it."""
    said = _said("sentiment", ids).c
    fits = or_(
        and_(said.value == "positive", f.sentiment > 0),
        and_(said.value == "negative", f.sentiment < 0),
        and_(said.value == "neutral", f.sentiment > NEGATIVE, f.sentiment < POSITIVE),
    )
    plain = case((said.value == "positive", 1.0), (said.value == "negative", -1.0), else_=0.0)
    connection.execute(
        update(feedback)
        .values(sentiment=case((fits, f.sentiment), else_=plain), sentiment_label=said.value)
        .where(f.feedback_id == said.feedback_id)
    )
    _follow(connection, ids)


def _follow(connection: Connection, ids) -> None:
    """What repeats the score of the whole text: mentions, and the theme of a text that names one."""
    said = _said("sentiment", ids).c
    labelled_ids = select(said.feedback_id).subquery("labelled_ids")
    copy_to_mentions(connection, labelled_ids)
    t = feedback_themes.c
    other = feedback_themes.alias("other")
    is_single = ~exists().where(other.c.feedback_id == t.feedback_id, other.c.theme != t.theme)
    connection.execute(
        update(feedback_themes)
        .values(sentiment=f.sentiment, sentiment_label=f.sentiment_label)
        .where(t.feedback_id == f.feedback_id, t.feedback_id.in_(select(labelled_ids.c.feedback_id)), is_single)
    )


def _apply_request(connection: Connection, ids) -> None:
    said = _said("request", ids).c
    connection.execute(update(feedback).values(is_request=said.value == YES).where(f.feedback_id == said.feedback_id))


def _apply_theme(connection: Connection, ids) -> None:
    """Themes that a text is not about go; those it is about come, as the text sounds unless the tone was said too."""
    said, t = _said("theme", ids), feedback_themes.c
    s = said.c
    is_of = and_(s.feedback_id == t.feedback_id, s.subject == t.theme)
    connection.execute(delete(feedback_themes).where(exists().where(is_of, s.value == NO)))
    missing = ~exists().where(is_of)
    connection.execute(
        insert(feedback_themes).from_select(
            ["feedback_id", "theme", "sentiment", "sentiment_label", "brand", *COPIED_FROM_FEEDBACK],
            select(
                *(f.feedback_id, s.subject, f.sentiment, f.sentiment_label, f.brand),
                *(f[name] for name in COPIED_FROM_FEEDBACK),
            ).where(f.feedback_id == s.feedback_id, s.value != NO, missing),
        )
    )
    tone = case((s.value == "positive", 1.0), (s.value == "negative", -1.0), else_=0.0)
    connection.execute(
        update(feedback_themes).values(sentiment=tone, sentiment_label=s.value).where(is_of, s.value.in_(TONES))
    )


def _apply_favoured(connection: Connection, ids) -> None:
    """A pair that no rule saw comes without a sentence to show for it."""
    said, p = _said("favoured", ids), preferences.c
    s = said.c
    is_of = and_(s.feedback_id == p.feedback_id, s.subject == p.rival)
    connection.execute(update(preferences).values(favoured=s.value).where(is_of))
    connection.execute(
        insert(preferences).from_select(
            ["feedback_id", "rival", "favoured", "evidence", *COPIED_FROM_FEEDBACK],
            select(
                *(f.feedback_id, s.subject, s.value, literal(None, preferences.c.evidence.type)),
                *(f[name] for name in COPIED_FROM_FEEDBACK),
            )
            .where(f.feedback_id == s.feedback_id, ~exists().where(is_of))
            .correlate_except(preferences),
        )
    )


_APPLY = {
    "sentiment": _apply_sentiment,
    "request": _apply_request,
    "theme": _apply_theme,
    "favoured": _apply_favoured,
}
