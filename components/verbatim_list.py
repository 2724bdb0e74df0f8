"""The words behind a page's charts: searched, narrowed to what was picked, a page at a time, marked."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import chart_card, format, metric_cards, narrowing, states, verbatims
from components.filter_bar import View
from components.narrowing import Narrowing
from data_access import fetch, listings
from data_access.coverage import tracked_brands
from data_access.scoring import Alias, BrandMatcher, driving_words

PER_PAGE = 10
TONES = {"all": "All", "positive": "Positive", "neutral": "Neutral", "negative": "Negative"}
MARKS = "Underlined words drove the score, dashed where they lowered it. Dotted ones are tracked brands."


def beside() -> tuple:
    """Two columns: the charts, and the words, which stay in sight while the reader moves along the charts."""
    with st.container(key="beside"):
        charts, side = st.columns([11, 8])
        words = side.container(key="words-side")
    return charts, words


def show(view: View, title: str, charts: Sequence[str], *, names_brand: Sequence[str] = ()) -> None:
    """The verbatims of the view.

    charts: those whose picks narrow the list. names_brand: only what names one of these, and only they are marked.
    """
    with st.container(border=True, key="words"):
        st.html(chart_card.head_html(title, ""))
        search = st.text_input(
            "Search the words",
            key="search",
            bind="query-params",
            type="search",
            placeholder="Search the words",
            label_visibility="collapsed",
        )
        tone = metric_cards.choose("Tone", TONES, "tone")
        wanted = _Wanted(narrowing.current(view), (search or "").strip(), tone, tuple(names_brand))
        _list(view, wanted, charts)


@dataclass(frozen=True)
class _Wanted:
    picked: Narrowing
    search: str
    tone: str
    names_brand: tuple[str, ...]

    def page(self, view: View, number: int) -> pd.DataFrame:
        statement = listings.verbatims(
            narrowing.filters(view, self.picked),
            search=self.search,
            label=None if self.tone == "all" else self.tone,
            names_brand=self.names_brand,
            group=self.picked.group,
            score_from=self.picked.score,
            score_below=self.picked.score_end,
            limit=PER_PAGE,
            offset=(number - 1) * PER_PAGE,
        )
        return fetch.rows(statement)


def _list(view: View, wanted: _Wanted, charts: Sequence[str]) -> None:
    # A page number of its own for each list, so that another list starts at its first page.
    key = f"page-{hash((view.filters, wanted))}"
    page = st.session_state.get(key, 1)
    rows = wanted.page(view, page)
    matching = int(rows["matching"].iloc[0]) if len(rows) else 0
    _say_what_is_shown(wanted, matching, charts)
    # Another page is another element, so that it starts at its top.
    with st.container(key="words-list"), st.container(key=f"words-{'named' if wanted.names_brand else 'any'}-{page}"):
        if matching:
            verbatims.show(marked(rows, wanted.names_brand), search=wanted.search)
            states.note(MARKS)
        else:
            states.empty("No words here", "Try another word or tone, or show all again.", height=160)
    if matching > PER_PAGE:
        st.pagination(math.ceil(matching / PER_PAGE), key=key, max_visible_pages=5)


def _say_what_is_shown(wanted: _Wanted, matching: int, charts: Sequence[str]) -> None:
    number = f"{format.count(matching)} with words, newest first"
    if wanted.picked.words:
        with st.container(horizontal=True, vertical_alignment="center", key="words-narrowed"):
            states.note(f"Only {' · '.join(wanted.picked.words)}: {number}.")
            st.button("Show all", key="show-all", type="tertiary", on_click=narrowing.clear, args=tuple(charts))
    elif wanted.search:
        states.note(f"{number}.")
    else:
        states.note(f"{number}. Choose a point, bar or step in a chart to read what is behind it.")


def marked(rows: pd.DataFrame, names_brand: Sequence[str] = ()) -> list[dict]:
    """The rows with the spans of the words that drove the score, and of brands: all tracked ones, or the given."""
    known = fetch.rows(tracked_brands()).dropna(subset=["alias"])
    matcher = BrandMatcher(
        [Alias(row.name, row.alias, bool(row.needs_capital)) for row in known.itertuples(index=False)]
    )
    return [_marked(row, matcher, set(names_brand)) for row in rows.to_dict("records")]


def _marked(row: dict, matcher: BrandMatcher, brands: set[str]) -> dict:
    title, text = (None if pd.isna(row[name]) else row[name] for name in ("title", "text"))
    # Where there is only a title, it was scored, and it is the words.
    title, text = (title, text) if text else (None, title)

    def named(words: str | None) -> list[tuple[int, int]]:
        return [(start, end) for start, end, brand in matcher.spans(words or "") if not brands or brand in brands]

    driving = [(word.start, word.end, word.valence) for word in driving_words(text)]
    return row | {
        "title": title,
        "text": text,
        "spans": driving,
        "brand_spans": named(text),
        "title_brand_spans": named(title),
    }
