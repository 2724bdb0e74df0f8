"""Do new customers buy a second time, and how soon?"""

import streamlit as st

from components import breakdowns, filter_bar, not_back_yet
from components import second_purchase_cards as cards
from components import second_purchase_trend as trend
from components.metric_cards import choose, foreseen

view = filter_bar.current()
present = breakdowns.present(view, fewest=2)

st.title("Second purchase")
cards.read_ahead(view, trend.foreseen_horizon(), foreseen(present, "by") if present else None)
cards.answer(view)

horizon = trend.choose_horizon()
trend.show(view, horizon)
trend.customers_of_cohort(view, horizon)

left, right = st.columns(2)
with left:
    in_time = cards.horizons(view, horizon)
with right:
    by_then = cards.curve(view)
cards.customers_of_horizon(view, in_time)
cards.customers_of_curve(view, by_then)

if present:
    st.header("Who buys again sooner")
    by = choose("By", present, "by")
    of_group = cards.curve_by(view, by, present[by])
    cards.customers_of_curve(view, of_group, by)

st.header("Not back yet")
not_back_yet.show(view)
