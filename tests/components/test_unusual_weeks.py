"""Weeks that stand out, in words and on charts of any step; events on every chart over time."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from components import charts, event_editor, unusual_weeks
from components.charts import bars, signals
from components.charts.drawing import told
from components.filter_bar import View
from data_access import events
from data_access.coverage import coverage
from data_access.filters import Filters
from data_access.findings.anomalies import anomalies
from data_access.metrics import competitors, orders, sentiment
from tests.conftest import only_duckdb

USUAL = [0.214, 0.22, 0.207, 0.219, 0.224, 0.211, 0.218, 0.226, 0.215, 0.222, 0.21]


def judged(values):
    first = pd.date_range("2026-01-05", periods=len(values), freq="W-MON")
    base = np.full(len(values), 200.0)
    frame = pd.DataFrame({"period": first, "value": values, "numerator": np.array(values) * base, "denominator": base})
    return anomalies(frame, "clustered")


def test_week_is_told_with_what_was_expected():
    found = unusual_weeks.told(judged([*USUAL, 0.249]), "percent")
    assert found["text"].tolist() == ["week of 23 Mar 2026: 24.9%, expected 19.2 to 24.2"]
    assert found[["start", "end"]].iloc[0].tolist() == [pd.Timestamp(2026, 3, 23), pd.Timestamp(2026, 3, 29)]
    assert unusual_weeks.note(found) == "Stands out: ▲ week of 23 Mar 2026: 24.9%, expected 19.2 to 24.2."


def test_weeks_in_a_row_are_one_and_a_run_begins_with_the_first_of_its_eight():
    low = unusual_weeks.told(judged([*USUAL, 0.1, 0.12, 0.218]), "percent")
    assert low["text"].tolist() == ["2 weeks from 23 Mar 2026: between 10.0% and 12.0%, expected 19.2 to 24.2"]
    assert not low["is_above"].any()
    run = unusual_weeks.told(judged([*USUAL, *[0.223] * 9]), "percent")
    assert run["text"].tolist() == ["9 weeks from 23 Mar 2026: all above the usual 21.7%"]
    assert run["end"].iloc[0] == pd.Timestamp(2026, 5, 24)


def test_note_names_the_latest_and_counts_the_rest():
    found = unusual_weeks.told(judged([*USUAL, 0.249, 0.218, 0.1]), "percent")
    assert unusual_weeks.note(found, 1) == (
        "Stands out: ▼ week of 6 Apr 2026: 10.0%, expected 19.2 to 24.2; and 1 more, marked in the chart."
    )
    assert unusual_weeks.note(found.head(0)) == ""


# ---- on charts


def months(values=(0.2, 0.3, 0.25)):
    return pd.DataFrame(
        {
            "period": pd.date_range("2026-01-01", periods=len(values), freq="MS"),
            "group": None,
            "value": values,
            "numerator": 50.0,
            "denominator": 200.0,
            "low": np.array(values) - 0.05,
            "high": np.array(values) + 0.05,
        }
    )


HAPPENED = pd.DataFrame(
    {
        "happened_on": [date(2026, 3, 20), date(2026, 1, 31), date(2025, 6, 1)],
        "title": ["New <b>shop</b>", "Strike", "Old"],
    }
)
FOUND = unusual_weeks.told(judged([*USUAL, 0.249]), "percent")


def rules(figure):
    return sorted(pd.Timestamp(shape.x0) for shape in figure.layout.shapes if shape.type == "line")


def test_week_is_marked_at_the_foot_of_a_chart_by_month_and_told_in_its_text():
    figure = charts.trend(months(), "percent", "Share", standing_out=FOUND, events=HAPPENED)
    (mark,) = [trace for trace in figure.data if trace.name == "stands out"]
    assert list(mark.marker.symbol) == ["triangle-up"]
    assert mark.text[0] == FOUND["text"].iloc[0]
    assert list(mark.customdata[0]) == ["", "", "", ""]  # a click on it leads nowhere
    (bar,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (pd.Timestamp(bar.x0), pd.Timestamp(bar.x1)) == (pd.Timestamp(2026, 3, 23), pd.Timestamp(2026, 3, 30))
    # The last month reaches to its last event and week, not only to its first day.
    assert pd.Timestamp(figure.layout.xaxis.range[1]) >= pd.Timestamp(2026, 3, 29)
    assert rules(figure) == [pd.Timestamp(2026, 1, 31), pd.Timestamp(2026, 3, 20)]
    assert told(figure) == (
        "Events: Strike (31 Jan 2026), New <b>shop</b> (20 Mar 2026). "
        "Weeks that stand out: week of 23 Mar 2026: 24.9%, expected 19.2 to 24.2."
    )


def test_on_a_chart_by_week_the_point_has_a_ring_too():
    weekly = judged([*USUAL, 0.249]).assign(group=None, low=0.1, high=0.3)
    figure = charts.trend(weekly, "percent", "Share", standing_out=FOUND)
    ring = [trace for trace in figure.data if trace.marker.symbol == "circle-open"]
    assert [pd.Timestamp(x) for x in ring[0].x] == [pd.Timestamp(2026, 3, 23)]


def test_no_week_leaves_the_chart_as_it_was():
    plain, none = (charts.trend(months(), "percent", "Share", standing_out=each) for each in (None, FOUND.head(0)))
    assert plain.to_json() == none.to_json()
    assert signals.draw(bars.axes.figure(), None, (None, None), [0, 1]) is False


def test_event_stands_within_the_bar_of_its_month():
    frame = months((3.0, 4.0, 5.0)).assign(group="new")
    figure = charts.stacked_bars(frame, "count", {"new": "New"}, events=HAPPENED)
    strike, shop = rules(figure)
    # Bars stand around the first day of their month, half a month to either side.
    half = pd.Timedelta(days=29.5) / 2
    assert abs(strike - pd.Timestamp(2026, 1, 1)) <= half + pd.Timedelta(days=1)
    assert abs(shop - pd.Timestamp(2026, 3, 1)) <= half
    assert told(figure) == "Events: Strike (31 Jan 2026), New <b>shop</b> (20 Mar 2026)."
    assert "New &lt;b&gt;shop&lt;/b&gt;" in [note.text for note in figure.layout.annotations]


def test_events_stand_on_the_outlook_above_its_words():
    days = pd.date_range("2026-02-01", periods=5, freq="7D")
    parts = [pd.DataFrame({"period": days, "group": name, "value": np.arange(5.0)}) for name in ("said", "happened")]
    coming = pd.DataFrame({"period": days + pd.Timedelta(days=28), "group": "expected", "value": np.arange(5.0)})
    frame = pd.concat([*parts, coming], ignore_index=True)
    figure = charts.outlook_lines(frame, events=HAPPENED)
    assert told(figure) == "Events: New <b>shop</b> (20 Mar 2026)."
    label = next(note for note in figure.layout.annotations if "shop" in note.text)
    assert label.y > 1 + 17 / figure.layout.height


def test_on_a_chart_by_brand_only_the_line_that_stands_out_has_a_ring():
    weekly = judged([*USUAL, 0.249]).assign(low=0.1, high=0.3)
    both = pd.concat([weekly.assign(group="Ours"), weekly.assign(group="Theirs", value=0.4)])
    found = FOUND.assign(group="Ours", text="Ours: " + FOUND["text"])
    figure = charts.trend(both, "percent", "Share", standing_out=found)
    (ring,) = [trace for trace in figure.data if trace.marker.symbol == "circle-open"]
    assert list(ring.y) == [0.249]
    assert "Ours: week of 23 Mar 2026" in told(figure)


@only_duckdb
def test_week_of_a_brand_is_found_among_its_own_weeks(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    said = []
    for week in range(12):
        for number in range(40):
            named = "Figo" if number < (35 if week == 10 else 10 + week % 3) else "Meadow"
            day = date(2026, 1, 5) + pd.Timedelta(days=7 * week + number % 7)
            said.append({"created_at": str(day)[:10], "text": f"{named} it is {week} {number}"})
    given_feedback(said)
    held = coverage()
    view = View(Filters(start=held.first_on, end=held.last_on), None, "", "month", held)
    found = unusual_weeks.of_groups(
        competitors.share_of_voice, view, "brand", {"Figo": "Figo", "Meadow": "Meadow (us)"}
    )
    assert list(found["start"]) == [pd.Timestamp(2026, 3, 16)] * 2
    assert dict(zip(found["group"], found["is_above"], strict=True)) == {"Figo": True, "Meadow": False}
    assert "▼ Meadow (us): week of 16 Mar 2026: 12.5%" in unusual_weeks.note(found)
    assert list(unusual_weeks.of_groups(competitors.share_of_voice, view, "brand", {"Figo": "Figo"})["group"]) == [
        "Figo"
    ]


@only_duckdb
def test_week_of_a_metric_is_found_in_the_data_whatever_the_period(db, given_feedback):
    said = []
    for week in range(16):
        for number in range(40):
            bad = number < (30 if week == 14 else 8 + week % 3)
            day = date(2026, 1, 5) + pd.Timedelta(days=7 * week + number % 7)
            words = "Terrible, awful." if bad else "Lovely, great."
            said.append({"created_at": str(day)[:10], "text": f"{words} {week} {number}"})
    given_feedback(said)
    held = coverage()

    def found(start):
        filters = Filters(start=start, end=held.last_on)
        return unusual_weeks.of(sentiment.net_sentiment, View(filters, None, "", "month", held))

    (week,) = found(date(2026, 4, 1)).itertuples()
    assert (week.start, week.is_above) == (pd.Timestamp(2026, 4, 13), False)
    assert found(date(2026, 1, 1)).equals(found(date(2026, 4, 1)))
    filters = Filters(start=held.first_on, end=held.last_on)
    assert unusual_weeks.of(orders.revenue, View(filters, None, "", "month", held)).empty


# ---- the table of events


def test_table_of_events_comes_back_as_it_was_and_names_the_row_at_fault():
    known = (events.event(date(2026, 3, 3), "Shop", "Leeds"), events.event(date(2026, 4, 1), "Strike"))
    table = event_editor.frame(known)
    assert event_editor.edits_of(table, known) == [(one, one) for one in known]
    added = pd.concat([table, pd.DataFrame([{"on": None, "title": None, "description": None}])], ignore_index=True)
    assert event_editor.edits_of(added, known) == [(one, one) for one in known]
    moved = added.drop(index=0).assign(title=["Strikes", None])
    assert event_editor.edits_of(moved, known) == [
        (known[1], events.event(date(2026, 4, 1), "Strikes")),
        (known[0], None),
    ]
    with pytest.raises(ValueError, match="Row 2: An event needs a title"):
        event_editor.edits_of(table.assign(title=["Shop", " "]), known)
