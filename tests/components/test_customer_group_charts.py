"""Groups beside each other and the flow between them: what is drawn adds up, and a click knows what it is on."""

import re

import numpy as np
import pandas as pd
import pytest

from components import charts, theme
from components.charts.flow import is_drawn

ORDER = ("Best", "Good", "Poor", "Nobody yet")
DAYS = ("30 Jun 2025", "30 Jun 2026")


def moves(*rows):
    kinds = {(a, b): "same" if a == b else "up" if ORDER.index(b) < ORDER.index(a) else "down" for a, b, _ in rows}
    kinds |= {pair: "new" for pair in kinds if pair[0] == "Nobody yet"}
    frame = pd.DataFrame(rows, columns=["from_group", "to_group", "value"]).astype({"value": float})
    pairs = list(zip(frame["from_group"], frame["to_group"], strict=True))
    return frame.assign(kind=[kinds[pair] for pair in pairs], group=[" × ".join(pair) for pair in pairs])


MOVES = moves(
    ("Best", "Best", 300), ("Best", "Poor", 100), ("Good", "Best", 200), ("Good", "Good", 50),
    ("Poor", "Poor", 347), ("Poor", "Best", 3), ("Nobody yet", "Good", 100),
)  # fmt: skip


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def bands(figure):
    """Of each band its colour, and the upper and lower edge on both sides."""
    found = []
    for shape in figure.layout.shapes:
        if shape.type == "path":
            y = [float(number) for number in re.findall(r",([\d.e+-]+)", shape.path)]
            found.append((shape.fillcolor[:7], (y[0], y[7]), (y[3], y[4])))
    return found


def test_bands_are_as_wide_as_their_moves_are_large_and_lie_beside_each_other():
    figure = charts.flow(MOVES, ORDER, DAYS)
    for side in (1, 2):
        edges = sorted(band[side] for band in bands(figure))
        assert all(lower >= above - 1e-6 for (_, above), (lower, _) in zip(edges, edges[1:], strict=False))
    widths = sorted(low - top for _, (top, low), _ in bands(figure))
    assert np.allclose(np.array(widths) / widths[-1], np.array([50, 100, 100, 200, 300, 347]) / 347)


def test_up_and_down_have_the_colours_of_better_and_worse():
    colours = {colour for colour, *_ in bands(charts.flow(MOVES, ORDER, DAYS))}
    assert {theme.BETTER, theme.WORSE, theme.OURS} < colours


def test_hairs_are_left_out_and_only_they():
    assert MOVES.loc[~is_drawn(MOVES), "group"].tolist() == ["Poor × Best"]


def test_a_click_on_a_band_knows_the_move_and_one_on_a_group_its_side():
    figure = charts.flow(MOVES, ORDER, DAYS)
    assert {row[1] for row in named(figure, "moves").customdata} == set(MOVES.loc[is_drawn(MOVES), "group"])
    assert [row[1] for row in named(figure, "from").customdata] == ["Best × ", "Good × ", "Poor × ", "Nobody yet × "]
    assert [row[1] for row in named(figure, "to").customdata] == [" × Best", " × Good", " × Poor"]


def test_names_beside_the_groups_never_overlap():
    tiny = moves(*((name, "Best", 1) for name in ORDER[:3]), ("Nobody yet", "Best", 9_000))
    figure = charts.flow(tiny, ORDER, DAYS)
    heights = sorted(note.y for note in figure.layout.annotations if note.x == 0 and note.yanchor == "middle")
    assert len(heights) == 4 and np.diff(heights).min() >= 15.9


def test_the_largest_moves_come_first_with_their_sign():
    changes = MOVES[MOVES["kind"].isin(("up", "down"))]
    bars = charts.moves(changes, most=2).data[0]
    assert list(bars.text) == ["▲ 200", "▼ 100"]
    assert list(bars.marker.color) == [theme.BETTER, theme.WORSE]
    assert bars.customdata.tolist()[0][1] == "Good × Best"


def test_both_shares_of_a_group_are_printed_in_the_order_of_the_groups():
    rows = [("Best", 10.0, 0.1, 400.0, 0.4), ("Poor", 90.0, 0.9, 600.0, 0.6)]
    frame = pd.DataFrame(rows, columns=["group", "value", "share", "revenue", "of_revenue"])
    shares = {"share": "Share of customers", "of_revenue": "Share of revenue"}
    figure = charts.shares_beside(frame, shares, amount="revenue", currency="EUR")
    assert list(figure.layout.yaxis.ticktext) == ["Best", "Poor"]
    assert [list(bars.text) for bars in figure.data] == [["10.0%", "90.0%"], ["40.0%", "60.0%"]]
    assert "10 customers, €400.00" in figure.data[0].hovertext[0]
    assert figure.data[1].customdata.tolist()[1][1] == "Poor"


@pytest.mark.parametrize(
    "figure",
    [
        charts.flow(MOVES.head(0), ORDER, DAYS),
        charts.moves(MOVES.head(0)),
        charts.shares_beside(pd.DataFrame({"group": [], "a": []}), {"a": "A"}, amount="a"),
    ],
)
def test_nobody_at_all_is_said_in_words(figure):
    assert "No data for this choice" in figure.layout.annotations[0].text
