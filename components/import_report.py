"""What became of an import's rows: every one accounted for, the refused ones with their reason."""

import html
from collections.abc import Callable

import pandas as pd
import streamlit as st

from components import format as fmt
from components import states, tables
from data_access.ingest import Report

MOST_SHOWN = 200
# Of a longer value the table shows this many characters; the file has it whole.
MOST_CHARACTERS = 200
PARTS = ("new", "changed", "unchanged", "refused")
COLUMNS = {
    "file": "File",
    "line_no": "Line",
    "column": "Column",
    "value": "Value",
    "reason": "Why it was refused",
}


def show(report: Report, *, key: str, files: str = "", is_dry_run: bool = False) -> None:
    """The account, the notes and the refused rows.

    files: whose report it is, where there are several. is_dry_run: say that nothing was kept.
    """
    with st.container(border=True, key=f"card-report-{key}"):
        st.html(account_html(report, is_dry_run, files))
    if report.rows_refused:
        st.subheader(f"Refused rows of {fmt.markdown_escape(files)}" if files else "Refused rows", anchor=False)
        refused(report.refused, report.rows_refused, key=key)


def account_html(report: Report, is_dry_run: bool = False, files: str = "") -> str:
    """Read = new + changed + unchanged + refused, as large figures, and a sentence above; `files` is escaped."""
    figures = [_figure(report.rows_read, "read")]
    for sign, part in zip("=+++", PARTS, strict=True):
        figures.append(f'<span class="earshot-sign">{sign}</span>')
        figures.append(_figure(getattr(report, f"rows_{part}"), part))
    notes = "".join(f'<p class="earshot-note">{html.escape(note)}</p>' for note in report.notes)
    said = f"{files}: {verdict(report, is_dry_run)}" if files else verdict(report, is_dry_run)
    return (
        f'<h2 class="earshot-title">{html.escape(said)}</h2>'
        f'<div class="earshot-account">{"".join(figures)}</div>{notes}'
    )


def verdict(report: Report, is_dry_run: bool = False) -> str:
    """What the import did, in a sentence or two."""
    taken = report.rows_new + report.rows_changed
    if report.rows_read == report.rows_refused:
        said = "No row could be taken."
    elif taken == 0:
        said = "Nothing new: every row that could be read was here already."
    else:
        said = "Every row could be read." if not report.rows_refused else "Most rows could be read, some not."
        if report.rows_refused == taken + report.rows_unchanged:
            said = "Half of the rows were refused."
        elif report.rows_refused > taken + report.rows_unchanged:
            said = "Most rows were refused."
    return f"Checked, nothing kept. {said}" if is_dry_run else f"Imported. {said}"


def refused(rows: pd.DataFrame, total: int, *, key: str, whole: Callable[[], pd.DataFrame] | None = None) -> None:
    """The refused rows: the first of them to read, all to download.

    whole: gives all rows when the file is asked for; `rows` are all of them without it.
    """
    shown = rows.head(MOST_SHOWN)
    if total > len(shown):
        states.note(f"The first {fmt.count(len(shown))} of {fmt.count(total)}. The file has them all.")
    st.html(refused_html(shown))
    st.download_button(
        f"Download {fmt.count(total)} refused {'row' if total == 1 else 'rows'}",
        data=lambda: tables.csv((whole() if whole else rows)[list(COLUMNS)].rename(columns=COLUMNS)),
        file_name="refused_rows.csv",
        mime="text/csv",
        key=f"download-refused-{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def refused_html(rows: pd.DataFrame) -> str:
    """Where, column, value and reason, one row each, in a box that scrolls; everything in it is escaped."""
    cells = "".join(
        f'<tr><th scope="row">{html.escape(row.file)}<br>'
        f'<span class="earshot-note">line {fmt.count(row.line_no)}</span></th>'
        f'<td data-label="Column">{html.escape(row.column or "")}</td>'
        f'<td data-label="Value" class="is-verbatim">{_value(row.value)}</td>'
        f"<td>{html.escape(row.reason)}</td></tr>"
        for row in rows.itertuples()
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Where", "Column", "Value", "Why it was refused"))
    return (
        '<div class="earshot-scroll" role="region" aria-label="Refused rows" tabindex="0">'
        f'<table class="earshot-table"><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table></div>'
    )


def _value(value: object) -> str:
    text = "" if value is None or value != value else str(value)
    return html.escape(text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…")


def _figure(number: int, word: str) -> str:
    quiet = "" if number else " is-none"
    return f'<span class="earshot-figure{quiet}"><b>{fmt.count(number)}</b> {word}</span>'
