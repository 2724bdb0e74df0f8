"""KPI cards of metrics: the value now, its change against the comparison period, where it went, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from components import format as fmt
from components import kpi
from components.definition import Definition
from components.filter_bar import View
from components.series import by_period, over_time, whole
from data_access import fetch
from data_access.metrics.definition import SMALL_BASE, Metric
from data_access.metrics.uncertainty import Change, change, worth_colouring


@dataclass(frozen=True)
class Headline:
    """One card.

    label: in the reader's words. noun: what the base counts. more_is_better: None where neither way is good.
    """

    metric: Metric
    label: str
    noun: str
    more_is_better: bool | None = True
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class _Measured:
    headline: Headline
    now: pd.Series
    change: Change
    values: Sequence[float]
    earlier: Sequence[float] | None


def show_row(view: View, headlines: Sequence[Headline]) -> None:
    """A row of cards of one height. Better and worse are said of the row as a whole: chance alone would colour one
    card in twenty."""
    measured = [_measure(view, headline) for headline in headlines]
    may_colour = worth_colouring([each.change for each in measured])
    for column, each, is_coloured in zip(st.columns(len(measured)), measured, may_colour, strict=True):
        with column:
            _card(view, each, is_coloured)


@fetch.shared
def _measure(view: View, headline: Headline) -> _Measured:
    metric, options = headline.metric, headline.options
    steps = over_time(metric, view, **options)
    now, comparison = whole(metric, view.filters, steps, **options), view.comparison_of(metric)
    if comparison is None:
        return _Measured(headline, now, Change(), by_period(steps), None)
    earlier = over_time(metric, view, comparison, **options)
    before = whole(metric, comparison, earlier, **options)
    return _Measured(headline, now, change(metric, now, before), by_period(steps), by_period(earlier))


def _card(view: View, each: _Measured, is_coloured: bool) -> None:
    headline, now, moved = each.headline, each.now, each.change
    metric, currency = headline.metric, only_currency(view)
    kpi.card(
        headline.label,
        fmt.value(now["value"], metric.unit, currency),
        key=metric.name,
        verdict=verdict(view, headline, now, moved, is_coloured),
        direction=moved.difference,
        change_text=_change_text(view, metric, moved, currency),
        base_text=base_text(metric, now, headline.noun),
        is_small_base=has_small_base(metric, now),
        values=each.values,
        comparison=each.earlier,
        definition=define(metric, **headline.options),
    )


def verdict(view: View, headline: Headline, now: pd.Series, moved: Change, is_coloured: bool) -> str | None:
    """One of kpi's words, or None where nothing is compared."""
    if view.comparison_of(headline.metric) is None or headline.more_is_better is None:
        return None
    if pd.isna(now["value"]) or moved.difference is None:
        return kpi.TOO_EARLY
    if not is_coloured:
        return kpi.UNCLEAR
    return kpi.BETTER if (moved.difference > 0) == headline.more_is_better else kpi.WORSE


def _change_text(view: View, metric: Metric, moved: Change, currency: str | None) -> str:
    if view.comparison is None:
        return ""
    if view.comparison_of(metric) is None:
        return f"No data for the whole {view.comparison_name}"
    if moved.difference is None:
        return f"No value for the {view.comparison_name}"
    return fmt.change_with_interval(moved.difference, moved.low, moved.high, metric.unit, currency)


def base_text(metric: Metric, row: pd.Series, noun: str) -> str:
    """ "1,204 of 3,118 customers" for a share; the n alone for a mean."""
    if pd.isna(row["denominator"]):
        return noun
    if row["denominator"] == 0:
        return f"No {noun} in the period"
    if "n" in row:  # where the base is an amount
        return f"{fmt.count(row['n'])} {noun}"
    if metric.interval == "wilson":
        return fmt.base(row["numerator"], row["denominator"], noun)
    return f"{fmt.count(row['denominator'])} {noun}"


def has_small_base(metric: Metric, row: pd.Series) -> bool:
    return metric.interval is not None and bool(0 < row["denominator"] < SMALL_BASE)


def only_currency(view: View) -> str | None:
    """The one currency that amounts are in, when the data names any."""
    named = view.coverage.currencies
    return view.filters.currency or (named[0] if named else None)


def define(metric: Metric, **options) -> Definition:
    """A metric's definition for the reader, its formal name first."""
    return Definition(metric.title.format(horizon=options.get("horizon", 90)), metric.definition)
