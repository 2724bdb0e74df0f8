"""Finding a customer by id, name or e-mail. What is typed stays out of the address: it may be somebody's name."""

import streamlit as st

from components import customer_link, states
from components import format as fmt
from components.customer_list import COLUMNS
from data_access import customer_search, fetch

FIND = "find-customer"
_COLUMNS = {"customer_id": "Customer", "name": "Name", "email": "E-mail", **COLUMNS}


def show(*, is_alone: bool = True) -> None:
    """The box, and who is found; a click opens the customer. is_alone: nothing else stands on the page."""
    wanted = st.text_input(
        "Find a customer",
        key=FIND,
        type="search",
        placeholder="Id, name or e-mail, or a part of it",
        persist_state="session",
        max_chars=customer_search.LONGEST_WANTED,
        width=480,
    )
    wanted = (wanted or "").strip()
    if not wanted and is_alone:
        states.empty(
            "Find a customer here, or open one from any list of customers",
            "What they bought, what they said and what happened meanwhile stands in one line of time.",
            height=240,
        )
    if not wanted:
        return
    rows = fetch.rows(customer_search.matching(wanted))
    if rows.empty:
        states.empty(
            f"Nobody's id, name or e-mail has “{wanted}” in it",
            "Try fewer letters. Of a customer whose files gave no name only the id can be found.",
            height=240,
        )
        return
    matching = int(rows["matching"].iloc[0])
    some = f"; the {fmt.count(len(rows))} that fit best. Type more to narrow it down" if matching > len(rows) else ""
    states.note(f"{fmt.count(matching)} {'customer' if matching == 1 else 'customers'}{some}.")
    titles = {name: title for name, title in _COLUMNS.items() if name in rows and rows[name].notna().any()}
    customer_link.table(
        rows.assign(revenue=rows["revenue"].astype(float)),
        key="found",
        columns=titles,
        formats={
            "revenue": "amount",
            "first_purchased_on": "date",
            "last_purchased_on": "date",
            "purchases": "count",
        },
        height="content" if len(rows) <= 12 else 440,
        named="The search",
        is_here=True,
    )
