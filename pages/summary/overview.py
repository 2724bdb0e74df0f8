"""The state of things on one screen: what it is, what changed, whether that is real, and where to look."""

import streamlit as st

from components import filter_bar, state_chart, target_list, what_changed
from components.headline import show_row

view = filter_bar.current()

st.title("Overview", anchor=False)
with st.container(key="headlines-of-five-lines"):
    show_row(view, target_list.overview(view.coverage), state_chart.ahead(view))
with st.container(key="state"):
    left, right = st.columns([8, 5])
    with left:
        what_changed.show(view)
    with right:
        state_chart.show(view)
