"""Import by upload, step by step: the files, which column is what, a check, the import and its report."""

import streamlit as st

from components import (
    column_mapping,
    import_constants,
    import_files,
    import_report,
    import_state,
    job_progress,
    problem,
)
from components.import_draft import Draft
from components.import_look import Look
from components.import_state import ImportState
from data_access import jobs

KINDS = {"Orders": "orders", "Feedback": "feedback"}
_LEAVE = "You can leave this page: the work goes on. Nothing is stored before all of it is."
_KEPT = "Nothing was imported, and what was in the database is as it was."
_KEPT_BUT_DEMO = "Nothing was imported. The demo data had been removed before; your own data is as it was."


def show(*, has_demo: bool, then: str) -> None:
    """Draw the next step of the import.

    has_demo: whether there is demo data, which is offered to be removed first. then: the page to go to afterwards.
    """
    state = import_state.current()
    if state.job and state.job.is_done:
        state.settle()
    if job := state.job or jobs.running():  # which may be another reader's
        job_progress.watch(job, _LEAVE)
    elif state.is_complete:
        _finish(state, then)
    elif state.draft is None:
        _choose_files(state)
    else:
        _prepare(state, has_demo)


def _finish(state: ImportState, then: str) -> None:
    import_report.show(state.report, key="import")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import more files", icon=":material/upload_file:", key="import-more"):
            import_state.begin_again()
        st.page_link(then, label="Go to the overview", icon=":material/arrow_forward:")


def _kind(state: ImportState) -> str:
    held = state.draft.kind if state.draft else "orders"
    default = next(label for label, kind in KINDS.items() if kind == held)
    chosen = st.segmented_control("What do the files hold?", KINDS, default=default, required=True, key="import-kind")
    return KINDS[chosen or default]


def _choose_files(state: ImportState) -> None:
    kind = _kind(state)
    uploads = st.file_uploader(
        "CSV files, also compressed with gzip; several at once if they have the same columns",
        accept_multiple_files=True,
        key="import-files",
    )
    if uploads:
        state.draft = Draft(uploads, kind)
        st.rerun()


def _prepare(state: ImportState, has_demo: bool) -> None:
    draft = state.draft
    if (kind := _kind(state)) != draft.kind:
        draft.set_kind(kind)
    look = _look(draft)
    with st.container(border=True, horizontal=True, key="card-import-files"):
        st.html(import_files.files_html(draft.names, look.survey))
        if st.button("Choose other files", key="import-other"):
            import_state.begin_again()
    if look.survey is None:
        problem.show("This cannot be imported", look.problem, _KEPT)
        return
    import_files.preview(look.survey, key=draft.id)
    column_mapping.show(draft, look)
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


def _act(state: ImportState, look: Look, has_demo: bool) -> None:
    if state.speaks_of_draft and state.problem:
        kept = _KEPT_BUT_DEMO if state.draft.has_removed_demo else _KEPT
        problem.show("The import did not work", state.problem, kept)
    if state.speaks_of_draft and state.report:
        import_report.show(state.report, key="check", is_dry_run=True)
    remove_demo = has_demo and st.checkbox("Remove the demo data first", value=True, key="import-remove-demo")
    rows = "1 row" if look.survey.rows == 1 else f"{look.survey.rows:,} rows"
    is_blocked = not look.is_ready
    with st.container(horizontal=True):
        if st.button(f"Import {rows}", type="primary", disabled=is_blocked, key="import-start"):
            import_state.start(state, dry_run=False, remove_demo=remove_demo)
        if st.button("Check first, keep nothing", disabled=is_blocked, key="import-check"):
            import_state.start(state, dry_run=True, remove_demo=remove_demo)
