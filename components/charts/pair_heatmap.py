"""A rate by two dimensions at once: one as rows, the other as columns, each with its totals."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, cell_bars, marks
from components.charts.drawing import Drawing
from data_access.metrics.definition import BOTH

ROW_HEIGHT = 42
LABEL_WIDTH = 13
ALL = "All"
# The scale spans at least this much to either side of the whole, so that a difference of two points looks like one.
LEAST_SPAN = 0.1
# From here up the scale, text in the background's colour has more contrast than text in the text's, in both looks.
SWITCH = 0.64


def pair_heatmap(
    cells: pd.DataFrame, rows: pd.DataFrame, columns: pd.DataFrame, overall: pd.Series, *, noun: str = "customers"
) -> Drawing:
    """Cells row x column with their percentage over their n; small bases hollow and grey; where nobody is, nothing.

    cells: a rate by both dimensions, its group "row × column". rows, columns: the same rate by one of them, only the
    groups to draw; the highest come first. overall: the rate of all. A click returns the cell's group.
    """
    if not np.isfinite(marks.numbers(cells, "value")).any():
        return axes.empty()
    # As the metric itself writes a name that holds the sign.
    rows, columns = (each.assign(group=each["group"].str.replace(BOTH, " x ")) for each in (rows, columns))
    rows, columns = (each.sort_values("value", ascending=False, na_position="last") for each in (rows, columns))
    drawn = _placed(cells, rows, columns, overall)
    bottom, right = (_place(len(each)) for each in (rows, columns))
    fig = axes.figure(
        height=round(ROW_HEIGHT * (bottom + 1)) + 56,
        left=axes.label_margin(list(rows["group"]), LABEL_WIDTH) - 16,
        right=4,
        top=48,
        bottom=8,
    )
    fig.update_layout(barmode="overlay")
    _set_axes(fig, list(rows["group"]), list(columns["group"]), bottom, right)
    is_small = marks.is_small(drawn)
    trusted = drawn.loc[~is_small, "value"]
    low, high = (
        extreme((*trusted, overall["value"] + span)) for extreme, span in ((min, -LEAST_SPAN), (max, LEAST_SPAN))
    )
    is_dark = ((drawn["value"] - low) / (high - low) >= SWITCH)[~is_small]
    steps = len(theme.SEQUENTIAL) - 1
    shade = {
        "color": trusted.to_numpy(),
        "cmin": low,
        "cmax": high,
        "colorscale": [[place / steps, slot] for place, slot in enumerate(theme.SEQUENTIAL)],
        "line": {"width": 0},
    }
    hollow = {"color": "rgba(0,0,0,0)", "line": {"color": theme.GREY, "width": 1.5}}
    _add_cells(fig, "cells", drawn[~is_small], shade, np.where(is_dark, theme.BACKGROUND, theme.TEXT), noun)
    _add_cells(fig, "small", drawn[is_small], hollow, theme.TEXT_QUIET, noun)
    return fig


def _place(number: int) -> float:
    """Where the totals stand (0), and after a gap the first of the groups, and so on."""
    return number + 0.25 if number else 0.0


def _placed(cells: pd.DataFrame, rows: pd.DataFrame, columns: pd.DataFrame, overall: pd.Series) -> pd.DataFrame:
    """What to draw: x, y, heading and the metric's columns. The totals have no group."""
    ys = {name: _place(place) for place, name in enumerate(rows["group"], start=1)}
    xs = {name: _place(place) for place, name in enumerate(columns["group"], start=1)}
    parts = cells["group"].str.split(BOTH, n=1, expand=True).reindex(columns=[0, 1])
    headings = (
        parts[0].map(cell_bars.name, na_action="ignore") + ", " + parts[1].map(cell_bars.name, na_action="ignore")
    )
    drawn = [
        cells.assign(x=parts[1].map(xs), y=parts[0].map(ys), heading=headings).dropna(subset=["x", "y"]),
        rows.assign(x=0.0, y=rows["group"].map(ys), heading=rows["group"].map(cell_bars.name), group=None),
        columns.assign(x=columns["group"].map(xs), y=0.0, heading=columns["group"].map(cell_bars.name), group=None),
        pd.DataFrame([overall]).assign(x=0.0, y=0.0, heading=ALL, group=None),
    ]
    together = pd.concat([each for each in drawn if len(each)], ignore_index=True)
    return together[np.isfinite(marks.numbers(together, "value"))].reset_index(drop=True)


def _add_cells(fig: Drawing, name: str, part: pd.DataFrame, marker: dict, ink, noun: str) -> None:
    if part.empty:
        return
    texts = [
        f"<b>{value * 100:.0f}%</b><br>{fmt.compact(n)}"
        for value, n in zip(part["value"], marks.numbers(part, "denominator"), strict=True)
    ]
    hovers = marks.hover(part, "percent", heading=list(part["heading"]), noun=noun)
    faded = {"marker": {"opacity": 0.35}, "textfont": {"color": theme.TEXT}}
    cell_bars.add(fig, name, part, marker, ink, size=(0.94, 0.92), texts=texts, hovers=hovers, unselected=faded)


def _set_axes(fig: Drawing, rows: list[str], columns: list[str], bottom: float, right: float) -> None:
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}
    font = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}
    for update, names, last in ((fig.update_yaxes, rows, bottom), (fig.update_xaxes, columns, right)):
        is_side = names is rows
        update(
            range=[last + 0.5, -0.5] if is_side else [-0.5, last + 0.5],
            tickvals=np.array([_place(place) for place in range(len(names) + 1)]),
            ticktext=[ALL, *(axes.wrapped(cell_bars.name(name), LABEL_WIDTH) for name in names)],
            tickfont=font,
            # Columns of a phone are narrower than their names, which then turn and take room of the plot.
            **({"automargin": False} if is_side else {"side": "top", "automargin": True, "autotickangles": [0, 90]}),
            **still,
        )
