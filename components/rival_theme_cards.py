"""Where we do better or worse than competitors, theme by theme; small bases are left out, and said to be."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, findings, metric_cards, narrowing, states, tracked_brands, verbatim_list
from components.filter_bar import View
from components.headline import define
from data_access import fetch
from data_access.filters import EVERY_BRAND
from data_access.metrics import rival_themes, themes
from data_access.metrics.definition import SMALL_BASE

DIFFERENCE, BESIDE, BRANDS = "rival_theme_difference", "themes_beside", "theme_of_brands"
CHARTS = (DIFFERENCE, BESIDE, BRANDS)
ALL = "All competitors"
MOST_NAMES = 6
TOLD = {rival_themes.CUSTOMERS: "By their own customers", rival_themes.NAMED: "By whoever names them"}
CAVEAT = {
    rival_themes.CUSTOMERS: "",
    rival_themes.NAMED: "A text that names a competitor may speak of us as well: read it beside the words.",
}


def show(view: View) -> None:
    """The cards, beside the words of the competitor's customers or those that name it."""
    ours = view.coverage.our_brand
    rivals = [name for name in view.coverage.options["brand"] if name != ours]
    if ours is None or not rivals:
        states.empty("Nobody to compare with", "Mark your own brand and add a competitor under Settings.")
        return
    columns, words = verbatim_list.beside()
    # In a container of their own the cards are as high as what they hold, however long the words beside them are.
    with columns, st.container():
        with st.container(horizontal=True, vertical_alignment="bottom", key="rival-choice"):
            if st.session_state.get("rival", ALL) not in (ALL, *rivals):
                st.session_state.pop("rival")
            rival = st.selectbox("Competitor", [ALL, *rivals], key="rival", bind="query-params", width=240) or ALL
            told_by = metric_cards.choose("What is said of them by", TOLD, "told-by")
        frame = _compared(view, rival, told_by)
        difference(view, frame, rival, told_by)
        beside(view, frame, rival, told_by)
        of_brands(view, frame)
    with words:
        chosen = tuple(rivals) if rival == ALL else (rival,)
        _words(view, chosen, rival, told_by)


def _compared(view: View, rival: str, told_by: str) -> pd.DataFrame:
    metric = rival_themes.rival_theme_difference
    name = "" if rival == ALL else rival
    return fetch.fetch(metric, view.filters, by="theme", rival=name, told_by=told_by)


def difference(view: View, frame: pd.DataFrame, rival: str, told_by: str) -> None:
    metric = rival_themes.rival_theme_difference
    known = frame.dropna(subset=["value"])
    figure = charts.ranking(known, metric.unit, noun="mentions by our customers", overall=0) if len(known) else None
    chart_card.show(
        _who_leads(known, rival),
        figure,
        key=narrowing.key_of(DIFFERENCE),
        subtitle=f"Net sentiment of the theme, ours less theirs, with its 95% interval; right of the line we do better"
        f" · {view.period_text} · n: our mentions",
        note=f"{_left_out(frame)} {CAVEAT[told_by]}".strip(),
        definition=define(metric),
        frame=frame,
        unit=metric.unit,
        on_click=partial(narrowing.pick, DIFFERENCE, "theme", CHARTS),
        empty=_too_few(frame, rival, told_by),
        height=260,
    )


def beside(view: View, frame: pd.DataFrame, rival: str, told_by: str) -> None:
    known = frame.dropna(subset=["value"])
    ours = fetch.fetch(themes.theme_sentiment, _ours(view), by="theme")
    ours = ours[ours["group"].isin(known["group"])]
    theirs = known.assign(value=known["rival_numerator"] / known["rival_denominator"])[["group", "value"]]
    grey = rival.lower() if rival == ALL else rival
    chart_card.show(
        "How do people feel about us and about them?",
        charts.ranking(ours, "score", noun="mentions", comparison=theirs, comparison_name=rival)
        if len(known)
        else None,
        key=narrowing.key_of(BESIDE),
        subtitle=f"Net sentiment of each theme, −100 to +100: ours with its 95% interval, grey: {grey}"
        f" · {view.period_text}",
        note=CAVEAT[told_by],
        definition=define(themes.theme_sentiment),
        frame=ours,
        unit="score",
        on_click=partial(narrowing.pick, BESIDE, "theme", CHARTS),
        empty=_too_few(frame, rival, told_by),
        height=260,
    )


