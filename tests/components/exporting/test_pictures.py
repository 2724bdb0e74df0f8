"""Charts drawn without a browser: every chart of the app is understood, and stands where Plotly puts it."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from components import charts, theme
from components.exporting import figures, picture, reading
from tests.components.exporting import gallery, variety

FIGURES = gallery.figures()
# What is drawn of traces and layouts, and what only answers to the pointer. A chart with anything else fails below:
# then draw it, or say here that a still picture does without.
TRACES = {
    "type", "name", "x", "y", "z", "mode", "orientation", "base", "width", "line", "marker", "fill", "fillcolor",
    "opacity", "text", "textposition", "textfont", "insidetextfont", "insidetextanchor", "constraintext", "textangle",
    "texttemplate", "zmin", "zmax", "colorscale", "xgap", "ygap",
}  # fmt: skip
POINTER = {
    "hovertext", "hovertemplate", "hoverinfo", "customdata", "selected", "unselected", "cliponaxis", "showscale",
    "hoverlabel",
}  # fmt: skip
LAYOUT = {
    "height", "margin", "font", "barmode", "bargap", "bargroupgap", "uniformtext", "xaxis", "yaxis", "annotations",
    "shapes", "paper_bgcolor", "plot_bgcolor", "barcornerradius", "meta",
}  # fmt: skip
STILL = {"showlegend", "dragmode", "hovermode", "hoverdistance", "hoverlabel", "uirevision", "modebar", "template"}
ANNOTATIONS = {
    "text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "align", "font", "textangle", "bgcolor",
    "borderpad", "showarrow",
}  # fmt: skip
SHAPES = {"type", "x0", "x1", "y0", "y1", "xref", "yref", "line", "fillcolor", "layer", "path"}
MODES = {"lines", "markers", "lines+markers", "markers+text", "text"}
SYMBOLS = {"circle", "circle-open", "square-open", "x-thin", "triangle-up", "triangle-down"}


def test_every_chart_of_the_app_is_here():
    assert set(FIGURES) == set(charts.__all__) - {"sparkline"}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_of_a_chart_is_left_out(name):
    figure = figures.plain(FIGURES[name])
    for trace in figure["data"]:
        assert set(trace) <= TRACES | POINTER
        assert trace.get("mode", "lines") in MODES
        assert set(figures.each(trace.get("marker", {}).get("symbol", "circle"), 1)) <= SYMBOLS
        assert trace.get("fill") in (None, "toself", "tonexty")
        assert trace.get("line", {}).get("shape", "hv") == "hv"
    assert set(figure["layout"]) <= LAYOUT | STILL
    for held, known in (("annotations", ANNOTATIONS), ("shapes", SHAPES)):
        assert all(set(item) <= known for item in figure["layout"].get(held, []))


@pytest.mark.parametrize("look", theme.PALETTES)
@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_is_whole_and_has_no_slots_left(name, look):
    drawn = picture.svg(figures.coloured(FIGURES[name], look), 800, look)
    ElementTree.fromstring(drawn)
    assert "nan" not in drawn and not re.search(r"#0000[0-3]\d", drawn)


def dots(drawn: str, colour: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" fill="{colour}"', drawn)
    return [(float(x), float(y)) for x, y in found]


def test_dots_stand_where_their_values_are():
    content = variety.ranking()
    figure = figures.coloured(content.figure, "light")
    drawn = picture.svg(figure, 800, "light")
    ours = theme.PALETTES["light"]["categorical"][0]
    layout = figure["layout"]
    left, right = layout["margin"]["l"], 800 - layout["margin"]["r"]
    low, high = layout["xaxis"]["range"]
    values = content.rows.sort_values("value", ascending=False)
    trusted = values[values["denominator"] >= 30]["value"]
    expected = [left + (value - low) / (high - low) * (right - left) for value in trusted]
    assert [x for x, _ in dots(drawn, ours)] == pytest.approx(expected, abs=0.02)


def test_bars_stand_on_each_other():
    drawn = picture.svg(figures.coloured(variety.stacked().figure, "light"), 800, "light")
    palette = theme.PALETTES["light"]
    heights = {}
    for colour in (palette["categorical"][0], palette["sequential"][5]):
        found = re.findall(rf'<rect x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="{colour}"', drawn)
        heights[colour] = [tuple(map(float, bar)) for bar in found]
    below, above = heights.values()
    assert len(below) == len(above) == 6
    for (x, y, height), (other_x, other_y, other_height) in zip(below, above, strict=True):
        assert x == other_x and other_y + other_height == pytest.approx(y, abs=0.02)
        assert other_height / height == pytest.approx(0.6180339, rel=1e-2)


def test_words_from_data_stay_words():
    drawn = picture.svg(figures.coloured(variety.ranking().figure, "light"), 800, "light")
    assert "=cmd|" in drawn
    marked = picture.svg(figures.coloured(variety.brands().figure, "light"), 800, "light")
    assert "<script>" not in marked and "&lt;script&gt;" in marked
    ElementTree.fromstring(marked)


def test_a_figure_is_read_as_series_with_their_bounds():
    content = variety.trend()
    before, own = reading.read(figures.coloured(content.figure, "light")).series
    assert own.y == content.rows["value"].tolist()
    assert own.low == content.rows["low"].tolist() and own.high == content.rows["high"].tolist()
    assert own.is_open == [False] * 5 + [True] and not before.low
    shapes = {name: reading.read(figures.coloured(figure, "light")).shape for name, figure in FIGURES.items()}
    assert {name for name, shape in shapes.items() if shape == "other"} == {
        "cohort_heatmap", "flow", "pair_heatmap", "metric_grid", "relationship",
    }  # fmt: skip
    assert shapes["survival_curve"] == "steps" and shapes["histogram"] == "columns" and shapes["ranking"] == "dots"


def test_a_text_that_looks_like_a_colour_stays_a_text():
    bar = {"type": "bar", "x": ["#000001"], "y": [1], "text": "order #000001", "marker": {"color": "#000001"}}
    done = figures.coloured({"data": [bar], "layout": {}}, "light")
    (bar,) = done["data"]
    assert (bar["x"], bar["text"]) == (["#000001"], "order #000001")
    assert bar["marker"]["color"] == theme.PALETTES["light"]["categorical"][0]
