"""The shared filters, bound to the URL: drawn once by app.py, read by every page through `current()`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from components import copy_link, segment_choice, segment_words
from components import format as fmt
from data_access.coverage import Coverage
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics.definition import Metric

PERIODS = {
    "30d": "Last 30 days",
    "90d": "Last 90 days",
    "quarter": "This quarter",
    "ytd": "Year to date",
    "12m": "Last 12 months",
    "all": "All time",
    "custom": "Custom days",
}
COMPARISONS = {"previous": "Period before", "year": "Year before", "none": "No comparison"}
# Label of each choice; the menu holds those that the data has values of.
CHOICES = {
    "segment": "Segment",
    "region": "Region",
    "country": "Country",
    "channel": "Channel",
    "category": "Product category",
    "source": "Feedback source",
}
# Values of a choice that are named; of more than these the first.
MOST_NAMED = 3
_EVERYONE = "All brands"
# When orders end this many days away from feedback, a recent period would show only one of the two.
_FAR_APART = timedelta(days=90)


@dataclass(frozen=True)
class View:
    """What the reader chose.

    every: the step of charts over time that suits the period's length.
    comparison: the filters of the period to compare with, or None.
    """

    filters: Filters
    comparison: Filters | None
    comparison_name: str
    every: str
    coverage: Coverage

    def comparison_of(self, metric: Metric) -> Filters | None:
        """The filters to compare a metric with, or None when its data does not reach back over the whole of them:
        half a period would pass for a fall."""
        days = self.coverage.days_of(metric.speaks_of)
        return self.comparison if self.comparison and days and self.comparison.start >= days[0] else None

    @property
    def period_text(self) -> str:
        return fmt.date_range(self.filters.start, self.filters.end)


def current() -> View:
    """The view that app.py put there for this run."""
    return st.session_state["filters"]


def show(coverage: Coverage, *, is_hidden: bool = False) -> View:
    """Draw the bar and keep its value for the page.

    is_hidden: for a page that no filter concerns; the bar stays in place unseen, so that the choice
    survives it.
    """
    key = "filter-bar-hidden" if is_hidden else "filter-bar"
    bar = st.container(horizontal=True, vertical_alignment="bottom", key=key)
    with bar:
        period = _select("Period", PERIODS, "period", "all" if _is_apart(coverage) else "12m")
        days = _custom_days(coverage) if period == "custom" else None
        comparison = _select("Compare with", COMPARISONS, "compare", "previous")
        having = segment_choice.show()
        chosen = _choices(coverage)
        copy_link.show()
    start, end = days or span(period, coverage)
    filters = Filters(
        start=start, end=end, as_of=coverage.last_order_on, currency=coverage.currency, having=having, **chosen
    )
    view = View(
        filters,
        None if period == "all" else compared(filters, comparison),
        COMPARISONS[comparison].lower(),
        step(start, end),
        coverage,
    )
    st.session_state["filters"] = view
    if not is_hidden:
        bar.caption(describe(view))
        segment_choice.say_problem()
    return view


def _select(label: str, options: dict[str, str], key: str, default: str) -> str:
    chosen = st.selectbox(
        label,
        list(options),
        index=list(options).index(default),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        width=170,
    )
    return chosen or default


def _custom_days(coverage: Coverage) -> tuple[date, date] | None:
    last = coverage.last_on
    chosen = st.date_input(
        "Days",
        value=(max(coverage.first_on, last - timedelta(days=89)), last),
        min_value=coverage.first_on,
        max_value=last,
        key="days",
        bind="query-params",
        width=230,
    )
    # While the second day is still to be picked, the range has one day.
    return (chosen[0], chosen[-1]) if chosen else None


def _choices(coverage: Coverage) -> dict[str, tuple[str, ...]]:
    present = {name: label for name, label in CHOICES.items() if coverage.options.get(name)}
    chosen: dict[str, tuple[str, ...]] = {}
    if not present:
        return chosen
    our_own = coverage.our_brand or _EVERYONE
    count = sum(bool(_in_force(name, coverage.options[name])) for name in present)
    count += any(name != our_own for name in _in_force("brand", (_EVERYONE, *coverage.options.get("brand", ()))))
    # With a key it stays itself when its label changes: what is drawn anew loses its place in the address.
    with st.popover(f"Filters ({count})" if count else "Filters", icon=":material/filter_list:", key="filters-menu"):
        for name, label in present.items():
            picked = st.multiselect(label, coverage.options[name], key=name, bind="query-params", placeholder="All")
            chosen[name] = tuple(picked)
        if len(coverage.options.get("brand", ())) > 1:
            chosen["brand"] = _brand(coverage)
    return chosen


def _in_force(name: str, options: Sequence[str]) -> list[str]:
    """What is chosen, told before the field is drawn: of somebody who opens a link it is in the address alone."""
    if name not in st.session_state:
        return [each for each in st.query_params.get_all(name) if each in options]
    chosen = st.session_state[name]
    return [chosen] if isinstance(chosen, str) else list(chosen or ())


def _brand(coverage: Coverage) -> tuple[str, ...]:
    """Whose feedback the Sentiment page reads; while no brand is ours, everyone's."""
    names = [name for name in coverage.options["brand"] if name != coverage.our_brand]
    ours = coverage.our_brand or _EVERYONE
    options = [ours, *([] if ours == _EVERYONE else [_EVERYONE]), *names]
    picked = st.selectbox("Feedback about", options, key="brand", bind="query-params")
    if picked in (None, ours):
        return ()
    return (EVERY_BRAND,) if picked == _EVERYONE else (picked,)


