"""How uploaded files are written and what stands in them: kind, layout, encoding, dates, the rows as stored."""

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pandas as pd
import streamlit as st

from components import format as fmt
from data_access.sources import PRESETS, Preview, Survey, SurveyedFile
from data_access.sources.encoding import MIXED
from data_access.sources.encoding_evidence import CALLED

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
ENCODINGS = {
    **{"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"},
    **CALLED,
    MIXED: "UTF-8 and Windows-1252",
}
DATES = {
    "iso": "begin with the year",
    "year_first": "begin with the year",
    "day_first": "begin with the day",
    "month_first": "begin with the month",
    "excel_serial": "are a spreadsheet's numbers of days",
    "unix_time": "are seconds since 1970",
}
KINDS = {
    "orders": "Orders, one row an order",
    "order_lines": "Order lines, one row a product in an order",
    "feedback": "Feedback, one row a piece",
}
FOUND = "Columns found by their names and values"
# Of a longer value the preview shows this many characters; the import takes it whole.
_MOST_CHARACTERS = 300
_MOST_FILES = 12
_MOST_LEFT_OUT = 6
_ROW, _MOST_ROWS = 35, 5
_PLACE = ("file", "line_no_in_file", "ordered_on", "created_on")


def files_html(names: Sequence[str], survey: Survey | None) -> str:
    """The files, and under them how they are read; names and notes are escaped. Without a survey, the names alone."""
    if survey is None:
        return "".join(_title(name) for name in names)
    if len(survey.files) == 1:
        lines = [_title(survey.files[0].name), _note(written(survey.files[0]))]
    else:
        what = "tables" if any(", sheet " in file.name for file in survey.files) else "files"
        lines = [
            _title(f"{fmt.count(len(survey.files))} {what}, {rows(survey.rows)}"),
            *map(_note, _each(survey.files)),
        ]
    return "".join([*lines, *(_note(sentence) for sentence in reading(survey))])


def _each(files: Sequence[SurveyedFile]) -> Iterator[str]:
    """The files in as few lines as tell all: those that are written alike together."""
    for how, alike in groupby(sorted(files, key=_how), key=_how):
        named = [f"{file.name} ({fmt.count(file.rows)})" for file in alike]
        further = f" and {fmt.count(len(named) - _MOST_FILES)} more" if len(named) > _MOST_FILES else ""
        yield " · ".join(filter(None, [f"{', '.join(named[:_MOST_FILES])}{further}", how]))


def written(file: SurveyedFile) -> str:
    """ "838 rows · UTF-8 · commas between the values", as far as a file has these."""
    return " · ".join(filter(None, [rows(file.rows), _how(file)]))


def _how(file: SurveyedFile) -> str:
    encoding = ENCODINGS.get(file.encoding, file.encoding.capitalize())
    values = f"{DELIMITERS.get(file.delimiter, file.delimiter)} between the values" if file.delimiter else ""
    return " · ".join(filter(None, [encoding, values]))


def listed(names: Sequence[str]) -> str:
    """The first three names, and how many more."""
    return ", ".join(names[:3]) + (f" and {fmt.count(len(names) - 3)} more" if len(names) > 3 else "")


def reading(survey: Survey) -> list[str]:
    """What the files are taken for and how the values are understood, in sentences."""
    is_known = layout(survey.preset) != FOUND
    told = [f"{KINDS[survey.kind]}.", f"{'Layout: ' if is_known else ''}{layout(survey.preset)}."]
    columns = {field: column for column, field in survey.mapping.items()}
    for field, order in survey.date_orders.items():
        told.append(f"Dates in {columns.get(field, field)} {DATES[order]}.")
    commas = [columns.get(field, field) for field, sign in survey.decimals.items() if sign == "comma"]
    if commas:
        told.append(f"Decimals in {', '.join(commas)} stand behind a comma.")
    if survey.ratings and (scale := survey.ratings.scale):
        is_word = (scale.lowest, scale.best) == (0, 1)
        told.append("Ratings are bad or good." if is_word else f"Ratings go from {scale.lowest:g} to {scale.best:g}.")
    left_out = survey.unused_columns
    if left_out:
        further = f" and {fmt.count(len(left_out) - _MOST_LEFT_OUT)} more" if len(left_out) > _MOST_LEFT_OUT else ""
        told.append(f"Columns left out: {', '.join(left_out[:_MOST_LEFT_OUT])}{further}.")
    return [" ".join(told), *survey.notes]


def layout(preset: str) -> str:
    """What the columns are known by."""
    return PRESETS[preset].title if PRESETS[preset].columns or preset == "template" else FOUND


def held_html(kind: str, found: Preview) -> str:
    """What the rows come to: orders or pieces of feedback, customers, days, refusals, as large figures."""
    if kind == "feedback":
        figures = [_figure(found.pieces, "piece of feedback", "pieces of feedback")]
    else:
        figures = [_figure(found.orders, "order", "orders")]
    if found.customers or kind != "feedback":
        figures.append(_figure(found.customers, "customer", "customers"))
    figures.append(_figure(len(found.refused), "row refused", "rows refused"))
    if found.first_on is not None and found.last_on is not None:
        days = fmt.date_range(pd.Timestamp(found.first_on).date(), pd.Timestamp(found.last_on).date())
        figures.append(f'<span class="earshot-figure">{html.escape(days)}</span>')
    return f'<div class="earshot-account is-apart">{"".join(figures)}</div>'


def preview(found: Preview, same: Mapping[str, str], *, key: str) -> None:
    """The first rows as they will be stored; `same` is field -> value for every row. All is shown as text."""
    shown = found.rows.drop(columns=[name for name in _PLACE if name in found.rows])
    for name, value in same.items():
        if value or name in shown:
            shown[name] = value
    st.subheader("The first rows, as they will be stored", anchor=False)
    shown = shown.map(_text).astype("str")
    st.dataframe(shown, key=f"preview-{key}", hide_index=True, height=_height(shown), lazy=False, alt="The first rows")


def raw(survey: Survey, *, key: str) -> None:
    """The first rows of the first file as they stand there, while it is not known what will be stored."""
    st.subheader("The first rows of the file", anchor=False)
    shown = survey.sample.map(lambda value: value[:_MOST_CHARACTERS])
    st.dataframe(shown, key=f"raw-{key}", hide_index=True, height=_height(shown), lazy=False, alt="The first rows")


def rows(number: int) -> str:
    return "1 row" if number == 1 else f"{fmt.count(number)} rows"


def _height(shown: pd.DataFrame) -> int:
    return _ROW * (min(max(len(shown), 1), _MOST_ROWS) + 1) + 3


def _text(value) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}".replace(",", "") if abs(value) < 1e15 else repr(value)
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value)[:_MOST_CHARACTERS]


def _figure(number: int, one: str, many: str) -> str:
    quiet = "" if number else " is-none"
    return f'<span class="earshot-figure{quiet}"><b>{fmt.count(number)}</b> {one if number == 1 else many}</span>'


def _title(name: str) -> str:
    return f'<h2 class="earshot-title">{html.escape(name)}</h2>'


def _note(sentence: str) -> str:
    return f'<p class="earshot-note">{html.escape(sentence)}</p>'
