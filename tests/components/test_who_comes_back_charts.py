"""Two dimensions at once, and a change in its parts: the numbers are in the marks, and what rests on few looks so."""

import numpy as np
import pandas as pd
import pytest

from components import charts, theme

HOSTILE = "<img src=x onerror=alert(1)>"


def rates(**counts):
    """A rate's frame of group -> (numerator, denominator)."""
    frame = pd.DataFrame(
        [(group, *pair) for group, pair in counts.items()], columns=["group", "numerator", "denominator"]
    )
    value = frame["numerator"] / frame["denominator"]
    return frame.assign(period=None, value=value, low=value - 0.05, high=value + 0.05)


@pytest.fixture
def shop():
    cells = rates(
        **{"Homes × North": (60, 100), "Homes × South": (5, 20), "Shops × South": (90, 100), "Clubs × North": (1, 2)}
    )
    return cells, rates(Homes=(65, 120), Shops=(90, 100)), rates(North=(60, 100), South=(95, 120))


OVERALL = rates(**{"": (155, 220)}).iloc[0]


def marked(figure):
    """Heading of the hover -> (words, group that a click carries, row, column's middle), by trace."""
    return {
        trace.name: {
            text.split("</b>")[0].removeprefix("<b>"): (word, data[1], y, base + length / 2)
            for text, word, data, y, base, length in zip(
                trace.hovertext, trace.text, trace.customdata, trace.y, trace.base, trace.x, strict=True
            )
        }
        for trace in figure.data
    }


def test_cells_carry_their_share_their_base_and_their_group(shop):
    found = marked(charts.pair_heatmap(*shop, OVERALL))
    assert found["cells"]["Homes, North"][:2] == ("<b>60%</b><br>100", "Homes × North")
    assert found["cells"]["Shops, South"][0] == "<b>90%</b><br>100"
    # Totals stand apart, and lead nowhere: the ranking does.
    assert found["cells"]["All"] == ("<b>70%</b><br>220", "", 0, 0)
    assert found["cells"]["Homes"] == ("<b>54%</b><br>120", "", 2.25, 0)
    assert found["cells"]["South"][1:3] == ("", 0)
    # The highest row and column come first; groups that are not to be drawn are not.
    assert found["cells"]["Shops"][2] < found["cells"]["Homes"][2]
    assert found["cells"]["South"][3] < found["cells"]["North"][3]
    assert not any("Clubs" in heading for trace in found.values() for heading in trace)


def test_a_cell_on_few_is_hollow_and_one_of_nobody_is_not_there(shop):
    figure = charts.pair_heatmap(*shop, OVERALL)
    found = marked(figure)
    assert list(found["small"]) == ["Homes, South"]
    assert not any("Shops, North" in trace for trace in found.values())
    small = next(trace for trace in figure.data if trace.name == "small")
    assert (small.marker.color, small.marker.line.color) == ("rgba(0,0,0,0)", theme.GREY)
    assert "Small base: read with care" in small.hovertext[0]


def test_names_from_data_are_words_and_one_that_holds_the_sign_finds_its_row():
    cells = rates(**{f"{HOSTILE} × A x B": (60, 100)})
    figure = charts.pair_heatmap(cells, rates(**{HOSTILE: (60, 100)}), rates(**{"A × B": (60, 100)}), OVERALL)
    shown = [*figure.data[0].hovertext, *figure.layout.yaxis.ticktext, *figure.layout.xaxis.ticktext]
    assert not any("<img" in text for text in shown) and any("&lt;img" in text for text in shown)
    assert len(figure.data[0].x) == 4


def changes(**parts):
    """A frame of returning_share_change: group -> (rate, mix, customers now)."""
    frame = pd.DataFrame(
        [(group, *part) for group, part in parts.items()], columns=["group", "rate", "mix", "denominator"]
    )
    value = frame["rate"] + frame["mix"]
    return frame.assign(
        period=None, value=value, low=value - 0.01, high=value + 0.01, rate_low=frame["rate"] - 0.01,
        rate_high=frame["rate"] + 0.01, numerator=10.0, numerator_before=10.0, denominator_before=100.0,
        rate_now=0.1, rate_before=0.1,
    )  # fmt: skip


def test_parts_are_bars_their_sum_a_dot_and_all_three_are_printed():
    parts = changes(Homes=(0.02, -0.05, 100.0), Shops=(0.04, 0.01, 100.0), Clubs=(0.0, 0.001, 12.0))
    whole = parts.iloc[0].copy()
    whole[["value", "rate", "mix"]] = 0.021, 0.021, 0.0  # of the whole itself all is rate
    figure = charts.contributions(parts, whole)
    rate, mix = (trace for trace in figure.data if trace.type == "bar")
    assert (rate.name, mix.name) == ("Rate", "Mix")
    # The whole first with the sums of its parts, then the groups by the size of what they add.
    assert rate.customdata[:, 1].tolist() == ["", "Shops", "Homes", "Clubs"]
    assert rate.x.tolist() == pytest.approx([0.06, 0.04, 0.02, 0.0])
    assert mix.x.tolist() == pytest.approx([-0.039, 0.01, -0.05, 0.001])
    dots = next(trace for trace in figure.data if trace.name == "sum")
    assert dots.x.tolist() == pytest.approx((rate.x + mix.x).tolist())
    printed = [note.text for note in figure.layout.annotations]
    assert printed[2::5][0] == "+4.0" and "<b>+2.1</b>" in printed and any("Rate" in text for text in printed)
    assert "Rate +4.00 pts, 95% interval 3.0 to 5.0" in rate.hovertext[1]
    # Twelve customers are too few for a colour.
    assert rate.marker.color[3] == mix.marker.color[3] == theme.GREY != rate.marker.color[0]
    assert "Small base: read with care" in rate.hovertext[3]


def test_the_groups_beyond_the_largest_are_summed_so_that_the_rows_still_add_up():
    parts = changes(**{HOSTILE if place == 3 else f"G{place}": (0.01 * place, -0.001, 50.0) for place in range(14)})
    whole = parts.iloc[0].copy()
    whole["value"] = parts["value"].sum()
    figure = charts.contributions(parts, whole, most=10)
    dots = next(trace for trace in figure.data if trace.name == "sum")
    assert len(dots.x) == 1 + 10 + 1
    assert np.sum(dots.x[1:]) == pytest.approx(dots.x[0])
    assert figure.layout.yaxis.ticktext[-1] == "All others (4)"
    assert "<img" not in "".join(figure.layout.yaxis.ticktext) + "".join(figure.data[0].hovertext)


def test_an_unknown_change_is_said_and_not_drawn():
    nothing = changes(Homes=(np.nan, np.nan, 0.0))
    assert not charts.contributions(nothing, nothing.iloc[0]).data
    nobody = rates(Homes=(0, 0))
    assert not charts.pair_heatmap(nobody, nobody, nobody, nobody.iloc[0]).data
