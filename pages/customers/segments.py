"""Which customers do we mean, how do they differ from others, and where is it worth looking?"""

import streamlit as st

from components import filter_bar, segment_cards, segment_grid, segment_numbers

view = filter_bar.current()
rules = view.filters.having

st.title("Segments")
segment_cards.build(view, rules)
columns, from_first = segment_cards.beside(rules)
segment_numbers.show(view, columns, from_first, segment_grid.dimension(view))
segment_grid.show(view, rules, columns)
segment_cards.customers(view, rules)
