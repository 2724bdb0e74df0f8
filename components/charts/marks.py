"""What each mark says on hover, what a click on it carries, and which marks rest on too few to trust."""

import numpy as np
import pandas as pd

from components import format as fmt
from components import theme
from components.charts.rows import Rows, days
from data_access.metrics.definition import SMALL_BASE

CUSTOMDATA = ("period", "group", "cohort", "age")


def numbers(frame: pd.DataFrame | Rows, column: str) -> np.ndarray:
    """A column as floats; all unknown when the frame does not have it."""
    if column not in frame:
        return np.full(len(frame), np.nan)
    values = frame[column]
    if isinstance(values, np.ndarray):
        return values if values.dtype == float else pd.to_numeric(values).astype(float)
    # Most are floats, which pandas takes five times as long to make what they are.
    return values.to_numpy() if values.dtype == float else pd.to_numeric(values).to_numpy(dtype=float, na_value=np.nan)


def is_small(frame: pd.DataFrame | Rows) -> np.ndarray:
    """True where the base is known and under 30."""
    return numbers(frame, "denominator") < SMALL_BASE


def is_finished(frame: pd.DataFrame | Rows) -> np.ndarray:
    """False where the metric says that the period, cohort or cell has not fully elapsed."""
    for column in ("is_complete", "is_mature"):
        if column in frame:
            values = frame[column]
            return np.asarray(values if values.dtype == bool else pd.Series(values).fillna(True), dtype=bool)
    return np.ones(len(frame), dtype=bool)


def customdata(frame: pd.DataFrame | Rows) -> np.ndarray:
    """One row a mark: period, group, cohort, age as text, days as 2026-03-01, "" where there is none."""
    told = np.full((len(frame), len(CUSTOMDATA)), "", dtype=object)
    for place, name in enumerate(CUSTOMDATA):
        if name in frame:
            told[:, place] = _text(frame[name])
    return told


def carried(**told: str) -> list[str]:
    """The same of one mark, from what is known of it."""
    return [told.get(name, "") for name in CUSTOMDATA]


def hover(
    frame: pd.DataFrame | Rows, unit: str, *, heading: list[str], noun: str, currency: str | None = None
) -> np.ndarray:
    """The full numbers of each mark: heading, value, interval, base, and what to beware of."""
    columns = [numbers(frame, name).tolist() for name in ("value", "low", "high", "numerator", "denominator")]
    finished, small = is_finished(frame).tolist(), is_small(frame).tolist()
    texts = []
    for place, (value, low, high, top, bottom) in enumerate(zip(*columns, strict=True)):
        lines = [
            f"<b>{theme.chart_text(heading[place])}</b>",
            fmt.value(value, unit, currency, exact=True),
        ]
        bounds = fmt.interval(low, high, unit, currency)
        if bounds:
            lines.append(f"95% interval {bounds}")
        if not fmt.is_unknown(bottom):
            lines.append(theme.chart_text(base_text(top, bottom, unit, noun)))
        if small[place]:
            lines.append("Small base: read with care")
        if not finished[place]:
            lines.append("Not finished yet")
        texts.append("<br>".join(lines))
    return np.array(texts, dtype=object)


def base_text(numerator: float, denominator: float, unit: str, noun: str) -> str:
    """ "1,204 of 3,118 customers" for rates; only "3,118 reviews" where the numerator is a sum or a balance."""
    return fmt.base(numerator if unit == "percent" else None, denominator, noun)


def _text(column: pd.Series | np.ndarray) -> list[str]:
    if column.dtype.kind == "M":
        return ["" if day is None else day.isoformat() for day in days(np.asarray(column))]
    return ["" if pd.isna(value) else _plain(value) for value in column.tolist()]


def _plain(value: object) -> str:
    # An age in a frame with unknown ones has become 3.0.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
