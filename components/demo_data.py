"""The demo data: put it into an empty database, or take it away after asking once."""

import html

import streamlit as st

from components import problem
from data_access import demonstration, ingest, jobs


def offer() -> None:
    """For an empty database: a button that loads the demo data."""
    st.subheader("Or look around first", anchor=False)
    st.html(
        '<p class="earshot-note">The demo data is a fictional retailer with its customers, reviews and competitors. '
        "It is marked as such on every page and can be removed at any time.</p>"
    )
    if (job := st.session_state.get("demo-job")) and job.problem:
        problem.show("The demo data could not be loaded", job.problem)
    if st.button("Load the demo data", icon=":material/science:", key="demo-load"):
        st.session_state["demo-job"] = jobs.start("Loading the demo data", demonstration.load)
        st.rerun()


def has_just_arrived() -> bool:
    """Whether what this reader asked for has been loaded since; true once."""
    job = st.session_state.get("demo-job")
    if job is None or not job.is_done or job.problem:
        return False
    del st.session_state["demo-job"]
    return True


def removal(*, is_all: bool) -> None:
    """The card that removes it, with a question in between.

    is_all: there is no other data, so that the database will be empty.
    """
    is_asked = st.session_state.get("demo-asked", False)
    with st.container(border=True, key="card-demo"):
        st.html(
            '<h2 class="earshot-title">Demo data</h2>'
            f'<p class="earshot-note">{html.escape(_question(is_all) if is_asked else _about(is_all))}</p>'
        )
        with st.container(horizontal=True):
            if is_asked:
                _answer()
            elif st.button("Remove the demo data", icon=":material/delete:", key="demo-remove"):
                _ask(True)


def _answer() -> None:
    if st.button("Yes, remove it", type="primary", key="demo-remove-yes"):
        with st.spinner("Removing the demo data"):
            ingest.remove_demo()
        _ask(False)
    if st.button("No, keep it", key="demo-remove-no"):
        _ask(False)


def _ask(is_asked: bool) -> None:
    st.session_state["demo-asked"] = is_asked
    st.rerun()


def _about(is_all: bool) -> str:
    if is_all:
        return "Everything here is the demo data of a fictional retailer. Remove it when you bring your own."
    return "Besides yours, the database holds the demo data of a fictional retailer: every figure mixes the two."


def _question(is_all: bool) -> str:
    left = "The database is empty then." if is_all else "What you have imported stays."
    return f"Remove the demo orders, feedback, brands and events? {left}"
