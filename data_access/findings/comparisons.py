"""Every comparison of the period with an earlier one that the data can answer, and the groups behind them."""

import pandas as pd

from data_access import fetch
from data_access.coverage import coverage
from data_access.filters import Filters
from data_access.findings.changes import can_tell, changed
from data_access.findings.measures import MEASURES, Measure
from data_access.score_use import scored_by

NOT_GIVEN = "(not given)"
# So many groups of a dimension are compared, the largest of both periods together; each costs all others some sight.
MOST_GROUPS = 20
# Where the score of so much of the feedback is another one than before, the two periods cannot be compared.
MOST_RESCORED = 0.2
COLUMNS = (
    "measure", "dimension", "group", "now", "before", "numerator", "n", "n_before", "part", "difference", "low", "high",
    "p", "error", "spread",
)  # fmt: skip


def candidates(filters: Filters, comparison: Filters) -> pd.DataFrame:
    """One row for each comparison looked at, with COLUMNS.

    dimension and group are "" for the whole. now and before are values, n and n_before their bases; part is which
    share of the metric's base in both periods the group is; spread the standard deviation of a single one counted.
    """
    held, found = coverage(), []
    has_other_scores = is_rescored(*(scored_by(each) for each in (filters, comparison)))
    for measure in MEASURES:
        if not measure.reaches(comparison, held) or (has_other_scores and measure.metric.unit == "score"):
            continue
        if measure.has_whole:
            sides = frames(measure, filters, comparison)
            if not all(side["denominator"].any() for side in sides):
                continue
            found.append(compared(measure, "", *sides))
        for by in (measure.subject,) if measure.subject else measure.present(filters, held):
            found.append(compared(measure, by, *frames(measure, filters, comparison, by)))
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = pd.concat(found, ignore_index=True)
    # How warmly people speak of us is net sentiment's to tell.
    is_told = (rows["measure"] == "mention_sentiment") & (rows["group"] == held.our_brand)
    return rows[~is_told].reset_index(drop=True)


def compared(measure: Measure, by: str, now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The comparisons of one frame of each period: COLUMNS, a row for each group that can tell."""
    both = paired(measure, by, now, before)
    size = both[0]["denominator"] + both[1]["denominator"]
    whole = size.max() if measure.has_one_base else size.sum()
    is_looked_at = can_tell(measure.metric.interval, *both)
    if by:
        count = both[0]["numerator"] + both[1]["numerator"] if measure.has_one_base else size
        is_among_largest = count.rank(ascending=False, method="first") <= MOST_GROUPS
        is_looked_at &= (is_among_largest & (both[0]["group"] != NOT_GIVEN)).to_numpy()
        # One group is the whole again.
        if is_looked_at.sum() < 2 and not measure.subject:
            is_looked_at[:] = False
    now, before = (side[is_looked_at].reset_index(drop=True) for side in both)
    rows = changed(measure.metric.interval, now, before).assign(
        measure=measure.name,
        dimension=by,
        group=now["group"].fillna("") if by else "",
        now=now["value"],
        before=before["value"],
        numerator=now["numerator"],
        n=now["denominator"],
        n_before=before["denominator"],
        part=(size[is_looked_at].reset_index(drop=True) / whole).astype(float),
    )
    return rows.loc[rows["p"].notna(), list(COLUMNS)]


def paired(measure: Measure, by: str, now: pd.DataFrame, before: pd.DataFrame) -> list[pd.DataFrame]:
    """Both frames with the same groups in the same order; a group that one period lacks has nobody in it, and a theme
    that nobody named then has none of the feedback that there was."""
    groups = sorted(set(now["group"]) | set(before["group"])) if by else [None]
    sides = []
    for side in (now, before):
        side = (side.set_index("group").reindex(groups).rename_axis("group").reset_index() if by else side).copy()
        filled = [name for name in side if name.startswith("moment_") or name in ("numerator", "denominator")]
        side[filled] = side[filled].fillna(0.0)
        if measure.has_one_base:
            side["denominator"] = side["denominator"].max()
            side["value"] = side["numerator"] / side["denominator"]
        sides.append(side)
    return sides


def frames(
    measure: Measure, filters: Filters, comparison: Filters, by: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every group of a dimension in both periods, those too small to be compared as well; without one, the whole."""
    return tuple(_read(measure, each, by) for each in (filters, comparison))


def _read(measure: Measure, filters: Filters, by: str | None = None) -> pd.DataFrame:
    """The rows as selected: the interval of each value, which takes as long as the look-up, is not what is asked."""
    rows = fetch.rows(measure.metric(measure.filters(filters), by=by, **measure.options))
    numbers = [name for name in rows if name.startswith("moment_") or name in ("value", "numerator", "denominator")]
    return rows.astype(dict.fromkeys(numbers, "float64"))


def is_rescored(now: pd.DataFrame, before: pd.DataFrame) -> bool:
    """Whether sources whose feedback mostly has another scorer's score than before make up too much of it; both as
    `score_use.scored_by` has them."""
    if now.empty or before.empty:
        return False
    most = [_most_used(side) for side in (now, before)]
    changed_sources = [name for name in most[0].index.intersection(most[1].index) if most[0][name] != most[1][name]]
    sizes = now.assign(source=now["source"].fillna("")).groupby("source")["n"].sum()
    return bool(sizes.reindex(changed_sources).sum() >= MOST_RESCORED * sizes.sum())


def _most_used(rows: pd.DataFrame) -> pd.Series:
    rows = rows.assign(source=rows["source"].fillna("")).sort_values("n")
    return rows.drop_duplicates("source", keep="last").set_index("source")["scorer"]
