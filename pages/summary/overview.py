"""The state of things on one screen."""

import streamlit as st

from components import filter_bar, metric_cards
from components.headline import Headline, show_row
from data_access.metrics import competitors, loyalty, sentiment

view = filter_bar.current()

st.title("Overview")
show_row(
    view,
    [
        Headline(loyalty.returning_customer_share, "Customers who came back", "customers"),
        Headline(loyalty.repurchase_rate, "Bought again in 90 days", "new customers", options={"horizon": 90}),
        Headline(sentiment.net_sentiment, "Net sentiment", "pieces of feedback"),
        Headline(competitors.share_of_voice, "Share of voice", "mentions"),
    ],
)
left, right = st.columns(2)
with left:
    metric_cards.revenue(view)
    metric_cards.trend(
        view,
        sentiment.net_sentiment,
        "How do people feel about us?",
        up="People feel better about us",
        down="People feel worse about us",
        noun="pieces of feedback",
    )
with right:
    metric_cards.trend(
        view,
        loyalty.returning_customer_share,
        "Do customers come back?",
        up="More of our customers are returning ones",
        down="Fewer of our customers are returning ones",
        noun="customers",
    )
    metric_cards.trend(
        view,
        competitors.share_of_voice,
        "How much of the talk is about us?",
        up="We are a larger part of the talk",
        down="We are a smaller part of the talk",
        noun="mentions",
    )
