"""Metrics by group: colour and sign where a number differs clearly, hollow where it rests on few."""

import pandas as pd
import pytest

from components import charts, theme


def cell(group, metric, value, look, *, n=200, unit="percent", difference=0.1):
    limits = {"low": difference - 0.05, "high": difference + 0.05}
    return {
        "group": group, "metric": metric, "value": value, "unit": unit, "noun": "customers", "numerator": value * n,
        "denominator": n, "difference": difference, **limits, "look": look,
    }  # fmt: skip


CELLS = pd.DataFrame(
    [
        cell("<b>Homes</b>", "Came back", 0.5, "better"),
        cell("Shops", "Came back", 0.3, "worse", difference=-0.2),
        cell("Clubs", "Came back", 0.4, "", n=12),
        cell("<b>Homes</b>", "Revenue each", 120.0, "", unit="amount"),
        cell("Shops", "Revenue each", 80.0, "clear", unit="amount", difference=-40.0),
        cell("Elsewhere", "Came back", 0.9, "better"),
    ]
)
GROUPS, METRICS = ["<b>Homes</b>", "Shops", "Clubs"], ["Came back", "Revenue each"]


@pytest.fixture
def traces():
    figure = charts.metric_grid(CELLS, GROUPS, METRICS, currency="GBP")
    return {trace.name: trace for trace in figure.data}


def test_a_clear_difference_has_a_colour_and_a_sign(traces):
    assert traces["better"].text == ("▲ 50.0%",) and traces["worse"].text == ("▼ 30.0%",)
    assert traces["clear"].text == ("▼ £80",) and traces["plain"].text == ("£120",)
    assert traces["better"].marker.color in theme.DIVERGING and traces["plain"].marker.color not in theme.DIVERGING
    assert "Against all others: −20.0 pts, −25.0 to −15.0" in traces["worse"].hovertext[0]


def test_a_small_base_is_hollow(traces):
    assert traces["small"].text == ("40.0%",)
    assert traces["small"].marker.color == "rgba(0,0,0,0)" and traces["small"].marker.line.color == theme.GREY


def test_a_click_carries_the_group_as_it_is_and_names_are_shown_escaped(traces):
    assert traces["better"].customdata[0][1] == "<b>Homes</b>"
    assert "&lt;b&gt;Homes" in traces["better"].hovertext[0]
    figure = charts.metric_grid(CELLS, GROUPS, METRICS)
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;Homes&lt;/b&gt;"


def test_nothing_known_is_an_empty_picture():
    assert not charts.metric_grid(CELLS.assign(value=float("nan")), GROUPS, METRICS).data
