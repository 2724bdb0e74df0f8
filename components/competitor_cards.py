"""The charts of the Competitors page: who is named, how often, how warmly. A click chooses the brand to read about."""

from functools import partial

import pandas as pd
import streamlit as st

from components import (
    chart_card,
    charts,
    findings,
    metric_cards,
    narrowing,
    theme,
    tracked_brands,
    unusual_weeks,
    verbatim_list,
)
from components import format as fmt
from components.charts.trend import own_lines
from components.filter_bar import View
from components.headline import define
from components.series import ahead, over_time
from components.tracked_brands import colours, names
from data_access import fetch
from data_access.coverage import happenings
from data_access.metrics import competitors
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import change
from data_access.together import Asked

SHARE, NOW, WARMTH, NUMBER = "share_over_time", "share_now", "sentiment_of_mentions", "mentions_over_time"
CHARTS = (SHARE, NOW, WARMTH, NUMBER)
OTHER = "Other"
# A stack of more layers cannot be read; the smallest brands are one.
MOST_LAYERS = 7
CAVEAT = "The score is the whole text's: one that prefers a brand to another counts alike for both."


def read_ahead(view: View) -> None:
    """What the page's top and its first part ask for, while it is one question."""
    of_brands, now = {"by": "brand"}, view.filters
    voice, number, warmth = competitors.share_of_voice, competitors.mentions, competitors.mention_sentiment
    asked = [Asked(number, now)]
    if view.coverage.our_brand:
        asked += ahead(tracked_brands.ours(view), voice, number, warmth)
    if st.session_state.get("part") in (None, "Share of voice"):
        asked += [Asked(metric, now, every=view.every, **of_brands) for metric in (voice, number)]
        asked += [Asked(metric, now, **of_brands) for metric in (voice, warmth)]
        asked += [Asked(voice, earlier) for earlier in (now, view.comparison) if earlier]
        asked += [Asked(voice, view.comparison, **of_brands)] if view.comparison else []
        asked += unusual_weeks.ahead(voice, view, **of_brands)
        verbatim_list.begin(view, names_brand=tracked_brands.chosen_before(view))
    fetch.ahead([*asked, *tracked_brands.left_out_ahead(view)])


def show(view: View) -> None:
    """The charts, beside the words that name the brand they are about."""
    charts, words = verbatim_list.beside()
    with charts:
        share_over_time(view)
        share_now(view)
        warmth(view)
        number_over_time(view)
    with words:
        brands = tracked_brands.chosen(view, CHARTS)
        verbatim_list.show(view, f"What people say of {tracked_brands.about(view, brands)}", CHARTS, names_brand=brands)


def total(view: View) -> float:
    """Mentions of all tracked brands in the period."""
    return fetch.fetch_one(competitors.mentions, view.filters)["value"]


def share_over_time(view: View) -> None:
    metric = competitors.share_of_voice
    frame = over_time(metric, view, by="brand")
    shown = {brand: names(view).get(brand, brand) for brand in own_lines(frame, colours(view))}
    unusual = unusual_weeks.of_groups(metric, view, "brand", shown)
    figure = charts.trend(
        frame,
        metric.unit,
        metric.title,
        events=fetch.rows(happenings()),
        standing_out=unusual,
        noun="mentions",
        colours=colours(view),
        names=names(view),
        zero=True,
        band=False,
    )
    title, measure = "Who do people talk about?", f"Each brand's part of all mentions, by {view.every}"
    if view.coverage.our_brand:
        title = findings.moved(view, metric, title, "Our share of voice")
        measure = f"Each brand's part of all mentions, ours counted, by {view.every}"
    _show(view, metric, SHARE, title, figure, frame, measure, picks="when+names", note=unusual_weeks.note(unusual))


