"""Do new customers buy a second time, and how soon? The answer, the curves, and who is behind them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import streamlit as st

from components import chart_card, charts, customer_list, narrowing, second_purchase_trend, states
from components import format as fmt
from components.charts.survival import spread
from components.filter_bar import View
from components.headline import define
from components.metric_cards import nothing
from components.second_purchase_trend import NOUN, mature_until
from components.shown import shown
from data_access import fetch, listings
from data_access.filters import Filters
from data_access.metrics import kaplan_meier, loyalty, survival
from data_access.metrics.definition import SMALL_BASE
from data_access.together import Asked

MOST_GROUPS = 5
OF_GROUPS = {"largest": MOST_GROUPS + 1}  # one more than is drawn, to know whether there are more
TABLE_DAYS = 60


def read_ahead(view: View, horizon: int, by: str | None) -> None:
    """What the page asks for, two at a time; what takes longest first."""
    groups = [Asked(survival.time_to_second_purchase, view.filters, by, options=OF_GROUPS)] if by else []
    fetch.ahead(
        [
            *groups,
            Asked(survival.time_to_second_purchase, view.filters),
            *second_purchase_trend.ahead(view, horizon),
            Asked(survival.repurchase_by_horizon, view.filters),
        ]
    )


# ---- the answer


def answer(view: View) -> None:
    """By when half of the period's new customers have bought again, in one sentence."""
    said, of_whom = _answer(view)
    if said:
        st.header(fmt.markdown_escape(said), anchor=False)
        states.note(of_whom)


@shown
def _answer(view: View) -> tuple[str, str]:
    curve = _curve(view.filters)
    if curve.empty:
        return "", ""
    base = curve["denominator"].iloc[0]
    small = f" Small base: {fmt.count(base)} new customers." if base < SMALL_BASE else ""
    return _in_words(curve), (
        f"{fmt.count(base)} customers with their first purchase in {view.period_text}. Those who have not bought again "
        f"count up to {fmt.day(view.filters.as_of)} and no further, so young customers do not lower it.{small}"
    )


def _in_words(curve: pd.DataFrame) -> str:
    """ "Half of new customers have bought again by day 143 (131 to 158)", or how far the curve gets."""
    found = kaplan_meier.median(curve)
    if found.day is None:
        return "Too few new customers to say how soon they buy again"
    if found.median is not None:
        bounds = ""  # none are known where everybody is back on the same day
        if found.low is not None:
            bounds = f" ({fmt.count(found.low)} {'or later' if found.high is None else f'to {fmt.count(found.high)}'})"
        return f"Half of new customers have bought again by day {fmt.count(found.median)}{bounds}"
    last = kaplan_meier.readable(curve).iloc[-1]
    bounds = fmt.interval(last["low"], last["high"], "percent")
    share = fmt.percent(found.share) + (f" ({bounds})" if bounds else "")
    return f"Half of new customers: not reached. {share} have bought again by day {fmt.count(found.day)}"


def _curve(filters: Filters, **asked) -> pd.DataFrame:
    return fetch.fetch(survival.time_to_second_purchase, filters, **asked)


# ---- all horizons


def horizons(view: View, chosen: int) -> list[dict]:
    """The five horizons side by side for the period, each over the customers who are old enough for it; the chosen one
    in the title."""
    return chart_card.show(key="horizons", on_click=True, **_horizons(view, chosen))


@shown
def _horizons(view: View, chosen: int) -> dict:
    metric = survival.repurchase_by_horizon
    frame = fetch.fetch(metric, view.filters)
    new = frame["customers"].max()
    names = {group: f"Within {group} days" for group in frame["group"]}
    late = [
        f"{row.group} days on {fmt.day(row.matures_on)}"
        for row in frame.itertuples()
        if row.denominator < row.customers
    ]
    note = "Each share is of the customers who have had so many days."
    if late:
        note += f" All {fmt.count(new)} will have had {', '.join(late)}."
    figure = charts.ranking(frame, "percent", noun=NOUN, names=names, in_order=True, zero=True)
    return dict(
        title=_share_in_time(frame.set_index("group").loc[str(chosen)], chosen),
        figure=figure if frame["value"].notna().any() else None,
        subtitle=f"Repurchase by horizon · first purchase {view.period_text} · {fmt.count(new)} new customers",
        note=note if new else "",
        definition=define(loyalty.repurchase_rate, horizon="h"),
        frame=frame,
        unit="percent",
        empty=_too_young(view, new),
    )


def _share_in_time(rate: pd.Series, horizon: int) -> str:
    if rate["denominator"] < SMALL_BASE:
        return "How many buy again, and how soon?"
    return f"{fmt.percent(rate['value'])} of new customers buy again within {horizon} days"


def _too_young(view: View, new: float) -> tuple[str, str]:
    if new == 0:
        return nothing(view, loyalty.repurchase_rate)
    return "No new customer of this period has had 30 days yet", "Choose a longer period."


def customers_of_horizon(view: View, selected: list[dict]) -> None:
    """Who has bought again in time, of the chosen horizon."""
    group = _carried(selected).get("group")
    if not group:
        return
    days = int(group)
    last = min(view.filters.end, mature_until(view, days))
    filters = replace(view.filters, end=max(last, view.filters.start))
    ids = survival.first_buyers(filters, who="again", in_days=days)
    _list(ids, f"New in {fmt.date_range(filters.start, filters.end)}, bought again within {days} days", "horizon")


# ---- the curve


def curve(view: View) -> list[dict]:
    """The share that has bought again by each day after the first purchase."""
    return chart_card.show(key="second_purchase_curve", on_click=True, **_alone(view))


@shown
def _alone(view: View) -> dict:
    metric = survival.time_to_second_purchase
    frame = _curve(view.filters)
    is_known = not kaplan_meier.readable(frame).empty
    return dict(
        title="How long until new customers buy again?",
        figure=charts.survival_curve(frame, median=kaplan_meier.median(frame).median, noun=NOUN) if is_known else None,
        subtitle=f"{metric.title} · first purchase {view.period_text}",
        note=f"The line ends where fewer than {kaplan_meier.FEWEST_AT_RISK} are still counted.",
        alt=_in_words(frame),
        definition=define(metric),
        frame=_as_table(frame),
        unit="percent",
        empty=_too_few(view, frame),
        height=320,
    )


def _as_table(frame: pd.DataFrame) -> pd.DataFrame:
    """So many days of each group as a reader would look through; the command line gives all."""
    groups, names = pd.factorize(frame["group"], sort=True, use_na_sentinel=False)
    places = [np.flatnonzero(groups == group) for group in range(len(names))]
    return frame.take(np.concatenate([own[spread(len(own), TABLE_DAYS)] for own in places])) if places else frame


def _too_few(view: View, frame: pd.DataFrame) -> tuple[str, str]:
    if frame.empty:
        return nothing(view, survival.time_to_second_purchase)
    return f"Fewer than {kaplan_meier.FEWEST_AT_RISK} new customers in this period", "Choose a longer one."


def customers_of_curve(view: View, selected: list[dict], by: str | None = None) -> None:
    """Who has bought again by the chosen day, in the chosen group."""
    if view.filters.as_of is None:
        return
    mark = _carried(selected)
    if not mark.get("age"):
        states.note("Choose a point of a line to see who has bought again by that day.")
        return
    days, group = int(mark["age"]), mark.get("group")
    ids = survival.first_buyers(view.filters, who="again", in_days=days, group=(by, group) if by and group else None)
    opening = f"{narrowing.name_of(group)}: bought" if by and group else "Bought"
    _list(ids, f"{opening} again within {fmt.count(days)} days of the first purchase", f"curve-{by}")


def curve_by(view: View, by: str, label: str) -> list[dict]:
    """The curves of the largest groups, and whether they differ."""
    return chart_card.show(key="second_purchase_curves", on_click=True, **_by_group(view, by, label))


@shown
def _by_group(view: View, by: str, label: str) -> dict:
    metric = survival.time_to_second_purchase
    frame = _curve(view.filters, by=by, **OF_GROUPS)
    sizes = frame.groupby("group")["denominator"].max().sort_values(ascending=False)
    frame = frame[frame["group"].isin(sizes.index[:MOST_GROUPS])]
    is_known = not kaplan_meier.readable(frame).empty
    note = "The log-rank test asks whether the lines drawn differ by more than chance over all days."
    if len(sizes) > MOST_GROUPS:
        note = f"The {MOST_GROUPS} largest groups; the rest is left out. {note}"
    return dict(
        title=_difference(frame, label) if is_known else f"How soon do they buy again, by {label.lower()}?",
        figure=charts.survival_curve(frame, noun=NOUN) if is_known else None,
        subtitle=f"{metric.title} by {label.lower()} · first purchase {view.period_text}",
        note=note,
        definition=define(survival.second_purchase_logrank),
        frame=_as_table(frame),
        unit="percent",
        empty=_too_few(view, frame),
        height=320,
    )


def _difference(frame: pd.DataFrame, label: str) -> str:
    """The log-rank test in words."""
    test = kaplan_meier.log_rank(frame)
    about = f"By {label.lower()}"
    if test.p is None:
        return f"{about}: one group alone, nothing to compare"
    p = "p < 0.001" if test.p < 0.001 else f"p = {test.p:.3f}" if test.p < 0.01 else f"p = {test.p:.2f}"
    if test.p < 0.05:
        return f"{about}: these groups differ in how soon they buy again ({p})"
    return f"{about}: no clear difference in how soon they buy again ({p})"


def _carried(selected: list[dict]) -> dict[str, str]:
    """What the chosen mark carries: group, age; {} when none is chosen."""
    return narrowing.carried(SimpleNamespace(selection={"points": selected}))


def _list(ids, heading: str, key: str) -> None:
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, key)
