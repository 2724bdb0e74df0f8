"""Who else people name, how often, and how warmly."""

import streamlit as st

from components import competitor_cards, filter_bar, preference_cards, rival_theme_cards, states, tracked_brands
from components.headline import Headline, show_row
from data_access.metrics import competitors

PARTS = {
    "Share of voice": competitor_cards.show,
    "Themes": rival_theme_cards.show,
    "Who is favoured": preference_cards.show,
}

view = tracked_brands.everyone(filter_bar.current())
ours = view.coverage.our_brand

st.title("Competitors")
if not view.coverage.options.get("brand"):
    states.empty("No brands are tracked yet", "Name your own brand and your competitors to see who people talk about.")
    st.page_link("pages/manage/settings.py", label="Go to the settings", icon=":material/sell:")
    st.stop()
competitor_cards.read_ahead(view)
if not competitor_cards.total(view):
    states.empty(
        f"Nobody names a tracked brand, {view.period_text}",
        "Choose another period, remove a filter, or add other names of the brands under Settings.",
    )
    st.stop()

if ours:
    states.note("Share of voice counts our own brand among the tracked ones, and everyone's feedback, whoever speaks.")
    with st.container(key="headlines-of-five-lines"):
        show_row(
            tracked_brands.ours(view),
            [
                Headline(competitors.share_of_voice, "Our share of voice", "mentions"),
                Headline(
                    competitors.mentions, "Our mentions", f"pieces of feedback that name {ours}", more_is_better=None
                ),
                Headline(competitors.mention_sentiment, "Net sentiment of these", "pieces of feedback"),
            ],
        )
else:
    states.note("No brand is marked as ours: share of voice is that of each tracked brand. Mark one under Settings.")
tracked_brands.left_out(view)
part = st.segmented_control(
    "Part of this page",
    PARTS,
    default="Share of voice",
    required=True,
    label_visibility="collapsed",
    key="part",
    bind="query-params",
)
PARTS[part](view)
