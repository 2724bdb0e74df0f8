"""One customer: what they bought, what they said, and what happened meanwhile."""

import streamlit as st

from components import (
    customer_find,
    customer_head,
    customer_history,
    customer_link,
    customer_picture,
    customer_steps,
    customer_timeline,
    filter_bar,
    states,
)

view = filter_bar.current()
customer_id = customer_link.chosen()
known = customer_history.read(customer_id, view) if customer_id else None

if known:
    customer_steps.show(customer_id)
    customer_head.show(known, view)
    customer_picture.show(known)
    st.header("Timeline")
    customer_timeline.show(known, view)
else:
    st.title("Customer")
    if customer_id:
        states.empty(
            f"No customer has the id “{customer_id}”",
            "It may have been taken back with an import, or be written otherwise. Look for it here.",
            height=160,
        )
    customer_find.show(is_alone=not customer_id)
