"""The words behind a page's charts: searched, narrowed to what was picked, some at a time, marked."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import chart_card, metric_cards, narrowing, states, verbatims
from components import format as fmt
from components.filter_bar import View
from components.narrowing import Narrowing
from data_access import fetch, listings
from data_access.coverage import tracked_brands
from data_access.scoring import Alias, BrandMatcher, driving_words

STEP = 10
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
        st.html(f'<div id="words">{chart_card.head_html(title, "")}</div>')
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

    def rows(self, view: View, number: int) -> pd.DataFrame:
        statement = listings.verbatims(
            narrowing.filters(view, self.picked),
            search=self.search,
            label=None if self.tone == "all" else self.tone,
            names_brand=self.names_brand,
            group=self.picked.group,
            score_from=self.picked.score,
            score_below=self.picked.score_end,
            limit=number,
        )
        return fetch.rows(statement)


def _list(view: View, wanted: _Wanted, charts: Sequence[str]) -> None:
    # Another list is another element, so that it is read from its top.
    key = f"words-list-{hash((view.filters, wanted)):x}"
    shown = st.session_state.get("words-shown", {}).get(key, STEP)
    rows = wanted.rows(view, shown)
    matching = int(rows["matching"].iloc[0]) if len(rows) else 0
    _say_what_is_shown(wanted, matching, charts)
    with st.container(key=key), st.container(key="words-named" if wanted.names_brand else "words-any"):
        if not matching:
            states.empty("No words here", "Try another word or tone, or clear what was picked.", height=160)
            return
        # Step by step, so that what is unfolded stays so when more is shown.
        for start in range(0, len(rows), STEP):
            part = marked(rows[start : start + STEP], view.coverage.our_brand, wanted.names_brand)
            verbatims.show(part, search=wanted.search)
        if matching > len(rows):
            st.button(f"Show {STEP} more", key="words-more", type="tertiary", on_click=_show_more, args=(key, shown))
        states.note(MARKS)


def _show_more(key: str, shown: int) -> None:
    st.session_state["words-shown"] = {key: shown + STEP}


def _say_what_is_shown(wanted: _Wanted, matching: int, charts: Sequence[str]) -> None:
    number = f"{fmt.count(matching)} with words, newest first"
    if wanted.picked.words:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="words-narrowed"):
            # On a narrow screen the charts and the words are far apart.
            said = html.escape(f"Only {' · '.join(wanted.picked.words)}: {number}.")
            st.html(f'<p class="earshot-note">{said} <a class="earshot-jump" href="#words">Read them</a></p>')
            st.button("Clear", key="words-clear", type="tertiary", on_click=narrowing.clear, args=tuple(charts))
    elif wanted.search:
        states.note(f"{number}.")
    else:
        states.note(f"{number}. Choose a point, bar or step in a chart to read what is behind it.")


def marked(rows: pd.DataFrame, ours: str | None = None, names_brand: Sequence[str] = ()) -> list[dict]:
    """The rows with the spans of the words that drove the score, and of brands: all tracked ones, or the given.

    Whose customer is speaking is said only of brands that are not ours.
    """
    known = fetch.rows(tracked_brands()).dropna(subset=["alias"])
    matcher = BrandMatcher(
        [Alias(row.name, row.alias, bool(row.needs_capital)) for row in known.itertuples(index=False)]
    )
    foreign = rows.assign(brand=rows["brand"].where(rows["brand"] != ours))
    return [_marked(row, matcher, set(names_brand)) for row in foreign.to_dict("records")]


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
