"""How many there are of each of a few kinds that have an order: columns from zero."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing


def columns(
    frame: pd.DataFrame, unit: str, names: Mapping[str, str], *, noun: str, height: int = axes.HEIGHT
) -> Drawing:
    """One column a group in the order of the frame, its share of all over it.

    names: what to write under each group's column, at most two short lines (<br> between). A click returns the group.
    """
    values = marks.numbers(frame, "value")
    if frame.empty or not np.nansum(values):
        return axes.empty(height)
    shares = values / np.nansum(values)
    places = np.arange(len(frame))
    labels = [names.get(group, theme.chart_text(group)) for group in frame["group"]]
    fig = axes.figure(height=height, top=24)
    fig.update_layout(bargap=0.3)
    fig.add_bar(
        x=places,
        y=values,
        name="columns",
        marker={"color": theme.OURS},
        text=[fmt.percent(share) for share in shares],
        textposition="outside",
        textfont={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        textangle=0,
        cliponaxis=False,
        hovertext=[
            f"<b>{theme.chart_text(group)}</b><br>{fmt.value(value, unit, exact=True)} {theme.chart_text(noun)}"
            f"<br>{fmt.percent(share, exact=True)}"
            for group, value, share in zip(frame["group"], values, shares, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(frame),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    fig.update_yaxes(**axes.value_axis([values], unit, None, zero=True))
    fig.update_xaxes(
        tickvals=places, ticktext=labels, tickfont=axes.TICK_FONT, tickangle=0,
        fixedrange=True, showgrid=False, zeroline=False,
    )  # fmt: skip
    return fig
