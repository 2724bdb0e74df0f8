"""What kinds of customers do we have, and who is moving?"""

import streamlit as st

from components import customer_group_cards, customer_moves, customer_standing, filter_bar

view = filter_bar.current()
standing = customer_standing.current(view)

st.title("Customer groups")
left, right = st.columns(2)
with left:
    customer_group_cards.sizes(standing)
with right:
    customer_moves.largest(standing)
customer_moves.flow(standing)
customer_group_cards.table(standing)
customer_moves.members(standing)
