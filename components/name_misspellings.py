"""Names written wrongly, as the feedback has them: each waits for a click, none counts by itself."""

import html

import streamlit as st

from components import format as fmt
from components import passing_note, problem, states
from data_access import brand_names
from data_access.brands import Alias
from data_access.scoring.misspellings import Misspelling

MOST = 30
_ABOUT = (
    "Words of the feedback that are nearly a tracked name. About a third are words of their own: only those that you "
    "add become names of the brand."
)


def show() -> None:
    """A button to look, as it reads all feedback; then the suggestions."""
    states.note(_ABOUT)
    if st.button("Look through the feedback", key="misspellings-look", icon=":material/spellcheck:"):
        with st.spinner("Reading the words of all feedback"):
            st.session_state["misspellings"] = brand_names.misspelled()
    found = st.session_state.get("misspellings")
    if found is None:
        return
    put_aside = st.session_state.setdefault("misspellings-put-aside", set())
    waiting = [each for each in found if each.written not in put_aside]
    if not waiting:
        states.empty("No names written wrongly", "Look again when there is more feedback.", height=120)
        return
    for each in waiting[:MOST]:
        _one(each)
    if len(waiting) > MOST:
        states.note(f"The {MOST} most frequent of {fmt.count(len(waiting))}.")


def _one(each: Misspelling) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"misspelled-{each.written}"):
        times = f"{fmt.count(each.times)} time{'' if each.times == 1 else 's'}"
        st.html(
            f"<p><b>{html.escape(each.written)}</b> for {html.escape(each.alias)}, {times}</p>",
            width="content",
        )
        if st.button(f"Add to {each.brand}", key=f"add-{each.written}"):
            _add(each)
        st.button(
            "Another word",
            key=f"aside-{each.written}",
            type="tertiary",
            on_click=st.session_state["misspellings-put-aside"].add,
            args=(each.written,),
        )


def _add(each: Misspelling) -> None:
    try:
        with st.spinner("Searching the feedback for it"):
            brand_names.change(each.brand, Alias(each.written, False))
    except ValueError as error:
        problem.show("It was not added", str(error), "The names are as they were.")
    else:
        st.session_state["misspellings-put-aside"].add(each.written)
        passing_note.say(f"Added: {each.written} counts as {each.brand} from now on.")
        st.rerun()
