"""A figure as a chart that PowerPoint draws itself: its numbers stand in a workbook inside, and can be edited."""

from dataclasses import replace

from lxml import etree
from pptx.chart.chart import Chart
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from components import format as fmt
from components import theme
from components.charts import axes
from components.exporting import powerpoint_bars, powerpoint_lines, value_formats
from components.exporting import powerpoint_parts as parts
from components.exporting.numbers import Table
from components.exporting.powerpoint_workbook import Categories, Points
from components.exporting.reading import STARTS, Reading, read, words_beside

_MOST_ROWS = 16  # with letters in their usual size
# Between dates on an axis.
_MOST_DATES, _STEPS = 7, {"months": (1, 2, 3, 6, 12, 24, 60), "days": (1, 7, 14, 28, 56, 91, 182, 364)}


def add(shapes, figure: dict, table: Table, box: tuple, look: str, alt: str) -> bool:
    """Draw the figure (plain, coloured) in the box (left, top, width, height); False for what has no native chart.

    table: all numbers of the slide, on the workbook's second sheet.
    """
    reading = read(figure)
    if reading.shape == "other":
        return False
    factor, pattern = value_formats.written(figure)
    if not pattern:
        reading = replace(reading, beside=words_beside(figure))
    data, kind = _data(reading, factor, pattern or "General", table)
    frame = shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    palette = theme.PALETTES[look]
    _set_frame(chart, reading, factor, pattern, palette)
    if reading.shape in ("lines", "steps"):
        powerpoint_lines.draw(chart, reading, palette)
    else:
        powerpoint_bars.draw(chart, reading, factor, pattern, palette)
    return True


def _data(reading: Reading, factor: float, pattern: str, table: Table):
    if reading.shape == "steps":
        data = Points(table, number_format=pattern)
        for name, own, values in _with_bounds(reading):
            series = data.add_series(name)
            for x, y in parts.stairs(own.x, values):
                series.add_data_point(x, y * factor)
        return data, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS
    data = Categories(table, number_format=pattern)
    places = parts.places(reading)
    data.categories = _categories(reading, places)
    for name, own, values in _with_bounds(reading, has_lines=reading.shape == "lines"):
        known = dict(zip(own.x, values, strict=True))
        data.add_series(name, [None if known.get(place) is None else known[place] * factor for place in places])
    stacked, side = (
        (XL_CHART_TYPE.COLUMN_STACKED, XL_CHART_TYPE.COLUMN_CLUSTERED)
        if reading.shape == "columns"
        else (XL_CHART_TYPE.BAR_STACKED, XL_CHART_TYPE.BAR_CLUSTERED)
    )
    if reading.shape == "lines":
        return data, XL_CHART_TYPE.LINE
    return data, stacked if reading.is_stacked else side


def _with_bounds(reading: Reading, *, has_lines: bool = True):
    """(name, series, values) of each series, its bounds as lines of their own after it."""
    for own in reading.series:
        name = own.name or "Value"
        yield name, own, own.y
        if own.low and has_lines:
            yield f"{name}, 95% from", own, own.low
            yield f"{name}, 95% to", own, own.high


def _categories(reading: Reading, places: list) -> list:
    if reading.shape == "lines":
        return [place.date() for place in places]
    if places and hasattr(places[0], "date"):
        every = axes.granularity(parts.dates(places))
        return [fmt.period(place, every) for place in places]
    if reading.beside:
        # A base belongs to its group wherever the slide goes.
        return [f"{place} · {reading.beside[place]}" if place in reading.beside else place for place in places]
    return [place if isinstance(place, str) else f"{place:g}".replace("-", fmt.MINUS) for place in places]


