"""What a total is made of, period by period: stacked bars from zero."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts import events as event_rules
from components.charts.drawing import Drawing
from components.charts.rows import Rows, days

LABEL_WIDTH = 16


def stacked_bars(
    frame: pd.DataFrame,
    unit: str,
    names: Mapping[str | None, str],
    *,
    noun: str = "",
    currency: str | None = None,
    colours: Mapping[str | None, str] | None = None,
    events: pd.DataFrame | None = None,
    height: int = axes.HEIGHT,
) -> Drawing:
    """One bar a period, one layer for each group in `names` (group -> label), the first at the bottom.

    Up to two layers are ours and its paler half; more need `colours`. Negative values hang below zero. A
    period that has not ended (is_complete false) is drawn paler with its outline. events: columns happened_on and
    title; each stands within the bar of its period.
    """
    rows = Rows.of(frame)
    if not np.isfinite(marks.numbers(rows, "value")).any():
        return axes.empty(height)
    colours = colours or dict(zip(names, _own_colours(len(names)), strict=True))
    every = axes.granularity(rows["period"])
    periods = np.unique(rows["period"])
    layers = [(label, colours[group], _layer(rows, group, periods)) for group, label in names.items()]
    is_alone = len(layers) == 1
    labels = [] if is_alone else _labels(layers)
    right = 12 if is_alone else axes.label_margin(list(names.values()), LABEL_WIDTH)
    half = _half_a_step(periods)
    first, last = pd.Timestamp(periods[0]), pd.Timestamp(periods[-1])
    span = first - half, last + half
    happened = event_rules.place(_within_bars(events, half), *span, right)
    fig = axes.figure(height=height, right=right, top=12 + event_rules.height(happened))
    fig.update_layout(barmode="relative", bargap=0.25)
    scale = axes.value_axis([_sum(layers, np.maximum), _sum(layers, np.minimum)], unit, currency, zero=True)
    fig.update_yaxes(**scale)
    fig.update_xaxes(**axes.period_axis(periods, every), range=span)
    for label, colour, layer in layers:
        heading = [f"{label}, {fmt.period(day, every)}" for day in days(layer["period"])]
        is_finished = marks.is_finished(layer)
        fig.add_bar(
            x=layer["period"],
            y=marks.numbers(layer, "value"),
            name=theme.chart_text(label),
            # The rim in the background's colour parts the layers without a line of its own.
            marker={
                "color": colour,
                "line": {"color": theme.BACKGROUND, "width": 1},
                "opacity": np.where(is_finished, 1.0, 0.55),
                "pattern": {
                    "shape": np.where(is_finished, "", "/"),
                    "size": 5,
                    "solidity": 0.35,
                },
            },
            hovertext=marks.hover(layer, unit, heading=heading, noun=noun, currency=currency),
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=marks.customdata(layer),
            unselected={"marker": {"opacity": 0.45}},
            selected={"marker": {"opacity": 1}},
        )
    axes.direct_labels(fig, labels, scale["range"], LABEL_WIDTH)
    event_rules.draw(fig, happened)
    event_rules.tell(fig, events, first, last + 2 * half)
    return fig


def _half_a_step(periods: np.ndarray) -> pd.Timedelta:
    return (pd.Series(periods).diff().median() if len(periods) > 1 else pd.Timedelta(days=31)) / 2


def _within_bars(events: pd.DataFrame | None, half: pd.Timedelta) -> pd.DataFrame | None:
    """A bar stands around its period's first day, half a step to either side: so much earlier are events drawn."""
    if events is None or events.empty:
        return events
    return events.assign(happened_on=pd.to_datetime(events["happened_on"]) - half)


def _own_colours(layers: int) -> tuple[str, ...]:
    return (theme.OURS, theme.OURS_PALE)[:layers] if layers <= 2 else theme.CATEGORICAL[:layers]


def _layer(rows: Rows, group: str | None, periods: np.ndarray) -> Rows:
    """The group's rows, one for each period; periods without one are unknown rather than missing."""
    if group is not None:
        own = rows.of_group(group)
    else:
        own = rows.at(pd.isna(rows["group"])) if "group" in rows else rows
    # A period without a row is an empty bar of this layer, and a click on the axis still finds its group.
    columns = {"period": periods, "group": np.full(len(periods), group, dtype=object)}
    places = np.searchsorted(periods, own["period"])
    for name in ("value", "numerator", "denominator", "low", "high"):
        if name in own:
            columns[name] = np.full(len(periods), np.nan)
            columns[name][places] = marks.numbers(own, name)
    is_finished = np.full(len(periods), True)
    is_finished[places] = marks.is_finished(own)
    return Rows(columns | {"is_complete": is_finished}, len(periods))


def _sum(layers: list, side) -> np.ndarray:
    """Height of the stack above (np.maximum) or below (np.minimum) zero."""
    return np.sum([side(np.nan_to_num(marks.numbers(layer, "value")), 0) for *_, layer in layers], axis=0)


def _labels(layers: list) -> list[tuple[str, str, float]]:
    """Each name beside the middle of its layer in the last bar."""
    labels, height = [], 0.0
    for label, colour, layer in layers:
        last = float(np.nan_to_num(marks.numbers(layer, "value"))[-1])
        labels.append((label, colour, height + last / 2))
        height += last
    return labels
