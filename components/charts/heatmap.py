"""What became of each cohort of new customers: cohorts as rows, steps of time since as columns."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts import axes, marks
from components.charts.drawing import Drawing

ROW_HEIGHT = 24
ALL_COHORTS = "All"
CELL_TEXT_SIZE = 12
# Pixels for the cohort's step and its size.
LEFT = {"month": 104, "week": 120, "quarter": 132}
# From here up the scale, text in the background's colour has more contrast than text in the text's, in both looks.
SWITCH = 0.64
# Steps between the ages that are written: whole quarters of months and of weeks.
AGE_STEPS = {"month": (1, 3, 6, 12), "week": (1, 2, 4, 13, 26, 52), "quarter": (1, 2, 4, 8)}
# From this base on a share below 10 % has a decimal.
FINE_BASE = 1000
QUIET_INK = {theme.TEXT: theme.TEXT_QUIET, theme.BACKGROUND: theme.BACKGROUND + "B3"}


def cohort_heatmap(
    frame: pd.DataFrame,
    *,
    every: str = "month",
    unit: str = "percent",
    is_counts: bool = False,
    noun: str = "customers",
    currency: str | None = None,
) -> Drawing:
    """Cells cohort x age with their value; cells not fully elapsed hatched; unknown ones left out.

    frame: cohort (first day of the step; None for the row of all cohorts, weighted by customers, drawn on top), age
    (steps on), value, numerator, denominator, is_complete. Age 0 of a share is 100 % by definition and only gives the
    column of cohort sizes. unit: percent, or amount for what a customer of the cohort has brought by then. is_counts:
    the numerators in the cells instead of the shares; all cohorts together are then no larger shade of one of them,
    and have none. Figures of fewer than 30 customers are grey. A click returns the cell's cohort and age.
    """
    frame = frame.reset_index(drop=True)
    frame = frame.assign(age=pd.to_numeric(frame["age"]), cohort=pd.to_datetime(frame["cohort"]))
    shown = marks.numbers(frame, "numerator" if is_counts else "value")
    frame = frame.assign(shown=shown)
    first_age = 0 if unit == "amount" else 1
    cells = frame[(frame["age"] >= first_age) & np.isfinite(shown)]
    if cells.empty:
        return axes.empty()
    cohorts = sorted(cells["cohort"].dropna().unique())
    has_all = bool(cells["cohort"].isna().any())
    # Row 0 is all cohorts together; a gap of half a row parts it from the single ones.
    rows = {cohort: place + 1.5 if has_all else place for place, cohort in enumerate(cohorts)}
    cells = cells.assign(row=cells["cohort"].map(rows).fillna(0).astype(float))
    labels = ([(0.0, ALL_COHORTS, None)] if has_all else []) + [
        (rows[cohort], cohort_name(cohort, every), cohort) for cohort in cohorts
    ]
    bottom = max(place for place, *_ in labels)
    left = LEFT[every]
    fig = axes.figure(height=round(ROW_HEIGHT * (bottom + 1)) + 56, left=left, right=8, top=48, bottom=8)
    _set_axes(fig, labels, (first_age, int(cells["age"].max())), bottom, every)
    _add_cells(fig, cells, unit, is_counts)
    _add_click_targets(fig, cells, unit, noun, every, currency)
    fig.update_layout(annotations=_words(labels, _sizes(frame), every, left))
    return fig


def cohort_name(first_day: pd.Timestamp, every: str) -> str:
    """ "Mar 2026", "Jan–Mar 2026", or of a week its Monday, "2 Mar 2026"."""
    return fmt.period(pd.Timestamp(first_day), "day" if every == "week" else every)


def _sizes(frame: pd.DataFrame) -> dict:
    """Customers of each cohort (key None: of all), from the youngest age at hand."""
    youngest = frame.sort_values("age").drop_duplicates("cohort")
    bases = zip(youngest["cohort"], marks.numbers(youngest, "denominator"), strict=True)
    return {None if pd.isna(cohort) else cohort: float(base) for cohort, base in bases}


def _add_cells(fig: Drawing, cells: pd.DataFrame, unit: str, is_counts: bool) -> None:
    """The matrix, as one heatmap for each ink that its figures are written in; those not finished, hatched."""
    is_all = cells["cohort"].isna()
    is_plain = is_all & is_counts
    low, high = _scale(cells[~is_plain], from_zero=unit != "amount")
    values = zip(cells["shown"], marks.numbers(cells, "denominator"), strict=True)
    texts = [_text(value, base, "count" if is_counts else unit) for value, base in values]
    is_dark = (cells["shown"] >= low + (high - low) * SWITCH) & ~is_plain
    ink = pd.Series(np.where(is_dark, theme.BACKGROUND, theme.TEXT), index=cells.index)
    ink = ink.mask(marks.is_small(cells), ink.map(QUIET_INK))
    cells = cells.assign(text=texts, ink=ink, is_plain=is_plain, is_all=is_all)
    unfinished = cells[~marks.is_finished(cells)]
    cells.loc[unfinished.index, "text"] = ""
    for (_, own_ink, own_plain), part in cells.groupby(["is_all", "ink", "is_plain"], sort=False):
        fig.add_heatmap(**_grid(part, (low, high), own_ink, own_plain))
    _add_hatching(fig, unfinished)


def _scale(cells: pd.DataFrame, *, from_zero: bool) -> tuple[float, float]:
    """Where the colours begin and end: over finished cells that do not rest on a few customers, while there are any."""
    for kept in (marks.is_finished(cells) & ~marks.is_small(cells), marks.is_finished(cells), slice(None)):
        if len(values := cells.loc[kept, "shown"]):
            low = 0.0 if from_zero else float(values.min())
            return low, max(float(values.max()), low) or 1.0
    return 0.0, 1.0


def _text(value: float, base: float, unit: str) -> str:
    """A cell's figure. Of an amount, the card says the currency; a share has as many digits as its base carries."""
    if unit != "percent":
        return fmt.compact(value)
    return f"{value * 100:.{1 if 0 < value < 0.0995 and base >= FINE_BASE else 0}f}%"


