"""One customer over time: what they bought above, what they said below, and what happened meanwhile as rules."""

from datetime import date

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, events
from components.charts.drawing import Drawing

PLOT_HEIGHT = 118
# Where purchases and words lie between 0 and 1.
BOUGHT, SAID = 0.7, 0.2
LABEL_WIDTH = 62
# Pixels of a mark's width: its area tells the amount.
SMALLEST, LARGEST = 7, 30
SIGNS = {"positive": "+", "neutral": "0", "negative": fmt.MINUS}
COLOURS = {"positive": theme.BETTER, "negative": theme.WORSE}
NOT_SCORED = "?"


def relationship(
    bought: pd.DataFrame,
    said: pd.DataFrame,
    span: tuple[date, date],
    *,
    not_counted: pd.DataFrame | None = None,
    happened: pd.DataFrame | None = None,
) -> Drawing:
    """Purchases as discs whose area is the amount, words as signs in the colour of their tone, other orders as crosses.

    bought: purchased_on, ordinal, amount, money (the amount as text). said: created_on, sentiment_label, start.
    not_counted: ordered_on, money, status. happened: events. span: the first and the last day that are drawn.
    """
    first, last = (pd.Timestamp(day) for day in span)
    # A day alone has no width; and no mark is cut at the edge.
    air = max((last - first) * 0.06, pd.Timedelta(days=5))
    placed = events.place(happened, first, last if last > first else first + air, 0)
    top = events.height(placed) + 10
    fig = axes.figure(height=PLOT_HEIGHT + top + 40, left=LABEL_WIDTH, right=8, top=top)
    starts, every = _ticks(first, last)
    fig.update_xaxes(**axes.period_axis(starts, every) | {"range": [first - air, last + air]})
    fig.update_yaxes(
        range=[0, 1], tickvals=[SAID, BOUGHT], ticktext=["Said", "Bought"],
        tickfont={"size": theme.TEXT_SIZE, "color": theme.TEXT}, showgrid=False, zeroline=False, fixedrange=True,
        automargin=False, ticks="",
    )  # fmt: skip
    for height in (SAID, BOUGHT):
        fig.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=height, y1=height, layer="below",
            line={"color": theme.HAIRLINE, "width": 1},
        )  # fmt: skip
    events.draw(fig, placed)
    events.tell(fig, happened, first, last)
    _add_crosses(fig, not_counted)
    _add_discs(fig, bought)
    _add_signs(fig, said)
    return fig


def _ticks(first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.Series, str]:
    days = (last - first).days
    step, every = ("YS", "year") if days > 5 * 366 else ("MS", "month") if days > 75 else ("W-MON", "week")
    starts = pd.Series(pd.date_range(first, last, freq=step))
    return (starts, every) if len(starts) else (pd.Series([first]), "day")


def _add_discs(fig: Drawing, bought: pd.DataFrame) -> None:
    if bought.empty:
        return
    amounts = pd.to_numeric(bought["amount"]).to_numpy(dtype=float).clip(min=0)
    largest = np.nanmax(amounts, initial=0) or 1.0
    size = SMALLEST + (LARGEST - SMALLEST) * np.sqrt(np.nan_to_num(amounts) / largest)
    texts = [
        f"<b>{_ordinal(row.ordinal)} purchase</b><br>{fmt.day(row.purchased_on)}<br>{theme.chart_text(row.money)}"
        for row in bought.itertuples()
    ]
    fig.add_scatter(
        x=pd.to_datetime(bought["purchased_on"]).to_numpy(), y=np.full(len(bought), BOUGHT), mode="markers",
        name="bought", text=texts, hovertemplate="%{text}<extra></extra>", cliponaxis=False,
        # Discs that lie upon each other stay to be seen.
        marker={"size": size, "color": theme.OURS, "opacity": 0.6, "line": {"color": theme.BACKGROUND, "width": 1}},
    )  # fmt: skip


def _add_crosses(fig: Drawing, orders: pd.DataFrame | None) -> None:
    if orders is None or orders.empty:
        return
    texts = [
        f"<b>Order that is not counted</b><br>{fmt.day(row.ordered_on)}<br>{theme.chart_text(row.money)}"
        + (f"<br>{theme.chart_text(row.status)}" if isinstance(row.status, str) else "")
        for row in orders.itertuples()
    ]
    fig.add_scatter(
        x=pd.to_datetime(orders["ordered_on"]).to_numpy(), y=np.full(len(orders), BOUGHT), mode="markers",
        name="not counted", text=texts, hovertemplate="%{text}<extra></extra>", cliponaxis=False,
        marker={"size": 9, "symbol": "x-thin", "color": theme.GREY, "line": {"color": theme.GREY, "width": 2}},
    )  # fmt: skip


def _add_signs(fig: Drawing, said: pd.DataFrame) -> None:
    """A disc with its sign, so that the tone is told without colour as well."""
    if said.empty:
        return
    tones = [tone if isinstance(tone, str) else None for tone in said["sentiment_label"]]
    texts = [
        f"<b>{(tone or 'not scored').capitalize()}</b><br>{fmt.day(row.created_on)}"
        + (f"<br>{axes.wrapped(row.start, 48)}" if isinstance(row.start, str) else "")
        for row, tone in zip(said.itertuples(), tones, strict=True)
    ]
    days = pd.to_datetime(said["created_on"]).to_numpy()
    edge = [COLOURS.get(tone, theme.GREY) for tone in tones]
    fig.add_scatter(
        x=days, y=np.full(len(said), SAID), mode="markers+text", name="said", cliponaxis=False,
        text=[f"<b>{SIGNS.get(tone, NOT_SCORED)}</b>" for tone in tones], textposition="middle center",
        textfont={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        hovertext=texts, hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 20, "color": theme.BACKGROUND, "line": {"color": edge, "width": 2}},
    )  # fmt: skip


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"
