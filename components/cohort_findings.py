"""What a grid of cohorts says in a sentence, as far as it can be said."""

import pandas as pd

from components import format as fmt
from components.filter_bar import View
from components.metric_cards import SHORT_HISTORY
from data_access.metrics.cohorts import cohort_retention
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.uncertainty import change

# How many steps on revenue is told at the most.
FAR = {"month": 12, "quarter": 4, "week": 13}


def came_back(frame: pd.DataFrame, every: str) -> str:
    """The share of all new customers who bought again in the step after their first, "" while that is too few."""
    row = _of_all(frame, 1)
    if row is None:
        return ""
    share, new = fmt.percent(row["value"]), fmt.count(row["denominator"])
    return f"Of {new} new customers, {share} bought again in the {every} after"


def came_back_ever(frame: pd.DataFrame, every: str) -> str:
    """The same for whoever bought in a later step at all."""
    row = _of_all(frame, 1)
    if row is None:
        return ""
    share, new = fmt.percent(row["value"]), fmt.count(row["denominator"])
    return f"Of {new} new customers, {share} bought again after their first {every}"


def newer_and_older(view: View, frame: pd.DataFrame, every: str) -> tuple[str, str]:
    """What the later half of the cohorts did in the step after, against the earlier half, and the difference with its
    interval; two times "" unless the interval leaves zero out. Only for exact steps: older cohorts have had longer for
    any later one. The first known cohorts are left out, which hold older customers too."""
    after = frame[(frame["age"] == 1) & frame["cohort"].notna() & frame["is_complete"]]
    if view.coverage.first_order_on:
        after = after[after["cohort"] >= pd.Timestamp(view.coverage.first_order_on + SHORT_HISTORY)]
    middle = len(after) // 2
    older, newer = (_together(half) for half in (after.iloc[:middle], after.iloc[middle:]))
    if middle < 2 or min(older["denominator"], newer["denominator"]) < SMALL_BASE:
        return "", ""
    moved = change(cohort_retention, newer, older)
    if not moved.is_clear:
        return "", ""
    more = "more" if moved.difference > 0 else "less"
    now, before = fmt.percent(newer["value"]), fmt.percent(older["value"])
    first = fmt.period(after["cohort"].iloc[middle], "day" if every == "week" else every)
    told = fmt.change_with_interval(moved.difference, moved.low, moved.high, "percent")
    return (
        f"New customers come back {more} than before: {now} bought again in the {every} after, {before} earlier",
        f"Customers new from {first} on, against those before: {told} (95% interval).",
    )


def brought(frame: pd.DataFrame, every: str, currency: str | None) -> str:
    """What a new customer has brought so many steps on, and in the first, of the same cohorts; "" while too few are
    that old."""
    old = frame[frame["cohort"].notna() & frame["is_complete"] & frame["age"].between(1, FAR[every])]
    bases = old.groupby("age")["denominator"].sum()
    new = frame.loc[frame["cohort"].notna() & (frame["age"] == 0), "denominator"].sum()
    # Where only a few cohorts are that old, they would speak for all.
    far = bases.index[(bases >= SMALL_BASE) & (bases >= new / 2)]
    if far.empty:
        return ""
    age = int(far.max())
    then = old[old["age"] == age]
    first = frame[(frame["age"] == 0) & frame["cohort"].isin(then["cohort"])]
    each, at_first = (fmt.amount(_together(cells)["value"], currency) for cells in (then, first))
    on = f"{age} {every}{'' if age == 1 else 's'} on"
    return f"New customers have brought {each} each {on}, {at_first} of it in their first {every}"


def _of_all(frame: pd.DataFrame, age: int) -> pd.Series | None:
    found = frame[frame["cohort"].isna() & (frame["age"] == age) & (frame["denominator"] >= SMALL_BASE)]
    return None if found.empty else found.iloc[0]


def _together(cells: pd.DataFrame) -> pd.Series:
    """Several cells as one, weighted by customers."""
    top, bottom = cells["numerator"].sum(), cells["denominator"].sum()
    return pd.Series({"value": top / bottom if bottom else float("nan"), "numerator": top, "denominator": bottom})
