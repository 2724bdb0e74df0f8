"""Parts of a whole, or the way from one total to another: a bar a row, from top to bottom, its number beside it."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 30  # at least, in pixels; two lines of numbers need more
HEIGHT = 340
LABEL_WIDTH = 20
NUMBERS_WIDTH = 72
TONES = {"ours": theme.OURS, "pale": theme.OURS_PALE, "grey": theme.GREY}


def bar_rows(frame: pd.DataFrame, *, is_joined: bool = False, rule: float | None = None) -> Drawing:
    """A row each in the order of the frame.

    frame: label, value (the bar's length), start (where it begins; 0 without), tone (one of TONES), number and under
    (the two lines beside it), lines (a list of sentences for the hover), and group, which a click returns. is_joined:
    each bar goes on where the one above ends; a dotted line leads there. rule: a value to hold all bars against.
    """
    if frame.empty or not np.nanmax(marks.numbers(frame, "value"), initial=0) > 0:
        return axes.empty(HEIGHT)
    rows = frame.reset_index(drop=True)
    values, starts = marks.numbers(rows, "value"), np.nan_to_num(marks.numbers(rows, "start"))
    labels = rows["label"].tolist()
    fig = axes.figure(
        height=max(HEIGHT, ROW_HEIGHT * len(rows)),
        left=axes.label_margin(labels, LABEL_WIDTH) - 18,
        right=NUMBERS_WIDTH,
        top=4,
        bottom=4,
    )
    fig.update_layout(bargap=0.4)
    # Each bar has its number beside it: ticks would only take room.
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": ""}
    fig.update_xaxes(range=[0, float(np.nanmax(starts + values)) * 1.02], showticklabels=False, **still)
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        automargin=False,
        **still,
    )
    if is_joined:
        for place, end in enumerate((starts + values)[:-1]):
            _line(fig, end, place, place + 1)
    if rule is not None:
        _line(fig, rule, -0.5, len(rows) - 0.5)
    fig.add_bar(
        orientation="h",
        base=starts,
        x=values,
        y=np.arange(len(rows)),
        name="value",
        marker={"color": [TONES[tone] for tone in rows["tone"]]},
        hovertext=[_hover(label, lines) for label, lines in zip(labels, rows["lines"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(rows),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    _print_numbers(fig, rows)
    return fig


def _line(fig: Drawing, x: float, top: float, bottom: float) -> None:
    fig.add_shape(
        type="line", x0=x, x1=x, y0=top, y1=bottom, layer="below",
        line={"color": theme.RULE, "width": 1, "dash": "dot"},
    )  # fmt: skip


def _hover(label: str, lines: list[str]) -> str:
    return "<br>".join([f"<b>{theme.chart_text(label)}</b>", *map(theme.chart_text, lines)])


def _print_numbers(fig: Drawing, rows: pd.DataFrame) -> None:
    for place, (number, under) in enumerate(zip(rows["number"], rows["under"], strict=True)):
        text = f"<b>{theme.chart_text(number)}</b>"
        if not fmt.is_unknown(under) and under:
            text += f'<br><span style="color:{theme.TEXT_QUIET}">{theme.chart_text(under)}</span>'
        fig.add_annotation(
            text=text, xref="paper", x=1, xanchor="right", xshift=NUMBERS_WIDTH, y=place, yanchor="middle",
            align="right", showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip
