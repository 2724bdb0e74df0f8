"""What holds for every row of an import and stands in no column: the source, the brand, the currency."""

import streamlit as st

from components import column_mapping
from components.import_draft import Draft
from data_access import brands
from data_access.sources import FIELDS, Survey

# By kind, what is asked for when no column has it, with an example.
ASKED = {"orders": {"currency": "GBP", "channel": "web"}, "feedback": {"source": "Trustpilot"}}


def show(draft: Draft, survey: Survey) -> None:
    """Ask, and keep the answers in the draft."""
    mapped = set(column_mapping.mapping_of(draft, survey).values())
    lacking = [name for name in ASKED[draft.kind] if name not in mapped]
    asks_brand = draft.kind == "feedback" and "brand" not in mapped
    draft.brand, given = (draft.brand if asks_brand else None), {}
    if lacking or asks_brand:
        st.subheader("The same for every row", anchor=False)
        with st.container(horizontal=True, key="import-constants"):
            given = {name: _text(draft, name) for name in lacking}
            if asks_brand:
                draft.brand = _brand(draft)
    draft.constants = {name: value for name, value in given.items() if value}


def _text(draft: Draft, name: str) -> str:
    return st.text_input(
        name.capitalize(),
        value=draft.constants.get(name, ""),
        placeholder=f"For example {ASKED[draft.kind][name]}",
        help=FIELDS[draft.kind][name].description,
        key=f"constant-{draft.id}-{name}",
        width=260,
    ).strip()


def _brand(draft: Draft) -> str | None:
    """Whose customers are speaking; None is ours."""
    tracked = brands.tracked()
    ours = next((brand.name for brand in tracked if brand.is_ours), None)
    us = f"Ours: {ours}" if ours else "Ours"
    names = [us, *(brand.name for brand in tracked if not brand.is_ours)]
    if draft.brand and draft.brand not in names:
        names.append(draft.brand)
    chosen = st.selectbox(
        "Whose customers are speaking",
        names,
        index=names.index(draft.brand) if draft.brand else 0,
        accept_new_options=True,
        help="Ours, or a competitor's. Type a name to add one; it is tracked from then on.",
        key=f"brand-{draft.id}",
        width=260,
    )
    chosen = (chosen or "").strip()
    return None if chosen in ("", us, ours) else chosen
