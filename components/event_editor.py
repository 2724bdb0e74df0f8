"""What happened when: a table to edit and save, and files to import."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import pandas as pd
import streamlit as st

from components import format as fmt
from components import import_report, passing_note, problem, states
from data_access import event_files, events
from data_access.event_files import EventFiles
from data_access.events import Edit, Event
from data_access.ingest import Report
from data_access.sources import SourceError

_ABOUT = (
    "A launch, a price change, a strike: what happened is drawn on every chart over time, so that nobody has to "
    "remember it. An event and a change at the same time are not cause and effect. To remove an event, choose its row "
    "at the left edge and press the bin above the table."
)
_CONFIG = {
    "on": st.column_config.DateColumn("Date", required=True, format="D MMM YYYY", width="small"),
    "title": st.column_config.TextColumn("What happened", required=True, max_chars=events.LONGEST_TITLE),
    "description": st.column_config.TextColumn("More about it", max_chars=events.LONGEST_DESCRIPTION, width="large"),
}
_WAYS = {"day_first": "Day first", "month_first": "Month first", "year_first": "Year first"}
_TURN, _DONE = "event-files-turn", "event-files-done"
# In the session: the events of the table as the reader began with them, and its key; what could not be saved.
_SEEN, _REFUSED = "events-seen", "events-refused"


def show() -> None:
    """The table with its Save button, and below it the files."""
    states.note(_ABOUT)
    if refused := st.session_state.pop(_REFUSED, ()):
        problem.show("Not all of it was saved", *refused, "All other changes were saved.")
    before, key = _seen()
    if not before:
        states.note("No event is known yet. Write the first into the empty row.")
    edited = st.data_editor(
        frame(before),
        key=key,
        column_config=_CONFIG,
        num_rows="dynamic",
        hide_index=True,
        placeholder="–",
        alt="Events with their dates",
    )
    if st.button("Save", type="primary", key="events-save"):
        _save(edited, before)
    _files()


def _seen() -> tuple[tuple[Event, ...], str]:
    """The events that the table begins with, and its key. While the reader has changes that are not saved they are the
    ones that were seen, whatever somebody else saves meanwhile: changes belong to rows."""
    before, key = st.session_state.get(_SEEN, ((), ""))
    if key and any(st.session_state.get(key, {}).values()):
        return before, key
    known = events.known()
    if not key or known != before:
        # A new key for another table: otherwise it would make the same changes to what they led to.
        key = f"events-{uuid4().hex}"
    st.session_state[_SEEN] = known, key
    return known, key


def frame(known: tuple[Event, ...]) -> pd.DataFrame:
    """on, title, description; types that can lack a value, since a row that the reader adds begins without any."""
    return pd.DataFrame(
        {
            "on": pd.to_datetime(pd.Series([one.on for one in known], dtype="object")),
            "title": pd.Series([one.title for one in known], dtype="str"),
            "description": pd.Series([one.description for one in known], dtype="str"),
        }
    )


def edits_of(edited: pd.DataFrame, before: Sequence[Event]) -> list[Edit]:
    """The events of the table, each with what stood in its row before; rows without anything are none.

    edited: `frame` of the events before, whose rows keep their labels.

    Raises:
        ValueError: with a sentence and the row's number, for a row that is none.
    """
    found = []
    olds = dict(enumerate(before))
    for number, row in enumerate(edited.itertuples(), 1):
        on, title, description = (None if pd.isna(value) else value for value in (row.on, row.title, row.description))
        if on is None and not title and not description:
            continue
        try:
            new = events.event(None if on is None else pd.Timestamp(on).date(), title, description)
        except ValueError as error:
            raise ValueError(f"Row {number}: {error}") from None
        found.append((olds.pop(row.Index, None), new))
    return [*found, *((old, None) for old in olds.values())]


def _save(edited: pd.DataFrame, before: Sequence[Event]) -> None:
    try:
        refused = events.edit(edits_of(edited, before))
    except ValueError as error:
        problem.show("The events were not saved", str(error), "The events are as they were.")
    else:
        st.session_state[_REFUSED] = refused
        st.session_state.pop(_SEEN)
        if not refused:
            passing_note.say("Saved. Every chart over time shows them.")
        st.rerun()


def _files() -> None:
    st.subheader("Import events", anchor=False)
    states.note(
        "CSV, Excel, JSON or Parquet with a column for the date and one for the title; a description may follow."
    )
    if isinstance(done := st.session_state.pop(_DONE, None), Report):
        import_report.show(done, key="events")
    turn = st.session_state.get(_TURN, 0)
    chosen = st.file_uploader(
        "Files of events", accept_multiple_files=True, label_visibility="collapsed", key=f"event-files-{turn}"
    )
    if not chosen:
        return
    try:
        told = _read(chosen, None)
        if told.question:
            problem.ask(told.question)
            way = ask_dates(told.choices, key="event-dates")
            if way is None:
                return
            told = _read(chosen, way)
        report = event_files.write(told, dry_run=True)
    except SourceError as error:
        problem.show("This is no file of events", str(error), "Nothing was imported.")
        return
    _preview(told, report)


def _read(chosen, way: str | None) -> EventFiles:
    """By way of a folder of their own: what files are is told from their bytes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(chosen):
            path = Path(folder) / str(number)
            path.write_bytes(file.getbuffer())
            paths.append(path)
        return event_files.read(paths, names=[file.name for file in chosen], dates=way)


def ask_dates(choices: Sequence[str], *, key: str, chosen: str | None = None) -> str | None:
    """How the dates of files are written; None until that is chosen. chosen: what was before."""
    return st.radio(
        "How its dates are written",
        choices,
        format_func=_WAYS.__getitem__,
        index=choices.index(chosen) if chosen in choices else None,
        horizontal=True,
        key=key,
    )


def preview(told: EventFiles, report: Report, *, key: str) -> None:
    """The events of files, the rows that cannot be read, and how many are known; report: of a dry run."""
    if told.events:
        shown = frame(told.events)
        st.dataframe(shown, column_config=_CONFIG, hide_index=True, height=min(400, 35 * (len(shown) + 1) + 3))
    if report.rows_refused:
        states.note(f"{fmt.count(report.rows_refused)} of {fmt.count(report.rows_read)} rows cannot be read.")
        import_report.refused(report.refused, report.rows_refused, key=f"preview-{key}")
    if report.rows_unchanged:
        states.note(
            f"{fmt.count(report.rows_unchanged)} are known already, by their day and title, and stay as they are."
        )


def _preview(told: EventFiles, report: Report) -> None:
    preview(told, report, key="events")
    word = "event" if report.rows_new == 1 else "events"
    if st.button(
        f"Import {fmt.count(report.rows_new)} {word}", type="primary", disabled=not report.rows_new, key="events-import"
    ):
        st.session_state[_DONE] = event_files.write(told)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.rerun()
