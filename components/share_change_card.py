"""What made the share of customers who come back change: other behaviour, or other customers."""

import pandas as pd

from components import chart_card, charts, metric_cards, narrowing
from components import format as fmt
from components.filter_bar import View
from components.headline import define
from components.who_comes_back_cards import Choice, picks, too_early
from data_access import fetch
from data_access.metrics import decomposition
from data_access.metrics.definition import SMALL_BASE

# A part below this share of the change is not worth a word.
_HARDLY = 0.1


def show(view: View, choice: Choice) -> None:
    """What made the share change against the comparison period: other behaviour, or other customers."""
    metric = decomposition.returning_share_change
    comparison, key = view.comparison_of(metric), narrowing.key_of("returning_share_change")
    named = choice.called(choice.by)
    definition = define(metric)
    question = f"What changed the share who {choice.what}?"
    why_not = _cannot_compare(view, choice)
    if why_not:
        chart_card.show(question, None, key=key, definition=definition, empty=why_not)
        return
    options = {
        "measure": choice.measure,
        "horizon": choice.horizon,
        "compared_with": "previous" if comparison == view.filters.previous() else "year",
    }
    parts = fetch.fetch(metric, view.filters, by=choice.by, **options)
    whole = decomposition.of_all(parts)
    bases = " against ".join(fmt.count(whole[name]) for name in ("denominator", "denominator_before"))
    chart_card.show(
        _why(whole, parts, choice) or question,
        charts.contributions(parts, whole, noun=choice.noun) if pd.notna(whole["value"]) else None,
        key=key,
        subtitle=f"Change in points, by {named} · {view.period_text} against "
        f"{fmt.date_range(comparison.start, comparison.end)} · {bases} {choice.noun}",
        note="Rate: its own customers came back more, or less. Mix: it became a larger, or smaller, part of all "
        f"customers. {metric_cards.left_out(view, metric)}{_short_history(view, choice)}",
        definition=definition,
        frame=parts,
        unit=metric.unit,
        on_click=picks("returning_share_change", choice.by),
        empty=too_early(view, choice),
    )


def _cannot_compare(view: View, choice: Choice) -> tuple[str, str] | None:
    if not choice.counts_once(choice.by):
        return (
            f"A customer can be in more than one {choice.called(choice.by)}",
            "So these groups do not add up to all customers. Choose another dimension, or new customers: a first "
            "purchase is in one.",
        )
    if view.comparison is None:
        return "No period to compare with", "Choose one under “Compare with” above, and a period shorter than all time."
    if view.comparison_of(choice.metric) is None:
        return f"No data for the whole {view.comparison_name}", "Choose a shorter period, or one that ends later."
    return None


def _why(whole: pd.Series, parts: pd.DataFrame, choice: Choice) -> str | None:
    """The change in words with both of its parts; None where it is not clear."""
    bases = whole[["denominator", "denominator_before"]]
    if not (whole["low"] > 0 or whole["high"] < 0) or bases.min() < SMALL_BASE:
        return None
    rate, mix, total = parts["rate"].sum(), parts["mix"].sum(), whole["value"]

    def told(part: float) -> str:
        return fmt.points(part).removesuffix(" pts").lstrip(f"+{fmt.MINUS}")

    head = f"The share who {choice.what} {'rose' if total > 0 else 'fell'} {told(total)} points"
    verb = "came back" if choice.measure == "returning" else "bought again"
    behaviour = f"the same groups {verb} {'more' if rate > 0 else 'less'}"
    if abs(mix) < _HARDLY * abs(total):
        return f"{head}: {behaviour}"
    if abs(rate) < _HARDLY * abs(total):
        return f"{head}: other groups bought"
    if (rate > 0) == (mix > 0):
        return f"{head}: {told(rate)} because {behaviour}, {told(mix)} because other groups bought"
    return f"{head}: {behaviour} ({fmt.points(rate)}), but other groups bought ({fmt.points(mix)})"


def _short_history(view: View, choice: Choice) -> str:
    """Early in what is known everybody is new, so a share that rises from there has not risen."""
    first = view.coverage.first_order_on
    if choice.measure == "repurchase" or view.comparison.start - first >= metric_cards.SHORT_HISTORY:
        return ""
    return (
        f" Orders are known from {fmt.day(first)} on: of the earlier period, some who had bought before count as new, "
        "so part of a rise is none."
    )
