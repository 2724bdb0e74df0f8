"""The charts of the Sentiment page. Each click narrows the words beside them to what is behind the mark."""

from functools import partial

import streamlit as st

from components import (
    chart_card,
    charts,
    findings,
    metric_cards,
    narrowing,
    score_choice,
    theme,
    tracked_brands,
    unusual_weeks,
    verbatim_list,
    whose_feedback,
)
from components import format as fmt
from components.filter_bar import View
from components.headline import Headline, define
from components.series import ahead, over_time
from data_access import fetch
from data_access.coverage import happenings
from data_access.metrics import sentiment
from data_access.metrics.sentiment import SHOWN
from data_access.together import Asked

NOUN = "pieces of feedback"
TREND, VOLUME, SPREAD = "net_sentiment_over_time", "feedback_by_tone", "scores"
LABELS = ("negative", "neutral", "positive")
# A request is a layer of its own: "please help me" is no praise, and no complaint either.
TONES = {"negative": "Negative", "neutral": "Neutral", "positive": "Positive", "request": "Requests"}
TONE_COLOURS = {
    "negative": theme.WORSE, "neutral": theme.GREY, "positive": theme.BETTER, "request": theme.OURS_PALE,
}  # fmt: skip
MOST_GROUPS = 10


def headlines(view: View) -> list[Headline]:
    """The row of cards, by the score that the reader chose."""
    by_score = {"score": score_choice.current()}
    return [
        Headline(sentiment.net_sentiment, "Net sentiment", NOUN, options=by_score),
        Headline(sentiment.mean_sentiment, "Mean score", NOUN, options=by_score),
        Headline(sentiment.feedback_volume, "Feedback", "reviews, answers, tickets and posts", more_is_better=None),
        Headline(sentiment.request_share, "Requests", "with words", more_is_better=None),
    ]


def read_ahead(view: View) -> None:
    """What the page's top and its first part ask for, while it is one question."""
    score, now = {"score": score_choice.current()}, view.filters
    volume, net = sentiment.feedback_volume, sentiment.net_sentiment
    asked = [each for headline in headlines(view) for each in ahead(view, headline.metric, **headline.options)]
    asked += [Asked(sentiment.scored_share, now, options=score), *whose_feedback.left_out_ahead(now)]
    asked += score_choice.ahead(view)
    if st.session_state.get("part") in (None, "Over time"):
        by = st.session_state.get("break-down") or next(iter(dimensions(view)), None)
        asked += [
            Asked(volume, now, by="tone", every=view.every, options=score),
            Asked(volume, now, by="sentiment", options=score),
            Asked(sentiment.sentiment_distribution, now, options=score),
            *([Asked(net, now, by=by, options=score)] if by in dimensions(view) else []),
            *unusual_weeks.ahead(net, view, **score),
        ]
        verbatim_list.begin(view)
    fetch.ahead(asked)


def show(view: View) -> None:
    """The charts over time and by group, beside the words behind them."""
    charts, words = verbatim_list.beside()
    with charts:
        trend(view)
        volume(view)
        if present := dimensions(view):
            ranking(view, chosen_dimension(present))
        spread(view)
    with words:
        verbatim_list.show(view, "What people wrote", names(view))


def trend(view: View) -> None:
    metric, score = sentiment.net_sentiment, score_choice.current()
    now = fetch.fetch_one(metric, view.filters, score=score)
    frame = over_time(metric, view, score=score)
    breaks = score_choice.breaks(view.filters, view.every) if score == SHOWN else ()
    # Where another score begins, weeks before and after it cannot be held against each other.
    unusual = None if len(breaks) else unusual_weeks.of(metric, view, score=score)
    figure = charts.trend(
        frame,
        metric.unit,
        metric.title,
        comparison=over_time(metric, view, view.comparison, score=score) if view.comparison else None,
        comparison_name=view.comparison_name.capitalize(),
        events=fetch.rows(happenings()),
        noun=NOUN,
        breaks=breaks,
        standing_out=unusual,
    )
    _show(
        view,
        metric,
        TREND,
        findings.moved(view, metric, whose_feedback.question(view), metric.title, score=score),
        figure if now["denominator"] else None,
        frame,
        measure=f"Net sentiment, −100 to +100, with its 95% interval, by {view.every}",
        base=now["denominator"],
        on_click=partial(narrowing.pick, TREND, "when", names(view), every=view.every),
        note="" if unusual is None or unusual.empty else f"{unusual_weeks.note(unusual)} ",
    )


