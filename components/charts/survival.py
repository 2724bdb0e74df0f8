"""How long it takes: the share that has come back by each day, with those still counted underneath."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing
from data_access.metrics.kaplan_meier import FEWEST_AT_RISK

LABEL_WIDTH = 14
# Of small text, as Plotly sets lines.
ROW_HEIGHT = 1.3 * theme.SMALL_TEXT_SIZE
# More points than this are finer than the screen; each carries its own hover text.
MAX_POINTS, MAX_POINTS_EACH = 240, 100
# Rows below the axis before those of the groups: the days, then two captions.
CAPTIONS = 3
DAY_STEPS = (1, 2, 5, 10, 15, 30, 60, 90, 180, 365, 730, 1095, 1825)


class Line(NamedTuple):
    """One group's rows by age, up to where few are still counted, as arrays: a hundred look-ups take frames longer."""

    name: str
    colour: str
    group: str
    age: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: np.ndarray

    def at(self, places: np.ndarray | slice) -> "Line":
        return self._replace(**{name: getattr(self, name)[places] for name in _ARRAYS})


_ARRAYS = ("age", "value", "low", "high", "at_risk")


def survival_curve(
    frame: pd.DataFrame, *, median: int | None = None, noun: str = "customers", plot_height: int = 240
) -> Drawing:
    """A step line for each group, up to where fewer than ten are still counted; one alone has its 95 % band.

    frame: group (one without is alone), age in days, value, low, high, denominator (still counted just before that
    age). Callers pass at most five groups. median: the day to mark, of a line that is alone. Below the axis stands how
    many of each group are still counted, in the order of the lines. A click carries the group and the age.
    """
    lines = _lines(frame)
    if not lines:
        return axes.empty(plot_height)
    is_alone = len(lines) == 1 and not lines[0].group
    last = max(int(line.age[-1]) for line in lines)
    days = day_ticks(last, 5 if is_alone else 4)
    right = 16 if is_alone else axes.label_margin([line.name for line in lines], LABEL_WIDTH)
    bottom = round(ROW_HEIGHT * (CAPTIONS + len(lines))) + 12
    fig = axes.figure(height=plot_height + 12 + bottom, right=right, bottom=bottom)
    drawn = ("value", "low", "high") if is_alone else ("value",)
    scale = axes.value_axis([getattr(line, name) for line in lines for name in drawn], "percent", None, zero=True)
    # First of all annotations: to set them beside others, Plotly reads the others again.
    fig.update_layout(annotations=_captions(lines, noun, is_alone))
    fig.update_yaxes(**scale)
    fig.update_xaxes(
        range=[0, last * 1.01 or 1], tickvals=days, ticktext=_ticks(lines, days, is_alone), tickfont=axes.TICK_FONT,
        fixedrange=True, showgrid=False, zeroline=False, ticks="outside", ticklen=4, tickcolor=theme.HAIRLINE,
        showline=True, linecolor=theme.HAIRLINE,
    )  # fmt: skip
    for line in lines:
        shown = line.at(spread(len(line.age), MAX_POINTS if is_alone else MAX_POINTS_EACH))
        if is_alone:
            _add_band(fig, shown)
        _add_line(fig, shown, noun)
    if not is_alone:
        ends = [(line.name, line.colour, float(line.value[-1])) for line in lines]
        axes.direct_labels(fig, ends, scale["range"], LABEL_WIDTH)
    elif median is not None:
        _mark_median(fig, median, last)
    return fig


