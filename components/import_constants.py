"""What holds for every row of an import and stands in no column: the source, the currency."""

import streamlit as st

from components import column_mapping
from components.import_part import Part
from data_access.sources import FIELDS, Survey

# By kind, what is asked for when no column has it, with an example.
ASKED = {"orders": {"currency": "GBP", "channel": "web"}, "feedback": {"source": "Trustpilot"}}


def show(part: Part, survey: Survey) -> None:
    """Ask, and keep the answers with the import."""
    filled = {*column_mapping.mapping_of(part, survey).values(), *(survey.constants.keys() - part.constants.keys())}
    asked = ASKED[part.look.kind]
    if lacking := [name for name in asked if name not in filled]:
        st.subheader("The same for every row", anchor=False)
        with st.container(horizontal=True, key=f"import-constants-{part.number}"):
            given = {name: _text(part, name, asked[name]) for name in lacking}
        others = {name: value for name, value in part.constants.items() if name not in asked}
        said = {**others, **{name: value for name, value in given.items() if value}}
        if said != part.constants:
            part.constants = said
            st.rerun()  # the rows above show it


def _text(part: Part, name: str, example: str) -> str:
    return st.text_input(
        name.capitalize(),
        value=part.constants.get(name, ""),
        placeholder=f"Optional, for example {example}",
        help=FIELDS[part.look.kind][name].description,
        key=f"constant-{part.id}-{name}",
        width=260,
    ).strip()
