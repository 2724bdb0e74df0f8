"""Segments beside each other: a row a metric, a column a segment, each against everyone else or against the first."""

import functools
import html
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components import chart_card, states, tables
from components import format as fmt
from components.definition import definition_html, source
from components.filter_bar import View
from components.headline import define
from components.presenting import freezing
from components.segment_lines import FOLLOWS, WORDS, Column, Line, compared_with, differences, lines, value
from data_access import fetch
from data_access.coverage import coverage
from data_access.metrics.definition import SMALL_BASE
from data_access.segments.comparison import Row, narrowed, sizes
from data_access.segments.members import size
from data_access.segments.rules import Rule
from data_access.snapshots import Content

_KEY = "segment_numbers"
_NOTE = (
    f"▲ and ▼: differs by more than chance from {{whom}} (95 % intervals, Benjamini-Hochberg at 10 % over this table); "
    f"≈: no clear difference; ◌: {{few}}. {FOLLOWS}: the rules choose by what the number measures. Feedback and orders "
    "of nobody known are left out."
)

_NOTHING = "No numbers for this choice", "Widen the period or remove a filter."
_NOBODY = "No customers yet", "Import orders, or feedback that says which customer wrote it, on the Data page."


def show(view: View, columns: Sequence[Column], from_first: bool = False, by: str | None = None) -> None:
    """The card with the table; with no segment it has everyone alone.

    from_first, by: as `lines` has them.
    """
    whom = compared_with(columns, from_first)
    doing = f"Comparing {' and '.join(column.name for column in columns[from_first:])} with {whom} …"
    # Inside its card, which has its height from the start: what comes below does not move when the numbers are there.
    with st.container(border=True, key=f"card-{_KEY}"):
        with st.spinner(fmt.markdown_escape(doing) if columns else "Counting everyone …"):
            found = lines(view, columns, from_first, by)
            everyone, own = sizes(view.filters, tuple(column.rules for column in columns), by)
        title, subtitle = _title(columns, found, from_first), f"Headline metrics · {view.period_text}"
        if len(columns) > 1:
            subtitle = f"Differences from {whom} · {view.period_text}"
        if not found:
            chart_card.head(title, subtitle, _KEY)
            states.empty(*(_NOTHING if everyone else _NOBODY))
            return
        note = _note(columns, from_first)
        chart_card.head(
            title, subtitle, _KEY, lambda: _frozen(view, columns, found, title, subtitle, note),
            lambda: _data(columns, found, from_first),
        )  # fmt: skip
        st.html(table_html(view, columns, found, _sizes_html(columns, everyone, own)))
        _foot(found, note)


def _note(columns: Sequence[Column], from_first: bool) -> str:
    if not columns:
        return ""
    whom, few = "everyone else, all other known customers", f"a base under {SMALL_BASE}, here or among all others"
    if from_first:
        whom = f"{columns[0].name}, whoever is in both being taken into account"
        few = f"a base under {SMALL_BASE}, here, there, or of those who are in one of both alone"
    return _NOTE.format(whom=whom, few=few)


def _data(columns: Sequence[Column], found: Sequence[Line], from_first: bool) -> None:
    told = functools.partial(numbers, columns, found, from_first)
    tables.download(told, key=_KEY, file_name="segments.csv", label="CSV")


def numbers(columns: Sequence[Column], found: Sequence[Line], from_first: bool = False) -> pd.DataFrame:
    """Every number of the table with all its digits, a row a metric and segment; limits are those of the difference."""
    rows = []
    for line in found:
        label = WORDS[line.measure.metric.name][0]
        rows.append({"metric": label, "segment": "Everyone", **_counted(line.everyone)})
        for place, (column, side) in enumerate(zip(columns, line.sides, strict=True)):
            moved = side.moved
            limits = {"difference": moved.difference, "difference_low": moved.low, "difference_high": moved.high}
            limits["difference_from"] = None if from_first and not place else compared_with(columns, from_first)
            follows = {"follows_from_a_rule": line.follows[place]}
            rows.append({"metric": label, "segment": column.name, **_counted(side.now), **limits, **follows})
    return pd.DataFrame(rows)


def _counted(row: Row) -> dict:
    return {name: row[name] for name in ("value", "numerator", "denominator")}


