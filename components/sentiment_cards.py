"""The charts of the Sentiment page. Each click narrows the words beside them to what is behind the mark."""

from functools import partial

import streamlit as st

from components import chart_card, charts, findings, metric_cards, narrowing, theme, tracked_brands, whose_feedback
from components import format as fmt
from components.filter_bar import View
from components.headline import Headline, define
from components.series import over_time
from data_access import fetch
from data_access.coverage import happenings
from data_access.metrics import sentiment

NOUN = "pieces of feedback"
TREND, VOLUME, SPREAD = "net_sentiment_over_time", "feedback_by_tone", "scores"
TONES = {"negative": "Negative", "neutral": "Neutral", "positive": "Positive"}
TONE_COLOURS = {"negative": theme.WORSE, "neutral": theme.GREY, "positive": theme.BETTER}
MOST_GROUPS = 10


def headlines(view: View) -> list[Headline]:
    """The row of cards; how much could be scored only where some could not."""
    cards = [
        Headline(sentiment.net_sentiment, "Net sentiment", NOUN),
        Headline(sentiment.mean_sentiment, "Mean score", NOUN),
        Headline(sentiment.feedback_volume, "Feedback", "reviews, answers, tickets and posts", more_is_better=None),
    ]
    if whose_feedback.unscored(view):
        cards.append(Headline(sentiment.scored_share, "Feedback with words", NOUN, more_is_better=None))
    return cards


def trend(view: View) -> None:
    metric = sentiment.net_sentiment
    now = fetch.fetch_one(metric, view.filters)
    frame = over_time(metric, view)
    figure = charts.trend(
        frame,
        metric.unit,
        metric.title,
        comparison=over_time(metric, view, view.comparison) if view.comparison else None,
        comparison_name=view.comparison_name.capitalize(),
        events=fetch.rows(happenings()),
        noun=NOUN,
    )
    _show(
        view,
        metric,
        TREND,
        findings.moved(view, metric, whose_feedback.question(view), metric.title),
        figure if now["denominator"] else None,
        frame,
        measure=f"Net sentiment, −100 to +100, with its 95% interval, by {view.every}",
        base=now["denominator"],
        on_click=partial(narrowing.pick, TREND, "when", names(view), every=view.every),
    )


def volume(view: View) -> None:
    metric = sentiment.feedback_volume
    frame = over_time(metric, view, by="sentiment")
    scored = frame[frame["group"].isin(list(TONES))]
    _show(
        view,
        metric,
        VOLUME,
        "How much do people say, and in which tone?",
        charts.stacked_bars(scored, metric.unit, TONES, colours=TONE_COLOURS) if scored["value"].sum() else None,
        scored,
        measure=f"Scored {NOUN}, by {view.every}",
        base=scored["value"].sum(),
        on_click=partial(narrowing.pick, VOLUME, "when+group", names(view), every=view.every, dimension="sentiment"),
    )


def ranking(view: View, dimension: str) -> None:
    metric = sentiment.net_sentiment
    frame = fetch.fetch(metric, view.filters, by=dimension)
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
        overall = fetch.fetch_one(metric, view.filters)["value"]
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
    frame = fetch.fetch(sentiment.sentiment_distribution, view.filters)
    by_tone = fetch.fetch(sentiment.feedback_volume, view.filters, by="sentiment").set_index("group")["value"]
    scored = by_tone.reindex(list(TONES), fill_value=0)
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
    chart_card.show(
        title,
        figure,
        key=narrowing.key_of(name),
        subtitle=f"{measure} · {view.period_text} · {fmt.count(base)} {NOUN}",
        note=f"{note}{whose_feedback.unscored(view)}",
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=on_click,
        empty=metric_cards.nothing(view, metric),
        height=320,
    )
