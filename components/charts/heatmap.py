"""Which share of each month's new customers bought again, month by month: cohorts as rows, months on as columns."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components import format as fmt
from components import theme
from components.charts import axes, marks

ROW_HEIGHT = 24
ALL_COHORTS = "All"
CELL_TEXT_SIZE = 12
# Pixels for the cohort's month and its size.
LEFT = 104
# From here up the scale, text in the background's colour has more contrast than text in the text's, in both looks.
SWITCH = 0.64


def cohort_heatmap(frame: pd.DataFrame, *, unit: str = "percent", noun: str = "customers") -> go.Figure:
    """Cells cohort x age with their percentage; cells not fully elapsed hatched; unknown ones left out.

    frame: cohort (first day of month; None for the row of all cohorts, weighted by customers, drawn on
    top), age (months on), value, numerator, denominator, is_complete. Age 0 is 100 % by definition and only
    gives the column of cohort sizes. A click returns the cell's cohort and age.
    """
    frame = frame.reset_index(drop=True)
    frame = frame.assign(age=pd.to_numeric(frame["age"]), cohort=pd.to_datetime(frame["cohort"]))
    cells = frame[(frame["age"] > 0) & np.isfinite(marks.numbers(frame, "value"))]
    if cells.empty:
        return axes.empty()
    cohorts = sorted(cells["cohort"].dropna().unique())
    has_all = bool(cells["cohort"].isna().any())
    # Row 0 is all cohorts together; a gap of half a row parts it from the single ones.
    rows = {cohort: place + 1.5 if has_all else place for place, cohort in enumerate(cohorts)}
    cells = cells.assign(row=cells["cohort"].map(rows).fillna(0).astype(float))
    sizes = _sizes(frame)
    last_age = int(cells["age"].max())
    labels = ([(0.0, ALL_COHORTS, None)] if has_all else []) + [
        (rows[cohort], fmt.month(pd.Timestamp(cohort)), cohort) for cohort in cohorts
    ]
    bottom = max(place for place, *_ in labels)
    fig = axes.figure(height=round(ROW_HEIGHT * (bottom + 1)) + 64, left=LEFT, right=8, top=56, bottom=8)
    _set_axes(fig, labels, last_age, bottom)
    finished = cells.loc[marks.is_finished(cells), "value"]
    highest = float(finished.max() if finished.any() else cells["value"].max()) or 1.0
    is_dark = cells["value"] >= highest * SWITCH
    for own in (cells["cohort"].isna(), cells["cohort"].notna()):
        for shade, ink in ((~is_dark, theme.TEXT), (is_dark, theme.BACKGROUND)):
            if (own & shade).any():
                fig.add_heatmap(**_grid(cells[own & shade], highest, ink))
    _add_hatching(fig, cells[~marks.is_finished(cells)])
    _add_click_targets(fig, cells, unit, noun)
    fig.update_layout(annotations=_words(labels, sizes))
    return fig


def _sizes(frame: pd.DataFrame) -> dict:
    """Customers of each cohort (key None: of all), from the youngest age at hand."""
    youngest = frame.sort_values("age").drop_duplicates("cohort")
    bases = zip(youngest["cohort"], marks.numbers(youngest, "denominator"), strict=True)
    return {None if pd.isna(cohort) else cohort: float(base) for cohort, base in bases}


def _grid(cells: pd.DataFrame, highest: float, ink: str) -> dict:
    """The cells as a matrix for a heatmap trace, their percentages written in `ink`."""
    table = cells.pivot(index="row", columns="age", values="value")
    table = table.reindex(columns=range(int(table.columns.min()), int(table.columns.max()) + 1))
    values = table.to_numpy(dtype=float)
    texts = [[f"{value * 100:.0f}%" if np.isfinite(value) else "" for value in row] for row in values]
    steps = len(theme.SEQUENTIAL) - 1
    return {
        "x": table.columns.to_numpy(),
        "y": table.index.to_numpy(),
        "z": values,
        "zmin": 0,
        "zmax": highest,
        "colorscale": [[place / steps, slot] for place, slot in enumerate(theme.SEQUENTIAL)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "text": np.array(texts, dtype=object),
        "texttemplate": "%{text}",
        "textfont": {"size": CELL_TEXT_SIZE, "color": ink},
        "hoverinfo": "skip",
    }


def _add_hatching(fig: go.Figure, cells: pd.DataFrame) -> None:
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


def _add_click_targets(fig: go.Figure, cells: pd.DataFrame, unit: str, noun: str) -> None:
    """Invisible marks on the cells: Plotly selects points and bars, never cells of a heatmap."""
    heading = [
        f"{'All cohorts' if pd.isna(row.cohort) else 'First order in ' + fmt.month(row.cohort)}, "
        f"{row.age} month{'' if row.age == 1 else 's'} on"
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
        text=marks.hover(cells, unit, heading=heading, noun=noun),
        hovertemplate="%{text}<extra></extra>",
        customdata=marks.customdata(cells),
    )


def _set_axes(fig: go.Figure, labels: list, last_age: int, bottom: float) -> None:
    step = max(1, -(-last_age // axes.MAX_TICKS))
    ages = np.arange(1, last_age + 1, step)
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "automargin": False, "ticks": ""}
    fig.update_xaxes(
        range=[0.5, last_age + 0.5], side="top", tickvals=ages, ticktext=[str(age) for age in ages],
        tickfont=axes.TICK_FONT, **still,
    )  # fmt: skip
    fig.update_yaxes(
        range=[bottom + 0.5, -0.5],
        tickvals=np.array([place for place, *_ in labels]),
        showticklabels=False,
        **still,
    )


def _words(labels: list, sizes: dict) -> list[dict]:
    """Left of the cells the cohort's month and its customers, above them what the columns are.

    One list for the layout: adding forty annotations one by one took Plotly half a second.
    """
    shared = {"xref": "paper", "x": 0, "showarrow": False}
    small, quiet = {"size": theme.SMALL_TEXT_SIZE, "color": theme.TEXT}, axes.TICK_FONT
    words = []
    for place, name, cohort in labels:
        row = shared | {"y": place, "yanchor": "middle"}
        size = fmt.compact(sizes.get(cohort))
        words.append(row | {"text": name, "xanchor": "left", "xshift": -LEFT, "font": small})
        words.append(row | {"text": size, "xanchor": "right", "xshift": -8, "font": quiet})
    above = shared | {"yref": "paper", "y": 1, "yanchor": "bottom", "xanchor": "left", "font": quiet}
    words.append(above | {"text": "First order", "xshift": -LEFT, "yshift": 4})
    words.append(above | {"text": "Months after the first order", "xshift": 0, "yshift": 24})
    return words
