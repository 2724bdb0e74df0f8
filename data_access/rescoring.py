"""All feedback read anew, part by part: what is read is set aside, and takes the place of the old all at once.

Stopped half way it goes on where it was, and until it is done every page shows what it showed before.
"""

import json
from dataclasses import astuple
from functools import partial
from hashlib import blake2b

import pandas as pd
from sqlalchemy import Connection, Select, delete, func, or_, select

from data_access import annotate, calibrate, corrections, database
from data_access.annotate import Progress, Read
from data_access.schema import feedback, pending_scores, scorer_models
from data_access.scoring import Knowledge, Reading
from data_access.scoring.experience import EXPERIENCE
from data_access.scoring.language import Detection
from data_access.scoring.preferences import Preference
from data_access.scoring.reading import ThemeRead
from data_access.staging import load

# A part takes some ten seconds, which is what a stop in the middle costs; smaller ones would not be worth workers.
PART = 50_000
f, p = feedback.c, pending_scores.c


def rescore(progress: Progress | None = None, *, everything: bool = False) -> int:
    """Read again what no present scorer has read, or everything; learn from ratings and labels; the number read.

    Raises:
        DatabaseProblem: with a sentence; what was read until then is kept for the next time.
    """
    with database.connecting() as connection:
        known = annotate.knowledge(connection)
    attempt = blake2b(known.version.encode(), digest_size=16).hexdigest()
    with database.writing(is_visible=False) as connection:
        connection.execute(delete(pending_scores).where(p.attempt != attempt))
    wanted = select(f.feedback_id) if everything else outdated()
    _set_aside(wanted, known, attempt, progress)
    with database.writing() as connection:
        number = _take_over(connection, wanted, progress)
        calibrate.calibrate(connection, progress)
        calibrate.apply(connection, None, progress)
        corrections.apply(connection, None)
    return number


def outdated() -> Select:
    """What was never read, or by a scorer of another version."""
    of_today = or_(f.scorer == EXPERIENCE, f.scorer.in_(select(scorer_models.c.scorer)))
    return select(f.feedback_id).where(or_(f.gist.is_(None), f.scorer.is_not(None) & ~of_today))


def _set_aside(wanted: Select, known: Knowledge, attempt: str, progress: Progress | None) -> None:
    """Read what is wanted and not yet set aside."""
    missing = wanted.where(f.feedback_id.not_in(select(p.feedback_id)))
    with database.connecting() as connection:
        total, left = (_count(connection, each) for each in (wanted, missing))
    # What is set aside is missing no more.
    part = annotate.to_read(missing.order_by(f.feedback_id).limit(PART))
    while rows := _all(part):
        report = partial(_report, progress, total - left, total) if progress else None
        reads = [(each.feedback_id, attempt, written(each)) for each in annotate.read(rows, known, report)]
        left -= len(rows)
        with database.writing(is_visible=False) as connection:
            load(connection, pending_scores, pd.DataFrame(reads, columns=list(pending_scores.c.keys()), dtype="string"))


def _take_over(connection: Connection, wanted: Select, progress: Progress | None) -> int:
    """Put all that was set aside in its place, and read at once what has come in since."""
    number = _count(connection, wanted)
    annotate.annotate(connection, wanted.where(f.feedback_id.not_in(select(p.feedback_id))), progress)
    # Of feedback that is gone nothing is kept.
    connection.execute(delete(pending_scores).where(p.feedback_id.not_in(select(f.feedback_id))))
    pending = select(p.answer).order_by(p.feedback_id).limit(annotate.PART)
    while answers := connection.execute(pending).scalars().all():
        annotate.put(connection, [reading_of(answer) for answer in answers])  # which deletes them
    annotate.settle_doubtful(connection, progress)
    return number


def _all(statement: Select) -> list:
    with database.connecting() as connection:
        return connection.execute(statement).all()


def _count(connection: Connection, statement: Select) -> int:
    return connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()


def _report(progress: Progress, before: int, total: int, number: int, _: int) -> None:
    progress("Reading texts", before + number, total, "texts")


def written(read: Read) -> str:
    """What was read, as JSON."""
    return json.dumps([read.feedback_id, read.source, read.reading], default=astuple)


def reading_of(answer: str) -> Read:
    """What `written` wrote."""
    feedback_id, source, reading = json.loads(answer)
    if reading is None:
        return Read(feedback_id, source, None)
    vader, experience, detected, is_request, gist, brands, themes, preferences = reading
    return Read(
        feedback_id,
        source,
        Reading(
            vader,
            experience,
            Detection(*detected),
            is_request,
            gist,
            tuple(brands),
            tuple(ThemeRead(theme, sentiment, tuple(words)) for theme, sentiment, words in themes),
            tuple(Preference(*pair) for pair in preferences),
        ),
    )
