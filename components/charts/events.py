"""What happened when, on a chart over time: a thin rule with a short label above the plot."""

import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes
from components.charts.drawing import Drawing

ROWS = 4
ROW_HEIGHT = 17
LABEL_WIDTH = 26
# Pixels a character of small text.
CHARACTER_WIDTH = 6.2

Placed = tuple[pd.Timestamp, str, bool, bool, int]


def place(events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp, right: int) -> list[Placed]:
    """(day, label, whether it runs to the left, whether it is a break, row) for the events from first to last.

    events: columns happened_on, title; is_break where the measure itself changed, whose rule is dotted. right: the
    margin beside the plot, over which a label may run. The figure does not know its width, so labels share a row only
    when they would not touch on the narrowest screen. Beyond four rows an event keeps its rule; row -1 says that it has
    no label.
    """
    if events is None or events.empty:
        return []
    plot = axes.NARROW_FIGURE - axes.NARROW_LEFT - right
    taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
    placed = []
    is_break = events["is_break"].tolist() if "is_break" in events else [False] * len(events)
    happened = zip(map(pd.Timestamp, events["happened_on"]), events["title"], is_break, strict=True)
    for day, title, is_rule_of_break in sorted(happened, key=_day):
        if not first <= day <= last:
            continue
        at = (day - first) / (last - first) * plot
        label, is_left, room = _fitted(title, at, plot + right)
        free = (row for row, used in enumerate(taken) if all(room[1] < a or room[0] > b for a, b in used))
        row = next(free, -1)
        if row >= 0:
            taken[row].append(room)
        placed.append((day, label, is_left, bool(is_rule_of_break), row))
    return placed


def _day(happened: tuple) -> pd.Timestamp:
    return happened[0]


def _fitted(title: str, at: float, width: float) -> tuple[str, bool, tuple[float, float]]:
    """The label, cut to the side with more room where it fits on neither; to the right when both will do."""
    label = axes.shorten(title, LABEL_WIDTH)
    needed = len(label) * CHARACTER_WIDTH + 8
    to_right, to_left = width - at, at + axes.NARROW_LEFT
    is_left = needed > to_right and to_left > to_right
    label = axes.shorten(label, max(4, int((max(to_left, to_right) - 8) / CHARACTER_WIDTH)))
    needed = len(label) * CHARACTER_WIDTH + 8
    return label, is_left, (at - needed, at) if is_left else (at, at + needed)


def height(placed: list[Placed]) -> int:
    """Pixels that the labels need above the plot."""
    return ROW_HEIGHT * (max((row for *_, row in placed), default=-1) + 1)


def tell(fig: Drawing, events: pd.DataFrame | None, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """The events from first to last in a sentence, with their days and in full, as part of the text alternative."""
    if events is None or events.empty:
        return
    happened = zip(map(pd.Timestamp, events["happened_on"]), events["title"], strict=True)
    said = [f"{title} ({fmt.day(day)})" for day, title in sorted(happened) if first <= day <= last]
    if said:
        fig.tell(f"Events: {', '.join(said)}.")


def draw(fig: Drawing, placed: list[Placed], above: int = 0) -> None:
    """Rules behind the lines, labels above the plot. The first row stands highest, so later ones pass below it. above:
    pixels over the plot where other words stand."""
    plot_height = fig.plot_height
    rows = height(placed) // ROW_HEIGHT
    for day, label, is_left, is_break, row in placed:
        top = 1 + ((rows - row) * ROW_HEIGHT + above) / plot_height if row >= 0 else 1
        fig.add_shape(
            type="line", x0=day, x1=day, yref="paper", y0=0, y1=top, layer="below",
            line={"color": theme.RULE, "width": 1, "dash": "dot" if is_break else "solid"},
        )  # fmt: skip
        if row < 0:
            continue
        fig.add_annotation(
            text=theme.chart_text(label),
            x=day, yref="paper", y=top, yanchor="top", yshift=4, showarrow=False,
            xanchor="right" if is_left else "left", xshift=-2 if is_left else 2,
            # A label stands in front of the rules of other events.
            bgcolor=theme.BACKGROUND, borderpad=0,
            font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET},
        )  # fmt: skip
