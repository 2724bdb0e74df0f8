"""The texts behind who is favoured: each begins with the sentence that says so, and is marked where it stands."""

import html
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, correct_dialog, narrowing, states, verbatims
from components import format as fmt
from components.filter_bar import View
from components.presenting import offer, quotes
from data_access import fetch, preference_listing
from data_access.preference_listing import Wanted
from data_access.snapshots import Content

STEP = 10
TITLE, ALL = "What they said", "All competitors"
SIDES = {
    "all": "For anybody or nobody",
    "sided": "For either of us",
    "ours": "For us",
    "theirs": "For them",
    "equal": "Alike",
    "unclear": "Unclear",
}
MOVES = {
    "any": "Whether moving or not",
    "toward": "Toward us",
    "toward now": "Came or coming",
    "toward future": "May come",
    "away": "Away from us",
    "away now": "Left or leaving",
    "away future": "May leave",
}
ANY = ("all", "any")
_TENSES = {"now": ("past", "present"), "future": ("future",), "": ()}
_TAGS = {"ours": "Favours us", "theirs": "Favours {}", "equal": "Both alike", "unclear": "Unclear"}
_WAYS = {
    ("toward", "past"): "Came from {}",
    ("toward", "present"): "Coming from {}",
    ("toward", "future"): "May come from {}",
    ("away", "past"): "Left for {}",
    ("away", "present"): "Leaving for {}",
    ("away", "future"): "May leave for {}",
}
_TONES = {"ours": "positive", "toward": "positive", "theirs": "negative", "away": "negative"}
MARKS = "The sentence above a text is the one that says so; it is shaded where it stands."


def show(view: View, rivals: Sequence[str], charts: Sequence[str]) -> None:
    """The list, narrowed to what was picked in a chart or chosen here."""
    with st.container(border=True, key="words"):
        head = st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="xsmall", key="head-words")
        head.html(f'<div id="words">{chart_card.head_html(TITLE, "")}</div>')
        if st.session_state.get("rival", ALL) not in (ALL, *rivals):
            st.session_state.pop("rival")
        rival = st.selectbox("Competitor", [ALL, *rivals], key="rival", bind="query-params") or ALL
        # A click on a chart sets these too, which buttons with a default would not bear.
        left, right = st.columns(2)
        side = left.selectbox("Speaks", list(SIDES), format_func=SIDES.get, key="side", bind="query-params") or "all"
        move = right.selectbox("Moves", list(MOVES), format_func=MOVES.get, key="moving", bind="query-params") or "any"
        way, _, moment = move.partition(" ")
        search = st.text_input(
            "Search the words",
            key="search",
            bind="query-params",
            type="search",
            placeholder="Search the words",
            label_visibility="collapsed",
        )
        wanted = Wanted(
            "" if rival == ALL else rival,
            {"all": (), "sided": ("ours", "theirs")}.get(side, (side,)),
            () if move == "any" else (way,),
            _TENSES[moment],
            (search or "").strip(),
        )
        _list(view, wanted, charts)
        said = [wanted.rival, *(names[chosen] for names, chosen in ((SIDES, side), (MOVES, move)) if chosen not in ANY)]
        with head, st.container(key="actions-words", width="content"):
            offer.button("words", partial(_frozen, view, wanted, said), card="words")


def _frozen(view: View, wanted: Wanted, said: Sequence[str]) -> Content:
    """The latest texts of the list as it is narrowed now. said: how, in words."""
    picked = _picked(view)
    rows = fetch.rows(preference_listing.texts(narrowing.filters(view, picked), wanted, limit=STEP))
    narrowed = [*picked.words, *said, *([f"“{wanted.search}”"] if wanted.search else [])]
    return quotes.content(view, TITLE, [each for each in narrowed if each], rows.drop_duplicates("feedback_id"))


