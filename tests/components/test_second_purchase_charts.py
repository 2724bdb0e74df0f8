"""The curve of second purchases, repurchase over cohorts, and rows that keep their own order."""

import numpy as np
import pandas as pd
import pytest

from components import charts, theme
from components.charts.survival import day_ticks
from data_access.metrics import kaplan_meier


def curve(group=None, people=40, step=10):
    """One comes back every `step` days, of so many."""
    ages = np.arange(1, people + 1) * step
    rows = pd.DataFrame({"period": None, "group": group, "age": ages, "numerator": 1.0, "denominator": 1.0})
    return kaplan_meier.curves(rows)


def cohorts(young=2):
    months = pd.date_range("2025-01-01", periods=6, freq="MS").astype("datetime64[us]")
    is_mature = np.arange(6) < 6 - young
    frame = pd.DataFrame({"period": months, "group": None, "is_mature": is_mature, "customers": 100.0})
    frame["so_far"] = [30.0, 32.0, 31.0, 33.0, 20.0, 5.0]
    frame["denominator"] = np.where(is_mature, 100.0, [0, 0, 0, 0, 40.0, 0])
    frame["numerator"] = np.where(is_mature, frame["so_far"], 12.0)
    frame["value"] = frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    frame["matures_on"] = months + pd.offsets.MonthEnd(1) + pd.Timedelta(90, "D")
    return frame.assign(low=frame["value"] - 0.05, high=frame["value"] + 0.05)


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def texts(figure):
    return " | ".join(note.text for note in figure.layout.annotations)


def test_a_curve_starts_at_nobody_and_ends_where_fewer_than_ten_are_counted():
    figure = charts.survival_curve(curve())
    line = named(figure, "line")
    assert (line.x[0], line.y[0]) == (0, 0)
    assert line.x[-1] == 310  # with 10 of 40 still to come
    assert line.y[-1] == pytest.approx(31 / 40)
    assert line.line.shape == "hv"


def test_under_the_axis_stands_how_many_are_still_counted():
    axis = charts.survival_curve(curve()).layout.xaxis
    told = {day: text.split("<br>")[-1] for day, text in zip(axis.tickvals, axis.ticktext, strict=True)}
    assert told == {0: "40", 90: "32", 180: "23", 270: "14"}  # just before that day: on day 90 the ninth comes back


def test_the_band_is_the_interval_and_only_of_a_line_alone():
    frame = curve()
    low, high = (trace for trace in charts.survival_curve(frame).data if trace.name == "band")
    shown = kaplan_meier.readable(frame)
    assert np.allclose(low.y, shown["low"]) and np.allclose(high.y, shown["high"])
    several = pd.concat([curve("web"), curve("shop", step=12)])
    assert "band" not in {trace.name for trace in charts.survival_curve(several).data}


def test_the_median_is_marked_where_it_is_known():
    assert "Half by day 200" in texts(charts.survival_curve(curve(), median=200))
    assert "Half by day" not in texts(charts.survival_curve(curve()))


def test_lines_are_named_in_the_order_of_the_rows_below_them():
    slow, quick = curve("<b>slow</b>", people=60, step=20), curve("quick", people=50, step=6)
    figure = charts.survival_curve(pd.concat([quick, slow]))
    names = [note.text for note in figure.layout.annotations if "●</span> " in note.text]
    dots = next(note.text for note in figure.layout.annotations if note.text.endswith("●</span>"))
    highest_first = ["&lt;b&gt;slow", "quick"]  # 51 of 60, 41 of 50
    assert [any(name in note for note in names) for name in highest_first] == [True, True]
    colours = [trace.line.color for trace in figure.data if trace.name == "line"]
    assert colours == [theme.CATEGORICAL[0], theme.CATEGORICAL[1]], "the largest is the strong blue"
    assert dots.index(colours[0]) < dots.index(colours[1])
    assert [text.split("<br>")[-2:] for text in figure.layout.xaxis.ticktext][0] == ["60", "50"]
    assert named(figure, "quick").customdata[0].tolist() == ["", "quick", "", "6"]


def test_too_few_customers_make_no_curve():
    assert not charts.survival_curve(curve(people=9)).data


@pytest.mark.parametrize("last", [0, 1, 9, 29, 90, 365, 400, 1460, 9000])
@pytest.mark.parametrize("at_most", [4, 5])
def test_days_have_few_ticks_from_the_first_day_on(last, at_most):
    ticks = day_ticks(last, at_most)
    assert ticks[0] == 0 and ticks[-1] <= last and len(ticks) <= at_most


def test_young_cohorts_are_no_part_of_the_line():
    figure = charts.cohort_trend(cohorts(), "Repurchase within 90 days")
    line, young = named(figure, "line"), named(figure, "not mature yet")
    assert line.y.tolist() == [0.30, 0.32, 0.31, 0.33]
    assert young.y.tolist() == [0.20, 0.05], "what all customers of the cohort have reached, not only the old enough"
    assert (young.line.dash, young.line.color) == ("dot", theme.GREY)
    assert set(young.marker.color if isinstance(young.marker.color, tuple) else [young.marker.color]) == {
        theme.BACKGROUND
    }
    zone = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert pd.Timestamp(line.x[-1]) < pd.Timestamp(zone.x0) < pd.Timestamp(young.x[0])
    assert young.customdata[0].tolist()[0] == "2025-05-01"


def test_young_cohorts_say_when_they_mature():
    figure = charts.cohort_trend(cohorts(), "x")
    assert "29 Aug 2025" in texts(figure) and "28 Sep 2025" in texts(figure)
    assert "20 of 100 new customers" in named(figure, "not mature yet").text[0]
    assert "Not final until 29 Aug 2025" in named(figure, "not mature yet").text[0]


def test_cohorts_that_are_all_young_or_all_mature_are_drawn_alone():
    assert "not mature yet" not in {trace.name for trace in charts.cohort_trend(cohorts(young=0), "x").data}
    alone = charts.cohort_trend(cohorts(young=6), "x")
    assert len(named(alone, "not mature yet").y) == 6
    assert not charts.cohort_trend(cohorts().assign(customers=0.0, value=np.nan, so_far=0.0), "x").data


def test_rows_may_keep_their_own_order():
    frame = pd.DataFrame({"group": ["30", "60", "90"], "value": [0.1, 0.3, 0.2], "numerator": 1.0, "denominator": 99.0})
    ordered = charts.ranking(frame, "percent", in_order=True, names={"30": "Within 30 days"})
    assert list(ordered.layout.yaxis.ticktext) == ["Within 30 days", "60", "90"]
    assert list(charts.ranking(frame, "percent").layout.yaxis.ticktext) == ["60", "90", "30"]
