"""A bridge adds up: each bar begins where the one before it ends, and the last total is what is left."""

import json

import pandas as pd

from components import charts

ROWS = pd.DataFrame(
    [
        ("Came back", "total", 10.0, "All who came back.", ""),
        ("Bought <b>once</b>", "less", 7.0, "Because they bought <b>once</b>", "less.once"),
        ("New", "more", 2.0, "Because they are new", "more.new"),
        ("Twice", "total", 5.0, "All who bought twice.", ""),
    ],
    columns=["label", "kind", "value", "text", "group"],
)


def test_each_bar_begins_where_the_one_before_it_ends():
    bar = charts.bridge(ROWS).data[0]
    assert list(bar.base) == [0, 3, 3, 0]
    assert [start + size for start, size in zip(bar.base, bar.x, strict=True)] == [10, 10, 5, 5]
    assert [row[1] for row in bar.customdata] == ["", "less.once", "more.new", ""]


def test_words_of_a_bridge_are_text_and_its_numbers_are_signed():
    figure = charts.bridge(ROWS)
    assert "<b>once</b>" not in json.dumps(figure.to_plotly_json()["layout"]["yaxis"]["ticktext"])
    assert [note.text for note in figure.layout.annotations] == ["<b>10</b>", "<b>\u22127</b>", "<b>+2</b>", "<b>5</b>"]


def test_a_bridge_between_nobodies_is_an_empty_chart():
    assert not charts.bridge(ROWS.iloc[:0]).data
