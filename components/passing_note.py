"""A name for Streamlit's passing notes (`st.toast`): each says that it is named by an element that it does not have, so
that a screen reader has no name for it. Its words become that element."""

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
