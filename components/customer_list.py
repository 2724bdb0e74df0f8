"""The customers behind a cell or a bar."""

import pandas as pd
import streamlit as st

from components import format, states, tables
from components.filter_bar import View
from data_access import fetch, listings

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


def of_cell(view: View, selected: list[dict]) -> None:
    """The customers of the chosen cell of the cohort chart; a hint while none is chosen."""
    point = _carried(selected)
    if point is None or not point.get("cohort"):
        states.note("Choose a cell to see its customers.")
        return
    cohort, age = pd.Timestamp(point["cohort"]).date(), int(point["age"])
    rows = fetch.rows(listings.customers_of_cohort(view.filters, cohort, age))
    months = "month" if age == 1 else "months"
    _show(view, rows, f"New in {format.month(cohort)}, bought again {age} {months} on", key="cell")


def of_group(view: View, by: str, selected: list[dict]) -> None:
    """The customers of the chosen row of a breakdown; a hint while none is chosen."""
    point = _carried(selected)
    if point is None or not point.get("group"):
        states.note("Choose a dot to see its customers.")
        return
    rows = fetch.rows(listings.customers_of_group(view.filters, by, point["group"]))
    _show(view, rows, f"{point['group']}: customers of the period", key="group")


def _carried(selected: list[dict]) -> dict | None:
    """What the chosen mark carries: period, group, cohort, age."""
    if not selected or "customdata" not in selected[0]:
        return None
    carried = selected[0]["customdata"]
    values = carried if isinstance(carried, dict) else dict(enumerate(carried))
    return dict(zip(("period", "group", "cohort", "age"), values.values(), strict=False))


def _show(view: View, rows: pd.DataFrame, heading: str, key: str) -> None:
    if rows.empty:
        states.note(f"{heading}: nobody.")
        return
    matching = int(rows["matching"].iloc[0])
    shown = "" if matching == len(rows) else f"; the {format.count(len(rows))} with the highest revenue"
    st.subheader(format.markdown_escape(heading), anchor=False)
    states.note(f"{format.count(matching)} customers{shown}. Revenue is of their whole history.")
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
