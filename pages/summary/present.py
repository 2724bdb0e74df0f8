"""Presentations: views that were frozen on slides, put in order, and shown in the meeting room."""

import streamlit as st

from components.presenting import deck, show

presentation = deck.current()

if presentation is None:
    st.title("Present", anchor=False)
    deck.choose_from_list()
elif show.is_on() and presentation.slides:
    show.run(presentation, deck.place(presentation), st.query_params.get("room", ""))
else:
    deck.put_together(presentation)
