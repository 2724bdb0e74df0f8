"""The customers behind a cell or a bar."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import streamlit as st

from components import format as fmt
from components import narrowing, states, tables
from components.filter_bar import View
from data_access import fetch, listings

WHO = {"all": "All customers", "new": "New customers", "returning": "Customers who came back"}
COLUMNS = {
    "customer_id": "Customer",
    "name": "Name",
    "segment": "Segment",
    "region": "Region",
    "country": "Country",
    "first_purchased_on": "First purchase",
    "last_purchased_on": "Last purchase",
    "purchases": "Purchases",
    "revenue": "Revenue",
}


def pick_step(chart: str, every: str, who: str) -> None:
    """For on_click of a chart over time: keep the picked step, and whom of it to list, in the URL."""
    mark = narrowing.carried(st.session_state.get(f"chart-{chart}"))
    if not mark:
        for name in ("when", "who"):
            st.query_params.pop(name, None)
        return
    st.query_params["when"] = narrowing.step_of(mark, every)
    st.query_params["who"] = mark["group"] if mark.get("group") in WHO else who


def of_step(view: View) -> None:
    """The customers of the step that was picked in a chart over time, here or on the overview."""
    days = narrowing.current(view).days
    if days is None:
        states.note("Choose a point or a bar to see its customers.")
        return
    who = st.query_params.get("who", "all")
    who = who if who in WHO else "all"
    filters = replace(view.filters, start=days[0], end=days[1])
    show(
        fetch.rows(listings.customers_of_period(filters, who=who)),
        f"{WHO[who]}, {fmt.date_range(*days)}",
        "step",
    )


def of_cell(view: View, selected: list[dict]) -> None:
    """The customers of the chosen cell of the cohort chart; a hint while none is chosen."""
    point = _carried(selected)
    if not point.get("cohort"):
        states.note("Choose a cell to see its customers.")
        return
    cohort, age = pd.Timestamp(point["cohort"]).date(), int(point["age"])
    rows = fetch.rows(listings.customers_of_cohort(view.filters, cohort, age))
    months = "month" if age == 1 else "months"
    show(rows, f"New in {fmt.month(cohort)}, bought again {age} {months} on", key="cell")


def of_group(view: View, by: str, selected: list[dict]) -> None:
    """The customers of the chosen row of a breakdown; a hint while none is chosen."""
    point = _carried(selected)
    if not point.get("group"):
        states.note("Choose a dot to see its customers.")
        return
    rows = fetch.rows(listings.customers_of_group(view.filters, by, point["group"]))
    show(rows, f"{point['group']}: customers of the period", key="group")


def _carried(selected: list[dict]) -> dict[str, str]:
    """What the chosen mark carries: period, group, cohort, age; {} when none is chosen."""
    return narrowing.carried(SimpleNamespace(selection={"points": selected}))


def show(rows: pd.DataFrame, heading: str, key: str) -> None:
    """A table of customers as `listings.customers_in` selects them, with its download."""
    if rows.empty:
        states.note(f"{heading}: nobody.")
        return
    matching = int(rows["matching"].iloc[0])
    shown = "" if matching == len(rows) else f"; the {fmt.count(len(rows))} with the highest revenue"
    st.subheader(fmt.markdown_escape(heading), anchor=False)
    states.note(f"{fmt.count(matching)} customers{shown}. Revenue is of their whole history.")
    titles = {name: title for name, title in COLUMNS.items() if rows[name].notna().any()}
    rows = rows.assign(revenue=rows["revenue"].astype(float))
    formats = {
        "revenue": "amount",
        "first_purchased_on": "date",
        "last_purchased_on": "date",
        "purchases": "count",
    }
    tables.show(rows, key=f"customers-{key}", columns=titles, formats=formats, height=320)
    tables.download(rows[list(titles)], key=f"customers-{key}", file_name=f"customers-{key}.csv")
