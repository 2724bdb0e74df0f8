"""What a number means, one click away from the number."""

import html
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import format as fmt
from data_access.coverage import Coverage


@dataclass(frozen=True)
class Definition:
    """A metric's formal name, its meaning in words, and optionally its formula, the base of what is shown, and what it
    is counted from: "orders" or "feedback"."""

    name: str
    meaning: str
    formula: str = ""
    base: str = ""
    speaks_of: str = ""


def definition_html(definition: Definition) -> str:
    """The definition as markup; every part is escaped."""
    parts = [f'<p class="earshot-title">{html.escape(definition.name)}</p>', _paragraph(definition.meaning)]
    if definition.formula:
        parts.append(_paragraph(definition.formula))
    if definition.base:
        parts.append(f'<p class="earshot-note">Here: {html.escape(definition.base)}</p>')
    return f'<div class="earshot-definition">{"".join(parts)}</div>'


def show(
    definition: Definition,
    *,
    key: str,
    label: str = "Definition",
    icon: str | None = None,
    below: Callable[[], None] | None = None,
) -> None:
    """A quiet button that opens the definition. below: draws what else belongs there."""
    help_text = None if label else f"What “{definition.name}” means"
    with st.popover(label, key=f"definition-{key}", type="tertiary", icon=icon, width="content", help=help_text):
        # The view holds what the database has; a card that is drawn outside the app has none.
        view = st.session_state.get("filters")
        said = source(definition.speaks_of, view.coverage) if view else ""
        st.html(definition_html(definition) + (_paragraph(said, "earshot-note") if said else ""))
        if below:
            below()


def source(speaks_of: str, held: Coverage) -> str:
    """What the number is counted from, of which days, and when that last changed, in sentences."""
    sentences = []
    if speaks_of == "orders" and held.first_order_on:
        days = fmt.date_range(held.first_order_on, held.last_order_on)
        sentences.append(f"Source: {fmt.count(held.valid_orders)} valid orders, {days}.")
    if speaks_of == "feedback" and held.first_feedback_on:
        days = fmt.date_range(held.first_feedback_on, held.last_feedback_on)
        sentences.append(f"Source: {fmt.count(held.feedback)} pieces of feedback, {days}.")
    if held.changed_at:
        sentences.append(f"The data last changed on {fmt.day(held.changed_at)} at {held.changed_at:%H:%M} UTC.")
    return " ".join(sentences)


def _paragraph(text: str, look: str = "") -> str:
    return f'<p class="{look}">{html.escape(text)}</p>' if look else f"<p>{html.escape(text)}</p>"
