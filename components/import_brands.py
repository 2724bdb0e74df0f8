"""Whose customers speak in uploaded feedback: a brand for each file, and which of the brands is ours, chosen once."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.import_draft import Draft
from components.import_part import Part
from data_access import brands
from data_access.sources import Survey

_ROW, _MOST_ROWS = 35, 12
_WHOSE = "Whose customers are speaking"


def show(part: Part, survey: Survey) -> None:
    """Ask whose customers speak, once for each file, review page or name in the column of brands; the answers are kept
    with the import."""
    if survey.kind != "feedback" or not survey.brands:
        return
    if list(survey.brands) == part.files and len(part.files) == 1:
        _of_one(part)
    else:
        _of_each(part, survey)


def named(part: Part) -> list[str]:
    """The brands that an import speaks of."""
    is_feedback = part.look and part.look.survey and part.look.survey.kind == "feedback"
    return [name for name in part.told_brands.values() if name] if is_feedback else []


def ours(draft: Draft) -> None:
    """Ask once which brand is ours, when files name several and nobody has said so yet."""
    names = list(dict.fromkeys(name for part in draft.chosen for name in named(part)))
    us, others = _known()
    if not names or us:
        draft.ours = ""
        return
    chosen = st.selectbox(
        "Which brand is yours",
        list(dict.fromkeys([*names, *others])),
        index=None,
        placeholder="Choose, or leave it for later",
        accept_new_options=True,
        help="Everything else is compared with it. It can be changed under Settings.",
        key=f"ours-{draft.id}",
        width=320,
    )
    draft.ours = (chosen or "").strip()


def _of_one(part: Part) -> None:
    """A menu: ours, the tracked brands, what the file seems to speak of, or a new name."""
    (file,) = part.files
    us, others = _known()
    told = part.told_brands.get(file, "")
    names = list(dict.fromkeys([_us(us), *others, *([told] if told and told != us else [])]))
    chosen = st.selectbox(
        _WHOSE,
        names,
        index=names.index(told) if told in names else 0,
        accept_new_options=True,
        help="Ours, or a competitor's. Type a name to add one; it is tracked from then on.",
        key=f"brand-{part.id}",
        width=260,
    )
    chosen = (chosen or "").strip()
    chosen = "" if chosen in ("", _us(us)) else chosen
    part.brands = {} if chosen == part.look.survey.brands[file] else {file: chosen}


def _of_each(part: Part, survey: Survey) -> None:
    """A table with a row for each."""
    st.subheader(_WHOSE, anchor=False)
    us, _ = _known()
    edited = st.data_editor(
        pd.DataFrame({"said_in": list(survey.brands), "brand": list(survey.brands.values())}, dtype="str"),
        key=f"brands-{part.id}",
        column_config={
            "said_in": st.column_config.TextColumn("Found in", disabled=True, width=190),
            "brand": st.column_config.TextColumn("Brand", width=130, max_chars=200),
        },
        hide_index=True,
        num_rows="fixed",
        placeholder=_us(us),
        height=_ROW * (min(len(survey.brands), _MOST_ROWS) + 1) + 3,
        alt="Whose customers speak where",
    )
    chosen = dict(zip(edited["said_in"], edited["brand"].fillna("").str.strip(), strict=True))
    part.brands = {key: brand for key, brand in chosen.items() if brand != survey.brands[key]}


def _known() -> tuple[str, Sequence[str]]:
    """Our brand's name, "" without one, and the others'; those of the demo data are nobody's."""
    tracked = [brand for brand in brands.tracked() if not brand.is_demo]
    us = next((brand.name for brand in tracked if brand.is_ours), "")
    return us, [brand.name for brand in tracked if not brand.is_ours]


def _us(name: str) -> str:
    return f"Ours: {name}" if name else "Ours"
