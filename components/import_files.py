"""How uploaded files are written and what stands in them: encoding, delimiter, layout, dates, the first rows."""

import html
from collections.abc import Sequence

import streamlit as st

from data_access.sources import PRESETS, Survey, SurveyedFile

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
DATE_ORDERS = {"iso": "the year", "day_first": "the day", "month_first": "the month"}
# Of a longer value the preview shows this many characters; the import takes it whole.
_MOST_CHARACTERS = 300
_FIVE_ROWS = 213


def files_html(names: Sequence[str], survey: Survey | None) -> str:
    """The files, and under them how they are read; names and notes are escaped. Without a survey, the names alone."""
    if survey is None:
        return "".join(_title(name) for name in names)
    if len(survey.files) == 1:
        lines = [_title(survey.files[0].name), _note(written(survey.files[0]))]
    else:
        lines = [_title(f"{len(survey.files):,} files"), _note(f"{_rows(survey.rows)} in all")]
        lines += [_note(f"{file.name}: {written(file)}") for file in survey.files]
    return "".join([*lines, *(_note(sentence) for sentence in reading(survey))])


def written(file: SurveyedFile) -> str:
    """ "838 rows · UTF-8 · commas between the values"."""
    encoding = ENCODINGS.get(file.encoding, file.encoding.capitalize())
    return f"{_rows(file.rows)} · {encoding} · {DELIMITERS.get(file.delimiter, file.delimiter)} between the values"


def listed(names: Sequence[str]) -> str:
    """The first three names, and how many more."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")


def reading(survey: Survey) -> list[str]:
    """How the values are understood, in sentences."""
    told = [f"Layout: {PRESETS[survey.preset].title}."]
    for name, order in survey.date_orders.items():
        told.append(f"Dates in {name} begin with {DATE_ORDERS[order]}.")
    commas = [name for name, sign in survey.decimals.items() if sign == "comma"]
    if commas:
        told.append(f"Decimals in {', '.join(commas)} stand behind a comma.")
    return [" ".join(told), *survey.notes]


def preview(survey: Survey, *, key: str) -> None:
    """The first rows of the first file as they stand there; names of columns and values are shown as text."""
    st.subheader("The first rows", anchor=False)
    shown = survey.sample.map(lambda value: value[:_MOST_CHARACTERS])
    st.dataframe(shown, key=f"preview-{key}", hide_index=True, height=_FIVE_ROWS, lazy=False, alt="The first rows")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _title(name: str) -> str:
    return f'<h3 class="earshot-title">{html.escape(name)}</h3>'


def _note(sentence: str) -> str:
    return f'<p class="earshot-note">{html.escape(sentence)}</p>'
