"""The marks of a picture: bars, cells, lines, areas and dots as SVG."""

import html
import re

import numpy as np

from components import theme
from components.exporting import picture_text as words
from components.exporting.figures import each, shade

_DASHES = {"dot": "1.5 3.5", "dash": "7 5"}
# Of an unfinished bar: hairlines in the background's colour.
PATTERN = (
    '<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="2" height="6" fill="#848B94" fill-opacity="0.55"/></pattern>'
)
# Outlines of marks that are no circles, in parts of their radius.
_OUTLINES = {
    "triangle-up": (("M", -1.0, 0.85), ("L", 1.0, 0.85), ("L", 0.0, -0.95)),
    "triangle-down": (("M", -1.0, -0.85), ("L", 1.0, -0.85), ("L", 0.0, 0.95)),
    "square": (("M", -1.0, -1.0), ("L", 1.0, -1.0), ("L", 1.0, 1.0), ("L", -1.0, 1.0)),
    "diamond": (("M", 0.0, -1.2), ("L", 1.2, 0.0), ("L", 0.0, 1.2), ("L", -1.2, 0.0)),
    "x-thin": (("M", -0.8, -0.8), ("L", 0.8, 0.8), ("M", -0.8, 0.8), ("L", 0.8, -0.8)),
}
_CORNER = 2
_ORDER = {"heatmap": 0, "bar": 1, "scatter": 2}


def draw(figure: dict, plot, font: dict) -> list[str]:
    """All marks, from back to front as Plotly puts them: cells, bars, then lines and dots."""
    drawn: list[str] = []
    traces = sorted(figure["data"], key=lambda trace: _ORDER[trace["type"]])
    bars = _bars([trace for trace in traces if trace["type"] == "bar"], figure["layout"], plot, font)
    below: dict | None = None
    for trace in traces:
        if trace["type"] == "heatmap":
            drawn += _cells(trace, plot)
        elif trace["type"] == "bar":
            drawn += next(bars)
        else:
            drawn += _scatter(trace, plot, font, below)
            below = trace
    return drawn


def rule(x0: float, y0: float, x1: float, y1: float, line: dict) -> str:
    """A straight line; line: color, width, dash."""
    look = _stroke({"width": 1, **line})
    return f'<line x1="{x0:.2f}" y1="{y0:.2f}" x2="{x1:.2f}" y2="{y1:.2f}" {look}/>'


def box(x: float, y: float, width: float, height: float, colour: str, more: str = "") -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{html.escape(colour)}" {more}/>'
    )


def path(shape: dict, plot) -> str:
    """An outline in values of the axes: moves, lines and curves, each number pair a point."""

    def placed(found: re.Match) -> str:
        return f"{plot.x(float(found[1]))[0]:.2f},{plot.y(float(found[2]))[0]:.2f}"

    outline = re.sub(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)", placed, shape["path"])
    return f'<path d="{html.escape(outline)}" fill="{html.escape(shape["fillcolor"])}"/>'


def _stroke(line: dict) -> str:
    dash = _DASHES.get(line.get("dash", ""), "")
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{html.escape(line["color"])}" stroke-width="{line.get("width", 2)}" fill="none"{dashes}'


def _scatter(trace: dict, plot, font: dict, below: dict | None) -> list[str]:
    if not trace.get("x"):
        return []
    x, y = plot.x(list(trace["x"])), plot.y(list(trace["y"]))
    mode, drawn = trace.get("mode", "lines"), []
    if trace.get("fill") == "toself":
        drawn.append(f'<path d="{_outline(x, y, closed=True)}" fill="{html.escape(trace["fillcolor"])}"/>')
    elif trace.get("fill") == "tonexty" and below is not None:
        back = _stairs(plot.x(list(below["x"])), plot.y(list(below["y"])), below)
        out = _stairs(x, y, trace)
        ring = [np.concatenate([one, other[::-1]]) for one, other in zip(out, back, strict=True)]
        drawn.append(f'<path d="{_outline(*ring, closed=True)}" fill="{html.escape(trace["fillcolor"])}"/>')
    line = trace.get("line", {})
    if "lines" in mode and line.get("width", 2) and line.get("color"):
        more = f'stroke-linejoin="round" stroke-opacity="{trace.get("opacity", 1)}"'
        drawn.append(f'<path d="{_outline(*_stairs(x, y, trace))}" {_stroke(line)} {more}/>')
    if "markers" in mode:
        drawn += _dots(trace["marker"], x, y)
    if "text" in mode:
        own = font | trace.get("textfont", {})
        drawn += [
            words.svg(text, at, up, own, anchor="center", valign="middle")
            for text, at, up in zip(each(trace["text"], len(x)), x, y, strict=True)
        ]
    return drawn