def pick(chart: str, charts: Collection[str], *, every: str = "", takes_sides: bool = False) -> None:
    """For on_click: the competitor, the side or the way, and the step of time of the mark, in place of other picks."""
    mark = narrowing.picked_in(narrowing.key_of(chart))
    narrowing.clear(*(other for other in charts if other != chart))
    first, _, part = mark.get("group", "").rpartition(" × ")
    rival, part = (first, part) if first else ("", part) if every else (part, "")
    st.session_state["rival"] = rival or ALL
    st.session_state["side"] = part if part in SIDES else "sided" if takes_sides and rival else "all"
    st.session_state["moving"] = part if part in MOVES else "any"
    if every and (step := narrowing.step_of(mark, every)):
        st.query_params["when"] = step


def _list(view: View, wanted: Wanted, charts: Sequence[str]) -> None:
    picked = _picked(view)
    filters = narrowing.filters(view, picked)
    key = f"words-list-{hash((filters, wanted)):x}"
    shown = st.session_state.get("words-shown", {}).get(key, STEP)
    rows = fetch.rows(preference_listing.texts(filters, wanted, limit=shown))
    matching = int(rows["matching"].iloc[0]) if len(rows) else 0
    _say_what_is_shown(picked.words, matching, charts)
    with st.container(key=key), st.container(key="words-any"):
        if not matching:
            states.empty("No words here", "Choose another side or competitor, or clear what was picked.", height=160)
            return
        for start in range(0, len(rows), STEP):
            part = rows[start : start + STEP].to_dict("records")
            verbatims.show([as_shown(row, view.coverage.our_brand) for row in part], search=wanted.search)
        if matching > len(rows):
            st.button(f"Show {STEP} more", key="words-more", type="tertiary", on_click=_show_more, args=(key, shown))
        states.note(MARKS)
        correct_dialog.offer(rows.drop_duplicates("feedback_id"))


def _picked(view: View) -> narrowing.Narrowing:
    """What was picked in a chart; the competitor and the side are choices of the list."""
    return replace(narrowing.current(view), group=None, score=None, theme=None)


def _show_more(key: str, shown: int) -> None:
    st.session_state["words-shown"] = {key: shown + STEP}


def _say_what_is_shown(words: list[str], matching: int, charts: Sequence[str]) -> None:
    number = f"{fmt.count(matching)} texts, newest first"
    if not words:
        states.note(f"{number}. Choose a bar or point in a chart to read what is behind it.")
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="words-narrowed"):
        said = html.escape(f"Only {' · '.join(words)}: {number}.")
        st.html(f'<p class="earshot-note">{said} <a class="earshot-jump" href="#words">Read them</a></p>')
        st.button("Clear", key="words-clear", type="tertiary", on_click=narrowing.clear, args=tuple(charts))


def as_shown(row: dict, ours: str | None) -> dict:
    """A row of the listing as a verbatim: the evidence before the text and marked in it, what it says as tags."""
    title, text = ("" if pd.isna(row[name]) else str(row[name]) for name in ("title", "text"))
    text, title = (text, title) if text else (title, "")
    evidence = "" if pd.isna(row["evidence"]) else str(row["evidence"]).strip()
    start = text.find(evidence) if evidence else -1
    is_all = not evidence or len(evidence) > 0.8 * len(text)
    rival, favoured = row["rival"], row["favoured"]
    tags = [(_TAGS[favoured].format(rival), _TONES.get(favoured))]
    if not pd.isna(row["switching"]):
        way = _WAYS[row["switching"], row["tense"] if not pd.isna(row["tense"]) else "present"]
        tags.append((way.format(rival), _TONES[row["switching"]]))
    return {
        **row,
        "text": text,
        "title": title if is_all else evidence,
        "spans": [] if is_all or start < 0 else [(start, start + len(evidence), verbatims.FOUND)],
        "themes": tags,
        "is_request": False,
        "brand": None if row["speaks_of"] == ours else row["speaks_of"],
    }
