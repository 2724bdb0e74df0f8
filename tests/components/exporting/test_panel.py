"""The panel: what is chosen is made beside the page, offered under a safe name, and said to be gone when it is old."""

import time
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from components import exporting
from components.exporting import panel
from data_access import jobs
from data_access.snapshots import Content
from tests.components.exporting import variety

WAIT = 30  # seconds


def page():
    import streamlit as st

    from components.exporting import panel

    panel.show(st.session_state["presentation"])


def opened(presentation) -> AppTest:
    at = AppTest.from_function(page, default_timeout=WAIT)
    at.session_state["presentation"] = presentation
    return at.run()


def told(at: AppTest) -> str:
    return " ".join(html.proto.body for html in at.get("html"))


def made(at: AppTest) -> AppTest:
    at.button(key="export-make").click().run()
    job, _ = at.session_state["export-job"]
    assert job.wait(WAIT)
    at.run()
    assert not at.exception
    return at


def short(*slides: int):
    whole = variety.presentation()
    return replace(whole, slides=tuple(whole.slides[place] for place in slides))


def test_a_file_is_made_and_offered_until_the_choice_or_the_slides_change():
    at = made(opened(short(0, 10)))
    (button,) = at.get("download_button")
    assert button.proto.label == "Download: PowerPoint"
    assert "What we learned H1 2026.pptx" in told(at)
    at.segmented_control(key="export-kind").set_value("csv").run()
    assert not at.get("download_button"), "it is a file of another kind"
    assert "export-look" not in {each.key for each in at.segmented_control}, "numbers have no look"
    at = made(at)
    assert at.get("download_button") and "What we learned H1 2026.zip" in told(at)
    at.session_state["presentation"] = replace(
        at.session_state["presentation"], changed_at=variety.presentation().changed_at.replace(year=2027)
    )
    at.run()
    assert not at.get("download_button"), "the slides changed since"


def test_what_cannot_be_made_is_told_in_a_sentence():
    slide = short(0).slides[0]
    broken = Content("Broken", figure={"data": [{"type": "scatter", "x": "none", "y": [1]}], "layout": {}})
    presentation = replace(short(0), slides=(replace(slide, snapshot=replace(slide.snapshot, content=broken)),))
    at = opened(presentation)
    at.segmented_control(key="export-kind").set_value("pdf").run()
    at = made(at)
    assert not at.get("download_button") and not at.exception
    assert "The file could not be made" in told(at) and "Traceback" not in told(at)


def test_without_slides_it_says_what_to_do():
    at = opened(short())
    assert "no slides yet" in told(at) and not at.button


def test_progress_goes_slide_by_slide_and_can_be_cancelled():
    presentation, steps = short(0, 1, 2, 3), []
    panel._make(presentation, "xlsx", "light", lambda *step: steps.append(step))
    assert [(done, total, unit) for _, done, total, unit in steps] == [(place, 4, "slides") for place in range(4)]
    long = replace(presentation, slides=presentation.slides * 30)
    job = jobs.aside("long", lambda report: panel._make(long, "pptx", "light", report))
    while job.step is None:
        time.sleep(0.01)
    job.cancel()
    assert job.wait(WAIT) and job.was_cancelled and job.result is None
    assert list(exporting.KINDS) == ["pptx", "html", "pdf", "png", "xlsx", "csv"]
