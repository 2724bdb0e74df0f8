"""Tables with the formats of their columns, and a download that is safe to open in a spreadsheet."""

import re
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components import format as fmt
from components.charts import axes
from components.remembered import remembered

# A spreadsheet runs a cell that begins with one of these, also behind blanks.
FORMULA = re.compile(r"^\s*[=+\-@\t\r\n＝＋－＠|]")
PLAIN_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)*%?$")
TITLES = {
    "period": "Period",
    "cohort": "First order in",
    "age": "Age",
    "group": "Group",
    "value": "Value",
    "rate": "Rate",
    "mix": "Mix",
    "numerator": "Of these",
    "denominator": "Base (n)",
    "numerator_before": "Of these, before",
    "denominator_before": "Base (n), before",
    "low": "95% from",
    "high": "95% to",
    "is_complete": "Complete",
}
# Of a kind of number, the least that it shows.
_STEPS = {"count": 1, "amount": 0.01}


def show(
    frame: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    height: int | str = "auto",
    width: int | str = "stretch",
    config: Mapping[str, object] | None = None,
) -> None:
    """A table of the given columns (name -> title), in that order; all of them without `columns`.

    formats: by column, "percent", "count", "amount", "date" or a printf pattern. Text cells are shown as
    text. config: by column, what it is instead: buttons, say.
    """
    titles = dict(columns or {name: TITLES.get(name, name) for name in frame.columns})
    shown = {name: _column(title, (formats or {}).get(name), frame[name]) for name, title in titles.items()}
    shown.update(config or {})
    st.dataframe(
        frame[list(titles)],
        key=f"table-{key}",
        column_config=shown,
        hide_index=True,
        height=height,
        lazy=False,
    )


def download(
    frame: pd.DataFrame | Callable[[], pd.DataFrame], *, key: str, file_name: str, label: str = "Download CSV"
) -> None:
    """A button for the whole frame with all its figures, or for the one that a call gives. The file is made only when
    it is clicked."""
    st.download_button(
        label, data=lambda: csv(frame() if callable(frame) else frame), file_name=file_name, mime="text/csv",
        key=f"download-{key}",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read accents; cells that would run get a leading quote."""
    safe = frame.rename(columns=lambda name: neutralised(str(name)))
    for place in range(safe.shape[1]):
        column = safe.iloc[:, place]
        if not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column)):
            safe.isetitem(place, column.map(neutralised, na_action="ignore"))
    return safe.to_csv(index=False).encode("utf-8-sig")


def neutralised(cell: object) -> object:
    """The cell, with a quote before what a spreadsheet would take for a formula; plain numbers stay."""
    if not isinstance(cell, str) or not FORMULA.match(cell) or PLAIN_NUMBER.match(cell):
        return cell
    return "'" + cell


@remembered
def readable(frame: pd.DataFrame, unit: str, currency: str | None = None) -> pd.DataFrame:
    """A metric's frame in the reader's words: titled columns, full numbers as text, empty columns left out."""
    shown = frame.dropna(axis="columns", how="all")
    kept = {name: title for name, title in TITLES.items() if name in shown.columns}
    words = shown[list(kept)].copy()
    for name in ("period", "cohort"):
        if name in words:
            dates = pd.to_datetime(words[name])
            every = axes.granularity(dates)
            words[name] = ["All" if pd.isna(date) else fmt.period(date, every) for date in dates]
    if "age" in words and "cohort" not in frame:
        kept["age"] = "Days on"
    elif "age" in words and "cohort" in shown and shown["cohort"].nunique() > 1:
        kept["age"] = f"{axes.granularity(shown['cohort']).capitalize()}s on"
    for name in ("value", "rate", "mix", "low", "high"):
        if name in words:
            words[name] = [fmt.value(value, unit, currency, exact=True) for value in words[name]]
    for name in ("numerator", "denominator", "numerator_before", "denominator_before"):
        if name in words:
            words[name] = [fmt.exact(value) for value in words[name]]
    if "is_complete" in words:
        words["is_complete"] = ["Yes" if done else "Not yet" for done in words["is_complete"]]
    return words.rename(columns=kept)


def _column(title: str, kind: str | None, column: pd.Series):
    if kind == "percent":
        return st.column_config.NumberColumn(title, format="percent")
    if kind in _STEPS:
        # In the reader's own writing; the digits after the mark are those of the step.
        return st.column_config.NumberColumn(title, format="localized", step=_STEPS[kind])
    if kind == "date" or pd.api.types.is_datetime64_any_dtype(column):
        return st.column_config.DateColumn(title, format="D MMM YYYY")
    if kind:
        return st.column_config.NumberColumn(title, format=kind)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return st.column_config.NumberColumn(title)
    return st.column_config.Column(title)
