"""Cohorts of new customers: what is asked of them, the chart in its card, and the customers behind a cell."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import chart_card, charts, cohort_findings, customer_list, narrowing, states
from components import format as fmt
from components.filter_bar import View
from components.headline import define, only_currency
from components.metric_cards import SHORT_HISTORY, choose, left_out, nothing
from data_access import fetch, listings
from data_access.metrics import cohorts
from data_access.metrics.cohort_grid import first_day, number
from data_access.metrics.definition import SMALL_BASE

EVERY = {"month": "Months", "quarter": "Quarters", "week": "Weeks"}
CELLS = {"shares": "Shares", "counts": "Customers", "revenue": "Revenue per customer"}
MODES = {"on": "Bought then", "on_or_after": "Bought then or later"}
# More rows or columns are no picture; everything else of these ages is in the card's data.
MOST = 26
# What a phone has room for, with the figures in the cells.
NARROW_COHORTS, NARROW_AGES = 12, 6
KEY = "cohorts"


@dataclass(frozen=True)
class Asked:
    """every: the cohorts' step. cells: what stands in them, of CELLS. mode: of cohorts.MODES."""

    every: str
    cells: str
    mode: str

    @property
    def is_revenue(self) -> bool:
        return self.cells == "revenue"

    @property
    def first_age(self) -> int:
        """The first column: of shares and counts, the cohort's own step says no more than its size."""
        return 0 if self.is_revenue else 1


def ask() -> Asked:
    """The reader's choices, in a row; all are in the URL."""
    with st.container(horizontal=True):
        every = choose("Cohorts by", EVERY, "cohort")
        cells = choose("In the cells", CELLS, "cells")
        mode = "on" if cells == "revenue" else choose("Counted", MODES, "counted")
    return Asked(every, cells, mode)


def grid(view: View, asked: Asked) -> bool:
    """The heatmap of the latest cohorts, a click on which keeps its cell in the URL; whether there is any cell."""
    metric = cohorts.cohort_revenue if asked.is_revenue else cohorts.cohort_retention
    options = {} if asked.is_revenue else {"mode": asked.mode}
    frame = fetch.fetch(metric, view.filters, every=asked.every, ages=MOST, **options)
    drawn = latest(frame, asked, MOST, MOST)
    draw = partial(
        charts.cohort_heatmap,
        every=asked.every,
        unit=metric.unit,
        is_counts=asked.cells == "counts",
        currency=only_currency(view),
    )
    title, difference = _title(view, asked, frame)
    chart_card.show(
        title,
        None if drawn.empty else draw(drawn),
        key=KEY,
        subtitle=_subtitle(view, asked, frame),
        note=" ".join(_notes(view, asked, drawn, difference)),
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        currency=only_currency(view),
        on_click=partial(_pick, asked.every),
        empty=nothing(view, metric) if frame.empty else _too_new(asked),
        height=320,
        narrow=None if drawn.empty else _narrow(asked, drawn, draw),
    )
    return not drawn.empty


def latest(frame: pd.DataFrame, asked: Asked, cohorts_at_most: int, ages_at_most: int) -> pd.DataFrame:
    """The cells of the latest cohorts that have one to draw, and of all cohorts together, up to an age."""
    kept = sorted(frame.loc[frame["age"] >= asked.first_age, "cohort"].dropna().unique())[-cohorts_at_most:]
    if not kept:
        return frame.head(0)
    return frame[(frame["cohort"].isin(kept) | frame["cohort"].isna()) & (frame["age"] <= ages_at_most)]


def _narrow(asked: Asked, drawn: pd.DataFrame, draw) -> tuple[go.Figure, str]:
    """What a phone has room for, and that it is less."""
    few = latest(drawn, asked, NARROW_COHORTS, NARROW_AGES)
    room = f"This screen has room for {NARROW_COHORTS} cohorts and {NARROW_AGES} {asked.every}s, a wider one for more."
    return draw(few), room if len(few) < len(drawn) else ""


def _too_new(asked: Asked) -> tuple[str, str]:
    what = f"No {asked.every} has begun since that of these customers' first orders"
    return what, "Choose a longer period or shorter steps."


def _title(view: View, asked: Asked, frame: pd.DataFrame) -> tuple[str, str]:
    """The finding, else the question; and what a finding's difference is, with its interval."""
    if asked.is_revenue:
        found = cohort_findings.brought(frame, asked.every, only_currency(view))
        return found or f"What does a new customer bring, {asked.every} by {asked.every}?", ""
    question = f"How many new customers bought again, {asked.every} by {asked.every}?"
    if asked.mode == "on_or_after":
        return cohort_findings.came_back_ever(frame, asked.every) or question, ""
    found, difference = cohort_findings.newer_and_older(view, frame, asked.every)
    return found or cohort_findings.came_back(frame, asked.every) or question, difference


