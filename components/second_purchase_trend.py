"""Is repurchase improving? One horizon over cohorts of new customers, the verdict on it, and who is in a cohort."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from components import chart_card, charts, customer_list, narrowing, states
from components import format as fmt
from components.filter_bar import View, step
from components.findings import points
from components.headline import define
from components.metric_cards import SHORT_HISTORY, choose, foreseen, left_out, nothing
from components.shown import shown
from data_access import fetch, listings
from data_access.coverage import happenings
from data_access.filters import Filters
from data_access.metrics import loyalty, survival
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import Change, change
from data_access.together import Asked

USUAL_HORIZON = 90
NOUN = "new customers"
# What a verdict compares where the data does not reach back over two whole periods.
SHORTER = (365, 182, 91)
WHO = {"all": "All of them", "again": "Bought again in time", "waiting": "Not back yet"}
KEY = "second_purchase_trend"
_PERIODS = {"week": "W-SUN", "month": "M", "quarter": "Q"}


def choose_horizon() -> int:
    """The reader's horizon in days; the choice is in the URL."""
    chosen = st.segmented_control(
        "Bought again within so many days",
        survival.HORIZONS,
        default=USUAL_HORIZON,
        format_func=str,
        key="horizon",
        bind="query-params",
        required=True,
    )
    return chosen or USUAL_HORIZON


def foreseen_horizon() -> int:
    """What `choose_horizon` is going to give."""
    return foreseen({days: str(days) for days in survival.HORIZONS}, "horizon", USUAL_HORIZON)


@dataclass(frozen=True)
class _Cohorts:
    """Whole cohorts in steps of time: every. They begin before the period by as much as its last ones are too young, so
    that there is a whole period's worth of mature ones."""

    filters: Filters
    every: str


def _cohorts(view: View, horizon: int) -> _Cohorts:
    first, as_of = view.coverage.first_order_on, view.filters.as_of
    end = min(view.filters.end, as_of)
    young = max((end - mature_until(view, horizon)).days, 0)
    start = min(max(view.filters.start - timedelta(days=young), first), end)
    every = step(start, end)
    every = "week" if every == "day" else every
    begins = pd.Timestamp(start).to_period(_PERIODS[every]).start_time.date()
    ends = pd.Timestamp(end).to_period(_PERIODS[every]).end_time.date()
    return _Cohorts(replace(view.filters, start=begins, end=min(ends, as_of)), every)


def mature_until(view: View, horizon: int) -> date:
    """The last day whose new customers have had the time."""
    return view.filters.as_of - timedelta(days=horizon)


def ahead(view: View, horizon: int) -> list[Asked]:
    """What `show` asks for."""
    if view.filters.as_of is None:
        return []
    metric, options, cohorts = loyalty.repurchase_rate, {"horizon": horizon}, _cohorts(view, horizon)
    steps = Asked(metric, cohorts.filters, every=cohorts.every, options=options)
    return [steps, *(Asked(metric, each, options=options) for each in _compared_spans(view, horizon))]


def show(view: View, horizon: int) -> None:
    """Is repurchase improving? One horizon over cohorts, the young ones apart; a click lists a cohort's customers."""
    chart_card.show(key=KEY, on_click=_pick_cohort, height=320, **_card(view, horizon))


@shown
def _card(view: View, horizon: int) -> dict:
    metric = loyalty.repurchase_rate
    within = f"within {horizon} days"
    question = f"Do more new customers buy again {within}?"
    if view.filters.as_of is None:
        return dict(title=question, figure=None, empty=nothing(view, metric))
    cohorts = _cohorts(view, horizon)
    frame = fetch.fetch(metric, cohorts.filters, every=cohorts.every, horizon=horizon)
    frame = frame.assign(is_mature=frame["matures_on"] <= pd.Timestamp(view.filters.as_of))
    is_known = bool((frame["customers"] > 0).any())
    verdict = _verdict(view, horizon)
    figure = charts.cohort_trend(frame, metric.title.format(horizon=horizon), noun=NOUN,
                                 events=fetch.rows(happenings()))  # fmt: skip
    days = fmt.date_range(cohorts.filters.start, cohorts.filters.end)
    return dict(
        title=verdict.title(within) or question,
        figure=figure if is_known else None,
        subtitle=f"{metric.title.format(horizon=horizon)} · new customers by {cohorts.every} · {days} · "
        f"{fmt.count(frame.loc[frame['is_mature'], 'customers'].sum())} in mature cohorts",
        note=" ".join(
            filter(None, [verdict.sentence, _of_cohorts(frame, horizon), _first_seen(view, cohorts.filters)])
        ),
        definition=define(metric, horizon=horizon),
        frame=frame.rename(columns={"is_mature": "is_complete"}),
        unit="percent",
        empty=nothing(view, metric),
    )