def _is_apart(coverage: Coverage) -> bool:
    ends = (coverage.last_order_on, coverage.last_feedback_on)
    return None not in ends and abs(ends[0] - ends[1]) > _FAR_APART


def span(period: str, coverage: Coverage) -> tuple[date, date]:
    """First and last day of a preset, counted back from the data's own last day."""
    last = coverage.last_on
    month = last.replace(day=1)
    start = {
        "30d": last - timedelta(days=29),
        "90d": last - timedelta(days=89),
        "quarter": month.replace(month=3 * ((last.month - 1) // 3) + 1),
        "ytd": last.replace(month=1, day=1),
        "12m": (pd.Timestamp(last) + timedelta(days=1) - pd.DateOffset(years=1)).date(),
    }.get(period, coverage.first_on)
    return start, last


def compared(filters: Filters, comparison: str) -> Filters | None:
    return None if comparison == "none" else filters.compared(comparison)


def step(start: date, end: date) -> str:
    """The step that gives a line of about 12 to 60 points."""
    days = (end - start).days + 1
    return "day" if days <= 45 else "week" if days <= 200 else "month" if days <= 365 * 6 else "quarter"


def choices_in_words(filters: Filters) -> list[str]:
    """ "Region: North, South" of each choice; of many values "Region: North and 4 more". The period and the rules of a
    segment are not in it."""
    chosen = {label: getattr(filters, name) for name, label in CHOICES.items()}
    chosen |= {name.capitalize(): values for name, values in filters.attributes}
    chosen["Feedback about"] = ("all brands",) if EVERY_BRAND in filters.brand else filters.brand
    return [f"{label}: {_listed(values)}" for label, values in chosen.items() if values]


def _listed(values: Sequence[str]) -> str:
    named = [segment_words.NOT_TOLD.get(value, value) for value in values]
    return ", ".join(named) if len(named) <= MOST_NAMED else f"{named[0]} and {len(named) - 1} more"


def describe(view: View) -> str:
    """The period in words, from where it is counted, and every choice in force."""
    held = view.coverage
    text = f"{view.period_text}, counted back from {fmt.day(held.last_on)}, the data's last day"
    if view.comparison:
        text += f" · compared with {fmt.date_range(view.comparison.start, view.comparison.end)}"
    text += "".join(f" · {fmt.markdown_escape(each)}" for each in choices_in_words(view.filters))
    if view.filters.having:
        told = segment_words.sentence(view.filters.having, held.currency, longest=180).removesuffix(".")
        text += f" · only {fmt.markdown_escape(told[0].lower() + told[1:])}"
    if held.currency:
        text += f" · amounts in {held.currency} only"
    return text
