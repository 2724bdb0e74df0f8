"""People label texts, the most useful ones first: what a calibrated score learns from and is measured by."""

import streamlit as st

from components import filter_bar, labelling_cards, states, who_labels
from data_access import fetch, labelling

view = filter_bar.current()

st.title("Label texts")
sources = fetch.rows(labelling.sources()) if view.coverage.feedback else []
if not len(sources):
    states.empty("No feedback yet", "Import reviews, survey answers or messages to have texts to label.")
    st.page_link("pages/manage/data.py", label="Go to the Data page", icon=":material/upload_file:")
    st.stop()

states.note(
    "Say how customers feel, one text at a time. Labels measure how far the scores can be trusted, and teach a score "
    "of your own."
)
person = who_labels.ask("labelling")
if not person:
    states.note("Tell your name first: every label is kept with who gave it.")
    st.stop()

source = labelling_cards.choose_source(sources)
labelling_cards.progress(sources.set_index("source", drop=False).loc[source])
labelling_cards.show(source, person)
labelling_cards.whoever(person)
st.page_link("pages/feedback/sentiment.py", label="See the measured quality", query_params={"part": "Quality"})
