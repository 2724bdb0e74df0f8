"""How people feel, and what they wrote."""

import streamlit as st

from components import filter_bar, headline, sentiment_cards, states, verbatim_list, whose_feedback

view = filter_bar.current()

st.title("Sentiment")
if not view.coverage.feedback:
    states.empty("No feedback yet", "Import reviews, survey answers or messages to see how people feel.")
    st.page_link("pages/manage/data.py", label="Go to the Data page", icon=":material/upload_file:")
    st.stop()

whose_feedback.show(view)
headline.show_row(view, sentiment_cards.headlines(view))
charts, words = verbatim_list.beside()
with charts:
    sentiment_cards.trend(view)
    sentiment_cards.volume(view)
    if present := sentiment_cards.dimensions(view):
        sentiment_cards.ranking(view, sentiment_cards.chosen_dimension(present))
    sentiment_cards.spread(view)
with words:
    verbatim_list.show(view, "What people wrote", sentiment_cards.names(view))
