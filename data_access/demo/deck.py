"""Draws from a pool of sentences as from a pack of cards, so that a reader does not meet the same one twice."""

from collections.abc import Iterable

import numpy as np


class Deck:
    """Deals lines in random order, all of them before any comes again, and none again too soon."""

    def __init__(self, lines: Iterable[str], rng: np.random.Generator):
        self._lines, self._rng = list(lines), rng
        self._waiting: list[int] = []
        self._last: list[int] = []

    def deal(self) -> str:
        if not self._waiting:
            fresh = [int(at) for at in self._rng.permutation(len(self._lines))]
            recent = set(self._last[len(self._last) // 2 :])
            self._waiting = [at for at in fresh if at in recent] + [at for at in fresh if at not in recent]
            self._last = []
        at = self._waiting.pop()
        self._last.append(at)
        return self._lines[at]
