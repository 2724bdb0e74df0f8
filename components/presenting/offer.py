"""Add to presentation: the button on a view, and the dialog that asks where to."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from components import passing_note
from components.presenting import freezing
from data_access import presentations
from data_access.presentations import LONGEST_TITLE
from data_access.snapshots import Content, Snapshot

LABEL, ICON = "Add to presentation", ":material/add_to_queue:"
NEW = "A new presentation"
# Words are read out; more of them on one slide are not.
FIRST_QUOTES, MOST_QUOTES, LONGEST_CHOICE = 3, 4, 90
# In the session: the presentation that was added to last; what came of adding, "" when it was added.
_LATEST, _SAID = "presentation-added-to", "presentation-add-said"


def button(
    key: str,
    content: Callable[[], Content],
    *,
    card: str | None = None,
    page: str | None = None,
    query: Mapping[str, str] | None = None,
) -> None:
    """The quiet button of a view. content: makes what is frozen, only when it is clicked.

    card: the key of the container that the view stands in. page, query: where it is shown today, when not here.
    """
    if not freezing.is_possible():
        return
    with st.container(key=f"add-{key}", width="content"):
        if st.button(LABEL, key=f"add-button-{key}", type="tertiary", icon=ICON, help=LABEL):
            st.session_state.pop(_SAID, None)
            _ask(freezing.snapshot(content(), card or f"card-{key}", page, query))


@st.dialog(LABEL, width="medium")
def _ask(snapshot: Snapshot) -> None:
    if st.session_state.get(_SAID) == "":
        del st.session_state[_SAID]
        passing_note.say("Added. You find it under Present.")
        st.rerun()
    content, known = snapshot.content, {each.presentation_id: each.title for each in presentations.listed()}
    if known:
        latest = st.session_state.get(_LATEST)
        st.selectbox(
            "Presentation",
            [*known, ""],
            index=[*known].index(latest) if latest in known else 0,
            format_func=lambda each: known.get(each, NEW),
            key=_key(snapshot, "to"),
        )
    if not st.session_state.get(_key(snapshot, "to")):
        st.text_input("Title of the presentation", key=_key(snapshot, "title"), max_chars=LONGEST_TITLE)
    st.text_input(
        "Headline: what the slide says",
        freezing.headline(content),
        key=_key(snapshot, "headline"),
        max_chars=LONGEST_TITLE,
    )
    if len(content.quotes) > 1:
        _pick(snapshot)
    st.caption("The slide keeps the numbers as they are now. You can change its headline later.")
    st.button("Add", type="primary", key=_key(snapshot, "now"), on_click=_add, args=(snapshot,))
    if problem := st.session_state.pop(_SAID, None):
        st.error(problem)


def _key(snapshot: Snapshot, what: str) -> str:
    """Another view is asked about anew."""
    return f"add-{what}-{snapshot.snapshot_id}"


def _pick(snapshot: Snapshot) -> None:
    quotes = snapshot.content.quotes
    st.multiselect(
        "Which words",
        range(len(quotes)),
        default=list(range(min(FIRST_QUOTES, len(quotes)))),
        max_selections=MOST_QUOTES,
        format_func=lambda place: _short(quotes[place].text),
        key=_key(snapshot, "words"),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_CHOICE else f"{line[: LONGEST_CHOICE - 1]}…"


def _add(snapshot: Snapshot) -> None:
    """Add it as the dialog says; what is missing is said there."""
    said = {what: st.session_state.get(_key(snapshot, what)) for what in ("to", "title", "headline", "words")}
    try:
        content = _chosen(snapshot.content, said["words"])
        if not (said["headline"] or "").strip():
            raise ValueError("Give it a headline.")
        chosen = said["to"] or presentations.make(said["title"] or "")
        presentations.add(chosen, replace(snapshot, content=content), said["headline"], freezing.notes(content))
    except ValueError as problem:
        st.session_state[_SAID] = str(problem)
    else:
        st.session_state[_LATEST], st.session_state[_SAID] = chosen, ""


def _chosen(content: Content, places: list[int] | None) -> Content:
    if places is None:
        return content
    if not places:
        raise ValueError("Choose the words that the slide shows.")
    return replace(content, quotes=tuple(content.quotes[place] for place in places))
