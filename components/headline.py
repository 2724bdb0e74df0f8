"""KPI cards of metrics: the value now, its change against the comparison period and its target, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd
import streamlit as st

from components import format as fmt
from components import kpi, target_form
from components.definition import Definition
from components.filter_bar import View
from components.presenting import key_figures, offer
from components.series import ahead, by_period, over_time, whole
from data_access import fetch, targets
from data_access.metrics.definition import SMALL_BASE, Metric
from data_access.metrics.smallest_change import smallest_change
from data_access.metrics.uncertainty import Change, change, worth_colouring
from data_access.together import Asked

# Two periods are alike where the whole interval of their difference lies within so many points: little can hide in it.
ALIKE = 0.05


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

    @property
    def aim(self) -> target_form.Aim | None:
        return target_form.aim(self.metric, self.label, **self.options)


@dataclass(frozen=True)
class _Measured:
    """verdict: one of kpi's words, or None. least: the change that would have shown, where that is to be said."""

    headline: Headline
    now: pd.Series
    before: pd.Series | None
    change: Change
    values: Sequence[float]
    earlier: Sequence[float] | None
    verdict: str | None = None
    least: float | None = None


@dataclass(frozen=True)
class _Told:
    """What a card says beside its number; None where no card of its row has such a line."""

    verdict: str | None
    seen: str | None = ""
    target: float | None = None
    reached: str | None = ""


def show_row(view: View, headlines: Sequence[Headline], also: Sequence[Asked] = ()) -> None:
    """A row of cards of one height. Better and worse are said of the row as a whole: chance alone would colour one
    card in twenty. also: what else the page asks for, to be read at the same time."""
    fetch.ahead([*(asked for each in headlines for asked in ahead(view, each.metric, **each.options)), *also])
    measured = _measured(view, tuple(headlines))
    told = _told(measured)
    cards = [_card(view, each, says) for each, says in zip(measured, told, strict=True)]
    with st.container(key="headlines"):
        for column, card in zip(st.columns(len(measured)), cards, strict=True):
            with column:
                kpi.card(**card)
        rows = [each.now for each in measured]
        with st.container(key="actions-headlines", width="content"):
            offer.button("headlines", partial(key_figures.content, view, cards, rows), card="headlines")


@fetch.shared
def _measured(view: View, headlines: Sequence[Headline]) -> list[_Measured]:
    """All of a row, with what depends on how many they are."""
    measured = [_measure(view, headline) for headline in headlines]
    changes, found = [each.change for each in measured], []
    looked_at = sum(change.p is not None for change in changes)
    for each, is_coloured in zip(measured, worth_colouring(changes), strict=True):
        word, least = verdict(view, each.headline, each.now, each.change, is_coloured, each.before), None
        if word in (kpi.UNCLEAR, kpi.TOO_EARLY) and each.before is not None:
            least = smallest_change(each.headline.metric, each.now, each.before, looked_at)
        found.append(replace(each, verdict=word, least=least))
    return found


def _measure(view: View, headline: Headline) -> _Measured:
    metric, options = headline.metric, headline.options
    steps = over_time(metric, view, **options)
    now, comparison = whole(metric, view.filters, steps, **options), view.comparison_of(metric)
    if comparison is None:
        return _Measured(headline, now, None, Change(), by_period(steps), None)
    earlier = over_time(metric, view, comparison, **options)
    before = whole(metric, comparison, earlier, **options)
    return _Measured(headline, now, before, change(metric, now, before), by_period(steps), by_period(earlier))


def _told(measured: Sequence[_Measured]) -> list[_Told]:
    """What each card of a row says; a line that none of them has is None for all."""
    known, told = targets.known(), []
    for each in measured:
        aim = each.headline.aim
        target = known.get(aim.name) if aim else None
        state = None if target is None else targets.reached(each.now, target)
        words = target_form.words(each.headline.metric.unit, target, state)
        told.append(_Told(each.verdict, _would_have_shown(each), target, words))
    if not any(each.seen for each in told):
        told = [replace(each, seen=None) for each in told]
    if not any(each.reached for each in told):
        told = [replace(each, reached=None) for each in told]
    return told


def _card(view: View, each: _Measured, says: _Told) -> dict:
    """What kpi.card is given."""
    headline, now, moved = each.headline, each.now, each.change
    metric, currency, aim = headline.metric, only_currency(view), headline.aim
    return dict(
        label=headline.label,
        value_text=fmt.value(now["value"], metric.unit, currency),
        key=metric.name,
        verdict=says.verdict,
        direction=moved.difference,
        change_text=_change_text(view, metric, moved, currency),
        base_text=base_text(metric, now, headline.noun),
        is_small_base=has_small_base(metric, now),
        values=each.values,
        comparison=each.earlier,
        seen_text=says.seen,
        target=says.target,
        target_text=says.reached,
        definition=replace(define(metric, **headline.options), base=in_full(metric, now, headline.noun, currency)),
        settings=aim and partial(target_form.show, aim, says.target, key=metric.name),
    )


def in_full(metric: Metric, now: pd.Series, noun: str, currency: str | None) -> str:
    """The base and the interval of the value: "2,012 of 3,813 customers, 95% interval 51.2 to 54.4."."""
    bounds = fmt.interval(now["low"], now["high"], metric.unit, currency) if metric.interval else ""
    said = base_text(metric, now, noun)
    return f"{said}, 95% interval {bounds}." if bounds else f"{said}."


def _would_have_shown(each: _Measured) -> str:
    """ "3.9 pts or more would have shown"; "" where that is not to be said, or cannot be."""
    if each.least is None:
        return ""
    return f"{fmt.change(each.least, each.headline.metric.unit).lstrip('+')} or more would have shown"


def verdict(
    view: View, headline: Headline, now: pd.Series, moved: Change, is_coloured: bool, before: pd.Series | None = None
) -> str | None:
    """One of kpi's words, or None where nothing is compared.

    It cannot tell yet without a value in both periods or its interval, on a base under 30 in either, and where a change
    that matters may still hide: where the interval reaches beyond 5 points. Else there is no clear change.
    """
    metric = headline.metric
    if view.comparison is None or headline.more_is_better is None:
        return None
    is_small = any(has_small_base(metric, row) for row in (now, before) if row is not None)
    if pd.isna(now["value"]) or moved.difference is None or is_small:
        return kpi.TOO_EARLY
    if is_coloured:
        return kpi.BETTER if (moved.difference > 0) == headline.more_is_better else kpi.WORSE
    return kpi.UNCLEAR if _are_alike(metric, moved) else kpi.TOO_EARLY


def _are_alike(metric: Metric, moved: Change) -> bool:
    """Whether the two periods can differ by little only; of what is not measured in points, whether they are compared
    at all."""
    if moved.low is None or moved.high is None:
        return False
    return metric.unit not in ("percent", "score") or (-ALIKE <= moved.low and moved.high <= ALIKE)


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
    title = metric.title.format(horizon=options.get("horizon", 90))
    return Definition(title, metric.definition, speaks_of=metric.speaks_of)
