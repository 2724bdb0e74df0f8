"""Runs reads and caches their answers; the only module here that knows Streamlit, and only when the app runs.

The cache key is the SQL, its parameters and the state of the data: an import raises the version, so old answers
become unreachable and nothing has to be cleared.
"""

import functools
import sys

import pandas as pd
from sqlalchemy import Select

from data_access import database
from data_access.filters import Filters
from data_access.metrics.definition import Metric, frame

# A page asks for about ten small aggregates; five hundred serve some fifty different views.
CACHED_ANSWERS = 500


def rows(statement: Select) -> pd.DataFrame:
    """The rows of any statement, columns as selected.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if not _in_app():
        return database.read(statement)
    compiled = statement.compile(database.engine())
    parameters = tuple(sorted((name, repr(value)) for name, value in compiled.params.items()))
    return _cached_read()(statement, str(compiled), parameters, database.current_version())


def fetch(
    metric: Metric, filters: Filters, *, by: str | None = None, every: str | None = None, **options
) -> pd.DataFrame:
    """The metric's canonical frame: period, group, value, numerator, denominator, low, high, and what it adds."""
    return frame(metric, rows(metric(filters, by=by, every=every, **options)), filters, every)


def fetch_one(metric: Metric, filters: Filters, **options) -> pd.Series:
    """The single row of a metric without breakdown or steps."""
    return fetch(metric, filters, **options).iloc[0]


def _in_app() -> bool:
    # Importing Streamlit takes a second, which a notebook or the command line need not pay.
    if "streamlit" not in sys.modules:
        return False
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True) is not None


@functools.cache
def _cached_read():
    import streamlit as st

    @st.cache_data(ttl="15m", max_entries=CACHED_ANSWERS, show_spinner=False)
    def cached(_statement: Select, sql: str, parameters: tuple, version: tuple) -> pd.DataFrame:
        return database.read(_statement)

    return cached
