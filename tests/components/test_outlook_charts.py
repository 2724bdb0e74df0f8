"""The charts of the outlook show one customer's share beside the totals, and never one line without the other."""

import pandas as pd
import pytest

from components import charts, theme

HELD_OUT = pd.DataFrame(
    {
        "group": ["0", "1"],
        "numerator": [340.0, 12.0],
        "denominator": [300.0, 20.0],
        "customers": [1000.0, 20.0],
    }
)


def test_ring_and_dot_are_of_one_customer_and_the_totals_are_printed():
    figure = charts.said_and_happened(HELD_OUT, "ratio", names={"0": "Bought once", "1": "Twice"})
    said, happened = (next(trace for trace in figure.data if trace.name == name) for name in ("said", "happened"))
    assert list(said.x) == pytest.approx([0.34, 0.6]) and list(happened.x) == pytest.approx([0.3, 1.0])
    printed = " ".join(annotation.text for annotation in figure.layout.annotations)
    assert "said 340" in printed and "was 300" in printed
    assert said.customdata[1][1] == "1"
    # Twenty customers are a small base.
    assert list(happened.marker.color) == [theme.OURS, theme.GREY] and "Small base" in happened.text[1]


def test_what_is_expected_is_drawn_with_what_was_said_and_happened():
    days = pd.to_datetime(["2026-04-01", "2026-06-30", "2026-04-01", "2026-06-30", "2026-06-30", "2026-09-28"])
    group = ["said", "said", "happened", "happened", "expected", "expected"]
    frame = pd.DataFrame({"period": days, "group": group, "value": [0, 1082.6, 0, 1127, 0, 1222.1]})
    figure = charts.outlook_lines(frame)
    assert {trace.name for trace in figure.data} == {"said", "happened", "expected"}
    printed = " ".join(annotation.text for annotation in figure.layout.annotations)
    for text in ("1,083 said", "<b>1,127</b> happened", "<b>1,222</b>", "Last 90 days", "Next 90 days"):
        assert text in printed


def test_columns_carry_their_share_and_their_group():
    frame = pd.DataFrame({"group": ["1", "2"], "value": [30.0, 10.0]})
    bars = charts.columns(frame, "count", {"1": "Once", "2": "Twice"}, noun="customers").data[0]
    assert list(bars.text) == ["75.0%", "25.0%"]
    assert [row[1] for row in bars.customdata] == ["1", "2"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda frame: charts.said_and_happened(frame, "ratio"),
        charts.outlook_lines,
        lambda frame: charts.columns(frame, "count", {}, noun="customers"),
    ],
)
def test_nothing_to_draw_keeps_its_place(draw):
    empty = pd.DataFrame(columns=["period", "group", "value", "numerator", "denominator", "customers"])
    assert "No data" in draw(empty).layout.annotations[0].text
