"""Two shares of the same groups beside each other: how many there are, and how much they bring."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 44
LABEL_WIDTH = 18
# Of the width of the plot, for the number behind the longest bar.
NUMBER_ROOM = 1.22


def shares_beside(
    frame: pd.DataFrame, shares: dict[str, str], *, noun: str = "customers", amount: str, currency: str | None = None
) -> Drawing:
    """A row a group in the order of the frame, two bars in it with their percentages.

    frame: group, value (a count), and two columns of fractions. shares: those two columns, each with its name; the
    first is grey, the second ours. amount: the column behind the second share, for the hover. A click returns the
    group.
    """
    columns = [marks.numbers(frame, name) for name in shares]
    if frame.empty or not np.isfinite(np.concatenate(columns)).any():
        return axes.empty()
    labels = [axes.wrapped(group, LABEL_WIDTH) for group in frame["group"]]
    left = round(max(min(len(str(group)), LABEL_WIDTH) for group in frame["group"]) * theme.CHARACTER_WIDTH) + 10
    fig = axes.figure(
        height=ROW_HEIGHT * len(frame) + 34,
        left=left,
        right=0,
        top=30,
        bottom=4,
    )
    fig.update_layout(barmode="group", bargap=0.3, bargroupgap=0.06)
    highest = float(np.nanmax(np.concatenate(columns))) or 1.0
    still = {"fixedrange": True, "showgrid": False, "automargin": False, "ticks": ""}
    fig.update_xaxes(range=[0, highest * NUMBER_ROOM], showticklabels=False, zeroline=False, **still)
    fig.update_yaxes(
        range=[len(frame) - 0.5, -0.5], tickvals=np.arange(len(frame)), ticktext=labels, zeroline=False,
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT}, **still,
    )  # fmt: skip
    texts = _hover(frame, shares, noun, amount, currency)
    colours = (theme.GREY, theme.OURS)
    for label, values, colour in zip(shares.values(), columns, colours, strict=True):
        fig.add_bar(
            orientation="h",
            x=values,
            y=np.arange(len(frame)),
            name=label,
            marker={"color": colour},
            text=[fmt.percent(value) for value in values],
            textposition="outside",
            textfont={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
            cliponaxis=False,
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=marks.customdata(frame),
            unselected={"marker": {"opacity": 0.45}},
            selected={"marker": {"opacity": 1}},
        )
    words = " \N{EM SPACE}".join(
        f'<span style="color:{colour}">■</span> {theme.chart_text(label)}'
        for label, colour in zip(shares.values(), colours, strict=True)
    )
    fig.add_annotation(
        text=words, xref="paper", x=0, xanchor="left", xshift=-left, yref="paper", y=1, yanchor="bottom", yshift=6,
        showarrow=False, font={"size": theme.TEXT_SIZE, "color": theme.TEXT},
    )  # fmt: skip
    return fig


def _hover(frame: pd.DataFrame, shares: dict[str, str], noun: str, amount: str, currency: str | None) -> list[str]:
    texts = []
    for row in frame.to_dict("records"):
        lines = [
            f"<b>{theme.chart_text(row['group'])}</b>",
            f"{fmt.count(row['value'])} {noun}, {fmt.amount(row[amount], currency, exact=True)}",
            *(f"{theme.chart_text(label)} {fmt.percent(row[name], exact=True)}" for name, label in shares.items()),
        ]
        texts.append("<br>".join(lines))
    return texts