def _of_cohorts(frame: pd.DataFrame, horizon: int) -> str:
    young = frame[~frame["is_mature"] & (frame["customers"] > 0)]
    if young.empty:
        return ""
    next_on = fmt.day(young["matures_on"].iloc[0])
    if frame["is_mature"].any():
        return f"Grey cohorts have not had {horizon} days yet: so far, and only rising. The next is final on {next_on}."
    return f"No cohort of this choice has had {horizon} days yet. The first is final on {next_on}."


def _first_seen(view: View, filters: Filters) -> str:
    first = view.coverage.first_order_on
    if filters.start - first >= SHORT_HISTORY:
        return left_out(view, loyalty.repurchase_rate)
    return (
        f"Orders are known from {fmt.day(first)} on: whoever bought before counts as new, so the first cohorts may "
        f"look too loyal. {left_out(view, loyalty.repurchase_rate)}"
    ).strip()


@dataclass(frozen=True)
class _Verdict:
    """The change between two spans of mature cohorts, and the spans in words; empty where nothing can be compared."""

    change: Change = Change()
    sentence: str = ""

    def title(self, within: str) -> str:
        """The finding, when it is clear."""
        if not self.change.is_clear:
            return ""
        more, way = ("More", "up") if self.change.difference > 0 else ("Fewer", "down")
        return f"{more} new customers buy again {within}: {way} {points(self.change.difference)}"


def _verdict(view: View, horizon: int) -> _Verdict:
    spans = _compared_spans(view, horizon)
    return _compared(horizon, *spans) if spans else _Verdict()


def _compared_spans(view: View, horizon: int) -> tuple[Filters, ...]:
    """The last whole period of mature cohorts and the one it is compared with, or shorter spans of both where the
    orders do not reach back so far; none where nothing can be compared."""
    last = min(view.filters.end, mature_until(view, horizon))
    is_year = view.comparison_name == "year before"
    if view.comparison is None and view.comparison_name == "no comparison":
        return ()
    for days in (view.filters.days, *(days for days in SHORTER if days < view.filters.days)):
        now = replace(view.filters, start=last - timedelta(days=days - 1), end=last)
        before = now.compared("year" if is_year else "previous")
        if before.start >= view.coverage.first_order_on:
            return now, before
    return ()


def _compared(horizon: int, now: Filters, before: Filters) -> _Verdict:
    metric = loyalty.repurchase_rate
    rates = [fetch.fetch_one(metric, each, horizon=horizon) for each in (now, before)]
    if min(rate["denominator"] for rate in rates) < SMALL_BASE:
        return _Verdict()
    moved = change(metric, *rates)
    spans = [
        f"{fmt.percent(rate['value'])} of the {fmt.count(rate['denominator'])} "
        f"new in {fmt.date_range(each.start, each.end)}"
        for rate, each in zip(rates, (now, before), strict=True)
    ]
    said = fmt.change_with_interval(moved.difference, moved.low, moved.high, "percent")
    opening = "" if moved.is_clear else "No clear change: "
    return _Verdict(moved, f"{opening}{spans[0]}, {spans[1]}: {said}.")


def _pick_cohort() -> None:
    """Keep the chosen cohort in the URL."""
    mark = narrowing.picked_in(KEY)
    if mark.get("period"):
        st.query_params["cohort"] = mark["period"]
    else:
        st.query_params.pop("cohort", None)


def customers_of_cohort(view: View, horizon: int) -> None:
    """Who is behind the chosen point; a hint while none is chosen."""
    if view.filters.as_of is None:
        return
    cohort = _chosen_cohort(view, horizon)
    if cohort is None:
        states.note("Choose a point to see the customers of that cohort, and who of them is not back yet.")
        return
    who = choose("Whom to list", WHO, "who")
    ids = survival.first_buyers(cohort, who=who, in_days=horizon if who == "again" else None)
    said = {"all": "", "again": f", bought again within {horizon} days", "waiting": ", not back yet"}[who]
    customer_list.show(
        fetch.rows(listings.customers_in(ids)), f"New in {fmt.date_range(cohort.start, cohort.end)}{said}", "cohort"
    )


def _chosen_cohort(view: View, horizon: int) -> Filters | None:
    shown = _cohorts(view, horizon)
    try:
        chosen = pd.Period(date.fromisoformat(st.query_params.get("cohort", "")), _PERIODS[shown.every])
    except ValueError:
        return None
    start = max(chosen.start_time.date(), shown.filters.start)
    end = min(chosen.end_time.date(), shown.filters.end)
    return replace(shown.filters, start=start, end=end) if start <= end else None
