"""The six readings of a period: their values, and what changed against the comparison period."""

from dataclasses import dataclass

import pandas as pd

from components import format as fmt
from components.filter_bar import View
from components.headline import base_text, verdict
from components.readings import READINGS, Reading
from data_access import fetch
from data_access.filters import Filters
from data_access.metrics import loyalty
from data_access.metrics.reconciliation import definitions_reconciled, totals
from data_access.metrics.uncertainty import Change, change, intervals, worth_colouring
from data_access.together import Asked

_OF_PURCHASES = loyalty.returning_order_share


@dataclass(frozen=True)
class Measured:
    """A reading of the view's period: its row, its change, that in words, and the kpi's word for it or None."""

    reading: Reading
    now: pd.Series
    change: Change
    change_text: str
    verdict: str | None


@fetch.shared
def measure(view: View, horizon: int) -> dict[str, Measured]:
    """All readings by code. Better and worse are said of the six as a whole."""
    compared = [code for code, reading in READINGS.items() if comparison_of(view, reading)]
    now = values(view.filters, horizon)
    before = values(view.comparison, horizon) if compared else now
    changes = {code: change(READINGS[code].metric, now.loc[code], before.loc[code]) for code in compared}
    coloured = dict(zip(compared, worth_colouring(changes.values()), strict=True))
    found = {}
    for code, reading in READINGS.items():
        moved, word = changes.get(code, Change()), None
        if code in compared:
            word = verdict(view, reading.headline(horizon), now.loc[code], moved, coloured[code])
        text = _change_text(view, reading, moved, code in compared)
        found[code] = Measured(reading, now.loc[code], moved, text, word)
    return found


def ahead(view: View, horizon: int) -> list[Asked]:
    """What `measure` asks for."""
    options = {"horizon": horizon}
    is_compared = any(comparison_of(view, reading) for reading in READINGS.values())
    return [
        asked
        for filters in (view.filters, *([view.comparison] if is_compared else []))
        for asked in (Asked(definitions_reconciled, filters, options=options), Asked(_OF_PURCHASES, filters))
    ]


def values(filters: Filters, horizon: int) -> pd.DataFrame:
    """Each reading's value, numerator, denominator, low and high, by code, from two statements."""
    counted = totals(fetch.fetch(definitions_reconciled, filters, horizon=horizon))
    purchases = fetch.fetch_one(_OF_PURCHASES, filters)
    counted.loc["R3"] = purchases[["numerator", "denominator"]].astype(float)
    counted = counted.reindex(list(READINGS))
    counted["value"] = (counted["numerator"] / counted["denominator"]).where(counted["denominator"] > 0)
    counted["low"], counted["high"] = intervals(loyalty.returning_customer_share, counted)
    return counted


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


def interval(now: pd.Series) -> str:
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
