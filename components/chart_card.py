"""A chart in its card: title, measure, plot, one line of definition and caveats, and its numbers as a table."""

import html
from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import definition as definitions
from components import look, states, tables
from components.charts.drawing import told
from components.definition import Definition
from components.presenting import freezing, offer
from data_access.snapshots import Content

# No zoom, no logo, no buttons over the data; charts stay readable where scripts move the page by touch.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}

# Pixels: all columns of a rate with its interval. A narrower screen takes what it has.
TABLE_WIDTH = 480


def show(
    title: str,
    figure: go.Figure | None,
    *,
    key: str,
    subtitle: str = "",
    note: str = "",
    definition: Definition | None = None,
    alt: str = "",
    frame: pd.DataFrame | None = None,
    unit: str = "count",
    currency: str | None = None,
    on_click: bool | Callable[[], None] = False,
    empty: tuple[str, str] | None = None,
    height: int | None = None,
    narrow: tuple[go.Figure, str] | None = None,
) -> list[dict]:
    """Draw the card and return what is selected in the chart (each with `customdata`), [] without on_click.

    title: the question, or the answer. subtitle: measure, unit, period, n. note: as-of, and what was left
    out. alt: the finding in a sentence, for readers who do not see the chart; the title when empty. What the figure
    marks (events, weeks that stand out) is added. frame: the numbers behind it, offered as a table and a file. empty:
    (what would be here, the one thing to do), drawn in the chart's place when figure is None. The chart's height is the
    figure's, so nothing jumps.
    on_click: True, or what to call before the rerun that a click starts.
    narrow: what a phone shows instead of a figure that is too wide for it, and a sentence on what that leaves out; its
    key ends in "-narrow".
    """
    alt = " ".join(filter(None, (alt or title, told(figure))))
    with st.container(border=True, height="stretch", key=f"card-{key}"):
        frozen = partial(
            freezing.of_chart, title, figure, subtitle=subtitle, note=note, alt=alt, definition=definition, frame=frame,
            unit=unit, currency=currency,
        )  # fmt: skip
        has_data = frame is not None and not frame.empty
        data = partial(_data, frame, unit, currency, key) if has_data else None
        head(title, subtitle, key, None if figure is None else frozen, data)
        if figure is None:
            what, action = empty or ("No data for this choice", "Widen the period or remove a filter.")
            states.empty(what, action, height=height or 300)
            selected = []
        elif narrow is None:
            selected = _plot(figure, key, alt, on_click)
        else:
            with st.container(key=f"wide-{key}"):
                selected = _plot(figure, key, alt, on_click)
            with st.container(key=f"narrow-{key}"):
                selected = _plot(narrow[0], f"{key}-narrow", alt, on_click) or selected
                if narrow[1]:
                    states.note(narrow[1])
        foot(definition, note, key)
    return selected


def head_html(title: str, subtitle: str) -> str:
    """Title and subtitle as markup, escaped: both may name a group from data."""
    # A line may break between the parts and inside a long one, not inside a date or a count.
    parts = (
        f"<span>{html.escape(part)}</span>" if len(part) <= 40 else html.escape(part) for part in subtitle.split(" · ")
    )
    under = f'<p class="earshot-subtitle">{" · ".join(parts)}</p>' if subtitle else ""
    return f'<h2 class="earshot-title">{html.escape(title)}</h2>{under}'


def selected_points(event: object) -> list[dict]:
    """The selected marks of a chart event; [] when nothing is selected."""
    selection = getattr(event, "selection", None) or {}
    return list(selection.get("points", []))


def head(
    title: str,
    subtitle: str,
    key: str,
    frozen: Callable[[], Content] | None = None,
    data: Callable[[], None] | None = None,
) -> None:
    """A card's title and subtitle, and at their right what can be done with it.

    frozen: what goes onto a slide of it; nothing does where it is None. data: draws what else can be done.
    """
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="xsmall", key=f"head-{key}"):
        st.html(head_html(title, subtitle))
        if frozen is None:
            return
        with st.container(horizontal=True, wrap=False, gap=None, key=f"actions-{key}", width="content"):
            if data:
                data()
            offer.button(key, frozen)


def _data(frame: pd.DataFrame, unit: str, currency: str | None, key: str) -> None:
    # Otherwise each run would make and send the table of every card, a fifth of a page's time.
    with st.popover(
        "Data", type="tertiary", width="content", icon=":material/table:", key=f"data-{key}", on_change="rerun"
    ) as data:
        if data.open:
            tables.show(tables.readable(frame, unit, currency), key=key, height=320, width=TABLE_WIDTH)
            tables.download(frame, key=key, file_name=f"{key}.csv")


def _plot(figure: go.Figure, key: str, alt: str, on_click: bool | Callable[[], None]) -> list[dict]:
    # The card's own element has the key "chart-..."; on_select must not change between runs of one page.
    event = st.plotly_chart(
        figure,
        key=look.chart_key(key),
        config=CONFIG,
        on_select=on_click if callable(on_click) else "rerun" if on_click else "ignore",
        selection_mode="points",
        alt=alt,
    )
    return selected_points(event) if on_click else []


def foot(definition: Definition | None, note: str, key: str) -> None:
    """The line under a card: what is shown, and what was left out of it."""
    if definition is None and not note:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"foot-{key}"):
        if definition is not None:
            definitions.show(definition, key=key)
        if note:
            st.html(f'<p class="earshot-note">{html.escape(note)}</p>', width="content")
