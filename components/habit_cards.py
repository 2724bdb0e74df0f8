"""What customers have done so far, where nothing can be said of what they will do."""

import streamlit as st

from components import chart_card, charts, states
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.metric_cards import nothing
from components.outlook_cards import picked, show_list
from data_access import fetch
from data_access.metrics import habits, outlook_customers

# Short enough to stand beside each other on a phone.
_PAUSES = dict(
    zip(
        (name for _, name in habits.STRETCHES),
        ("1–7", "8–30", "31–60", "61–90", "91–180", "181–<br>365", "more"),
        strict=True,
    )
)
_TIMES = {
    **{str(number): str(number) for number in range(1, habits.MOST_PURCHASES)},
    f"{habits.MOST_PURCHASES} and more": f"{habits.MOST_PURCHASES}+",
}


def show(view: View, reason: str) -> None:
    """Why there is no prediction, and what can be said without one."""
    st.subheader("There is no prediction for this choice", anchor=False)
    states.note(f"{reason} What customers have done so far:")
    left, right = st.columns(2)
    with left:
        selected = _habit(view, habits.customers_by_purchases, "How often have customers bought?", "customers")
    with right:
        pauses = _habit(view, habits.days_between_purchases, "How long between two purchases?", "purchases")
    if group := picked(pauses):
        show_list(outlook_customers.of_pause(view.filters, group), f"Bought again after {group}", "pauses")
    if group := picked(selected):
        ids = outlook_customers.of_purchases(view.filters, group)
        show_list(ids, f"Purchases so far: {group}", "purchases")


def _habit(view: View, metric, question: str, noun: str) -> list[dict]:
    is_pauses = metric is habits.days_between_purchases
    names = _PAUSES if is_pauses else _TIMES
    frame = fetch.fetch(metric, view.filters).set_index("group")[["value"]]
    # A kind that nobody is of keeps its place between the others.
    frame = frame.reindex(list(names)).fillna(0.0).rename_axis("group").reset_index()
    note = "Pauses that are not over yet are not in it, so long ones are too few." if is_pauses else ""
    total = frame["value"].sum()
    by = f" · by {fmt.day(view.filters.as_of)} · {fmt.count(total)} {noun}" if total else ""
    return chart_card.show(
        question,
        charts.columns(frame, "count", names, noun=noun) if total else None,
        key=metric.name,
        subtitle=f"{metric.title}{by}",
        note=note,
        definition=define(metric),
        frame=frame,
        unit="count",
        on_click=True,
        empty=nothing(view, metric),
    )