def _set_frame(chart: Chart, reading: Reading, factor: float, pattern: str, palette: dict) -> None:
    """Axes, grid and letters; a legend only where names do not stand at the marks."""
    chart.has_title = False
    chart.font.size, chart.font.name = parts.LABEL_SIZE, parts.FONT
    chart.font.color.rgb = parts.colour(palette["text_quiet"])
    named = [own for own in reading.series if own.name and own.name != STARTS]
    chart.has_legend = len(named) > 1 and reading.shape not in ("lines", "steps")
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size, chart.legend.font.color.rgb = parts.LABEL_SIZE, parts.colour(palette["text"])
    values, across = chart.value_axis, chart.category_axis
    values.format.line.fill.background()
    values.major_tick_mark = across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = parts.colour(palette["border"])
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = parts.colour(palette["border"])
    values.major_gridlines.format.line.width = Pt(0.75)
    across.has_major_gridlines = False
    written = _shorter(pattern, factor, reading.axis.get("tickvals") or []) or "General"
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = written, False
    _set_scale(values, reading, factor)
    if reading.shape in ("bars", "dots"):
        across.reverse_order = True
        across.tick_labels.font.color.rgb = parts.colour(palette["text"])
        # The numbers stand at the bars.
        values.visible = not (reading.shape == "bars" and not reading.is_stacked)
        values.has_major_gridlines = values.visible
        # The first row is the uppermost, and the numbers of the axis stand below the last.
        values._element.find(qn("c:crosses")).set("val", "max")
        _name_every_row(across, len(parts.places(reading)))
    if reading.shape == "lines":
        _set_days(across, parts.places(reading))
    if reading.shape == "steps":
        across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "#,##0", False
        across.minimum_scale = 0
        across.has_title = True
        across.axis_title.text_frame.text = "Days"


def _set_days(across, places: list) -> None:
    """Whole steps between the dates that are written, at most about seven of them."""
    every = axes.granularity(parts.dates(places))
    # In months, all days of one month would fall together.
    is_whole = all(place.day == 1 for place in places)
    unit, long = ("months", 30.4) if is_whole and every not in ("day", "week") else ("days", 1)
    across.tick_labels.number_format = "mmm yyyy" if unit == "months" else "d mmm yyyy"
    across.tick_labels.number_format_is_linked = False
    span = (places[-1] - places[0]).days / long
    step = next((wide for wide in _STEPS[unit] if span / wide <= _MOST_DATES), _STEPS[unit][-1])
    own = across._element
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for held in own.findall(qn(f"c:{name}")):
            own.remove(held)
    for name, value in (("baseTimeUnit", unit), ("majorUnit", str(step)), ("majorTimeUnit", unit)):
        etree.SubElement(own, qn(f"c:{name}")).set("val", value)


def _name_every_row(across, count: int) -> None:
    """No name is left out for want of room: where there are many, the letters are smaller."""
    if count > _MOST_ROWS:
        across.tick_labels.font.size = Pt(max(6, 12 * _MOST_ROWS / count))
        skip = etree.Element(qn("c:tickLblSkip"), val="1")
        across._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _shorter(pattern: str, factor: float, ticks: list) -> str:
    """The pattern on an axis, without the digits that its steps have not."""
    steps = [tick * factor * (100 if "%" in pattern else 1) for tick in ticks]
    if any(abs(step - round(step)) > 1e-6 for step in steps):
        return pattern
    return pattern.replace("0.0%", "0%").replace("0.0", "0") if "0.00" not in pattern else pattern


def _set_scale(values, reading: Reading, factor: float) -> None:
    ticks = reading.axis.get("tickvals") or []
    if len(ticks) < 2:
        if reading.is_stacked and reading.axis.get("range"):
            values.minimum_scale, values.maximum_scale = (edge * factor for edge in reading.axis["range"])
        if any(value < 0 for own in reading.series for value in own.y if value is not None):
            _put_names_at_edge(values)
        return
    low, high = ticks[0] * factor, ticks[-1] * factor
    if reading.shape == "dots":
        low, high = min(low, 0.0), max(high, 0.0)
    values.minimum_scale, values.maximum_scale = low, high
    values.major_unit = (ticks[1] - ticks[0]) * factor
    if low < 0:
        _put_names_at_edge(values)


def _put_names_at_edge(values) -> None:
    """Names of rows and days stay at the edge, not at zero in the midst of the marks."""
    low_labels = values._element.getparent().find(qn("c:catAx"))
    low_labels = values._element.getparent().find(qn("c:dateAx")) if low_labels is None else low_labels
    if low_labels is not None:
        low_labels.find(qn("c:tickLblPos")).set("val", "low")
