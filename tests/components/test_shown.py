"""What a card shows is kept for readers who write numbers alike, and made anew for others."""

from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.testing.v1 import AppTest

from components import format as fmt
from components.shown import shown
from tests.conftest import only_duckdb

made = []


@shown
def card(number: float) -> dict:
    made.append(number)
    return {"title": fmt.count(number)}


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from tests.components.test_shown import card

    get_script_run_ctx().context_info = st.session_state["seen"]
    st.text(card(st.session_state["number"])["title"])


def opened(language: str, number: int) -> str:
    app = AppTest.from_function(page)
    app.session_state["seen"], app.session_state["number"] = ContextInfo(locale=language), number
    app.run()
    assert not app.exception
    return app.text[0].value


@only_duckdb
def test_each_reader_gets_the_numbers_as_they_write_them(db):
    made.clear()
    seen = [opened(language, 1234) for language in ("en-GB", "de-DE", "en-US", "de-CH", "de-DE")]
    assert seen == ["1,234", "1.234", "1,234", "1’234", "1.234"]
    assert len(made) == 3
    assert opened("en-GB", 5678) == "5,678" and len(made) == 4
