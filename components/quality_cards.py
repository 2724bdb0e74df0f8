"""How far the scores can be trusted: measured against ratings and people, and what their errors do to a share."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import (
    chart_card,
    charts,
    definition,
    learn_again,
    metric_cards,
    narrowing,
    quality_numbers,
    states,
    tables,
    verbatim_list,
)
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.presenting import freezing, offer
from components.quality_numbers import SCORES, Quality
from components.series import over_time
from data_access import fetch, labelled, labelling
from data_access.agreement import agreement, labels_of_people
from data_access.coverage import happenings
from data_access.filters import EVERY_BRAND
from data_access.metrics import quality
from data_access.metrics.definition import SMALL_BASE
from data_access.snapshots import Content

LABELLING = "pages/feedback/labelling.py"
BY_SOURCE, OVER_TIME = "negative_share_by_source", "negative_share_over_time"
CHARTS = (BY_SOURCE, OVER_TIME)
ALL = "All sources"
NOUN = "pieces of feedback"
ABOUT = (
    "A text's tone is known where its writer also gave a rating, or a person labelled it. The large number is the "
    "macro-F1: how well negative, neutral and positive texts are each found, on average. A score that is always right "
    "has 1.00, one that guesses about 0.33. Below it stands how often score and known tone agree, which flatters a "
    "score where most texts are positive."
)

MOST_TO_HOPE_FOR = "Where people differ no score can be right for both: their agreement is the most to hope for."


def show(view: View) -> None:
    """The cards, beside the words."""
    found, words = verbatim_list.beside()
    with found:
        measured = _qualities(view)
        scores(measured)
        learn_again.show()
        negative_by_source(view)
        negative_over_time(view)
        between_people()
    with words:
        verbatim_list.show(view, "What people wrote", CHARTS)


def scores(measured: list[Quality]) -> None:
    """The table of measured quality, with what each score takes for what on demand."""
    with st.container(border=True, key="card-quality"):
        title, subtitle = _title(measured), "Agreement with ratings and labels, by source · all time"
        name, meaning = freezing.told(define(quality.score_agreement))
        frozen = partial(Content, title, subtitle, note=ABOUT, definition_name=name, definition=meaning,
                         rows=quality_numbers.slide_table(measured))  # fmt: skip
        chart_card.head(title, subtitle, "quality", frozen if any(each.n for each in measured) else None)
        st.html("".join(map(quality_numbers.row_html, measured)))
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            definition.show(define(quality.score_agreement), key="quality")
            if any(each.confusion for each in measured):
                with st.popover("Where they go wrong", type="tertiary", icon=":material/grid_view:", width="content"):
                    _confusion(measured)
                tables.download(quality_numbers.numbers(measured), key="quality", file_name="quality.csv")
            st.page_link(LABELLING, label="Label texts", icon=":material/rate_review:")
        states.note(ABOUT)


def _title(measured: list[Quality]) -> str:
    if not any(each.n for each in measured):
        return "How far can the scores be trusted?"
    learned = sum(each.in_use == "calibrated" for each in measured)
    if not learned:
        return "No source is scored by what its own ratings teach yet"
    of = "of the source" if len(measured) == 1 else f"of {fmt.count(learned)} of {fmt.count(len(measured))} sources"
    return f"The texts {of} are scored by what their own ratings teach"


def _confusion(measured: list[Quality]) -> None:
    by_name = {each.name: each for each in measured if each.confusion}
    name = st.selectbox("Source", list(by_name), key="confusion-source", bind="query-params")
    each = by_name.get(name) or next(iter(by_name.values()))
    known = [score for score in SCORES if each.confusion.get(score)]
    for score in known:
        st.html(f'<p class="earshot-note"><b>{SCORES[score]}</b>: texts by known tone, and what the score says</p>')
        tables.show(quality_numbers.confusion_table(each, score), key=f"confusion-{score}", width=430)
    offer.button("confusion", partial(_frozen_confusion, each, known), card="card-quality")


def _frozen_confusion(each: Quality, known: list[str]) -> Content:
    """What each score takes for what on the chosen source, one table below the other."""
    parts = [quality_numbers.confusion_table(each, score).assign(Score=SCORES[score]) for score in known]
    rows = pd.concat(parts, ignore_index=True).fillna(0)
    return Content(
        f"Where the scores go wrong: {each.name}",
        f"Texts by known tone, and what each score says · all time · {fmt.count(each.n)} texts of known tone",
        rows=rows[["Score", *(name for name in rows.columns if name != "Score")]],
    )


def negative_by_source(view: View) -> None:
    metric = quality.corrected_negative_share
    frame = fetch.fetch(metric, view.filters, by="source")
    whole = fetch.fetch(metric, view.filters).assign(group=ALL)
    shown = frame[frame["denominator"] > 0].nlargest(metric_cards.MOST_GROUPS, "denominator")
    if len(shown) > 1:
        shown = pd.concat([shown, whole], ignore_index=True)
    now = whole.iloc[0]
    figure = charts.ranking(
        shown,
        metric.unit,
        noun=NOUN,
        names={ALL: ALL},
        comparison=_raw(shown),
        comparison_name="As counted",
        zero=True,
    )
    chart_card.show(
        negative_title(now),
        figure if shown["value"].notna().any() else None,
        key=narrowing.key_of(BY_SOURCE),
        subtitle=f"Share of negative feedback with its 95% interval, grey: as the score counts it · {view.period_text}"
        f" · {fmt.count(now['denominator'])} {NOUN}",
        note=_what_is_corrected(shown[shown["group"] != ALL], now),
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=partial(narrowing.pick, BY_SOURCE, "group", CHARTS, dimension="source"),
        empty=metric_cards.nothing(view, metric),
    )


def negative_title(now: pd.Series) -> str:
    """The finding: what is left of the counted share when the score's own errors are taken out."""
    if pd.isna(now["value"]):
        return "How much of the feedback is negative?"
    if not now["corrected"]:
        return f"{fmt.percent(now['raw'])} of feedback is called negative; by how much that is off is not known"
    counted, really = fmt.percent(now["raw"]), fmt.percent(now["value"])
    if counted == really:
        return f"{really} of feedback is negative, with or without the score's own errors"
    return f"{really} of feedback is negative once the score's errors are taken out, not {counted}"


def negative_over_time(view: View) -> None:
    metric = quality.corrected_negative_share
    frame = over_time(metric, view)
    figure = charts.trend(
        frame, metric.unit, "Corrected", comparison=_raw(frame), comparison_name="As counted", noun=NOUN, zero=True,
        events=fetch.rows(happenings()),
    )  # fmt: skip
    now = fetch.fetch_one(metric, view.filters)
    chart_card.show(
        "Does the share of negative feedback change?",
        figure if frame["value"].notna().any() else None,
        key=narrowing.key_of(OVER_TIME),
        subtitle=f"Share of negative feedback with its 95% interval, by {view.every}, grey: as the score counts it"
        f" · {view.period_text}",
        note=_what_is_corrected(None, now),
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=partial(narrowing.pick, OVER_TIME, "when", CHARTS, every=view.every),
        empty=metric_cards.nothing(view, metric),
        height=320,
    )


def between_people() -> None:
    """How far two people agree: no score can be expected to agree with either any better."""
    pairs = agreement(fetch.rows(labels_of_people()))
    with st.container(border=True, key="card-agreement"):
        best = pairs.iloc[0] if len(pairs) and pairs["n"].iloc[0] >= SMALL_BASE else None
        title = "Do two people agree?"
        if best is not None:
            title = f"Two people gave the same tone to {fmt.percent(best['agreed'])} of {fmt.count(best['n'])} texts"
        subtitle = "Texts that two people labelled, each without seeing the other's label"
        said = tuple(_pair(pair) for pair in pairs.head(5).itertuples())
        frozen = partial(Content, title, subtitle, note=MOST_TO_HOPE_FOR, findings=said, rows=pairs)
        chart_card.head(title, subtitle, "agreement", frozen if said else None)
        if pairs.empty:
            states.empty(
                "No text has been labelled by two people",
                "Let two people label texts: the random ones are the same for both.",
                height=120,
            )
        for each in said:
            states.note(each)
        states.note(MOST_TO_HOPE_FOR)


def _pair(pair) -> str:
    who = f"{pair.first} and {pair.second}: {fmt.percent(pair.agreed)} of {fmt.count(pair.n)} texts alike"
    if pd.isna(pair.low):
        return f"{who}; too few to say how much of that is chance."
    return f"{who}; beyond chance (Cohen's kappa) {pair.kappa:.2f}, from {pair.low:.2f} to {pair.high:.2f}."


def _raw(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(value=frame["raw"], low=frame["raw_low"], high=frame["raw_high"])


def _what_is_corrected(by_source: pd.DataFrame | None, now: pd.Series) -> str:
    if pd.isna(now["value"]):
        return ""
    if not now["corrected"]:
        return f"Not corrected: it takes {SMALL_BASE} known negative texts and {SMALL_BASE} others in a source."
    rests = f"Corrected by {fmt.count(now['labelled'])} texts of known tone."
    if by_source is None or now["corrected"] == 1:
        left = "" if now["corrected"] == 1 else f" {fmt.percent(1 - now['corrected'])} of the feedback is as counted."
        return rests + left
    raw = by_source.loc[by_source["corrected"] == 0, "group"].map(narrowing.name_of)
    return f"{rests} As counted, since too little is known: {', '.join(raw)}."


def _qualities(view: View) -> list[Quality]:
    everything = replace(view.filters, start=None, end=None, brand=(EVERY_BRAND,))
    stored = {
        score: fetch.fetch(quality.score_agreement, everything, by="source", score=score)
        for score in ("vader", "experience")
    }
    with_words = fetch.rows(labelling.sources())["source"]
    found = quality_numbers.qualities(fetch.rows(labelled.models()), stored, with_words)
    chosen = view.filters.source
    return [each for each in found if not chosen or each.source in chosen]
