"""Which brands are looked for in the feedback, and under which names: a table to edit and save."""

import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import passing_note, problem, states
from data_access import brands, coverage, fetch
from data_access.brands import Brand, offered

_ABOUT = (
    "Every piece of feedback is searched for these names, and share of voice compares how often each brand is named. "
    "A name that is an ordinary word too, such as Spot or Target, should count only with a capital letter. "
    "To remove a brand, choose its row at the left edge and press the bin above the table."
)
_CONFIG = {
    "name": st.column_config.TextColumn("Brand", required=True, max_chars=200, width="medium"),
    "is_ours": st.column_config.CheckboxColumn("Ours", default=False, width="small"),
    "capital": st.column_config.ListColumn("Names that need a capital", help="Counted as Spot, not as spot"),
    "any_case": st.column_config.ListColumn("Names in any case", help="Counted as Best Pets and as best pets"),
    "named_in": st.column_config.NumberColumn(
        "Named in", help="Pieces of feedback", format="localized", disabled=True, width="small"
    ),
}


def show() -> None:
    """The table and its Save button."""
    st.html(f'<p class="earshot-note">{html.escape(_ABOUT)}</p>')
    tracked = brands.tracked()
    if not tracked:
        states.note("No brand is tracked yet. Write yours into the empty row and tick Ours; then add your competitors.")
    counted = fetch.rows(coverage.times_named())
    frame = brands_frame(tracked, dict(zip(counted["brand"], counted["n"], strict=True)))
    # A new key after each save: otherwise the table would make the same changes to what they led to.
    edited = st.data_editor(
        frame,
        key=f"brands-{hash(tracked)}",
        column_config=_CONFIG,
        num_rows="dynamic",
        hide_index=True,
        placeholder="–",
        alt="Tracked brands and their names",
    )
    chosen = brands_of(edited, tracked)
    if st.button("Save", type="primary", disabled=chosen == tracked, key="brands-save"):
        _save(chosen)


def brands_frame(tracked: tuple[Brand, ...], counted: dict[str, int]) -> pd.DataFrame:
    """name, is_ours, capital and any_case (lists of names), named_in (pieces of feedback); one row a brand.

    Types that can lack a value, since a row that the reader adds begins without any.
    """
    return pd.DataFrame(
        {
            "name": pd.Series([brand.name for brand in tracked], dtype="str"),
            "is_ours": pd.Series([brand.is_ours for brand in tracked], dtype="boolean"),
            "capital": _lists(tracked, True),
            "any_case": _lists(tracked, False),
            "named_in": pd.Series([counted.get(brand.name, 0) for brand in tracked], dtype="Int64"),
        }
    )


def brands_of(edited: pd.DataFrame, tracked: tuple[Brand, ...]) -> tuple[Brand, ...]:
    """The brands of the table; one that is unchanged stays the demo's if it was."""
    known = {brand.name: brand for brand in tracked}
    rules = {(brand.name, alias.alias): alias for brand in tracked for alias in brand.aliases}
    result = []
    for row in edited.itertuples():
        name = "" if pd.isna(row.name) else str(row.name).strip()
        names = {alias: True for alias in _names(row.capital)} | {alias: False for alias in _names(row.any_case)}
        # The table shows names and capitals alone: the words around a name stay as they are, or as they are known.
        kept = {alias: rules.get((name, alias)) or offered(alias) for alias in names}
        aliases = tuple(replace(kept[alias], needs_capital=names[alias]) for alias in sorted(names))
        brand = Brand(name, pd.notna(row.is_ours) and bool(row.is_ours), aliases)
        old = known.get(name)
        is_same = old and (old.is_ours, set(old.aliases)) == (brand.is_ours, set(aliases))
        result.append(old if is_same else brand)
    return tuple(result)


def _save(chosen: tuple[Brand, ...]) -> None:
    ours = [brand.name for brand in chosen if brand.is_ours]
    try:
        if len(ours) > 1:
            raise ValueError(f"{' and '.join(ours)} are both marked as ours. Keep the mark at one of them.")
        with st.spinner("Searching the feedback for these names"):
            brands.save(chosen)
    except ValueError as error:
        problem.show("The brands were not saved", str(error), "The brands are as they were.")
    else:
        passing_note.say("Saved. All feedback was searched again.")
        st.rerun()


def _lists(tracked: tuple[Brand, ...], needs_capital: bool) -> pd.Series:
    found = [[a.alias for a in brand.aliases if a.needs_capital is needs_capital] for brand in tracked]
    return pd.Series(found, dtype="object")


def _names(cell) -> list[str]:
    if cell is None or isinstance(cell, float):
        return []
    return [text for name in cell if (text := str(name).strip())]
