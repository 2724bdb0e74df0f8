"""What all charts share: the frame around the plot, ticks in the reader's words, labels that do not collide."""

import math
import re
import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts.drawing import Drawing
from components.charts.rows import days

HEIGHT = 320
MAX_TICKS = 6
TICK_FONT = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET}
# Wide enough to tap, and the hover finds a point from this far.
HOVER_DISTANCE = 40
# Pixels of a figure on the narrowest screen (390 less page and card), and of the labels left of its plot.
NARROW_FIGURE = 328
NARROW_LEFT = 38


def figure(*, height: int = HEIGHT, left: int = 0, right: int = 12, top: int = 12, bottom: int = 40) -> Drawing:
    """An empty figure in the app's style: no title, no legend, nothing to drag, zoom kept between reruns."""
    return Drawing(
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 4, "autoexpand": True},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": theme.TEXT_SIZE},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverdistance=HOVER_DISTANCE,
        hoverlabel={"font": {"size": theme.TEXT_SIZE}, "align": "left"},
        uirevision="constant",
        barcornerradius=2,
        modebar={"orientation": "h", "bgcolor": "rgba(0,0,0,0)", "color": theme.GREY},
    )


def empty(height: int = HEIGHT) -> Drawing:
    """The same space with a sentence in it, so that nothing jumps when data comes."""
    blank = figure(height=height)
    blank.update_xaxes(visible=False, fixedrange=True)
    blank.update_yaxes(visible=False, fixedrange=True)
    blank.add_annotation(
        text="No data for this choice",
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        showarrow=False,
        font={"color": theme.TEXT_QUIET, "size": theme.TEXT_SIZE},
    )
    return blank


def nice_ticks(low: float, high: float, at_most: int = MAX_TICKS) -> np.ndarray:
    """Round numbers that cover low to high, in steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = (high - low) or abs(high) or 1.0
    magnitude = 10.0 ** math.floor(math.log10(span / at_most))
    for step in (1, 2, 2.5, 5, 10, 20):
        first = math.floor(low / (step * magnitude) + 1e-9)
        last = math.ceil(high / (step * magnitude) - 1e-9)
        if last - first <= at_most - 1:
            break
    return np.round(np.arange(first, last + 1) * step * magnitude, 12)


def tick_text(ticks: Sequence[float], unit: str, currency: str | None) -> list[str]:
    """Ticks in the metric's unit, no more decimals than the step needs: "20%", "+10", "£1.2m"."""
    if unit in fmt.HUNDREDFOLD:
        shown = [round(tick * 100, 10) for tick in ticks]
        decimals = 0 if all(float(tick).is_integer() for tick in shown) else 1
        ending = "%" if unit == "percent" else ""
        signs = ["+" if unit in ("points", "score") and tick > 0 else fmt.MINUS if tick < 0 else "" for tick in shown]
        return [f"{sign}{abs(tick):.{decimals}f}{ending}" for sign, tick in zip(signs, shown, strict=True)]
    if unit == "days":
        return [fmt.compact(tick) for tick in ticks]
    # Steps are round, so a decimal that is zero is only ink: "£80k", not "£80.0k".
    texts = [fmt.value(tick, unit, currency) for tick in ticks]
    return [re.sub(r"\.0+(?=\D*$)|(?<=\.\d)0(?=\D*$)", "", text) for text in texts]


def value_axis(values: Sequence[np.ndarray | pd.Series], unit: str, currency: str | None, *, zero: bool | None) -> dict:
    """Range and ticks for a value axis.

    zero: True forces the axis to start at zero; False lets it start where the data does; None includes zero
    unless the data would be squeezed into the upper third.
    """
    numbers = np.concatenate([np.asarray(part, dtype=float) for part in values]) if values else np.array([])
    numbers = numbers[np.isfinite(numbers)]
    low, high = (float(numbers.min()), float(numbers.max())) if len(numbers) else (0.0, 1.0)
    if zero or (zero is None and (low < 0 < high or min(abs(low), abs(high)) < 0.66 * max(abs(low), abs(high)))):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (0.0, high or 1.0) if high >= 0 else (low, 0.0)
    ticks = nice_ticks(low, high)
    return {
        "range": [float(ticks[0]), float(ticks[-1])],
        "tickvals": ticks,
        "ticktext": tick_text(ticks, unit, currency),
        "fixedrange": True,
        "gridcolor": theme.HAIRLINE,
        "zeroline": bool(ticks[0] < 0 < ticks[-1]),
        "zerolinecolor": theme.RULE,
        "zerolinewidth": 1,
        "tickfont": TICK_FONT,
        "ticks": "",
    }


