"""Weeks that stand out, on a chart over time of any step: a bar at the foot of the plot, a triangle on it."""

import numpy as np
import pandas as pd

from components import theme
from components.charts import marks
from components.charts.drawing import Drawing

# Pixels at the foot of the plot that they take.
HEIGHT = 18
_BAR, _MIDDLE = 3, 10
UP, DOWN = "▲", "▼"
DAY, WEEK = pd.Timedelta(days=1), pd.Timedelta(days=7)


def draw(
    fig: Drawing,
    weeks: pd.DataFrame | None,
    span: tuple[pd.Timestamp, pd.Timestamp],
    value_range: list[float],
    line: pd.DataFrame | None = None,
) -> bool:
    """Mark the weeks and tell of them in the text alternative; whether there were any.

    weeks: start (the first Monday), end (the last Sunday), is_above, text; group where there are several lines. span:
    the days that the plot shows. line: the chart's own rows where its step is the week: the point of a week that stands
    out alone gets a ring.
    """
    if weeks is None or weeks.empty:
        return False
    low, high = value_range
    per_pixel = (high - low) / fig.plot_height
    starts = [max(start, span[0]) for start in weeks["start"]]
    ends = [min(end + DAY, span[1]) for end in weeks["end"]]
    for start, end in zip(starts, ends, strict=True):
        fig.add_shape(
            type="rect", x0=start, x1=end, y0=low, y1=low + _BAR * per_pixel, fillcolor=theme.TEXT, line={"width": 0},
        )  # fmt: skip
    fig.add_scatter(
        x=np.array(
            [start + (end - start) / 2 for start, end in zip(starts, ends, strict=True)], dtype="datetime64[us]"
        ),
        y=np.full(len(weeks), low + _MIDDLE * per_pixel),
        mode="markers",
        name="stands out",
        marker={
            "symbol": np.where(weeks["is_above"], "triangle-up", "triangle-down"),
            "size": 10,
            "color": theme.TEXT,
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        text=[theme.chart_text(text) for text in weeks["text"]],
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(weeks[[]]),
    )
    if line is not None:
        alone = weeks[weeks["end"] - weeks["start"] < WEEK]
        of = ["period", "group"] if "group" in alone else ["period"]
        places = pd.MultiIndex.from_frame(alone.rename(columns={"start": "period"})[of])
        _ring(fig, line[pd.MultiIndex.from_frame(line[of]).isin(places)])
    fig.tell(f"Weeks that stand out: {'; '.join(weeks['text'])}.")
    return True


def _ring(fig: Drawing, points: pd.DataFrame) -> None:
    fig.add_scatter(
        x=points["period"].to_numpy(),
        y=marks.numbers(points, "value"),
        mode="markers",
        name="stands out",
        marker={"symbol": "circle-open", "size": 13, "color": theme.TEXT, "line": {"width": 1.5}},
        hoverinfo="skip",
        cliponaxis=False,
    )
