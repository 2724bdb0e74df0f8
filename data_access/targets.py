"""What headline numbers are to reach: a value for each, typed in by a person."""

import math

import pandas as pd
from sqlalchemy import delete, insert, select

from data_access import database
from data_access.metrics.definition import Metric
from data_access.schema import targets

# In whose values a target can be told from chance; a count or an amount depends on the length of the period.
INTERVALS = ("wilson", "clustered")
_RANGES = {
    "percent": (0.0, 1.0, "A share lies between 0 and 100 %."),
    "score": (-1.0, 1.0, "Net sentiment lies between -100 and +100."),
    "mean_score": (-1.0, 1.0, "A mean score lies between -1 and 1."),
}
_NOT_NEGATIVE = (0.0, math.inf, "A target is a number, 0 or more.")
ABOVE, BELOW, TOO_CLOSE = "above", "below", "too close"


def can_have(metric: Metric) -> bool:
    """Whether a target makes sense for it, whatever the period."""
    return metric.interval in INTERVALS


def name_of(metric: Metric, **options) -> str:
    """What a target is kept under: the metric, and what it was told: "repurchase_rate horizon=90"."""
    return " ".join([metric.name, *(f"{name}={value}" for name, value in sorted(options.items()))])


def known() -> dict[str, float]:
    """Each target by its name, in the metric's own unit: 0.3 is 30 %."""
    return dict(_known())


@database.until_written
def _known() -> list[tuple[str, float]]:
    # A new target changes no figure: it leaves the data's version, and with it everybody's kept answers, as they are.
    _, rows = database.tuples(select(targets.c.headline, targets.c.value))
    return [(name, float(value)) for name, value in rows]


def put(name: str, value: float, unit: str) -> None:
    """Keep a target in place of the one before.

    Raises:
        ValueError: with a sentence, for a value that the metric cannot have.
    """
    low, high, sentence = _RANGES.get(unit, _NOT_NEGATIVE)
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(sentence)
    with database.writing(is_visible=False) as connection:
        connection.execute(delete(targets).where(targets.c.headline == name))
        connection.execute(insert(targets).values(headline=name, value=value, set_at=database.utc_now()))


def remove(name: str) -> None:
    """Forget a target; one that is not there is no error."""
    with database.writing(is_visible=False) as connection:
        connection.execute(delete(targets).where(targets.c.headline == name))


def reached(row: pd.Series, target: float) -> str | None:
    """ABOVE where the whole 95 % interval lies above the target, BELOW where it lies below it, else TOO_CLOSE; None
    without a value."""
    if pd.isna(row["value"]) or pd.isna(row["low"]) or pd.isna(row["high"]):
        return None
    return ABOVE if row["low"] > target else BELOW if row["high"] < target else TOO_CLOSE
