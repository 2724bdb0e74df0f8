"""Runs reads and caches their answers; the only module here that knows Streamlit, and only when the app runs.

The cache key is what was asked (a metric and its filters, or SQL and its parameters) and the state of the data: an
import raises the version, so old answers become unreachable and nothing has to be cleared.
"""

import functools
import math
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd
from cachetools import TTLCache, cached
from sqlalchemy import Select

from data_access import database, together
from data_access.filters import Filters
from data_access.metrics.definition import Metric
from data_access.metrics.frame import frame
from data_access.together import Asked

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

# A page asks for about ten small aggregates, and keeps what it works out of them; a thousand serve some fifty views.
CACHED_ANSWERS = 1_000
CACHED_MINUTES = 15
AHEAD_SECONDS = 60 * (CACHED_MINUTES - 1)  # what was read ahead is certainly still there
# What is worked out beside pages is small and serves whoever comes back to a choice.
KEPT_BESIDE = 100
# What is worked out beside pages takes turns with them, or both would take twice as long: it reads on when for so many
# seconds no page has read anything.
QUIET_SECONDS = 0.3
LONGEST_WAIT = 10  # seconds in all: where somebody always draws a page, what changed is still told
_texts: WeakKeyDictionary[Select, dict[str, tuple]] = WeakKeyDictionary()
_page_read = -math.inf  # when a page last read what was not kept
_waited = threading.local()
_threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="earshot-beside")
_beside: OrderedDict[tuple, Future] = OrderedDict()
_one_at_a_time = threading.Lock()
# Two read at once: a server has a process for each, and DuckDB leaves a core idle where rows are few.
_readers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="earshot-reader")
_ahead: OrderedDict[tuple, float] = OrderedDict()  # what was read ahead of its asking, and when
_begun: OrderedDict[tuple, Future] = OrderedDict()  # what is being read that nobody has waited for yet


def rows(statement: Select) -> pd.DataFrame:
    """The rows of any statement, columns as selected.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if not _in_app():
        _give_way()
        return database.read(statement)
    return _kept(_told(statement), lambda: database.read(statement))


def _told(statement: Select) -> tuple:
    """The statement's text and parameters. Of one that is asked for again, as events are by every chart over time, they
    are written once: it takes a third of a millisecond."""
    dialect = database.engine().dialect
    known = _texts.setdefault(statement, {})
    if dialect.name not in known:
        compiled = statement.compile(dialect=dialect)
        parameters = tuple(sorted((name, repr(value)) for name, value in compiled.params.items()))
        known[dialect.name] = (str(compiled), parameters)
    return known[dialect.name]


def fetch(
    metric: Metric, filters: Filters, *, by: str | None = None, every: str | None = None, **options
) -> pd.DataFrame:
    """The metric's canonical frame: period, group, value, numerator, denominator, low, high, and what it adds."""

    def answer() -> pd.DataFrame:
        statement = metric(filters, by=by, every=every, **options)
        return frame(metric, database.read(statement), filters, every, options)

    if not _in_app():
        _give_way()
        return answer()
    # The frame is kept and not its rows: making it, with its intervals, takes longer than the look-up.
    return _kept(Asked(metric, filters, by, every, options).key, answer)


def ahead(asked: Iterable[Asked]) -> None:
    """Read what a page is about to fetch: at once, and what is of the same rows in one statement. Whatever is not among
    it is read when it is fetched, as everything is outside the app.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if not _in_app():
        return
    groups = together.groups(_unread(asked))
    if groups:
        _page_reads()
    for group, answers in zip(groups, _readers.map(together.read, groups), strict=True):
        _keep_ahead(group, answers)


def ahead_beside(asked: Sequence[Asked]) -> Future | None:
    """The same in a thread of its own, for what takes seconds; None once it is there to be fetched, or has failed and
    will say why where it is fetched."""
    new = _unread(asked) if _in_app() else []
    if not new:
        return None
    answer = beside(_read_all, tuple(asked))
    if not answer.done():
        return answer
    if not answer.exception():
        _keep_ahead(asked, answer.result())
    return None


def _read_all(asked: tuple[Asked, ...]) -> list[pd.DataFrame]:
    answers = []
    for each in asked:
        _give_way()
        answers += together.read([each])
    return answers


def _unread(asked: Iterable[Asked]) -> list[Asked]:
    state, now = database.current_version(), time.monotonic()
    return [each for each in asked if now - _ahead.get((state, each.key), -math.inf) > AHEAD_SECONDS]


def _keep_ahead(asked: Sequence[Asked], answers: Sequence[pd.DataFrame]) -> None:
    state, now = database.current_version(), time.monotonic()
    for each, answer in zip(asked, answers, strict=True):
        _kept(each.key, lambda answer=answer: answer)
        with _one_at_a_time:
            _ahead[state, each.key] = now
            while len(_ahead) > CACHED_ANSWERS:
                _ahead.popitem(last=False)


def fetch_one(metric: Metric, filters: Filters, **options) -> pd.Series:
    """The single row of a metric without breakdown or steps."""
    return fetch(metric, filters, **options).iloc[0]


def worked_out(asked: tuple, answer: Callable[[], object]) -> object:
    """What takes more than a look into the database, kept like its answers. asked: what it is and of what, as values
    that tell every two askings apart. What comes back is shared, and nobody may change it, unless it is a frame."""
    return _kept(tuple(map(repr, asked)), answer) if _in_app() else answer()


def begin(asked: tuple, answer: Callable[[], object]) -> None:
    """Begin to read what the page will ask `worked_out` for further down, while it draws what comes before. answer: it
    runs in another thread, and may ask nothing of Streamlit."""
    if not _in_app():
        return
    state, now = (database.current_version(), tuple(map(repr, asked))), time.monotonic()
    with _one_at_a_time:
        if state in _begun or now - _ahead.get(state, -math.inf) <= AHEAD_SECONDS:
            return
        _page_reads()
        _begun[state] = _readers.submit(answer)
        _ahead[state] = now
        while len(_begun) > KEPT_BESIDE:
            _ahead.pop(_begun.popitem(last=False)[0], None)


def side_by_side(read: Callable[[Select], Answer], statements: Sequence[Select]) -> list[Answer]:
    """The answer to each, those of a page read at once: a server has a process for each.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    # What is worked out in a reader's own thread must not wait for another reader.
    return list(_readers.map(read, statements) if _in_app() else map(read, statements))


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
            _beside[asked] = _threads.submit(_after_the_page, function, *args)
            for old in list(_beside)[:-KEPT_BESIDE]:
                _beside.pop(old).cancel()
        return _beside[asked]


def _after_the_page(function: Callable[Parameters, Answer], *args: Parameters.args) -> Answer:
    _waited.seconds = 0.0
    time.sleep(QUIET_SECONDS)  # whoever asks for it is still drawing
    return function(*args)


def _page_reads() -> None:
    global _page_read
    _page_read = time.monotonic()


def _give_way() -> None:
    """Beside pages: wait while one of them reads. Elsewhere nobody is waited for."""
    while (left := _page_read + QUIET_SECONDS - time.monotonic()) > 0 and hasattr(_waited, "seconds"):
        left = min(left, LONGEST_WAIT - _waited.seconds)
        if left <= 0:
            return
        time.sleep(left)
        _waited.seconds += left


def settle() -> None:
    """Nothing is worked out beside any page afterwards: for whoever closes the database, or takes it away. What had
    not begun is dropped."""
    with _one_at_a_time:
        begun = [each for each in _begun.values() if not each.cancel()]
        for answer in _beside.values():
            answer.cancel()
        _beside.clear()
        _begun.clear()
    wait(begun)
    _threads.submit(lambda: None).result()  # its one thread takes turns


def _in_app() -> bool:
    # Importing Streamlit takes a second, which a notebook or the command line need not pay.
    if "streamlit" not in sys.modules:
        return False
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True) is not None


def _kept(asked: tuple, answer: Callable[[], object]) -> object:
    """The answer, kept for everybody. A frame comes as a copy that shares its values until somebody changes them."""

    def read() -> object:
        _page_reads()
        with _one_at_a_time:
            begun = _begun.pop((database.current_version(), asked), None)
        return begun.result() if begun else answer()

    found = _once(repr((asked, database.current_version())), read)
    return found.copy(deep=False) if isinstance(found, pd.DataFrame) else found


# Streamlit's own cache takes a tenth of a millisecond to find an answer, of which a page wants a hundred and fifty. Who
# asks while another is making it waits for that one.
@cached(TTLCache(CACHED_ANSWERS, 60 * CACHED_MINUTES), key=lambda asked, make: asked, condition=threading.Condition())
def _once(asked: str, make: Callable[[], object]) -> object:
    return make()
