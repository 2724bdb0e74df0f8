"""How the same customers come to different repeat rates: whom one definition counts, and another does not, and why.

What decides is known of each customer as a handful of facts, and the database counts customers by these. Whom a
definition counts, and why not, is said once, in terms that hold for columns of the database and of a frame alike: so a
number and the list of customers behind it cannot differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import permutations, product
from types import SimpleNamespace

import numpy as np
import pandas as pd
from sqlalchemy import CompoundSelect, Select, String, case, cast, false, func, literal, select, union_all

from data_access.filters import Filters
from data_access.metrics.customer_facts import codes_of_customers, facts_in
from data_access.metrics.definition import metric, period_start, total

# The definitions that count customers; R3 counts purchases.
DEFINITIONS = ("R1", "R2", "R2'", "R4", "R5", "R7")
OF = ("returning", "base")
REASONS = {
    "once": "they bought before the period and once in it",
    "new": "their first purchase was in the period",
    "new_once": "their first purchase was in the period and the next one after it",
    "not_here": "they bought before the period, but not in it",
    "after": "their first purchase came after the period",
    "before": "their first purchase was before the period",
    "too_new": "they have not had {horizon} days since their first purchase",
    "too_late": "their second purchase came more than {horizon} days after the first",
    "not_previous": "they bought earlier, but not in the previous period",
    "first_unknown": "their first purchase came after the data's last day",
    "second_unknown": "their second purchase came after the data's last day",
    "left_out": "the filter leaves out what they bought in the period",
    "partly_left_out": "the filter leaves out another purchase of theirs in the period",
    "first_left_out": "the filter leaves out their first purchase",
}


@dataclass(frozen=True)
class Counted:
    """A period's customers by the codes of their facts: codes, and how many customers there are of each."""

    codes: np.ndarray
    counts: np.ndarray

    def total(self, definition: str, of: str) -> float:
        """How many a definition counts as returning, or has in its base."""
        return float(_whom(self._facts, definition, of) @ self.counts)

    def moves(self, counted: str, other: str, of: str) -> list[tuple[str | None, float]]:
        """Whom both count, under None, and whom the other definition does not, by the reasons of REASONS that there
        are."""
        parts = ((reason, float(whom @ self.counts)) for reason, whom in _parts(self._facts, counted, other, of))
        return [(reason, number) for reason, number in parts if reason is None or number]

    @cached_property
    def _facts(self) -> SimpleNamespace:
        return facts_in(self.codes)


def named(counted: str, other: str, reason: str | None, of: str, **options) -> tuple[str, str | None]:
    """ "R2 not R1: they bought before the period and once in it", and why."""
    one = f"base of {counted}" if of == "base" else counted
    if reason is None:
        return f"{one} and {other}", None
    because = REASONS[reason].format(**options)
    return f"{one} not {other}: {because}", because


def by_code(periods: Sequence[Filters], horizon: int) -> CompoundSelect:
    """place (of the period), code and customers: what `counted` takes, of several periods in one statement."""
    told = []
    for place, filters in enumerate(periods):
        code = codes_of_customers(filters, horizon).c.code
        told.append(select(literal(place).label("place"), code, func.count().label("customers")).group_by(code))
    return union_all(*told)


def counted(rows: Iterable[tuple[int, int, int]], periods: Sequence[Filters]) -> list[Counted]:
    """Of each of the periods its customers, from the rows of `by_code`."""
    of_each: list[list[tuple[int, int]]] = [[] for _ in periods]
    for place, code, n in rows:
        of_each[place].append((code, n))
    return [
        Counted(np.array([code for code, _ in own], dtype="int64"), np.array([float(n) for _, n in own]))
        for own in of_each
    ]