def share_now(view: View) -> None:
    metric = competitors.share_of_voice
    frame = fetch.fetch(metric, view.filters, by="brand")
    before = fetch.fetch(metric, view.comparison, by="brand") if view.comparison else None
    first = findings.clearly_highest(frame)
    title = "Who is named most?"
    if first is not None:
        title = f"{names(view)[first]} is named most{_gain(metric, first, frame, before)}"
    measure = "Share of voice with its 95% interval" + (f", grey: {view.comparison_name}" if view.comparison else "")
    figure = _beside_each_other(view, frame, metric, comparison=before, comparison_name=view.comparison_name, zero=True)
    _show(view, metric, NOW, title, figure, frame, measure, picks="names")


def warmth(view: View) -> None:
    metric = competitors.mention_sentiment
    frame = fetch.fetch(metric, view.filters, by="brand")
    first = findings.clearly_highest(frame)
    title = "Who is spoken of most warmly?"
    if first is not None:
        title = f"{names(view).get(first, first)} is spoken of most warmly"
    measure = "Net sentiment of feedback naming the brand, −100 to +100, with its 95% interval"
    figure = _beside_each_other(view, frame, metric)
    _show(view, metric, WARMTH, title, figure, frame, measure, picks="names", note=CAVEAT)


def number_over_time(view: View) -> None:
    metric = competitors.mentions
    frame = over_time(metric, view, by="brand")
    layers = _largest(frame, view.coverage.our_brand)
    present = set(layers["group"])
    first = {name: shown for name, shown in names(view).items() if name == view.coverage.our_brand}
    layer_names = {name: shown for name, shown in (first | names(view)).items() if name in present}
    if OTHER in present:
        layer_names[OTHER] = f"{OTHER} ({frame['group'].nunique() - len(layer_names)})"
    figure = charts.stacked_bars(
        layers, metric.unit, layer_names, noun="mentions", colours={OTHER: theme.GREY} | colours(view),
        events=fetch.rows(happenings()),
    )  # fmt: skip
    measure = f"Pieces of feedback that name a brand, by {view.every}"
    title = "How often are brands named?"
    _show(view, metric, NUMBER, title, figure, frame, measure, picks="when+names")


def _gain(metric: Metric, brand: str, frame: pd.DataFrame, before: pd.DataFrame | None) -> str:
    """ ", 3.1 points up" where the change is clear."""
    rows = [each[each["group"] == brand] for each in (frame, before) if each is not None]
    if len(rows) < 2 or any(row.empty for row in rows):
        return ""
    moved = change(metric, *(row.iloc[0] for row in rows))
    return f", {findings.points(moved.difference)} {'up' if moved.difference > 0 else 'down'}" if moved.is_clear else ""


def _beside_each_other(view: View, frame: pd.DataFrame, metric: Metric, **more):
    ours = view.coverage.our_brand
    return charts.brand_comparison(frame, metric.unit, ours=ours, colours=colours(view), noun="mentions", **more)


def _largest(frame: pd.DataFrame, ours: str | None) -> pd.DataFrame:
    """The frame with its smallest brands as one, ours never among them."""
    order = list(frame.groupby("group")["value"].sum().sort_values(ascending=False).index)
    if len(order) <= MOST_LAYERS:
        return frame
    order.sort(key=lambda name: name != ours)
    rest = frame[frame["group"].isin(order[MOST_LAYERS - 1 :])]
    together = rest.groupby(["period", "is_complete"], as_index=False)["value"].sum().assign(group=OTHER)
    return pd.concat([frame.drop(rest.index), together])


def _show(
    view: View, metric: Metric, name: str, title: str, figure, frame, measure: str, *, picks: str, note: str = ""
) -> None:
    chart_card.show(
        title,
        figure if frame["value"].notna().any() else None,
        key=narrowing.key_of(name),
        subtitle=f"{measure} · {view.period_text} · {fmt.count(total(view))} mentions",
        note=note,
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=partial(narrowing.pick, name, picks, CHARTS, every=view.every),
        empty=metric_cards.nothing(view, metric),
        height=320,
    )
