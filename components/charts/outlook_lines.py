"""Purchases added up: what was said of the days that have passed, what happened, and what is expected of the next."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts import events as event_rules
from components.charts.drawing import Drawing

# Pixels right of the plot for "expected 12.3k".
LABEL_WIDTH = 62
# And above it, for what lies at either side of today.
WORDS_HEIGHT = 22


def outlook_lines(frame: pd.DataFrame, *, events: pd.DataFrame | None = None, height: int = 382) -> Drawing:
    """Two stretches of days side by side, each from zero: at the left what happened (solid) and what would have been
    said (dashed, grey), at the right what is expected (dashed). A click on what happened returns the group.

    frame: period, group (said, happened, expected), value. The last day of the data parts the two. events: columns
    happened_on and title.
    """
    if frame.empty or not np.isfinite(marks.numbers(frame, "value")).any():
        return axes.empty(height)
    lines = {name: frame[frame["group"] == name].sort_values("period") for name in ("said", "happened", "expected")}
    span = frame["period"].min(), frame["period"].max()
    happened = event_rules.place(events, *span, LABEL_WIDTH)
    fig = axes.figure(height=height, right=LABEL_WIDTH, top=34 + event_rules.height(happened))
    # Room for two lines of words above the highest end.
    scale = axes.value_axis([marks.numbers(frame, "value") * 1.15], "count", None, zero=True)
    fig.update_yaxes(**scale)
    # The steps are no calendar ones: each tick names its day.
    fig.update_xaxes(**axes.period_axis(frame["period"], "week"))
    looks = {
        "said": ({"color": theme.GREY, "width": 2, "dash": "dash"}, "Said"),
        "happened": ({"color": theme.OURS, "width": 2.5}, "Happened"),
        "expected": ({"color": theme.OURS, "width": 2.5, "dash": "dash"}, "Expected"),
    }
    for name, line in lines.items():
        look, word = looks[name]
        fig.add_scatter(
            x=line["period"].to_numpy(),
            y=marks.numbers(line, "value"),
            mode="lines+markers",
            name=name,
            line=look,
            marker={"size": 5, "color": look["color"], "opacity": 1},
            cliponaxis=False,
            text=[
                f"<b>{word} by {fmt.day(row.period)}</b><br>{fmt.count(row.value)} purchases"
                for row in line.itertuples()
            ],
            hovertemplate="%{text}<extra></extra>",
            # Only of what happened are there customers to list.
            customdata=marks.customdata(line if name == "happened" else line.assign(group="", period=pd.NaT)),
            unselected={"marker": {"opacity": 1}},
            selected={"marker": {"opacity": 1, "size": 11 if name == "happened" else 5}},
        )
    _part(fig, lines)
    _name_ends(fig, lines)
    event_rules.draw(fig, happened, WORDS_HEIGHT)
    event_rules.tell(fig, events, *span)
    return fig


def _part(fig: Drawing, lines: dict[str, pd.DataFrame]) -> None:
    """A rule at the data's last day, and what lies at either side."""
    last = lines["expected"]["period"].iloc[0]
    fig.add_vline(x=last, line={"color": theme.RULE, "width": 1}, layer="below")
    days = (lines["expected"]["period"].iloc[-1] - last).days
    for text, anchor, shift in ((f"Last {days} days", "right", -6), (f"Next {days} days", "left", 6)):
        fig.add_annotation(
            text=text, x=last, xanchor=anchor, xshift=shift, yref="paper", y=1, yanchor="bottom", yshift=8,
            showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET},
            # Words stand in front of the rules of events.
            bgcolor=theme.BACKGROUND, borderpad=0,
        )  # fmt: skip


def _name_ends(fig: Drawing, lines: dict[str, pd.DataFrame]) -> None:
    """Each line's sum at its end: of the passed days left of the rule and above both lines, where nothing is drawn."""
    ends = {name: float(line["value"].iloc[-1]) for name, line in lines.items()}
    highest = max(ends["said"], ends["happened"])
    words = (
        ("happened", highest, f"<b>{fmt.count(ends['happened'])}</b> happened", "right", -8, 14),
        ("said", highest, f"{fmt.count(round(ends['said']))} said", "right", -8, 32),
        ("expected", ends["expected"], f"<b>{fmt.compact(round(ends['expected']))}</b>", "left", 8, 0),
    )
    for name, height, text, anchor, x, y in words:
        fig.add_annotation(
            text=text, x=lines[name]["period"].iloc[-1], y=height, xanchor=anchor, xshift=x, yshift=y, showarrow=False,
            bgcolor=theme.BACKGROUND, borderpad=0,
            font={"size": theme.TEXT_SIZE, "color": theme.TEXT_QUIET if name == "said" else theme.TEXT},
        )  # fmt: skip
