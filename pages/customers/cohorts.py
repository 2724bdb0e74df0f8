"""What becomes of new customers?"""

import streamlit as st

from components import cohort_cards, filter_bar

view = filter_bar.current()

st.title("Cohorts")
asked = cohort_cards.ask()
if cohort_cards.grid(view, asked):
    cohort_cards.customers(view, asked)
