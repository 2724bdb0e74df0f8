"""Bars in rows: each begins where it is told to and carries its group; nothing of a name is read as markup."""

import pandas as pd

from components import charts


def rows(*bars) -> pd.DataFrame:
    frame = pd.DataFrame(bars, columns=["group", "start", "value"])
    return frame.assign(label=frame["group"], tone="ours", number="1%", under="", lines=[["10 customers"]] * len(bars))


def test_bars_begin_at_their_start_and_return_their_group():
    figure = charts.bar_rows(rows(("before", 0, 1.0), ("kept", 0, 0.85), ("won", 0.85, 0.25)), is_joined=True, rule=1.0)
    bars = figure.data[0]
    assert list(bars.base) == [0, 0, 0.85] and list(bars.x) == [1.0, 0.85, 0.25]
    assert [carried[1] for carried in bars.customdata] == ["before", "kept", "won"]
    ends = [shape.x0 for shape in figure.layout.shapes]
    assert ends == [1.0, 0.85, 1.0]  # from bar to bar, and the rule
    assert figure.layout.xaxis.range[0] == 0 and figure.layout.xaxis.range[1] >= 1.1


def test_names_are_text_and_nothing_to_draw_is_said():
    figure = charts.bar_rows(rows(("<b>Loud</b>", 0, 1.0)))
    assert "&lt;b&gt;Loud" in figure.layout.yaxis.ticktext[0] and "&lt;b&gt;Loud" in figure.data[0].hovertext[0]
    assert "No data" in charts.bar_rows(rows(("a", 0, 0.0))).layout.annotations[0].text
