"""What is behind who is favoured: the texts, each with the sentence that says so."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from data_access.dialects import contains_text
from data_access.filters import Filters
from data_access.metrics.preferences import conditions
from data_access.metrics.sentiment import our_name
from data_access.schema import feedback, preferences

f, p = feedback.c, preferences.c


@dataclass(frozen=True)
class Wanted:
    """Which ones; what is empty is no restriction. rival: a competitor. search: words that each stand in the text."""

    rival: str = ""
    favoured: tuple[str, ...] = ()
    switching: tuple[str, ...] = ()
    tense: tuple[str, ...] = ()
    search: str = ""


def texts(filters: Filters, wanted: Wanted, *, limit: int = 20) -> Select:
    """The latest, newest first, a row for each competitor: the columns of feedback, rival, favoured, switching, tense,
    evidence, speaks_of (whose customer it is), and matching (how many there are)."""
    where = conditions(filters)
    if wanted.rival:
        where.append(p.rival == wanted.rival)
    for column, values in ((p.favoured, wanted.favoured), (p.switching, wanted.switching), (p.tense, wanted.tense)):
        if values:
            where.append(column.in_(values))
    for word in wanted.search.split():
        where.append(or_(contains_text(f.text, word), contains_text(f.title, word)))
    said = (p.rival, p.favoured, p.switching, p.tense, p.evidence)
    speaker = func.coalesce(f.brand, our_name()).label("speaks_of")
    statement = select(*f, *said, speaker, func.count().over().label("matching")).where(*where)
    return (
        statement.join(preferences, p.feedback_id == f.feedback_id)
        .order_by(f.created_at.desc(), f.feedback_id, p.rival)
        .limit(limit)
    )
