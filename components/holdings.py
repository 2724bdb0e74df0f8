"""What the database holds and how fresh it is: four figures, their days, and what is left out of what."""

import html
from datetime import date

import pandas as pd
import streamlit as st

from components import format as fmt
from data_access import coverage as covered
from data_access import fetch, sources
from data_access.coverage import Coverage


def invite() -> None:
    """What to do in an empty database."""
    st.html(
        '<p class="earshot-lead">Nothing is here yet. Export your orders, or what your customers write, and bring '
        "the files in as they are. You see what they hold before anything is stored.</p>"
    )


def show(held: Coverage) -> None:
    """The ledger, then when it last changed."""
    spans = fetch.rows(covered.spans()).set_index("what")
    st.html(ledger_html(held, {what: (spans.loc[what, "first"], spans.loc[what, "last"]) for what in spans.index}))
    changed = pd.Timestamp(fetch.rows(covered.freshness())["changed_at"].iloc[0])
    zone = sources.timezone()
    st.html(
        f'<p class="earshot-note">Last changed on {fmt.day(changed)} at {changed:%H:%M} UTC. '
        f"Days begin and end as in the time zone {html.escape(zone)}.</p>"
    )


def ledger_html(held: Coverage, spans: dict) -> str:
    """One row each for orders, customers, feedback and mentions.

    spans: "customers" and "mentions" -> (first day, last day), missing where there is none.
    """
    rows = (
        ("Valid orders", held.valid_orders, (held.first_order_on, held.last_order_on), about_orders(held)),
        ("Customers", held.customers, spans.get("customers"), about_customers(held)),
        ("Feedback", held.feedback, (held.first_feedback_on, held.last_feedback_on), about_feedback(held)),
        ("Mentions of brands", held.mentions, spans.get("mentions"), about_mentions(held)),
    )
    return f'<dl class="earshot-ledger">{"".join(_row(*row) for row in rows)}</dl>'


def about_orders(held: Coverage) -> list[str]:
    """What of the orders counts where."""
    told = []
    if invalid := held.orders - held.valid_orders:
        told.append(
            f"{_more(invalid, 'order is', 'orders are')} not valid: cancelled, a test, refunded in full, or not "
            "above 0. They count nowhere."
        )
    if guests := held.orders_without_customer:
        told.append(
            f"{_many(guests, 'valid order has', 'valid orders have')} no customer: they count in revenue and in no "
            "customer rate."
        )
    if len(held.currencies) > 1:
        told.append(
            f"They are in {', '.join(held.currencies)}; amounts of different currencies are never added, and "
            f"{held.currency} is shown."
        )
    return told


def about_customers(held: Coverage) -> list[str]:
    return ["With at least one valid order."] if held.customers else []


def about_feedback(held: Coverage) -> list[str]:
    """What of the feedback counts where."""
    told = []
    if silent := held.unscored_feedback:
        told.append(f"{_many(silent, 'piece has', 'pieces have')} no score: no words, or none in a language it reads.")
    if held.feedback and held.feedback_without_customer == held.feedback:
        told.append("None has a customer id: filters on customers leave all of it out.")
    elif unknown := held.feedback_without_customer:
        told.append(f"{_many(unknown, 'piece has', 'pieces have')} no customer: filters on customers leave them out.")
    return told


def about_mentions(held: Coverage) -> list[str]:
    told = []
    if held.feedback and not held.options.get("brand"):
        told.append("No brand is tracked yet. Name yours and your competitors under Brands.")
    elif held.feedback and held.our_brand is None:
        told.append("No brand is marked as ours. Choose it under Brands, or share of voice stays unknown.")
    return told


def _row(what: str, number: int, days: tuple | None, sentences: list[str]) -> str:
    told = "".join(f'<p class="earshot-note">{html.escape(sentence)}</p>' for sentence in sentences)
    first, last = (_day(day) for day in days or (None, None))
    span = fmt.date_range(first, last) if first and last else ""
    return (
        f'<div><dt>{what}</dt><dd class="earshot-ledger-number{"" if number else " is-none"}">{fmt.count(number)}</dd>'
        f'<dd class="earshot-ledger-days">{span}</dd><dd class="earshot-ledger-told">{told}</dd></div>'
    )


def _day(value) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _many(number: int, one: str, many: str) -> str:
    return f"{fmt.count(number)} {one if number == 1 else many}"


def _more(number: int, one: str, many: str) -> str:
    """ "3 more orders are"."""
    return f"{fmt.count(number)} more {one if number == 1 else many}"
