"""What the reader picked in a page's charts: which feedback lies behind it. Kept in the URL, so that a link shows it.

The latest pick counts: a bar of 313 leads to those 313, whatever was picked before.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from components import format as fmt
from components import look
from components.filter_bar import CHOICES, View
from data_access.filters import Filters
from data_access.metrics.sentiment import DIMENSIONS

SCORE_STEP = 0.1
ANY_COMPETITOR = "Any competitor"
NOT_GIVEN = "(not given)"
_PARTS = ("when", "group", "step", "theme")
_FREQUENCY = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q"}
_LABELS = CHOICES | {"sentiment": "Tone", "tone": "Tone"}


@dataclass(frozen=True)
class Narrowing:
    """days: first and last, inside the period or the one it is compared with. group: (dimension, value).
    score: the lower edge of a step of 0.1. theme: what it speaks of."""

    days: tuple[date, date] | None = None
    group: tuple[str, str] | None = None
    score: float | None = None
    theme: str | None = None

    @property
    def words(self) -> list[str]:
        """Each part as the reader would say it, as plain text."""
        said = []
        if self.days:
            said.append(fmt.date_range(*self.days))
        if self.group:
            said.append(f"{label_of(self.group[0])}: {name_of(self.group[1])}")
        if self.theme:
            said.append(f"Theme: {self.theme}")
        if self.score is not None:
            edges = (fmt.mean_score(edge) for edge in (self.score, round(self.score + SCORE_STEP, 1)))
            said.append("score " + " to ".join(edges))
        return said

    @property
    def score_end(self) -> float | None:
        """Where the step ends, itself left out; None for the last step, which holds a score of exactly 1."""
        end = None if self.score is None else round(self.score + SCORE_STEP, 1)
        return None if end == 1 else end


def label_of(dimension: str) -> str:
    return _LABELS.get(dimension, dimension.capitalize())


def name_of(group: str) -> str:
    return "not given" if group == NOT_GIVEN else group


def current(view: View) -> Narrowing:
    """What is picked at present; whatever of the URL does not fit the view is left out."""
    picked = (st.query_params.get(part, "") for part in _PARTS)
    when, group, step, theme = picked
    return Narrowing(_days(when, view), _group(group), _step(step), theme.strip() or None)


def filters(view: View, picked: Narrowing) -> Filters:
    """The view's filters over the picked days."""
    return replace(view.filters, start=picked.days[0], end=picked.days[1]) if picked.days else view.filters


def key_of(chart: str) -> str:
    """The chart's key: a new one once its pick is undone elsewhere, so that it is no longer drawn as picked."""
    return f"{chart}-{st.session_state.get(_undone(chart), 0)}"


def pick(chart: str, what: str, charts: Collection[str], *, every: str = "", dimension: str = "") -> None:
    """For on_click: read the chart's selection, or its end, into the URL, in place of every other pick.

    what: "when" takes the step of time, "group" the group of a dimension, "score" the step of the score, "theme" the
    group as a theme, "names" sets the page's menu of brands. Several are joined by "+". charts: all charts of the page.
    """
    mark = picked_in(key_of(chart))
    clear(*(other for other in charts if other != chart))
    for part in what.split("+"):
        value = _value(part, mark, every, dimension)
        if part == "names":
            st.session_state["names"] = value or ANY_COMPETITOR
        elif value:
            # "score" in the URL says which score is shown.
            st.query_params["step" if part == "score" else part] = value


def clear(*charts: str) -> None:
    """Undo every pick, and draw these charts without it."""
    for part in _PARTS:
        st.query_params.pop(part, None)
    for chart in charts:
        if picked_in(key_of(chart)):
            st.session_state[_undone(chart)] = st.session_state.get(_undone(chart), 0) + 1


def picked_in(key: str) -> dict[str, str]:
    """What the mark carries that is picked in the chart of this key."""
    return carried(st.session_state.get(look.chart_key(key)))


def carried(event: object) -> dict[str, str]:
    """What the picked mark carries: period, group, cohort, age as text; {} when nothing is picked."""
    points = (getattr(event, "selection", None) or {}).get("points") or []
    values = points[0].get("customdata") if points else None
    if values is None:
        return {}
    values = list(values.values()) if isinstance(values, dict) else list(values)
    return dict(zip(("period", "group", "cohort", "age"), map(str, values), strict=False))


def step_of(mark: dict[str, str], every: str) -> str:
    """The first and last day of the picked step of time, as the URL holds them; "" when none is picked."""
    if not mark.get("period"):
        return ""
    step = pd.Period(mark["period"], _FREQUENCY[every])
    return f"{step.start_time.date()}_{step.end_time.date()}"


def _value(part: str, mark: dict[str, str], every: str, dimension: str) -> str:
    if part == "when":
        return step_of(mark, every)
    if part == "group" and mark.get("group"):
        return f"{dimension}:{mark['group']}"
    return mark.get("group", "") if part in ("names", "score", "theme") else ""


def _days(text: str, view: View) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(day) for day in text.split("_"))
    except ValueError:
        return None
    for period in (view.filters, view.comparison):
        if period and (start := max(first, period.start)) <= (end := min(last, period.end)):
            return start, end
    return None


def _group(text: str) -> tuple[str, str] | None:
    dimension, _, value = text.partition(":")
    return (dimension, value) if dimension in DIMENSIONS and value else None


def _step(text: str) -> float | None:
    try:
        score = round(float(text), 1)
    except ValueError:
        return None
    return score if -1 <= score < 1 else None


def _undone(chart: str) -> str:
    return f"picks-undone-{chart}"