def _subtitle(view: View, asked: Asked, frame: pd.DataFrame) -> str:
    new = frame[(frame["age"] == 0) & frame["cohort"].notna()]["denominator"].sum()
    if asked.is_revenue:
        currency = only_currency(view)
        measure = f"Cohort revenue per customer, added up{f', in {currency}' if currency else ''}"
    else:
        how = {"on": "on", "on_or_after": "on or after"}[asked.mode]
        measure = f"{'Customers who bought' if asked.cells == 'counts' else 'Cohort retention'}, {how}"
    return f"{measure} · first order {view.period_text} · {fmt.count(new)} new customers"


def _notes(view: View, asked: Asked, drawn: pd.DataFrame, difference: str) -> list[str]:
    """How to read the picture and what it leaves out, in sentences; only those that hold."""
    if drawn.empty:
        return [left_out(view, cohorts.cohort_retention)]
    single = drawn[drawn["cohort"].notna() & (drawn["age"] >= asked.first_age)]
    start, every = view.filters.start, asked.every
    oldest, newest, last = (number(day, every) for day in (start, single["cohort"].max(), view.filters.as_of))
    said = [difference] if difference else []
    if asked.mode == "on_or_after":
        said.append(
            "A late purchase also fills the cells before it: these keep rising, and older cohorts look better because "
            "they have had longer."
        )
    if not single["is_complete"].all():
        said.append("Hatched cells are not over yet.")
    said.append(
        "The row of all cohorts is weighted by customers and holds finished cells only: the further on, the fewer "
        "cohorts are in it."
    )
    if asked.is_revenue:
        said.append("Colours begin at the lowest cell, not at zero.")
    if (single["denominator"] < SMALL_BASE).any():
        said.append(f"Grey figures: fewer than {SMALL_BASE} customers.")
    if max(newest - oldest + 1, last - oldest) > MOST:
        said.append(f"At most the latest {MOST} cohorts and {MOST} {every}s are drawn; all cohorts are in the data.")
    if pd.Timestamp(start) > single["cohort"].min():
        said.append(f"{fmt.period(single['cohort'].min(), every)} counts from {fmt.day(start)} on.")
    known = view.coverage.first_order_on
    if known and single["cohort"].min() < pd.Timestamp(known + SHORT_HISTORY):
        said.append(
            f"Orders are known from {fmt.day(known)} on: whoever bought before counts as new, so that the first "
            "cohorts hold older customers too."
        )
    return [*said, left_out(view, cohorts.cohort_retention)]


# ---- the customers behind a cell


def _pick(every: str) -> None:
    """Keep the picked cell in the URL, with the step that makes it one."""
    for chart in (KEY, f"{KEY}-narrow"):
        if mark := narrowing.picked_in(chart):
            st.query_params["cell"] = f"{every}_{mark['cohort'] or 'all'}_{mark['age']}"
            return
    st.query_params.pop("cell", None)


def picked(view: View, asked: Asked) -> tuple[date | None, int] | None:
    """The cell in the URL, as cohort (None is all of them) and age; None while there is none of this step."""
    try:
        every, day, age = st.query_params.get("cell", "").split("_")
        cohort, age = None if day == "all" else date.fromisoformat(day), int(age)
    except ValueError:
        return None
    if every != asked.every or not 0 <= age <= MOST:
        return None
    if cohort is None:
        return None, age
    first, last, own = (number(day, every) for day in (view.filters.start, view.filters.end, cohort))
    return (cohort, age) if first <= own <= last and first_day(own, every) == cohort else None


def customers(view: View, asked: Asked) -> None:
    """The customers of the picked cell: who bought in that step, or in it or later; for revenue, the whole cohort."""
    cell = picked(view, asked)
    if cell is None:
        states.note("Choose a cell to see its customers.")
        return
    if asked.is_revenue:
        ids = cohorts.members_of_cohort(view.filters, *cell, every=asked.every)
    else:
        ids = cohorts.members_of_cell(view.filters, *cell, every=asked.every, mode=asked.mode)
    customer_list.show(
        fetch.rows(listings.customers_in(ids)),
        heading(asked, *cell),
        key="cell",
        whole=lambda: fetch.rows(listings.customers_in(ids, limit=None)),
    )


def heading(asked: Asked, cohort: date | None, age: int) -> str:
    """Who is listed: "First order in Jan 2025, bought again 3 months on or later"."""
    of_week = "the week of " if asked.every == "week" else ""
    name = fmt.period(cohort, "day" if asked.every == "week" else asked.every) if cohort else ""
    who = f"First order in {of_week}{name}" if cohort else "All cohorts"
    on = f"{age} {asked.every}{'' if age == 1 else 's'} on"
    if asked.is_revenue:
        return who if cohort else f"{who} that are {on}"
    return f"{who}, bought again {on}{' or later' if asked.mode == 'on_or_after' else ''}"
