"""Cohorts by age: every cell of the grid from what was counted, which of them are over, and all cohorts together."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data_access.filters import Filters


def grid(
    rows: pd.DataFrame, filters: Filters, every: str, most: int, over_ages: Callable[[np.ndarray], np.ndarray]
) -> pd.DataFrame:
    """Every cell that has begun by the as-of day (without one, up to the greatest age seen), and the row of all
    cohorts, whose cohort is NaT.

    rows: what was counted (numerator) by cohort and age, and the cohort's customers (denominator). most: the greatest
    age, 0 for all. over_ages: makes the numerators of what was counted, both cohorts x ages.
    """
    counted = rows.dropna(subset="age")
    sizes = rows.groupby("cohort")["denominator"].first()
    begins = np.array([number(day.date(), every) for day in sizes.index], dtype=int)
    if filters.as_of and len(begins):
        last_age = number(filters.as_of, every) - begins.min()
    else:
        last_age = int(counted["age"].max()) if len(counted) else -1
    ages = np.arange(last_age + 1)
    table = counted.pivot(index="cohort", columns="age", values="numerator").reindex(index=sizes.index, columns=ages)
    numerators = over_ages(table.fillna(0.0).to_numpy(dtype=float))
    if most:
        ages, numerators = ages[: most + 1], numerators[:, : most + 1]
    steps = begins[:, None] + ages
    has_begun = is_over = np.ones_like(steps, dtype=bool)
    if filters.as_of:
        has_begun = steps <= number(filters.as_of, every)
        is_over = steps < number(filters.as_of + timedelta(days=1), every)
    bases = np.broadcast_to(sizes.to_numpy()[:, None], steps.shape)
    place, age = np.nonzero(has_begun)
    cells = {
        "cohort": sizes.index.to_numpy()[place],
        "age": age,
        "numerator": numerators[has_begun],
        "denominator": bases[has_begun],
        "is_complete": is_over[has_begun],
    }
    known = np.flatnonzero(is_over.any(axis=0))
    everyone = {
        "cohort": np.full(len(known), np.datetime64("NaT"), dtype=cells["cohort"].dtype),
        "age": known,
        "numerator": (numerators * is_over).sum(axis=0)[known],
        "denominator": (bases * is_over).sum(axis=0)[known],
        "is_complete": np.ones(len(known), dtype=bool),
    }
    both = pd.DataFrame({name: np.concatenate([everyone[name], cells[name]]) for name in cells})
    return both.assign(period=pd.NaT, group=None, value=both["numerator"] / both["denominator"])


def number(day: date, every: str) -> int:
    """The step that a day lies in, counted from the year 1."""
    if every == "week":
        return (day.toordinal() - 1) // 7  # 1 January of the year 1 is a Monday
    months = 12 * day.year + day.month - 1
    return months // 3 if every == "quarter" else months


def first_day(number: int, every: str) -> date:
    """The first day of the step of that number."""
    if every == "week":
        return date.fromordinal(7 * number + 1)
    months = number * 3 if every == "quarter" else number
    return date(months // 12, months % 12 + 1, 1)
