"""The biggest moves between groups, one bar each: what a flow says, where there is no room for one."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing
from components.charts.flow import KINDS, hover

ROW_HEIGHT = 46
LABEL_WIDTH = 20
# Of the width of the plot, for the number behind the longest bar.
NUMBER_ROOM = 1.5


def moves(frame: pd.DataFrame, *, most: int = 10, noun: str = "customers") -> Drawing:
    """The largest moves of the frame that `flow` takes, largest first, with their sign and number.

    A click returns the group that the frame gives the move.
    """
    rows = frame[frame["value"] > 0].nlargest(most, "value").reset_index(drop=True)
    if rows.empty:
        return axes.empty()
    fig = axes.figure(
        height=ROW_HEIGHT * len(rows) + 16,
        left=round(LABEL_WIDTH * theme.CHARACTER_WIDTH) + 14,
        right=0,
        top=8,
        bottom=8,
    )
    fig.update_layout(bargap=0.45)
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": False, "ticks": ""}
    fig.update_xaxes(range=[0, rows["value"].max() * NUMBER_ROOM], showticklabels=False, **still)
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[
            f"{theme.chart_text(row.from_group)}<br>→ {theme.chart_text(row.to_group)}" for row in rows.itertuples()
        ],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        **still,
    )
    fig.add_bar(
        orientation="h",
        x=rows["value"].to_numpy(),
        y=np.arange(len(rows)),
        name="moves",
        marker={"color": [KINDS[kind][1] for kind in rows["kind"]]},
        text=[f"{KINDS[row.kind][2]}{fmt.count(row.value)}" for row in rows.itertuples()],
        textposition="outside",
        textfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        cliponaxis=False,
        hovertext=hover(rows, noun),
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(rows),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    return fig
