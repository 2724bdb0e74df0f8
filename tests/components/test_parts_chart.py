"""Parts of a total, row by row."""

import pandas as pd

from components import charts

FRAME = pd.DataFrame({"row": ["Figo", "Figo", "A & <b>"], "part": ["us", "them", "us"], "value": [3.0, 1.0, 2.0]})
NAMES, COLOURS = {"us": "Us", "them": "Them"}, {"us": ("#000001", "#fff"), "them": ("#000002", "#fff")}


def test_each_row_is_split_into_its_parts_and_a_click_tells_both():
    figure = charts.parts(FRAME, NAMES, COLOURS, noun="texts", labels={"Figo": "Figo Ltd"})
    us, them = figure.data
    assert list(us.x) == [0.75, 1.0] and list(them.x) == [0.25, 0.0]
    assert [row[1] for row in them.customdata] == ["Figo × them", "A & <b> × them"]
    assert "3 of 4 texts" in us.hovertext[0] and "Figo Ltd" in us.hovertext[0]
    assert "&lt;b&gt;" in us.hovertext[1]
    assert any("n 4" in note.text for note in figure.layout.annotations)


def test_nothing_to_split_is_an_empty_picture():
    assert not charts.parts(FRAME[:0], NAMES, COLOURS, noun="texts", labels={}).data
