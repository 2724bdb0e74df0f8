"""Who is who in one import: repeated ids, orders with two customers, ids made from content."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

import numpy as np
import pandas as pd


def _place(file: int, line: int) -> int:
    """File and line in one number: millions of these are kept."""
    return file << 40 | line


class Repeats:
    """Finds records whose id an earlier record of the import had: the same once more, or another content."""

    def __init__(self, key: Sequence[str], names: Sequence[str]):
        """`key` are the columns that identify a record, `names` the files' display names."""
        self._key, self._names = list(key), names
        self._first: dict[object, int] = {}  # id -> digest and place of its first record

    def check(self, rows: pd.DataFrame, file: int, lines: Sequence[int]) -> tuple[list[int], dict[int, str]]:
        """Positions of exact repeats, and position -> reason of those that contradict the first.

        `rows` holds what was read of the records, without file and line.
        """
        same, other = [], {}
        digests = pd.util.hash_pandas_object(rows, index=False).to_numpy().tolist()
        columns = [rows[name].tolist() for name in self._key]
        keys: Iterable = columns[0] if len(columns) == 1 else zip(*columns, strict=True)
        complete = rows[self._key].notna().all(axis="columns").tolist()
        for position, key in enumerate(keys):
            if not complete[position]:
                continue
            this = digests[position] << 64 | _place(file, lines[position])
            first = self._first.setdefault(key, this)
            if first == this:
                continue
            if first >> 64 == digests[position]:
                same.append(position)
            else:
                where = _where(first & (1 << 64) - 1, file, self._names)
                other[position] = (
                    f"Another record, in {where}, has the same {' and '.join(self._key)} "
                    "and other values. Keep the right one, or give each its own."
                )
        return same, other


class Customers:
    """Finds lines of an order that name another customer than its earlier lines."""

    def __init__(self, names: Sequence[str]):
        self._names = names
        self._first: dict[str, tuple[str, int]] = {}

    def check(self, rows: pd.DataFrame, file: int, lines: Sequence[int]) -> dict[int, str]:
        """Position -> reason. A line without a customer contradicts nothing."""
        pairs = rows[["order_id", "customer_id"]].reset_index(drop=True).dropna()
        strangers: dict[tuple[str, str], str] = {}
        for position, order, customer in pairs.drop_duplicates().itertuples():
            first, place = self._first.setdefault(order, (customer, _place(file, lines[position])))
            if first != customer:
                where = _where(place, file, self._names)
                strangers[order, customer] = f"The order has another customer in {where}. An order has one customer."
        if not strangers:
            return {}
        return {
            position: strangers[order, customer]
            for position, order, customer in pairs.itertuples()
            if (order, customer) in strangers
        }


class ContentIds:
    """Ids for records that have none, the same each time the same records are read."""

    def __init__(self, numbered: bool):
        """`numbered` appends the occurrence to every id, else only to repeats of the same content."""
        self._numbered = numbered
        self._times: dict[str, int] = {}

    def make(self, columns: Sequence[Sequence[str]]) -> list[str]:
        """One id a record, from the columns' values there."""
        ids, times = [], self._times
        for content in map("\x1f".join, zip(*columns, strict=True)):
            digest = sha256(content.encode()).hexdigest()[:16]
            times[digest] = count = times.get(digest, 0) + 1
            ids.append(f"{digest}#{count}" if self._numbered or count > 1 else digest)
        return ids


def stamps(written: np.ndarray, is_utc: np.ndarray) -> list[str]:
    """Moments as text, as the source has them, so that another time zone setting gives no other ids."""
    return [text + "Z" * utc for text, utc in zip(np.datetime_as_string(written), is_utc.tolist(), strict=True)]


def _where(place: int, file: int, names: Sequence[str]) -> str:
    line = f"line {place & (1 << 40) - 1:,}"
    return line if place >> 40 == file else f"{line} of {names[place >> 40]}"
