"""How groups or brands stand beside each other: one dot each, its interval as a whisker, the best at the top."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 38
LABEL_WIDTH = 17
# Room for "+24.3" over "n 12,345".
NUMBERS_WIDTH = 66
# As metrics name the group of those without the dimension.
UNKNOWN_GROUP = "(not given)"


def ranking(
    frame: pd.DataFrame,
    unit: str,
    *,
    noun: str = "",
    currency: str | None = None,
    colours: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    overall: float | None = None,
    comparison: pd.DataFrame | None = None,
    comparison_name: str = "Before",
    zero: bool | None = None,
    in_order: bool = False,
) -> Drawing:
    """One row a group, sorted by value, the value and its n printed at the right; unknown values last.

    overall: the value of all groups together, drawn as a thin rule. comparison: the same metric over an earlier
    period, a grey dot in each group's row. Groups on fewer than 30 are hollow and grey. The figure grows with its
    rows, so callers pass at most about twelve. in_order: the rows as they come, for groups that have an order.
    """
    known = frame[np.isfinite(marks.numbers(frame, "value"))]
    if known.empty:
        return axes.empty()
    rows = frame if in_order else frame.sort_values("value", ascending=False, na_position="last", kind="stable")
    rows = rows.reset_index(drop=True)
    labels = [_name(group, names or {}) for group in rows["group"]]
    earlier = None if comparison is None else rows[["group"]].merge(comparison, on="group", how="left")
    fig = axes.figure(
        height=ROW_HEIGHT * len(rows) + 52,
        left=round(max(min(len(label), LABEL_WIDTH) for label in labels) * theme.CHARACTER_WIDTH) + 10,
        right=NUMBERS_WIDTH,
        top=8,
    )
    shown = [marks.numbers(known, column) for column in ("value", "low", "high")]
    shown += [] if earlier is None else [marks.numbers(earlier, "value")]
    scale = axes.value_axis(shown, unit, currency, zero=zero)
    low, high = scale["range"]
    # Half a dot of air, so that a dot on the edge is not cut.
    fig.update_xaxes(**scale | {"range": [low - (high - low) * 0.02, high + (high - low) * 0.02], "showgrid": True})
    fig.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=np.arange(len(rows)),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        fixedrange=True, showgrid=False, zeroline=False, automargin=False, ticks="",
    )  # fmt: skip
    if overall is not None and np.isfinite(overall):
        fig.add_vline(x=overall, line={"color": theme.RULE, "width": 1, "dash": "dot"}, layer="below")
    if earlier is not None:
        headings = [f"{label}, {comparison_name.lower()}" for label in labels]
        _add_earlier(fig, earlier, marks.hover(earlier, unit, heading=headings, noun=noun, currency=currency))
    texts = marks.hover(rows, unit, heading=labels, noun=noun, currency=currency)
    _add_dots(fig, rows, texts, colours or {})
    _print_numbers(fig, rows, unit, currency)
    return fig


def brand_comparison(
    frame: pd.DataFrame,
    unit: str,
    *,
    ours: str | None,
    colours: Mapping[str, str],
    noun: str = "",
    currency: str | None = None,
    comparison: pd.DataFrame | None = None,
    comparison_name: str = "Before",
    zero: bool | None = None,
) -> Drawing:
    """A ranking in the brands' own colours (`theme.brand_colours`), our name marked in words as well."""
    names = {} if ours is None else {ours: f"{ours} (us)"}
    return ranking(
        frame, unit, noun=noun, currency=currency, colours=colours, names=names, zero=zero,
        comparison=comparison, comparison_name=comparison_name,
    )  # fmt: skip


def _add_earlier(fig: Drawing, earlier: pd.DataFrame, texts: np.ndarray) -> None:
    fig.add_scatter(
        x=marks.numbers(earlier, "value"),
        y=np.arange(len(earlier)),
        mode="markers",
        name="earlier",
        marker={"size": 9, "color": theme.GREY, "opacity": 0.75},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(earlier),
        unselected={"marker": {"opacity": 0.75}},
        selected={"marker": {"opacity": 0.75}},
    )


def _name(group: object, names: Mapping[str, str]) -> str:
    if pd.isna(group) or group == UNKNOWN_GROUP:
        return "Not given"
    return names.get(group, str(group))


def _add_dots(fig: Drawing, rows: pd.DataFrame, texts: np.ndarray, colours: Mapping[str, str]) -> None:
    values, small = marks.numbers(rows, "value"), marks.is_small(rows)
    own = np.array([colours.get(group, theme.OURS) for group in rows["group"]], dtype=object)
    colour = np.where(small, theme.GREY, own)
    for place in np.flatnonzero(np.isfinite(marks.numbers(rows, "low"))):
        fig.add_scatter(
            x=marks.numbers(rows, "low")[[place]].tolist() + marks.numbers(rows, "high")[[place]].tolist(),
            y=np.array([place, place]),
            mode="lines",
            name="interval",
            line={"color": colour[place], "width": 2},
            opacity=0.55,
            hoverinfo="skip",
        )
    fig.add_scatter(
        x=values,
        y=np.arange(len(rows)),
        mode="markers",
        name="value",
        marker={
            "size": 11,
            "color": np.where(small, theme.BACKGROUND, own),
            "line": {"color": colour, "width": np.where(small, 2.0, 0.0)},
            "opacity": 1,
        },
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(rows),
        cliponaxis=False,
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )


def _print_numbers(fig: Drawing, rows: pd.DataFrame, unit: str, currency: str | None) -> None:
    bases = marks.numbers(rows, "denominator")
    if unit == "percent" and len(rows) > 1 and len(set(bases)) == 1:
        # Parts of one whole: each row's own count says more than the whole's, which the subtitle tells.
        bases = marks.numbers(rows, "numerator")
    for place, (value, base) in enumerate(zip(marks.numbers(rows, "value"), bases, strict=True)):
        text = f"<b>{fmt.value(value, unit, currency)}</b>"
        if np.isfinite(base):
            text += f'<br><span style="color:{theme.TEXT_QUIET}">n {fmt.count(base)}</span>'
        fig.add_annotation(
            text=text, xref="paper", x=1, xanchor="right", xshift=NUMBERS_WIDTH, y=place, yanchor="middle",
            align="right", showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip
