"""Words that two groups differ in: a bar to either side."""

import pandas as pd

from components import charts, theme

ROWS = pd.DataFrame(
    {
        "word": ["on hold", "<b>fee</b>", "lovely"],
        "group": ["on hold", "<b>fee</b>", "lovely"],
        "z": [9.0, 4.5, -6.0],
        "texts": [30, 12, 2],
        "others": [1, 2, 40],
        "share": [0.3, 0.12, 0.02],
        "share_of_others": [0.01, 0.02, 0.4],
    }
)


def test_each_group_has_its_side_and_colour_and_a_click_returns_the_word():
    figure = charts.word_sides(ROWS, "Negative", "Positive", colours=(theme.WORSE, theme.BETTER))
    (bars,) = figure.data
    assert list(bars.x) == [9.0, 4.5, -6.0]
    assert list(bars.marker.color) == [theme.WORSE, theme.WORSE, theme.BETTER]
    assert [row[1] for row in bars.customdata] == list(ROWS["word"])
    low, high = figure.layout.xaxis.range
    assert low == -high, "lengths of both sides can be held against each other"
    told = " ".join(annotation.text for annotation in figure.layout.annotations)
    assert "Negative ▸" in told and "◂ Positive" in told and "<b>40%</b>" not in told and "<b>40.0%</b>" in told
    assert "Negative: 30 texts, 30.0%" in bars.hovertext[0]


def test_words_from_outside_are_never_markup_and_one_side_alone_takes_all_the_room():
    figure = charts.word_sides(ROWS[ROWS["z"] > 0], "<i>A", "B")
    assert figure.layout.xaxis.range[0] == 0
    drawn = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    assert "<i>A" not in drawn and "&lt;i&gt;A" in drawn
    assert all("<b>fee" not in text for text in (*figure.layout.yaxis.ticktext, *figure.data[0].hovertext))


def test_no_words_are_an_empty_plot():
    assert not charts.word_sides(ROWS[:0], "A", "B").data
