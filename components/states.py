"""What is shown when there is nothing to show, little to go by, no database, or only demo data."""

import html
import re

import streamlit as st

from components import format as fmt
from data_access.metrics.definition import SMALL_BASE


def empty(what: str, action: str, *, height: int = 300) -> None:
    """In the place and size of the picture: what would be here, and the one thing to do."""
    st.html(
        f'<div class="earshot-empty" style="min-height:{int(height)}px">'
        f"<b>{html.escape(what)}</b><span>{html.escape(action)}</span></div>"
    )


def small_base(n: float, noun: str) -> str:
    """The sentence for a base under 30; "" for a larger one."""
    return f"Small base: {fmt.count(n)} {noun}. Read with care." if n < SMALL_BASE else ""


def could_not_connect(error: object) -> None:
    """The page's only content when the database does not answer. No password is ever shown."""
    st.error(
        "The database did not answer. Nothing was changed or lost. Check that it is running and that "
        "DATABASE_URL is right, then reload the page.",
        title="Could not connect",
        icon=":material/cloud_off:",
    )
    detail = without_password(error)
    if detail:
        with st.expander("What the database said"):
            st.text(detail)


def demo_banner() -> None:
    """On every page while demo data is in the database."""
    with st.container(key="demo-banner"):
        st.html(
            '<div class="earshot-strip" role="note"><b>Demo data: a fictional retailer.</b> '
            "Remove it on the Data page before importing your own.</div>"
        )


def note(sentence: str) -> None:
    """One line about what the page leaves out or counts from."""
    st.html(f'<p class="earshot-note">{html.escape(sentence)}</p>')


def without_password(error: object) -> str:
    """An error's first lines with the password of URLs and connection strings blotted out."""
    text = re.sub(r"(\w+://[^\s:/@]*):\S*@", r"\1:***@", str(error))
    text = re.sub(
        r"(?i)\b(password|passwd|pwd|secret|token)(\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s&;,]+)",
        r"\1\2***",
        text,
    )
    return "\n".join(text.strip().splitlines()[:6])
