"""The progress of long work: stage, rate and the time left."""

import html

import streamlit as st

from components import numerals
from data_access.jobs import Job, Step

_MEGABYTE = 1e6


@st.fragment(run_every=0.5)
def watch(job: Job, note: str) -> None:
    """Show how far the job is, drawn again by itself; the whole page when it has ended.

    Nothing waits for the job here: the reader may leave, and the job goes on until it ends or somebody cancels it.
    """
    if job.is_done:
        st.rerun()
    with st.container(border=True, key="card-job"):
        st.html(f'<h2 class="earshot-title">{html.escape(job.title)}</h2>')
        st.progress(share(job.step), text="Cancelling" if job.is_stopping else describe(job.step))
        st.html(f'<p class="earshot-note">{html.escape(note)}</p>')
        st.button("Cancel", disabled=job.is_stopping, on_click=job.cancel, key="job-cancel")


def share(step: Step | None) -> float:
    """How full the bar is; stages that cannot be measured fill it."""
    if step is None:
        return 0.0
    if step.unit == "steps" or step.total <= 0:
        return 1.0
    return min(1.0, step.done / step.total)


def describe(step: Step | None) -> str:
    """ "Reading · 3.1 of 7.6 MB · 2.4 MB a second · about 2 s left"."""
    if step is None:
        return "Starting"
    if step.unit == "steps":
        return f"{step.stage} · {_duration(step.seconds)} so far"
    parts = [step.stage, f"{_amount(step.done, step.unit)} of {_counted(step.total, step.unit)}"]
    if step.done and step.seconds > 0.5:
        rate = step.done / step.seconds
        parts.append(f"{_counted(rate, step.unit)} a second")
        if step.done < step.total:
            parts.append(f"about {_duration(max(1.0, (step.total - step.done) / rate))} left")
    return " · ".join(parts)


def _counted(number: float, unit: str) -> str:
    return f"{_amount(number, unit)} {'MB' if unit == 'bytes' else unit}"


def _amount(number: float, unit: str) -> str:
    return numerals.written(f"{number / _MEGABYTE:,.1f}" if unit == "bytes" else f"{number:,.0f}")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
