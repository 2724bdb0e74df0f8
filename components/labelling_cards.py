"""Labelling: one text at a time, what a label is for, and how many are still needed."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import chart_card, correct_dialog, passing_note, problem, states, who_labels
from components import format as fmt
from data_access import corrections, fetch, labelled, labelling
from data_access.scoring.calibration import FEWEST_LABELLED

# value, label, key on the keyboard, icon
ANSWERS = (
    ("positive", "Positive", "1", ":material/sentiment_satisfied:"),
    ("neutral", "Neutral", "2", ":material/sentiment_neutral:"),
    ("negative", "Negative", "3", ":material/sentiment_dissatisfied:"),
    ("request", "Request", "4", ":material/help:"),
    ("skip", "Skip", "5", ":material/skip_next:"),
)
WHY = {
    labelling.AT_RANDOM: "Drawn at random: such labels measure the scores without bias.",
    labelling.CONTRADICTED: "Chosen because its rating and its score contradict each other.",
    labelling.UNSURE: "Chosen because the score is least sure of it.",
}
_SEEN, _TURN, _PROBLEM = "labelling-seen", "labelling-turn", "labelling-problem"


def choose_source(sources: pd.DataFrame) -> str:
    """A menu of the sources, the one that needs labels most at first; the choice is in the URL."""
    lacking = sources["known"] < FEWEST_LABELLED
    order = sources.assign(lacking=lacking).sort_values(["lacking", "texts"], ascending=False, kind="stable")
    names = order["source"].tolist()
    chosen = st.selectbox(
        "Source", names, format_func=name_of, key="label-source", bind="query-params", width=260
    )  # fmt: skip
    return names[0] if chosen is None else chosen


def name_of(source: str) -> str:
    return source or "Source not given"


def progress(source: pd.Series) -> None:
    """How far the source is from a calibrated score, in words and as a bar."""
    known, name = int(source["known"]), name_of(source["source"])
    drawn = f"{fmt.count(source['by_hand'])} labelled by hand, {fmt.count(source['drawn'])} of them at random"
    if known < FEWEST_LABELLED:
        st.progress(known / FEWEST_LABELLED, width=520)
        states.note(f"{known} of {FEWEST_LABELLED} needed for a calibrated score of {name} · {drawn}")
    else:
        states.note(
            f"{name} has {fmt.count(known)} texts with a rating or a label, enough for a calibrated score. "
            f"Labels win over ratings, and random ones measure quality · {drawn}"
        )


def show(source: str, person: str) -> None:
    """The next text of the source, its answers, and a way to correct its themes and brands."""
    kind, row = _next(source, person)
    with st.container(border=True, key="card-labelling"):
        if row is None:
            states.empty(
                "No more texts here", "You have labelled or skipped them all. Choose another source.", height=200
            )
            return
        st.html(chart_card.head_html("How does this customer feel?", WHY[kind]))
        st.html(text_html(row))
        with st.container(horizontal=True, gap="small", key="labelling-answers"):
            for value, label, shortcut, icon in ANSWERS:
                st.button(
                    label,
                    key=f"answer-{value}",
                    icon=icon,
                    shortcut=shortcut,
                    type="tertiary" if value == "skip" else "secondary",
                    on_click=_answer,
                    args=(row["feedback_id"], value, kind, person),
                )
        if st.button("Correct themes or brands", key="labelling-more", type="tertiary", icon=":material/edit:"):
            correct_dialog.open(row, with_tone=False)
        if message := st.session_state.pop(_PROBLEM, ""):
            problem.show("This was not kept", message)


def text_html(row: Mapping) -> str:
    """The words and where they stood; neither rating nor score, which would sway the reader."""
    parts = [row[name] for name in ("title", "text") if isinstance(row[name], str) and row[name]]
    if len(parts) == 2 and parts[1].startswith(parts[0].rstrip("….")):
        parts = parts[1:]
    words = "".join(f'<div class="earshot-verbatim-text">{html.escape(part)}</div>' for part in parts)
    facts = [name_of(row["source"] or ""), fmt.day(pd.Timestamp(row["created_on"]))]
    facts += [row["brand"]] if isinstance(row["brand"], str) else []
    under = " · ".join(html.escape(fact) for fact in facts)
    return f'<article class="earshot-verbatim">{words}<div class="earshot-verbatim-source">{under}</div></article>'


def _next(source: str, person: str) -> tuple[str, dict | None]:
    """The kind whose turn it is and its first text not yet seen; of the other kinds where it has none left."""
    seen, turn = st.session_state.get(_SEEN, set()), st.session_state.get(_TURN, 0)
    kinds = labelling.TURNS[turn % 3 :] + labelling.TURNS[: turn % 3]
    for kind in kinds:
        rows = fetch.rows(labelling.texts(kind, source, person, limit=20 + len(seen)))
        for row in rows.to_dict("records"):
            if row["feedback_id"] not in seen:
                return kind, {name: None if pd.isna(value) else value for name, value in row.items()}
    return kinds[0], None


def _answer(feedback_id: str, value: str, kind: str, person: str) -> None:
    """Keep the answer and go on to the next text."""
    if value != "skip":
        subject = labelled.RANDOM if kind == labelling.AT_RANDOM and value != "request" else ""
        about, what = ("request", corrections.YES) if value == "request" else ("sentiment", value)
        try:
            corrections.correct(feedback_id, about, subject, what, person)
        except ValueError as error:
            st.session_state[_PROBLEM] = str(error)
            return
        passing_note.say(f"Kept: {value}.")
    st.session_state[_SEEN] = st.session_state.get(_SEEN, set()) | {feedback_id}
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def whoever(person: str) -> None:
    """Who is labelling, and a way to let the next person."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="labelling-who"):
        said = html.escape(f"Labels are kept under the name {person}.")
        st.html(f'<p class="earshot-note">{said}</p>', width="content")
        if not getattr(st.user, "is_logged_in", False):
            st.button("Somebody else", key="labelling-forget", type="tertiary", on_click=who_labels.forget)
