"""How far the scores can be trusted: how often they agree with ratings and people, and what their errors do to a share.

Agreement is measured on feedback that has a rating, and on texts that people labelled after a random draw; texts that
were chosen for being doubtful would make every score look worse than it is.
"""

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Double, Select, case, cast, func, literal, select

from data_access import labelled
from data_access.dialects import all_numbers, json_integer
from data_access.filters import Filters
from data_access.metrics.definition import group_of, grouped, keys_of, metric, period_start, ratio
from data_access.metrics.misclassification import MISCLASSIFIED, Share, corrected_share
from data_access.metrics.sentiment import conditions, dimension
from data_access.schema import CUSTOMER_DIMENSIONS, feedback, scorer_models
from data_access.scoring import NEGATIVE, POSITIVE
from data_access.scoring.confusion import macro_f1

DIMENSIONS = ("source", "kind", "channel", "category", "brand", *CUSTOMER_DIMENSIONS)
LABELS = ("negative", "neutral", "positive")
f = feedback.c
_SOURCE = func.coalesce(f.source, "")


def _label(compound):
    return case(
        (compound.is_(None), None), (compound >= POSITIVE, "positive"), (compound <= NEGATIVE, "negative"),
        else_="neutral",
    )  # fmt: skip


def _truths():
    """feedback joined to what is known of each text without a score, and that."""
    drawn = labelled.hand_labels().subquery("labels")
    joined = feedback.outerjoin(drawn, (drawn.c.feedback_id == f.feedback_id) & (drawn.c.is_random == 1))
    return joined, func.coalesce(drawn.c.value, labelled.rating_label())


def _with_macro_f1(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """macro_f1: the mean over the tones that occur of how well each is found; missing where nothing is known."""

    def of_row(row) -> float:
        counts = {true: {said: row[f"{true}_as_{said}"] for said in LABELS} for true in LABELS}
        known = {true: row_ for true, row_ in counts.items() if np.nansum(list(row_.values()))}
        return macro_f1(known)

    return rows.assign(macro_f1=[of_row(row) for _, row in rows.iterrows()])


@metric("Agreement of a score", "percent", DIMENSIONS, interval="wilson", finish=_with_macro_f1)
def score_agreement(
    filters: Filters, *, by: str | None = None, every: str | None = None, score: str = "experience"
) -> Select:
    """Of the scored feedback whose tone is known without a score, the share to which the score gives that tone. Known
    is the tone of a text that a person labelled after a random draw, else that of its rating: the lowest 40% of the
    scale are negative, the top 40% positive, the middle neutral. The score is the customer-experience score, or plain
    VADER (option score, experience or vader). Macro-F1 is the mean, over the three tones, of how well each is found: a
    score that calls everything positive agrees often where most is positive, and has a low macro-F1."""
    if score not in ("experience", "vader"):
        raise ValueError(f"'{score}' has no stored labels to compare: choose experience or vader.")
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    joined, truth = _truths()
    said = _label(f[score])
    known = (
        select(period, group, truth.label("truth"), said.label("said"))
        .select_from(joined)
        .where(f[score].is_not(None), *conditions(filters, by))
        .cte("known")
    ).c
    keys = keys_of(known, by, every)
    counts = [
        func.count(case(((known.truth == true) & (known.said == said), 1))).label(f"{true}_as_{said}")
        for true in LABELS
        for said in LABELS
    ]
    agreed = func.count(case((known.truth == known.said, 1)))
    return grouped(select(*keys, *ratio(agreed, func.count(known.truth)), *counts), *keys, by, every)


def _with_error(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """value, low and high corrected where that can be; raw, raw_low and raw_high as counted; corrected: which part of
    the feedback is of sources whose scorer's error is known; labelled: on how many texts that rests."""
    told = [corrected_share(_by_source(row.of_sources)) for row in rows.itertuples()]
    estimates = pd.DataFrame(told, index=rows.index, columns=list(Share._fields))
    kept = rows.drop(columns=["value", "of_sources"])
    return kept.join(estimates)


def _by_source(numbers: object) -> np.ndarray:
    """One row a source: negative, scored, found, missed, kept, taken."""
    if not isinstance(numbers, str) or not numbers:
        return np.zeros((0, 6))
    return np.array([[float(number) for number in line.split(",")] for line in sorted(numbers.splitlines())])


@metric("Share of negative feedback, corrected", "percent", DIMENSIONS, interval=MISCLASSIFIED, finish=_with_error)
def corrected_negative_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Negative feedback divided by all scored feedback, with the scorer's own error taken out where it is known. With q
    the share that is called negative, sens how many of the truly negative texts are, and spec how many of the others
    are not, the share is (q + spec - 1) / (sens + spec - 1), within 0 and 1: with sens 0.80 and spec 0.92 an observed
    20% is really 16.7%. Both are measured per source on ratings and on texts labelled after a random draw; for a
    calibrated score by cross-validation. The interval holds the uncertainty of all three. A source with fewer than 30
    known texts of either kind is not corrected: its share is the one counted, and the page says so. Numerator and
    denominator are always those counted."""
    period = period_start(every, f.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    is_negative = func.count(case((f.sentiment_label == "negative", 1)))
    said = (
        select(
            period,
            group,
            _SOURCE.label("source"),
            is_negative.label("negative"),
            func.count().label("scored"),
            func.sum(f.p_negative).label("p_sum"),
            func.count(f.p_negative).label("p_n"),
        )
        .where(f.sentiment_label.is_not(None), *conditions(filters, by))
        .group_by(period, group, _SOURCE)
        .cte("said")
    ).c
    error, counts = _errors()
    keys = keys_of(said, by, every)
    statement = select(
        *keys,
        *ratio(func.coalesce(func.sum(said.negative), 0), func.coalesce(func.sum(said.scored), 0)),
        (cast(func.sum(said.p_sum), Double) / func.nullif(cast(func.sum(said.p_n), Double), 0.0)).label(
            "by_probability"
        ),
        all_numbers(said.negative, said.scored, *counts).label("of_sources"),
    ).select_from(said.source.table.outerjoin(error, error.c.source == said.source))
    return grouped(statement, *keys, by, every)


_COUNTS = ("negative_found", "negative_missed", "other_kept", "other_taken")


def _errors():
    """Of each source what the scorer in use makes of texts whose tone is known: found, missed, kept, taken."""
    joined, truth = _truths()
    known = (
        select(_SOURCE.label("source"), truth.label("truth"), (f.experience <= NEGATIVE).label("is_called"))
        .select_from(joined)
        .where(f.experience.is_not(None))
        .cte("known")
    ).c
    is_negative, is_other = known.truth == "negative", known.truth != "negative"
    counted = (
        select(
            known.source,
            *(
                func.count(case((which, 1))).label(name)
                for name, which in zip(
                    _COUNTS,
                    (is_negative & known.is_called, is_negative & ~known.is_called)
                    + (is_other & ~known.is_called, is_other & known.is_called),
                    strict=True,
                )
            ),
        )
        .group_by(known.source)
        .cte("errors")
    )
    model = scorer_models
    both = counted.outerjoin(model, (model.c.source == counted.c.source) & model.c.is_on)
    of_model = {name: json_integer(model.c.quality, literal(name)) for name in _COUNTS}
    chosen = select(
        counted.c.source,
        *(
            cast(func.coalesce(of_model[name], counted.c[name]), BigInteger).label(name)
            for name in _COUNTS
        ),
    ).select_from(both).cte("error")  # fmt: skip
    return chosen, [chosen.c[name] for name in _COUNTS]