def day_ticks(last: int, at_most: int) -> list[int]:
    """Day 0 and whole steps of days, of 30 and of 365 rather than of tens and hundreds."""
    step = next((wide for wide in DAY_STEPS if last // wide < at_most), 365 * (last // (365 * at_most) + 1))
    return list(range(0, last + 1, step))


def _lines(frame: pd.DataFrame) -> list[Line]:
    """The line that ends highest first. A group keeps its colour by size, so that the largest is the strongest."""
    if frame.empty:
        return []
    codes, groups = pd.factorize(frame["group"], sort=True, use_na_sentinel=False)
    columns = [marks.numbers(frame, name) for name in ("age", "value", "low", "high", "denominator")]
    at_risk, parts = columns[-1], []
    for code, group in enumerate(groups):
        own = np.flatnonzero((codes == code) & (at_risk >= FEWEST_AT_RISK))
        if len(own):
            own = own[np.argsort(columns[0][own], kind="stable")]
            text = "" if pd.isna(group) else str(group)
            parts.append(Line(_name(text), "", text, *(column[own] for column in columns)))
    parts.sort(key=lambda part: -part.at_risk[0])
    lines = [part._replace(colour=colour) for part, colour in zip(parts, theme.CATEGORICAL, strict=False)]
    return sorted(lines, key=lambda line: -line.value[-1])


def _name(group: str) -> str:
    return "Not given" if group == "(not given)" else group


def spread(number: int, at_most: int) -> np.ndarray | slice:
    """The places of all rows of a line, or so many of them at even distances; the last one stays."""
    if number <= at_most:
        return slice(None)
    return np.unique(np.linspace(0, number - 1, at_most).round().astype(int))


def _add_band(fig: Drawing, line: Line) -> None:
    """Between two stairs; unknown limits, before anybody has come back, have none."""
    known = line.at(np.isfinite(line.low))
    for limits, fill in ((known.low, None), (known.high, "tonexty")):
        fig.add_scatter(
            x=known.age.astype(int), y=limits, mode="lines", name="band",
            line={"width": 0, "shape": "hv"}, fill=fill, fillcolor=line.colour + "26", hoverinfo="skip",
        )  # fmt: skip


def _add_line(fig: Drawing, line: Line, noun: str) -> None:
    ages = line.age.astype(int)
    fig.add_scatter(
        x=np.append(0, ages), y=np.append(0.0, line.value), mode="lines", name="line",
        line={"color": line.colour, "width": 2.25, "shape": "hv"}, hoverinfo="skip",
    )  # fmt: skip
    # A stair has no marks of its own to point at or to click.
    fig.add_scatter(
        x=ages,
        y=line.value,
        mode="markers",
        name=theme.chart_text(line.name) or "points",
        marker={"size": 10, "color": line.colour, "opacity": 0},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        text=_hover(line, noun),
        hovertemplate="%{text}<extra></extra>",
        customdata=np.array([marks.carried(group=line.group, age=str(age)) for age in ages.tolist()], dtype=object),
    )


def _hover(line: Line, noun: str) -> list[str]:
    heading = f"{theme.chart_text(line.name)}, day " if line.name else "Day "
    counted, texts = theme.chart_text(noun), []
    for age, value, low, high, at_risk in zip(*(getattr(line, name).tolist() for name in _ARRAYS), strict=True):
        share = fmt.percent(value, exact=True)
        parts = [f"<b>{heading}{fmt.count(age)}</b>", f"{share} have bought again by then"]
        if bounds := fmt.interval(low, high, "percent"):
            parts.append(f"95% interval {bounds}")
        parts.append(f"{fmt.count(at_risk)} {counted} still counted")
        texts.append("<br>".join(parts))
    return texts


def _mark_median(fig: Drawing, median: int, last: int) -> None:
    """Along from one half to the line and down to its day."""
    rule = {"color": theme.RULE, "width": 1, "dash": "dot"}
    fig.add_shape(type="line", x0=0, x1=median, y0=0.5, y1=0.5, line=rule, layer="below")
    fig.add_shape(type="line", x0=median, x1=median, y0=0, y1=0.5, line=rule, layer="below")
    # Right of the rule and below the line is empty, left of it and above where the rule stands far right.
    is_left = median > 0.6 * last
    fig.add_annotation(
        text=f"Half by day {fmt.count(median)}", x=median, y=0.5 if is_left else 0.0, showarrow=False,
        xanchor="right" if is_left else "left", xshift=-4 if is_left else 4,
        yanchor="bottom", yshift=2,
        font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
    )  # fmt: skip


def _ticks(lines: Sequence[Line], days: Sequence[int], is_alone: bool) -> list[str]:
    """Each day, and below it, under two lines of captions, how many of each group are at risk just before it."""
    write = fmt.count if is_alone else fmt.compact
    texts = [[fmt.count(day), " ", " "] for day in days]
    for line in lines:
        for text, place in zip(texts, np.searchsorted(line.age, days), strict=True):
            text.append(write(line.at_risk[place]) if place < len(line.age) else " ")
    return ["<br>".join(text) for text in texts]


def _captions(lines: Sequence[Line], noun: str, is_alone: bool) -> list[dict]:
    """What the axis is and what stands below it; of several groups, the colour of each row."""
    rows = [" ", "Days since the first purchase", f"{noun.capitalize()} still counted on that day:"]
    word = {
        "xref": "paper", "x": 0, "yref": "paper", "y": 0, "yanchor": "top", "yshift": -9, "align": "left",
        "showarrow": False, "font": {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET},
    }  # fmt: skip
    words = [word | {"text": "<br>".join(rows), "xanchor": "left"}]
    if not is_alone:
        dots = [f'<span style="color:{line.colour}">●</span>' for line in lines]
        words.append(word | {"text": "<br>".join([" "] * len(rows) + dots), "xanchor": "left", "xshift": -30})
    return words
