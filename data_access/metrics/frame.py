"""Rows -> the canonical frame of a metric."""

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
    result = rows.copy()
    for name in {"period", "cohort"} & set(result.columns):
        result[name] = pd.to_datetime(result[name])
    if "is_complete" in result.columns:
        result["is_complete"] = result["is_complete"].astype(bool)  # 0 and 1 in the database
    for name in ("value", "numerator", "denominator"):
        result[name] = pd.to_numeric(result[name]).astype("float64")
    if every and metric.fills_gaps and len(result):
        result = _with_every_period(metric, result, filters, every)
    if metric.finish is not None:
        result = metric.finish(result, filters, every, metric.options | (options or {}))
    if not {"low", "high"} <= set(result.columns):
        result["low"], result["high"] = intervals(metric, result)
    moments = [name for name in result.columns if name.startswith("moment_")]
    others = [name for name in result.columns if name not in COLUMNS and name not in moments]
    order = [name for name in ("cohort", "period", "group", "age") if name in result.columns]
    result = result.sort_values(order, key=_natural, na_position="first", kind="stable")
    return result[[*COLUMNS, *others, *moments]].reset_index(drop=True)


def _natural(column: pd.Series) -> pd.Series:
    """Groups that are numbers, or all begin with one, in the order of these."""
    if column.name != "group" or column.isna().all():
        return column
    numbers = pd.to_numeric(column, errors="coerce")
    if numbers.notna().all():
        return numbers
    first = column.astype("str").str.extract(r"^(\d+)", expand=False)
    if first.isna().any():
        return column
    order = sorted(set(zip(first.astype(int), column, strict=True)))
    return column.map({group: place for place, (_, group) in enumerate(order)})


def _with_every_period(metric: Metric, result: pd.DataFrame, filters: Filters, every: str) -> pd.DataFrame:
    first = pd.Timestamp(filters.start) if filters.start else result["period"].min()
    last = pd.Timestamp(filters.end) if filters.end else result["period"].max()
    starts = _starts(first, last, every)
    groups = pd.Index(result["group"].drop_duplicates())
    if len(groups) == 1 and starts.isin(result["period"]).all():
        return result
    if len(groups) == 1:
        steps = result.set_index("period")
        merged = steps.reindex(steps.index.union(starts)).rename_axis("period").reset_index()
        merged["group"] = pd.Series([groups[0]] * len(merged), dtype=result["group"].dtype)
    else:
        merged = _of_every_group(result, starts, groups)
    empty = merged["numerator"].isna() & merged["denominator"].isna()
    is_total = result["denominator"].isna().all()
    merged.loc[empty, ["value", "numerator"] if is_total else ["numerator", "denominator"]] = 0.0
    return merged


def _of_every_group(result: pd.DataFrame, starts: pd.DatetimeIndex, groups: pd.Index) -> pd.DataFrame:
    whole = pd.MultiIndex.from_product([starts, groups], names=["period", "group"]).to_frame(index=False)
    return whole.merge(result, on=["period", "group"], how="outer")


def _starts(first: pd.Timestamp, last: pd.Timestamp, every: str) -> pd.DatetimeIndex:
    if every == "week":
        first = first - pd.Timedelta(days=first.weekday())
    elif every == "month":
        first = first.replace(day=1)
    elif every == "quarter":
        first = first.replace(month=3 * ((first.month - 1) // 3) + 1, day=1)
    return pd.date_range(first, last, freq=_FREQUENCY[every]).astype("datetime64[us]")
