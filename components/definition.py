"""What a number means, one click away from the number."""

import html
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Definition:
    """A metric's formal name, its meaning in words, and optionally its formula and the base of what is shown."""

    name: str
    meaning: str
    formula: str = ""
    base: str = ""


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
        st.html(definition_html(definition))
        if below:
            below()


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"
