"""The definition of coming back that leads a page: its number, its trend, and the customers of a step of it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components import chart_card, customer_list, kpi, metric_cards, narrowing, reading_numbers
from components import format as fmt
from components.filter_bar import View
from components.headline import define, has_small_base
from components.presenting import key_figures, offer
from components.reading_numbers import Measured, base, interval
from components.readings import READINGS, Reading
from components.series import previous_step
from data_access import fetch, listings
from data_access.metrics.reconciliation import members_of


def read_ahead(view: View, reading: Reading, horizon: int) -> None:
    """What the page asks for, two at a time."""
    trend = metric_cards.ahead(view, reading.metric, **reading.options(horizon)) if reading.question else []
    fetch.ahead([*trend, *reading_numbers.ahead(view, horizon)])


def headline(view: View, each: Measured, horizon: int) -> None:
    """The number with its change, beside its trend."""
    reading, now = each.reading, each.now
    left, right = st.columns([1, 2.2])
    card = dict(
        label=reading.named(horizon),
        value_text=fmt.value(now["value"], "percent"),
        key="headline",
        verdict=each.verdict,
        direction=each.change.difference,
        change_text=each.change_text,
        base_text=" · ".join(filter(None, (base(each, horizon), interval(now)))),
        is_small_base=has_small_base(reading.metric, now),
        note=reading.sentence.format(horizon=horizon),
        definition=define(reading.metric, **reading.options(horizon)),
    )
    with left, st.container(key="headlines", height="stretch"):
        kpi.card(**card)
        title = f"{card['label']}: {card['value_text']}"
        with st.container(key="actions-headlines", width="content"):
            offer.button("headlines", partial(key_figures.content, view, [card], [now], title=title), card="headlines")
    with right:
        if reading.question:
            _trend(view, reading, horizon)
        else:
            _no_trend(reading)


def _trend(view: View, reading: Reading, horizon: int) -> None:
    chart = f"{reading.metric.name}_trend"
    who = "returning" if reading.code == "R2" else reading.code
    metric_cards.trend(
        view,
        reading.metric,
        reading.question.format(horizon=horizon),
        up=reading.up.format(horizon=horizon),
        down=reading.down.format(horizon=horizon),
        noun=reading.noun,
        key=chart,
        on_click=partial(_pick_step, chart, view.every, who),
        **reading.options(horizon),
    )


def _no_trend(reading: Reading) -> None:
    chart_card.show(
        f"{reading.choice}: no trend",
        None,
        key="headline_trend",
        definition=define(reading.metric),
        empty=(
            "Older customers have had longer to come back",
            "A line would fall towards today, whatever customers do. "
            f"To see a trend, choose “{READINGS['R4'].choice}”.",
        ),
        height=320,
    )


def _pick_step(chart: str, every: str, who: str) -> None:
    st.query_params.pop("move", None)
    customer_list.pick_step(chart, every, who)


def customers_of_step(view: View, reading: Reading, horizon: int) -> None:
    """Those whom a definition counts in the step that was picked in its trend, here or on the overview."""
    days, code = narrowing.current(view).days, st.query_params.get("who")
    if days is None and not reading.question:
        return
    if days is None or code not in READINGS:
        customer_list.of_step(view)
        return
    ids = members_of(
        replace(view.filters, start=days[0], end=days[1]),
        READINGS[code].people,
        horizon=horizon,
        # The step before may have another number of days.
        previous_start=previous_step(days[0], view.every),
    )
    heading = f"{READINGS[code].named(horizon)}, {fmt.date_range(*days)}"
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, "step")
