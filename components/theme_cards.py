"""What people speak of, how they feel about it, and what it does to the score. A click narrows the words beside."""

from functools import partial

import pandas as pd
import streamlit as st

from components import (
    chart_card,
    charts,
    findings,
    metric_cards,
    narrowing,
    states,
    unusual_weeks,
    verbatim_list,
    whose_feedback,
)
from components import format as fmt
from components.definition import Definition
from components.filter_bar import View
from components.headline import define
from components.series import over_time
from data_access import fetch, samples
from data_access.coverage import happenings
from data_access.metrics import theme_impact, themes
from data_access.metrics.definition import SMALL_BASE, Metric

SHARE, FEELING, IMPACT, TREND, WORDS = "theme_share", "theme_feeling", "theme_impact", "theme_over_time", "theme_words"
CHARTS = (SHARE, FEELING, IMPACT, TREND, WORDS)
MOST_THEMES, MOST_WORDS = 12, 12
NOUN, TEXTS = "mentions of the theme", "pieces of feedback with words"
NUMBERS = {"feel": "How people feel", "often": "How often"}
_WORDS = Definition(
    "Words naming a theme",
    "In how many pieces of feedback each word or phrase of the theme stands, each counted once a text. Which words "
    "name which theme is set under Themes in the settings.",
)


def show(view: View) -> None:
    """The cards, beside the words behind them."""
    columns, words = verbatim_list.beside()
    # In a container of their own the cards are as high as what they hold, however long the words beside them are.
    with columns, st.container():
        shares = fetch.fetch(themes.theme_share, view.filters, by="theme").query("numerator > 0")
        if shares.empty:
            states.empty(
                f"No theme is named, {view.period_text}",
                "Choose another period, remove a filter, or add terms to the themes in the settings.",
            )
        else:
            _cards(view, shares)
    with words:
        verbatim_list.show(view, "What people wrote", CHARTS)


def _cards(view: View, shares: pd.DataFrame) -> None:
    shown = shares.nlargest(MOST_THEMES, "numerator")
    share(view, shares, shown)
    feeling(view, shown)
    impact(view)
    one = _chosen(list(shares.sort_values("numerator", ascending=False)["group"]))
    over_time_of(view, one)
    words_of(view, one)


def share(view: View, shares: pd.DataFrame, shown: pd.DataFrame) -> None:
    metric = themes.theme_share
    before = fetch.fetch(metric, view.comparison, by="theme") if view.comparison else None
    first = findings.clearly_highest(shown)
    title = "What do people talk about?" if first is None else f"{first} is what people talk about most"
    grey = f", grey: {view.comparison_name}" if view.comparison else ""
    _show(
        view,
        metric,
        SHARE,
        title,
        charts.ranking(
            shown, metric.unit, noun=TEXTS, comparison=before, comparison_name=view.comparison_name, zero=True
        ),
        shares,
        f"Share of feedback naming the theme, with its 95% interval{grey}",
        f"{fmt.count(shares['denominator'].max())} {TEXTS}",
        _most(shares),
    )


def feeling(view: View, shown: pd.DataFrame) -> None:
    metric = themes.theme_sentiment
    frame = fetch.fetch(metric, view.filters, by="theme")
    rows = frame[frame["group"].isin(shown["group"])]
    lowest, highest = findings.clearly_lowest(rows), findings.clearly_highest(rows)
    title = "How do people feel about each?"
    if lowest is not None:
        title = f"People are least happy with {lowest}" + (f", most with {highest}" if highest is not None else "")
    elif highest is not None:
        title = f"People are happiest with {highest}"
    _show(
        view,
        metric,
        FEELING,
        title,
        charts.ranking(rows, metric.unit, noun=NOUN) if len(rows) else None,
        frame,
        "Net sentiment of each theme, −100 to +100, with its 95% interval",
        f"{fmt.count(frame['denominator'].sum())} scored mentions",
        _most(frame),
    )


def impact(view: View) -> None:
    metric = theme_impact.theme_impact
    frame = fetch.fetch(metric, view.filters, by="theme")
    known = frame.dropna(subset=["value"])
    rows = known.loc[known["value"].abs().nlargest(MOST_THEMES).index]
    many = f"The {MOST_THEMES} that move it most of {len(known)}." if len(known) > MOST_THEMES else ""
    _show(
        view,
        metric,
        IMPACT,
        _what_moves(rows),
        charts.ranking(rows, metric.unit, noun="pieces of feedback naming it", overall=0) if len(rows) else None,
        frame,
        "Net sentiment of all feedback, less that of all that does not name the theme; points, with 95% interval",
        "",
        f"Associated with the theme, not proof of a cause. {many}",
    )


