"""A memory of millions of records in sixteen bytes each: what the first record of each key said, or how many it had.

Python's own dictionaries take fifteen times as much, which is more than a computer has for 25 million records.
"""

import numpy as np

_BITS = 6  # of a key choose its part, so that no more than a 64th is copied when a part is put in order
_STARTS = np.arange(1, 1 << _BITS, dtype="uint64") << np.uint64(64 - _BITS)
_GROWTH = 4  # a run of keys is merged into the one before it when that is not this many times as long


class Seen:
    """Keys and values of 64 bits. A key is a good hash: two keys of 25 million are one once in 60,000 imports."""

    def __init__(self):
        self._parts: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(1 << _BITS)]

    def first(self, keys: np.ndarray, values: np.ndarray) -> np.ndarray:
        """For each key the value of the first record that had it, which may be this one."""
        order, starts, groups = _grouped(keys)
        distinct, own = keys[order][starts], values[order][starts]
        is_known, known = self._find(distinct)
        self._insert(distinct[~is_known], own[~is_known])
        result = np.empty_like(values)
        result[order] = np.where(is_known, known, own)[groups]
        return result

    def occurrences(self, keys: np.ndarray) -> np.ndarray:
        """For each key how many records had it until now, this one included."""
        order, starts, groups = _grouped(keys)
        distinct = keys[order][starts]
        times = np.diff(np.append(starts, len(keys))).astype("uint64")
        is_known, before = self._find(distinct, times)
        self._insert(distinct[~is_known], times[~is_known])
        result = np.empty(len(keys), dtype="uint64")
        within = np.arange(len(keys)) - starts[groups] + 1
        result[order] = np.where(is_known, before, 0).astype("uint64")[groups] + within.astype("uint64")
        return result

    def _find(self, keys: np.ndarray, more: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Which of the keys, in order, are known, and their values, to which `more` is then added."""
        is_known, values = np.zeros(len(keys), dtype=bool), np.zeros(len(keys), dtype="uint64")
        for part, span in self._spans(keys):
            wanted = keys[span]
            for known, kept in part:
                places = np.searchsorted(known, wanted)
                places[places == len(known)] = 0
                hits = np.flatnonzero(known[places] == wanted)
                is_known[span.start + hits] = True
                values[span.start + hits] = kept[places[hits]]
                if more is not None:
                    kept[places[hits]] += more[span.start + hits]
        return is_known, values

    def _insert(self, keys: np.ndarray, values: np.ndarray) -> None:
        for part, span in self._spans(keys):
            part.append((keys[span].copy(), values[span].copy()))
            while len(part) > 1 and len(part[-2][0]) < _GROWTH * len(part[-1][0]):
                runs = part[-2:]
                merged = np.concatenate([run[0] for run in runs])
                order = np.argsort(merged, kind="stable")
                part[-2:] = [(merged[order], np.concatenate([run[1] for run in runs])[order])]

    def _spans(self, keys: np.ndarray):
        ends = [*np.searchsorted(keys, _STARTS).tolist(), len(keys)]
        for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
            if end > start:
                yield self._parts[number], slice(start, end)


def _grouped(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The order that sorts the keys, where each distinct key starts in it, and for each place which one it is."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_start = np.ones(len(keys), dtype=bool)
    is_start[1:] = ordered[1:] != ordered[:-1]
    return order, np.flatnonzero(is_start), np.cumsum(is_start) - 1
