"""What a change of a rate is made of: of each group, what its own rate and what the mix of groups adds or takes."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.dots import UNKNOWN_GROUP
from components.charts.drawing import Drawing
from data_access.metrics.definition import SMALL_BASE

ROW_HEIGHT = 38
LABEL_WIDTH = 14
COLUMN_WIDTH = 46
ALL, OTHERS = "All", "All others"
PARTS = {"rate": "Rate", "mix": "Mix"}
_COLOURS = {"rate": theme.OURS, "mix": theme.OURS_PALE}


def contributions(frame: pd.DataFrame, whole: pd.Series, *, noun: str = "customers", most: int = 10) -> Drawing:
    """A row for the whole and one for each group, the largest first: both parts as bars, their sum as a dot with its
    interval, all three printed at the right.

    frame: group, value, mix, rate (fractions), low, high, and of both periods numerator and denominator, as
    returning_share_change gives them. whole: the same without a breakdown. Beyond `most` groups the rest are summed in
    one row. Bars of groups with fewer than 30 in either period are grey. A click returns the group.
    """
    known = frame[np.isfinite(marks.numbers(frame, "value"))]
    if known.empty:
        return axes.empty()
    rows = _rows(known, whole, most)
    labels = list(rows["label"])
    fig = axes.figure(
        height=round(ROW_HEIGHT * (len(rows) + 0.5)) + 64,
        left=axes.label_margin(labels, LABEL_WIDTH) - 18,
        right=3 * COLUMN_WIDTH,
        top=28,
        bottom=36,
    )
    fig.update_layout(barmode="relative", bargap=0.5)
    sides = [np.sum([side(rows[part].to_numpy(), 0) for part in PARTS], axis=0) for side in (np.minimum, np.maximum)]
    scale = axes.value_axis(
        [*sides, marks.numbers(rows, "low"), marks.numbers(rows, "high")], "points", None, zero=True
    )
    fig.update_xaxes(**scale | _fewer_ticks(scale) | {"zeroline": True})
    fig.update_yaxes(
        range=[rows["y"].max() + 0.5, -0.5],
        tickvals=rows["y"].to_numpy(),
        ticktext=[axes.wrapped(label, LABEL_WIDTH) for label in labels],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        fixedrange=True, showgrid=False, zeroline=False, automargin=False, ticks="",
    )  # fmt: skip
    texts = _hover(rows, labels, noun)
    is_small = _is_small(rows)
    for part in PARTS:
        fig.add_bar(
            orientation="h",
            x=rows[part].to_numpy(),
            y=rows["y"].to_numpy(),
            name=PARTS[part],
            marker={
                "color": np.where(is_small, theme.GREY, _COLOURS[part]),
                "opacity": np.where(is_small, 1.0 if part == "rate" else 0.55, 1.0),
                "line": {"color": theme.BACKGROUND, "width": 1},
            },
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=marks.customdata(rows),
            unselected={"marker": {"opacity": 0.45}},
            selected={"marker": {"opacity": 1}},
        )
    _add_sums(fig, rows)
    _print_numbers(fig, rows)
    return fig


def _rows(known: pd.DataFrame, whole: pd.Series, most: int) -> pd.DataFrame:
    """The whole, the groups that changed it most, and the sum of the others; y is the row's place."""
    order = known["value"].abs().sort_values(ascending=False, kind="stable").index
    # One row for one group left over says less than the group itself.
    most = most if len(known) > most + 1 else len(known)
    shown, rest = known.loc[order[:most]], known.loc[order[most:]]
    rows = [pd.DataFrame([whole]).assign(group=None, label=ALL, **known[list(PARTS)].sum())]
    rows.append(shown.assign(label=shown["group"].map(lambda name: "Not given" if name == UNKNOWN_GROUP else name)))
    if len(rest):
        counts = ("numerator", "denominator", "numerator_before", "denominator_before")
        sums = rest[["value", *PARTS, *counts]].sum().to_dict()
        rows.append(pd.DataFrame([{"group": None, "label": f"{OTHERS} ({len(rest)})", **sums}]))
    together = pd.concat(rows, ignore_index=True)
    return together.assign(y=np.arange(len(together)) + np.where(together.index > 0, 0.5, 0.0))


def _fewer_ticks(scale: dict) -> dict:
    """Every second tick, zero among them: on a phone the bars have a third of the width."""
    ticks = scale["tickvals"][int(np.abs(scale["tickvals"]).argmin()) % 2 :: 2]
    return {"tickvals": ticks, "ticktext": axes.tick_text(ticks, "points", None)}


def _is_small(rows: pd.DataFrame) -> np.ndarray:
    return np.minimum(*(marks.numbers(rows, name) for name in ("denominator", "denominator_before"))) < SMALL_BASE


def _hover(rows: pd.DataFrame, labels: list[str], noun: str) -> np.ndarray:
    """Both periods' counts, both parts with the interval of the rate's, and the sum."""
    texts = []
    for row, label, is_small in zip(rows.itertuples(), labels, _is_small(rows), strict=True):
        bounds = fmt.interval(row.rate_low, row.rate_high, "points")
        lines = [
            f"<b>{theme.chart_text(label)}</b>",
            f"{fmt.points(row.value, exact=True)} in all",
            f"Rate {fmt.points(row.rate, exact=True)}" + (f", 95% interval {bounds}" if bounds else ""),
            f"Mix {fmt.points(row.mix, exact=True)}",
            f"Now {_share(row.numerator, row.denominator, noun)}",
            f"Before {_share(row.numerator_before, row.denominator_before, noun)}",
        ]
        if is_small:
            lines.append("Small base: read with care")
        texts.append("<br>".join(lines))
    return np.array(texts, dtype=object)


def _share(top: float, base: float, noun: str) -> str:
    if not base:
        return f"no {noun}"
    return f"{fmt.percent(top / base)}: {fmt.base(top, base, noun)}"


def _add_sums(fig: Drawing, rows: pd.DataFrame) -> None:
    """The sums as dots, each with its interval."""
    low, high, value = (marks.numbers(rows, name) for name in ("low", "high", "value"))
    y = rows["y"].to_numpy()
    gap = np.full(len(rows), np.nan)
    fig.add_scatter(
        x=np.column_stack([low, high, gap]).ravel(), y=np.column_stack([y, y, gap]).ravel(), mode="lines",
        name="interval", line={"color": theme.TEXT, "width": 1.5}, hoverinfo="skip",
    )  # fmt: skip
    fig.add_scatter(
        x=value, y=y, mode="markers", name="sum", hoverinfo="skip", cliponaxis=False,
        marker={"size": 8, "color": theme.TEXT, "line": {"color": theme.BACKGROUND, "width": 1.5}},
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _print_numbers(fig: Drawing, rows: pd.DataFrame) -> None:
    """Three columns at the right; the heads of the first two carry their bars' colours and so are the legend."""
    at = {"xref": "paper", "x": 1, "xanchor": "right", "showarrow": False}
    small = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}
    words = []
    for place, column in enumerate((*PARTS, "value"), start=1):
        shift = {"xshift": place * COLUMN_WIDTH}
        square = f'<span style="color:{_COLOURS[column]}">■</span> ' if column in PARTS else ""
        head = f"{square}{PARTS.get(column, '<b>Sum</b>')}"
        words.append(at | shift | {"yref": "paper", "y": 1, "yanchor": "bottom", "text": head, "font": small})
        for y, number in zip(rows["y"], rows[column], strict=True):
            text = fmt.points(number).removesuffix(" pts")
            text = f"<b>{text}</b>" if column == "value" else text
            words.append(at | shift | {"y": y, "yanchor": "middle", "text": text, "font": small})
    fig.update_layout(annotations=words)
