"""Past imports, newest first, and the rows that each refused."""

import html

import pandas as pd
import streamlit as st

from components import format as fmt
from components import import_files, import_report, states
from data_access import coverage, fetch
from data_access.sources import PRESETS

KINDS = {"orders": "Orders", "order_lines": "Order lines", "feedback": "Feedback"}
PAGE = 20
_COUNTS = ("read", "new", "changed", "unchanged", "refused")


def show() -> None:
    """The list by pages, then the refused rows of the chosen import."""
    runs = fetch.rows(coverage.past_imports())
    if runs.empty:
        states.empty("No imports yet", "Each import will stand here with what became of its rows.", height=160)
        return
    page = st.session_state.get("imports-page") or 1
    st.html(runs_html(runs.iloc[(page - 1) * PAGE : page * PAGE]))
    if len(runs) > PAGE:
        st.pagination(-(-len(runs) // PAGE), key="imports-page")
    _refused(runs)


def runs_html(runs: pd.DataFrame) -> str:
    """A table that becomes a list of cards on a phone; file names are escaped."""
    head = "".join(f'<th scope="col">{title}</th>' for title in ("When (UTC)", "Files", "What"))
    head += "".join(f'<th scope="col" class="is-number">{word.capitalize()}</th>' for word in _COUNTS)
    rows = "".join(_row(run) for run in runs.itertuples())
    return f'<table class="earshot-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def named(run) -> str:
    """An import in a line. Its number makes it unlike any other of the same files in the same minute."""
    return f"Import {run.import_run_id}: {_when(run.finished_at)}, {_files(run)}"


def _refused(runs: pd.DataFrame) -> None:
    some = runs[runs["rows_refused"] > 0]
    if some.empty:
        states.note("No import refused a row.")
        return
    labels = {str(run.import_run_id): named(run) for run in some.itertuples()}
    chosen = st.selectbox(
        "Refused rows of",
        list(labels),
        format_func=lambda number: labels[number],
        key="import-run",
    )
    number = int(chosen)
    total = int(some.loc[some["import_run_id"] == number, "rows_refused"].iloc[0])
    rows = fetch.rows(coverage.refused(number).limit(import_report.MOST_SHOWN))
    import_report.refused(rows, total, key=f"run-{number}", whole=lambda: fetch.rows(coverage.refused(number)))


def _row(run) -> str:
    layout = PRESETS[run.preset].title if run.preset in PRESETS else run.preset.capitalize()
    kind = KINDS.get(run.kind, run.kind)
    cells = [
        f'<th scope="row">{html.escape(_when(run.finished_at))}</th>',
        f"<td>{html.escape(_files(run))}</td>",
        f'<td>{html.escape(kind)}<br><span class="earshot-note">{html.escape(layout)}</span></td>',
    ]
    for word in _COUNTS:
        number = getattr(run, f"rows_{word}")
        quiet = " is-none" if not number else ""
        cells.append(f'<td class="is-number{quiet}" data-label="{word.capitalize()}">{number:,}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _when(moment) -> str:
    moment = pd.Timestamp(moment)
    return f"{fmt.day(moment)}, {moment:%H:%M}"


def _files(run) -> str:
    return import_files.listed(run.files.split("\n"))
