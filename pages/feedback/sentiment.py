"""How people feel, what about, in which words, and how far the scores can be trusted."""

import streamlit as st

from components import (
    distinctive_cards,
    filter_bar,
    headline,
    quality_cards,
    score_choice,
    sentiment_cards,
    states,
    theme_cards,
    whose_feedback,
)

PARTS = {
    "Over time": sentiment_cards.show,
    "Themes": theme_cards.show,
    "Words": distinctive_cards.show,
    "Quality": quality_cards.show,
}

view = filter_bar.current()

st.title("Sentiment")
if not view.coverage.feedback:
    states.empty("No feedback yet", "Import reviews, survey answers or messages to see how people feel.")
    st.page_link("pages/manage/data.py", label="Go to the Data page", icon=":material/upload_file:")
    st.stop()

sentiment_cards.read_ahead(view)
whose_feedback.show(view)
score_choice.show(view)
headline.show_row(view, sentiment_cards.headlines(view))
part = st.segmented_control(
    "Part of this page",
    PARTS,
    default="Over time",
    required=True,
    label_visibility="collapsed",
    key="part",
    bind="query-params",
)
PARTS[part](view)
