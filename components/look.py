"""Light or dark, as the reader has it now: a chart takes its colours when it is first drawn, and keeps them."""

import streamlit as st

_FIRST = "look-at-first"
# The colour moves from one look to the other, and the end of that is told; nothing of it is to be seen.
_CSS = "i { display: block; width: 0; height: 0; color: var(--st-background-color); transition: color 1ms; }"
_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const mark = parentElement.querySelector("i");
  mark.ontransitionend = () => setTriggerValue("changed", true);
  return () => { mark.ontransitionend = null; };
}
"""
_mark = st.components.v2.component("earshot.look", html='<i aria-hidden="true"></i>', css=_CSS, js=_JS)


def watch() -> None:
    """Run the page anew when its reader, or the reader's system, goes from light to dark or back."""
    with st.container(key="look"):
        _mark(key="look-mark", height=1, on_changed_change=_nothing)


def _nothing() -> None:
    """That the page runs is all that is asked for."""


def chart_key(name: str) -> str:
    """The key of a chart, by which its picks are known: another one once the look has changed, so that the chart is
    drawn anew."""
    now = st.context.theme.type
    first = st.session_state.setdefault(_FIRST, now) if now else now
    return f"chart-{name}" if now == first else f"chart-{name}-{now}"
