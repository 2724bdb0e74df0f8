"""What went wrong, in sentences: what happened, what was kept, what to do. Escaped, since it may quote a file."""

import html
from collections.abc import Sequence

import streamlit as st


def show(title: str, *sentences: str) -> None:
    """A quiet box with a heavy edge; read out at once by screen readers."""
    st.html(problem_html(title, sentences))


def ask(sentence: str) -> None:
    """What is still to be done: the same box without alarm."""
    st.html(f'<div class="earshot-problem is-open" role="status">{html.escape(sentence)}</div>')


def problem_html(title: str, sentences: Sequence[str]) -> str:
    told = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences if sentence)
    return f'<div class="earshot-problem" role="alert"><b>{html.escape(title)}</b>{told}</div>'
