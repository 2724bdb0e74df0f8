"""Who is who in one import: repeated ids, orders with two customers, ids made from content."""

from bisect import bisect_left
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import pandas as pd

from data_access.sources.seen import Seen

# Of the 64 bits kept of a record the upper half tells its content, the lower half its place.
_LOWER = np.uint64(1 << 32)
_MOST = _LOWER - np.uint64(1)
_UPPER = ~_MOST


class _Places:
    """Lines of files counted through all of them, four bytes each: millions of these are kept."""

    def __init__(self, names: Sequence[str]):
        self._names = names
        self._files: list[int] = []
        self._before: list[int] = []  # lines before each of these files
        self._last = 0

    def of(self, file: int, lines: np.ndarray) -> np.ndarray:
        """The places of lines of one file; files come one after the other."""
        if file not in self._files[-1:]:
            self._files.append(file)
            self._before.append(self._last)
        places = np.minimum(self._before[-1] + lines.astype("uint64"), _MOST)
        self._last = max(self._last, int(places.max(initial=0)))
        return places

    def where(self, place: int) -> str:
        """As a reader of the file read last would say it."""
        number = bisect_left(self._before, place) - 1
        line = f"line {place - self._before[number]:,}"
        return line if number == len(self._files) - 1 else f"{line} of {self._names[self._files[number]]}"


class Repeats:
    """Finds records whose id an earlier record of the import had: the same once more, or another content."""

    def __init__(self, key: Sequence[str], names: Sequence[str]):
        """`key` are the columns that identify a record, `names` the files' display names."""
        self._key, self._places, self._seen = list(key), _Places(names), Seen()

    def check(self, rows: pd.DataFrame, file: int, lines: np.ndarray) -> tuple[list[int], dict[int, str]]:
        """Positions of exact repeats, and position -> reason of those that contradict the first.

        `rows` holds what was read of the records, without file and line.
        """
        complete = np.flatnonzero(rows[self._key].notna().all(axis="columns"))
        rows, places = rows.iloc[complete], self._places.of(file, lines[complete])
        own = _digests(rows) & _UPPER | places
        first = self._seen.first(_digests(rows[self._key]), own)
        again = np.flatnonzero(first != own)
        is_same = (first[again] ^ own[again]) < _LOWER
        other = {}
        for position in again[~is_same].tolist():
            where = self._places.where(int(first[position]) & int(_MOST))
            other[int(complete[position])] = (
                f"Another record, in {where}, has the same {' and '.join(self._key)} "
                "and other values. Keep the right one, or give each its own."
            )
        return complete[again[is_same]].tolist(), other


class Customers:
    """Finds lines of an order that name another customer than its earlier lines."""

    def __init__(self, names: Sequence[str]):
        self._places, self._seen = _Places(names), Seen()

    def check(self, rows: pd.DataFrame, file: int, lines: np.ndarray) -> dict[int, str]:
        """Position -> reason. A line without a customer contradicts nothing."""
        pairs = rows[["order_id", "customer_id"]].reset_index(drop=True).dropna()
        distinct = pairs.drop_duplicates()
        own = _digests(distinct[["customer_id"]]) & _UPPER | self._places.of(file, lines[distinct.index.to_numpy()])
        first = self._seen.first(_digests(distinct[["order_id"]]), own)
        other = np.flatnonzero((first ^ own) >= _LOWER)
        if not len(other):
            return {}
        strangers = {
            pair: f"The order has another customer in {self._places.where(int(place) & int(_MOST))}. "
            "An order has one customer."
            for pair, place in zip(distinct.iloc[other].itertuples(index=False, name=None), first[other], strict=True)
        }
        return {
            position: strangers[order, customer]
            for position, order, customer in pairs.itertuples()
            if (order, customer) in strangers
        }


class ContentIds:
    """Ids for records that have none, the same each time the same records are read, whatever other files come along.

    Equal records of one file are several, those of two files the same: exports overlap.
    """

    def __init__(self, numbered: bool):
        """`numbered` appends the occurrence to every id, else only to repeats of the same content."""
        self._numbered, self._file = numbered, -1
        self._seen, self._files = Seen(), Seen()

    def make(self, columns: Sequence[Sequence[str]], file: int) -> tuple[list[str], np.ndarray]:
        """One id a record, from the columns' values there, and whether an earlier file had that record."""
        if file != self._file:
            self._file, self._seen = file, Seen()
        digests = [sha256(text.encode()).digest()[:8] for text in map("\x1f".join, zip(*columns, strict=True))]
        contents = np.frombuffer(b"".join(digests), dtype=">u8").astype("uint64")
        times = self._seen.occurrences(contents)
        of_file = np.full(len(digests), file, dtype="uint64")
        is_known = self._files.first(contents + times.astype("uint64"), of_file) != of_file
        ids = [
            f"{digest.hex()}#{count}" if self._numbered or count > 1 else digest.hex()
            for digest, count in zip(digests, times.tolist(), strict=True)
        ]
        return ids, is_known


def stamps(written: np.ndarray, is_utc: np.ndarray) -> list[str]:
    """Moments as text, as the source has them, so that another time zone setting gives no other ids."""
    return [text + "Z" * utc for text, utc in zip(np.datetime_as_string(written), is_utc.tolist(), strict=True)]


def _digests(rows: pd.DataFrame) -> np.ndarray:
    """64 bits of each row's values."""
    return pd.util.hash_pandas_object(rows, index=False).to_numpy()
