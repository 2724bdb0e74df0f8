"""What will customers do next?"""

import streamlit as st

from components import filter_bar, gone_quiet, habit_cards, outlook_figures
from components import outlook_cards as cards

view = filter_bar.current()

st.title("Outlook")
found = outlook_figures.read(view, cards.choose_horizon())
if found and found.reason:
    habit_cards.show(view, found.reason)
elif found:
    cards.answer(found)
    left, right = st.columns(2)
    with left:
        since = cards.over_time(found)
    with right:
        frequency = cards.by_frequency(found)
    cards.customers_since(found, since)
    cards.customers_of_frequency(found, frequency)
    st.header("Where the value sits")
    cards.value(found)
    st.header("Gone quiet")
    gone_quiet.show(found)
