"""Everything of one customer in order of time, a page at a time: orders, words with what the scorer saw, events."""

import html
from collections import defaultdict
from itertools import groupby

import pandas as pd
import streamlit as st

from components import correct_dialog, states, timeline_entries, verbatim_list, verbatims
from components import format as fmt
from components.customer_history import History
from components.customer_seen import seen_html
from components.filter_bar import View
from data_access import fetch, timeline

PAGE = 25
KINDS = {timeline.ORDER: "Orders", timeline.FEEDBACK: "Feedback", timeline.EVENT: "Events"}
NEWEST, OLDEST = "Newest first", "Oldest first"
NUMBER = "entries"  # which page of them, in the address


def show(known: History, view: View) -> None:
    """The entries with their switches; each page is read for itself."""
    kinds, order = _choose()
    if known.span is None:
        states.empty("Nothing is known of this customer yet", "Import orders or feedback.", height=140)
        return
    matching = _matching(known, kinds)
    if not matching:
        states.empty("Nothing of this kind" if kinds else "Nothing chosen", "Choose others above.", height=140)
        return
    # The pages stand below the entries, and tell which of them to read.
    above, number = st.container(), 1
    if matching > PAGE:
        number = st.pagination(-(-matching // PAGE), key=NUMBER, bind="query-params")
        states.note(f"{fmt.count(matching)} entries, {PAGE} a page.")
    rows = _entries(known, kinds, order, number)
    with above:
        said = _show_page(rows, known, view)
    if len(said):
        states.note(verbatim_list.MARKS)
        correct_dialog.offer(said, key="timeline")


def _matching(known: History, kinds: tuple[str, ...]) -> int:
    number = {
        timeline.ORDER: int(known.money["orders"].sum()),
        timeline.FEEDBACK: known.pieces,
        timeline.EVENT: len(known.happened),
    }
    return sum(number[kind] for kind in kinds)


def _choose() -> tuple[tuple[str, ...], str]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="timeline-choice"):
        kinds = st.pills(
            "Show",
            list(KINDS),
            default=list(KINDS),
            selection_mode="multi",
            format_func=KINDS.__getitem__,
            key="show",
            bind="query-params",
            on_change=_first_page,
        )
        order = st.segmented_control(
            "Order", [NEWEST, OLDEST], default=NEWEST, required=True, key="order", bind="query-params",
            on_change=_first_page,
        )  # fmt: skip
    return tuple(kind for kind in KINDS if kind in (kinds or ())), order or NEWEST


def _first_page() -> None:
    if NUMBER in st.session_state:
        st.session_state[NUMBER] = 1


def _entries(known: History, kinds: tuple[str, ...], order: str, number: int) -> pd.DataFrame:
    return fetch.rows(
        timeline.entries(
            known.customer_id,
            known.span,
            kinds=kinds,
            newest_first=order == NEWEST,
            limit=PAGE,
            offset=(number - 1) * PAGE,
        )
    )


def _show_page(rows: pd.DataFrame, known: History, view: View) -> pd.DataFrame:
    """Draw the entries of a page by month; the feedback with words among them."""
    drawn, said = _orders_html(rows, known), pd.DataFrame()
    if keys := _keys(rows, timeline.FEEDBACK):
        texts, said = _feedback_html(keys, view)
        drawn |= texts
    parts = []
    for month, entries in groupby(rows.to_dict("records"), key=_month):
        inside = "".join(_drawn(entry, drawn) for entry in entries)
        parts.append(f'<h3 class="earshot-month">{html.escape(month)}</h3><ol class="earshot-timeline">{inside}</ol>')
    st.html("".join(parts))
    return said


def _month(entry: dict) -> str:
    return fmt.month(pd.Timestamp(entry["day"]))


def _drawn(entry: dict, drawn: dict[tuple[str, str], str]) -> str:
    if entry["kind"] == timeline.EVENT:
        return timeline_entries.event_html(entry)
    return drawn.get((entry["kind"], entry["key"]), "")


def _keys(rows: pd.DataFrame, kind: str) -> tuple[str, ...]:
    return tuple(rows.loc[rows["kind"] == kind, "key"])


def _orders_html(rows: pd.DataFrame, known: History) -> dict[tuple[str, str], str]:
    keys = _keys(rows, timeline.ORDER)
    if not keys:
        return {}
    lines = _grouped(fetch.rows(timeline.lines_of(keys)), "order_id")
    days = {pd.Timestamp(each["purchased_on"]): each for each in known.bought.to_dict("records")}
    return {
        (timeline.ORDER, order["order_id"]): timeline_entries.order_html(
            order,
            lines.get(order["order_id"], []),
            days.get(pd.Timestamp(order["ordered_on"])) if order["is_valid"] else None,
        )
        for order in fetch.rows(timeline.orders_of(known.customer_id, keys)).to_dict("records")
    }


def _feedback_html(keys: tuple[str, ...], view: View) -> tuple[dict[tuple[str, str], str], pd.DataFrame]:
    rows = fetch.rows(timeline.feedback_of(keys))
    named, sides, corrected = (
        _grouped(fetch.rows(statement(keys)), "feedback_id")
        for statement in (timeline.mentions_of, timeline.preferences_of, timeline.corrections_of)
    )
    has_words = rows["text"].notna() | rows["title"].notna()
    words = {row["feedback_id"]: row for row in verbatim_list.marked(rows[has_words], view.coverage.our_brand)}
    drawn = {}
    for row in rows.to_dict("records"):
        key = row["feedback_id"]
        shown = words.get(key, row | {"title": None, "text": "No words, only a rating."}) | {"customer_id": None}
        seen = seen_html(shown, *(found.get(key, []) for found in (named, sides, corrected))) if key in words else ""
        tone = row["sentiment_label"] if isinstance(row["sentiment_label"], str) else None
        verbatim = verbatims.verbatim_html(shown, is_whole=True)
        entry = timeline_entries.feedback_html(row["created_on"], verbatim, seen, tone)
        drawn[timeline.FEEDBACK, key] = entry
    return drawn, _in_order(rows[has_words], keys)


def _in_order(rows: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """As they stand on the page."""
    return rows.sort_values("feedback_id", key=lambda ids: ids.map(keys.index)) if len(rows) else rows


def _grouped(rows: pd.DataFrame, name: str) -> dict[str, list[dict]]:
    grouped = defaultdict(list)
    for row in rows.to_dict("records"):
        grouped[row[name]].append(row)
    return grouped
