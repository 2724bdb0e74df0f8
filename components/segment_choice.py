"""The segment that every page is narrowed to: its rules are in the address, its name is looked up among the saved ones.

The address holds the rules themselves and no name, so that a link shows the same customers whoever renames what.
"""

from collections.abc import Sequence

import streamlit as st

from components import problem
from data_access.segments.rules import Rule, parse, text
from data_access.segments.saved import Saved, saved

KEY = "having"
PAGE = "pages/customers/segments.py"
_MENU, _WISH = "segment-menu", "segment-wish"
_EVERYONE, _UNSAVED, _BUILD = "", "*", "+"


def show() -> tuple[Rule, ...]:
    """Draw the menu of segments; the rules in force, none for everyone."""
    held = saved()
    _keep_in_address()
    rules, _ = current()
    known = next((each for each in held if each.rules == text(rules)), None) if rules else None
    labels = {_EVERYONE: "All customers"}
    if rules and known is None:
        labels[_UNSAVED] = f"Unsaved, {len(rules)} {'rule' if len(rules) == 1 else 'rules'}"
    labels |= {each.segment_id: each.name for each in held} | {_BUILD: "Build one …"}
    # What is chosen follows from the rules, wherever these were changed.
    st.session_state[_MENU] = known.segment_id if known else _UNSAVED if rules else _EVERYONE
    st.selectbox(
        "Customers", list(labels), format_func=labels.__getitem__, key=_MENU, on_change=_take, args=(held,), width=190
    )
    if st.session_state.pop(_WISH, False):
        st.switch_page(PAGE)
    return rules


def say_problem() -> None:
    """Why the rules of the address cannot be read, where they cannot."""
    _, wrong = current()
    if wrong:
        with st.container(key="segment-problem"):
            problem.show("The segment in this address cannot be read, so everyone is shown", wrong)


def current() -> tuple[tuple[Rule, ...], str]:
    """The rules of the address, and the sentence that says why they cannot be read, "" where they can."""
    try:
        return parse(st.session_state.get(KEY) or ""), ""
    except ValueError as refused:
        return (), str(refused)


def choose(rules: Sequence[Rule]) -> None:
    """Narrow every page to these rules, from a callback."""
    st.session_state[KEY] = text(rules)


def named(rules: Sequence[Rule], held: Sequence[Saved]) -> str:
    """The name under which these rules are saved, "" where they are not."""
    written = text(rules)
    return next((each.name for each in held if each.rules == written), "")


def _keep_in_address() -> None:
    """A field that nobody sees: what is in it is in the address, and stays there from page to page."""
    with st.container(key="segment-address"):
        st.text_input("Rules of the segment", key=KEY, bind="query-params")


def _take(held: Sequence[Saved]) -> None:
    chosen = st.session_state[_MENU]
    if chosen == _BUILD:
        st.session_state[_WISH] = True
    elif chosen != _UNSAVED:
        st.session_state[KEY] = next((each.rules for each in held if each.segment_id == chosen), "")
