"""Where a reader's import stands; it outlives a visit to another page."""

from dataclasses import dataclass, field

import streamlit as st

from components import import_files, import_run
from components.import_draft import Draft
from components.import_event_part import EventPart
from components.import_part import Part
from components.import_run import Outcome
from data_access import jobs

_KEY = "import"
# Small files are looked at within this time, and nothing flickers.
_AT_ONCE = 1.0


@dataclass
class ImportState:
    """The draft, the work under way, and what came of it.

    looking: the job that looks at the files, job: the one that checks or imports them. checked: the draft's choices
    that the outcomes or the problem speak of. left_out: files of the drop that were not imported, with the reason.
    """

    draft: Draft | None = None
    looking: jobs.Job | None = None
    job: jobs.Job | None = None
    is_dry_run: bool = False
    checked: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    problem: str = ""
    was_cancelled: bool = False
    left_out: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return self.draft is None and bool(self.outcomes)

    @property
    def speaks_of_draft(self) -> bool:
        return self.draft is not None and self.checked == self.draft.choices

    def settle(self) -> None:
        """Take what a finished job brought; files that were imported are no longer needed."""
        self.problem, self.was_cancelled, self.job = self.job.problem, self.job.was_cancelled, None
        if self.is_dry_run:
            return
        stored = [outcome.part for outcome in self.outcomes if outcome.report]
        self.draft.remove(stored)
        if stored and not self.draft.chosen:
            self.left_out += [f"Not imported: {file.problem}" for file in self.draft.unreadable]
            self.left_out += [_left_out(part) for part in self.draft.parts]
            self.draft.discard()
            self.draft = None
        else:
            self.checked = self.draft.choices

    def look(self) -> bool:
        """Look at the files in the background, as far as that is not done; whether all is known."""
        if self.looking and self.looking.is_done:
            self.problem, self.looking = self.looking.problem, None
            if self.problem:
                self.checked = self.draft.choices
                return True
        if self.looking is None and not self.draft.is_known:
            self.looking = jobs.aside(f"Looking at {import_files.listed(self.draft.names)}", self.draft.examine)
            if self.looking.wait(_AT_ONCE):
                return self.look()
        return self.looking is None


def current() -> ImportState:
    return st.session_state.setdefault(_KEY, ImportState())


def is_begun() -> bool:
    """Whether there are files, a report or work under way, this reader's or another's."""
    state = current()
    return jobs.running() is not None or any((state.draft, state.job, state.outcomes))


def begin_again() -> None:
    """Forget it all, and draw the page anew."""
    state = current()
    if state.looking:
        state.looking.cancel()
    if state.draft:
        state.draft.discard()
    st.session_state[_KEY] = ImportState()
    st.rerun()


def start(state: ImportState, *, dry_run: bool, remove_demo: bool) -> None:
    """Check or import the draft in the background, and draw the page anew."""
    draft = state.draft
    # Of a drop that is imported in several goes, all reports stand together in the end.
    outcomes = [] if state.is_dry_run or dry_run else [outcome for outcome in state.outcomes if outcome.report]
    state.is_dry_run, state.checked = dry_run, draft.choices
    state.outcomes, state.problem, state.was_cancelled = outcomes, "", False
    files = [name for part in draft.chosen for name in part.files]

    def work(progress) -> None:
        import_run.run(draft, outcomes, progress, dry_run=dry_run, remove_demo=remove_demo)

    state.job = jobs.start(f"{'Checking' if dry_run else 'Importing'} {import_files.listed(files)}", work)
    st.rerun()


def _left_out(part: Part | EventPart) -> str:
    files = import_files.listed(part.files)
    is_refused = part.is_wanted and part.look and part.look.survey is None
    return f"Not imported: {part.look.problem}" if is_refused else f"Left out: {files}."
