"""Data: what is in the database, how more gets in, and what became of each row."""

import streamlit as st

from components import demo_data, holdings, import_panel, import_state, import_templates, past_imports
from data_access.coverage import coverage

PARTS = ("Overview", "Import", "Past imports")
OVERVIEW = "pages/summary/overview.py"

if demo_data.has_just_arrived():
    st.switch_page(OVERVIEW)

st.title("Data", anchor=False)
held = coverage()
is_new = held.is_empty and not (held.has_demo or held.has_own_data)
is_begun = import_state.is_begun()

if is_new:
    part = "Import"
    if not is_begun:
        holdings.invite()
else:
    part = st.segmented_control(
        "Part of this page",
        PARTS,
        default="Import" if is_begun else "Overview",
        required=True,
        label_visibility="collapsed",
        key="part",
        bind="query-params",
    )

if part == "Overview":
    holdings.show(held)
    if held.has_demo:
        demo_data.removal(is_all=not held.has_own_data)
if part == "Import":
    import_panel.show(has_demo=held.has_demo, then=OVERVIEW)
    if not is_begun:
        import_templates.show()
        if is_new:
            demo_data.offer()
if part == "Past imports":
    past_imports.show()
