"""Rows -> the canonical frame of a metric."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, take

from data_access.filters import Filters
from data_access.metrics.definition import COLUMNS, Metric
from data_access.metrics.uncertainty import intervals

_FIRST_DAY = date(1970, 1, 1).toordinal()  # that NumPy counts from
_NO_DAY = np.iinfo("int64").min
Column = np.ndarray | ExtensionArray
_FREQUENCY = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS"}


def frame(
    metric: Metric, rows: pd.DataFrame, filters: Filters, every: str | None, options: dict | None = None
) -> pd.DataFrame:
    """The canonical frame: COLUMNS, then whatever else the statement selected, in order of period and group.

    Periods without rows are added where the metric can say something of them: 0 for counts, unknown for rates.
    """
    # Columns are arrays until they are made a frame, once: pandas takes longer over each step of a small one than the
    # database over the whole of it.
    columns = {name: _typed(name, column) for name, column in rows.items()}
    if every and metric.fills_gaps and len(rows):
        columns = _with_every_period(columns, filters, every)
    if metric.finish is not None:
        finished = metric.finish(pd.DataFrame(columns, copy=False), filters, every, metric.options | (options or {}))
        columns = {name: column.values for name, column in finished.items()}
    if not {"low", "high"} <= columns.keys():
        columns["low"], columns["high"] = intervals(metric, columns)
    moments = [name for name in columns if name.startswith("moment_")]
    others = [name for name in columns if name not in COLUMNS and name not in moments]
    if (places := _in_order(columns)) is not None:
        columns = {name: column.take(places) for name, column in columns.items()}
    return pd.DataFrame({name: columns[name] for name in (*COLUMNS, *others, *moments)}, copy=False)


def _typed(name: str, column: pd.Series) -> Column:
    """The column's values, as the frame has them."""
    if name in ("period", "cohort"):
        return _days(column)
    if name == "is_complete":
        return column.to_numpy(dtype=bool)  # 0 and 1 in the database
    if name in ("value", "numerator", "denominator") and column.dtype != "float64":
        return pd.to_numeric(column).to_numpy(dtype="float64", na_value=np.nan)
    return column.values


def _days(column: pd.Series) -> np.ndarray:
    """Dates as the moments that they begin at."""
    if column.dtype != object:
        return pd.to_datetime(column).to_numpy()
    # By their numbers: NumPy takes ten times as long over dates themselves.
    numbers = [_NO_DAY if day is None else day.toordinal() - _FIRST_DAY for day in column.tolist()]
    return np.array(numbers, dtype="int64").view("datetime64[D]").astype("datetime64[s]")


def _in_order(columns: Mapping[str, Column]) -> np.ndarray | None:
    """Which row comes first, second and so on, by cohort, period, group and age; None where they are in order."""
    n, keys = len(columns["value"]), []
    if n < 2:
        return None
    for name in ("cohort", "period"):
        if name in columns:  # what is not a day comes first, as the lowest of numbers
            keys.append(np.asarray(columns[name]).view("int64"))
    if "age" in columns:
        keys.append(pd.array(columns["age"], dtype="Float64").to_numpy(dtype="float64", na_value=-np.inf))
    held = columns["group"].tolist() if "group" in columns else []
    if not all(map(_is_missing, held)):
        order = _order_of(tuple(dict.fromkeys(held)))
        keys.insert(len(keys) - ("age" in columns), np.array([order[group] for group in held]))
    places = np.lexsort(keys[::-1]) if keys else np.arange(n)
    return None if (places[1:] > places[:-1]).all() else places


@lru_cache(maxsize=500)
def _order_of(groups: tuple[str, ...]) -> dict[str, int]:
    """The place of each group: those that are numbers, or all begin with one, in the order of these."""
    column = pd.Series(groups)
    keys = _natural(column)
    return dict(zip(groups, keys.rank(method="dense", na_option="top"), strict=True))


def _natural(groups: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(groups, errors="coerce")
    if numbers.notna().all():
        return numbers
    first = groups.astype("str").str.extract(r"^(\d+)", expand=False)
    if first.isna().any():
        return groups
    order = sorted(set(zip(first.astype(int), groups, strict=True)))
    return groups.map({group: place for place, (_, group) in enumerate(order)})


def _with_every_period(columns: dict[str, Column], filters: Filters, every: str) -> dict[str, Column]:
    """The columns with a row for each step of the period, of each group; those added come last."""
    periods, groups = columns["period"], columns["group"]
    first = pd.Timestamp(filters.start or periods.min())
    last = pd.Timestamp(filters.end or periods.max())
    starts = _starts(first, last, every)
    held = [None if _is_missing(group) else group for group in groups.tolist()]
    places = {group: place for place, group in reversed([*enumerate(held)])}  # where each group is first
    known = set(zip(periods.astype(starts.dtype).tolist(), held, strict=True))
    added = [
        (start, place) for start in starts.tolist() for group, place in places.items() if (start, group) not in known
    ]
    if not added:
        return columns if len(places) == 1 else _with_zeros(columns, columns)
    days = np.array([start for start, _ in added], dtype=starts.dtype)
    of_groups = groups.take([*range(len(held)), *(place for _, place in added)])
    places = np.append(np.arange(len(held)), np.full(len(added), -1))
    merged = {name: take(column, places, allow_fill=True) for name, column in columns.items()}
    return _with_zeros(merged | {"period": np.append(periods, days), "group": of_groups}, columns)


def _with_zeros(columns: dict[str, Column], read: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with 0 where nothing is known: of a total for the value, else for both parts of a rate. What nothing
    is known of in any step stays unknown."""
    empty = np.isnan(columns["numerator"]) & np.isnan(columns["denominator"])
    is_total = np.isnan(read["denominator"]).all()
    if is_total and np.isnan(read["numerator"]).all():
        return columns
    zeroed = ("value", "numerator") if is_total else ("numerator", "denominator")
    return columns | {name: np.where(empty, 0.0, columns[name]) for name in zeroed}


def _is_missing(group: object) -> bool:
    return group is None or group != group  # a number that is none differs from itself


@lru_cache(maxsize=500)
def _starts(first: pd.Timestamp, last: pd.Timestamp, every: str) -> np.ndarray:
    if every == "week":
        first = first - pd.Timedelta(days=first.weekday())
    elif every == "month":
        first = first.replace(day=1)
    elif every == "quarter":
        first = first.replace(month=3 * ((first.month - 1) // 3) + 1, day=1)
    return pd.date_range(first, last, freq=_FREQUENCY[every]).to_numpy("datetime64[us]")
