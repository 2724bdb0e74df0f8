"""Whom people favour when they name a competitor, and who changes to whom; the sentence that says so beside it all."""

from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, metric_cards, narrowing, preference_words, states, theme, verbatim_list
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.series import over_time
from data_access import fetch
from data_access.coverage import happenings
from data_access.metrics import preferences
from data_access.metrics.definition import SMALL_BASE

PARTS, SHARE, OVER_TIME, BY_RIVAL = "favoured_parts", "favoured_share", "switching_over_time", "switching_by_rival"
CHARTS = (PARTS, SHARE, OVER_TIME, BY_RIVAL)
NOUN = "texts"
SIDES = {"ours": "Favours us", "equal": "Both alike", "unclear": "Unclear", "theirs": "Favours them"}
# The unclear is pale: it is there, and says nothing.
SIDE_COLOURS = {
    "ours": (theme.OURS, theme.BACKGROUND),
    "equal": (theme.GREY, theme.BACKGROUND),
    "unclear": (theme.HAIRLINE, theme.TEXT),
    "theirs": (theme.WORSE, theme.BACKGROUND),
}
MOVES = {
    "toward now": "Came or coming",
    "toward future": "May come",
    "away future": "May leave",
    "away now": "Left or leaving",
}
MOVE_COLOURS = {
    "toward now": (theme.OURS, theme.BACKGROUND),
    "toward future": (theme.OURS_PALE, theme.BACKGROUND),
    "away future": (theme.DIVERGING[2], theme.BACKGROUND),
    "away now": (theme.WORSE, theme.BACKGROUND),
}
CAVEAT = "Unclear means that the text names a competitor without preferring anybody, or contradicts itself."


def show(view: View) -> None:
    """The cards, beside the texts with their evidence."""
    rivals = [name for name in view.coverage.options["brand"] if name != view.coverage.our_brand]
    if view.coverage.our_brand is None or not rivals:
        states.empty("Nobody to compare with", "Mark your own brand and add a competitor under Settings.")
        return
    counted = fetch.fetch(preferences.preferences_counted, view.filters, by="rival+favoured")
    columns, words = verbatim_list.beside()
    # In a container of their own the cards are as high as what they hold, however long the words beside them are.
    with columns, st.container():
        sides(view, counted)
        share(view)
        over_the_period(view)
        by_rival(view)
    with words:
        preference_words.show(view, rivals, CHARTS)


def sides(view: View, frame: pd.DataFrame) -> None:
    """What was said, all of it: the honest picture first."""
    counted = _split(frame)
    n = counted["value"].sum()
    unclear = counted.loc[counted["part"] == "unclear", "value"].sum()
    _show(
        view,
        preferences.preferences_counted,
        PARTS,
        f"In {fmt.percent(unclear / n)} of texts that name a competitor it is unclear whom they favour"
        if n
        else "Whom do people favour?",
        charts.parts(_in_order(counted), SIDES, SIDE_COLOURS, noun=NOUN, labels={}) if n else None,
        frame,
        f"{NOUN.capitalize()} that name the competitor, by whom they favour of us two · {view.period_text} · "
        f"{fmt.count(n)} {NOUN}",
        on_click=partial(preference_words.pick, PARTS, CHARTS),
        note=CAVEAT,
    )


def share(view: View) -> None:
    """Of those that take sides, with the interval."""
    metric = preferences.favoured_share
    frame = fetch.fetch(metric, view.filters, by="rival")
    whole = fetch.fetch_one(metric, view.filters)
    known = frame[frame["denominator"] > 0]
    _show(
        view,
        metric,
        SHARE,
        _who_is_preferred(known),
        charts.ranking(known, metric.unit, noun="texts that take sides", overall=0.5, zero=True)
        if len(known)
        else None,
        frame,
        f"Share that favours us, of {NOUN} that take sides, with its 95% interval; right of the line more prefer us · "
        f"{view.period_text} · {fmt.base(whole['numerator'], whole['denominator'], NOUN)}",
        on_click=partial(preference_words.pick, SHARE, CHARTS, takes_sides=True),
        note=f"Hollow and grey: fewer than {SMALL_BASE}." if (known["denominator"] < SMALL_BASE).any() else "",
    )


def over_the_period(view: View) -> None:
    """Toward us above the line, away below it."""
    metric = preferences.preferences_counted
    frame = over_time(metric, view, by="switching")
    frame = frame[frame["group"].isin(["toward", "away"])]
    whole = fetch.fetch_one(preferences.inbound_switching_share, view.filters)
    hung = frame.assign(value=frame["value"].where(frame["group"] == "toward", -frame["value"]))
    names = {"away": "Away from us", "toward": "Toward us"}
    colours = {"toward": theme.OURS, "away": theme.WORSE}
    n = whole["denominator"]
    _show(
        view,
        preferences.inbound_switching_share,
        OVER_TIME,
        _who_moves(whole),
        charts.stacked_bars(hung, "count", names, noun=NOUN, colours=colours, events=fetch.rows(happenings()))
        if n
        else None,
        frame,
        f"{NOUN.capitalize()} that say a customer moved or will move, by {view.every}; below the line: to a "
        f"competitor · {view.period_text} · {_said_of_share(whole)}",
        on_click=partial(preference_words.pick, OVER_TIME, CHARTS, every=view.every),
        unit="count",
        empty=("Nobody says that they moved", "Choose a longer period, or remove a filter."),
    )


def by_rival(view: View) -> None:
    """To whom customers move, and from whom they come: what is done apart from what may be."""
    found = _split(fetch.fetch(preferences.preferences_counted, view.filters, by="rival+move"))
    moves = found[found["part"].isin(list(MOVES))]
    _show(
        view,
        preferences.inbound_switching_share,
        BY_RIVAL,
        "To whom do customers move, and from whom do they come?",
        charts.parts(_in_order(moves), MOVES, MOVE_COLOURS, noun=NOUN, labels={}) if len(moves) else None,
        fetch.fetch(preferences.inbound_switching_share, view.filters, by="rival"),
        f"{NOUN.capitalize()} that say a customer moved or will move · {view.period_text}",
        on_click=partial(preference_words.pick, BY_RIVAL, CHARTS),
        empty=("Nobody says that they moved", "Choose a longer period, or remove a filter."),
    )


def _split(frame: pd.DataFrame) -> pd.DataFrame:
    """row, part and value of a breakdown by two."""
    pairs = frame["group"].str.rsplit(" × ", n=1, expand=True)
    if pairs.shape[1] < 2:
        return pd.DataFrame({"row": [], "part": [], "value": []})
    return pd.DataFrame({"row": pairs[0], "part": pairs[1], "value": frame["value"]})


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of which most is known first, at most as many as a chart can hold."""
    totals = frame.groupby("row")["value"].sum().sort_values(ascending=False)
    largest = list(totals.head(metric_cards.MOST_GROUPS).index)
    order = {row: place for place, row in enumerate(largest)}
    kept = frame[frame["row"].isin(largest)]
    return kept.sort_values("row", key=lambda rows: rows.map(order), kind="stable")


def _who_is_preferred(known: pd.DataFrame) -> str:
    """The clear ones of 30 and more; else the question."""
    solid = known[known["denominator"] >= SMALL_BASE]
    us, them = (list(solid[chosen]["group"]) for chosen in (solid["low"] > 0.5, solid["high"] < 0.5))
    said = []
    if us:
        said.append(f"People prefer us to {_named(us)}")
    if them:
        said.append(f"{'but' if us else 'People prefer'} {_named(them)} to us")
    return ", ".join(said) or "Whom do people prefer, us or them?"


def _named(names: list[str]) -> str:
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _who_moves(whole: pd.Series) -> str:
    if whole["denominator"] >= SMALL_BASE and whole["high"] < 0.5:
        return "More customers say that they leave us than that they come"
    if whole["denominator"] >= SMALL_BASE and whole["low"] > 0.5:
        return "More customers say that they come to us than that they leave"
    return "Do customers come to us or leave?"


def _said_of_share(whole: pd.Series) -> str:
    if not whole["denominator"]:
        return f"0 {NOUN}"
    interval = fmt.interval(whole["low"], whole["high"], "percent")
    said = fmt.base(whole["numerator"], whole["denominator"], NOUN)
    return f"{fmt.percent(whole['value'])} toward us (95% interval {interval}), {said}"


def _show(view, metric, name, title, figure, frame, subtitle, *, on_click, note="", unit=None, empty=None) -> None:
    chart_card.show(
        title,
        figure,
        key=narrowing.key_of(name),
        subtitle=subtitle,
        note=note,
        definition=define(metric),
        frame=frame,
        unit=unit or metric.unit,
        on_click=on_click,
        empty=empty or ("Nobody names a competitor", "Choose a longer period, or remove a filter."),
        height=240,
    )
