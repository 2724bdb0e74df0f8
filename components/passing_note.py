"""Passing notes (`st.toast`) that are seen and read out: what is done is said once the page is whole again."""

import streamlit as st

from components import format as fmt

_SAID = "passing-note"
# Streamlit says that each is named by an element that it does not have: its words become that element.
_JS = """
const name = () => {
  for (const note of document.querySelectorAll("[data-testid=stToast][aria-labelledby]")) {
    const words = note.querySelector("[data-testid=stToastText]");
    if (words) words.id = note.getAttribute("aria-labelledby");
  }
};
const known = new WeakSet();
new MutationObserver(() => {
  const notes = document.querySelector("body > [data-testid=stToastContainer]");
  if (!notes || known.has(notes)) return;
  known.add(notes);
  new MutationObserver(name).observe(notes, { childList: true, subtree: true });
  name();
}).observe(document.body, { childList: true });
"""


def tag() -> str:
    """The script that names them, as markup for the end of the page."""
    return f'<script type="module">{_JS}</script>'


def say(words: str) -> None:
    """Have it said at the end of the next run: a note of a run that ends in another one is hardly ever seen."""
    st.session_state[_SAID] = words


def show() -> None:
    """Say what is to be said; the last thing that a run does."""
    if words := st.session_state.pop(_SAID, None):
        st.toast(fmt.markdown_escape(words), icon=":material/check:")
