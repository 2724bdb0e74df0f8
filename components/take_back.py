"""Taking a past import back whole: a button, a question in between, the work, and how it ended."""

import html

import pandas as pd
import streamlit as st

from components import format as fmt
from components import job_progress, problem, states
from data_access import ingest, jobs

_JOB, _ASKED = "take-back", "take-back-asked"
_TITLE = "Taking back "
_LEAVE = "You can leave this page: the work goes on. Until all of it is done, everything is as it was."
_AS_IT_WAS = "Nothing was changed."


def is_under_way() -> bool:
    """Whether there is work that the list has to wait for, which is shown then; else how the last one ended."""
    job = st.session_state.get(_JOB)
    if job and job.is_done:
        del st.session_state[_JOB]
        if job.was_cancelled:
            problem.ask(f"Cancelled. {_AS_IT_WAS}")
        elif job.problem:
            problem.show("The import was not taken back", job.problem, _AS_IT_WAS)
        else:
            problem.ask(f"{job.title.removeprefix(_TITLE)} was taken back. Every figure is as if it had never been.")
    if job := jobs.running():
        job_progress.watch(job, _LEAVE)
        return True
    return False


def offer(run, name: str) -> None:
    """A button for one import (a row of import_runs), or why it cannot be taken back."""
    if not pd.isna(run.taken_back_at):
        return
    if run.is_demo:
        states.note("The demo data is removed as a whole, under Overview.")
    elif pd.isna(run.fields):
        states.note("It was imported by an earlier version, which did not keep what it replaced: it stays.")
    elif st.session_state.get(_ASKED) == run.import_run_id:
        _answer(run, name)
    elif st.button("Take back", icon=":material/undo:", key="take-back-ask"):
        _ask(run.import_run_id)


def _answer(run, name: str) -> None:
    with st.container(border=True, key="card-take-back"):
        st.html(
            f'<h2 class="earshot-title">Take back {html.escape(name)}?</h2>'
            f'<p class="earshot-note">{html.escape(question(run))}</p>'
        )
        with st.container(horizontal=True):
            if st.button("Yes, take it back", type="primary", key="take-back-yes"):
                number = int(run.import_run_id)
                st.session_state[_JOB] = jobs.start(
                    f"{_TITLE}{name}", lambda progress: ingest.take_back(number, progress)
                )
                _ask(None)
            if st.button("No, keep it", key="take-back-no"):
                _ask(None)


def question(run) -> str:
    """What goes and what stays."""
    goes = [f"{fmt.count(run.rows_new)} new {'row goes' if run.rows_new == 1 else 'rows go'}"] if run.rows_new else []
    if run.rows_changed:
        rows = "row becomes" if run.rows_changed == 1 else "rows become"
        goes.append(f"{fmt.count(run.rows_changed)} changed {rows} what other imports say")
    told = f"Its {', and its '.join(goes)}." if goes else "It brought nothing that other imports do not say."
    return f"{told} Imports after it stay, and the same files can be imported again."


def _ask(number: int | None) -> None:
    st.session_state[_ASKED] = number
    st.rerun()
