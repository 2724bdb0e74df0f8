"""How something goes over time: lines with their uncertainty, the earlier period in grey, events as thin rules."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks, signals
from components.charts import events as event_rules
from components.charts.drawing import Drawing
from components.charts.rows import Rows, days

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
    rows = Rows.of(frame)
    if not np.isfinite(marks.numbers(rows, "value")).any():
        return axes.empty(height)
    lines = _lines(frame, rows, unit, name, names or {}, colours or {})
    periods = rows["period"]
    every = axes.granularity(periods)
    earlier = _aligned(comparison, periods)
    ends = [(label, colour, _last_value(line)) for label, colour, line in lines]
    if earlier is not None:
        ends.append((comparison_name, theme.GREY, _last_value(earlier)))
    labelled = ends if len(ends) > 1 else []
    right = axes.label_margin([end[0] for end in labelled], LABEL_WIDTH) if labelled else 16
    shown_too = [each[day] for each, day in ((events, "happened_on"), (standing_out, "end")) if each is not None]
    span = period_range(periods, shown_too)
    happened = event_rules.place(_with_breaks(events, periods, breaks), *span, right)
    fig = axes.figure(height=height, right=right, top=12 + event_rules.height(happened))
    has_band = band and len(lines) <= 2
    shown = [line for *_, line in lines] + ([] if earlier is None else [earlier])
    columns = ("value", "low", "high") if has_band else ("value",)
    scale = axes.value_axis(
        [marks.numbers(line, column) for line in shown for column in columns], unit, currency, zero=zero
    )
    fig.update_yaxes(**scale)
    fig.update_xaxes(**axes.period_axis(periods, every), range=span)
    if earlier is not None:
        _add_earlier(fig, earlier, unit, comparison_name, every, noun, currency)
    for label, colour, whole in lines:
        heading = f"{label}, " if len(lines) > 1 else ""
        for line in _parted(whole, breaks):
            if has_band:
                add_band(fig, line, colour)
            titles = [heading + fmt.period(day, every) for day in days(line["period"])]
            add_line(fig, line, colour, marks.hover(line, unit, heading=titles, noun=noun, currency=currency), label)
    axes.direct_labels(fig, labelled, scale["range"], LABEL_WIDTH)
    event_rules.draw(fig, happened)
    event_rules.tell(fig, events, *span)
    has_signals = signals.draw(fig, standing_out, span, scale["range"], frame if every == "week" else None)
    _say_where_axis_starts(fig, scale, signals.HEIGHT if has_signals else 0)
    return fig


def _lines(
    frame: pd.DataFrame, rows: Rows, unit: str, name: str, names: Mapping[str, str], colours: Mapping[str, str]
) -> list[tuple[str, str, Rows]]:
    """(label, colour, rows in order of time) for each group, the largest first; beyond five the rest is one line.

    rows: the frame's.
    """
    rows = rows.at(np.argsort(rows["period"], kind="stable"))
    if "group" not in rows or pd.isna(rows["group"]).all():
        return [(name, theme.OURS, rows)]
    sizes = _sizes(rows)
    kept = _largest(sizes, colours)
    lines = [
        (names.get(group, group), colours.get(group, theme.CATEGORICAL[place]), rows.of_group(group))
        for place, group in enumerate(kept)
    ]
    if len(kept) < len(sizes):
        rest = frame[~frame["group"].isin(kept)].sort_values("period")
        lines.append((f"{OTHER} ({rest['group'].nunique()})", theme.GREY, Rows.of(_together(rest, unit))))
    return lines


def own_lines(frame: pd.DataFrame, colours: Mapping[str, str]) -> list[str]:
    """The groups that have a line of their own, the largest first. One whose colour is ours always has."""
    return _largest(_sizes(Rows.of(frame)), colours)


def _largest(sizes: Mapping[str, float], colours: Mapping[str, str]) -> list[str]:
    order = sorted(sorted(sizes), key=lambda group: (colours.get(group) != theme.OURS, -sizes[group]))
    return order if len(order) <= MAX_LINES else order[: MAX_LINES - 1]


def _with_breaks(
    events: pd.DataFrame | None, periods: np.ndarray, breaks: Sequence[pd.Timestamp]
) -> pd.DataFrame | None:
    """The events, and each break as one between the period before it and its own."""
    if not len(breaks):
        return events
    order = pd.Series(np.unique(periods))
    between = [earlier + (later - earlier) / 2 for earlier, later in pairwise(order) if later in set(breaks)]
    if not between:
        return events
    own = pd.DataFrame({"happened_on": between, "title": BREAK, "is_break": True})
    if events is None or events.empty:
        return own
    known = events.assign(happened_on=pd.to_datetime(events["happened_on"]), is_break=False)
    return pd.concat([known, own], ignore_index=True)


def _parted(line: Rows, breaks: Sequence[pd.Timestamp]) -> list[Rows]:
    """The line's rows from break to break."""
    part = sum(((line["period"] >= at.to_datetime64()).astype(int) for at in breaks), np.zeros(len(line), dtype=int))
    return [line.at(part == each) for each in np.unique(part)]


def _sizes(rows: Rows) -> dict[str, float]:
    """How large each group is: by its base; but groups that share one base are parts of one whole."""
    amounts = marks.numbers(rows, _size(rows))
    sizes: dict[str, float] = {}
    for group, amount in zip(rows["group"], np.nan_to_num(amounts).tolist(), strict=True):
        if not pd.isna(group):
            sizes[group] = sizes.get(group, 0.0) + amount
    return sizes


def _size(rows: Rows) -> str:
    bases = marks.numbers(rows, "denominator")
    is_known = np.isfinite(bases)
    if not is_known.any():
        return "value"
    pairs = set(zip(rows["period"][is_known].tolist(), bases[is_known].tolist(), strict=True))
    return "numerator" if len(pairs) == len({period for period, _ in pairs}) else "denominator"


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


def _aligned(comparison: pd.DataFrame | None, periods: np.ndarray) -> Rows | None:
    """The earlier rows with `position`: the current period in the same place. Rows beyond the current ones go."""
    if comparison is None or comparison.empty:
        return None
    current, earlier = np.unique(periods[~np.isnat(periods)]), Rows.of(comparison)
    earlier = earlier.at(np.argsort(earlier["period"], kind="stable")[: len(current)])
    return earlier.but(position=current[: len(earlier)])


def _add_earlier(fig, earlier, unit, name, every, noun, currency) -> None:
    heading = [f"{name}: {fmt.period(day, every)}" for day in days(earlier["period"])]
    fig.add_scatter(
        x=earlier["position"],
        y=marks.numbers(earlier, "value"),
        mode="lines",
        name=theme.chart_text(name),
        line={"color": theme.GREY, "width": 1.5},
        text=marks.hover(earlier, unit, heading=heading, noun=noun, currency=currency),
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(earlier),
    )


def add_band(fig: Drawing, line: pd.DataFrame | Rows, colour: str) -> None:
    """The interval as one closed outline for each run of known points; a point alone gets a whisker."""
    low, high = marks.numbers(line, "low"), marks.numbers(line, "high")
    dates = np.asarray(line["period"])
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


def add_line(fig: Drawing, line: pd.DataFrame | Rows, colour: str, texts: np.ndarray, name: str) -> None:
    """The line, dotted where it is not finished, and its marks with what they say and carry."""
    values, finished, small = marks.numbers(line, "value"), marks.is_finished(line), marks.is_small(line)
    dates = np.asarray(line["period"])
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


def period_range(
    periods: pd.Series | np.ndarray, shown_too: Sequence[pd.Series] = ()
) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first to the last with a little air, so that a mark on the edge is not cut; further where one of the
    days lies in the last step, which begins at its mark."""
    starts = np.unique(np.asarray(periods))
    first, last = pd.Timestamp(starts[0]), pd.Timestamp(starts[-1])
    margin = (last - first) * 0.02 if last > first else pd.Timedelta(days=16)
    step = np.median(np.diff(starts)) if len(starts) > 1 else pd.NaT
    known = [pd.Timestamp(day) for each in shown_too for day in each]
    return first - margin, max([last, *(day for day in known if last < day <= last + step)]) + margin


def _last_value(line: Rows) -> float:
    known = marks.numbers(line, "value")
    known = known[np.isfinite(known)]
    return float(known[-1]) if len(known) else 0.0
