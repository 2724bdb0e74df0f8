"""Who moved from which group to which between two days, as bands as wide as the moves are large.

Plotly's own Sankey tells Streamlit nothing of a click, so the bands are drawn here.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

# What a move is -> its name, its colour and its sign.
KINDS = {
    "up": ("Moved up", theme.BETTER, "▲ "),
    "down": ("Moved down", theme.WORSE, "▼ "),
    "same": ("Stayed", theme.GREY, ""),
    "new": ("New", theme.OURS, ""),
}
STAYED = "rgba(132,139,148,0.30)"
HEIGHT = 560
MOST_BANDS = 24
# A band of fewer than one customer in so many is a hair.
FEWEST = 200
# Pixels. Between groups, so that the names of small ones have room.
GAP = 16
LEFT, RIGHT, TOP, BOTTOM = 190, 170, 58, 8
# Of the width of the plot.
GROUP_WIDTH = 0.012
# Along a band, so that a click on it finds it.
TARGETS = (0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92)


def flow(frame: pd.DataFrame, order: Sequence[str], days: tuple[str, str], *, noun: str = "customers") -> Drawing:
    """Two columns of groups with the bands between them; `is_drawn` says which moves have one.

    frame: from_group, to_group, value, kind (one of KINDS), and group: what a click on the band returns. order: the
    groups from top to bottom. days: the names of the two columns. A click on a group returns it as "group × " on the
    left and " × group" on the right.
    """
    frame = frame[frame["value"] > 0].reset_index(drop=True)
    if frame.empty:
        return axes.empty(HEIGHT)
    sides = {name: _sizes(frame, name, order) for name in ("from_group", "to_group")}
    height = HEIGHT - TOP - BOTTOM
    scale = (height - GAP * (max(map(len, sides.values())) - 1)) / frame["value"].sum()
    starts = {name: _starts(sizes, scale) for name, sizes in sides.items()}
    bands = _placed(frame, starts, order, scale)
    bands = bands[is_drawn(bands)]
    # Who stayed lies at the bottom, and small bands over large ones.
    over = bands.assign(moved=bands["kind"] != "same").sort_values(["moved", "value"], ascending=[True, False])
    fig = axes.figure(height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    # One list each: to add them one by one takes Plotly half a second.
    shapes = [_band(row, scale) for row in over.itertuples()]
    words = _heads(days, [kind for kind in KINDS if (frame["kind"] == kind).any()])
    _add_targets(fig, bands, scale, noun)
    for name, sizes in sides.items():
        is_left = name == "from_group"
        shapes += _bars(sizes, starts[name], scale, is_left)
        words += _names(sizes, starts[name], scale, is_left)
        _add_group_targets(fig, sizes, starts[name], scale, noun, is_left)
    axis = {"visible": False, "fixedrange": True}
    fig.update_layout(
        shapes=shapes, annotations=words, xaxis=axis | {"range": [0, 1]}, yaxis=axis | {"range": [height, 0]}
    )
    return fig


def is_drawn(frame: pd.DataFrame) -> pd.Series:
    """Whether a move is among the largest, and no hair."""
    places = frame["value"].rank(ascending=False, method="first")
    return (places <= MOST_BANDS) & (frame["value"] * FEWEST >= frame["value"].sum())


def _sizes(frame: pd.DataFrame, side: str, order: Sequence[str]) -> pd.Series:
    sizes = frame.groupby(side)["value"].sum()
    return sizes.reindex([name for name in order if name in sizes.index])


def _starts(sizes: pd.Series, scale: float) -> pd.Series:
    """Pixels from the top to where each group begins."""
    before = sizes.cumsum().shift(fill_value=0.0) * scale
    return before + GAP * np.arange(len(sizes))


def _placed(frame: pd.DataFrame, starts: dict, order: Sequence[str], scale: float) -> pd.DataFrame:
    """The upper edge of each band on both sides: in the order of the groups it leads to or comes from."""
    place = {name: number for number, name in enumerate(order)}
    placed = frame.copy()
    for side, other, edge in (("from_group", "to_group", "left"), ("to_group", "from_group", "right")):
        ordered = placed.assign(place=placed[other].map(place)).sort_values("place")
        above = ordered.groupby(side)["value"].cumsum() - ordered["value"]
        placed[edge] = placed[side].map(starts[side]) + above * scale
    return placed


def _centre(row, at: np.ndarray, scale: float) -> np.ndarray:
    """Pixels from the top of the middle of a band: level at both ends."""
    return row.left + (row.right - row.left) * at * at * (3 - 2 * at) + row.value * scale / 2


def _band(row, scale: float) -> dict:
    x = [GROUP_WIDTH + (1 - 2 * GROUP_WIDTH) * part / 3 for part in range(4)]
    # Plotly shows no shape thinner than a pixel.
    left, right, width = row.left, row.right, max(row.value * scale, 1.0)
    above = f"M{x[0]},{left} C{x[1]},{left} {x[2]},{right} {x[3]},{right}"
    below = f"L{x[3]},{right + width} C{x[2]},{right + width} {x[1]},{left + width} {x[0]},{left + width} Z"
    # Half transparent, so that bands that cross stay two.
    colour = STAYED if row.kind == "same" else f"{KINDS[row.kind][1]}80"
    return {"type": "path", "path": f"{above} {below}", "fillcolor": colour, "line": {"width": 0}, "layer": "below"}


def _add_targets(fig: Drawing, bands: pd.DataFrame, scale: float, noun: str) -> None:
    """Invisible marks along the bands: Plotly selects points, never shapes. A chosen one shows."""
    at = np.array(TARGETS)
    fig.add_scatter(
        x=np.tile(at, len(bands)),
        y=np.concatenate([_centre(row, at, scale) for row in bands.itertuples()]) if len(bands) else [],
        mode="markers",
        name="moves",
        marker={"size": 12, "opacity": 0, "color": theme.TEXT},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        text=np.repeat(hover(bands, noun), len(at)),
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(bands.loc[bands.index.repeat(len(at))]),
    )


def hover(moves: pd.DataFrame, noun: str) -> list[str]:
    """From where to where, and how many."""
    return [
        f"<b>{theme.chart_text(row.from_group)} → {theme.chart_text(row.to_group)}</b><br>"
        f"{fmt.count(row.value)} {noun}<br>{KINDS[row.kind][2]}{KINDS[row.kind][0]}"
        for row in moves.itertuples()
    ]


def _bars(sizes: pd.Series, starts: pd.Series, scale: float, is_left: bool) -> list[dict]:
    x = {"x0": 0, "x1": GROUP_WIDTH} if is_left else {"x0": 1 - GROUP_WIDTH, "x1": 1}
    look = {"type": "rect", "fillcolor": theme.TEXT, "line": {"width": 0}, "layer": "below"}
    return [
        x | look | {"y0": starts[name], "y1": starts[name] + max(size * scale, 1.0)} for name, size in sizes.items()
    ]


def _names(sizes: pd.Series, starts: pd.Series, scale: float, is_left: bool) -> list[dict]:
    """The groups' names and sizes beside their bars, moved apart where they would touch."""
    side = {"x": 0, "xanchor": "right", "xshift": -6} if is_left else {"x": 1, "xanchor": "left", "xshift": 6}
    shared = side | {"yanchor": "middle", "showarrow": False, "font": {"size": theme.TEXT_SIZE, "color": theme.TEXT}}
    heights = axes.spread(list(starts + sizes * scale / 2), GAP, 6, HEIGHT - TOP - BOTTOM - 6)
    words = []
    for (name, size), y in zip(sizes.items(), heights, strict=True):
        parts = [theme.chart_text(name), f'<span style="color:{theme.TEXT_QUIET}">{fmt.count(size)}</span>']
        words.append(shared | {"y": y, "text": " ".join(reversed(parts) if is_left else parts)})
    return words


