"""A figure as an SVG drawing, made without a browser: what the app's charts are drawn with, and nothing else.

Lines, marks, bars and cells, rules and bands, ticks and words stand where Plotly would put them. A property of a figure
that is not known here would be left out silently, so a test compares all charts with what is known.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components import theme
from components.exporting import picture_marks as marks
from components.exporting import picture_text as words

# Between an axis and its words, in pixels.
_PAD = 8
_LIFT = {"top": "top", "middle": "middle", "bottom": "bottom", "auto": "middle"}


@dataclass(frozen=True)
class Scale:
    """From values to pixels: start and end are the pixels of the first and last value of the axis."""

    first: float
    last: float
    start: float
    end: float
    is_date: bool

    def __call__(self, values: object) -> np.ndarray:
        return self.start + (numbers(values, self.is_date) - self.first) / (self.last - self.first) * (
            self.end - self.start
        )


@dataclass(frozen=True)
class Plot:
    """The plot's place in the picture: x over its width, y from its top (y.end) to its bottom (y.start)."""

    x: Scale
    y: Scale
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x.start

    @property
    def right(self) -> float:
        return self.x.end

    @property
    def top(self) -> float:
        return self.y.end

    @property
    def bottom(self) -> float:
        return self.y.start


def svg(figure: dict, width: float, look: str, height: float | None = None) -> str:
    """The figure, plain and coloured for the look, in so many pixels; its own height without one."""
    layout, palette = figure["layout"], theme.PALETTES[look]
    height = height or layout.get("height", 320)
    plot = _plot(figure, width, height)
    font = {"size": layout.get("font", {}).get("size", theme.TEXT_SIZE), "color": palette["text"]}
    clip = f"{plot.left:.2f} {plot.top:.2f} {plot.right - plot.left:.2f} {plot.bottom - plot.top:.2f}".split()
    box = 'x="{}" y="{}" width="{}" height="{}"'.format(*clip)
    over, under = _shapes(layout, plot)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.2f} {height:.2f}" font-family="{words.FONT}">',
        f'<defs><clipPath id="plot"><rect {box}/></clipPath>{marks.PATTERN}</defs>',
        _grid(layout, plot),
        f'<g clip-path="url(#plot)">{"".join(under)}</g>' if not _reaches_out(layout) else "".join(under),
        *marks.draw(figure, plot, font),
        *over,
        *_ticks(layout, plot, font),
        *(_annotation(each, plot, font) for each in layout.get("annotations", [])),
        "</svg>",
    ]
    return "".join(parts)


def numbers(values: object, is_date: bool) -> np.ndarray:
    """Days as nanoseconds since 1970, others as they are; NaN where unknown."""
    listed = values if isinstance(values, list) else [values]
    if not is_date:
        return np.array([np.nan if value is None else value for value in listed], dtype=float)
    days = pd.to_datetime(pd.Series(listed, dtype="object"), format="ISO8601")
    return days.to_numpy("datetime64[ns]").astype("int64").astype(float) if days.notna().all() else np.array(
        [np.nan if pd.isna(day) else float(day.value) for day in days]
    )  # fmt: skip


def _plot(figure: dict, width: float, height: float) -> Plot:
    """The plot between its margins, which grow with the words on the axes as far as the figure lets them."""
    layout = figure["layout"]
    margin, over, along = layout.get("margin", {}), layout.get("xaxis", {}), layout.get("yaxis", {})
    left, right = margin.get("l", 0), margin.get("r", 12)
    top, bottom = margin.get("t", 12), margin.get("b", 40)
    if _is_written(along) and along.get("automargin", True):
        left = max(left, max(words.width(text, _size(along)) for text in along["ticktext"]) + _PAD + 2)
    if _is_written(over) and over.get("automargin", True):
        room = max(words.height(text, _size(over)) for text in over["ticktext"]) + _PAD
        top, bottom = (max(top, room), bottom) if over.get("side") == "top" else (top, max(bottom, room))
    is_date = over.get("type") == "date"
    first, last = _range(figure, "x", is_date)
    low, high = _range(figure, "y", False)
    return Plot(
        Scale(first, last, left, width - right, is_date), Scale(low, high, height - bottom, top, False), width, height
    )


def _is_written(axis: dict) -> bool:
    return bool(axis.get("ticktext")) and axis.get("visible", True) and axis.get("showticklabels", True)


def _size(axis: dict) -> float:
    return axis.get("tickfont", {}).get("size", theme.SMALL_TEXT_SIZE)


def _range(figure: dict, name: str, is_date: bool) -> tuple[float, float]:
    """The axis's own range; else all marks, with half a bar or a little air on either side."""
    axis = figure["layout"].get(f"{name}axis", {})
    if axis.get("range"):
        first, last = numbers(list(axis["range"]), is_date)
        return float(first), float(last)
    held = [numbers(trace[name], is_date) for trace in figure["data"] if trace.get(name)]
    places = np.unique(np.concatenate(held)) if held else np.array([0.0, 1.0])
    places = places[np.isfinite(places)]
    has_bars = any(trace["type"] == "bar" for trace in figure["data"])
    step = float(np.diff(places).min()) if len(places) > 1 else 1.0
    air = step / 2 if has_bars else (places[-1] - places[0]) * 0.05
    return float(places[0] - air), float(places[-1] + air) or 1.0


def _grid(layout: dict, plot: Plot) -> str:
    rules = []
    for axis, scale, is_upright in ((layout.get("xaxis", {}), plot.x, True), (layout.get("yaxis", {}), plot.y, False)):
        if axis.get("visible") is False:
            continue
        colour = axis.get("gridcolor", theme.HAIRLINE)
        if axis.get("showgrid", True) and axis.get("tickvals"):
            rules += [_across(plot, at, is_upright, colour) for at in scale(list(axis["tickvals"]))]
        low, high = sorted((scale.first, scale.last))
        if axis.get("zeroline") and low <= 0 <= high:
            rules.append(_across(plot, scale(0)[0], is_upright, axis.get("zerolinecolor", theme.RULE)))
        if axis.get("showline"):
            rules.append(_across(plot, plot.bottom if is_upright else plot.left, not is_upright, axis["linecolor"]))
    return "".join(rules)


def _across(plot: Plot, at: float, is_upright: bool, colour: str) -> str:
    if is_upright:
        return marks.rule(at, plot.top, at, plot.bottom, {"color": colour})
    return marks.rule(plot.left, at, plot.right, at, {"color": colour})


def _ticks(layout: dict, plot: Plot, font: dict) -> list[str]:
    drawn = []
    over, along = layout.get("xaxis", {}), layout.get("yaxis", {})
    if _is_written(over):
        is_top = over.get("side") == "top"
        at = plot.top - 4 if is_top else plot.bottom + 4 + over.get("ticklen", 0) / 2
        own = font | over.get("tickfont", {})
        for x, text in zip(plot.x(list(over["tickvals"])), over["ticktext"], strict=True):
            if plot.left - 1 <= x <= plot.right + 1:
                drawn.append(words.svg(text, x, at, own, anchor="center", valign="bottom" if is_top else "top"))
                if over.get("ticks"):
                    drawn.append(
                        marks.rule(x, plot.bottom, x, plot.bottom + over["ticklen"], {"color": theme.HAIRLINE})
                    )
    if _is_written(along):
        own = font | along.get("tickfont", {})
        for y, text in zip(plot.y(list(along["tickvals"])), along["ticktext"], strict=True):
            drawn.append(words.svg(text, plot.left - _PAD, y, own, anchor="right", valign="middle"))
    return drawn


def _at(plot: Plot, item: dict, axis: str, value: object) -> float:
    """Pixels of a place that is told in values or in parts of the plot."""
    if item.get(f"{axis}ref", axis) == axis:
        return float((plot.x if axis == "x" else plot.y)(value)[0])
    return (
        plot.left + value * (plot.right - plot.left) if axis == "x" else plot.bottom - value * (plot.bottom - plot.top)
    )


def _annotation(item: dict, plot: Plot, font: dict) -> str:
    own = font | item.get("font", {})
    x = _at(plot, item, "x", item["x"]) + item.get("xshift", 0)
    y = _at(plot, item, "y", item["y"]) - item.get("yshift", 0)
    wide, high = words.width(item["text"], own["size"]), words.height(item["text"], own["size"])
    angle = item.get("textangle", 0)
    if angle:
        # Turned about its middle, which stands half its length away from where it is held.
        side = {"bottom": -1, "top": 1}.get(item.get("yanchor"), 0)
        return words.svg(item["text"], x, y + side * wide / 2, own, anchor="center", valign="middle", angle=angle)
    anchor = item.get("xanchor", "center")
    anchor = ("left" if x < plot.left + 1 else "center") if anchor == "auto" else anchor
    align = item.get("align", "center") if len(words.lines(item["text"])) > 1 else anchor
    if align != anchor:
        x += {"left": 0, "center": 0.5, "right": 1}[align] * wide - {"left": 0, "center": 0.5, "right": 1}[
            anchor
        ] * wide
    valign = _LIFT[item.get("yanchor", "middle")]
    behind = ""
    if item.get("bgcolor"):
        left = x - {"left": 0, "center": 0.5, "right": 1}[align] * wide
        above = y - {"top": 0, "middle": 0.5, "bottom": 1}[valign] * high
        behind = marks.box(left, above, wide, high, item["bgcolor"])
    return behind + words.svg(item["text"], x, y, own, anchor=align, valign=valign)


def _reaches_out(layout: dict) -> bool:
    """Whether rules rise above the plot to the words of events."""
    return any(shape.get("yref") == "paper" and shape.get("y1", 0) > 1 for shape in layout.get("shapes", []))


def _shapes(layout: dict, plot: Plot) -> tuple[list[str], list[str]]:
    """Those over the marks, and those below them."""
    drawn: dict[bool, list[str]] = {True: [], False: []}
    for shape in layout.get("shapes", []):
        shape = shape | ({"yref": "paper"} if shape.get("yref") == "y domain" else {})
        if shape["type"] == "path":
            mark = marks.path(shape, plot)
        else:
            x0, x1 = (_at(plot, shape, "x", shape[name]) for name in ("x0", "x1"))
            y0, y1 = (_at(plot, shape, "y", shape[name]) for name in ("y0", "y1"))
            if shape["type"] == "line":
                mark = marks.rule(x0, y0, x1, y1, shape.get("line", {}))
            else:
                mark = marks.box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0), shape.get("fillcolor", "none"))
        drawn[shape.get("layer") != "below"].append(mark)
    return drawn[True], drawn[False]
