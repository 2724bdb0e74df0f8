"""Do customers come back?"""

from functools import partial

import streamlit as st

from components import customer_list, filter_bar, metric_cards
from components.headline import Headline, show_row
from data_access.metrics import loyalty

DIMENSIONS = {
    "segment": "Segment",
    "region": "Region",
    "country": "Country",
    "origin": "How they heard of us",
    "channel": "Channel",
    "category": "Product category",
}
MEASURES = {"returning": "Customers who came back", "repurchase": "Bought again in 90 days"}

view = filter_bar.current()

st.title("Repeat customers")
show_row(
    view,
    [
        Headline(loyalty.returning_customer_share, "Customers who came back", "customers"),
        Headline(loyalty.repurchase_rate, "Bought again in 90 days", "new customers", options={"horizon": 90}),
        Headline(loyalty.returning_order_share, "Repeat purchases", "purchases"),
        Headline(loyalty.repeat_within_period, "Bought twice or more", "customers"),
    ],
)
left, right = st.columns(2)
with left:
    metric_cards.trend(
        view,
        loyalty.returning_customer_share,
        "Do customers come back?",
        up="More of our customers are returning ones",
        down="Fewer of our customers are returning ones",
        noun="customers",
        on_click=partial(customer_list.pick_step, "returning_customer_share_trend", view.every, "returning"),
    )
with right:
    metric_cards.trend(
        view,
        loyalty.repurchase_rate,
        "Do new customers buy again within 90 days?",
        up="New customers buy again sooner",
        down="New customers buy again less within 90 days",
        noun="new customers",
        on_click=partial(customer_list.pick_step, "repurchase_rate_trend", view.every, "new"),
        horizon=90,
    )
metric_cards.revenue(view, on_click=partial(customer_list.pick_step, "new_and_returning_revenue", view.every, "all"))
customer_list.of_step(view)

customer_list.of_cell(view, metric_cards.cohorts(view))

st.header("Who comes back")
present = {name: label for name, label in DIMENSIONS.items() if view.coverage.options.get(name)}
if present:
    with st.container(horizontal=True):
        by = metric_cards.choose("By", present, "by")
        measure = metric_cards.choose("Measure", MEASURES, "measure")
    is_returning = measure == "returning"
    chosen = metric_cards.ranking(
        view,
        loyalty.returning_customer_share if is_returning else loyalty.repurchase_rate,
        f"{MEASURES[measure]}, by {present[by].lower()}",
        by,
        noun="customers" if is_returning else "new customers",
        key="who_comes_back",
        on_click=True,
        **({} if is_returning else {"horizon": 90}),
    )
    customer_list.of_group(view, by, chosen)
