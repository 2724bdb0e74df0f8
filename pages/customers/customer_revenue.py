"""Who brings the revenue, and does it grow by itself?"""

import streamlit as st

from components import customer_revenue_cards as cards
from components import earned_growth_cards as growth_cards
from components import filter_bar
from components.headline import show_row

view = filter_bar.current()

st.title("Revenue")
cards.read_ahead(view, growth_cards.ahead(view))
show_row(view, cards.HEADLINES)
cards.revenue_to_pick(view)
cards.customers_of_step(view)

left, right = st.columns(2)
with left:
    cards.by_ordinal(view)
with right:
    cards.concentration(view)
cards.customers_of_share(view)

st.header("Growth that customers bring")
left, right = st.columns(2)
with left:
    growth_cards.growth(view)
with right:
    growth_cards.referrals(view)
growth_cards.customers_of_growth(view)
