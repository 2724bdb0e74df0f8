"""Rows -> the canonical frame of a metric."""

from functools import lru_cache

import numpy as np
import pandas as pd

from data_access.filters import Filters
from data_access.metrics.definition import COLUMNS, Metric
from data_access.metrics.uncertainty import intervals

_FREQUENCY = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS"}


def frame(
    metric: Metric, rows: pd.DataFrame, filters: Filters, every: str | None, options: dict | None = None
) -> pd.DataFrame:
    """The canonical frame: COLUMNS, then whatever else the statement selected, in order of period and group.

    Periods without rows are added where the metric can say something of them: 0 for counts, unknown for rates.
    """
    # Columns are gathered and made a frame once: putting them into one, one by one, takes as long as the database.
    result = pd.DataFrame({name: _typed(rows[name]) for name in rows.columns}, copy=False)
    if every and metric.fills_gaps and len(result):
        result = _with_every_period(result, filters, every)
    if metric.finish is not None:
        result = metric.finish(result, filters, every, metric.options | (options or {}))
    columns = {name: result[name].array for name in result.columns}
    if not {"low", "high"} <= columns.keys():
        columns["low"], columns["high"] = intervals(metric, result)
    moments = [name for name in columns if name.startswith("moment_")]
    others = [name for name in columns if name not in COLUMNS and name not in moments]
    if (places := _in_order(result)) is not None:
        columns = {name: column.take(places) for name, column in columns.items()}
    return pd.DataFrame({name: columns[name] for name in (*COLUMNS, *others, *moments)}, copy=False)


def _typed(column: pd.Series) -> pd.Series:
    if column.name in ("period", "cohort"):
        return pd.to_datetime(column)
    if column.name == "is_complete":
        return column.astype(bool)  # 0 and 1 in the database
    if column.name in ("value", "numerator", "denominator") and column.dtype != "float64":
        return pd.to_numeric(column).astype("float64")
    return column


def _in_order(result: pd.DataFrame) -> np.ndarray | None:
    """Which row comes first, second and so on, by cohort, period, group and age; None where they are in order."""
    n, keys = len(result), []
    if n < 2:
        return None
    for name in ("cohort", "period"):
        if name in result:  # what is not a day comes first, as the lowest of numbers
            keys.append(result[name].to_numpy(dtype="datetime64[us]").view("int64"))
    if "age" in result:
        keys.append(result["age"].to_numpy(dtype="float64", na_value=-np.inf))
    if "group" in result and (held := result["group"].tolist()) and not result["group"].isna().all():
        order = _order_of(tuple(dict.fromkeys(held)))
        keys.insert(len(keys) - ("age" in result), np.array([order[group] for group in held]))
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


def _with_every_period(result: pd.DataFrame, filters: Filters, every: str) -> pd.DataFrame:
    first = pd.Timestamp(filters.start) if filters.start else result["period"].min()
    last = pd.Timestamp(filters.end) if filters.end else result["period"].max()
    starts = _starts(first, last, every)
    held, groups = set(result["period"].tolist()), list(dict.fromkeys(result["group"].tolist()))
    is_single = len(groups) == 1 or result["group"].isna().all()
    if is_single and held.issuperset(starts):
        return result
    if is_single:
        steps = result.set_index("period")
        merged = steps.reindex(steps.index.union(starts)).rename_axis("period").reset_index()
        merged["group"] = pd.Series([groups[0]] * len(merged), dtype=result["group"].dtype)
    elif len(held.union(starts)) * len(groups) == len(result):
        merged = result
    else:
        merged = _of_every_group(result, starts, pd.Index(result["group"].drop_duplicates()))
    empty = merged["numerator"].isna() & merged["denominator"].isna()
    if empty.any():
        is_total = result["denominator"].isna().all()
        merged.loc[empty, ["value", "numerator"] if is_total else ["numerator", "denominator"]] = 0.0
    return merged


def _of_every_group(result: pd.DataFrame, starts: pd.DatetimeIndex, groups: pd.Index) -> pd.DataFrame:
    whole = pd.MultiIndex.from_product([starts, groups], names=["period", "group"]).to_frame(index=False)
    return whole.merge(result, on=["period", "group"], how="outer")


@lru_cache(maxsize=500)
def _starts(first: pd.Timestamp, last: pd.Timestamp, every: str) -> pd.DatetimeIndex:
    if every == "week":
        first = first - pd.Timedelta(days=first.weekday())
    elif every == "month":
        first = first.replace(day=1)
    elif every == "quarter":
        first = first.replace(month=3 * ((first.month - 1) // 3) + 1, day=1)
    return pd.date_range(first, last, freq=_FREQUENCY[every]).astype("datetime64[us]")
