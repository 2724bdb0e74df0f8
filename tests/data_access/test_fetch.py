"""What is worked out beside pages."""

import gc
import threading
import warnings

import pytest
from sqlalchemy import select

from data_access import database, fetch
from data_access.schema import data_version


@pytest.mark.parametrize("db", ["postgresql"], indirect=True)
def test_nothing_holds_a_connection_when_the_database_is_closed(db):
    has_begun = threading.Event()

    def reading():
        with database.connecting() as connection:
            has_begun.set()
            threading.Event().wait(0.3)
            return connection.execute(select(data_version.c.version)).scalar()

    answer = fetch.beside(reading)
    assert has_begun.wait(5)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        fetch.settle()
        database.dispose()
        assert answer.result() == 1
        gc.collect()
    assert not [each for each in warned if issubclass(each.category, ResourceWarning)]


@pytest.mark.parametrize("db", ["duckdb"], indirect=True)
def test_what_had_not_begun_is_dropped(db):
    is_released, asked = threading.Event(), []
    fetch.beside(is_released.wait, 5)
    waiting = fetch.beside(asked.append, "later")
    threading.Timer(0.1, is_released.set).start()
    fetch.settle()
    assert waiting.cancelled() and not asked
