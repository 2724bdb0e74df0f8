"""Which words one of two groups says more: a bar a word, to the right for the first, to the left for the second."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 30
LABEL_WIDTH = 18
NUMBERS_WIDTH = 92
TOP = 30


def word_sides(
    frame: pd.DataFrame, first: str, second: str, *, colours: tuple[str, str] = (theme.OURS, theme.GREY)
) -> Drawing:
    """The words in the order of the frame, both groups' shares printed at the right.

    frame: word, z (above zero where the first group says it more; the bar's length), texts and others that hold it,
    share and share_of_others (fractions), and group, which a click returns. first, second: what the groups are called.
    """
    if frame.empty:
        return axes.empty()
    rows = frame.reset_index(drop=True)
    values, labels = marks.numbers(rows, "z"), rows["word"].tolist()
    fig = axes.figure(
        height=ROW_HEIGHT * len(rows) + TOP + 8,
        left=axes.label_margin(labels, LABEL_WIDTH) - 18,
        right=NUMBERS_WIDTH,
        top=TOP,
        bottom=8,
    )
    fig.update_layout(bargap=0.4)
    still = {"fixedrange": True, "showgrid": False, "ticks": ""}
    # As much room on either side, so that lengths can be held against each other, unless one side is empty.
    longest = float(np.abs(values).max()) * 1.04
    low, high = (-longest if (values < 0).any() else 0.0), (longest if (values > 0).any() else 0.0)
    line = {"zeroline": True, "zerolinecolor": theme.RULE, "zerolinewidth": 1}
    fig.update_xaxes(range=[low, high], showticklabels=False, **still, **line)
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        automargin=False,
        zeroline=False,
        **still,
    )
    fig.add_bar(
        orientation="h",
        x=values,
        y=np.arange(len(rows)),
        name="value",
        marker={"color": [colours[0] if value > 0 else colours[1] for value in values]},
        hovertext=[_hover(row, first, second) for row in rows.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(rows),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    _print_shares(fig, rows)
    if low:
        _heading(fig, f"◂ {second}", "right" if high else "left", 0 if high else low)
    if high:
        _heading(fig, f"{first} ▸", "left", 0)
    return fig


def _heading(fig: Drawing, text: str, anchor: str, x: float) -> None:
    fig.add_annotation(
        text=theme.chart_text(text), x=x, xanchor=anchor, xshift=6 if anchor == "left" else -6, yref="paper", y=1,
        yanchor="bottom", showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET},
    )  # fmt: skip


def _hover(row, first: str, second: str) -> str:
    lines = [
        f"<b>{theme.chart_text(row.word)}</b>",
        theme.chart_text(f"{first}: {fmt.count(row.texts)} texts, {fmt.percent(row.share)}"),
        theme.chart_text(f"{second}: {fmt.count(row.others)} texts, {fmt.percent(row.share_of_others)}"),
        f"{abs(row.z):.1f} standard errors apart",
    ]
    return "<br>".join(lines)


def _print_shares(fig: Drawing, rows: pd.DataFrame) -> None:
    for place, (share, other) in enumerate(zip(rows["share"], rows["share_of_others"], strict=True)):
        more, less = (share, other) if share >= other else (other, share)
        quiet = f'<span style="color:{theme.TEXT_QUIET}"> · {fmt.percent(less)}</span>'
        fig.add_annotation(
            text=f"<b>{fmt.percent(more)}</b>{quiet}", xref="paper", x=1, xanchor="right", xshift=NUMBERS_WIDTH,
            y=place, yanchor="middle", align="right", showarrow=False,
            font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip
