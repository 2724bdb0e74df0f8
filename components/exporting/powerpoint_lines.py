"""Native charts of lines: bounds as thin lines beside them, names at their ends."""

from lxml import etree
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from components import theme
from components.charts import axes
from components.exporting import powerpoint_parts as parts
from components.exporting.reading import Reading, Series

# The plot's place in its frame when names stand right of it, in parts of the frame.
_PLOT = {"x": 0.06, "y": 0.04, "w": 0.76, "h": 0.84}
_NAME_GAP = 0.055  # between names, in parts of the frame's height


def draw(chart: Chart, reading: Reading, palette: dict) -> None:
    """Lines in their colours, bounds thin and dashed, each name at its line's end."""
    drawn = iter(chart.plots[0].series)
    named = len(reading.series) > 1
    shifts = _shifts(reading) if named else {}
    for own in reading.series:
        colour = parts.colour(own.colours[0] if own.colours else theme.GREY, palette)
        line = next(drawn)
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = colour, Pt(1.5 if _is_quiet(own) else 2.5)
        line.marker.style = XL_MARKER_STYLE.NONE
        _mark_alone(line, own.y, own.x, reading, colour)
        if own.is_dashed:
            line.format.line.dash_style = MSO_LINE.DASH
        for place in (place for place, is_open in enumerate(own.is_open) if is_open and reading.shape == "lines"):
            point = line.points[parts.places(reading).index(own.x[place])]
            point.format.line.color.rgb, point.format.line.dash_style = colour, MSO_LINE.ROUND_DOT
        if named and own.name:
            _name_end(line, own, reading, shifts.get(own.name, 0.0), palette)
        if own.low:
            for values in (own.low, own.high):
                bound = next(drawn)
                bound.smooth = False
                bound.format.line.color.rgb, bound.format.line.width = colour, Pt(0.75)
                bound.format.line.dash_style = MSO_LINE.DASH
                bound.marker.style = XL_MARKER_STYLE.NONE
                _mark_alone(bound, values, own.x, reading, colour, XL_MARKER_STYLE.DASH)
    if named:
        _leave_room(chart)


def _mark_alone(line, values: list, x: list, reading: Reading, colour, style=XL_MARKER_STYLE.CIRCLE) -> None:
    """A mark for each value without a neighbour: no line leads to it, and nobody would see it."""
    if reading.shape != "lines":
        return
    every = parts.places(reading)
    known = {every.index(at) for at, value in zip(x, values, strict=True) if value is not None}
    for place in sorted(place for place in known if not known & {place - 1, place + 1}):
        marker = line.points[place].marker
        marker.style, marker.size = style, 7
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = marker.format.line.color.rgb = colour


def _is_quiet(own: Series) -> bool:
    return not own.colours or own.colours[0].upper() == theme.GREY


def _last(own: Series) -> int | None:
    return max((place for place, value in enumerate(own.y) if value is not None), default=None)


def _shifts(reading: Reading) -> dict[str, float]:
    """How far each name has to move down so that none touches another, in parts of the frame's height."""
    low, high = (reading.axis["tickvals"][place] for place in (0, -1))
    ends: dict[object, list[tuple[str, float]]] = {}
    for own in reading.series:
        if (last := _last(own)) is not None:
            ends.setdefault(own.x[last] if reading.shape == "lines" else 0, []).append((own.name, own.y[last]))
    shifts = {}
    for names in ends.values():
        wanted = [(high - value) / ((high - low) or 1.0) * _PLOT["h"] for _, value in names]
        placed = axes.spread(wanted, _NAME_GAP, 0.0, _PLOT["h"])
        shifts |= {name: at - want for (name, _), at, want in zip(names, placed, wanted, strict=True)}
    return shifts


def _name_end(line, own: Series, reading: Reading, shift: float, palette: dict) -> None:
    """The series' name right of its last known value, moved by so much of the frame's height."""
    last = _last(own)
    if last is None:
        return
    at = parts.places(reading).index(own.x[last]) if reading.shape == "lines" else len(parts.stairs(own.x, own.y)) - 1
    label = line.points[at].data_label
    frame = label.text_frame
    frame.text = own.name
    frame.paragraphs[0].runs[0].font.size = parts.LABEL_SIZE
    frame.paragraphs[0].runs[0].font.color.rgb = parts.colour(own.colours[0] if own.colours else theme.GREY, palette)
    label.position = XL_LABEL_POSITION.RIGHT
    if abs(shift) > 0.002:
        layout = etree.Element(qn("c:layout"))
        manual = etree.SubElement(layout, qn("c:manualLayout"))
        for name, value in (("x", 0.0), ("y", shift)):
            etree.SubElement(manual, qn(f"c:{name}")).set("val", f"{value:.4f}")
        label._dLbl.find(qn("c:idx")).addnext(layout)


def _leave_room(chart: Chart) -> None:
    """The plot ends before the frame does, so that the names at the lines' ends have a place."""
    area = chart._chartSpace.chart.plotArea
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = etree.SubElement(area, qn("c:layout"))
        area.insert(0, layout)
    for held in list(layout):
        layout.remove(held)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    told = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", **_PLOT}
    for name, value in told.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", str(value))
