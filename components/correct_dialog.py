"""What the reader knows better than the scores: the tone of a text, whether it asks for something, its themes, and
whom it favours."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import passing_note, problem, states, who_labels
from data_access import corrections, fetch, labelled

TONES = {"positive": "Positive", "neutral": "Neutral", "negative": "Negative"}
FAVOURED = {"ours": "Us", "theirs": "Them", "equal": "Both alike", "unclear": "Cannot be told"}
SHOWN_CHARACTERS = 600


def offer(rows: pd.DataFrame, *, key: str = "words") -> None:
    """A button under a list of verbatims (rows of feedback) that opens the dialog with a choice among them."""
    if len(rows) and st.button("Correct a text", key=f"correct-{key}", type="tertiary", icon=":material/edit:"):
        _choose(rows.to_dict("records"))


def open(row: Mapping, *, with_tone: bool = True) -> None:  # noqa: A001
    """The dialog about one row of feedback: feedback_id, title, text, sentiment_label, is_request.

    with_tone: not where the reader is about to say how a text sounds, and should not be told.
    """
    _about_one(row, with_tone)


@st.dialog("Correct a text", width="medium")
def _choose(records: list[dict]) -> None:
    place = st.selectbox(
        "Which text",
        range(len(records)),
        format_func=lambda place: f"{place + 1}. {' '.join(_words(records[place]).split())[:90]}",
        key="correct-which",
    )
    _form(records[place or 0])


@st.dialog("Correct a text", width="medium")
def _about_one(row: Mapping, with_tone: bool) -> None:
    _form(row, with_tone)


def _form(row: Mapping, with_tone: bool = True) -> None:
    words = _words(row)
    cut = words[:SHOWN_CHARACTERS] + ("…" if len(words) > SHOWN_CHARACTERS else "")
    st.html(f'<div class="earshot-verbatim-text">{html.escape(cut)}</div>')
    known = _known(row)
    key = f"correct-{row['feedback_id']}"
    tone, is_request = None, known["request"]
    if with_tone:
        tone = st.segmented_control(
            "Tone", list(TONES), default=known["sentiment"], format_func=TONES.__getitem__, key=f"{key}-tone"
        )
        is_request = st.toggle("Asks for help or an answer", value=is_request, key=f"{key}-request")
    themes = st.multiselect(
        "Themes", known["offered"], default=known["themes"], key=f"{key}-themes", placeholder="None", max_selections=12
    )
    favoured = {
        rival: st.selectbox(
            f"Favours us or {rival}?",
            list(FAVOURED),
            index=list(FAVOURED).index(side) if side else None,
            format_func=FAVOURED.__getitem__,
            key=f"{key}-favoured-{rival}",
            placeholder="Not compared",
        )
        for rival, side in known["favoured"].items()
    }
    person = who_labels.ask("dialog")
    made = changes(known, tone, is_request, themes, favoured)
    if st.button("Save", type="primary", disabled=not (made and person), key=f"{key}-save"):
        _save(row["feedback_id"], made, person)
    states.note("Kept with your name. It counts at once, also after new imports, and teaches the calibrated score.")


def _known(row: Mapping) -> dict:
    """What counts at present, and what can be chosen."""
    themes = fetch.rows(labelled.themes(row["feedback_id"]))["theme"].tolist()
    sides = fetch.rows(labelled.sides(row["feedback_id"]))
    favoured = {each.rival: each.favoured if each.favoured in FAVOURED else None for each in sides.itertuples()}
    label, asks = row.get("sentiment_label"), row.get("is_request")
    return {
        "sentiment": label if label in TONES else None,
        "request": bool(asks) if pd.notna(asks) else False,
        "themes": themes,
        "offered": list(dict.fromkeys([*labelled.theme_names(), *themes])),
        "favoured": favoured,
    }


def changes(known: dict, tone, is_request: bool, themes: list[str], favoured: Mapping) -> list[tuple[str, str, str]]:
    """(about, subject, value) of everything that is not as it was."""
    made = []
    if tone and tone != known["sentiment"]:
        made.append(("sentiment", "", tone))
    if is_request != known["request"]:
        made.append(("request", "", corrections.YES if is_request else corrections.NO))
    made += [("theme", theme, corrections.YES) for theme in themes if theme not in known["themes"]]
    made += [("theme", theme, corrections.NO) for theme in known["themes"] if theme not in themes]
    made += [("favoured", rival, side) for rival, side in favoured.items() if side and side != known["favoured"][rival]]
    return made


def _save(feedback_id: str, changes: list[tuple[str, str, str]], person: str) -> None:
    try:
        for about, subject, value in changes:
            corrections.correct(feedback_id, about, subject, value, person)
    except ValueError as error:
        problem.show("This was not kept", str(error))
        return
    passing_note.say("Kept. It counts from now on.")
    st.rerun()


def _words(row: Mapping) -> str:
    parts = (row.get("title"), row.get("text"))
    return "\n".join(str(part) for part in parts if isinstance(part, str) and part)