def granularity(periods: pd.Series | np.ndarray) -> str:
    """day, week, month, quarter or year, from the usual distance of the periods; a single one counts as a month."""
    distinct = np.unique(_known(periods).astype("datetime64[D]"))
    if len(distinct) < 2:
        return "month"
    step = np.median(np.diff(distinct).astype(int))
    return next(
        name
        for limit, name in ((2, "day"), (10, "week"), (45, "month"), (120, "quarter"), (1e9, "year"))
        if step <= limit
    )


def _known(periods: pd.Series | np.ndarray) -> np.ndarray:
    moments = np.asarray(periods, dtype=None if periods.dtype.kind == "M" else "datetime64[us]")
    return moments[~np.isnat(moments)]


def period_axis(periods: pd.Series | np.ndarray, every: str) -> dict:
    """At most six ticks on the given first days, the year written under the first and wherever it changes."""
    distinct = np.unique(_known(periods))
    step = max(1, math.ceil(len(distinct) / MAX_TICKS))
    # Steps of half a year and of whole years read better than steps of five months.
    rounded = {"month": (1, 2, 3, 4, 6, 12, 24, 36, 60), "quarter": (1, 2, 4, 8, 12, 20)}.get(every, ())
    step = next((wide for wide in rounded if wide >= step), step)
    shown = distinct[::step]
    texts, year = [], None
    for date in days(shown):
        name = {"year": ""}.get(every, fmt.MONTHS[date.month - 1])
        name = f"{date.day} {name}" if every in ("day", "week") else name
        texts.append(name + (f"<br>{date.year}" if date.year != year and name else "") or str(date.year))
        year = date.year
    return {
        "tickvals": shown,
        "ticktext": texts,
        "type": "date",
        "fixedrange": True,
        "showgrid": False,
        "tickfont": TICK_FONT,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.HAIRLINE,
        "showline": True,
        "linecolor": theme.HAIRLINE,
    }


def shorten(text: object, width: int) -> str:
    """At most `width` characters, the last of them an ellipsis when something is left out. Not escaped."""
    words = " ".join(str(text).split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def wrapped(text: object, width: int) -> str:
    """A long label over at most two lines, each escaped for the figure."""
    return "<br>".join(theme.chart_text(line) for line in _label_lines(text, width))


def _label_lines(text: object, width: int) -> list[str]:
    lines = textwrap.wrap(" ".join(str(text).split()), width) or [""]
    return lines if len(lines) <= 2 else [lines[0], shorten(" ".join(lines[1:]), width)]


def label_margin(labels: Sequence[str], width: int) -> int:
    """Pixels for labels beside the plot, each wrapped at `width` characters."""
    longest = max((len(line) for label in labels for line in _label_lines(label, width)), default=0)
    return round(longest * theme.CHARACTER_WIDTH) + 28


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The wanted positions moved apart to at least `gap`, in order, inside low to high where they fit."""
    order = np.argsort(wanted, kind="stable")
    placed = np.array(wanted, dtype=float)[order]
    for place in range(1, len(placed)):
        placed[place] = max(placed[place], placed[place - 1] + gap)
    if len(placed) and placed[-1] > high:
        placed[-1] = high
        for place in range(len(placed) - 2, -1, -1):
            placed[place] = min(placed[place], placed[place + 1] - gap)
    if len(placed) and placed[0] < low:
        placed += low - placed[0]
    positions = np.empty(len(placed))
    positions[order] = placed
    return positions.tolist()


def direct_labels(
    fig: Drawing, labels: Sequence[tuple[str, str, float]], value_range: Sequence[float], width: int
) -> None:
    """Names at the right edge instead of a legend: (name, colour slot, value at the end of the line or bar)."""
    low, high = value_range
    plot_height = fig.plot_height
    lines = max((len(_label_lines(name, width)) for name, *_ in labels), default=1)
    gap = (17 if lines == 1 else 33) * (high - low) / plot_height
    positions = spread([value for _, _, value in labels], gap, low, high)
    for (name, colour, _), position in zip(labels, positions, strict=True):
        # The dot carries the colour; the words keep the text colour, which has the contrast that words need.
        words = wrapped(name, width).replace("<br>", "<br>\N{EN SPACE}\N{THIN SPACE}")
        text = f'<span style="color:{colour}">●</span> {words}'
        fig.add_annotation(
            text=text,
            xref="paper",
            x=1,
            xshift=6,
            xanchor="left",
            y=position,
            yanchor="middle",
            align="left",
            showarrow=False,
            font={"color": theme.TEXT, "size": theme.TEXT_SIZE},
        )
