"""Segments beside each other: a row a metric, a column a segment, each against everyone else."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from components import chart_card, states, tables
from components import format as fmt
from components.definition import definition_html, source
from components.filter_bar import View
from components.headline import base_text, define, only_currency
from components.presenting import freezing
from data_access import fetch
from data_access.coverage import coverage
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import Change, worth_colouring
from data_access.segments.comparison import Measure, Side, narrowed, sides
from data_access.segments.members import size
from data_access.segments.rules import Rule
from data_access.snapshots import Content

# In the reader's words, and what the base counts.
WORDS = {
    "returning_customer_share": ("Customers who came back", "customers"),
    "repurchase_rate": ("New customers who bought again within 90 days", "new customers"),
    "purchases_per_customer": ("Purchases per customer", "customers"),
    "revenue_per_customer": ("Revenue per customer", "customers"),
    "revenue_per_purchase": ("Revenue per purchase", "purchases"),
    "net_sentiment": ("Net sentiment", "scored texts"),
    "negative_share": ("Feedback that is negative", "scored texts"),
    "request_share": ("Feedback that asks for help", "texts"),
    "competitor_share": ("Feedback that names a competitor", "texts"),
    "favoured_share": ("Comparisons that favour us", "comparisons"),
}
FOLLOWS = "Follows from a rule"
_KEY = "segment_numbers"
_NOTE = (
    "▲ and ▼: differs from everyone else, all other known customers, by more than chance (95 % intervals, "
    f"Benjamini-Hochberg at 10 % over this table); ≈: no clear difference; ◌: a base under {SMALL_BASE}, here or among "
    f"all others. {FOLLOWS}: the rules choose by what the number measures. Segments may share customers, so they are "
    "never tested against each other. Feedback and orders of nobody known are left out."
)


@dataclass(frozen=True)
class Column:
    """One segment of the comparison, under the name that readers see."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Line:
    """A metric of everyone and of each segment; is_coloured: which differences are no chance, over all lines."""

    measure: Measure
    everyone: pd.Series
    sides: list[Side]
    is_coloured: list[bool]


def lines(view: View, columns: Sequence[Column]) -> list[Line]:
    """Every metric that says something of anybody. Which differences count is decided over all of them at once."""
    segments = tuple(column.rules for column in columns)
    found = [each for each in sides(view.filters, segments) if each[1]["denominator"]]
    told = [
        Change() if each[0].follows(rules) else side.moved
        for each in found
        for rules, side in zip(segments, each[2], strict=True)
    ]
    passed = iter(worth_colouring(told))
    return [
        Line(measure, everyone, own, [next(passed) and not rests_on_few(everyone, side) for side in own])
        for measure, everyone, own in found
    ]


def rests_on_few(everyone: pd.Series, side: Side) -> bool:
    """Whether the segment, or everyone else, has a small base."""
    own = side.now["denominator"]
    return bool(min(own, everyone["denominator"] - own) < SMALL_BASE)


def show(view: View, columns: Sequence[Column]) -> None:
    """The card with the table; with no segment it has everyone alone."""
    found = lines(view, columns)
    title, subtitle = _title(columns, found), f"Headline metrics · {view.period_text}"
    with st.container(border=True, key=f"card-{_KEY}"):
        if not found:
            chart_card.head(title, subtitle, _KEY)
            states.empty("No numbers for this choice", "Widen the period or remove a filter.")
            return
        chart_card.head(
            title, subtitle, _KEY, lambda: _frozen(view, columns, found, title, subtitle), lambda: _data(columns, found)
        )
        st.html(table_html(view, columns, found))
        _foot(found, columns)


def _data(columns: Sequence[Column], found: Sequence[Line]) -> None:
    tables.download(lambda: numbers(columns, found), key=_KEY, file_name="segments.csv", label="CSV")


def numbers(columns: Sequence[Column], found: Sequence[Line]) -> pd.DataFrame:
    """Every number of the table with all its digits, a row a metric and segment; limits are those of the difference."""
    rows = []
    for line in found:
        label = WORDS[line.measure.metric.name][0]
        rows.append({"metric": label, "segment": "Everyone", **_counted(line.everyone)})
        for column, side in zip(columns, line.sides, strict=True):
            moved = side.moved
            limits = {"difference": moved.difference, "difference_low": moved.low, "difference_high": moved.high}
            follows = {"follows_from_a_rule": line.measure.follows(column.rules)}
            rows.append({"metric": label, "segment": column.name, **_counted(side.now), **limits, **follows})
    return pd.DataFrame(rows)


def _counted(row: pd.Series) -> dict:
    return {name: row[name] for name in ("value", "numerator", "denominator")}


def _frozen(view: View, columns: Sequence[Column], found: Sequence[Line], title: str, subtitle: str) -> Content:
    """The table as a slide has it, in words."""
    rows = []
    for line in found:
        label, noun = WORDS[line.measure.metric.name]
        row = {"Metric": label, "Everyone": " · ".join(_value(view, line.measure, line.everyone, noun))}
        for column, side, is_coloured in zip(columns, line.sides, line.is_coloured, strict=True):
            told, _ = difference(view, line, column.rules, side, is_coloured)
            parts = (*_value(view, line.measure, side.now, noun), told)
            row[column.name] = " · ".join(part for part in parts if part)
        rows.append(row)
    filters = freezing.filters_in_words(view)
    return Content(title, subtitle, note=_NOTE if columns else "", filters=filters, rows=pd.DataFrame(rows))