def _what_moves(rows: pd.DataFrame) -> str:
    """The theme that pulls the score down most, when its interval is below zero; else the one that lifts it."""
    solid = rows[(rows["denominator"] >= SMALL_BASE) & rows["low"].notna()].sort_values("value")
    for place, is_clear, way in ((0, solid["high"] < 0, "higher"), (-1, solid["low"] > 0, "lower")):
        if len(solid) and is_clear.iloc[place]:
            size, name = findings.points(solid["value"].iloc[place]), solid["group"].iloc[place]
            return f"Without feedback on {name}, net sentiment is {size} {way}"
    return "What moves the score?"


def over_time_of(view: View, theme: str) -> None:
    number = metric_cards.choose("Of this theme", NUMBERS, "of-theme")
    metric, noun = (themes.theme_sentiment, NOUN) if number == "feel" else (themes.theme_share, TEXTS)
    whole = fetch.fetch_one(metric, view.filters, theme=theme)
    frame, unusual = over_time(metric, view, theme=theme), unusual_weeks.of(metric, view, theme=theme)
    figure = charts.trend(
        frame,
        metric.unit,
        theme,
        standing_out=unusual,
        comparison=over_time(metric, view, view.comparison, theme=theme) if view.comparison else None,
        comparison_name=view.comparison_name.capitalize(),
        events=fetch.rows(happenings()),
        noun=noun,
    )
    if number == "feel":
        question, subject = f"How do people feel about {theme}?", f"{theme}: net sentiment"
        measure = f"Net sentiment of {theme}, −100 to +100, with its 95% interval, by {view.every}"
    else:
        question, subject = f"How often is {theme} named?", f"{theme}: its share of feedback"
        measure = f"Share of feedback naming {theme}, by {view.every}"
    _show(
        view,
        metric,
        TREND,
        findings.moved(view, metric, question, subject, theme=theme),
        figure if whole["denominator"] else None,
        frame,
        measure,
        f"{fmt.count(whole['denominator'])} {noun}",
        unusual_weeks.note(unusual),
        on_click=partial(_pick_time, theme, view.every),
    )


def words_of(view: View, theme: str) -> None:
    words = samples.theme_words(view.filters, theme)
    shown = words.head(MOST_WORDS)
    rows = pd.DataFrame(
        {
            "label": shown["word"],
            "group": shown["word"],
            "value": shown["n"].astype(float),
            "tone": "ours",
            "number": [fmt.count(n) for n in shown["n"]],
            "under": "",
            "lines": [[f"in {fmt.count(n)} pieces of feedback"] for n in shown["n"]],
        }
    )
    chart_card.show(
        f"Which words name {theme}?",
        charts.bar_rows(rows) if len(rows) else None,
        key=narrowing.key_of(WORDS),
        subtitle=f"Pieces of feedback holding the word · {view.period_text}",
        note=f"The {MOST_WORDS} most frequent of {fmt.count(len(words))}." if len(words) > MOST_WORDS else "",
        definition=_WORDS,
        frame=words.rename(columns={"word": "group", "n": "value"}),
        on_click=partial(_pick_word, theme),
        empty=(f"No words name {theme} here", "People gave this theme, or no feedback names it."),
        height=240,
    )


def _chosen(names: list[str]) -> str:
    """A menu of the themes; a click on one in the charts above chooses it too."""
    if st.session_state.get("about") not in names:
        st.session_state.pop("about", None)
    picked = st.query_params.get("theme")
    # Where a click has chosen already, there is nothing to begin with.
    first = {} if "about" in st.session_state else {"index": names.index(picked) if picked in names else 0}
    return st.selectbox("One theme", names, **first, key="about", bind="query-params", width=260) or names[0]


def _pick(chart: str) -> None:
    narrowing.pick(chart, "theme", CHARTS)
    if picked := st.query_params.get("theme"):
        st.session_state["about"] = picked


def _pick_time(theme: str, every: str) -> None:
    narrowing.pick(TREND, "when", CHARTS, every=every)
    if "when" in st.query_params:
        st.query_params["theme"] = theme


def _pick_word(theme: str) -> None:
    narrowing.pick(WORDS, "theme", CHARTS)
    word = st.query_params.get("theme")
    if word:
        st.query_params["theme"] = theme
    st.session_state["search"] = word or ""


def _most(frame: pd.DataFrame) -> str:
    many = int((frame["denominator"] > 0).sum())
    return f"The {MOST_THEMES} most named of {many}; all are under Data." if many > MOST_THEMES else ""


def _show(view: View, metric: Metric, name, title, figure, frame, measure, base, note, on_click=None) -> None:
    chart_card.show(
        title,
        figure,
        key=narrowing.key_of(name),
        subtitle=" · ".join(part for part in (measure, view.period_text, base) if part),
        note=f"{note} {whose_feedback.unscored(view)}".strip() if metric is themes.theme_sentiment else note,
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=on_click or partial(_pick, name),
        empty=metric_cards.nothing(view, metric),
        height=320,
    )
