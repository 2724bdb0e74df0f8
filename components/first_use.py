"""The three steps that a new product leads through: bring orders, bring feedback, name the competitors."""

import html
from typing import NamedTuple

import streamlit as st

from components import demo_data
from data_access.coverage import Coverage

DATA, SETTINGS = "pages/manage/data.py", "pages/manage/settings.py"


class Step(NamedTuple):
    """One of the three. gives: what it opens, in a sentence; label: of the link that does it."""

    title: str
    gives: str
    is_done: bool
    page: str
    label: str
    query: dict[str, str]


def steps(held: Coverage) -> tuple[Step, ...]:
    """The steps in their order, each with whether the data shows that it was taken."""
    rivals = [name for name in held.options.get("brand", ()) if name != held.our_brand]
    importing = {} if held.is_empty else {"part": "Import"}
    return (
        Step(
            "Bring your orders",
            "Who comes back, after how long, and what they bring. A file as your shop exports it will do.",
            held.orders > 0,
            DATA,
            "Import orders",
            importing,
        ),
        Step(
            "Bring what customers write",
            "Reviews, surveys, tickets and posts: how people feel, about what, and in which words.",
            held.feedback > 0,
            DATA,
            "Import feedback",
            importing,
        ),
        Step(
            "Name your brand and its competitors",
            "Who is spoken of, who is preferred, and what others get wrong.",
            bool(held.our_brand and rivals),
            SETTINGS,
            "Name them",
            {},
        ),
    )


def show(held: Coverage) -> None:
    """The content of every page while there is nothing to show on it."""
    st.html('<p class="earshot-lead">Nothing is here yet. Three steps, in any order, and each shows something.</p>')
    for column, (number, step) in zip(st.columns(3), enumerate(steps(held), 1), strict=True):
        with column, st.container(border=True, height="stretch", key=f"card-step-{number}"):
            st.html(step_html(number, step))
            _link(step)
    demo_data.offer()


def strip(held: Coverage) -> None:
    """One line on the Overview while a step is still to be taken; nothing once all are."""
    waiting = [step for step in steps(held) if not step.is_done]
    if not waiting or held.has_demo:
        return
    done = 3 - len(waiting)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps-left"):
        st.html(f'<p class="earshot-note"><b>{done} of 3 steps done.</b> Still to come:</p>', width="content")
        for step in waiting:
            _link(step)


def step_html(number: int, step: Step) -> str:
    """A step as markup, with a word for whether it is done: the sign alone would not be read out."""
    state = "✓ Done" if step.is_done else f"Step {number}"
    look = "is-better" if step.is_done else "is-plain"
    return (
        f'<div class="earshot-kpi-verdict {look}">{state}</div>'
        f'<h2 class="earshot-title">{html.escape(step.title)}</h2>'
        f'<p class="earshot-note">{html.escape(step.gives)}</p>'
    )


def _link(step: Step) -> None:
    st.page_link(step.page, label=step.label, icon=":material/arrow_forward:", query_params=step.query or None)