def _add_group_targets(
    fig: Drawing, sizes: pd.Series, starts: pd.Series, scale: float, noun: str, is_left: bool
) -> None:
    fig.add_scatter(
        x=np.full(len(sizes), GROUP_WIDTH / 2 if is_left else 1 - GROUP_WIDTH / 2),
        y=(starts + sizes * scale / 2).to_numpy(),
        mode="markers",
        name="from" if is_left else "to",
        marker={"size": 14, "opacity": 0, "color": theme.TEXT},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        text=[f"<b>{theme.chart_text(name)}</b><br>{fmt.count(size)} {noun}" for name, size in sizes.items()],
        hovertemplate="%{text}<extra></extra>",
        customdata=[["", f"{name} × " if is_left else f" × {name}", "", ""] for name in sizes.index],
        cliponaxis=False,
    )


def _heads(days: tuple[str, str], kinds: list[str]) -> list[dict]:
    """The two days over their columns, and between them what the colours mean."""
    font = {"size": theme.TEXT_SIZE, "color": theme.TEXT}
    shared = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": font}
    words = [
        shared | {"x": x, "xanchor": anchor, "xshift": shift, "yshift": 8, "text": f"<b>{theme.chart_text(day)}</b>"}
        for x, anchor, shift, day in ((0, "right", -6, days[0]), (1, "left", 6, days[1]))
    ]
    meanings = " \N{EM SPACE}".join(
        f'<span style="color:{KINDS[kind][1]}">■</span> {KINDS[kind][2]}{KINDS[kind][0]}' for kind in kinds
    )
    return [*words, shared | {"x": 0.5, "xanchor": "center", "yshift": 30, "text": meanings}]
