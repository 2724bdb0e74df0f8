"""Groups as rows, metrics as columns: where a number of a group is clearly another one than elsewhere."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, cell_bars, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 36
LABEL_WIDTH = 18
HEAD_WIDTH = 10
# Signs beside the number: colour only repeats them.
_SIGNS = {1: "▲ ", -1: "▼ ", 0: ""}


def metric_grid(
    cells: pd.DataFrame, groups: Sequence[str], metrics: Sequence[str], *, currency: str | None = None
) -> Drawing:
    """One cell a group and metric with its value, coloured where it differs clearly from all others together.

    cells: metric (its column's name), unit, noun, group, value, low, high, numerator, denominator, difference, and
    look: better, worse, clear (neither), or "". Small bases are hollow and grey. A click returns the cell's group.
    """
    if cells.empty or not np.isfinite(marks.numbers(cells, "value")).any():
        return axes.empty()
    xs = {name: float(place) for place, name in enumerate(metrics)}
    ys = {name: float(place) for place, name in enumerate(groups)}
    drawn = cells.assign(x=cells["metric"].map(xs), y=cells["group"].map(ys)).dropna(subset=["x", "y", "value"])
    names = [cell_bars.name(group) for group in groups]
    top = 18 * max(len(_lines(name)) for name in metrics) + 12
    left = axes.label_margin(names, LABEL_WIDTH) - 12
    fig = axes.figure(height=ROW_HEIGHT * len(groups) + top + 8, left=left, right=4, top=top, bottom=8)
    fig.update_layout(barmode="overlay")
    _set_axes(fig, names, metrics)
    is_small = marks.is_small(drawn)
    for look, (fill, ink) in _LOOKS.items():
        part = drawn[~is_small & (drawn["look"] == look)]
        _add(fig, look or "plain", part, {"color": fill, "line": {"width": 0}}, ink, currency)
    hollow = {"color": "rgba(0,0,0,0)", "line": {"color": theme.GREY, "width": 1}}
    _add(fig, "small", drawn[is_small], hollow, theme.TEXT_QUIET, currency)
    return fig


# Pale enough for text in the text's own colour, in both looks.
_LOOKS = {
    "": (theme.HAIRLINE.replace("0.28", "0.10"), theme.TEXT),
    "better": (theme.DIVERGING[6], theme.TEXT),
    "worse": (theme.DIVERGING[3], theme.TEXT),
    "clear": (theme.SEQUENTIAL[2], theme.TEXT),
}


def _add(fig: Drawing, name: str, part: pd.DataFrame, marker: dict, ink: str, currency: str | None) -> None:
    rows = list(part.itertuples())
    texts, hovers = ([write(row, currency) for row in rows] for write in (_text, _hover))
    cell_bars.add(fig, name, part, marker, ink, size=(0.96, 0.9), texts=texts, hovers=hovers)


def _text(row, currency: str | None) -> str:
    sign = _SIGNS[int(np.sign(row.difference))] if row.look else ""
    return sign + fmt.value(row.value, row.unit, currency)


def _hover(row, currency: str | None) -> str:
    told = [f"<b>{theme.chart_text(cell_bars.name(row.group))}</b>", theme.chart_text(row.metric)]
    told.append(fmt.value(row.value, row.unit, currency, exact=True))
    if np.isfinite(row.difference):
        moved = fmt.change_with_interval(row.difference, row.low, row.high, row.unit, currency)
        told.append(f"Against all others: {moved}")
    told.append(theme.chart_text(f"{fmt.count(row.denominator)} {row.noun}"))
    return "<br>".join(told)


def _set_axes(fig: Drawing, names: Sequence[str], metrics: Sequence[str]) -> None:
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": False}
    font = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}
    fig.update_xaxes(
        range=[-0.5, len(metrics) - 0.5], side="top", tickvals=np.arange(len(metrics)), tickangle=0,
        ticktext=["<br>".join(map(theme.chart_text, _lines(name))) for name in metrics], tickfont=font, **still,
    )  # fmt: skip
    fig.update_yaxes(
        range=[len(names) - 0.5, -0.5], tickvals=np.arange(len(names)),
        ticktext=[axes.wrapped(name, LABEL_WIDTH) for name in names], tickfont=font, **still,
    )  # fmt: skip


def _lines(name: str) -> list[str]:
    """A column's head over up to four short lines, as wide as the column is on a narrow screen."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= HEAD_WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
