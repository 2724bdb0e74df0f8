"""What was done is said once, after the run that did it, as words and nothing else."""

from streamlit.testing.v1 import AppTest

from components import format as fmt


def _page():
    import streamlit as st

    from components import passing_note

    if st.button("Save"):
        passing_note.say("Added: *Figo* counts as <b>Figo</b>.")
        st.rerun()
    passing_note.show()


def test_a_note_is_shown_by_the_run_that_follows_and_by_no_further_one():
    app = AppTest.from_function(_page, default_timeout=30).run()
    assert not app.toast
    app.button[0].click().run()
    assert [note.value for note in app.toast] == [fmt.markdown_escape("Added: *Figo* counts as <b>Figo</b>.")]
    assert not app.run().toast
