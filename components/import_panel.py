"""Import by upload, step by step: the files, what they were taken for, a check, the import and its reports."""

import streamlit as st

from components import format as fmt
from components import (
    import_brands,
    import_event_card,
    import_files,
    import_part_card,
    import_report,
    import_state,
    job_progress,
    problem,
    states,
)
from components.import_draft import Draft
from components.import_event_part import EventPart
from components.import_state import ImportState
from data_access import jobs

_LEAVE = "You can leave this page: the work goes on. Nothing is stored before all of it is."
_LEAVE_MANY = "You can leave this page: the work goes on. Each import is stored whole or not at all."
_LOOKING = "Nothing is stored yet."
_KEPT = "Nothing was imported, and what was in the database is as it was."
_KEPT_BUT_DEMO = "Nothing was imported. The demo data had been removed before; your own data is as it was."
_SOME_KEPT = "What was imported before it is kept and stands below; it can be taken back under Past imports."


def show(*, has_demo: bool, then: str) -> None:
    """Draw the next step of the import.

    has_demo: whether there is demo data, which is offered to be removed first. then: the page to go to afterwards.
    """
    state = import_state.current()
    if state.job and state.job.is_done:
        state.settle()
    if job := state.job or jobs.running():  # which may be another reader's
        is_one = state.draft is None or len(state.draft.chosen) == 1
        job_progress.watch(job, _LEAVE if is_one else _LEAVE_MANY)
    elif state.is_complete:
        _finish(state, then)
    elif state.draft is None:
        _choose_files(state)
    elif state.looking and (state.looking.is_stopping or state.looking.was_cancelled):
        import_state.begin_again()
    elif state.look():
        _prepare(state, has_demo)
    else:
        job_progress.watch(state.looking, _LOOKING)


def _finish(state: ImportState, then: str) -> None:
    _reports(state, key="import")
    for sentence in state.left_out:
        problem.ask(sentence)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import more files", icon=":material/upload_file:", key="import-more"):
            import_state.begin_again()
        st.page_link(then, label="Go to the overview", icon=":material/arrow_forward:")


def _reports(state: ImportState, *, key: str) -> None:
    are_several = len(state.outcomes) > 1 or _are_left(state)
    for number, outcome in enumerate(state.outcomes):
        files = import_files.listed(outcome.part.files) if are_several else ""
        if outcome.report:
            import_report.show(outcome.report, key=f"{key}-{number}", files=files, is_dry_run=state.is_dry_run)
        else:
            problem.show(f"{files or 'The import'} did not work".strip(), outcome.problem, _kept(state))


def _are_left(state: ImportState) -> bool:
    """Whether there are further files in the drop than those that were imported."""
    is_stored = not state.is_dry_run and any(outcome.report for outcome in state.outcomes)
    return is_stored and (bool(state.left_out) or state.draft is not None)


def _kept(state: ImportState) -> str:
    if any(outcome.report for outcome in state.outcomes) and not state.is_dry_run:
        return "Nothing of it was imported."
    return _KEPT_BUT_DEMO if state.draft and state.draft.has_removed_demo else _KEPT


def _choose_files(state: ImportState) -> None:
    # Of any type: a picture among the exports is then named, with the reason, like any other file that is no table.
    uploads = st.file_uploader(
        "Drop your exports here: orders, reviews, tickets, answers, as CSV, Excel, JSON or Parquet",
        accept_multiple_files=True,
        key="import-files",
    )
    limit = st.get_option("server.maxUploadSize")
    st.html(
        f'<p class="earshot-note">Several at once, also of different systems; they may be compressed. Up to '
        f"{fmt.count(limit)} MB a file: a larger one comes in by the command line, python -m data_access import.</p>"
    )
    if uploads:
        state.draft = Draft(uploads)
        st.rerun()


def _prepare(state: ImportState, has_demo: bool) -> None:
    draft = state.draft
    _stopped(state)
    with st.container(horizontal=True, vertical_alignment="center", key="import-head"):
        st.header(_headline(draft, is_rest=_are_left(state)), anchor=False, width="content")
        if st.button("Choose other files", key="import-other"):
            import_state.begin_again()
    for file in draft.unreadable:
        problem.show(f"{file.name} cannot be imported", file.problem)
    if not draft.is_known:
        st.html(import_files.files_html(draft.names, None))
        return
    for part in draft.parts:
        are_several = len(draft.parts) > 1
        if isinstance(part, EventPart):
            import_event_card.show(part, draft, is_one_of_several=are_several)
        else:
            import_part_card.show(part, is_one_of_several=are_several)
    if draft.chosen:
        _act(state, has_demo)
    else:
        states.note(_KEPT)


def _headline(draft: Draft, *, is_rest: bool) -> str:
    """How much was dropped. is_rest: some of it is imported already."""
    files = "1 file" if len(draft.names) == 1 else f"{fmt.count(len(draft.names))} files"
    imports = sum(part.look is None or part.look.survey is not None for part in draft.parts or ())
    if is_rest:
        return "1 import left" if imports == 1 else f"{fmt.count(imports)} imports left"
    return f"{files}, {fmt.count(imports)} imports" if imports > 1 else files


def _stopped(state: ImportState) -> None:
    """What became of an import that did not come to its end."""
    if state.was_cancelled:
        some = any(outcome.report for outcome in state.outcomes) and not state.is_dry_run
        problem.ask(f"Cancelled. {_SOME_KEPT if some else _kept(state)}")
    if state.problem and state.speaks_of_draft:
        problem.show("This did not work", state.problem, _kept(state))
    if state.outcomes and not state.is_dry_run:
        _reports(state, key="stopped")


def _act(state: ImportState, has_demo: bool) -> None:
    draft = state.draft
    import_brands.ours(draft)
    if state.speaks_of_draft and state.is_dry_run:
        _reports(state, key="check")
    # Events alone, without the demo's orders and feedback, would stand in empty charts.
    has_records = not all(isinstance(part, EventPart) for part in draft.chosen)
    remove_demo = has_demo and st.checkbox("Remove the demo data first", value=has_records, key="import-remove-demo")
    rows = import_files.rows(sum(part.rows for part in draft.chosen))
    is_blocked = not draft.is_ready
    if is_blocked and len(draft.parts) > 1:
        problem.ask("Answer what is still open above, or leave that import out.")
    with st.container(horizontal=True):
        if st.button(f"Import {rows}", type="primary", disabled=is_blocked, key="import-start"):
            import_state.start(state, dry_run=False, remove_demo=remove_demo)
        if st.button("Check first, keep nothing", disabled=is_blocked, key="import-check"):
            import_state.start(state, dry_run=True, remove_demo=remove_demo)
