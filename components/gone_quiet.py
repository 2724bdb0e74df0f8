"""Customers who used to buy and have probably stopped."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from components import customer_link, downloads, states
from components import format as fmt
from components.headline import only_currency
from components.outlook_figures import Outlook
from components.presenting import freezing, offer
from data_access import fetch
from data_access.lifetime.summary import OVERDUE, OVERDUE_CHANCE, OVERDUE_PURCHASES
from data_access.metrics import outlook_customers
from data_access.snapshots import Content

COLUMNS = {
    "customer_id": "Customer",
    "name": "Name",
    "segment": "Segment",
    "region": "Region",
    "purchases": "Purchases",
    "spent": "Spent",
    "every": "Bought every (days)",
    "silent": "Quiet for (days)",
    "last_purchased_on": "Last purchase",
    "chance": "Chance they still buy",
}


def show(found: Outlook) -> None:
    """Customers who used to buy and have probably stopped, with their file."""

    def rows(limit: int | None) -> pd.DataFrame:
        made = fetch.rows(outlook_customers.overdue(found.view.filters, found.parameters, limit=limit))
        return made.assign(chance=1 / (1 + np.exp(made["odds"].astype(float))))

    quiet = rows(500)
    if quiet.empty:
        states.note("Nobody who used to buy often has gone quiet.")
        return
    matching = int(quiet["matching"].iloc[0])
    title = f"{fmt.count(matching)} customers used to buy and have probably stopped"
    meaning = (
        f"{OVERDUE_PURCHASES} purchases or more, and a chance of less than {fmt.percent(OVERDUE_CHANCE)} that they "
        "still buy"
    )
    with st.container(horizontal=True, vertical_alignment="center", key="head-gone-quiet"):
        st.subheader(title, anchor=False, width="stretch")
        offer.button(
            "gone-quiet", partial(_frozen, found, title, f"{meaning}.{_check_in_words(found)}"), card="head-gone-quiet"
        )
    some = f"; the {fmt.count(len(quiet))} who spent most. The file has them all" if matching > len(quiet) else ""
    states.note(f"{meaning}{some}.{_check_in_words(found)}")
    titles = {name: title for name, title in COLUMNS.items() if quiet[name].notna().any()}
    if currency := only_currency(found.view):
        titles["spent"] = f"Spent ({currency})"
    formats = {
        "purchases": "count", "spent": "amount", "every": "count", "silent": "count", "last_purchased_on": "date",
        "chance": "percent",
    }  # fmt: skip
    customer_link.table(quiet, key="overdue", columns=titles, formats=formats, height=360, named="Gone quiet")
    downloads.customers(
        lambda: rows(None)[list(titles)], key="overdue", file_name="gone-quiet.csv",
        label=f"Download all {fmt.count(matching)} as CSV",
    )  # fmt: skip


def _frozen(found: Outlook, title: str, meaning: str) -> Content:
    """How many they are and how sure that is; a slide names nobody."""
    view = found.view
    return Content(
        title,
        f"As of {fmt.day(view.filters.as_of)} · {fmt.count(found.customers)} customers",
        filters=freezing.filters_in_words(view),
        findings=(f"{title}\n{meaning}",),
    )


def _check_in_words(found: Outlook) -> str:
    """How many of those who would have been listed before have bought since."""
    then = found.held_out_by("overdue").set_index("group")
    if OVERDUE[0] not in then.index:
        return ""
    row = then.loc[OVERDUE[0]]
    return (
        f" Of the {fmt.count(row['customers'])} who would have stood here {found.horizon} days ago, "
        f"{fmt.count(row['happened_buyers'])} have bought since; it would have said "
        f"{fmt.count(round(row['said_buyers']))}."
    )
