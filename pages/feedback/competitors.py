"""Who else people name, how often, and how warmly."""

import streamlit as st

from components import competitor_cards, filter_bar, states, tracked_brands, verbatim_list
from components.headline import Headline, show_row
from data_access.metrics import competitors

view = tracked_brands.everyone(filter_bar.current())
ours = view.coverage.our_brand

st.title("Competitors")
if not view.coverage.options.get("brand"):
    states.empty("No brands are tracked yet", "Name your own brand and your competitors to see who people talk about.")
    st.page_link("pages/manage/data.py", label="Go to the Data page", icon=":material/sell:")
    st.stop()
if not competitor_cards.total(view):
    states.empty(
        f"Nobody names a tracked brand, {view.period_text}",
        "Choose another period, remove a filter, or add other names of the brands on the Data page.",
    )
    st.stop()

if ours:
    states.note("Share of voice counts our own brand among the tracked ones, and everyone's feedback, whoever speaks.")
    show_row(
        tracked_brands.ours(view),
        [
            Headline(competitors.share_of_voice, "Our share of voice", "mentions"),
            Headline(competitors.mentions, "Our mentions", f"pieces of feedback that name {ours}", more_is_better=None),
            Headline(competitors.mention_sentiment, "Net sentiment of these", "pieces of feedback"),
        ],
    )
else:
    states.note("No brand is marked as ours: share of voice is that of each tracked brand. Mark one on the Data page.")
tracked_brands.left_out(view)
charts, words = verbatim_list.beside()
with charts:
    competitor_cards.share_over_time(view)
    competitor_cards.share_now(view)
    competitor_cards.warmth(view)
    competitor_cards.number_over_time(view)
with words:
    brands = tracked_brands.chosen(view, competitor_cards.CHARTS)
    title = f"What people say of {tracked_brands.about(view, brands)}"
    verbatim_list.show(view, title, competitor_cards.CHARTS, names_brand=brands)
