"""Several means over the same units (customers), looked up in one pass: of both periods, in steps and as wholes, of
every score and of all rows that any of them counts. To sum up each customer's rows takes longer than all else, and is
done once for all of them."""

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
    """One mean as it was asked for: its place among the askings, and which of the pass's days, scores and bases are
    its."""

    place: int
    days: int
    every: str | None
    score: int
    base: int


@dataclass
class Pass:
    """Means of rows of the same units and groups but for their days, in one kind of steps, or as wholes, or both.

    scores: what is summed, each with the base that it is of. bases: which rows count, as conditions.
    """

    by: str | None
    filters: Filters  # without days
    rows: UnitMean
    every: str | None = None
    days: list[Days] = field(default_factory=list)
    scores: list[tuple[ColumnElement, int]] = field(default_factory=list)
    bases: list[Sequence[ColumnElement]] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    def takes(self, mean: UnitMean, by: str | None, every: str | None, filters: Filters, days: Days) -> bool:
        """Whether a mean is of the same units. Those of days that overlap would have to be counted twice."""
        fits = (by, filters) == (self.by, self.filters) and (None in (every, self.every) or every == self.every)
        return (
            fits and all(own == days or _are_apart(own, days) for own in self.days) and mean.is_of_units_of(self.rows)
        )

    def add(self, place: int, mean: UnitMean, every: str | None, days: Days) -> None:
        if every and not self.every:
            self.every, self.rows = every, mean
        if days not in self.days:
            self.days.append(days)
        base = next((at for at, own in enumerate(self.bases) if _are_alike(own, mean.where)), len(self.bases))
        if base == len(self.bases):
            self.bases.append(mean.where)
        scores = (at for at, (own, of) in enumerate(self.scores) if of == base and own.compare(mean.score))
        score = next(scores, len(self.scores))
        if score == len(self.scores):
            self.scores.append((mean.score, base))
        self.members.append(Member(place, self.days.index(days), every, score, base))

    def statements(self, on: Column) -> dict[str | None, Select]:
        """The sums, by the steps that they are in; None for the wholes. on: the day of a row."""
        steps, asked = self._of_units(on), {member.every for member in self.members}
        found = {self.every: self._summed(steps, self.every)}
        if self.every and None in asked:
            found[None] = self._summed(self._of_units_whole(steps), None)
        return {every: statement for every, statement in found.items() if every in asked}

    def _of_units(self, on: Column) -> CTE:
        """What each unit says in each step: unit, the counts of the bases n_0, n_1, ..., the sums of the scores d_0,
        d_1, ..."""
        within = [and_(true(), *Filters(*days).period(on)) for days in self.days]
        which = case(*((those, at) for at, those in enumerate(within))) if len(within) > 1 else literal(0)
        rows, which = self.rows, which.label("days")
        in_all = [each for each in self.bases[0] if all(_has(other, each) for other in self.bases[1:])]
        own = [[each for each in base if not _has(in_all, each)] for base in self.bases]
        sums = [
            cast(func.sum(case((and_(*own[base]), score)) if own[base] else score), Double).label(f"d_{at}")
            for at, (score, base) in enumerate(self.scores)
        ]
        counts = [
            cast(func.count(case((and_(*each), 1))) if each else func.count(), Double).label(f"n_{at}")
            for at, each in enumerate(own)
        ]
        counted = select(which, rows.period, rows.group, rows.unit.label("unit"), *sums, *counts)
        counted = counted.where(*in_all, or_(*within))
        keys = [which] * (len(within) > 1) + [rows.period] * bool(self.every) + [rows.group] * bool(self.by)
        return counted.group_by(*keys, rows.unit).cte()

    def _of_units_whole(self, steps: CTE) -> CTE:
        unit = steps.c
        sums = [func.sum(unit[name]).label(name) for name in (*self._sums, *self._counts)]
        return select(unit.days, unit.group, unit.unit, *sums).group_by(unit.days, unit.group, unit.unit).cte()

    def _summed(self, units: CTE, every: str | None) -> Select:
        unit = units.c
        period, group = keys_of(unit, self.by, every)
        sums = {name: unit[name] for name in (*self._counts, *self._sums)}
        sums |= {f"n{name}": unit[name] * unit[name] for name in self._counts}
        sums |= {f"d{name}": unit[name] * unit[name] for name in self._sums}
        sums |= {
            f"n{name}": unit[name] * unit[f"n_{base}"] for name, (_, base) in zip(self._sums, self.scores, strict=True)
        }
        columns = [func.sum(amount).label(name) for name, amount in sums.items()]
        # Whoever says nothing of a base is none of its units.
        columns += [func.count(case((unit[name] > 0, 1))).label(f"units{name[1:]}") for name in self._counts]
        # Where no rows are, there is nothing to group, and no row.
        return select(unit.days, period, group, *columns).group_by(unit.days, period, group)

    def answers(self, every: str | None, found: Sequence[Mapping]) -> Iterator[tuple[int, pd.DataFrame]]:
        """Of each member in these steps its place, and its rows as its own statement would have them."""
        for place, days, own, score, base in self.members:
            if own == every:
                of_days = (each for each in found if each["days"] == days)
                rows = [_row(each, f"d_{score}", f"n_{base}") for each in of_days if each[f"n_{base}"]]
                is_one = every is None and self.by is None
                yield place, pd.DataFrame(rows or [_NOBODY] * is_one, columns=list(COLUMNS))

    @property
    def _sums(self) -> list[str]:
        return [f"d_{at}" for at in range(len(self.scores))]

    @property
    def _counts(self) -> list[str]:
        return [f"n_{at}" for at in range(len(self.bases))]


def in_passes(asked: Sequence) -> tuple[list[Pass], list[int]]:
    """What is asked (`together.Asked`) of means over the same units, in passes that several share; and the places of
    all else."""
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


def _row(found: Mapping, score: str, count: str) -> tuple:
    top, base = found[score], found[count]
    moments = (found[f"d{score}"], found[f"n{score}"], found[f"n{count}"], found[f"units{count[1:]}"])
    return found["period"], found["group"], top / base, top, base, *moments


def _has(conditions: Sequence[ColumnElement], one: ColumnElement) -> bool:
    return any(each.compare(one) for each in conditions)


def _are_alike(some: Sequence[ColumnElement], others: Sequence[ColumnElement]) -> bool:
    return len(some) == len(others) and all(_has(others, each) for each in some)


def _are_apart(one: Days, other: Days) -> bool:
    if None in (*one, *other):
        return False
    return one[1] < other[0] or other[1] < one[0]
