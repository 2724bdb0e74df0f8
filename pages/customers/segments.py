"""Which customers do we mean, how do they differ from everyone else, and where is it worth looking?"""

import streamlit as st

from components import filter_bar, segment_cards, segment_grid, segment_numbers

view = filter_bar.current()
rules = view.filters.having

st.title("Segments")
segment_cards.build(view, rules)
segment_numbers.show(view, segment_cards.columns(rules))
segment_grid.show(view, rules)
segment_cards.customers(view, rules)
