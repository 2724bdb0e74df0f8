"""Whether a metric's frame says what by_hand says."""

import random
from itertools import product

import pandas as pd
import pytest

STEPS = (None, "day", "week", "month", "quarter")


def some_views(count: int, filters, breakdowns) -> list[tuple]:
    """(filters, every, by), of all there are the same few each time: steps and breakdowns do not know each other."""
    return random.Random(count).sample(list(product(filters, STEPS, breakdowns)), count)


def agrees(frame: pd.DataFrame, expected: dict) -> None:
    """Every expected cell is there with its numbers; whatever else is there is empty."""
    found = {
        (None if pd.isna(row.period) else row.period.date(), None if pd.isna(row.group) else row.group): row
        for row in frame.itertuples()
    }
    assert len(found) == len(frame), "a cell stands twice"
    assert set(expected) <= set(found)
    for cell, row in found.items():
        numerator, denominator = expected.get(cell, (0, None if pd.isna(row.denominator) else 0))
        assert row.numerator == pytest.approx(numerator, abs=1e-9), cell
        if denominator is None:
            assert pd.isna(row.denominator) and row.value == row.numerator, cell
        else:
            assert row.denominator == denominator, cell
            assert pd.isna(row.value) if not denominator else row.value == pytest.approx(numerator / denominator), cell
