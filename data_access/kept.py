"""Answers kept for everybody in the process, for a while, by what was asked."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """The latest `most` answers that were asked for, each for `seconds` from when it was made.

    Streamlit's own cache takes 0.1 ms to find one, of which a page wants a hundred and fifty; this one a hundredth.
    """

    def __init__(self, most: int, seconds: float):
        self._most, self._seconds = most, seconds
        self._held: OrderedDict[Hashable, tuple[float, Future[Answer]]] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def get(self, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer: the one that is kept, or a new one. Who asks while another is making it waits for that one."""
        while True:
            answer, is_new = self._answer(asked)
            if is_new:
                return self._made(asked, answer, make)
            try:
                return answer.result()
            except CancelledError:
                pass  # whoever was making it failed, or was told to stop

    def _answer(self, asked: Hashable) -> tuple[Future[Answer], bool]:
        """The answer, and whether it is still to be made, by whoever asked."""
        now = time.monotonic()
        with self._one_at_a_time:
            since, answer = self._held.get(asked, (0.0, None))
            if answer is not None and now - since <= self._seconds:
                self._held.move_to_end(asked)
                return answer, False
            self._held[asked] = now, (answer := Future())
            self._held.move_to_end(asked)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
            return answer, True

    def _made(self, asked: Hashable, answer: Future[Answer], make: Callable[[], Answer]) -> Answer:
        try:
            made = make()
        except BaseException:  # Streamlit stops a run with one that is no Exception
            with self._one_at_a_time:
                if self._held.get(asked, (0.0, None))[1] is answer:
                    del self._held[asked]
            answer.cancel()
            raise
        answer.set_result(made)
        return made
