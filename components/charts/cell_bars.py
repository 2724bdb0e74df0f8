"""Cells of a table that is a chart: a bar of its own for each, so that it can be hollow and chosen."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components import theme
from components.charts import marks
from components.charts.dots import UNKNOWN_GROUP
from components.charts.drawing import Drawing


def name(group: str) -> str:
    """A group as readers see it."""
    return "Not given" if group == UNKNOWN_GROUP else group


def add(
    fig: Drawing,
    trace: str,
    cells: pd.DataFrame,
    marker: dict,
    ink: str | np.ndarray,
    *,
    size: tuple[float, float],
    texts: Sequence[str],
    hovers: Sequence[str],
    unselected: dict | None = None,
) -> None:
    """Draw the cells (columns x and y, and what a click returns). ink: of the texts. size: width and height as
    parts of a cell's room. unselected: how the others look while one is chosen; as ever without it."""
    if cells.empty:
        return
    width, height = size
    fig.add_bar(
        orientation="h",
        base=cells["x"].to_numpy() - width / 2,
        x=np.full(len(cells), width),
        y=cells["y"].to_numpy(),
        width=height,
        name=trace,
        marker=marker,
        text=list(texts),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={"size": theme.SMALL_TEXT_SIZE, "color": ink},
        hovertext=list(hovers),
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(cells),
        unselected=unselected or {"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1}},
    )
