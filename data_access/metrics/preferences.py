"""Whom people favour when they name a competitor, and who changes to whom."""

import pandas as pd
from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics.definition import (
    BOTH,
    customer_value,
    group_of,
    grouped,
    metric,
    parts_of,
    period_start,
    ratio,
    total,
)
from data_access.metrics.uncertainty import wilson
from data_access.schema import CUSTOMER_DIMENSIONS, brands
from data_access.schema import preferences as preferences_table

FAVOURED = ("ours", "equal", "unclear", "theirs")
DIMENSIONS = (
    "rival", "favoured", "switching", "tense", "move", "source", "kind", "channel", "category", *CUSTOMER_DIMENSIONS
)  # fmt: skip
_OF_SIDES = tuple(name for name in DIMENSIONS if name != "favoured")
_OF_SWITCHES = tuple(name for name in DIMENSIONS if name != "switching")
p = preferences_table.c


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """WHERE over preferences. Chosen brands are competitors; ours takes part in each pair, and chooses them all."""
    where = filters.conditions(preferences_table, on=p.created_on)
    if filters.brand and EVERY_BRAND not in filters.brand:
        is_ours_chosen = exists(select(brands.c.name).where(brands.c.is_ours, brands.c.name.in_(filters.brand)))
        where.append(or_(p.rival.in_(filters.brand), is_ours_chosen))
    return where


def dimension(by: str | None) -> ColumnElement | None:
    if by is None:
        return None
    first, *others = (_column(part) for part in parts_of(by))
    return group_of(first) + BOTH + group_of(others[0]) if others else first


def _column(by: str) -> ColumnElement:
    if by == "move":
        # What is said to have happened, or to be happening, apart from what may.
        return p.switching + case((p.tense == "future", " future"), else_=" now")
    return p[by] if by in p else customer_value(by, p.customer_id)


def _select(filters: Filters, by: str | None, every: str | None, columns, *where: ColumnElement[bool]) -> Select:
    period = period_start(every, p.created_on).label("period")
    group = group_of(dimension(by)).label("group")
    statement = select(period, group, *columns).select_from(preferences_table).where(*conditions(filters), *where)
    return grouped(statement, period, group, by, every)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


@metric("Share that favours us", "percent", _OF_SIDES, interval="wilson", by_two=True)
def favoured_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Of feedback that names a competitor and says plainly which of us two it favours: the share that favours us, that
    is ours / (ours + theirs). Each competitor named counts once. Read from comparisons ("cheaper than", "unlike X"),
    from moves ("switched from X to Y") and, where there is neither, from clauses of opposite tone. What favours neither
    is counted beside it: equal says that both are alike, unclear names a competitor without preferring anybody, or
    contradicts itself. A competitor's own customers who name us count too."""
    ours, theirs = _number(p.favoured == "ours"), _number(p.favoured == "theirs")
    beside = [_number(p.favoured == name).label(name) for name in ("equal", "unclear")]
    return _select(filters, by, every, [*ratio(ours, ours + theirs), *beside])


@metric("Feedback that names a competitor, by whom it favours", "count", DIMENSIONS, by_two=True)
def preferences_counted(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Pieces of feedback that name a competitor, or in which a competitor's customer names us; one that names two
    competitors counts twice. Broken down by favoured: ours, theirs, equal or unclear."""
    return _select(filters, by, every, total(func.count()))


@metric("Inbound share of switching", "percent", _OF_SWITCHES, interval="wilson", by_two=True)
def inbound_switching_share(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Of feedback saying that a customer moved, moves or will move between us and a named competitor: the share that
    moves toward us, that is toward / (toward + away). Advice to others, and moves denied or regretted, do not count."""
    toward = _number(p.switching == "toward")
    return _select(filters, by, every, ratio(toward, func.count()), p.switching.is_not(None))


def _of_the_share(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """(t - a) / (t + a) is 2 t / (t + a) - 1, and so are its limits."""
    base = frame["denominator"]
    low, high = wilson((frame["numerator"] + base) / 2, base)
    return frame.assign(low=2 * low - 1, high=2 * high - 1)


@metric("Switching balance", "score", _OF_SWITCHES, interval="of_share", by_two=True, finish=_of_the_share)
def switching_balance(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Feedback of moves toward us less that of moves away to a competitor, divided by both together: -1 to 1 inside,
    shown as -100 (all leave) to +100 (all come). The interval is that of the inbound share of switching."""
    sign = case((p.switching == "toward", 1), else_=-1)
    counted = ratio(func.coalesce(func.sum(sign), 0), func.count())
    return _select(filters, by, every, counted, p.switching.is_not(None))
