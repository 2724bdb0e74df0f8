"""Which customers come back, and what made their share change?"""

import streamlit as st

from components import filter_bar, share_change_card, states
from components import who_comes_back_cards as cards

view = filter_bar.current()

st.title("Who comes back")
choice = cards.choose(view)
if choice is None:
    states.empty(
        "No groups of customers to compare yet",
        "Import orders with a column that tells customers apart: a segment, a region, a channel.",
    )
else:
    left, right = st.columns(2)
    with left:
        cards.ranking(view, choice)
    with right:
        share_change_card.show(view, choice)
    if choice.also:
        cards.pair(view, choice)
    cards.customers(view, choice)
