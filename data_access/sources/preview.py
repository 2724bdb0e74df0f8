"""What an import would store: the first rows, the span of days, and how many orders, customers and refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_access.sources.files import SAMPLE, Progress, read
from data_access.sources.surveys import Survey


@dataclass(frozen=True, eq=False)
class Preview:
    """One whole reading of a survey, without a database.

    `rows` are the first 20 as they will be stored, under the fields' names; days run from `first_on` to `last_on`, None
    where nothing can be read. `orders`, `customers` and `pieces` (of feedback) are counted once each. read = records
    stored + refused + `duplicates`; `refused` has file, line_no, column, value and reason, one row a record.
    """

    rows: pd.DataFrame
    first_on: date | None
    last_on: date | None
    orders: int
    customers: int
    pieces: int
    read: int
    duplicates: int
    refused: pd.DataFrame


def preview(survey: Survey, timezone: str = "UTC", progress: Progress | None = None) -> Preview:
    """Read everything once. `progress` is called with bytes done and bytes in all.

    Raises SourceError, as `read` does, while a question is open and for what only shows in reading.
    """
    day = "created_on" if survey.kind == "feedback" else "ordered_on"
    known = {"order_id": Distinct(), "customer_id": Distinct(), "feedback_id": Distinct()}
    sample, days, refused, total, duplicates = [], [], [], 0, 0
    for chunk in read(survey, timezone=timezone):
        rows = chunk.rows
        if (lacking := SAMPLE - sum(map(len, sample))) > 0:
            sample.append(rows.head(lacking))
        for name, values in known.items():
            if name in rows:
                values.add(rows[name])
        if len(rows):
            days += [rows[day].min(), rows[day].max()]
        refused.append(chunk.refused)
        total += chunk.read
        duplicates += chunk.duplicates
        if progress:
            progress(chunk.bytes_done, chunk.bytes_total)
    return Preview(
        rows=_together(sample),
        first_on=min(days).date() if days else None,
        last_on=max(days).date() if days else None,
        orders=known["order_id"].count(),
        customers=known["customer_id"].count(),
        pieces=known["feedback_id"].count(),
        read=total,
        duplicates=duplicates,
        refused=_together(refused),
    )


class Distinct:
    """Counts different texts, by eight bytes each: two of ten million are taken for one once in 400,000 imports."""

    def __init__(self):
        self._known = np.empty(0, dtype="uint64")
        self._new: list[np.ndarray] = []
        self._waiting = 0

    def add(self, values: pd.Series) -> None:
        """Take in some texts; missing ones are none."""
        digests = pd.util.hash_array(values.dropna().unique(), categorize=False)
        self._new.append(digests)
        self._waiting += len(digests)
        if self._waiting > max(len(self._known), 1_000_000):
            self._merge()

    def count(self) -> int:
        """How many there were."""
        self._merge()
        return len(self._known)

    def _merge(self) -> None:
        self._known = np.unique(np.concatenate([self._known, *self._new]))
        self._new, self._waiting = [], 0


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)] or list(frames[:1])
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
