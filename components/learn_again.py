"""Learning from ratings and labels, started from the page: with DuckDB no other process can write meanwhile."""

import streamlit as st

from components import job_progress, problem, states
from data_access import jobs, rescoring

_LEAVE = "You may leave this page. Until it is done every page shows the scores it showed before."
_ABOUT = (
    "A source with 200 ratings or labels can have a score of its own, which is put to use where it is measurably "
    "better. It is learned here, or by: python -m data_access refresh"
)


def show() -> None:
    """The button, or how far the work is that somebody started."""
    if job := jobs.running():
        job_progress.watch(job, _LEAVE)
        return
    ended = st.session_state.pop("learning", None)
    if ended is not None and ended.problem:
        problem.show("The scores were not learned anew", ended.problem, "The scores are as they were.")
    elif ended is not None:
        st.toast("Done: ratings and labels were learned from.")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="learn"):
        if st.button("Learn from ratings and labels", icon=":material/model_training:", key="learn-now"):
            st.session_state["learning"] = jobs.start("Learning from ratings and labels", rescoring.rescore)
            st.rerun()
        states.note(_ABOUT)
