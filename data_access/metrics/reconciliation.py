"""How the same customers come to different repeat rates: whom one definition counts, and another does not, and why.

What decides is known of each customer as a handful of facts, and the database counts customers by these. Whom a
definition counts, and why not, is said once, in terms that hold for columns of the database and of a frame alike: so a
number and the list of customers behind it cannot differ.
"""

from collections.abc import Iterator
from datetime import date
from itertools import permutations, product

import pandas as pd
from sqlalchemy import Select, String, case, cast, false, func, select

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


def _pairs(rows: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """Customers by their facts -> a row for each two definitions and reason."""
    facts, counts = facts_in(rows["group"].to_numpy(dtype="int64")), rows["numerator"].to_numpy(dtype=float)
    # An open period has no previous one.
    pairs = permutations(DEFINITIONS if filters.days else DEFINITIONS[:-1], 2)
    found = []
    for of, (counted, other) in product(OF, pairs):
        named = f"base of {counted}" if of == "base" else counted
        for reason, chosen in _parts(facts, counted, other, of):
            number = float(chosen @ counts)
            if reason is None:
                found.append((f"{named} and {other}", number, of, counted, other, None, None))
            elif number:
                because = REASONS[reason].format(**options)
                found.append((f"{named} not {other}: {because}", number, of, counted, other, reason, because))
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


def totals(moves: pd.DataFrame) -> pd.DataFrame:
    """Numerator and denominator of each definition, which its rows of definitions_reconciled add up to."""
    found, against = {}, {}
    for counted, of, other, value in zip(*(moves[name] for name in ("counted", "of", "other", "value")), strict=True):
        # Every other definition would give the same.
        if against.setdefault((counted, of), other) == other:
            found[counted, of] = found.get((counted, of), 0.0) + value
    names = sorted({counted for counted, _ in found})
    sums = {
        side: [found[name, of] for name in names] for side, of in (("numerator", "returning"), ("denominator", "base"))
    }
    return pd.DataFrame(sums, index=pd.Index(names, name="counted"))


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
