"""The customers behind a cell or a bar."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import customer_link, downloads, narrowing, states
from components import format as fmt
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
    mark = narrowing.picked_in(chart)
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


def show(rows: pd.DataFrame, heading: str, key: str, whole: Callable[[], pd.DataFrame] | None = None) -> None:
    """A table of customers as `listings.customers_in` selects them, with its download.

    whole: gives all of them when the file is asked for; the file has the rows shown without it.
    """
    if rows.empty:
        states.note(f"{heading}: nobody.")
        return
    matching = int(rows["matching"].iloc[0])
    shown = "" if matching == len(rows) else f"; the {fmt.count(len(rows))} with the highest revenue"
    st.subheader(fmt.markdown_escape(heading), anchor=False)
    in_file = " The file has them all." if whole and shown else ""
    states.note(f"{fmt.count(matching)} customers{shown}.{in_file} Revenue is of their whole history.")
    titles = {name: title for name, title in COLUMNS.items() if rows[name].notna().any()}
    rows = rows.assign(revenue=rows["revenue"].astype(float))
    formats = {
        "revenue": "amount",
        "first_purchased_on": "date",
        "last_purchased_on": "date",
        "purchases": "count",
    }
    customer_link.table(rows, key=f"customers-{key}", columns=titles, formats=formats, height=320, named=heading)
    downloads.customers(
        lambda: _for_file(whole() if whole else rows),
        key=f"customers-{key}",
        file_name=f"customers-{key}.csv",
        label=f"Download all {fmt.count(matching)} as CSV" if whole else "Download CSV",
    )


def _for_file(rows: pd.DataFrame) -> pd.DataFrame:
    """What is known of any of the customers."""
    return rows.assign(revenue=rows["revenue"].astype(float))[list(COLUMNS)].dropna(axis="columns", how="all")
