"""What is worked out beside pages."""

import gc
import threading
import time
import warnings

import pytest
from sqlalchemy import literal, select
from streamlit.testing.v1 import AppTest

from data_access import database, fetch
from data_access.schema import data_version
from tests.conftest import only_duckdb


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


@only_duckdb
def test_what_had_not_begun_is_dropped(db):
    is_released, asked = threading.Event(), []
    fetch.beside(is_released.wait, 5)
    waiting = fetch.beside(asked.append, "later")
    threading.Timer(0.1, is_released.set).start()
    fetch.settle()
    assert waiting.cancelled() and not asked


def a_page():
    import streamlit as st
    from sqlalchemy import literal, select

    from data_access import fetch

    fetch.rows(select(literal(st.query_params["asks"]).label("asked")))


@only_duckdb
def test_what_is_worked_out_beside_pages_waits_while_they_read_but_not_for_ever(db, monkeypatch):
    page = AppTest.from_function(a_page)
    has_begun, has_read = threading.Event(), threading.Event()

    def reads():
        began = time.monotonic()
        page.query_params["asks"] = str(began)
        page.run()
        has_read.set()
        return began

    def beside(_):
        has_read.clear()
        has_begun.set()
        has_read.wait(5)
        fetch.rows(select(literal(1)))
        return time.monotonic()

    def while_pages_read(name):
        has_begun.clear()
        answer = fetch.beside(beside, name)
        assert has_begun.wait(5)
        return answer, reads()

    reads()  # the first run takes longest
    answer, began = while_pages_read("waits")
    assert answer.result(5) >= began + fetch.QUIET_SECONDS
    monkeypatch.setattr(fetch, "LONGEST_WAIT", 0.1)
    answer, began = while_pages_read("does not wait for ever")
    last = began
    while not answer.done() and time.monotonic() < began + 5:
        last = reads()
    assert answer.result(5) < last + fetch.QUIET_SECONDS


def a_page_that_begins():
    import threading

    import streamlit as st

    from data_access import fetch

    answered = []

    def answer():
        answered.append(threading.current_thread().name)
        return len(answered)

    if "first" in st.query_params:
        fetch.begin(("how often", 1), answer)
    st.session_state["found"] = [fetch.worked_out(("how often", 1), answer) for _ in range(2)]
    st.session_state["threads"] = answered


@only_duckdb
def test_what_a_page_begins_to_read_is_read_once_beside_its_drawing_and_kept(db):
    page = AppTest.from_function(a_page_that_begins)
    page.query_params["first"] = "yes"
    page.run()
    assert page.session_state["found"] == [1, 1]
    (thread,) = page.session_state["threads"]
    assert thread.startswith("earshot-reader")
    page.run()
    assert page.session_state["found"] == [1, 1] and not page.session_state["threads"], "it is kept"
    with database.writing():
        pass  # the data is another one
    page.query_params.clear()
    page.run()
    (thread,) = page.session_state["threads"]
    assert page.session_state["found"] == [1, 1] and not thread.startswith("earshot-reader")
