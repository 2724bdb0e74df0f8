"""How something goes over time: lines with their uncertainty, the earlier period in grey, events as thin rules."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks, signals
from components.charts import events as event_rules
from components.charts.drawing import Drawing

MAX_LINES = 5
LABEL_WIDTH = 16
# More points than this and markers melt into a rope.
MAX_MARKERS = 60
OTHER = "Other"
BREAK = "Score changed"


def trend(
    frame: pd.DataFrame,
    unit: str,
    name: str,
    *,
    comparison: pd.DataFrame | None = None,
    comparison_name: str = "Before",
    band: bool = True,
    events: pd.DataFrame | None = None,
    zero: bool | None = None,
    noun: str = "",
    currency: str | None = None,
    colours: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    breaks: Sequence[pd.Timestamp] = (),
    standing_out: pd.DataFrame | None = None,
    height: int = axes.HEIGHT,
) -> Drawing:
    """A line for each group with its 95 % band (bands only for up to two lines: more cover each other).

    comparison: the same metric over an earlier period; its first point is laid under the first point of
    frame. events: columns happened_on and title. zero: see `axes.value_axis`. noun: what the base counts
    ("customers"). colours and names: by group; otherwise the first line is ours and groups keep their own
    names. breaks: periods from which the measure is another one: a dotted rule before each, over which no line is
    joined. standing_out: weeks to mark, as `signals.draw` takes them. Points on fewer than 30 are hollow and grey;
    unfinished ones (is_complete or is_mature false) hang on a dotted line.
    """
    if frame.empty or not np.isfinite(marks.numbers(frame, "value")).any():
        return axes.empty(height)
    lines = _lines(frame, unit, name, names or {}, colours or {})
    every = axes.granularity(frame["period"])
    earlier = _aligned(comparison, frame["period"])
    ends = [(label, colour, _last_value(line)) for label, colour, line in lines]
    if earlier is not None:
        ends.append((comparison_name, theme.GREY, _last_value(earlier)))
    labelled = ends if len(ends) > 1 else []
    right = axes.label_margin([end[0] for end in labelled], LABEL_WIDTH) if labelled else 16
    days = [rows[name] for rows, name in ((events, "happened_on"), (standing_out, "end")) if rows is not None]
    span = period_range(frame["period"], days)
    happened = event_rules.place(_with_breaks(events, frame["period"], breaks), *span, right)
    fig = axes.figure(height=height, right=right, top=12 + event_rules.height(happened))
    has_band = band and len(lines) <= 2
    shown = [line for *_, line in lines] + ([] if earlier is None else [earlier])
    columns = ("value", "low", "high") if has_band else ("value",)
    scale = axes.value_axis(
        [marks.numbers(line, column) for line in shown for column in columns], unit, currency, zero=zero
    )
    fig.update_yaxes(**scale)
    fig.update_xaxes(**axes.period_axis(frame["period"], every), range=span)
    if earlier is not None:
        _add_earlier(fig, earlier, unit, comparison_name, every, noun, currency)
    for label, colour, whole in lines:
        heading = f"{label}, " if len(lines) > 1 else ""
        for line in _parted(whole, breaks):
            if has_band:
                add_band(fig, line, colour)
            titles = [heading + fmt.period(date, every) for date in line["period"]]
            add_line(fig, line, colour, marks.hover(line, unit, heading=titles, noun=noun, currency=currency), label)
    axes.direct_labels(fig, labelled, scale["range"], LABEL_WIDTH)
    event_rules.draw(fig, happened)
    event_rules.tell(fig, events, *span)
    has_signals = signals.draw(fig, standing_out, span, scale["range"], frame if every == "week" else None)
    _say_where_axis_starts(fig, scale, signals.HEIGHT if has_signals else 0)
    return fig


def _lines(frame, unit, name, names, colours) -> list[tuple[str, str, pd.DataFrame]]:
    """(label, colour, rows in order of time) for each group, the largest first; beyond five the rest is one line."""
    frame = frame.sort_values("period")
    if "group" not in frame or frame["group"].isna().all():
        return [(name, theme.OURS, frame)]
    kept = own_lines(frame, colours)
    lines = [
        (
            names.get(group, group),
            colours.get(group, theme.CATEGORICAL[place]),
            frame[frame["group"] == group],
        )
        for place, group in enumerate(kept)
    ]
    rest = frame[~frame["group"].isin(kept)]
    if len(rest):
        lines.append((f"{OTHER} ({rest['group'].nunique()})", theme.GREY, _together(rest, unit)))
    return lines


def own_lines(frame: pd.DataFrame, colours: Mapping[str, str]) -> list[str]:
    """The groups that have a line of their own, the largest first. One whose colour is ours always has."""
    order = list(frame.groupby("group")[_size(frame)].sum().sort_values(ascending=False, kind="stable").index)
    order.sort(key=lambda group: colours.get(group) != theme.OURS)
    return order if len(order) <= MAX_LINES else order[: MAX_LINES - 1]


def _with_breaks(
    events: pd.DataFrame | None, periods: pd.Series, breaks: Sequence[pd.Timestamp]
) -> pd.DataFrame | None:
    """The events, and each break as one between the period before it and its own."""
    order = periods.drop_duplicates().sort_values()
    between = [
        earlier + (later - earlier) / 2
        for earlier, later in zip(order, order[1:], strict=False)
        if later in set(breaks)
    ]
    if not between:
        return events
    own = pd.DataFrame({"happened_on": between, "title": BREAK, "is_break": True})
    if events is None or events.empty:
        return own
    known = events.assign(happened_on=pd.to_datetime(events["happened_on"]), is_break=False)
    return pd.concat([known, own], ignore_index=True)


def _parted(line: pd.DataFrame, breaks: Sequence[pd.Timestamp]) -> list[pd.DataFrame]:
    """The line's rows from break to break."""
    part = sum(((line["period"] >= at).astype(int) for at in breaks), start=pd.Series(0, index=line.index))
    return [rows for _, rows in line.groupby(part)]


def _size(frame: pd.DataFrame) -> str:
    """The column that says how large a group is: its base; but groups that share one base are parts of one whole."""
    if not np.isfinite(marks.numbers(frame, "denominator")).any():
        return "value"
    return "numerator" if frame.groupby("period")["denominator"].nunique().le(1).all() else "denominator"


def _together(rest: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Several groups as one: rates from the summed numerators and denominators, counts and amounts as sums."""
    columns = [column for column in ("value", "numerator", "denominator") if column in rest]
    total = rest.groupby("period")[columns].sum(min_count=1).reset_index()
    if unit not in ("count", "amount"):
        # Shares of one whole (share of voice) repeat the same denominator in every group.
        shared = rest.groupby("period")["denominator"].nunique().eq(1).all() and rest["group"].nunique() > 1
        if not shared:
            total["value"] = total["numerator"] / total["denominator"].where(total["denominator"] > 0)
        else:
            total["denominator"] = rest.groupby("period")["denominator"].first().to_numpy()
    return total.assign(group=OTHER, low=np.nan, high=np.nan)


def _aligned(comparison: pd.DataFrame | None, periods: pd.Series) -> pd.DataFrame | None:
    """The earlier rows with `position`: the current period in the same place. Rows beyond the current ones go."""
    if comparison is None or comparison.empty:
        return None
    current = periods.dropna().drop_duplicates().sort_values().to_numpy()
    earlier = comparison.sort_values("period").head(len(current))
    return earlier.assign(position=current[: len(earlier)])


def _add_earlier(fig, earlier, unit, name, every, noun, currency) -> None:
    heading = [f"{name}: {fmt.period(date, every)}" for date in earlier["period"]]
    fig.add_scatter(
        x=earlier["position"].to_numpy(),
        y=marks.numbers(earlier, "value"),
        mode="lines",
        name=theme.chart_text(name),
        line={"color": theme.GREY, "width": 1.5},
        text=marks.hover(earlier, unit, heading=heading, noun=noun, currency=currency),
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(earlier),
    )


def add_band(fig: Drawing, line: pd.DataFrame, colour: str) -> None:
    """The interval as one closed outline for each run of known points; a point alone gets a whisker."""
    low, high = marks.numbers(line, "low"), marks.numbers(line, "high")
    dates = line["period"].to_numpy()
    known = np.flatnonzero(np.isfinite(low) & np.isfinite(high))
    if not len(known):
        return
    runs = np.split(known, np.flatnonzero(np.diff(known) > 1) + 1)
    # Out along the upper bound, back along the lower; the unknown point between two outlines parts them.
    outlines = [np.concatenate([run, run[::-1]]) for run in runs]
    x = np.concatenate([np.append(dates[outline], np.datetime64("NaT")) for outline in outlines])
    y = np.concatenate(
        [np.concatenate([high[run], low[run[::-1]], [np.nan]]) for run in runs],
    )
    fig.add_scatter(
        x=x[:-1], y=y[:-1], mode="lines", name="band", fill="toself", fillcolor=colour + "26",
        line={"width": 0}, hoverinfo="skip",
    )  # fmt: skip
    for run in runs:
        if len(run) == 1:
            fig.add_scatter(
                x=dates[[run[0], run[0]]], y=np.array([low[run[0]], high[run[0]]]), mode="lines",
                name="interval", line={"color": colour, "width": 2}, opacity=0.55, hoverinfo="skip",
            )  # fmt: skip


def add_line(fig: Drawing, line: pd.DataFrame, colour: str, texts: np.ndarray, name: str) -> None:
    """The line, dotted where it is not finished, and its marks with what they say and carry."""
    values, finished, small = marks.numbers(line, "value"), marks.is_finished(line), marks.is_small(line)
    dates = line["period"].to_numpy()
    if not finished.all():
        # With the finished points next to it, so that the dotted line hangs on to the solid one.
        starts = ~finished | np.append(~finished[1:], False) | np.append(False, ~finished[:-1])
        fig.add_scatter(
            x=dates,
            y=np.where(starts, values, np.nan),
            mode="lines",
            name="not finished",
            line={"color": colour, "width": 2, "dash": "dot"},
            hoverinfo="skip",
        )
    fig.add_scatter(
        x=dates,
        y=np.where(finished, values, np.nan),
        mode="lines",
        name="line",
        line={"color": colour, "width": 2.25},
        hoverinfo="skip",
    )
    hollow = small | ~finished
    crowded = len(line) > MAX_MARKERS
    size = np.where(hollow, 7.0, 0.0 if crowded else 5.0)
    edge = np.where(small, theme.GREY, colour)
    fig.add_scatter(
        x=dates,
        y=values,
        mode="markers",
        name=theme.chart_text(name),
        marker={
            "size": size,
            "color": np.where(hollow, theme.BACKGROUND, colour),
            "line": {"color": edge, "width": np.where(hollow, 1.5, 0.0)},
            "opacity": 1,
        },
        # A net score of +100 lies on the edge.
        cliponaxis=False,
        # A click marks its point; the others stay as they are.
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1, "size": 11}},
        text=texts,
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(line),
    )


def _say_where_axis_starts(fig: Drawing, scale: dict, above: int) -> None:
    low, high = scale["range"]
    if low <= 0 <= high:
        return
    start = scale["ticktext"][0] if low > 0 else scale["ticktext"][-1]
    fig.add_annotation(
        text=f"Axis starts at {start}, not at zero",
        xref="paper", yref="paper", x=0, y=0, xanchor="left", yanchor="bottom", xshift=4, yshift=1 + above,
        showarrow=False, font={"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT_QUIET},
    )  # fmt: skip


def period_range(periods: pd.Series, days: Sequence[pd.Series] = ()) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first to the last with a little air, so that a mark on the edge is not cut; further where one of the
    days lies in the last step, which begins at its mark."""
    first, last = periods.min(), periods.max()
    margin = (last - first) * 0.02 if last > first else pd.Timedelta(days=16)
    step = periods.drop_duplicates().sort_values().diff().median()
    shown = [day for each in days for day in pd.to_datetime(each) if last < day <= last + step]
    return first - margin, max([last, *shown]) + margin


def _last_value(line: pd.DataFrame) -> float:
    known = marks.numbers(line, "value")
    known = known[np.isfinite(known)]
    return float(known[-1]) if len(known) else 0.0
