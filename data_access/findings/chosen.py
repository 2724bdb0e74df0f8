"""What changed: up to five findings out of all comparisons, one of each story, with where each comes from."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data_access import fetch
from data_access.coverage import coverage
from data_access.filters import Filters
from data_access.findings.comparisons import NOT_GIVEN, candidates, frames, paired
from data_access.findings.contributors import Contributor, added, largest, telling_dimension
from data_access.findings.discovery import passed, smallest_seen
from data_access.findings.measures import BY_NAME, Measure

MOST = 5
# Two of one kind leave room for others.
MOST_OF_MEASURE = 2
Parts = Callable[[Measure, str], pd.Series]


@dataclass(frozen=True)
class Finding:
    """One change that is no chance. dimension and group are "" for the whole. now and before are values, n and n_before
    their bases; difference, low and high are of the value; p is of its own test, q over all that was looked at."""

    measure: str
    dimension: str
    group: str
    now: float
    before: float
    numerator: float
    n: float
    n_before: float
    difference: float
    low: float
    high: float
    p: float
    q: float
    contributors: tuple[Contributor, ...] = ()

    @property
    def metric(self):
        return BY_NAME[self.measure].metric


@dataclass(frozen=True)
class WhatChanged:
    """The findings, the most telling first; how many comparisons were looked at, and how many of them passed; of some
    wholes, as (name of the measure, smallest change), what would have been found."""

    findings: tuple[Finding, ...] = ()
    looked_at: int = 0
    passed: int = 0
    would_be_seen: tuple[tuple[str, float], ...] = ()


@fetch.shared
def what_changed(filters: Filters, comparison: Filters) -> WhatChanged:
    """Looked for anew whenever the filters or the data change.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """

    def parts(measure: Measure, by: str) -> pd.Series:
        return added(*paired(measure, by, *frames(measure, filters, comparison, by)))

    return told(candidates(filters, comparison), parts, coverage().our_brand)


def told(rows: pd.DataFrame, parts: Parts, ours: str | None = None) -> WhatChanged:
    """The findings among these comparisons. parts: what each group of a dimension adds to the change of the whole."""
    kept = passed(rows)
    found = chosen(kept, ours)
    return WhatChanged(
        tuple(_finding(row, rows, parts) for _, row in found.iterrows()),
        len(rows),
        len(kept),
        tuple((row["measure"], smallest_seen(row, len(rows))) for _, row in rows[rows["dimension"] == ""].iterrows()),
    )


def chosen(kept: pd.DataFrame, ours: str | None = None) -> pd.DataFrame:
    """Up to five of the comparisons that passed, one of each story, by what matters most: the least change that the
    interval leaves, in standard deviations of a single customer or text, times the part of all of these that it speaks
    of. A large change that hardly anything is known of comes after a smaller one that is certain."""
    least = kept[["low", "high"]].abs().min(axis="columns")
    weight = least / kept["spread"] * kept["part"]
    ranked = kept.assign(weight=weight, story=[_story(row) for _, row in kept.iterrows()])
    ranked = ranked.assign(leads=(ranked["dimension"] == "") | (ranked["group"] == (ours or "")))
    leads = ranked.sort_values(["leads", "weight"], ascending=False, kind="stable").drop_duplicates("story")
    leads = leads.sort_values("weight", ascending=False, kind="stable")
    return leads.groupby("measure", sort=False).head(MOST_OF_MEASURE).head(MOST)


def _story(row: pd.Series) -> tuple:
    """What one finding is enough for: a metric's rise or fall, whole and groups alike; a theme or brand; all shares of
    one whole, of which one gains what others lose."""
    measure = BY_NAME[row["measure"]]
    if measure.is_shared:
        return (measure.name,)
    if measure.subject and not measure.has_whole:
        return measure.name, row["group"]
    return measure.name, row["difference"] > 0


def _finding(row: pd.Series, rows: pd.DataFrame, parts: Parts) -> Finding:
    names = [name for name in Finding.__dataclass_fields__ if name != "contributors"]
    values = {name: row[name] if isinstance(row[name], str) else float(row[name]) for name in names}
    return Finding(**values, contributors=_contributors(row, rows[rows["measure"] == row["measure"]], parts))


def _contributors(row: pd.Series, rows: pd.DataFrame, parts: Parts) -> tuple[Contributor, ...]:
    measure = BY_NAME[row["measure"]]
    if measure.is_shared:
        # Who lost what this one gained, or the reverse.
        others = rows[rows["group"] != row["group"]].set_index("group")["difference"]
        return largest(row["dimension"], -others, row["difference"])
    if row["dimension"] or (by := telling_dimension(rows)) is None:
        return ()
    return largest(by, parts(measure, by).drop(NOT_GIVEN, errors="ignore"), row["difference"])
