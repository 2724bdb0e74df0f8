"""Past imports, newest first; of the chosen one the rows that it refused, and taking it back."""

import html

import pandas as pd
import streamlit as st

from components import format as fmt
from components import import_files, import_report, states, take_back
from data_access import coverage, fetch
from data_access.sources import PRESETS

KINDS = {"orders": "Orders", "order_lines": "Order lines", "feedback": "Feedback", "events": "Events"}
PAGE = 20
_COUNTS = ("read", "new", "changed", "unchanged", "refused")


def show() -> None:
    """The list by pages, then what there is to see and to do of the chosen import."""
    if take_back.is_under_way():
        return
    runs = fetch.rows(coverage.past_imports())
    if runs.empty:
        states.empty("No imports yet", "Each import will stand here with what became of its rows.", height=160)
        return
    page = st.session_state.get("imports-page") or 1
    st.html(runs_html(runs.iloc[(page - 1) * PAGE : page * PAGE]))
    if len(runs) > PAGE:
        st.pagination(-(-len(runs) // PAGE), key="imports-page")
    _one(runs)


def runs_html(runs: pd.DataFrame) -> str:
    """A table that becomes a list of cards on a phone; file names are escaped."""
    head = "".join(f'<th scope="col">{title}</th>' for title in ("When (UTC)", "Files", "What"))
    head += "".join(f'<th scope="col" class="is-number">{word.capitalize()}</th>' for word in _COUNTS)
    rows = "".join(_row(run) for run in runs.itertuples())
    return f'<table class="earshot-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def named(run) -> str:
    """An import in a line. Its number makes it unlike any other of the same files in the same minute."""
    return f"Import {run.import_run_id}: {_when(run.finished_at)}, {_files(run)}"


def _one(runs: pd.DataFrame) -> None:
    by_number = {str(run.import_run_id): run for run in runs.itertuples()}
    chosen = st.selectbox(
        "Look at one import",
        list(by_number),
        format_func=lambda number: named(by_number[number]),
        key="import-run",
    )
    run = by_number[chosen]
    if run.rows_refused:
        number = int(run.import_run_id)
        rows = fetch.rows(coverage.refused(number).limit(import_report.MOST_SHOWN))
        import_report.refused(
            rows, int(run.rows_refused), key=f"run-{number}", whole=lambda: fetch.rows(coverage.refused(number))
        )
    else:
        states.note("It refused no row.")
    take_back.offer(run, named(run))


def _row(run) -> str:
    layout = import_files.layout(run.preset) if run.preset in PRESETS else run.preset.capitalize()
    kind = KINDS.get(run.kind, run.kind)
    told = "" if pd.isna(run.taken_back_at) else f"taken back on {_when(run.taken_back_at)}"
    told = told or (f"synced from {run.source}" if isinstance(run.source, str) else "")
    note = f'<br><span class="earshot-note">{html.escape(told)}</span>' if told else ""
    cells = [
        f'<th scope="row">{html.escape(_when(run.finished_at))}</th>',
        f"<td>{html.escape(_files(run))}{note}</td>",
        f'<td>{html.escape(kind)}<br><span class="earshot-note">{html.escape(layout)}</span></td>',
    ]
    for word in _COUNTS:
        number = getattr(run, f"rows_{word}")
        quiet = " is-none" if not number else ""
        cells.append(f'<td class="is-number{quiet}" data-label="{word.capitalize()}">{fmt.count(number)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _when(moment) -> str:
    moment = pd.Timestamp(moment)
    return f"{fmt.day(moment)}, {moment:%H:%M}"


def _files(run) -> str:
    return import_files.listed(run.files.split("\n"))
