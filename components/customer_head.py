"""Who a customer is, where they stand, and how they last spoke."""

import html

import pandas as pd
import streamlit as st

from components import customer_history as history
from components import customer_link, states, verbatim_list, verbatims
from components import format as fmt
from components.customer_history import History
from components.filter_bar import CHOICES, View
from data_access import fetch, timeline

_ABOUT = {**{name: CHOICES[name] for name in ("segment", "region", "country")}, "origin": "Came through"}
MOST_ATTRIBUTES = 12


def show(known: History, view: View) -> None:
    """Name, facts, the sentence, the figures, and the last words."""
    st.title(fmt.markdown_escape(known.name), anchor=False)
    if about := about_html(known):
        st.html(about)
    left, right = st.columns([11, 8])
    with left:
        st.html(f'<p class="earshot-standing">{html.escape(history.standing(known))} {_group_html(known)}</p>')
        st.html(figures_html(known))
        states.note(_counted_from(known))
    with right:
        _last_words(known, view)


def about_html(known: History) -> str:
    """What the files said of the customer, in a line."""
    person = known.person
    facts = [] if known.name == known.customer_id else [("Customer", html.escape(known.customer_id))]
    if _is_text(person["email"]):
        facts.append(("E-mail", html.escape(person["email"])))
    facts += [(label, html.escape(person[name])) for name, label in _ABOUT.items() if _is_text(person[name])]
    if pd.notna(person["joined_at"]):
        facts.append(("Joined", fmt.day(pd.Timestamp(person["joined_at"]))))
    if _is_text(person["referred_by"]):
        facts.append(("Referred by", customer_link.link_html(person["referred_by"], person["referred_by"])))
    said = known.attributes.head(MOST_ATTRIBUTES)
    facts += [
        (html.escape(row.name), html.escape(row.value)) for row in said[["name", "value"]].itertuples(index=False)
    ]
    parts = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in facts)
    return f'<dl class="earshot-about">{parts}</dl>' if parts else ""


def figures_html(known: History) -> str:
    """Purchases, revenue by currency, the last purchase, the pause, feedback."""
    figures = [("Purchases", fmt.count(known.purchases), _orders(known))]
    for row in known.money.itertuples():
        if row.counted or row.refunded:
            currency = row.currency if isinstance(row.currency, str) else None
            refunded = f"{fmt.amount(row.refunded, currency, exact=True)} refunded" if row.refunded else ""
            figures.append(("Revenue", fmt.amount(row.amount, currency, exact=True), refunded))
    if known.purchases:
        last = pd.Timestamp(known.person["last_purchased_on"])
        figures.append(("Last purchase", fmt.day(last), history.lateness(known)))
    if known.group:
        figures.append(("Group", known.group.name, known.group.rule))
    figures.append(("Pieces of feedback", fmt.count(known.pieces), history.tones(known)))
    parts = "".join(
        f"<div><dt>{html.escape(label)}</dt><dd><b>{html.escape(value)}</b><small>{html.escape(under)}</small></dd></div>"
        for label, value, under in figures
    )
    return f'<dl class="earshot-figures">{parts}</dl>'


def _orders(known: History) -> str:
    orders, counted = (int(known.money[name].sum()) for name in ("orders", "counted"))
    if not orders:
        return "No orders"
    left_out = f", {fmt.count(orders - counted)} not counted" if orders > counted else ""
    return f"{fmt.count(orders)} {'order' if orders == 1 else 'orders'}{left_out}"


def _group_html(known: History) -> str:
    return f"<span>{html.escape(known.group.meaning)}.</span>" if known.group else ""


def _counted_from(known: History) -> str:
    said = [f"Days are counted back from {fmt.day(known.last)}, the data's last day."]
    if known.group:
        said.append("The group is among all customers on the last day of orders.")
    if known.purchases:
        said.append("Orders of one day are one purchase.")
    return " ".join(said)


def _last_words(known: History, view: View) -> None:
    rows = fetch.rows(timeline.last_words(known.customer_id))
    if rows.empty:
        what = "gave ratings and no words" if known.pieces else "has not said anything"
        states.empty(f"This customer {what}", "Import feedback with its customers to read it here.", height=140)
        return
    (words,) = verbatim_list.marked(rows, view.coverage.our_brand)
    st.html('<h2 class="earshot-small-heading">Last words</h2>')
    verbatims.show([words | {"customer_id": None}])


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
