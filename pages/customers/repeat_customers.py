"""Do customers come back? One definition leads; the others stand beside it and are led back to it."""

import streamlit as st

from components import filter_bar, move_cards, reading_cards, reading_numbers, reading_table, readings

view = filter_bar.current()

st.title("Repeat customers")
chosen, horizon = readings.choose()
reading_cards.read_ahead(view, chosen, horizon)
numbers = reading_numbers.measure(view, horizon)
reading_cards.headline(view, numbers[chosen.code], horizon)
reading_cards.customers_of_step(view, chosen, horizon)

reading_table.show(view, numbers, chosen, horizon)
reading_table.customers_of_reading(view, horizon)

st.header("Why they differ")
move_cards.show(view, numbers, chosen, horizon)
