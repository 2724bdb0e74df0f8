"""From one customer to the next of the list that the reader came from, and back to the search."""

import streamlit as st

from components import customer_link
from components import format as fmt


def show(customer_id: str) -> None:
    """Find another; and where the list is known, the one before and the one after."""
    listed = customer_link.listed()
    with st.container(horizontal=True, vertical_alignment="center", key="customer-steps"):
        st.button("Find another", key="find-another", type="tertiary", icon=":material/search:", on_click=_find_another)
        if customer_id not in listed.ids:
            return
        place = listed.ids.index(customer_id)
        for label, step, icon in (("Previous", -1, "chevron_left"), ("Next", 1, "chevron_right")):
            to = place + step
            is_there = 0 <= to < len(listed.ids)
            st.button(
                label,
                key=f"customer-{label.lower()}",
                type="tertiary",
                icon=f":material/{icon}:",
                on_click=_go,
                args=(listed.ids[to] if is_there else "",),
                disabled=not is_there,
            )
        of = fmt.markdown_escape(listed.name)
        st.caption(f"{fmt.count(place + 1)} of {fmt.count(len(listed.ids))}: {of}")


def _go(customer_id: str) -> None:
    _leave()
    customer_link.show_here(customer_id)


def _find_another() -> None:
    _leave()
    st.query_params.pop(customer_link.ID, None)


def _leave() -> None:
    """Another customer's timeline is read from its first page."""
    if st.session_state.get("entries"):
        st.session_state["entries"] = 1
