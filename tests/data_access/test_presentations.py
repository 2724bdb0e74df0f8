"""Presentations keep what was on the screen, to the last digit, whatever happens to the data and whoever else edits."""

import datetime as dt
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts import trend
from data_access import database, fetch, frozen, presentations
from data_access.filters import Filters
from data_access.metrics import orders
from data_access.snapshots import Card, Content, Quote
from tests.conftest import only_duckdb

MARKUP = "<img src=x onerror=alert(1)> {{7*7}} '; DROP TABLE slides; --"
FRAME = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-01-01", "2026-02-01", None]),
        "group": ["Äpfel & <b>Birnen</b>", None, "日本"],
        "value": [0.1 + 0.2, math.nan, math.inf],
        "numerator": [1, 2, 2**53 + 1],
        "denominator": pd.array([3, None, 5], dtype="Int64"),
        "is_complete": [True, False, True],
        "day": pd.Series([dt.date(2026, 3, 1), None, dt.date(1999, 12, 31)], dtype=object),
        "amount": pd.Series([Decimal("1.10"), None, Decimal("12345678901234567890.01")], dtype=object),
        "kind": pd.Categorical(["a", "b", "a"]),
    }
)
CONTENT = Content(
    title=MARKUP,
    subtitle="Revenue · by month",
    figure=frozen.plain({"data": [{"type": "scatter", "x": FRAME["period"], "y": np.array([0.1 + 0.2, math.nan])}]}),
    rows=FRAME,
    cards=(Card("Came back", "34.2%", values=(0.1, math.nan, 1 / 3)),),
    findings=("One", "Two"),
    quotes=(Quote(MARKUP, "Trustpilot · 3 Mar 2026"),),
)


def _freeze(content=CONTENT):
    query = {"period": "All time", "region": ["North", "South"]}
    return presentations.freeze(content, page="sentiment", query=query, as_of=dt.date(2026, 11, 3), card="trend")


def _headlines(made):
    return [slide.headline for slide in presentations.load(made).slides]


def test_what_was_frozen_comes_back_to_the_last_digit(db):
    made = presentations.make(f"  {MARKUP}\n")
    snapshot = _freeze()
    presentations.add(made, snapshot, MARKUP, "First line\nSecond line")
    found = presentations.load(made)
    (slide,) = found.slides
    assert (found.title, slide.headline, slide.notes) == (MARKUP, MARKUP, "First line\nSecond line")
    again = slide.snapshot
    pd.testing.assert_frame_equal(again.content.rows.drop(columns="kind"), FRAME.drop(columns="kind"))
    assert list(again.content.rows["kind"]) == list(FRAME["kind"])
    assert again.content.figure == CONTENT.figure
    assert again.content.figure["data"][0]["y"] == [0.1 + 0.2, None]
    assert again.content.cards[0].values[0] == 0.1 and math.isnan(again.content.cards[0].values[1])
    assert again.content.quotes == CONTENT.quotes and again.content.findings == CONTENT.findings
    taken = replace(snapshot, content=None)
    assert replace(again, content=None) == taken


def test_numbers_that_plotly_packs_are_numbers_again():
    packed = go.Figure(go.Heatmap(z=np.array([[0.1, math.nan], [1 / 3, 4.0]]))).to_dict()
    assert "bdata" in packed["data"][0]["z"]
    assert frozen.plain(packed)["data"][0]["z"] == [[0.1, None], [1 / 3, 4.0]]


def test_order_copies_and_removals(db):
    made = presentations.make("Monday")
    one, two, three = (presentations.add(made, _freeze(), name) for name in ("1", "2", "3"))
    presentations.move(made, three, -1)
    assert _headlines(made) == ["1", "3", "2"]
    presentations.move(made, one, 99)
    presentations.move(made, three, -99)
    assert _headlines(made) == ["3", "2", "1"]
    copy = presentations.duplicate(made, three)
    presentations.edit(made, copy, headline="3b")
    presentations.edit(made, copy, notes="Say it twice")
    assert _headlines(made) == ["3", "3b", "2", "1"]
    # The copy shows the same frozen view, which stays as long as one of them does.
    presentations.remove_slide(made, three)
    kept = presentations.load(made).slides[0]
    assert (kept.headline, kept.notes, kept.snapshot.content.title) == ("3b", "Say it twice", MARKUP)
    presentations.remove_slide(made, two)
    presentations.rename(made, "Tuesday")
    ((entry),) = presentations.listed()
    assert (entry.title, entry.slides) == ("Tuesday", 2)
    presentations.remove(made)
    assert presentations.listed() == [] and presentations.load(made) is None
    for table in ("slides", "snapshots"):
        with database.connecting() as connection:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_slides_added_and_moved_at_once_are_all_there(db):
    made = presentations.make("Together")
    first = presentations.add(made, _freeze(), "first")

    def work(number):
        presentations.add(made, _freeze(), f"slide {number}")
        presentations.move(made, first, 1 if number % 2 else -1)

    with ThreadPoolExecutor(4) as several:
        list(several.map(work, range(12)))
    assert sorted(_headlines(made)) == sorted(["first", *(f"slide {number}" for number in range(12))])
    slides = [slide.slide_id for slide in presentations.load(made).slides]
    assert len(set(slides)) == 13


@only_duckdb
def test_what_cannot_be_is_said_in_a_sentence(db):
    with pytest.raises(ValueError, match="Give it a title"):
        presentations.make("  ")
    made = presentations.make("Monday")
    with pytest.raises(ValueError, match="Give it a headline"):
        presentations.add(made, _freeze(), "")
    with pytest.raises(ValueError, match="longer than 200 characters"):
        presentations.rename(made, "x" * 201)
    slide = presentations.add(made, _freeze(), "Kept")
    gone = presentations.duplicate(made, slide)
    presentations.remove_slide(made, gone)
    with pytest.raises(ValueError, match="This slide is not there any more"):
        presentations.edit(made, gone, headline="Typed by another reader")
    assert _headlines(made) == ["Kept"]
    presentations.remove(made)
    for change in (
        lambda: presentations.add(made, _freeze(), "Lost"),
        lambda: presentations.edit(made, slide, notes="Lost"),
        lambda: presentations.move(made, slide, 1),
    ):
        with pytest.raises(ValueError, match="somebody removed it"):
            change()
    assert presentations.load(made) is None
    with database.connecting() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM snapshots").scalar() == 0


@only_duckdb
def test_a_slide_stays_as_it_was_when_more_is_imported(db, given_orders):
    given_orders("customer_id | ordered_at | amount\na | 2026-01-05 | 10.35\nb | 2026-02-05 | 20.10")

    def revenue():
        return fetch.fetch(orders.revenue, Filters(), every="month")

    frame = revenue()
    figure = frozen.plain(trend(frame, "amount", "Revenue").to_dict())
    assert frame["value"].tolist() in [trace.get("y") for trace in figure["data"]]
    made = presentations.make("Monday")
    presentations.add(made, _freeze(Content("Revenue", figure=figure, rows=frame)), "Revenue")
    version = database.current_version()
    given_orders("customer_id | ordered_at | amount\na | 2026-02-06 | 99.99")
    assert revenue()["value"].iloc[-1] != frame["value"].iloc[-1]
    snapshot = presentations.load(made).slides[0].snapshot
    pd.testing.assert_frame_equal(snapshot.content.rows, frame)
    assert snapshot.content.figure == figure
    assert (snapshot.database_id, snapshot.version) == version != database.current_version()