def _pairs(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """Customers by their facts -> a row for each two definitions and reason."""
    told = Counted(rows["group"].to_numpy(dtype="int64"), rows["numerator"].to_numpy(dtype=float))
    # An open period has no previous one.
    pairs = permutations(DEFINITIONS if filters.days else DEFINITIONS[:-1], 2)
    found = []
    for of, (one, other) in product(OF, pairs):
        for reason, number in told.moves(one, other, of):
            group, because = named(one, other, reason, of, **options)
            found.append((group, number, of, one, other, reason, because))
    result = pd.DataFrame(found, columns=["group", "value", "of", "counted", "other", "reason", "because"])
    return result.assign(period=pd.NaT, numerator=result["value"], denominator=float("nan"))


@metric("Definitions reconciled", "count", (), fills_gaps=False, steps=(), finish=_pairs)
def definitions_reconciled(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90
) -> Select:
    """For each two of the definitions R1, R2, R2', R4, R5 and R7: the customers whom the first counts as returning and
    the second too ("R2 and R1"), and those whom the second does not, by the reason ("R2 not R1: they bought before the
    period and once in it"); these add up to the first one's numerator. The same for the bases, which add up to its
    denominator ("base of R2 not R4: their first purchase was before the period"). R3 counts purchases: all those that
    make a customer count under R2."""
    code = codes_of_customers(filters, horizon).c.code
    period, group = period_start(None, None).label("period"), cast(code, String).label("group")
    return select(period, group, *total(func.count())).group_by(code)


def members_of(
    filters: Filters,
    counted: str,
    other: str | None = None,
    reason: str | None = None,
    *,
    of: str = "returning",
    horizon: int = 90,
    previous_start: date | None = None,
) -> Select:
    """The ids of the customers whom a definition counts; with another one, of those whom it does not count, for a
    reason of REASONS, or, without a reason, does count.

    of: "returning", or "base" for all whom the definition asks about.
    previous_start: the first day of the previous period, unless that has as many days as the period.
    """
    known = codes_of_customers(filters, horizon, previous_start).c
    facts = facts_in(known.code)
    parts = {None: _whom(facts, counted, of)} if other is None else dict(_parts(facts, counted, other, of))
    # PostgreSQL takes each comparison with a number for true of a third, all together for true of hardly anyone, and
    # would look these few up one by one; of a number it takes "not 0" for true of nearly all.
    return select(known.customer_id).where(case((parts.get(reason, false()), 1), else_=0) != 0)


# ---- the definitions, over facts that are columns of the database or arrays


def _whom(f, definition: str, of: str):
    """Whom a definition counts as returning, or has in its base."""
    bases = {
        "R4": lambda: f.here & ~f.before & f.first_chosen & f.mature,
        "R5": lambda: f.first_chosen & f.known,
        "R7": lambda: f.in_previous,
    }
    returning = {
        "R1": lambda: f.again,
        "R2": lambda: f.later,
        "R2'": lambda: f.bought & f.before,
        "R4": lambda: bases["R4"]() & f.soon,
        "R5": lambda: bases["R5"]() & f.ever,
        "R7": lambda: f.in_previous & f.here,
    }
    return bases.get(definition, lambda: f.bought)() if of == "base" else returning[definition]()


def _parts(f, counted: str, other: str, of: str) -> Iterator[tuple[str | None, object]]:
    """Whom both count, under None; then whom the other does not, each under the first reason that holds."""
    one, two = _whom(f, counted, of), _whom(f, other, of)
    yield None, one & two
    rest = one & ~two
    for reason, holds in (_why_not if of == "returning" else _why_not_at_all)(f, other):
        if holds is None:
            yield reason, rest
        else:
            yield reason, rest & holds
            rest = rest & ~holds


def _why_not(f, definition: str) -> list[tuple]:
    """The reasons why someone does not count as returning, in the order in which they are asked: (reason, whether it
    holds, or None for whoever is left)."""
    away = ("not_here", ~f.here & f.before), ("after", ~f.here)
    nothing = *away, ("left_out", ~f.bought)
    reasons = {
        "R1": lambda: [*nothing, ("partly_left_out", f.here_again), ("once", f.before), ("new_once", None)],
        "R2": lambda: [*nothing, ("partly_left_out", f.here_again), ("new_once", None)],
        "R2'": lambda: [*nothing, ("new", None)],
        "R4": lambda: [
            *(("before", f.before), ("after", ~f.here), ("first_left_out", ~f.first_chosen)),
            *(("too_new", ~f.mature), ("too_late", None)),
        ],
        "R5": lambda: [("first_left_out", ~f.first_chosen), ("second_unknown", None)],
        "R7": lambda: [*away, ("new", ~f.before), ("not_previous", None)],
    }
    return reasons[definition]()


def _why_not_at_all(f, definition: str) -> list[tuple]:
    """The same for the base."""
    return {
        "R4": [("before", f.before), ("after", ~f.here), ("first_left_out", ~f.first_chosen), ("too_new", None)],
        "R5": [("first_left_out", ~f.first_chosen), ("first_unknown", None)],
        "R7": [("not_previous", f.before), ("new", f.here), ("after", None)],
    }.get(definition, [("left_out", f.here), ("not_here", f.before), ("after", None)])
