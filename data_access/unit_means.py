"""Several means over units (customers) of the same rows, looked up in one pass: of both periods, in steps and as
wholes, of every score. To sum up each customer's rows takes longer than all else, and is done once for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

import pandas as pd
from sqlalchemy import CTE, Column, ColumnElement, Double, Select, and_, case, cast, func, literal, or_, select, true

from data_access.filters import Filters
from data_access.metrics.definition import UnitMean, keys_of, unit_mean

COLUMNS = (
    "period", "group", "value", "numerator", "denominator", "moment_dd", "moment_dn", "moment_nn", "moment_units",
)  # fmt: skip
Days = tuple[date | None, date | None]


class Member(NamedTuple):
    """One mean as it was asked for: its place among the askings, and which of the pass's days and scores are its."""

    place: int
    days: int
    every: str | None
    score: int


@dataclass
class Pass:
    """Means of the same rows but for their days and scores: in one kind of steps, or as wholes, or both."""

    by: str | None
    filters: Filters  # without days
    rows: UnitMean
    every: str | None = None
    days: list[Days] = field(default_factory=list)
    scores: list[ColumnElement] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    def takes(self, mean: UnitMean, by: str | None, every: str | None, filters: Filters, days: Days) -> bool:
        """Whether a mean is of the same rows. Those of days that overlap would have to be counted twice."""
        fits = (by, filters) == (self.by, self.filters) and (None in (every, self.every) or every == self.every)
        return fits and all(own == days or _are_apart(own, days) for own in self.days) and mean.is_of_rows_of(self.rows)

    def add(self, place: int, mean: UnitMean, every: str | None, days: Days) -> None:
        if every and not self.every:
            self.every, self.rows = every, mean
        if days not in self.days:
            self.days.append(days)
        score = next((at for at, own in enumerate(self.scores) if own.compare(mean.score)), len(self.scores))
        if score == len(self.scores):
            self.scores.append(mean.score)
        self.members.append(Member(place, self.days.index(days), every, score))

    def statements(self, on: Column) -> dict[str | None, Select]:
        """The sums, by the steps that they are in; None for the wholes. on: the day of a row."""
        steps, asked = self._of_units(on), {member.every for member in self.members}
        found = {self.every: self._summed(steps, self.every)}
        if self.every and None in asked:
            found[None] = self._summed(self._of_units_whole(steps), None)
        return {every: statement for every, statement in found.items() if every in asked}

    def _of_units(self, on: Column) -> CTE:
        """What each unit says in each step: unit, its count n and the sum of each score d_0, d_1, ..."""
        within = [and_(true(), *Filters(*days).period(on)) for days in self.days]
        which = case(*((those, at) for at, those in enumerate(within))) if len(within) > 1 else literal(0)
        rows, which = self.rows, which.label("days")
        sums = [cast(func.sum(score), Double).label(f"d_{at}") for at, score in enumerate(self.scores)]
        counted = select(which, rows.period, rows.group, rows.unit.label("unit"), *sums)
        counted = counted.add_columns(cast(func.count(), Double).label("n")).where(*rows.where, or_(*within))
        keys = [which] * (len(within) > 1) + [rows.period] * bool(self.every) + [rows.group] * bool(self.by)
        return counted.group_by(*keys, rows.unit).cte()

    def _of_units_whole(self, steps: CTE) -> CTE:
        unit = steps.c
        sums = [func.sum(unit[name]).label(name) for name in (*self._sums, "n")]
        return select(unit.days, unit.group, unit.unit, *sums).group_by(unit.days, unit.group, unit.unit).cte()

    def _summed(self, units: CTE, every: str | None) -> Select:
        unit = units.c
        period, group = keys_of(unit, self.by, every)
        sums = {"n": unit.n, "nn": unit.n * unit.n}
        sums |= {name: unit[name] for name in self._sums}
        sums |= {f"d{name}": unit[name] * unit[name] for name in self._sums}
        sums |= {f"n{name}": unit[name] * unit.n for name in self._sums}
        columns = (func.sum(amount).label(name) for name, amount in sums.items())
        # Where no rows are, there is nothing to group, and no row.
        return select(unit.days, period, group, func.count().label("units"), *columns).group_by(
            unit.days, period, group
        )

    def answers(self, every: str | None, found: Sequence[Mapping]) -> Iterator[tuple[int, pd.DataFrame]]:
        """Of each member in these steps its place, and its rows as its own statement would have them."""
        for place, days, own, score in self.members:
            if own == every:
                rows = [_row(each, f"d_{score}") for each in found if each["days"] == days]
                is_one = every is None and self.by is None
                yield place, pd.DataFrame(rows or [_NOBODY] * is_one, columns=list(COLUMNS))

    @property
    def _sums(self) -> list[str]:
        return [f"d_{at}" for at in range(len(self.scores))]


def in_passes(asked: Sequence) -> tuple[list[Pass], list[int]]:
    """What is asked (`together.Asked`) of means of the same rows, in passes that several share; and the places of all
    else."""
    passes, alone = [], []
    for place, each in enumerate(asked):
        days = (each.filters.start, each.filters.end)
        filters = replace(each.filters, start=None, end=None)
        mean = unit_mean(replace(each, filters=filters).statement()) if each.metric.interval == "clustered" else None
        if mean is None:
            alone.append(place)
            continue
        known = next((own for own in passes if own.takes(mean, each.by, each.every, filters, days)), None)
        if known is None:
            passes.append(known := Pass(each.by, filters, mean))
        known.add(place, mean, each.every, days)
    several = [each for each in passes if len(each.members) > 1]
    return several, alone + [each.members[0].place for each in passes if len(each.members) == 1]


_NOBODY = (None, None, None, 0.0, 0.0, None, None, None, 0)


def _row(found: Mapping, score: str) -> tuple:
    top, base = found[score], found["n"]
    moments = (found[f"d{score}"], found[f"n{score}"], found["nn"], found["units"])
    return found["period"], found["group"], top / base, top, base, *moments


def _are_apart(one: Days, other: Days) -> bool:
    if None in (*one, *other):
        return False
    return one[1] < other[0] or other[1] < one[0]
