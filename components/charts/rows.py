"""A frame while a chart is drawn of it: its columns as arrays."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd


class Rows:
    """Columns of one length by name; len() is how many rows there are.

    A chart looks into its frame a hundred times and picks rows for each line: pandas takes ten milliseconds over that,
    arrays one. Where a column has texts it is of objects, None or NaN where nothing is known.
    """

    def __init__(self, columns: Mapping[str, np.ndarray], length: int):
        self._columns, self._length = columns, length

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Rows":
        return cls({name: column.to_numpy() for name, column in frame.items()}, len(frame))

    def __getitem__(self, name: str) -> np.ndarray:
        return self._columns[name]

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def __len__(self) -> int:
        return self._length

    def at(self, which: np.ndarray) -> "Rows":
        """Those rows: by their places, in that order, or True for each of them."""
        columns = {name: column[which] for name, column in self._columns.items()}
        return Rows(columns, int(which.sum()) if which.dtype == bool else len(which))

    def of_group(self, group: object) -> "Rows":
        """The rows of one group, in their order."""
        return self.at(np.array([each == group for each in self["group"]], dtype=bool))

    def but(self, **columns: np.ndarray) -> "Rows":
        """The same with these columns instead."""
        return Rows({**self._columns, **columns}, self._length)


def days(moments: np.ndarray) -> list[date | None]:
    """Their days; None where there is none."""
    return moments.astype("datetime64[D]").tolist()
