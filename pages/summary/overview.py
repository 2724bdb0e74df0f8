"""The state of things on one screen; a click on a chart opens what is behind it."""

import streamlit as st

from components import customer_revenue_cards, filter_bar, metric_cards, what_changed
from components.headline import Headline, show_row
from data_access.metrics import competitors, loyalty, sentiment

CUSTOMERS = "pages/customers/repeat_customers.py"

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
what_changed.show(view)
left, right = st.columns(2)
with left:
    revenue = customer_revenue_cards.revenue(view, on_click=True)
    feeling = metric_cards.trend(
        view,
        sentiment.net_sentiment,
        "How do people feel about us?",
        up="People feel better about us",
        down="People feel worse about us",
        noun="pieces of feedback",
        on_click=True,
    )
with right:
    returning = metric_cards.trend(
        view,
        loyalty.returning_customer_share,
        "Do customers come back?",
        up="More of our customers are returning ones",
        down="Fewer of our customers are returning ones",
        noun="customers",
        on_click=True,
    )
    voice = metric_cards.trend(
        view,
        competitors.share_of_voice,
        "How much of the talk is about us?",
        up="We are a larger part of the talk",
        down="We are a smaller part of the talk",
        noun="mentions",
        on_click=True,
    )

metric_cards.lead_to("pages/customers/customer_revenue.py", view, revenue)
metric_cards.lead_to(CUSTOMERS, view, returning, who="returning")
metric_cards.lead_to("pages/feedback/sentiment.py", view, feeling)
metric_cards.lead_to("pages/feedback/competitors.py", view, voice)
