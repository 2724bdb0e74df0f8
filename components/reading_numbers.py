"""The six readings of a period: their values, and what changed against the comparison period."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from components import format as fmt
from components.filter_bar import View
from components.headline import base_text, verdict
from components.readings import READINGS, Reading
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics import loyalty
from data_access.metrics.reconciliation import Counted, by_code, counted
from data_access.metrics.uncertainty import Change, Row, change, wilson, worth_colouring
from data_access.together import Asked

_OF_PURCHASES = loyalty.returning_order_share


@dataclass(frozen=True)
class Measured:
    """A reading of the view's period: its row, its change, that in words, and the kpi's word for it or None."""

    reading: Reading
    now: Row
    change: Change
    change_text: str
    verdict: str | None


@fetch.shared
def measure(view: View, horizon: int) -> dict[str, Measured]:
    """All readings by code. Better and worse are said of the six as a whole."""
    compared = [code for code, reading in READINGS.items() if comparison_of(view, reading)]
    told = zip(customers(view, horizon), _periods(view), strict=True)
    now, *others = (_values(*each) for each in told)
    before = others[0] if others else now
    changes = {code: change(READINGS[code].metric, now[code], before[code]) for code in compared}
    coloured = dict(zip(compared, worth_colouring(changes.values()), strict=True))
    found = {}
    for code, reading in READINGS.items():
        moved, word = changes.get(code, Change()), None
        if code in compared:
            word = verdict(view, reading.headline(horizon), now[code], moved, coloured[code])
        text = _change_text(view, reading, moved, code in compared)
        found[code] = Measured(reading, now[code], moved, text, word)
    return found


def ahead(view: View, horizon: int) -> list[Asked]:
    """What `measure` fetches; what else it reads is begun."""
    fetch.begin(_asked(view, horizon), partial(_read, _periods(view), horizon))
    return [Asked(_OF_PURCHASES, filters) for filters in _periods(view)]


def customers(view: View, horizon: int) -> list[Counted]:
    """The customers of the view's period and, where it is compared, of the other one, by what decides of them."""
    return fetch.worked_out(_asked(view, horizon), partial(_read, _periods(view), horizon))


def _asked(view: View, horizon: int) -> tuple:
    return "customers by their facts", _periods(view), horizon


def _periods(view: View) -> list[Filters]:
    is_compared = any(comparison_of(view, reading) for reading in READINGS.values())
    return [view.filters, view.comparison] if is_compared else [view.filters]


def _read(periods: list[Filters], horizon: int) -> list[Counted]:
    rows = fetch.rows(by_code(periods, horizon))
    return counted(rows.itertuples(index=False, name=None), periods)


def _values(told: Counted, filters: Filters) -> dict[str, Row]:
    """Each reading's value, numerator, denominator, low and high, by code."""
    purchases = fetch.fetch_one(_OF_PURCHASES, filters)
    found = []
    for code in READINGS:
        if code == "R3":
            found.append((float(purchases["numerator"]), float(purchases["denominator"])))
        else:
            found.append((told.total(code, "returning"), told.total(code, "base")))
    limits = zip(*wilson(*map(np.array, zip(*found, strict=True))), strict=True)
    rows = {}
    for code, (top, base), (low, high) in zip(READINGS, found, limits, strict=True):
        value = top / base if base else float("nan")
        rows[code] = {"numerator": top, "denominator": base, "value": value, "low": float(low), "high": float(high)}
    return rows


def comparison_of(view: View, reading: Reading) -> Filters | None:
    """The filters to compare a reading with. R5 does not follow the period; R7 asks for the period before as well."""
    comparison = view.comparison_of(reading.metric)
    if comparison is None or not reading.question:
        return None
    if reading.code == "R7" and comparison.previous().start < view.coverage.first_order_on:
        return None
    return comparison


def base(each: Measured, horizon: int) -> str:
    """ "4 of 10 customers"; of nobody, why."""
    if each.reading.code == "R4" and not each.now["denominator"]:
        return f"No new customer of the period has had {horizon} days yet"
    return base_text(each.reading.metric, each.now, each.reading.noun)


def interval(now: Row) -> str:
    """ "95% interval 16.8 to 68.7"; "" where nobody is in the base."""
    bounds = fmt.interval(now["low"], now["high"], "percent")
    return f"95% interval {bounds}" if bounds else ""


def _change_text(view: View, reading: Reading, moved: Change, is_compared: bool) -> str:
    if view.comparison is None:
        return ""
    if not reading.question:
        return "Does not follow the period"
    if not is_compared:
        return f"No data for the whole {view.comparison_name}"
    if moved.difference is None:
        return f"No value for the {view.comparison_name}"
    return fmt.change_with_interval(moved.difference, moved.low, moved.high, reading.metric.unit)
