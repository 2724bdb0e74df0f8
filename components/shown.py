"""What a card shows, worked out once for everybody who writes numbers alike."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from components import numerals
from data_access import fetch

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def shown(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """As `fetch.shared`, for answers that hold numbers as texts: readers of other languages write them otherwise. Its
    answers are shared with the frames in them, so nobody may change one."""

    @fetch.shared
    @wraps(function)
    def by_writing(marks: object, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        return function(*args, **kwargs)

    @wraps(function)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        return by_writing(numerals.of_reader(), *args, **kwargs)

    return answer
