"""Slides that are hard to put into a file: few points, endless words, words beside bars that are not their values."""

import io
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from pptx import Presentation as Deck
from pypdf import PdfReader

from components import charts, exporting
from components.exporting import about
from data_access import frozen
from data_access.snapshots import Content, Presentation, Quote
from tests.components.exporting import gallery, variety

WORD = "x" * 700
MOMENT = datetime(2026, 7, 3, 8, 15)


def trend(values: list) -> Content:
    rows = variety.rates(values)
    return Content("Trend", figure=frozen.plain(charts.trend(rows, "percent", "Repurchase").to_dict()), rows=rows)


def told_at_length() -> Content:
    return replace(
        trend([0.31, 0.32]), title="A long title " * 60, note="A long note. " * 60, definition_name="Name",
        filters="Region: " + ", ".join(f"Region {number}" for number in range(90)),
    )  # fmt: skip


WORDS = Content("Words", figure=frozen.plain(gallery.figures()["word_sides"]))
CONTENTS = [
    WORDS, trend([0.31, np.nan, 0.32, 0.28]), trend([0.31]), told_at_length(), Content("Said", quotes=(Quote(WORD),))
]  # fmt: skip
PRESENTATION = Presentation(
    "p2", "Hard", MOMENT, MOMENT,
    tuple(variety._slide(10 + place, content) for place, content in enumerate(CONTENTS)),
)  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    return list(Deck(io.BytesIO(exporting.make(PRESENTATION, "pptx", "light"))).slides)


def chart(page):
    return next(shape.chart for shape in page.shapes if shape.has_chart)


def said(page) -> list[str]:
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def test_words_beside_bars_are_written_as_they_are_and_not_put_on_lengths_that_they_do_not_say(pages):
    drawn = chart(pages[0])
    assert list(drawn.plots[0].categories) == ["late · 30.0% · 10.0%", "kind · 30.0% · 10.0%"]
    assert not drawn.plots[0].has_data_labels and not drawn._chartSpace.xpath(".//c:dLbls")
    assert not any("%" in pattern for pattern in drawn._chartSpace.xpath(".//c:valAx/c:numFmt/@formatCode"))
    assert any("◂ Happy · Unhappy ▸" in text for text in said(pages[0])), "which side is whose"


def test_a_value_without_neighbours_has_a_mark_of_its_own(pages):
    def marked(page):
        return chart(page)._chartSpace.xpath(".//c:dPt[c:marker/c:symbol/@val='circle']/c:idx/@val")

    assert marked(pages[1]) == ["0"], "a line leads from the third to the fourth"
    assert marked(pages[2]) == ["0"]


def test_steps_on_an_axis_keep_the_digits_that_they_have(pages):
    values = chart(pages[2]).value_axis
    steps = np.arange(values.minimum_scale, values.maximum_scale, values.major_unit) * 100
    assert (np.abs(steps - steps.round()) > 0.1).any() and values.tick_labels.number_format == "0.0%"
    assert chart(pages[1]).value_axis.tick_labels.number_format == "0%"


def test_what_is_too_long_for_its_place_says_where_the_rest_is(pages):
    long = [text for text in said(pages[3]) if text.endswith("(more in the notes)")]
    assert len(long) == 3 and all(len(text) <= 400 for text in long)
    assert any("snapshot snap13" in text for text in long), "which snapshot it is stands first"
    notes = pages[3].notes_slide.notes_text_frame.text
    assert "Region 89" in notes and notes.count("A long note.") == 60


def test_an_endless_word_is_on_the_page_whole():
    text = PdfReader(io.BytesIO(exporting.make(PRESENTATION, "pdf", "light"))).pages[4].extract_text()
    assert text.count("x") == len(WORD)


@pytest.mark.parametrize(
    ("title", "name"),
    [("con", "con -.pdf"), ("LPT1.old", "LPT1.old -.pdf"), ("gpj\u202ecod", "gpj cod.pdf"), ("Console", "Console.pdf")],
)
def test_a_title_never_makes_a_name_that_a_system_takes_for_another_thing(title, name):
    assert about.file_name(replace(PRESENTATION, title=title), "pdf") == name
