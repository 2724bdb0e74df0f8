"""How one number of customers becomes another: who leaves it, who joins it, one bar each between the two."""

import textwrap

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 40
LABEL_WIDTH = 20
NUMBERS_WIDTH = 66
HOVER_WIDTH = 48
_COLOURS = {"total": theme.OURS, "less": theme.GREY, "more": theme.OURS_PALE}


def bridge(frame: pd.DataFrame) -> Drawing:
    """A row each, from top to bottom: a total, what it loses, what it gains, the total that makes.

    frame: label, kind (total, less or more), value (never negative), text (the whole sentence, for hover), and group,
    which a click returns.
    """
    if frame.empty or not frame["value"].max() > 0:
        return axes.empty()
    rows = frame.reset_index(drop=True)
    values, kinds = marks.numbers(rows, "value"), rows["kind"].to_numpy()
    moved = np.select([kinds == "less", kinds == "more"], [-values, values], 0.0)
    ends = np.where(kinds == "total", values, values[0] + np.cumsum(moved))
    starts = np.select([kinds == "less", kinds == "more"], [ends, ends - values], 0.0)
    labels = rows["label"].tolist()
    fig = axes.figure(
        height=ROW_HEIGHT * len(rows) + 28,
        left=axes.label_margin(labels, LABEL_WIDTH) - 18,
        right=NUMBERS_WIDTH,
        top=8,
        bottom=12,
    )
    fig.update_layout(bargap=0.35)
    # Each bar has its number beside it: ticks would only take room.
    fig.update_xaxes(**axes.value_axis([starts + values], "count", None, zero=True) | {"showticklabels": False})
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        fixedrange=True, showgrid=False, zeroline=False, automargin=False, ticks="",
    )  # fmt: skip
    texts = [_hover(value, text) for value, text in zip(values, rows["text"], strict=True)]
    fig.add_bar(
        orientation="h",
        base=starts,
        x=values,
        y=np.arange(len(rows)),
        name="customers",
        marker={"color": [_COLOURS[kind] for kind in kinds]},
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(rows),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    fig.update_layout(annotations=_numbers(values, kinds), shapes=_steps(ends))
    return fig


def _hover(value: float, text: str) -> str:
    lines = textwrap.wrap(text, HOVER_WIDTH)
    return "<br>".join([f"<b>{fmt.count(value)}</b>", *map(theme.chart_text, lines)])


def _numbers(values: np.ndarray, kinds: np.ndarray) -> list[dict]:
    """Each bar's number at the right."""
    signs = {"total": "", "less": fmt.MINUS, "more": "+"}
    look = {"xref": "paper", "x": 1, "xanchor": "right", "xshift": NUMBERS_WIDTH, "yanchor": "middle"}
    look |= {"showarrow": False, "font": {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}}
    texts = [f"<b>{signs[kind]}{fmt.count(value)}</b>" for value, kind in zip(values, kinds, strict=True)]
    return [look | {"text": text, "y": place} for place, text in enumerate(texts)]


def _steps(ends: np.ndarray) -> list[dict]:
    """From the end of each bar to the next one, which begins there."""
    look = {"type": "line", "layer": "below", "line": {"color": theme.RULE, "width": 1, "dash": "dot"}}
    return [look | {"x0": end, "x1": end, "y0": place, "y1": place + 1} for place, end in enumerate(ends[:-1])]
