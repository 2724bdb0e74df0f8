"""Where a presentation becomes a file: choose what and how it looks, see it being made, take it along."""

import html
from functools import partial

import streamlit as st

from components import exporting, job_progress, problem
from components.exporting import about
from data_access import jobs
from data_access.snapshots import Presentation

_JOB = "export-job"
_LOOKS = {"light": "Light", "dark": "Dark"}
_NO_SLIDES = "There are no slides yet. Add a chart to this presentation, then make a file of it."


def show(presentation: Presentation) -> None:
    """The choice of files, the progress of the one under way, and the one that was made last."""
    with st.container(key="export-panel"):
        if not presentation.slides:
            st.html(f'<p class="earshot-note">{_NO_SLIDES}</p>')
            return
        kind, look = _choose()
        asked = _asked(presentation, kind, look)
        job, made = st.session_state.get(_JOB, (None, None))
        if job is not None and not job.is_done:
            job_progress.watch(job, "You can go on working; the file waits on this page.")
            return
        if st.button("Make the file", key="export-make", icon=":material/file_save:"):
            _begin(presentation, kind, look)
        if job is not None and made == asked:
            _hand_over(presentation, kind, job)


def _choose() -> tuple[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "File", list(exporting.KINDS), format_func=lambda name: exporting.KINDS[name].label, default="pptx",
            required=True, key="export-kind",
        )  # fmt: skip
        chosen, look = exporting.KINDS[kind], "light"
        if chosen.has_look:
            look = st.segmented_control(
                "Look", list(_LOOKS), format_func=_LOOKS.get, default="light", required=True, key="export-look"
            )
    st.html(f'<p class="earshot-note">{html.escape(chosen.about)}</p>')
    return kind, look


def _asked(presentation: Presentation, kind: str, look: str) -> tuple:
    """What a file is of: of another choice, or of slides changed since, it is another one."""
    return presentation.presentation_id, presentation.changed_at, kind, look


def _begin(presentation: Presentation, kind: str, look: str) -> None:
    title = f"Making the file: {exporting.KINDS[kind].label}"
    job = jobs.aside(title, partial(_make, presentation, kind, look))
    st.session_state[_JOB] = job, _asked(presentation, kind, look)
    # A short presentation is done before a reader could see progress.
    job.wait(0.6)
    st.rerun()


def _make(presentation: Presentation, kind: str, look: str, report: jobs.Progress) -> bytes:
    """For a Job: the file, told slide by slide."""
    count = len(presentation.slides)

    def tell(share: float, slide: str) -> None:
        report("Making the slides", round(share * count), count, "slides")

    return exporting.make(presentation, kind, look, tell)


def _hand_over(presentation: Presentation, kind: str, job: jobs.Job) -> None:
    if job.was_cancelled:
        st.html('<p class="earshot-note">Cancelled. No file was made.</p>')
    elif job.problem:
        problem.show(
            "The file could not be made", job.problem, "The presentation is as it was. Try another kind of file."
        )
    else:
        chosen = exporting.KINDS[kind]
        name = about.file_name(presentation, chosen.ending)
        # While a file of another kind is being made its button still stands here for a moment: each says its kind.
        st.download_button(
            f"Download: {chosen.label}", data=job.result, file_name=name, mime=chosen.mime, type="primary",
            key=f"export-download-{kind}", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.html(f'<p class="earshot-note">{html.escape(name)}, {_size(len(job.result))}</p>')


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3)):,} kB"
