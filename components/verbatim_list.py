"""The words behind a page's charts: searched, narrowed to what was picked, some at a time, marked."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components import (
    calibrated_words,
    chart_card,
    correct_dialog,
    metric_cards,
    narrowing,
    numerals,
    page_address,
    states,
    verbatims,
)
from components import format as fmt
from components.filter_bar import View
from components.presenting import offer, quotes
from components.words_wanted import Wanted, wanted_now
from data_access import fetch
from data_access.coverage import tracked_brands
from data_access.metrics.sentiment import REQUEST, SHOWN
from data_access.scoring import Alias, BrandMatcher, DrivingWord, driving_words, listed
from data_access.scoring.experience import ExperienceScorer
from data_access.snapshots import Content
from data_access.words_listed import WordsListed, themes_of

STEP = 10
VADER = "vader"
TONES = {
    "all": "All",
    "positive": "Positive",
    "neutral": "Neutral",
    "negative": "Negative",
    REQUEST: "Requests",
}
MARKS = "Underlined words drove the score, dashed where they lowered it. Dotted ones are tracked brands."
THEME_MARKS = f"Below a text are its themes, with + or {fmt.MINUS} for how it speaks of each; shaded words name them."


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
        head = st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="xsmall", key="head-words")
        head.html(f'<div id="words">{chart_card.head_html(title, "")}</div>')
        search = st.text_input(
            "Search the words",
            key="search",
            bind="query-params",
            type="search",
            placeholder="Search the words",
            label_visibility="collapsed",
        )
        tone = metric_cards.choose("Tone", TONES, "tone")
        wanted = wanted_now(view, search, tone, names_brand)
        _list(view, wanted, charts)
        with head, st.container(key="actions-words", width="content"):
            offer.button("words", partial(_frozen, view, title, wanted), card="words")


def begin(view: View, *, names_brand: Sequence[str] = ()) -> None:
    """Begin to read what `show` will, while the page draws what comes before it. It goes by what the reader chose up to
    now: another choice costs a reading that nobody needs."""
    chosen = st.session_state
    wanted = wanted_now(view, chosen.get("search"), chosen.get("tone") or "all", names_brand)
    wanted.begin(view, _shown(_key(view, wanted)))


def _key(view: View, wanted: Wanted) -> str:
    return f"words-list-{hash((view.filters, wanted)):x}"


def _shown(key: str) -> int:
    return st.session_state.get("words-shown", {}).get(key, STEP)


def _frozen(view: View, title: str, wanted: Wanted) -> Content:
    narrowed = [*wanted.picked.words, *wanted.tone_of_theme]
    if wanted.tone != "all" and not wanted.tone_of_theme:
        narrowed.append(TONES[wanted.tone])
    if wanted.search:
        narrowed.append(f"“{wanted.search}”")
    return quotes.content(view, title, narrowed, wanted.words(view, STEP).rows)


def _list(view: View, wanted: Wanted, charts: Sequence[str]) -> None:
    # Another list is another element, so that it is read from its top.
    key = _key(view, wanted)
    shown = _shown(key)
    words = wanted.words(view, shown)
    _say_what_is_shown(wanted, words.matching, charts)
    with st.container(key=key), st.container(key="words-named" if wanted.names_brand else "words-any"):
        if not words.matching:
            states.empty("No words here", "Try another word or tone, or clear what was picked.", height=160)
            return
        # To mark words and to write two hundred near-duplicates takes as long as the rest of a page.
        asked = ("words", view.filters, wanted, shown, page_address.filters_in_address(), numerals.of_reader())
        parts = fetch.worked_out(asked, lambda: list(_written(wanted, words, view.coverage.our_brand)))
        for part, _ in parts:
            st.html(part)
        if words.different > len(words.rows):
            st.button(f"Show {STEP} more", key="words-more", type="tertiary", on_click=_show_more, args=(key, shown))
        states.note(f"{MARKS} {THEME_MARKS}" if any(has_themes for _, has_themes in parts) else MARKS)
        correct_dialog.offer(words.rows)


def _written(wanted: Wanted, listed: WordsListed, ours: str | None) -> Iterator[tuple[str, bool]]:
    """The list as markup, and whether a theme is named: step by step, so that what is unfolded stays so when more is
    shown."""
    how = (ours, wanted.names_brand, wanted.picked.theme, wanted.score)
    for start in range(0, len(listed.rows), STEP):
        words = marked(listed.rows[start : start + STEP], *how, themes=listed.themes)
        written = verbatims.all_html(_with_others(words, listed.others, ours), search=wanted.search)
        yield written, any(row["themes"] for row in words)


def _show_more(key: str, shown: int) -> None:
    st.session_state["words-shown"] = {key: shown + STEP}


def _say_what_is_shown(wanted: Wanted, matching: int, charts: Sequence[str]) -> None:
    number = f"{fmt.count(matching)} with words, newest first"
    if narrowed := [*wanted.picked.words, *wanted.tone_of_theme]:
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="words-narrowed"):
            # On a narrow screen the charts and the words are far apart.
            said = html.escape(f"Only {' · '.join(narrowed)}: {number}.")
            st.html(f'<p class="earshot-note">{said} <a class="earshot-jump" href="#words">Read them</a></p>')
            st.button("Clear", key="words-clear", type="tertiary", on_click=narrowing.clear, args=tuple(charts))
    elif wanted.search:
        states.note(f"{number}.")
    else:
        states.note(f"{number}. Choose a point, bar or step in a chart to read what is behind it.")


def marked(
    rows: pd.DataFrame,
    ours: str | None = None,
    names_brand: Sequence[str] = (),
    theme: str | None = None,
    score: str = SHOWN,
    *,
    themes: Mapping[str, list[dict]] | None = None,
) -> list[dict]:
    """The rows with their themes, and the spans of the words that drove the score, name themes, and name brands.

    theme: only the words that name this one are marked. names_brand: likewise of brands. score: the name of the score
    in shown_score; the words are those that drove it. Whose customer is speaking is said only of brands that are not
    ours. themes: of the rows where they are known, as `words_listed.themes_of` gives them.
    """
    matcher = _matcher()
    driving = driving_words if score == VADER else ExperienceScorer(matcher).driving_words
    themes = themes_of(rows) if themes is None else themes
    return [
        _marked(
            _as_shown(row),
            matcher,
            set(names_brand),
            (calibrated_words.of_row(row, matcher) if score == SHOWN else None) or driving,
            themes.get(row.get("feedback_id"), []),
            theme,
        )
        for row in _of_others(_records(rows), ours)
    ]


@fetch.shared
def _matcher() -> BrandMatcher:
    """Of the tracked brands."""
    known = fetch.rows(tracked_brands()).dropna(subset=["alias"])
    return BrandMatcher(
        [
            Alias(row.name, row.alias, bool(row.needs_capital), listed(row.context), listed(row.counter_context))
            for row in known.itertuples(index=False)
        ]
    )


def _records(rows: pd.DataFrame) -> list[dict]:
    """The rows, by the names of the columns: in a third of the time that pandas takes over thirty of them."""
    names, columns = list(rows.columns), [column.tolist() for _, column in rows.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _as_shown(row: dict) -> dict:
    """The row with the score that the reader chose as its sentiment."""
    return (
        row | {"sentiment": row["shown_score"], "sentiment_label": row["shown_label"]} if "shown_score" in row else row
    )


def _of_others(rows: Sequence[dict], ours: str | None) -> list[dict]:
    """The rows with whose customer is speaking where it is not ours."""
    return [row | {"brand": None} if row["brand"] == ours else row for row in rows]


def _with_others(words: list[dict], others: Sequence[dict], ours: str | None) -> list[dict]:
    """Each row with its near-duplicates under `others`."""
    alike = defaultdict(list)
    for row in _of_others(others, ours):
        alike[row["gist"], row["speaks_of"]].append(_as_shown(row))
    return [row | {"others": alike[row["gist"], row["speaks_of"]]} for row in words]


def _marked(
    row: dict,
    matcher: BrandMatcher,
    brands: set[str],
    driving: Callable[[str], list[DrivingWord]],
    themes: list[dict],
    theme: str | None,
) -> dict:
    title, text = (None if pd.isna(row[name]) else row[name] for name in ("title", "text"))
    # Where there is only a title, it was scored, and it is the words.
    title, text = (title, text) if text else (None, title)
    naming = [
        each["words"] for each in themes if isinstance(each["words"], str) and (theme is None or each["theme"] == theme)
    ]
    by_theme = _any_of("; ".join(naming).split("; "))

    def named(words: str | None) -> list[tuple[int, int]]:
        return [(start, end) for start, end, brand in matcher.spans(words or "") if not brands or brand in brands]

    is_scored = not pd.isna(row.get("sentiment", 0))
    return row | {
        "title": title,
        "text": text,
        "spans": [(word.start, word.end, word.valence) for word in driving(text)] if is_scored else [],
        "brand_spans": named(text),
        "title_brand_spans": named(title),
        "theme_spans": [found.span() for found in by_theme.finditer(text)],
        "title_theme_spans": [found.span() for found in by_theme.finditer(title or "")],
        "themes": [
            (each["theme"], None if pd.isna(each["sentiment_label"]) else each["sentiment_label"]) for each in themes
        ],
    }


def _any_of(words: Sequence[str]) -> re.Pattern:
    """Any of the words as a whole, whatever its case; nothing where there are none."""
    spelled = "|".join(re.escape(word) for word in sorted(filter(None, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)" if spelled else "(?!)", re.IGNORECASE)
