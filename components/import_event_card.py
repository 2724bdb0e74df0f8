"""Events of a drop of files as a card: what was recognised, what is open, and what is stored."""

import streamlit as st

from components import event_editor, import_files, problem, states
from components.import_draft import Draft
from components.import_event_part import EventPart
from data_access import event_files

_ABOUT = "A list of events: each is drawn on every chart over time. They can be changed under Settings."
_OTHERS = "These are no events: read them as feedback"


def show(part: EventPart, draft: Draft, *, is_one_of_several: bool) -> None:
    """The card.

    is_one_of_several: the reader may leave it out.
    """
    with st.container(border=True, key=f"card-import-{part.number}"):
        look = part.look
        with st.container(horizontal=True, key=f"import-title-{part.number}"):
            st.html(import_files.files_html(part.files, None))
            if is_one_of_several and not (look and look.survey is None):
                _choose(part)
        if not part.is_wanted or look is None:
            return
        if look.survey is None:
            problem.show("This cannot be imported", look.problem)
        else:
            states.note(_ABOUT)
            if part.asked:
                _ask(part, look.survey.question)
            if look.is_ready:
                report = event_files.write(look.survey, dry_run=True)
                event_editor.preview(look.survey, report, key=part.id)
        if st.button(_OTHERS, type="tertiary", key=f"no-events-{part.number}"):
            draft.take_for_feedback(part)
            st.rerun()


def _choose(part: EventPart) -> None:
    is_wanted = st.checkbox("Import", value=part.is_wanted, key=f"wanted-{part.id}", width="content")
    if is_wanted != part.is_wanted:
        part.is_wanted = is_wanted
        st.rerun()


def _ask(part: EventPart, question: str) -> None:
    if question:
        problem.ask(question)
    chosen = event_editor.ask_dates(part.asked, key=f"event-dates-{part.id}", chosen=part.dates)
    if chosen != part.dates:
        part.dates = chosen
        st.rerun()
