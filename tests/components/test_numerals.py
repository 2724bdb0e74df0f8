"""Numbers as the reader's language writes them."""

import pytest
from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.testing.v1 import AppTest

from components import format as fmt
from components import numerals
from components.remembered import remembered

NARROW, SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "tag, marks",
    [
        ("en-GB", (".", ",", "%")),
        ("de-DE", (",", ".", f"{SPACE}%")),
        ("de-CH", (".", "’", "%")),
        ("fr", (",", NARROW, f"{SPACE}%")),
        ("pt-BR", (",", ".", "%")),
        ("ar-EG", (".", ",", "%")),  # digits stay Western
        ("tr-TR", (",", ".", "%")),  # the sign stays behind
        ("xx-klingon", (".", ",", "%")),
        ("", (".", ",", "%")),
    ],
)
def test_marks_of_a_language(tag, marks):
    assert numerals.of_language(tag) == marks


@pytest.mark.parametrize(
    "tag, said, kept",
    [
        ("de-DE", f"34,2{SPACE}% | 1.234.567 | −3,1 pts | €1.234,50", "1.234"),
        ("en-US", "34.2% | 1,234,567 | −3.1 pts | €1,234.50", "1,234"),
    ],
)
def test_page_writes_as_its_reader(tag, said, kept, monkeypatch):
    def page():
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        from components import format as fmt
        from tests.components.test_numerals import remembered_count

        get_script_run_ctx().context_info = st.session_state["seen"]
        parts = (fmt.percent(0.342), fmt.count(1234567), fmt.points(-0.0312), fmt.amount(1234.5, "EUR", exact=True))
        st.text(" | ".join(parts))
        st.text(remembered_count(1234))

    app = AppTest.from_function(page)
    app.session_state["seen"] = ContextInfo(locale=tag)
    app.run()
    assert not app.exception
    assert [text.value for text in app.text] == [said, kept]


@remembered
def remembered_count(number: int) -> str:
    return fmt.count(number)
