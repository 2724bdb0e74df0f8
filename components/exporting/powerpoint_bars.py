"""Native charts of bars, standing or lying: numbers at their ends, intervals as error bars."""

from lxml import etree
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml.ns import qn

from components import format as fmt
from components.exporting import powerpoint_parts as parts
from components.exporting.reading import STARTS, Reading, Series

_MOST_LABELLED = 24
_LEAST = 0.06  # of the axis, for a number inside a bar


def draw(chart: Chart, reading: Reading, factor: float, pattern: str, palette: dict) -> None:
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if reading.is_stacked else -5
    places = parts.places(reading)
    for drawn, own in zip(plot.series, reading.series, strict=True):
        drawn.invert_if_negative = False
        if own.name == STARTS:
            drawn.format.fill.background()
            continue
        _fill(drawn, own, places, palette, parts.PALE if own.low else "")
        is_few = len(places) * len(reading.series) <= _MOST_LABELLED
        if pattern and (not reading.is_stacked and is_few or _has_starts(reading)):
            labels = drawn.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = True, pattern, False
            labels.font.size, labels.font.color.rgb = parts.LABEL_SIZE, parts.colour(palette["text"])
            # Beside whiskers there is no room at the end of a bar.
            inside = XL_LABEL_POSITION.INSIDE_BASE if own.low else XL_LABEL_POSITION.OUTSIDE_END
            labels.position = XL_LABEL_POSITION.INSIDE_BASE if _has_starts(reading) else inside
            if _has_starts(reading):
                labels.font.color.rgb = parts.colour(palette["background"])
        if reading.is_stacked and reading.shape == "bars" and not _has_starts(reading):
            _label_inside(drawn, reading, factor, pattern, palette)
        if own.low:
            _add_whiskers(drawn, own, factor, palette)


def _label_inside(drawn, reading: Reading, factor: float, pattern: str, palette: dict) -> None:
    """The numbers in the bars that are long enough for them; a pattern with conditions leaves the others out."""
    low, high = (reading.axis.get("range") or [0, 1])[:2]
    least = abs(high - low) * factor * _LEAST
    above, _, below = pattern.partition(";")
    below = below.split(";")[0] or f"{fmt.MINUS}{above}"
    labels = drawn.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = f'[>={least:.6g}]{above};[<=-{least:.6g}]{below};""'
    labels.font.size, labels.font.color.rgb = parts.LABEL_SIZE, parts.colour(palette["background"])
    labels.position = XL_LABEL_POSITION.CENTER


def _has_starts(reading: Reading) -> bool:
    return any(own.name == STARTS for own in reading.series)


def _fill(drawn, own: Series, places: list, palette: dict, alpha: str) -> None:
    """One colour for all, or its own for a bar; paler where it is not finished. alpha: two digits, or none."""
    usual = max(set(own.colours), key=own.colours.count)
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = parts.colour(usual[:7] + alpha, palette)
    for place, colour in enumerate(own.colours):
        is_open = bool(own.is_open) and own.is_open[place]
        if colour != usual or is_open:
            fill = drawn.points[places.index(own.x[place])].format.fill
            fill.solid()
            fill.fore_color.rgb = parts.colour(colour[:7] + (parts.PALE if is_open else alpha), palette)


def _add_whiskers(drawn, own: Series, factor: float, palette: dict) -> None:
    """The interval of each bar as an error bar, as long as it is."""
    chart_namespace = drawn._element.nsmap["c"]
    spans = {
        "plus": [_span(value, high) for value, high in zip(own.y, own.high, strict=True)],
        "minus": [_span(low, value) for value, low in zip(own.y, own.low, strict=True)],
    }
    sides = "".join(
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{len(values)}\"/>"
        + "".join(f'<c:pt idx="{place}"><c:v>{value * factor!r}</c:v></c:pt>' for place, value in enumerate(values))
        + f"</c:numLit></c:{side}>"
        for side, values in spans.items()
    )  # fmt: skip
    colour = palette["text"].lstrip("#")
    bars = etree.fromstring(
        f'<c:errBars xmlns:c="{chart_namespace}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>{sides}'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    drawn._element.find(qn("c:cat")).addprevious(bars)


def _span(low: float | None, high: float | None) -> float:
    return 0.0 if low is None or high is None else high - low
