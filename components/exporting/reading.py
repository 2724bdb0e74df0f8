"""What a figure says: its series with their bounds as plain data, for files that draw their own charts.

A mark that answers to the pointer stands for a number; all other traces are how it is drawn: bands, whiskers, the line
between the marks.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from components.exporting import about
from components.exporting.figures import each

# Traces named so are bounds: of the value that comes after them, or of the mark in their row.
_BAND, _WHISKER, _UNFINISHED, STARTS = "band", "interval", "not finished", "starts"
# Signs at the foot of a chart, which its text alternative tells.
STANDS_OUT = "stands out"
_DIGIT, _BASE = re.compile(r"\d"), re.compile(r"n [\d,]+")
# Names of traces that say something to the program only.
NAMELESS = ("value", "points", "columns", "scores", "moves", "customers", "cells", "small", "line")


@dataclass(frozen=True)
class Series:
    """x: dates, days since, or names of groups; y, low, high: None where unknown. colours: by mark. is_open: of each
    mark, whether it is not finished."""

    name: str
    x: list
    y: list
    low: list = field(default_factory=list)
    high: list = field(default_factory=list)
    colours: list = field(default_factory=list)
    is_dashed: bool = False
    is_open: list = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """shape: lines over dates, steps over days, columns, bars (lying), dots (lying, with bounds), or other, for what
    has no native chart. axis: of the values. is_stacked: bars stand on each other. beside: the
    base of a row ("n 120"), by its name."""

    shape: str
    series: list[Series]
    axis: dict
    is_stacked: bool = False
    beside: dict[str, str] = field(default_factory=dict)


def read(figure: dict) -> Reading:
    """What the figure says; its colours are taken as they are."""
    traces, layout = figure.get("data", []), figure.get("layout", {})
    kinds = {trace.get("type", "scatter") for trace in traces}
    has_paths = any(shape.get("type") == "path" for shape in layout.get("shapes", []))
    over, along = layout.get("xaxis", {}), layout.get("yaxis", {})
    lying = [trace for trace in traces if trace.get("orientation") == "h"]
    is_grid = bool(lying) and over.get("side") == "top"
    if "heatmap" in kinds or has_paths or not traces or is_grid or _has_only_names(along, lying):
        return Reading("other", [], {})
    if "bar" in kinds:
        is_stacked = layout.get("barmode") in ("relative", "stack")
        if lying:
            series = _bars(lying, _names(along), "y", "x")
            return Reading("bars", series, over, is_stacked or series[0].name == STARTS)
        bars = [trace for trace in traces if trace.get("type") == "bar"]
        return Reading("columns", _bars(bars, _names(over), "x", "y"), along, is_stacked)
    if along.get("ticktext") and not over.get("type") == "date" and _is_rows(along):
        return Reading("dots", _dots(traces, _names(along)), over, beside=_bases(layout, _names(along)))
    if over.get("type") == "date":
        return Reading("lines", _joined(_lines(traces)), along)
    return Reading("steps", _lines(traces), along)


def _has_only_names(axis: dict, lying: list) -> bool:
    """Whether lines or columns stand over names, not over values: then they are marks on rows of time."""
    texts = axis.get("ticktext") or ()
    return not lying and not _is_rows(axis) and bool(texts) and not any(map(_DIGIT.search, map(str, texts)))


def _is_rows(axis: dict) -> bool:
    """Whether the axis counts rows from top to bottom rather than values."""
    return bool(axis.get("range")) and axis["range"][0] > axis["range"][1]


def _names(axis: dict) -> dict[float, str]:
    """The words on an axis that has names for numbers, by number; {} for dates."""
    if axis.get("type") == "date" or not axis.get("ticktext"):
        return {}
    texts = (about.unmarked(text) for text in axis["ticktext"])
    return dict(zip((float(place) for place in axis["tickvals"]), texts, strict=True))


def _says_numbers(trace: dict) -> bool:
    is_told = trace.get("hoverinfo") != "skip" and bool(trace.get("hovertemplate"))
    return is_told and trace.get("name") != STANDS_OUT


def _bars(traces: list[dict], names: dict[float, str], across: str, along: str) -> list[Series]:
    series = []
    for trace in traces:
        if not _says_numbers(trace):
            continue
        places, values = trace[across], trace[along]
        pattern = trace["marker"].get("pattern", {}).get("shape", "")
        own = Series(
            _name(trace),
            [_place(place, names) for place in places],
            list(values),
            colours=_colours(trace, len(values)),
            is_open=[shape == "/" for shape in each(pattern, len(values))],
        )
        starts = trace.get("base")
        if isinstance(starts, list) and any(starts):
            series.append(replace(own, name=STARTS, y=list(starts), colours=[]))
        series.append(own)
    return series


def _place(place: object, names: dict[float, str]) -> object:
    if isinstance(place, str):
        return datetime.fromisoformat(place)
    return names.get(float(place), place)


def _dots(traces: list[dict], names: dict[float, str]) -> list[Series]:
    whiskers: dict[float, tuple] = {}
    for trace in traces:
        if trace.get("name") == _WHISKER:
            whiskers[float(trace["y"][0])] = (trace["x"][0], trace["x"][-1])
    series = []
    for trace in traces:
        if not _says_numbers(trace):
            continue
        bounds = [whiskers.get(float(place), (None, None)) for place in trace["y"]]
        has_bounds = trace.get("name") == "value" and whiskers
        series.append(
            Series(
                _name(trace),
                [_place(place, names) for place in trace["y"]],
                list(trace["x"]),
                [low for low, _ in bounds] if has_bounds else [],
                [high for _, high in bounds] if has_bounds else [],
                _colours(trace, len(trace["x"])),
            )
        )
    return series


def _bases(layout: dict, names: dict[float, str]) -> dict[str, str]:
    """What is printed as the base of a row, by the row's name."""
    bases = {}
    for item in layout.get("annotations", []):
        last = about.unmarked(str(item.get("text", "")).split("<br>")[-1])
        if _BASE.fullmatch(last) and item.get("yref", "y") == "y":
            bases[names.get(float(item["y"]), "")] = last
    return bases


def _lines(traces: list[dict]) -> list[Series]:
    """Each trace of numbers, with the bounds and the gaps that were drawn before it."""
    series, bounds, is_open = [], {}, set()
    for place, trace in enumerate(traces):
        if trace.get("name") in (_BAND, _WHISKER):
            _take_bounds(bounds, traces, place)
        elif trace.get("name") == _UNFINISHED and not _says_numbers(trace):
            is_open = {x for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None}
        elif _says_numbers(trace):
            # What hangs on both sides of an unfinished piece is finished: its own line says so.
            whole = _drawn_whole(traces[place - 1]) if place else set()
            low, high = ([bounds.get(x, (None, None))[side] for x in trace["x"]] for side in (0, 1))
            line = trace.get("line", {})
            series.append(
                Series(
                    _name(trace),
                    [_when(x) for x in trace["x"]],
                    list(trace["y"]),
                    low if bounds else [],
                    high if bounds else [],
                    _colours(trace, len(trace["x"])),
                    line.get("dash", "solid") != "solid",
                    [x in is_open and x not in whole for x in trace["x"]],
                )
            )
            bounds, is_open = {}, set()
    return series


def _take_bounds(bounds: dict, traces: list[dict], place: int) -> None:
    """Into bounds (x -> low, high): of an outline, of a whisker, or of the lower and the upper of two stairs."""
    trace = traces[place]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is not None and y is not None:
            low, high = bounds.get(x, (y, y))
            bounds[x] = (min(low, y), max(high, y))


def _drawn_whole(trace: dict) -> set:
    if trace.get("name") != "line":
        return set()
    return {x for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None}


def _when(x: object) -> object:
    return datetime.fromisoformat(x) if isinstance(x, str) else x


def _joined(series: list[Series]) -> list[Series]:
    """Pieces of one line, parted where the measure changed, as one again."""
    joined: dict[str, Series] = {}
    for piece in series:
        if piece.name not in joined:
            joined[piece.name] = piece
            continue
        before = joined[piece.name]
        bounds = {
            side: (getattr(before, side) or [None] * len(before.x)) + (getattr(piece, side) or [None] * len(piece.x))
            for side in ("low", "high")
        }
        joined[piece.name] = replace(
            before, x=before.x + piece.x, y=before.y + piece.y, colours=before.colours + piece.colours,
            is_open=before.is_open + piece.is_open, **bounds,
        )  # fmt: skip
    return list(joined.values())


def words_beside(figure: dict) -> dict[str, str]:
    """What stands right of each row, by the row's name: "30.0% · 10.0%"."""
    layout = figure.get("layout", {})
    names = _names(layout.get("yaxis", {}))
    held = (item for item in layout.get("annotations", []) if item.get("xref") == "paper" and item.get("x") == 1)
    return {names[item["y"]]: about.unmarked(item["text"]) for item in held if item.get("y") in names}


def _name(trace: dict) -> str:
    name = about.unmarked(trace.get("name", ""))
    return "" if name in NAMELESS else name[:1].upper() + name[1:]


def _colours(trace: dict, length: int) -> list[str]:
    """Of each mark; a hollow mark has the colour of its rim."""
    marker, line = trace.get("marker", {}), trace.get("line", {})
    if "color" not in marker:
        return [line.get("color", "#848B94")] * length
    colours, rim = each(marker["color"], length), marker.get("line", {})
    if not colours or not isinstance(colours[0], str):
        return ["#848B94"] * length
    if trace.get("type") == "bar" or not rim.get("color"):
        return colours
    widths = each(rim.get("width", 0), length)
    return [
        edge if width else own for own, edge, width in zip(colours, each(rim["color"], length), widths, strict=True)
    ]
