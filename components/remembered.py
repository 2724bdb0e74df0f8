"""Answers worth keeping: the same for every reader who asks alike, and longer to make than to look up."""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from components import numerals

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def remembered(function: Callable[Parameters, Answer], most: int = 200) -> Callable[Parameters, Answer]:
    """The function with its latest `most` answers kept, by the values of what it is given: frames, texts, numbers.

    Its answers are shared, so nobody may change one.
    """
    answers: OrderedDict[bytes, Answer] = OrderedDict()
    one_at_a_time = threading.Lock()

    @wraps(function)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        # Answers hold numbers as texts, which readers of other languages write otherwise.
        asked = pickle.dumps((args, kwargs, numerals.of_reader()), protocol=pickle.HIGHEST_PROTOCOL)
        with one_at_a_time:
            if asked in answers:
                answers.move_to_end(asked)
                return answers[asked]
        made = function(*args, **kwargs)
        with one_at_a_time:
            answers[asked] = made
            if len(answers) > most:
                answers.popitem(last=False)
        return made

    return answer
