"""What a total is made of, row by row: one bar a row, as long as all the others, its parts beside each other."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 46
LABEL_WIDTH = 17
NUMBERS_WIDTH = 46
LEGEND_HEIGHT = 22
# A part narrower than this, of the whole bar, has no room for its number.
LEAST_SHARE_WITH_NUMBER = 0.09
BETWEEN = " × "


def parts(
    frame: pd.DataFrame, names: Mapping[str, str], colours: Mapping[str, str], *, noun: str, labels: Mapping[str, str]
) -> Drawing:
    """The rows in their order, each with its parts in the order of `names` and its total at the right.

    frame: row, part, value (a count). names, colours: of each part; a colour with the text on it, as (colour, text).
    labels: rows as they are to be written. A click returns "row × part" as the group.
    """
    if frame.empty or not frame["value"].sum():
        return axes.empty()
    rows = list(dict.fromkeys(frame["row"]))
    counts = frame.pivot_table(index="row", columns="part", values="value", aggfunc="sum", fill_value=0.0)
    counts = counts.reindex(index=rows, columns=list(names), fill_value=0.0).astype(float)
    totals = counts.sum(axis=1).to_numpy()
    written = [labels.get(row, row) for row in rows]
    left = round(max(min(len(str(row)), LABEL_WIDTH) for row in written) * theme.CHARACTER_WIDTH) + 10
    lines = -(-sum(len(name) + 4 for name in names.values()) // 46)
    top = LEGEND_HEIGHT * lines + 8
    fig = axes.figure(height=ROW_HEIGHT * len(rows) + top + 4, left=left, right=NUMBERS_WIDTH, top=top, bottom=4)
    # On a narrow screen a number would shrink into its part until nobody can read it.
    fig.update_layout(barmode="stack", bargap=0.4, uniformtext={"minsize": theme.SMALL_TEXT_SIZE, "mode": "hide"})
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": False, "ticks": ""}
    fig.update_xaxes(range=[0, 1], showticklabels=False, **still)
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[axes.wrapped(row, LABEL_WIDTH) for row in written],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        **still,
    )
    for part, name in names.items():
        values = counts[part].to_numpy()
        shares = values / np.where(totals > 0, totals, np.nan)
        colour, text_colour = colours[part]
        marked = pd.DataFrame({"group": [f"{row}{BETWEEN}{part}" for row in rows]})
        fig.add_bar(
            orientation="h",
            x=shares,
            y=np.arange(len(rows)),
            name=theme.chart_text(name),
            marker={"color": colour, "line": {"color": theme.BACKGROUND, "width": 1}},
            text=[fmt.percent(share) if share >= LEAST_SHARE_WITH_NUMBER else "" for share in shares],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": theme.SMALL_TEXT_SIZE, "color": text_colour},
            hovertext=[
                f"<b>{theme.chart_text(row)}</b><br>{theme.chart_text(name)}: {fmt.count(value)} of "
                f"{fmt.count(total)} {theme.chart_text(noun)}, {fmt.percent(share, exact=True)}"
                for row, value, total, share in zip(written, values, totals, np.nan_to_num(shares), strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=marks.customdata(marked),
            unselected={"marker": {"opacity": 0.45}},
            selected={"marker": {"opacity": 1}},
        )
    _name_parts(fig, names, colours, left, lines)
    for place, total in enumerate(totals):
        fig.add_annotation(
            text=f'<span style="color:{theme.TEXT_QUIET}">n {fmt.count(total)}</span>', xref="paper", x=1,
            xanchor="right", xshift=NUMBERS_WIDTH, y=place, yanchor="middle", showarrow=False,
            font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip
    return fig


def _name_parts(fig: Drawing, names: Mapping[str, str], colours: Mapping[str, str], left: int, lines: int) -> None:
    """The parts in their colours, in as many lines as they need on a narrow screen."""
    words = [
        f'<span style="color:{colours[part][0]}">■</span> {theme.chart_text(name)}' for part, name in names.items()
    ]
    each = -(-len(words) // lines)
    said = "<br>".join("\N{EM SPACE}".join(words[start : start + each]) for start in range(0, len(words), each))
    fig.add_annotation(
        text=said, xref="paper", x=0, xanchor="left", xshift=-left, yref="paper", y=1, yanchor="bottom", yshift=4,
        align="left", showarrow=False, font={"size": theme.TEXT_SIZE, "color": theme.TEXT},
    )  # fmt: skip
