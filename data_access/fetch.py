"""Runs reads and caches their answers; the only module here that knows Streamlit, and only when the app runs.

The cache key is what was asked (a metric and its filters, or SQL and its parameters) and the state of the data: an
import raises the version, so old answers become unreachable and nothing has to be cleared.
"""

import functools
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import pandas as pd
from sqlalchemy import Select

from data_access import database
from data_access.filters import Filters
from data_access.metrics.definition import Metric
from data_access.metrics.frame import frame

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

# A page asks for about ten small aggregates, and keeps what it works out of them; a thousand serve some fifty views.
CACHED_ANSWERS = 1_000
# What is worked out beside pages is small and serves whoever comes back to a choice.
KEPT_BESIDE = 100
_threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="earshot-beside")
_beside: OrderedDict[tuple, Future] = OrderedDict()
_one_at_a_time = threading.Lock()


def rows(statement: Select) -> pd.DataFrame:
    """The rows of any statement, columns as selected.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if not _in_app():
        return database.read(statement)
    compiled = statement.compile(database.engine())
    parameters = tuple(sorted((name, repr(value)) for name, value in compiled.params.items()))
    return _kept((str(compiled), parameters), lambda: database.read(statement))


def fetch(
    metric: Metric, filters: Filters, *, by: str | None = None, every: str | None = None, **options
) -> pd.DataFrame:
    """The metric's canonical frame: period, group, value, numerator, denominator, low, high, and what it adds."""

    def answer() -> pd.DataFrame:
        statement = metric(filters, by=by, every=every, **options)
        return frame(metric, database.read(statement), filters, every, options)

    if not _in_app():
        return answer()
    # The frame is kept and not its rows: making it, with its intervals, takes longer than the look-up.
    asked = (metric.name, repr(filters), by, every, tuple(sorted(options.items())))
    return _kept(asked, answer)


def fetch_one(metric: Metric, filters: Filters, **options) -> pd.Series:
    """The single row of a metric without breakdown or steps."""
    return fetch(metric, filters, **options).iloc[0]


def worked_out(asked: tuple, answer: Callable[[], object]) -> object:
    """What takes more than a look into the database, kept like its answers. asked: what it is and of what, as values
    that tell every two askings apart. What comes back is shared, and nobody may change it, unless it is a frame."""
    return _kept(tuple(map(repr, asked)), answer) if _in_app() else answer()


def shared(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """The function with its answers kept for everybody as long as the data is the same, by what it is given: views,
    filters, metrics, names and numbers, of which no two that differ may print alike; never frames."""

    @functools.wraps(function)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        asked = (function.__module__, function.__qualname__, args, sorted(kwargs.items()))
        return worked_out(asked, lambda: function(*args, **kwargs))

    return answer


def beside(function: Callable[Parameters, Answer], *args: Parameters.args) -> Future[Answer]:
    """The function's answer, worked out in a thread of its own: for what takes seconds, so that the page is there
    before it. Of the same data and arguments, by value as in `shared`, it is worked out once and kept for a while."""
    asked = (
        function.__module__,
        function.__qualname__,
        repr(args),
        database.database_url(),
        database.current_version(),
    )
    with _one_at_a_time:
        if asked not in _beside:
            _beside[asked] = _threads.submit(function, *args)
            for old in list(_beside)[:-KEPT_BESIDE]:
                _beside.pop(old).cancel()
        return _beside[asked]


def settle() -> None:
    """Nothing is worked out beside any page afterwards: for whoever closes the database, or takes it away. What had
    not begun is dropped."""
    with _one_at_a_time:
        for answer in _beside.values():
            answer.cancel()
        _beside.clear()
    _threads.submit(lambda: None).result()  # its one thread takes turns


def _in_app() -> bool:
    # Importing Streamlit takes a second, which a notebook or the command line need not pay.
    if "streamlit" not in sys.modules:
        return False
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True) is not None


def _kept(asked: tuple, answer: Callable[[], object]) -> object:
    """The answer, kept for everybody. A frame comes as a copy that shares its values until somebody changes them:
    unpickling one, as st.cache_data would, takes ten times as long."""
    found = _cache()(asked, database.current_version(), answer)
    return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found


@functools.cache
def _cache():
    import streamlit as st

    @st.cache_resource(ttl="15m", max_entries=CACHED_ANSWERS, show_spinner=False)
    def cached(asked: tuple, version: tuple, _answer: Callable[[], object]) -> object:
        return _answer()

    return cached
