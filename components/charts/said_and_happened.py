"""What would have been said of each group, and what happened: a ring and a dot a row, the nearer the better."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing
from data_access.metrics.definition import SMALL_BASE

ROW_HEIGHT = 38
LABEL_WIDTH = 17
# Room for "said 1,234" over "was 1,250".
NUMBERS_WIDTH = 84


def said_and_happened(
    frame: pd.DataFrame, unit: str, *, names: Mapping[str, str] | None = None, currency: str | None = None
) -> Drawing:
    """One row a group in the order of the frame: per customer, the prediction (a ring) and what came (a dot).

    frame: group, numerator (said in all), denominator (happened in all), customers. unit: of one customer's share. The
    totals are printed at the right. Groups under 30 customers are grey. A click returns the group.
    """
    customers = marks.numbers(frame, "customers")
    said, happened = (marks.numbers(frame, name) / customers for name in ("numerator", "denominator"))
    if frame.empty or not np.isfinite(said).any():
        return axes.empty()
    labels = [(names or {}).get(group, "Not given" if group == "(not given)" else group) for group in frame["group"]]
    left = round(max(min(len(label), LABEL_WIDTH) for label in labels) * theme.CHARACTER_WIDTH) + 10
    fig = axes.figure(height=ROW_HEIGHT * len(frame) + 78, left=left, right=NUMBERS_WIDTH, top=30)
    scale = axes.value_axis([said, happened], unit, currency, zero=True)
    low, high = scale["range"]
    # Half a dot of air, so that a dot on the edge is not cut.
    fig.update_xaxes(**scale | {"range": [low - (high - low) * 0.03, high + (high - low) * 0.03], "showgrid": True})
    fig.update_yaxes(
        range=[len(frame) - 0.5, -0.5], tickvals=np.arange(len(frame)),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        fixedrange=True, showgrid=False, zeroline=False, automargin=False, ticks="",
    )  # fmt: skip
    _add_dots(fig, frame, said, happened, _hover(frame, labels, said, happened, unit, currency))
    _print_totals(fig, frame, unit, currency)
    words = (
        f'<span style="color:{theme.GREY}">○</span> said \N{EM SPACE}<span style="color:{theme.OURS}">●</span> happened'
    )
    fig.add_annotation(
        text=words, xref="paper", x=0, xanchor="left", xshift=-left, yref="paper", y=1, yanchor="bottom", yshift=6,
        showarrow=False, font={"size": theme.TEXT_SIZE, "color": theme.TEXT},
    )  # fmt: skip
    return fig


def _add_dots(fig: Drawing, frame: pd.DataFrame, said: np.ndarray, happened: np.ndarray, texts: list[str]) -> None:
    rows = np.arange(len(frame))
    is_small = marks.numbers(frame, "customers") < SMALL_BASE
    # One broken line from dot to dot, row by row.
    gaps = np.column_stack([said, happened, np.full(len(frame), np.nan)]).ravel()
    fig.add_scatter(
        x=gaps, y=np.repeat(rows, 3), mode="lines", name="difference", line={"color": theme.GREY, "width": 2},
        opacity=0.55, hoverinfo="skip",
    )  # fmt: skip
    filled = np.where(is_small, theme.GREY, theme.OURS)
    # A prediction that was right is a dot in a ring.
    ring = {"size": 16, "color": "rgba(0,0,0,0)", "line": {"color": theme.GREY, "width": 2}, "opacity": 1}
    dot = {"size": 9, "color": filled, "opacity": 1}
    for name, values, marker in (("said", said, ring), ("happened", happened, dot)):
        fig.add_scatter(
            x=values,
            y=rows,
            mode="markers",
            name=name,
            marker=marker,
            text=texts,
            hovertemplate="%{text}<extra></extra>",
            customdata=marks.customdata(frame[["group"]]),
            cliponaxis=False,
            unselected={"marker": {"opacity": 0.45}},
            selected={"marker": {"opacity": 1}},
        )


def _hover(frame: pd.DataFrame, labels: list[str], said, happened, unit: str, currency: str | None) -> list[str]:
    whole = "amount" if unit == "amount" else "count"
    texts = []
    for place, row in enumerate(frame.to_dict("records")):
        lines = [
            f"<b>{theme.chart_text(labels[place])}</b>",
            f"{fmt.count(row['customers'])} customers",
            f"Said {fmt.value(row['numerator'], whole, currency, exact=True)}, "
            f"{fmt.value(said[place], unit, currency, exact=True)} a customer",
            f"Happened {fmt.value(row['denominator'], whole, currency, exact=True)}, "
            f"{fmt.value(happened[place], unit, currency, exact=True)} a customer",
        ]
        if row["customers"] < SMALL_BASE:
            lines.append("Small base: read with care")
        texts.append("<br>".join(lines))
    return texts


def _print_totals(fig: Drawing, frame: pd.DataFrame, unit: str, currency: str | None) -> None:
    whole = "amount" if unit == "amount" else "count"
    for place, row in enumerate(frame.to_dict("records")):
        said, happened = (_whole(row[name], whole, currency) for name in ("numerator", "denominator"))
        fig.add_annotation(
            text=f'<span style="color:{theme.TEXT_QUIET}">said {said}</span><br><b>was {happened}</b>',
            xref="paper", x=1, xanchor="right", xshift=NUMBERS_WIDTH, y=place, yanchor="middle",
            align="right", showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip


def _whole(value: float, unit: str, currency: str | None) -> str:
    return fmt.value(round(value) if unit == "count" else value, unit, currency)
