"""How scores are spread from -1 to 1, with the shares of negative, neutral and positive printed over their zones."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

# Labels as scoring writes them, where they are printed, and their colour.
ZONES = (
    ("negative", -1, "left", theme.WORSE),
    ("neutral", 0, "center", theme.GREY),
    ("positive", 1, "right", theme.BETTER),
)


def histogram(
    frame: pd.DataFrame,
    *,
    shares: Mapping[str, float] | None = None,
    noun: str = "",
    step: float = 0.1,
    neutral: float = 0.05,
    height: int = axes.HEIGHT,
) -> Drawing:
    """One bar a step of the score.

    frame: group is the step's lower edge ("-0.9"), value its count. shares: fraction of each label
    (negative, neutral, positive), printed over the zones: a step that holds a bound of neutral cannot tell
    them. Such steps are grey, as are those inside. customdata holds the lower edge as the group.
    """
    counts = marks.numbers(frame, "value")
    total = float(np.nansum(counts)) if len(counts) else 0.0
    if not total:
        return axes.empty(height)
    edges = pd.to_numeric(frame["group"]).to_numpy(dtype=float)
    is_neutral = (edges < neutral - 1e-9) & (edges + step > -neutral + 1e-9)
    fig = axes.figure(height=height, top=54)
    fig.update_layout(bargap=0)
    fig.add_bar(
        x=edges + step / 2,
        y=counts,
        width=step * 0.9,
        name="scores",
        marker={"color": np.where(is_neutral, theme.GREY, np.where(edges < 0, theme.WORSE, theme.BETTER))},
        hovertext=_texts(edges, step, counts, total, noun),
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=marks.customdata(frame),
        unselected={"marker": {"opacity": 0.45}},
        selected={"marker": {"opacity": 1}},
    )
    fig.update_yaxes(**axes.value_axis([counts], "count", None, zero=True))
    fig.update_xaxes(
        range=[-1.02, 1.02], tickvals=np.array([-1, -0.5, 0, 0.5, 1]),
        ticktext=[f"{fmt.MINUS}1", f"{fmt.MINUS}0.5", "0", "+0.5", "+1"],
        fixedrange=True, showgrid=False, zeroline=False, tickfont=axes.TICK_FONT,
    )  # fmt: skip
    _print_zones(fig, shares or {})
    return fig


def _print_zones(fig: Drawing, shares: Mapping[str, float]) -> None:
    for label, x, anchor, colour in ZONES:
        share = f"<b>{fmt.percent(shares[label])}</b><br>" if label in shares else ""
        fig.add_annotation(
            text=f'{share}<span style="color:{colour}">●</span> {label.capitalize()}',
            x=x, xanchor=anchor, align=anchor, yref="paper", y=1, yanchor="bottom", yshift=8, showarrow=False,
            font={"size": theme.TEXT_SIZE, "color": theme.TEXT},
        )  # fmt: skip


def _texts(edges: np.ndarray, step: float, counts: np.ndarray, total: float, noun: str) -> np.ndarray:
    texts = [
        f"<b>{fmt.mean_score(edge)} to {fmt.mean_score(edge + step)}</b><br>"
        f"{theme.chart_text(fmt.base(count, total, noun))}<br>{fmt.percent(count / total, exact=True)}"
        for edge, count in zip(edges, counts, strict=True)
    ]
    return np.array(texts, dtype=object)