def _title(columns: Sequence[Column], found: Sequence[Line]) -> str:
    """Of one segment, in how many of the numbers that could tell it differs."""
    if not columns:
        return "All customers: build a segment to compare it with everyone else"
    if len(columns) > 1:
        return "How do these segments compare with everyone else?"
    told = [line.is_coloured[0] for line in found if not line.measure.follows(columns[0].rules)]
    which = "" if len(told) == len(found) else " that its rules do not decide"
    if not any(told):
        return f"No clear difference from everyone else in the numbers{which}"
    return f"{columns[0].name} differs from everyone else in {sum(told)} of {len(told)} numbers{which}"


def table_html(view: View, columns: Sequence[Column], found: Sequence[Line]) -> str:
    """The numbers as markup. Whatever comes from data is escaped."""
    heads = ["Metric", "Everyone", *(column.name for column in columns)]
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    body = _sizes_html(view, columns) + "".join(_line_html(view, columns, line) for line in found)
    return f'<table class="earshot-table earshot-segments"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def count(view: View, rules: Sequence[Rule]) -> pd.Series:
    """customers and buyers of a segment, all_customers and all_buyers; of everyone without rules."""
    return fetch.rows(size(narrowed(view.filters, rules))).iloc[0]


def _sizes_html(view: View, columns: Sequence[Column]) -> str:
    """How many there are, whatever the period, and how many of them are in the first segment too."""
    everyone = count(view, ())["all_customers"]
    cells = [_cell("Everyone", fmt.count(everyone), "whatever the period", "", "")]
    for place, column in enumerate(columns):
        own = count(view, column.rules)["customers"]
        told = f"{fmt.percent(own / everyone) if everyone else fmt.NO_DATA} of everyone"
        if place:
            both = count(view, (*columns[0].rules, *column.rules))["customers"]
            told += f", {fmt.count(both)} also in the first"
        cells.append(_cell(column.name, fmt.count(own), told, "", ""))
    return f'<tr><th scope="row">Customers</th>{"".join(cells)}</tr>'


def _line_html(view: View, columns: Sequence[Column], line: Line) -> str:
    metric = line.measure.metric
    label, noun = WORDS[metric.name]
    cells = [_cell("Everyone", *_value(view, line.measure, line.everyone, noun), "", "")]
    for column, side, is_coloured in zip(columns, line.sides, line.is_coloured, strict=True):
        verdict = difference(view, line, column.rules, side, is_coloured)
        cells.append(_cell(column.name, *_value(view, line.measure, side.now, noun), *verdict))
    return f'<tr><th scope="row">{html.escape(label)}</th>{"".join(cells)}</tr>'


def _value(view: View, measure: Measure, row: pd.Series, noun: str) -> tuple[str, str]:
    metric = measure.metric
    base = base_text(metric, row, noun)
    if 0 < row["denominator"] < SMALL_BASE:
        base = f"Small base: {base}"
    return fmt.value(row["value"], metric.unit, only_currency(view)), base


def _cell(name: str, value: str, base: str, change: str, look: str) -> str:
    told = f'<span class="earshot-kpi-verdict {look}">{html.escape(change)}</span>' if change else ""
    return (
        f'<td data-label="{html.escape(name)}"><b>{html.escape(value)}</b>{told}<small>{html.escape(base)}</small></td>'
    )


def difference(view: View, line: Line, rules: Sequence[Rule], side: Side, is_coloured: bool) -> tuple[str, str]:
    """How a segment differs from everyone else, in words, and the look of these: coloured where it is no chance."""
    measure, moved, metric = line.measure, side.moved, line.measure.metric
    if measure.follows(rules):
        return FOLLOWS, "is-plain"
    if moved.difference is None:
        return "", "is-plain"
    text = fmt.change_with_interval(moved.difference, moved.low, moved.high, metric.unit, only_currency(view))
    if not is_coloured:
        return f"{'◌' if rests_on_few(line.everyone, side) else '≈'} {text}", "is-plain"
    sign = "▲" if moved.difference > 0 else "▼"
    if measure.more_is_better is None:
        return f"{sign} {text}", "is-plain is-clear"
    return f"{sign} {text}", "is-better" if (moved.difference > 0) == measure.more_is_better else "is-worse"


def _foot(found: Sequence[Line], columns: Sequence[Column]) -> None:
    with st.popover("Definitions", type="tertiary", key="definitions-segment_numbers"):
        shown = [define(line.measure.metric, **line.measure.options) for line in found]
        for each in shown:
            st.html(definition_html(each))
        held, sources = coverage(), sorted({each.speaks_of for each in shown})
        for place, speaks_of in enumerate(sources, 1):
            # When the data last changed is said once.
            states.note(source(speaks_of, held if place == len(sources) else replace(held, changed_at=None)))
    if columns:
        states.note(_NOTE)
