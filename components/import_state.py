"""Where a reader's import stands; it outlives a visit to another page."""

from dataclasses import dataclass

import streamlit as st

from components import import_files
from components.import_draft import Draft
from data_access import jobs
from data_access.ingest import Report

_KEY = "import"


@dataclass
class ImportState:
    """The draft, the work under way, and what came of it.

    checked: the draft's choices that the report or the problem speaks of.
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

    @property
    def speaks_of_draft(self) -> bool:
        return self.draft is not None and self.checked == self.draft.choices

    def settle(self) -> None:
        """Take what a finished job brought; after an import its files are no longer needed."""
        self.report, self.problem, self.job = self.job.result, self.job.problem, None
        if self.is_complete:
            self.draft.discard()
            self.draft = None


def current() -> ImportState:
    return st.session_state.setdefault(_KEY, ImportState())


def is_begun() -> bool:
    """Whether there are files, a report or work under way, this reader's or another's."""
    state = current()
    return jobs.running() is not None or any((state.draft, state.job, state.report))


def begin_again() -> None:
    """Forget it all, and draw the page anew."""
    if draft := current().draft:
        draft.discard()
    st.session_state[_KEY] = ImportState()
    st.rerun()


def start(state: ImportState, *, dry_run: bool, remove_demo: bool) -> None:
    """Check or import the draft in the background, and draw the page anew."""
    draft = state.draft
    state.is_dry_run, state.checked = dry_run, draft.choices
    state.report, state.problem = None, ""
    title = f"{'Checking' if dry_run else 'Importing'} {import_files.listed(draft.names)}"
    state.job = jobs.start(title, lambda progress: draft.run(progress, dry_run=dry_run, remove_demo=remove_demo))
    st.rerun()
