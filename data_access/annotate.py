"""What scoring adds to feedback: its sentiment, and the brands it names."""

from collections.abc import Callable

import pandas as pd
from sqlalchemy import Connection, Double, String, Table, case, delete, exists, insert, select, update

from data_access.schema import brand_aliases, brands, feedback, mentions
from data_access.scoring import SCORER, Alias, BrandMatcher, score_texts
from data_access.staging import load, temporary

Progress = Callable[[str, int, int, str], None]


def aliases(connection: Connection) -> list[Alias]:
    """Every alias, in an order of their own: one that is given for two brands belongs to the first."""
    a = brand_aliases.c
    return [
        Alias(*row) for row in connection.execute(select(a.brand, a.alias, a.needs_capital).order_by(a.brand, a.alias))
    ]


def score(connection: Connection, touched: Table | None, progress: Progress | None = None) -> None:
    """Score the feedback in `touched` (column feedback_id), or all of it; then match_brands copies the scores.

    The score is that of the text; of the title where there is no text.
    """
    f = feedback.c
    chosen = [] if touched is None else [f.feedback_id.in_(select(touched.c.feedback_id))]
    rows = connection.execute(select(f.feedback_id, f.title, f.text).where(*chosen)).all()
    report = (lambda done, total: progress("Scoring", done, total, "texts")) if progress else None
    scores = score_texts([row.text or row.title for row in rows], (), progress=report)
    scored = pd.DataFrame(
        {
            "feedback_id": [row.feedback_id for row in rows],
            "sentiment": pd.array([score.sentiment for score in scores], dtype="Float64"),
            "sentiment_label": pd.array([score.label for score in scores], dtype="string"),
        }
    )
    staged = temporary("scored", {"feedback_id": String(), "sentiment": Double(), "sentiment_label": String()})
    staged.create(connection)
    load(connection, staged, scored)
    connection.execute(
        update(feedback)
        .values(sentiment=staged.c.sentiment, sentiment_label=staged.c.sentiment_label, scorer=SCORER)
        .where(f.feedback_id == staged.c.feedback_id)
    )
    connection.execute(update(feedback).values(scorer=None).where(f.sentiment.is_(None), f.scorer.is_not(None)))
    staged.drop(connection)


def match_brands(connection: Connection, touched: Table | None) -> None:
    """Find the brands named in title and text: of the feedback in `touched`, or of all after an alias has changed."""
    f = feedback.c
    chosen = [] if touched is None else [f.feedback_id.in_(select(touched.c.feedback_id))]
    gone = [] if touched is None else [mentions.c.feedback_id.in_(select(touched.c.feedback_id))]
    connection.execute(delete(mentions).where(*gone))
    matcher = BrandMatcher(aliases(connection))
    rows = connection.execute(select(f.feedback_id, f.title, f.text).where(*chosen)).all()
    named = [
        (row.feedback_id, brand)
        for row in rows
        for brand in matcher.brands("\n".join(part for part in (row.title, row.text) if part))
    ]
    staged = temporary("named", {"feedback_id": String(), "brand": String()})
    staged.create(connection)
    load(connection, staged, pd.DataFrame(named, columns=["feedback_id", "brand"], dtype="string"))
    ours = exists().where(brands.c.name == staged.c.brand, brands.c.is_ours)
    is_own = (f.brand == staged.c.brand) | (f.brand.is_(None) & ours)
    copied = ("sentiment", "sentiment_label", "created_on", "source", "channel", "kind", "category", "customer_id")
    connection.execute(
        insert(mentions).from_select(
            ["feedback_id", "brand", "relation", *copied],
            select(
                staged.c.feedback_id,
                staged.c.brand,
                case((is_own, "own"), else_="other"),
                *(f[name] for name in copied),
            ).where(f.feedback_id == staged.c.feedback_id),
        )
    )
    staged.drop(connection)
