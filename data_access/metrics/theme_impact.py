"""What moves the score: how it would stand without the feedback that names a theme."""

import numpy as np
import pandas as pd
from sqlalchemy import Double, Select, and_, case, cast, func, select, true

from data_access.filters import Filters
from data_access.metrics import sentiment
from data_access.metrics.definition import grouped, keys_of, metric, period_start
from data_access.metrics.themes import naming, sign
from data_access.metrics.uncertainty import z
from data_access.schema import feedback, feedback_themes

f, t = feedback.c, feedback_themes.c
_SPEAKER = func.coalesce(f.customer_id, f.feedback_id)


def _with_interval(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """The delta method: a speaker moves the difference by a sum that is linear in four numbers of theirs, what they
    said in all (D of N) and what of it names the theme (d of n); its squares add up to the variance."""
    a = {name: frame[name].to_numpy(dtype=float) for name in frame if str(name).startswith("moment_")}
    everything, base = a["moment_all_d"], a["moment_all_n"]
    with np.errstate(invalid="ignore", divide="ignore"):
        others = base - frame["denominator"].to_numpy(dtype=float)
        score = everything / base
        score_without = (everything - frame["numerator"].to_numpy(dtype=float)) / others
        of_all_d, of_all_n = 1 / base - 1 / others, score_without / others - score / base
        of_d, of_n = 1 / others, -score_without / others
        variance = (
            of_all_d**2 * a["moment_all_dd"] + of_all_n**2 * a["moment_all_nn"]
            + of_d**2 * a["moment_dd"] + of_n**2 * a["moment_nn"]
            + 2 * (
                of_all_d * of_all_n * a["moment_all_dn"] + of_d * of_n * a["moment_dn"]
                + of_all_d * of_d * a["moment_all_d_d"] + of_all_d * of_n * a["moment_all_d_n"]
                + of_all_n * of_d * a["moment_all_n_d"] + of_all_n * of_n * a["moment_all_n_n"]
            )
        )  # fmt: skip
        margin = z() * np.sqrt(np.maximum(variance, 0))
    margin = np.where(a["moment_units"] > 1, margin, np.nan)
    value = frame["value"].to_numpy(dtype=float)
    return frame.assign(low=value - margin, high=value + margin)


@metric("Theme impact", "points", ("theme",), interval="delta", fills_gaps=False, finish=_with_interval)
def theme_impact(filters: Filters, *, by: str | None = None, every: str | None = None, theme: str = "") -> Select:
    """Net sentiment of all scored feedback, less net sentiment of all that does not name the theme: how far the score
    stands above (or below) where it would be without those pieces of feedback. The score is the whole text's. It is
    associated with the theme, not caused by it: a text that names two themes counts for both, so that impacts do not
    add up. The base is the feedback naming the theme; without a theme, that naming any. The interval counts each
    customer once."""
    speakers, totals = _speakers(filters, every)
    named = _naming(filters, by, every, theme)
    same_speaker = speakers.c.speaker == named.c.speaker
    same = and_(same_speaker, speakers.c.period == named.c.period) if every else same_speaker
    d, n, all_d, all_n = named.c.d, named.c.n, speakers.c.d, speakers.c.n
    products = {
        "dd": d * d, "dn": d * n, "nn": n * n,
        "all_d_d": all_d * d, "all_d_n": all_d * n, "all_n_d": all_n * d, "all_n_n": all_n * n,
    }  # fmt: skip
    keys = keys_of(named.c, by, every)
    sums = [func.coalesce(func.sum(value), 0.0).label(name) for name, value in {"d": d, "n": n, **products}.items()]
    statement = select(*keys, *sums).select_from(named.join(speakers, same))
    about = grouped(statement, *keys, by, every).cte("about")
    return _impact(about, totals, products, every)


def _impact(about, totals, products, every: str | None) -> Select:
    a, whole = about.c, totals.c
    others = func.nullif(whole.n - a.n, 0.0, type_=Double)
    value = whole.d / func.nullif(whole.n, 0.0, type_=Double) - (whole.d - a.d) / others
    joined = about.join(totals, a.period == whole.period if every else true())
    return select(
        a.period,
        a.group,
        value.label("value"),
        a.d.label("numerator"),
        a.n.label("denominator"),
        *(a[name].label(f"moment_{name}") for name in products),
        *(whole[name].label(f"moment_all_{name}") for name in ("d", "n", "dd", "dn", "nn")),
        whole.units.label("moment_units"),
    ).select_from(joined)


def _speakers(filters: Filters, every: str | None):
    """CTEs: of each speaker and period the sum d of their feedback's signs and its count n; of each period both, with
    the sums of their products."""
    period = period_start(every, f.created_on).label("period")
    speaker = _SPEAKER.label("speaker")
    said = (
        select(period, speaker, *_sums())
        .where(f.sentiment.is_not(None), *sentiment.conditions(filters))
        .group_by(period, speaker)
        .cte("speakers")
    )
    c = said.c
    period, _ = keys_of(c, None, every)
    moments = {"d": c.d, "n": c.n, "dd": c.d * c.d, "dn": c.d * c.n, "nn": c.n * c.n}
    sums = [func.coalesce(func.sum(value), 0.0).label(name) for name, value in moments.items()]
    totals = grouped(select(period, *sums, func.count().label("units")), period, None, None, every).cte("totals")
    return said, totals


def _naming(filters: Filters, by: str | None, every: str | None, theme: str):
    """A CTE: the same of what names the theme, of each theme when they are told apart."""
    where = [f.sentiment.is_not(None), *sentiment.conditions(filters)]
    period = period_start(every, f.created_on).label("period")
    speaker = _SPEAKER.label("speaker")
    if by is None:
        empty = keys_of(f, None, None)[1]
        statement = select(period, empty, speaker, *_sums()).where(naming(theme), *where)
        return statement.group_by(period, speaker).cte("naming")
    about = [t.theme == theme] if theme else []
    group = t.theme.label("group")
    statement = select(period, group, speaker, *_sums()).select_from(
        feedback.join(feedback_themes, t.feedback_id == f.feedback_id)
    )
    return statement.where(*where, *about).group_by(period, group, speaker).cte("naming")


def _sums() -> tuple:
    signs = cast(func.sum(sign(f.sentiment_label)), Double)
    return signs.label("d"), cast(func.count(case((f.sentiment.is_not(None), 1))), Double).label("n")