def _stairs(x: np.ndarray, y: np.ndarray, trace: dict) -> tuple[np.ndarray, np.ndarray]:
    """The line's corners, also those between two steps."""
    if trace.get("line", {}).get("shape") != "hv":
        return x, y
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]


def _outline(x: np.ndarray, y: np.ndarray, *, closed: bool = False) -> str:
    """Through the points, parted where one is unknown."""
    steps, is_down = [], False
    for at, up in zip(x, y, strict=True):
        if not (np.isfinite(at) and np.isfinite(up)):
            steps.append("Z" if closed and is_down else "")
            is_down = False
            continue
        steps.append(f"{'L' if is_down else 'M'}{at:.2f} {up:.2f}")
        is_down = True
    return "".join(steps) + ("Z" if closed and is_down else "")


def _dots(marker: dict, x: np.ndarray, y: np.ndarray) -> list[str]:
    length, rim = len(x), marker.get("line", {})
    if marker.get("opacity") == 0:
        return []
    sizes, colours = each(marker.get("size", 6), length), each(marker["color"], length)
    edges, widths = each(rim.get("color", "none"), length), each(rim.get("width", 0), length)
    opacities, symbols = each(marker.get("opacity", 1), length), each(marker.get("symbol", "circle"), length)
    return [
        _dot(symbol, at, up, size / 2, colour, edge, width, opacity)
        for symbol, at, up, size, colour, edge, width, opacity in zip(
            symbols, x, y, sizes, colours, edges, widths, opacities, strict=True
        )
        if size and np.isfinite(at) and np.isfinite(up)
    ]


def _dot(symbol: str, x: float, y: float, r: float, colour: str, edge: str, width: float, opacity: float) -> str:
    """One mark. Open and thin ones have no inside: their line is their colour, or that of the rim."""
    if symbol.endswith(("-open", "-thin")):
        colour, edge, width = "none", colour if edge == "none" else edge, width or 1
    stroke = f' stroke="{html.escape(edge)}" stroke-width="{width}"' if width else ""
    look = f'fill="{html.escape(colour)}" opacity="{opacity}"{stroke}'
    shape = _OUTLINES.get(symbol.removesuffix("-open"))
    if shape is None:
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" {look}/>'
    points = "".join(f"{step}{x + dx * r:.2f} {y + dy * r:.2f}" for step, dx, dy in shape)
    return f'<path d="{points}{"" if symbol.endswith("-thin") else "Z"}" {look}/>'


def _cells(trace: dict, plot) -> list[str]:
    """A heatmap's cells, a little apart, each with its figure."""
    low, high = trace["zmin"], trace["zmax"]
    columns, rows = list(trace["x"]), list(trace["y"])
    wide, tall = (abs(scale(1.0)[0] - scale(0.0)[0]) for scale in (plot.x, plot.y))
    drawn, font = [], {"size": theme.SMALL_TEXT_SIZE, **trace["textfont"]}
    for y, values, texts in zip(plot.y(rows), trace["z"], trace["text"], strict=True):
        for x, value, text in zip(plot.x(columns), values, texts, strict=True):
            if value is None:
                continue
            colour = shade((value - low) / ((high - low) or 1.0), trace["colorscale"]) if _has_shades(trace) else "none"
            drawn.append(box(x - wide / 2 + 1, y - tall / 2 + 1, wide - 2, tall - 2, colour))
            drawn.append(words.svg(text, x, y, font, anchor="center", valign="middle") if text else "")
    return drawn


def _has_shades(trace: dict) -> bool:
    return trace["colorscale"][0][1].startswith("#")


def _bars(traces: list[dict], layout: dict, plot, font: dict):
    """The bars of each trace, one list after the other."""
    mode, ends = layout.get("barmode", "group"), {}
    for number, trace in enumerate(traces):
        is_lying = trace.get("orientation") == "h"
        across, along = (plot.y, plot.x) if is_lying else (plot.x, plot.y)
        places = across(list(trace["y" if is_lying else "x"]))
        values = [value or 0.0 for value in trace["x" if is_lying else "y"]]
        starts = [start or 0.0 for start in each(trace.get("base") or 0.0, len(values))]
        thick = _thickness(trace, traces, layout, across, len(values))
        if mode == "group" and len(traces) > 1:
            inner = thick / len(traces)
            # Of bars that lie, the first stands nearest to the axis.
            direction = 1 if is_lying and across.end < across.start and across.first < across.last else 1
            places = places + direction * (number - (len(traces) - 1) / 2) * inner * (-1 if _grows_up(across) else 1)
            thick = np.full(len(values), inner * (1 - layout.get("bargroupgap", 0)))
        elif mode in ("relative", "stack"):
            starts = [ends.get((at, value < 0), 0.0) for at, value in zip(places, values, strict=True)]
            ends |= {(at, value < 0): start + value for at, value, start in zip(places, values, starts, strict=True)}
        yield _lie(trace, font, is_lying, places, along(starts), along(list(np.add(starts, values))), thick)


def _grows_up(scale) -> bool:
    """Whether larger values stand higher on the page: of an axis of rows they stand lower."""
    return (scale.last - scale.first) * (scale.end - scale.start) < 0


def _thickness(trace: dict, traces: list[dict], layout: dict, across, length: int) -> np.ndarray:
    name = "y" if trace.get("orientation") == "h" else "x"
    if trace.get("width"):
        return np.abs(across(each(trace["width"], length)) - across([0.0])[0])
    places = np.unique(np.concatenate([across(list(one[name])) for one in traces]))
    step = np.diff(places).min() if len(places) > 1 else abs(across.end - across.start)
    return np.full(length, step * (1 - layout.get("bargap", 0.2)))


def _lie(trace: dict, font: dict, is_lying: bool, places, starts, ends, thick) -> list[str]:
    length, marker = len(places), trace["marker"]
    pattern, rim = marker.get("pattern", {}), marker.get("line", {})
    shapes, opacities = each(pattern.get("shape", ""), length), each(marker.get("opacity", 1), length)
    colours, texts = _bar_colours(marker, length), each(trace.get("text", ""), length)
    is_matrix = bool(trace.get("constraintext"))
    drawn = []
    for place in range(length):
        low, high = sorted((starts[place], ends[place]))
        half = thick[place] / 2
        at = (low, places[place] - half, high - low, 2 * half)
        at = at if is_lying else (at[1], low, 2 * half, high - low)
        if not np.isfinite(at).all() or (at[2] < 0.01 or at[3] < 0.01):
            continue
        width = rim.get("width", 0)
        more = f'rx="{min(_CORNER, at[2] / 2, at[3] / 2):.2f}" opacity="{opacities[place]}"'
        more += f' stroke="{html.escape(rim["color"])}" stroke-width="{width}"' if width else ""
        drawn.append(box(*at, colours[place], more))
        drawn.append(box(*at, "url(#stripes)") if shapes[place] == "/" else "")
        if texts[place]:
            drawn.append(_bar_text(trace, place, texts[place], at, font, is_lying, is_matrix))
    return drawn


def _bar_colours(marker: dict, length: int) -> list[str]:
    colours = each(marker["color"], length)
    if "colorscale" not in marker:
        return colours
    low, high = marker["cmin"], marker["cmax"]
    return [shade((value - low) / ((high - low) or 1.0), marker["colorscale"]) for value in colours]


def _bar_text(trace: dict, place: int, text: str, at: tuple, font: dict, is_lying: bool, is_matrix: bool) -> str:
    x, y, width, height = at
    inside = trace.get("insidetextfont" if is_matrix else "textfont", {})
    own = font | {name: each(value, place + 1)[place] for name, value in inside.items()}
    if trace.get("textposition") == "inside":
        if not is_matrix and words.width(text, own["size"]) > width - 2:
            return ""
        return words.svg(text, x + width / 2, y + height / 2, own, anchor="center", valign="middle")
    if is_lying:
        return words.svg(text, x + width + 4, y + height / 2, own, anchor="left", valign="middle")
    return words.svg(text, x + width / 2, y - 3, own, anchor="center", valign="bottom")
