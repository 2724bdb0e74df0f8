"""Who first bought a while ago and is not back yet: how many, and a list to act on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pandas as pd
import streamlit as st

from components import customer_list, states
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.presenting import freezing, offer
from data_access import fetch, listings
from data_access.filters import Filters
from data_access.metrics import survival
from data_access.snapshots import Content

# Days since the first purchase, and what the reader picks.
WINDOWS = {
    "0-30": "Up to 30 days ago",
    "31-90": "31 to 90 days ago",
    "91-180": "91 to 180 days ago",
    "181-365": "181 to 365 days ago",
    "366-": "Longer ago",
}


def show(view: View) -> None:
    """Who of the period's new customers has not bought again, by how long ago they first bought."""
    counts = _counts(view)
    if counts is None:
        states.note("No new customers in this period.")
        return
    waiting = [window for window in WINDOWS if counts[window]]
    if not waiting:
        states.note("Every new customer has bought again.")
        return
    told = ", ".join(f"{WINDOWS[window].lower()} ({fmt.count(counts[window])})" for window in waiting)
    title = f"{fmt.count(sum(counts.values()))} customers of this period have not bought again"
    with st.container(horizontal=True, vertical_alignment="center", key="head-not-back-yet"):
        st.html(f'<p class="earshot-note">{title}. They first bought {told}.</p>', width="stretch")
        offer.button("not-back-yet", partial(_frozen, view, title, counts), card="head-not-back-yet")
    window = st.segmented_control(
        "First bought",
        waiting,
        format_func=WINDOWS.__getitem__,
        key="first",
        bind="query-params",
        label_visibility="collapsed",
    )
    if window is None:
        states.note("Choose how long ago, to list them.")
        return
    fewest, _, most = window.partition("-")
    filters = _first_bought(view.filters, int(fewest), int(most) if most else None)
    ids = survival.first_buyers(filters, who="waiting")
    heading = f"First bought {WINDOWS[window].lower()}, not back yet"
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, "waiting")


def _frozen(view: View, title: str, counts: Mapping[str, float]) -> Content:
    """How many, by how long ago; a slide names nobody."""
    name, meaning = freezing.told(define(survival.time_to_second_purchase))
    waiting = [int(counts[window]) for window in WINDOWS]
    rows = pd.DataFrame({"First bought": list(WINDOWS.values()), "Not back yet": waiting})
    return Content(
        title, f"First purchase {view.period_text}", filters=freezing.filters_in_words(view), definition_name=name,
        definition=meaning, rows=rows,
    )  # fmt: skip


@fetch.shared
def _counts(view: View) -> dict[str, float] | None:
    """Of each window; None without new customers."""
    curve = fetch.fetch(survival.time_to_second_purchase, view.filters)
    return None if curve.empty else _still_waiting(curve).to_dict()


def _still_waiting(curve: pd.DataFrame) -> pd.Series:
    """How many have not bought again, by the window of their age: whoever is last seen at an age without a purchase."""
    ended = curve["denominator"] - curve["denominator"].shift(-1, fill_value=0)
    edges = [-1, *(int(window.partition("-")[2]) for window in list(WINDOWS)[:-1]), float("inf")]
    windows = pd.cut(curve["age"].astype(float), edges, labels=list(WINDOWS))
    return (ended - curve["numerator"]).groupby(windows, observed=False).sum()


def _first_bought(filters: Filters, fewest: int, most: int | None) -> Filters:
    """The part of the period that lies so many days back."""
    end = min(filters.end, filters.as_of - timedelta(days=fewest))
    start = filters.start if most is None else max(filters.start, filters.as_of - timedelta(days=most))
    return replace(filters, start=start, end=end)
