"""Is repurchase improving? A rate by cohort, and apart from it the cohorts that have not had the time yet."""

import math

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts import events as event_rules
from components.charts.drawing import Drawing
from components.charts.trend import add_band, add_line, period_range

# More dates than this beside each other touch on a phone; of more, a few are written and the others are told on hover.
MAX_DATES, FEW_DATES = 6, 4
ZONE = "rgba(132,139,148,0.10)"


def cohort_trend(
    frame: pd.DataFrame,
    name: str,
    *,
    noun: str = "new customers",
    events: pd.DataFrame | None = None,
    height: int = axes.HEIGHT,
) -> Drawing:
    """A line over the mature cohorts with its 95 % band; to its right, hollow and grey in a shaded zone, what the young
    ones have reached so far, each with the date on which it matures.

    frame: period, value, numerator, denominator, low, high; is_mature; and of cohorts that are not: matures_on,
    customers, and so_far of them. A click carries the cohort's period.
    """
    frame = frame.sort_values("period")
    mature = frame[frame["is_mature"]]
    young = frame[~frame["is_mature"] & (frame["customers"] > 0)]
    young = young.assign(value=young["so_far"] / young["customers"])
    shown = pd.concat([mature, young])
    if not np.isfinite(marks.numbers(shown, "value")).any():
        return axes.empty(height)
    every = axes.granularity(frame["period"])
    first, last = period_range(frame["period"], [] if events is None else [events["happened_on"]])
    happened = event_rules.place(events, first, last, 16)
    fig = axes.figure(height=height, right=16, top=12 + event_rules.height(happened))
    values = [marks.numbers(mature, column) for column in ("value", "low", "high")] + [marks.numbers(young, "value")]
    top = np.nanmax(np.concatenate(values))
    # Room for the heading of the zone.
    scale = axes.value_axis([*values, np.array([top * (1.15 if len(young) else 1)])], "percent", None, zero=True)
    fig.update_yaxes(**scale)
    fig.update_xaxes(**axes.period_axis(frame["period"], every), range=(first, last))
    add_band(fig, mature, theme.OURS)
    headings = [fmt.period(date, every) for date in mature["period"]]
    add_line(fig, mature, theme.OURS, marks.hover(mature, "percent", heading=headings, noun=noun), name)
    if len(young):
        _add_young(fig, young, every, noun)
        _add_zone(fig, mature, young, last, scale["range"][1])
    event_rules.draw(fig, happened)
    event_rules.tell(fig, events, first, last)
    return fig


def _add_young(fig: Drawing, young: pd.DataFrame, every: str, noun: str) -> None:
    texts = [
        f"<b>{fmt.period(row.period, every)}</b><br>{fmt.percent(row.value, exact=True)} so far"
        f"<br>{theme.chart_text(fmt.base(row.so_far, row.customers, noun))}"
        f"<br>Not final until {fmt.day(row.matures_on)}"
        for row in young[["period", "value", "so_far", "customers", "matures_on"]].itertuples()
    ]
    fig.add_scatter(
        x=young["period"].to_numpy(),
        y=marks.numbers(young, "value"),
        mode="lines+markers",
        name="not mature yet",
        line={"color": theme.GREY, "width": 1.5, "dash": "dot"},
        marker={"size": 7, "color": theme.BACKGROUND, "line": {"color": theme.GREY, "width": 1.5}, "opacity": 1},
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1, "size": 11}},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(young),
    )


def _add_zone(fig: Drawing, mature: pd.DataFrame, young: pd.DataFrame, last: pd.Timestamp, top: float) -> None:
    """From half a step before the first young cohort on. Dates stand on the side of their mark that has room."""
    first = young["period"].iloc[0]
    begins = first - (first - mature["period"].iloc[-1]) / 2 if len(mature) else period_range(young["period"])[0]
    fig.add_shape(
        type="rect", x0=begins, x1=last, yref="paper", y0=0, y1=1, fillcolor=ZONE, line={"width": 0}, layer="below"
    )
    quiet = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET}
    word = {"showarrow": False, "font": quiet}
    words = [
        word | {
            "text": "Not final<br>until", "x": last, "xanchor": "right", "yref": "paper", "y": 1, "yanchor": "top",
            "align": "right", "xshift": -2,
        }
    ]  # fmt: skip
    step = 1 if len(young) <= MAX_DATES else math.ceil(len(young) / FEW_DATES)
    for row in young[["period", "value", "matures_on"]].iloc[::step].itertuples():
        is_low = row.value < top / 2
        place = {"yanchor": "bottom", "yshift": 8} if is_low else {"yanchor": "top", "yshift": -8}
        words.append(
            word | place | {"text": fmt.day(row.matures_on), "x": row.period, "y": row.value, "textangle": -90}
        )
    fig.update_layout(annotations=words)
