"""Settings: the brands and themes that feedback is searched for and when a name counts; events and targets."""

import streamlit as st

from components import (
    brand_editor,
    event_editor,
    name_misspellings,
    name_rules,
    states,
    target_list,
    taxonomy_editor,
)
from data_access import brands

PARTS = ("Brands", "When a name counts", "Misspellings", "Themes", "Events", "Targets")

st.title("Settings", anchor=False)
part = st.segmented_control(
    "Part of this page",
    PARTS,
    default=PARTS[0],
    required=True,
    label_visibility="collapsed",
    key="part",
    bind="query-params",
)
tracked = brands.tracked()
if part == "Brands":
    brand_editor.show()
elif part == "Themes":
    taxonomy_editor.show()
elif part == "Events":
    event_editor.show()
elif part == "Targets":
    target_list.show()
elif not tracked:
    states.empty("No brand is tracked yet", "Name your own brand and your competitors under Brands.")
elif part == "Misspellings":
    name_misspellings.show()
else:
    name_rules.show(tracked)
