"""How groups or brands stand beside each other: one dot each, its interval as a whisker, the best at the top."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing
from components.charts.rows import Rows

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
    rows = Rows.of(frame)
    values = marks.numbers(rows, "value")
    if not np.isfinite(values).any():
        return axes.empty()
    if not in_order:
        rows = rows.at(np.argsort(-values, kind="stable"))  # what is unknown comes last
    known = rows.at(np.isfinite(marks.numbers(rows, "value")))
    labels = [_name(group, names or {}) for group in rows["group"]]
    earlier = None if comparison is None else _of_groups(Rows.of(comparison), rows["group"])
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


def _of_groups(rows: Rows, groups: np.ndarray) -> Rows:
    """The row of each of the groups, all of it unknown where a group has none."""
    place_of = {group: place for place, group in enumerate(rows["group"].tolist())}
    places = np.array([place_of.get(group, -1) for group in groups.tolist()], dtype=int)
    names = [name for name in ("value", "low", "high", "numerator", "denominator") if name in rows]
    numbers = {name: np.append(marks.numbers(rows, name), np.nan)[places] for name in names}
    is_finished = np.append(marks.is_finished(rows), True)[places]
    return Rows(numbers | {"group": groups, "is_complete": is_finished}, len(groups))


def _add_earlier(fig: Drawing, earlier: Rows, texts: np.ndarray) -> None:
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


def _add_dots(fig: Drawing, rows: Rows, texts: np.ndarray, colours: Mapping[str, str]) -> None:
    values, small = marks.numbers(rows, "value"), marks.is_small(rows)
    own = np.array([colours.get(group, theme.OURS) for group in rows["group"]], dtype=object)
    colour = np.where(small, theme.GREY, own)
    lows, highs = marks.numbers(rows, "low"), marks.numbers(rows, "high")
    for place in np.flatnonzero(np.isfinite(lows)):
        fig.add_scatter(
            x=[float(lows[place]), float(highs[place])],
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


def _print_numbers(fig: Drawing, rows: Rows, unit: str, currency: str | None) -> None:
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