def _frozen(
    view: View, columns: Sequence[Column], found: Sequence[Line], title: str, subtitle: str, note: str
) -> Content:
    """The table as a slide has it, in words."""
    rows = []
    for line in found:
        row = {"Metric": WORDS[line.measure.metric.name][0]}
        row["Everyone"] = " · ".join(value(view, line.measure, line.everyone))
        for column, side, (told, _) in zip(columns, line.sides, differences(view, line), strict=True):
            parts = (*value(view, line.measure, side.now), told)
            row[column.name] = " · ".join(part for part in parts if part)
        rows.append(row)
    return Content(title, subtitle, note=note, filters=freezing.filters_in_words(view), rows=pd.DataFrame(rows))


def _title(columns: Sequence[Column], found: Sequence[Line], from_first: bool) -> str:
    """Of one comparison, in how many of the numbers that could tell it differs."""
    if not columns:
        return "All customers: build a segment to compare it with everyone else"
    whom = compared_with(columns, from_first)
    if len(columns) - from_first > 1:
        return f"How do these segments compare with {whom}?"
    told = [line.is_coloured[-1] for line in found if not line.follows[-1]]
    which = "" if len(told) == len(found) else " that its rules do not decide"
    if from_first and which:
        which = " that no rule decides"
    if not any(told):
        return f"No clear difference from {whom} in the numbers{which}"
    return f"{columns[-1].name} differs from {whom} in {sum(told)} of {len(told)} numbers{which}"


def table_html(view: View, columns: Sequence[Column], found: Sequence[Line], first_row: str = "") -> str:
    """The numbers as markup. Whatever comes from data is escaped, but the first row, which is markup already."""
    heads = ["Metric", "Everyone", *(column.name for column in columns)]
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    body = first_row + "".join(_line_html(view, columns, line) for line in found)
    return f'<table class="earshot-table earshot-segments"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def count(view: View, rules: Sequence[Rule]) -> pd.Series:
    """customers and buyers of a segment, all_customers and all_buyers; of everyone without rules."""
    return fetch.rows(size(narrowed(view.filters, rules))).iloc[0]


def _sizes_html(columns: Sequence[Column], everyone: int, segments: Sequence[tuple[int, int]]) -> str:
    """How many there are, whatever the period, and how many of them are in the first segment too."""
    cells = [_cell("Everyone", fmt.count(everyone), "whatever the period", "", "")]
    for place, (column, (own, both)) in enumerate(zip(columns, segments, strict=True)):
        told = f"{fmt.percent(own / everyone) if everyone else fmt.NO_DATA} of everyone"
        if place:
            told += f", {fmt.count(both)} also in the first"
        cells.append(_cell(column.name, fmt.count(own), told, "", ""))
    return f'<tr><th scope="row">Customers</th>{"".join(cells)}</tr>'


def _line_html(view: View, columns: Sequence[Column], line: Line) -> str:
    cells = [_cell("Everyone", *value(view, line.measure, line.everyone), "", "")]
    for column, side, told in zip(columns, line.sides, differences(view, line), strict=True):
        cells.append(_cell(column.name, *value(view, line.measure, side.now), *told))
    label = html.escape(WORDS[line.measure.metric.name][0])
    return f'<tr><th scope="row">{label}</th>{"".join(cells)}</tr>'


def _cell(name: str, value: str, base: str, change: str, look: str) -> str:
    told = f'<span class="earshot-kpi-verdict {look}">{html.escape(change)}</span>' if change else ""
    return (
        f'<td data-label="{html.escape(name)}"><b>{html.escape(value)}</b>{told}<small>{html.escape(base)}</small></td>'
    )


def _foot(found: Sequence[Line], note: str) -> None:
    with st.popover("Definitions", type="tertiary", key="definitions-segment_numbers"):
        shown = [define(line.measure.metric, **line.measure.options) for line in found]
        for each in shown:
            st.html(definition_html(each))
        held, sources = coverage(), sorted({each.speaks_of for each in shown})
        for place, speaks_of in enumerate(sources, 1):
            # When the data last changed is said once.
            states.note(source(speaks_of, held if place == len(sources) else replace(held, changed_at=None)))
    if note:
        states.note(note)
