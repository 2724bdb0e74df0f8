"""All feedback read anew, part by part: what is read is set aside, and takes the place of the old all at once.

Stopped half way it goes on where it was, and until it is done every page shows what it showed before.
"""

import json
from dataclasses import astuple
from hashlib import blake2b

import pandas as pd
from sqlalchemy import Select, delete, func, or_, select

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
        number = _take_over(connection, wanted, attempt, progress)
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
    with database.connecting() as connection:
        ids = connection.execute(wanted.order_by(f.feedback_id)).scalars().all()
        done = set(connection.execute(select(p.feedback_id)).scalars())
    left = [feedback_id for feedback_id in ids if feedback_id not in done]
    already = len(ids) - len(left)
    for start in range(0, len(left), PART):
        with database.connecting() as connection:
            rows = connection.execute(
                annotate.to_read(select(f.feedback_id).where(f.feedback_id.in_(left[start : start + PART])))
            ).all()
        report = None
        if progress:
            report = lambda number, _, start=start: progress(  # noqa: E731
                "Reading texts", already + start + number, len(ids), "texts"
            )
        reads = [(each.feedback_id, attempt, written(each)) for each in annotate.read(rows, known, report)]
        with database.writing(is_visible=False) as connection:
            load(connection, pending_scores, pd.DataFrame(reads, columns=list(pending_scores.c.keys()), dtype="string"))


def _take_over(connection, wanted: Select, attempt: str, progress: Progress | None) -> int:
    """Put all that was set aside in its place, and read at once what has come in since."""
    number = connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    annotate.annotate(connection, wanted.where(f.feedback_id.not_in(select(p.feedback_id))), progress)
    # Of feedback that is gone nothing is kept.
    connection.execute(delete(pending_scores).where(p.feedback_id.not_in(select(f.feedback_id))))
    pending = select(p.answer).order_by(p.feedback_id).limit(annotate.PART)
    while answers := connection.execute(pending).scalars().all():
        annotate.store(connection, [reading_of(answer) for answer in answers], progress)  # which deletes them
    return number


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
