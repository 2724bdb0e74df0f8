"""What is read in feedback, and where it is stored: scores, language, requests, themes, brands and preferences."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass

import pandas as pd
from sqlalchemy import (
    CTE,
    Boolean,
    Connection,
    Double,
    FromClause,
    Select,
    SelectBase,
    String,
    Table,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)

from data_access import calibrate, corrections
from data_access.dialects import contains_text
from data_access.schema import (
    COPIED_FROM_FEEDBACK,
    brand_aliases,
    brands,
    feedback,
    feedback_themes,
    mentions,
    pending_scores,
    preferences,
)
from data_access.scoring import Alias, Knowledge, Reading, Text, label, listed, read_texts, taxonomy
from data_access.scoring.experience import EXPERIENCE
from data_access.scoring.language import READABLE, UNKNOWN, believed, settle
from data_access.staging import load, temporary

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted

PART = 50_000  # pieces of feedback held in memory at once with what was read in them
f = feedback.c
_PLAIN = re.compile(r"[a-zA-Z0-9]+")
_KINDS = {String: "string", Double: "Float64", Boolean: "boolean"}
# What is stored of a reading in the feedback itself.
_READ = {
    "language": String(),
    "vader": Double(),
    "experience": Double(),
    "sentiment_label": String(),
    "is_request": Boolean(),
    "gist": String(),
    "detected_language": String(),
    "is_language_certain": Boolean(),
}


@dataclass(frozen=True)
class Read:
    """What was read in one piece of feedback; `reading` is None where there are no words."""

    feedback_id: str
    source: str | None
    reading: Reading | None


def aliases(connection: Connection) -> list[Alias]:
    """Every alias, in an order of their own: one that is given for two brands belongs to the first."""
    a = brand_aliases.c
    columns = (a.brand, a.alias, a.needs_capital, a.context, a.counter_context)
    return [
        Alias(row.brand, row.alias, row.needs_capital, listed(row.context), listed(row.counter_context))
        for row in connection.execute(select(*columns).order_by(a.brand, a.alias))
    ]


def knowledge(connection: Connection) -> Knowledge:
    """What a reader has to know: brands, themes, and which brand is ours."""
    ours = connection.execute(select(func.min(brands.c.name)).where(brands.c.is_ours)).scalar()
    return Knowledge(tuple(aliases(connection)), taxonomy.current(connection), ours)


def annotate(
    connection: Connection, touched: Table | SelectBase | None = None, progress: Progress | None = None
) -> None:
    """Read the feedback whose feedback_id is in `touched`, or all of it, and store what was read."""
    _annotate(connection, touched, progress)
    settle_doubtful(connection, progress)


def settle_doubtful(connection: Connection, progress: Progress | None = None) -> None:
    """Read again the doubtful texts of a source whose usual language what has come in since has changed: the order of
    imports, and of the parts that a re-reading goes by, shall change nothing."""
    if connection.execute(doubtful := _otherwise_settled()).first():
        _annotate(connection, doubtful, progress)


def _annotate(connection: Connection, touched: Table | SelectBase | None, progress: Progress | None) -> None:
    rows, known = connection.execute(to_read(touched)).all(), knowledge(connection)
    for start in range(0, len(rows), PART):
        store(connection, list(read(rows[start : start + PART], known, _part(progress, start, len(rows)))), progress)


def match_themes(connection: Connection) -> None:
    """Find again what all feedback speaks of, after the themes have changed."""
    annotate(connection)


def _part(progress: Progress | None, start: int, total: int) -> Callable[[int, int], None] | None:
    return (lambda done, _: progress("Reading texts", start + done, total, "texts")) if progress else None


def naming(names: Sequence[str]) -> Select:
    """The feedback that may hold any of these names, more rather than less: feedback_id.

    Their longest words are looked for, in any case and within other words too, since spaces and accents can be written
    in several ways.
    """
    words = {max(_PLAIN.findall(name) or [name], key=len) for name in names}
    holds = (contains_text(column, word) for word in sorted(words) for column in (f.title, f.text))
    return select(f.feedback_id).where(or_(*holds))


def to_read(touched: Table | SelectBase | None) -> Select:
    """What a reader needs of the feedback whose feedback_id is in `touched`, or of all."""
    ids = select(touched.c.feedback_id) if isinstance(touched, Table) else touched
    chosen = [] if ids is None else [f.feedback_id.in_(ids)]
    return select(f.feedback_id, f.source, f.title, f.text, f.brand).where(*chosen)


def read(rows: Sequence, known: Knowledge, progress: Callable[[int, int], None] | None = None) -> Iterator[Read]:
    """Each row of `to_read` with what was read in it; progress: done, total."""
    texts = [Text(row.title, row.text, row.brand) for row in rows]
    for row, reading in zip(rows, read_texts(texts, known, progress=progress), strict=True):
        yield Read(row.feedback_id, row.source, reading)


def store(connection: Connection, reads: Sequence[Read], progress: Progress | None = None) -> None:
    """Put what was read in its place; the source's calibrated score and people's corrections then count again."""
    put(connection, reads)
    with _staged(connection, "touched", [(each.feedback_id,) for each in reads], {"feedback_id": String()}) as touched:
        if calibrate.in_use(connection):
            calibrate.apply(connection, touched, progress)
        corrections.apply(connection, touched)


def put(connection: Connection, reads: Sequence[Read]) -> None:
    """Put what was read in the place of what was stored for the same feedback, without what models and people add."""
    columns = {"feedback_id": String(), **_READ}
    with _staged(connection, "readings", _scores(connection, reads), columns) as staged:
        # What is set aside for later was read in other words.
        for table in (mentions, feedback_themes, preferences, pending_scores):
            connection.execute(delete(table).where(table.c.feedback_id.in_(select(staged.c.feedback_id))))
        # What no score was given for belongs to no scorer.
        scorer = case((staged.c.experience.is_not(None), EXPERIENCE))
        nothing = dict.fromkeys(("calibrated_label", "p_negative", "p_neutral", "p_positive"))
        connection.execute(
            update(feedback)
            .values({name: staged.c[name] for name in _READ} | nothing)
            .values(sentiment=staged.c.experience, scorer=scorer)
            .where(f.feedback_id == staged.c.feedback_id)
        )
        _store_mentions(connection, reads)
        _store_themes(connection, reads)
        _store_preferences(connection, reads)


def _scores(connection: Connection, reads: Sequence[Read]) -> list[tuple]:
    """feedback_id and the columns of _READ; scores are unknown where the language is not one that can be read."""
    usual = _usual_with(connection, reads)
    rows = []
    for each in reads:
        reading = each.reading
        if reading is None:
            rows.append((each.feedback_id, None, None, None, None, None, "", None, None))
            continue
        (language,) = settle([reading.detected], usual.get(each.source))
        vader, experience = (believed(score, language) for score in (reading.vader, reading.experience))
        tone = None if experience is None else label(experience)
        # The words of a request are known in the same languages; elsewhere nobody can tell.
        is_request = reading.is_request if language is None or language in READABLE else None
        read = (language, vader, experience, tone, is_request, reading.gist)
        rows.append((each.feedback_id, *read, *reading.detected))
    return rows


def _usual_with(connection: Connection, reads: Sequence[Read]) -> dict[str | None, str]:
    """source -> what most of its texts are in, these among them as they are read now."""
    rows = [(each.feedback_id, each.source, each.reading and each.reading.detected.language) for each in reads]
    columns = {"feedback_id": String(), "source": String(), "detected_language": String()}
    with _staged(connection, "detected", rows, columns) as detected:
        others = select(f.source, f.detected_language).where(f.feedback_id.not_in(select(detected.c.feedback_id)))
        both = union_all(others, select(detected.c.source, detected.c.detected_language)).subquery("both")
        return {row.source: row.language for row in connection.execute(select(_usual(both)))}


def _usual(texts: FromClause = feedback) -> CTE:
    """CTE source, language: what most texts of a source seem to be in, as scoring.language.majority has it."""
    t = texts.c
    seen = (
        select(t.source, t.detected_language, func.count().label("n"))
        .where(t.detected_language != UNKNOWN)
        .group_by(t.source, t.detected_language)
        .cte("seen")
    ).c
    most_first = (seen.n.desc(), seen.detected_language)
    place = func.row_number().over(partition_by=seen.source, order_by=most_first).label("place")
    ranked = select(seen.source, seen.detected_language, place).cte("ranked").c
    return select(ranked.source, ranked.detected_language.label("language")).where(ranked.place == 1).cte("usual")


def _otherwise_settled() -> Select:
    """The texts in doubt whose language is not that of most texts of their source: feedback_id."""
    usual = _usual()
    return (
        select(f.feedback_id)
        .join_from(feedback, usual, f.source.is_not_distinct_from(usual.c.source))
        .where(~f.is_language_certain, f.language.is_distinct_from(usual.c.language))
    )


@contextmanager
def _staged(connection: Connection, name: str, rows: list[tuple], columns: dict) -> Iterator[Table]:
    """A temporary table of the rows, for as long as the block lasts."""
    table = temporary(name, columns)
    table.create(connection)
    kinds = {column: _KINDS[type(kind)] for column, kind in columns.items()}
    load(connection, table, pd.DataFrame(rows, columns=list(columns)).astype(kinds))
    yield table
    table.drop(connection)


def _store_mentions(connection: Connection, reads: Sequence[Read]) -> None:
    rows = [(each.feedback_id, brand) for each in reads if each.reading for brand in each.reading.brands]
    if not rows:
        return
    with _staged(connection, "named", rows, {"feedback_id": String(), "brand": String()}) as named:
        ours = exists().where(brands.c.name == named.c.brand, brands.c.is_ours)
        is_own = (f.brand == named.c.brand) | (f.brand.is_(None) & ours)
        copied = ("sentiment", "sentiment_label", *COPIED_FROM_FEEDBACK)
        connection.execute(
            insert(mentions).from_select(
                ["feedback_id", "brand", "relation", *copied],
                select(
                    named.c.feedback_id,
                    named.c.brand,
                    case((is_own, "own"), else_="other"),
                    *(f[name] for name in copied),
                ).where(f.feedback_id == named.c.feedback_id),
            )
        )


def _store_themes(connection: Connection, reads: Sequence[Read]) -> None:
    rows = [
        (each.feedback_id, theme.theme, theme.sentiment, label(theme.sentiment), "; ".join(theme.words))
        for each in reads
        if each.reading
        for theme in each.reading.themes
    ]
    if not rows:
        return
    columns = {
        "feedback_id": String(),
        "theme": String(),
        "sentiment": Double(),
        "sentiment_label": String(),
        "words": String(),
    }
    with _staged(connection, "spoken_of", rows, columns) as found:
        # Of a text in a language that no score can be given for, its themes have none either.
        scored = {name: case((f.experience.is_not(None), found.c[name])) for name in ("sentiment", "sentiment_label")}
        copied = (*COPIED_FROM_FEEDBACK, "brand")
        connection.execute(
            insert(feedback_themes).from_select(
                [*columns, *copied],
                select(*(scored.get(name, found.c[name]) for name in columns), *(f[name] for name in copied)).where(
                    f.feedback_id == found.c.feedback_id
                ),
            )
        )


def _store_preferences(connection: Connection, reads: Sequence[Read]) -> None:
    rows = [(each.feedback_id, *astuple(pair)) for each in reads if each.reading for pair in each.reading.preferences]
    if not rows:
        return
    names = ("feedback_id", "rival", "favoured", "switching", "tense", "evidence")
    with _staged(connection, "preferred", rows, dict.fromkeys(names, String())) as found:
        connection.execute(
            insert(preferences).from_select(
                [*names, *COPIED_FROM_FEEDBACK],
                select(*(found.c[name] for name in names), *(f[name] for name in COPIED_FROM_FEEDBACK)).where(
                    f.feedback_id == found.c.feedback_id
                ),
            )
        )
