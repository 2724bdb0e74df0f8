"""Charts of metrics in their cards: what is asked, over which period, on what base, and what was left out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import TypeVar

import pandas as pd
import streamlit as st

from components import chart_card, charts, narrowing, unusual_weeks
from components import format as fmt
from components.filter_bar import View
from components.headline import base_text, define, has_small_base, in_full, only_currency
from components.series import ahead as steps_ahead
from components.series import over_time, whole
from components.shown import shown
from data_access import fetch
from data_access.coverage import happenings
from data_access.findings.measures import SHORT_HISTORY
from data_access.metrics import orders
from data_access.metrics.definition import Metric
from data_access.metrics.uncertainty import change
from data_access.together import Asked

Option = TypeVar("Option")

# A ranking of more groups is no answer; the rest is in the table behind it.
MOST_GROUPS = 10


def trend(
    view: View,
    metric: Metric,
    question: str,
    *,
    noun: str,
    up: str = "",
    down: str = "",
    key: str | None = None,
    note: str | None = None,
    on_click: bool | Callable[[], None] = False,
    height: int = 320,
    weeks_told: int = unusual_weeks.MOST_TOLD,
    **options,
) -> list[dict]:
    """A metric over time with its interval, the comparison period, the events and the weeks that stand out; the points
    that are selected.

    up, down: what to say instead of the question when the change against the comparison period is clear. weeks_told:
    how many of the weeks the note names.
    """
    card = _trend(
        view, metric, question, noun=noun, up=up, down=down, note=note, height=height, weeks_told=weeks_told, **options
    )
    return chart_card.show(key=key or f"{metric.name}_trend", on_click=on_click, height=height, **card)


@shown
def _trend(
    view: View, metric: Metric, question: str, *, noun: str, up: str, down: str, note: str | None, height: int,
    weeks_told: int, **options,
) -> dict:  # fmt: skip
    frame = over_time(metric, view, **options)
    now = whole(metric, view.filters, frame, **options)
    comparison, earlier, before = view.comparison_of(metric), None, None
    if comparison:
        earlier = over_time(metric, view, comparison, **options)
        before = whole(metric, comparison, earlier, **options) if up and down else None
    is_known = bool(frame["value"].notna().any())
    unusual = unusual_weeks.of(metric, view, needs_history=metric.name in _NEED_HISTORY, **options)
    said = [unusual_weeks.note(unusual, weeks_told), left_out(view, metric) if note is None else note]
    figure = charts.trend(
        frame,
        metric.unit,
        metric.title.format(**options),
        comparison=earlier,
        comparison_name=view.comparison_name.capitalize(),
        events=fetch.rows(happenings()),
        noun=noun,
        currency=only_currency(view),
        standing_out=unusual,
        height=height,
    )
    return dict(
        title=question if before is None else finding(metric, now, before, question, up, down),
        figure=figure if is_known else None,
        subtitle=subtitle(view, metric, now, noun, **options),
        note=" ".join(filter(None, said)),
        definition=replace(
            define(metric, **options), base=in_full(metric, now, noun, only_currency(view)) if metric.interval else ""
        ),
        frame=frame,
        unit=metric.unit,
        currency=only_currency(view),
        empty=nothing(view, metric),
    )


def ahead(view: View, metric: Metric, **options) -> list[Asked]:
    """What `trend` asks for."""
    weeks = unusual_weeks.ahead(metric, view, needs_history=metric.name in _NEED_HISTORY, **options)
    return [*weeks, *steps_ahead(view, metric, **options)]


def finding(metric: Metric, now: pd.Series, before: pd.Series, question: str, up: str, down: str) -> str:
    """The answer when the change is clear, else the question."""
    moved = change(metric, now, before)
    if not moved.is_clear or has_small_base(metric, now) or has_small_base(metric, before):
        return question
    return up if moved.difference > 0 else down


def subtitle(view: View, metric: Metric, now: pd.Series, noun: str, **options) -> str:
    """Measure, step, period and n."""
    base = base_text(metric, now, noun) if metric.interval else ""
    parts = (metric.title.format(**options), f"by {view.every}", view.period_text, base)
    return " · ".join(part for part in parts if part)


def left_out(view: View, metric: Metric) -> str:
    """Who is not in the number, and what it cannot know, in sentences."""
    held, sentences = view.coverage, []
    if _is_of_customers(metric) and held.orders_without_customer:
        share = fmt.percent(held.orders_without_customer / held.valid_orders)
        sentences.append(f"{share} of all valid orders have no customer and are left out.")
    if metric.name in _NEED_HISTORY and held.first_order_on:
        if view.filters.start - held.first_order_on < SHORT_HISTORY:
            sentences.append(
                f"Orders are known from {fmt.day(held.first_order_on)} on: whoever bought before counts as new, "
                "so the first months are too low."
            )
    if metric.name in _OF_FEEDBACK and view.filters.has_customer_choice and held.feedback:
        share = fmt.percent(held.feedback_without_customer / held.feedback)
        sentences.append(f"{share} of all feedback has no customer and is left out by this filter.")
    if metric.name in _OF_SCORES and held.unscored_feedback:
        sentences.append(f"{fmt.count(held.unscored_feedback)} pieces of feedback have no words that could be scored.")
    return " ".join(sentences)


_NEED_HISTORY = {"returning_customer_share", "returning_order_share", "new_and_returning_revenue"}
_OF_SCORES = {"net_sentiment", "mean_sentiment", "sentiment_distribution", "mention_sentiment"}
_OF_FEEDBACK = _OF_SCORES | {"feedback_volume", "mentions", "share_of_voice"}
NOBODY_IS_US = "No brand is marked as ours yet"


def _is_of_customers(metric: Metric) -> bool:
    """Whether orders without a customer are left out: all but the metrics of orders read purchases."""
    return metric.speaks_of == "orders" and metric.statement.__module__ != orders.__name__


def nothing(view: View, metric: Metric) -> tuple[str, str]:
    """What would be here, and the one thing to do."""
    held = view.coverage
    is_order = metric.speaks_of == "orders"
    first, last = (
        (held.first_order_on, held.last_order_on) if is_order else (held.first_feedback_on, held.last_feedback_on)
    )
    what = "orders" if is_order else "feedback"
    if first is None:
        return f"No {what} yet", f"Import {what} on the Data page."
    if metric.name == "share_of_voice" and not held.our_brand:
        return NOBODY_IS_US, "Mark one under Settings."
    where = f"The {what} in the database {'run' if is_order else 'runs'} from {fmt.day(first)} to {fmt.day(last)}"
    return f"No {what} for this choice", f"{where}. Choose another period, or remove a filter."


def ranking(
    view: View,
    metric: Metric,
    question: str,
    by: str,
    *,
    noun: str,
    key: str,
    names: Mapping[str, str] | None = None,
    by_name: str = "",
    on_click: bool | Callable[[], None] = False,
    **options,
) -> list[dict]:
    """Groups of a dimension beside each other, with their intervals; the largest groups when there are many."""
    frame = fetch.fetch(metric, view.filters, by=by, **options)
    overall = fetch.fetch_one(metric, view.filters, **options)
    size = frame["denominator"].fillna(frame["value"])
    shown = frame[size > 0].assign(size=size).nlargest(MOST_GROUPS, "size").drop(columns="size")
    note = left_out(view, metric)
    if len(shown) < (size > 0).sum():
        note = f"The {MOST_GROUPS} largest of {fmt.count((size > 0).sum())} groups. {note}".strip()
    figure = charts.ranking(shown, metric.unit, noun=noun, names=names, overall=overall["value"])
    return chart_card.show(
        question,
        figure if shown["value"].notna().any() else None,
        key=key,
        subtitle=subtitle(view, metric, overall, noun, **options).replace(f"by {view.every}", f"by {by_name or by}"),
        note=note,
        definition=replace(
            define(metric, **options),
            base=in_full(metric, overall, noun, only_currency(view)) if metric.interval else "",
        ),
        frame=frame,
        unit=metric.unit,
        currency=only_currency(view),
        on_click=on_click,
        empty=nothing(view, metric),
    )


def lead_to(page: str, view: View, selected: list[dict], **query: str) -> None:
    """Open the page that shows what is behind the picked step of time."""
    mark = narrowing.carried(SimpleNamespace(selection={"points": selected}))
    if step := narrowing.step_of(mark, view.every):
        st.switch_page(page, query_params={"when": step, **query})


def choose(label: str, options: Mapping[str, str], key: str) -> str:
    """A row of buttons for one of a few; the choice is in the URL."""
    chosen = st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    return chosen or next(iter(options))


def foreseen(options: Mapping[Option, str], key: str, default: Option | None = None) -> Option:
    """What a row of buttons is going to give, told before they are drawn: of somebody who opens a link the choice is in
    the address alone, by its name. default: the first without."""
    named = {label: option for option, label in options.items()}
    found = st.session_state[key] if key in st.session_state else named.get(st.query_params.get(key, ""))
    return found if found in options else next(iter(options)) if default is None else default
