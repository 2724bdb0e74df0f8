"""Which column is which field, chosen in a table, and what the columns themselves do not tell, asked."""

import re

import pandas as pd
import streamlit as st

from components import format as fmt
from components.import_part import Part
from data_access.sources import FIELDS, Field, Question, Survey
from data_access.sources.encoding_evidence import CALLED

LEFT_OUT = "– left out –"
FURTHER = "attribute."  # the column's own name follows, unless another was found
_ROW, _MOST_ROWS = 35, 10
_DATE = re.compile(r"\D*(\d{1,2})\D(\d{1,2})\D+(\d{4}|\d{2})(?!\d)")
_SCALE = re.compile(r"(\d+)-(\d+)")
# Where day, month and year stand in a date.
_PLACES = {"day_first": (0, 1, 2), "month_first": (1, 0, 2), "year_first": (2, 1, 0)}


def fields_of(kind: str) -> dict[str, Field]:
    """What a column can be: for orders, the fields of an order and those of a line."""
    own = FIELDS[kind]
    return own | {name: field for name, field in FIELDS["order_lines"].items() if kind == "orders" and name not in own}


def mapping_of(part: Part, survey: Survey) -> dict[str, str]:
    """Every column with its field, "" for those left out: the reader's choice, else what was found."""
    found = part.mapping if part.mapping is not None else survey.mapping
    return {column: found.get(column, "") for column in survey.files[0].columns}


def show(part: Part) -> None:
    """The table of columns; a change is kept with the import and looked at at once."""
    survey = part.look.survey
    known, shown = fields_of(part.look.kind), mapping_of(part, survey)
    config = {
        "column": st.column_config.TextColumn("Column", disabled=True, width=130),
        "example": st.column_config.TextColumn("For example", disabled=True, width=220),
        "field": st.column_config.SelectboxColumn(
            "Is imported as",
            width=220,
            options=[LEFT_OUT, *known, FURTHER],
            required=True,
            format_func=lambda name: _told(name, known),
        ),
    }
    edited = st.data_editor(
        columns_frame(survey, shown),
        key=f"mapping-{part.id}",
        column_config=config,
        hide_index=True,
        num_rows="fixed",
        height=_ROW * (min(len(shown), _MOST_ROWS) + 1) + 3,
        alt="Which column is imported as which field",
    )
    chosen = {
        column: _field(column, choice, shown[column])
        for column, choice in zip(edited["column"], edited["field"].fillna(LEFT_OUT), strict=True)
    }
    if chosen != shown:
        part.mapping = chosen
        st.rerun()


def columns_frame(survey: Survey, mapping: dict[str, str]) -> pd.DataFrame:
    """column, field or LEFT_OUT, example (the first value that is not blank); one row a column."""
    examples = [next((value for value in survey.sample[column] if value.strip()), "") for column in mapping]
    fields = [FURTHER if field.startswith(FURTHER) else field or LEFT_OUT for field in mapping.values()]
    return pd.DataFrame({"column": list(mapping), "field": fields, "example": examples}, dtype="str")


def _told(choice: str, known: dict[str, Field]) -> str:
    if choice == FURTHER:
        return "attribute: A further attribute of the customer, by the column's name"
    return f"{choice}: {known[choice].description}" if choice in known else choice


def _field(column: str, choice: str, shown: str) -> str:
    """The field that was chosen for a column, "" for none."""
    if choice != FURTHER:
        return choice.replace(LEFT_OUT, "")
    return shown if shown.startswith(FURTHER) else FURTHER + column


def ask(part: Part, questions: tuple[Question, ...]) -> None:
    """What nobody may guess: the reader's answers are kept with the import."""
    for question in questions:
        given = part.answers.get(question.field)
        answer = st.radio(
            fmt.markdown_escape(question.text),
            question.choices,
            index=question.choices.index(given) if given in question.choices else None,
            format_func=lambda choice, examples=question.examples: fmt.markdown_escape(
                reading(choice, examples[0] if examples else "")
            ),
            key=f"question-{part.id}-{question.field}",
        )
        if answer and answer != given:
            part.answers = {**part.answers, question.field: answer}
            st.rerun()


def reading(choice: str, example: str) -> str:
    """What an answer would make of an example: "Day first: 03/04/2025 is 3 Apr 2025"; else the answer in words."""
    if choice in ("decimal_point", "decimal_comma"):
        point = choice == "decimal_point"
        number = example.replace(",", "") if point else example.replace(".", "").replace(",", ".")
        return f"{'A point' if point else 'A comma'}: {example} is {number}"
    if found := _SCALE.fullmatch(choice):
        return f"From {found[1]} to {found[2]}"
    name = CALLED.get(choice) or choice.replace("_", " ")
    name = name[:1].upper() + name[1:]
    found = _DATE.match(example)
    if choice not in _PLACES or not found:
        return name
    day, month, year = (found.groups()[place] for place in _PLACES[choice])
    if not 1 <= int(month) <= 12:
        return name
    return f"{name}: {example} is {int(day)} {fmt.MONTHS[int(month) - 1]} {year}"