def of_brands(view: View, frame: pd.DataFrame) -> None:
    """One theme, every brand's own customers."""
    names = list(frame.sort_values("rival_denominator", ascending=False)["group"])
    if not names:
        return
    if st.session_state.get("about") not in names:
        st.session_state.pop("about", None)
    picked = st.query_params.get("theme")
    # Where a click has chosen already, there is nothing to begin with.
    first = {} if "about" in st.session_state else {"index": names.index(picked) if picked in names else 0}
    theme = st.selectbox("One theme", names, **first, key="about", bind="query-params", width=260) or names[0]
    metric = themes.theme_sentiment
    brands = fetch.fetch(metric, view.filters, by="brand", theme=theme)
    highest, lowest = findings.clearly_highest(brands), findings.clearly_lowest(brands)
    title = f"Whose customers are happiest with {theme}?"
    if highest is not None:
        title = f"{tracked_brands.names(view).get(highest, highest)}: the happiest customers with {theme}"
    elif lowest is not None:
        title = f"{tracked_brands.names(view).get(lowest, lowest)}: the least happy customers with {theme}"
    figure = charts.brand_comparison(
        brands, metric.unit, ours=view.coverage.our_brand, colours=tracked_brands.colours(view), noun="mentions"
    )
    chart_card.show(
        title,
        figure if len(brands) else None,
        key=narrowing.key_of(BRANDS),
        subtitle=f"Net sentiment of {theme} among each brand's own customers, −100 to +100 · {view.period_text}",
        note=f"Hollow and grey: fewer than {SMALL_BASE} mentions."
        if (brands["denominator"] < SMALL_BASE).any()
        else "",
        definition=define(metric),
        frame=brands,
        unit=metric.unit,
        on_click=partial(_pick_brand, theme, view.coverage.our_brand),
        empty=metric_cards.nothing(view, metric),
        height=260,
    )


def _ours(view: View):
    return replace(view.filters, brand=(view.coverage.our_brand,))


def _who_leads(known: pd.DataFrame, rival: str) -> str:
    them = "competitors" if rival == ALL else rival
    better, worse = known[known["low"] > 0], known[known["high"] < 0]
    if len(better) and len(worse):
        return f"We lead {them} on {_names(better, False)}, and trail on {_names(worse, True)}"
    if len(better):
        return f"We lead {them} on {_names(better, False)}"
    if len(worse):
        return f"We trail {them} on {_names(worse, True)}"
    return f"Where do we lead or trail {them}?"


def _names(rows: pd.DataFrame, is_worst: bool) -> str:
    """The two clearest, and how many more."""
    names = list(rows.sort_values("value", ascending=is_worst)["group"])
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _left_out(frame: pd.DataFrame) -> str:
    hidden = frame[frame["value"].isna()]["group"]
    if hidden.empty:
        return ""
    number = f"{len(hidden)} theme{'s' if len(hidden) > 1 else ''}"
    more = f" and {len(hidden) - MOST_NAMES} more, under Data" if len(hidden) > MOST_NAMES else ""
    names = ", ".join(sorted(hidden)[:MOST_NAMES])
    return f"Not shown, with fewer than {SMALL_BASE} mentions on either side: {number} ({names}{more})."


def _too_few(frame: pd.DataFrame, rival: str, told_by: str) -> tuple[str, str]:
    them = "competitors" if rival == ALL else rival
    said = frame["rival_denominator"].sum() if len(frame) else 0
    what = f"Fewer than {SMALL_BASE} mentions of every theme" if said else f"Nothing is known of {them}"
    if told_by == rival_themes.CUSTOMERS:
        return what, "Import their customers' reviews, choose a longer period, or compare with whoever names them."
    return what, "Choose a longer period or all competitors."


def _words(view: View, chosen: tuple[str, ...], rival: str, told_by: str) -> None:
    name = "competitors" if rival == ALL else rival
    if told_by == rival_themes.NAMED:
        everyone = replace(view, filters=replace(view.filters, brand=(EVERY_BRAND,)))
        verbatim_list.show(everyone, f"What people say of {name}", CHARTS, names_brand=chosen)
        return
    ours = "group" in st.query_params and st.query_params["group"] == f"brand:{view.coverage.our_brand}"
    of = (view.coverage.our_brand,) if ours else chosen
    title = "What our own customers wrote" if ours else f"What customers of {name} wrote"
    verbatim_list.show(replace(view, filters=replace(view.filters, brand=of)), title, CHARTS)


def _pick_brand(theme: str, ours: str | None) -> None:
    narrowing.pick(BRANDS, "group", CHARTS, dimension="brand")
    group = st.query_params.get("group", "").removeprefix("brand:")
    if group:
        st.query_params["theme"] = theme
        st.session_state["rival"] = ALL if group == ours else group