def _grid(cells: pd.DataFrame, scale: tuple[float, float], ink: str, is_plain: bool) -> dict:
    """The cells as a matrix for a heatmap trace, their figures written in `ink`."""
    # With all rows and columns between: a cell without neighbours would grow into them.
    rows = np.arange(cells["row"].min(), cells["row"].max() + 1)
    columns = np.arange(cells["age"].min(), cells["age"].max() + 1)
    place = (cells["row"] - rows[0]).astype(int).to_numpy(), (cells["age"] - columns[0]).to_numpy()
    values = np.full((len(rows), len(columns)), np.nan)
    texts = np.full(values.shape, "", dtype=object)
    values[place], texts[place] = cells["shown"], cells["text"]
    steps = len(theme.SEQUENTIAL) - 1
    clear = "rgba(0,0,0,0)"
    return {
        "x": columns,
        "y": rows,
        "z": values,
        "zmin": scale[0],
        "zmax": scale[1],
        "colorscale": [[place / steps, clear if is_plain else slot] for place, slot in enumerate(theme.SEQUENTIAL)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": texts,
        "texttemplate": "%{text}",
        "textfont": {"size": CELL_TEXT_SIZE, "color": ink},
        "hoverinfo": "skip",
    }


def _add_hatching(fig: Drawing, cells: pd.DataFrame) -> None:
    """Stripes over unfinished cells. Heatmaps have no patterns, bars do: one bar lies over each such cell."""
    if cells.empty:
        return
    fig.add_bar(
        orientation="h",
        base=cells["age"].to_numpy(dtype=float) - 0.48,
        x=np.full(len(cells), 0.96),
        y=cells["row"].to_numpy(),
        width=0.9,
        name="not finished",
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"width": 0},
            "pattern": {
                "shape": "/",
                "size": 6,
                "solidity": 0.22,
                "fgcolor": theme.GREY,
                "bgcolor": "rgba(0,0,0,0)",
            },
        },
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )
    # Figures over the stripes, which would cross those of a heatmap.
    for ink, part in cells.groupby("ink", sort=False):
        fig.add_scatter(
            x=part["age"].to_numpy(),
            y=part["row"].to_numpy(),
            mode="text",
            name="figures",
            text=part["text"].to_numpy(),
            textfont={"size": CELL_TEXT_SIZE, "color": ink},
            hoverinfo="skip",
            unselected={"textfont": {"color": ink}},
        )


def _add_click_targets(fig: Drawing, cells: pd.DataFrame, unit: str, noun: str, every: str, currency) -> None:
    """Invisible marks on the cells: Plotly selects points and bars, never cells of a heatmap."""
    of_week = "the week of " if every == "week" else ""
    heading = [
        f"{'All cohorts' if pd.isna(row.cohort) else f'First order in {of_week}{cohort_name(row.cohort, every)}'}, "
        f"{row.age} {every}{'' if row.age == 1 else 's'} on"
        for row in cells.itertuples()
    ]
    fig.add_scatter(
        x=cells["age"].to_numpy(),
        y=cells["row"].to_numpy(),
        mode="markers",
        name="cells",
        marker={
            "symbol": "square-open",
            "size": ROW_HEIGHT - 3,
            "opacity": 0,
            "color": theme.TEXT,
            "line": {"width": 2},
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0}},
        text=marks.hover(cells, unit, heading=heading, noun=noun, currency=currency),
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(cells),
    )


def _set_axes(fig: Drawing, labels: list, ages: tuple[int, int], bottom: float, every: str) -> None:
    first, last = ages
    step = next((wide for wide in AGE_STEPS[every] if last / wide <= axes.MAX_TICKS + 1), AGE_STEPS[every][-1])
    # The first one is written too: whole steps begin with it or after it.
    written = sorted({first, *range(step, last + 1, step)})
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": False, "ticks": ""}
    fig.update_xaxes(
        range=[first - 0.5, last + 0.5], side="top", tickvals=np.array(written),
        ticktext=[str(age) for age in written], tickfont=axes.TICK_FONT, **still,
    )  # fmt: skip
    fig.update_yaxes(
        range=[bottom + 0.5, -0.5],
        tickvals=np.array([place for place, *_ in labels]),
        showticklabels=False,
        **still,
    )


def _words(labels: list, sizes: dict, every: str, left: int) -> list[dict]:
    """Left of the cells the cohort's step and its customers, above them what the columns are.

    One list for the layout: adding forty annotations one by one took Plotly half a second.
    """
    shared = {"xref": "paper", "x": 0, "showarrow": False}
    small, quiet = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}, axes.TICK_FONT
    words = []
    for place, name, cohort in labels:
        row = shared | {"y": place, "yanchor": "middle"}
        size = fmt.compact(sizes.get(cohort))
        words.append(row | {"text": name, "xanchor": "left", "xshift": -left, "font": small})
        words.append(row | {"text": size, "xanchor": "right", "xshift": -8, "font": quiet})
    above = shared | {"yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "left", "font": quiet}
    words.append(above | {"text": "Week of" if every == "week" else "First order", "xshift": -left, "yshift": 4})
    words.append(above | {"text": "n", "xanchor": "right", "xshift": -8, "yshift": 4})
    words.append(above | {"text": f"{every.capitalize()}s after the first order", "xshift": 0, "yshift": 24})
    return words
