"""Import by upload, step by step: the files, which column is what, a check, the import and its report."""

from dataclasses import dataclass

import streamlit as st

from components import (
    column_mapping,
    import_constants,
    import_files,
    import_report,
    job_progress,
    problem,
)
from components.import_draft import Draft, Look
from data_access import jobs
from data_access.ingest import Report

KINDS = {"Orders": "orders", "Feedback": "feedback"}
_LEAVE = "You can leave this page: the work goes on. Nothing is stored before all of it is."
_KEPT = "Nothing was imported, and what was in the database is as it was."
_KEPT_BUT_DEMO = "Nothing was imported. The demo data had been removed before; your own data is as it was."


@dataclass
class _State:
    """Where this reader's import stands; it outlives a visit to another page.

    checked: the draft's choices that a dry run's report speaks of.
    """

    draft: Draft | None = None
    job: jobs.Job | None = None
    is_dry_run: bool = False
    checked: str = ""
    report: Report | None = None
    problem: str = ""

    @property
    def is_complete(self) -> bool:
        return self.report is not None and not self.is_dry_run


def show(*, has_demo: bool, then: str) -> None:
    """Draw the next step of the import.

    has_demo: whether there is demo data, which is offered to be removed first. then: the page to go to afterwards.
    """
    state = st.session_state.setdefault("import", _State())
    if _wait(state):
        return
    if state.is_complete:
        _finish(state, then)
    elif state.draft is None:
        _choose_files(state)
    else:
        _prepare(state, has_demo)


def is_begun() -> bool:
    """Whether there are files, a report or work under way on this panel."""
    state = st.session_state.get("import")
    return jobs.running() is not None or (state is not None and any((state.draft, state.job, state.report)))


def _wait(state: _State) -> bool:
    """Whether work is under way, which may be another reader's; what has ended goes into the state."""
    if state.job is None or not state.job.is_done:
        job = state.job or jobs.running()
        if job:
            job_progress.watch(job, _LEAVE)
        return job is not None
    state.report, state.problem, state.job = state.job.result, state.job.problem, None
    if state.is_complete:
        state.draft.discard()
        state.draft = None
    return False


def _finish(state: _State, then: str) -> None:
    import_report.show(state.report, key="import")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import more files", icon=":material/upload_file:", key="import-more"):
            _begin_again()
        st.page_link(then, label="See what they say", icon=":material/arrow_forward:")


def _begin_again() -> None:
    st.session_state["import"] = _State()
    st.rerun()


def _kind(state: _State) -> str:
    held = state.draft.kind if state.draft else "orders"
    default = next(label for label, kind in KINDS.items() if kind == held)
    chosen = st.segmented_control("What do the files hold?", KINDS, default=default, required=True, key="import-kind")
    return KINDS[chosen or default]


def _choose_files(state: _State) -> None:
    kind = _kind(state)
    uploads = st.file_uploader(
        "CSV files, also compressed with gzip; several at once if they have the same columns",
        accept_multiple_files=True,
        key="import-files",
    )
    if uploads:
        state.draft = Draft(uploads, kind)
        st.rerun()


def _prepare(state: _State, has_demo: bool) -> None:
    draft = state.draft
    if (kind := _kind(state)) != draft.kind:
        draft.set_kind(kind)
    look = _look(draft)
    with st.container(border=True, horizontal=True, key="card-import-files"):
        st.html(import_files.files_html(draft.names, look.survey))
        if st.button("Choose other files", key="import-other"):
            draft.discard()
            _begin_again()
    if look.survey is None:
        problem.show("This cannot be imported", look.problem, _KEPT)
        return
    import_files.preview(look.survey, key=draft.id)
    column_mapping.show(draft, look)
    if look.problem:
        problem.show("Not ready yet", look.problem)
    column_mapping.ask(draft, look.questions)
    import_constants.show(draft, look.survey)
    _act(state, look, has_demo)


def _look(draft: Draft) -> Look:
    place = st.empty()

    def progress(done: int, total: int) -> None:
        place.progress(done / max(total, 1), text="Looking at the files")

    look = draft.look(progress)
    place.empty()
    return look


def _act(state: _State, look: Look, has_demo: bool) -> None:
    is_current = state.checked == state.draft.choices
    if is_current and state.problem:
        kept = _KEPT_BUT_DEMO if state.draft.has_removed_demo else _KEPT
        problem.show("The import did not work", state.problem, kept)
    if is_current and state.report:
        import_report.show(state.report, key="check", is_dry_run=True)
    remove_demo = has_demo and st.checkbox("Remove the demo data first", value=True, key="import-remove-demo")
    rows = "1 row" if look.survey.rows == 1 else f"{look.survey.rows:,} rows"
    is_blocked = not look.is_ready
    with st.container(horizontal=True):
        if st.button(f"Import {rows}", type="primary", disabled=is_blocked, key="import-start"):
            _start(state, "Importing", dry_run=False, remove_demo=remove_demo)
        if st.button("Check first, keep nothing", disabled=is_blocked, key="import-check"):
            _start(state, "Checking", dry_run=True, remove_demo=remove_demo)


def _start(state: _State, verb: str, **options) -> None:
    draft = state.draft
    state.is_dry_run, state.checked = options["dry_run"], draft.choices
    state.report, state.problem = None, ""
    title = f"{verb} {import_files.listed(draft.names)}"
    state.job = jobs.start(title, lambda progress: draft.run(progress, **options))
    st.rerun()