def volume(view: View) -> None:
    metric = sentiment.feedback_volume
    frame = over_time(metric, view, by="tone", score=score_choice.current())
    scored = frame[frame["group"].isin(list(TONES))]
    _show(
        view,
        metric,
        VOLUME,
        "How much do people say, and in which tone?",
        charts.stacked_bars(scored, metric.unit, TONES, colours=TONE_COLOURS, events=fetch.rows(happenings()))
        if scored["value"].sum()
        else None,
        scored,
        measure=f"Scored {NOUN}, and those that ask for help or an answer, by {view.every}",
        base=scored["value"].sum(),
        on_click=partial(narrowing.pick, VOLUME, "when+group", names(view), every=view.every, dimension="tone"),
    )


def ranking(view: View, dimension: str) -> None:
    metric, score = sentiment.net_sentiment, score_choice.current()
    frame = fetch.fetch(metric, view.filters, by=dimension, score=score)
    shown = frame[frame["denominator"] > 0].nlargest(MOST_GROUPS, "denominator")
    name, label = f"net_sentiment_by_{dimension}", narrowing.label_of(dimension).lower()
    lowest = findings.clearly_lowest(shown)
    title = f"Does the {label} make a difference?"
    if lowest is not None:
        title = f"Net sentiment is lowest for {narrowing.name_of(lowest)}"
    many = f"The {MOST_GROUPS} largest of {len(frame)}. " if len(frame) > MOST_GROUPS else ""
    if dimension == "brand":
        measure = "Net sentiment of each brand's own customers"
        figure = charts.brand_comparison(
            shown, metric.unit, ours=view.coverage.our_brand, colours=tracked_brands.colours(view), noun=NOUN
        )
    else:
        measure = f"Net sentiment by {label}; the dotted line is all together"
        overall = fetch.fetch_one(metric, view.filters, score=score)["value"]
        figure = charts.ranking(shown, metric.unit, noun=NOUN, overall=overall)
    _show(
        view,
        metric,
        name,
        title,
        figure if len(shown) else None,
        frame,
        measure=measure,
        base=frame["denominator"].sum(),
        note=many,
        on_click=partial(narrowing.pick, name, "group", names(view), dimension=dimension),
    )


def spread(view: View) -> None:
    score = score_choice.current()
    frame = fetch.fetch(sentiment.sentiment_distribution, view.filters, score=score)
    by_label = fetch.fetch(sentiment.feedback_volume, view.filters, by="sentiment", score=score)
    scored = by_label.set_index("group")["value"].reindex(list(LABELS), fill_value=0)
    shares = (scored / scored.sum()).to_dict() if scored.sum() else {}
    title = "How strong are the feelings?"
    if shares:
        title = f"{fmt.percent(shares['positive'])} sound positive, {fmt.percent(shares['negative'])} negative"
    _show(
        view,
        sentiment.sentiment_distribution,
        SPREAD,
        title,
        charts.histogram(frame, shares=shares, noun=NOUN) if shares else None,
        frame,
        measure=f"{NOUN.capitalize()} by score, in steps of 0.1",
        base=scored.sum(),
        on_click=partial(narrowing.pick, SPREAD, "score", names(view)),
    )


def dimensions(view: View) -> list[str]:
    """What the feedback can be broken down by: whatever has two values or more."""
    offered = ("source", "category", "channel", "kind", "segment", "region", "country", "brand")
    return [name for name in offered if len(view.coverage.options.get(name, ())) > 1]


def chosen_dimension(present: list[str]) -> str:
    """A menu of the dimensions; the choice is in the URL."""
    chosen = st.selectbox(
        "Break down by", present, format_func=narrowing.label_of, key="break-down", bind="query-params", width=260
    )
    return chosen or present[0]


def names(view: View) -> tuple[str, ...]:
    """Every chart whose pick narrows the words."""
    return (TREND, VOLUME, SPREAD, *(f"net_sentiment_by_{name}" for name in dimensions(view)))


def _show(view, metric, name, title, figure, frame, *, measure, base, on_click, note="") -> None:
    score = score_choice.current()
    chart_card.show(
        title,
        figure,
        key=narrowing.key_of(name),
        subtitle=f"{measure} · {score_choice.name(view, score)} · {view.period_text} · {fmt.count(base)} {NOUN}",
        note=f"{note}{whose_feedback.unscored(view, score)}",
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=on_click,
        empty=metric_cards.nothing(view, metric),
        height=320,
    )
