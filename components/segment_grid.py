"""Where to look: every headline metric by the groups of a dimension, and which groups differ from all others."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components import breakdowns, chart_card, charts, metric_cards, narrowing, segment_editor
from components import format as fmt
from components.definition import Definition
from components.filter_bar import View
from components.headline import only_currency
from components.segment_lines import WORDS, Column
from data_access import fetch
from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import Change, worth_colouring
from data_access.segments.comparison import by_groups, narrowed
from data_access.segments.rules import Rule

CHART = "segment_grid"
MOST_ROWS = 12
_BY = "look-by"
# Heads of columns, in as few words as tell them apart; and those that a phone has room for.
HEADS = {
    "returning_customer_share": "Came back",
    "repurchase_rate": "New ones, again in 90 days",
    "purchases_per_customer": "Purchases each",
    "revenue_per_customer": "Revenue each",
    "revenue_per_purchase": "Revenue a purchase",
    "net_sentiment": "Net sentiment",
    "negative_share": "Negative",
    "request_share": "Asks for help",
    "competitor_share": "Names another brand",
    "favoured_share": "Favours us",
}
_COLUMNS = (
    "group", "value", "numerator", "denominator", "metric", "unit", "noun", "difference", "low", "high", "look",
)  # fmt: skip
ON_PHONES = ("returning_customer_share", "revenue_per_customer", "net_sentiment")
_DEFINITION = Definition(
    "Metrics by group",
    "Each number is of the group's customers in the period. A group is coloured, and has a sign, where its number "
    "differs from that of all other customers shown here by more than chance would have it: 95 % intervals, "
    "Benjamini-Hochberg at 10 % over the whole grid. Colour says better or worse; where neither is, blue. "
    "Hollow cells rest on few.",
)


def dimension(view: View) -> str | None:
    """By what the grid is going to be drawn; None where there is nothing to tell customers apart by."""
    offered = _offered(view)
    chosen = st.session_state.get(_BY) or st.query_params.get(_BY)
    return next((name for name, label in offered.items() if label == chosen), next(iter(offered), None))


def _offered(view: View) -> dict[str, str]:
    found = breakdowns.present(view, fewest=2).items()
    return {name: label for name, label in found if name not in ORDER_DIMENSIONS}


def show(view: View, rules: tuple[Rule, ...], columns: Sequence[Column] = ()) -> None:
    """The grid over the segment's customers, everyone's without rules. A click adds the group as a rule.

    columns: what is compared above, which is read with it.
    """
    offered = _offered(view)
    if not offered:
        return
    by_label = {label: label for label in offered.values()}
    chosen = metric_cards.choose("By", by_label, _BY)
    by = next(name for name, label in offered.items() if label == chosen)
    named = chosen.lower() if by in breakdowns.OF_CUSTOMERS else chosen
    with st.spinner(f"Reading every metric by {fmt.markdown_escape(named)} …"):
        filters = narrowed(view.filters, rules)
        cells, shown, count = _cells(filters, by, tuple(column.rules for column in columns))
    measured = set(cells["metric"].tolist())
    heads = [head for head in HEADS.values() if head in measured]
    narrow = [HEADS[name] for name in ON_PHONES if HEADS[name] in heads]
    currency = only_currency(view)
    rest = f" The {MOST_ROWS} largest of {fmt.count(count)} groups." if count > MOST_ROWS else ""
    chart_card.show(
        _title(cells, chosen),
        charts.metric_grid(cells, shown, heads, currency=currency) if len(cells) else None,
        key=narrowing.key_of(CHART),
        subtitle=f"Headline metrics by {named} · "
        f"{'customers of the segment' if rules else 'all known customers'} · {view.period_text}",
        note=f"▲ ▼ and colour: differs clearly from all others. Hollow: a base under {SMALL_BASE}. Choose a cell to "
        f"add its group as a rule.{rest}",
        definition=_DEFINITION,
        frame=_numbers(cells) if len(cells) else None,
        unit="ratio",
        on_click=partial(_pick, by),
        narrow=(charts.metric_grid(cells, shown, narrow, currency=currency), "Wider screens show all metrics.")
        if len(cells) and narrow
        else None,
        empty=("No groups to compare in this choice", "Widen the period or remove a rule."),
    )


@fetch.shared
def _cells(filters: Filters, by: str, segments: tuple[tuple[Rule, ...], ...]) -> tuple[pd.DataFrame, list[str], int]:
    """A row for each group and metric, the groups to draw, and how many there are."""
    sizes: dict[str, float] = {}
    found = []
    for measure, whole, frame, changes in by_groups(filters, by, segments):
        if not whole["denominator"] or frame.empty:
            continue
        metric = measure.metric
        numbers = (frame[name].tolist() for name in ("group", "value", "numerator", "denominator"))
        for group, value, numerator, denominator, change in zip(*numbers, changes, strict=True):
            sizes[group] = sizes.get(group, 0.0) + denominator / whole["denominator"]
            others = whole["denominator"] - denominator
            cell = (group, value, numerator, denominator, HEADS[metric.name], metric.unit, WORDS[metric.name][1])
            found.append((cell, change, others, measure.more_is_better))
    # Those not told apart are no group to look at, though everybody else is compared with them too.
    sizes.pop(narrowing.NOT_GIVEN, None)
    shown = sorted(sorted(sizes), key=sizes.get, reverse=True)[:MOST_ROWS]
    found = [each for each in found if each[0][0] in shown and each[0][3] > 0]
    are_clear = worth_colouring(change for _, change, _, _ in found)
    rows = [
        (*cell, change.difference, change.low, change.high, _look(cell[3], change, others, more_is_better, is_clear))
        for (cell, change, others, more_is_better), is_clear in zip(found, are_clear, strict=True)
    ]
    limits = dict.fromkeys(("difference", "low", "high"), float)
    return pd.DataFrame(rows, columns=_COLUMNS).astype(limits), shown, len(sizes)


def _numbers(cells: pd.DataFrame) -> pd.DataFrame:
    """A line a cell, of units that differ. The limits are of the difference, and must not pass for the value's."""
    limits = {"low": "difference_low", "high": "difference_high"}
    told = cells.assign(group=cells["group"].map(narrowing.name_of) + " · " + cells["metric"]).rename(columns=limits)
    return told[["group", "value", "numerator", "denominator", "difference", *limits.values()]]


def _look(base: float, change: Change, others: float, more_is_better: bool | None, is_clear: bool) -> str:
    if not is_clear or min(base, others) < SMALL_BASE:
        return ""
    if more_is_better is None:
        return "clear"
    return "better" if (change.difference > 0) == more_is_better else "worse"


def _title(cells: pd.DataFrame, chosen: str) -> str:
    """Which group stands out most often, or that none does."""
    if cells.empty:
        return "Where to look?"
    if cells["group"].nunique() < 2:
        return f"All of these customers are in one group of {chosen.lower()}: look at another"
    worse = cells[cells["look"] == "worse"]
    if worse.empty:
        told = "in some numbers" if (cells["look"] != "").any() else "in none of these numbers"
        return f"By {chosen.lower()}, groups differ clearly {told}"
    counted = worse["group"].value_counts()
    group, times = narrowing.name_of(counted.index[0]), counted.iloc[0]
    return f"{group}: clearly worse than the others in {times} {'number' if times == 1 else 'numbers'}"


def _pick(by: str) -> None:
    """The group of the picked cell as one more rule; the chart is then drawn without a pick."""
    mark = narrowing.picked_in(narrowing.key_of(CHART))
    mark = mark or narrowing.picked_in(f"{narrowing.key_of(CHART)}-narrow")
    narrowing.clear(CHART)
    if group := mark.get("group"):
        is_attribute = by.startswith("attribute.")
        values = (by.removeprefix("attribute."), group) if is_attribute else (group,)
        segment_editor.add(Rule("attribute" if is_attribute else by, values))
