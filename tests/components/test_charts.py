"""Figures from frames: the numbers are in the traces, and what is uncertain looks so."""

import numpy as np
import pandas as pd
import pytest

from components import charts, theme
from components.charts import axes, events

MONTHS = pd.date_range("2025-01-01", periods=6, freq="MS").astype("datetime64[us]")


def rates(values, *, group=None, base=200.0, months=MONTHS):
    value = np.array(values, dtype=float)
    frame = pd.DataFrame({"period": months[: len(value)], "group": group, "value": value})
    return frame.assign(numerator=value * base, denominator=base, low=value - 0.05, high=value + 0.05)


def cohorts():
    cells = [
        (None, 1, 0.2, 1), ("2025-01-01", 0, 1.0, 1), ("2025-01-01", 1, 0.2, 1), ("2025-01-01", 2, 0.1, 0),
        ("2025-02-01", 0, 1.0, 1), ("2025-02-01", 1, 0.4, 0),
    ]  # fmt: skip
    frame = pd.DataFrame(cells, columns=["cohort", "age", "value", "is_complete"])
    frame["cohort"] = pd.to_datetime(frame["cohort"])
    return frame.assign(
        period=None, group=None, denominator=50.0, numerator=frame["value"] * 50, low=np.nan, high=np.nan
    )


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def texts(figure):
    return " | ".join(note.text for note in figure.layout.annotations)


def test_a_trend_draws_its_numbers_and_the_band_is_the_interval():
    frame = rates([0.3, 0.35, 0.32])
    figure = charts.trend(frame, "percent", "Came back", noun="customers")
    assert named(figure, "Came back").y.tolist() == [0.3, 0.35, 0.32]
    band = named(figure, "band").y
    assert np.allclose(band[:3], frame["high"])
    assert np.allclose(band[3:], frame["low"][::-1])


def test_the_band_has_a_gap_where_the_value_is_unknown():
    figure = charts.trend(rates([0.3, 0.35, np.nan, 0.32, 0.31]), "percent", "x")
    assert np.isnan(named(figure, "band").y).sum() == 1
    assert len(named(figure, "band").y) == 4 + 1 + 4


def test_hover_says_value_interval_base_and_period():
    figure = charts.trend(rates([0.3, 0.35]), "percent", "x", noun="customers")
    text = named(figure, "x").text[0]
    assert text == "<b>Jan 2025</b><br>30.00%<br>95% interval 25.0 to 35.0<br>60 of 200 customers"


def test_a_click_on_a_point_knows_its_period_and_group():
    frame = pd.concat([rates([0.3, 0.4], group="Web"), rates([0.2, 0.1], group="Shop")])
    figure = charts.trend(frame, "percent", "x")
    assert named(figure, "Shop").customdata.tolist()[1] == ["2025-02-01", "Shop", "", ""]


def test_small_bases_are_hollow_and_grey():
    figure = charts.trend(rates([0.3, 0.35], base=12.0), "percent", "x")
    marker = named(figure, "x").marker
    assert set(marker.color) == {theme.BACKGROUND}
    assert set(marker.line.color) == {theme.GREY}


def test_what_is_not_finished_hangs_on_a_dotted_line():
    frame = rates([0.3, 0.35, 0.32, 0.2]).assign(is_mature=[True, True, True, False])
    figure = charts.trend(frame, "percent", "x")
    assert np.isnan(named(figure, "line").y[3])
    dotted = named(figure, "not finished")
    assert dotted.line.dash == "dot"
    assert dotted.y[2:].tolist() == [0.32, 0.2]
    assert "Not finished yet" in named(figure, "x").text[3]


def test_the_earlier_period_lies_under_the_current_one_in_grey():
    earlier = rates([0.1, 0.2, 0.3], months=MONTHS - pd.DateOffset(years=1))
    figure = charts.trend(rates([0.3, 0.35]), "percent", "Now", comparison=earlier, comparison_name="A year before")
    grey = named(figure, "A year before")
    assert pd.to_datetime(grey.x).tolist() == MONTHS[:2].tolist()
    assert grey.line.color == theme.GREY
    assert "Jan 2024" in grey.text[0]


def test_lines_are_named_beside_their_end_and_there_is_no_legend():
    frame = pd.concat([rates([0.3, 0.4], group="Web"), rates([0.2, 0.1], group="Shop")])
    figure = charts.trend(frame, "percent", "x")
    assert "Web" in texts(figure) and "Shop" in texts(figure)
    assert figure.layout.showlegend is False


def test_names_beside_the_lines_never_overlap():
    frame = pd.concat([rates([0.3, 0.3 + place / 1000], group=f"g{place}") for place in range(5)])
    figure = charts.trend(frame, "percent", "x")
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    heights = sorted(note.y for note in figure.layout.annotations if "●" in note.text)
    assert np.diff(heights).min() / (high - low) * plot > 16.9


def test_names_are_moved_apart_in_order_and_only_as_far_as_needed():
    assert np.allclose(axes.spread([0.5, 0.5, 0.1], 0.1, 0, 1), [0.5, 0.6, 0.1])
    assert np.allclose(axes.spread([1.0, 0.98], 0.1, 0, 1), [1.0, 0.9])


def test_beyond_five_lines_the_rest_is_one_rate_from_its_sums():
    sizes = (900.0, 800.0, 700.0, 600.0, 300.0, 100.0)
    frame = pd.concat([rates([0.1 * place] * 2, group=f"g{place}", base=base) for place, base in enumerate(sizes)])
    other = named(charts.trend(frame, "percent", "x"), "Other (2)")
    assert np.allclose(other.y, (0.4 * 300 + 0.5 * 100) / 400)


def test_the_other_share_of_one_whole_is_the_sum_of_the_shares():
    shares = (0.4, 0.2, 0.15, 0.12, 0.08, 0.05)
    frame = pd.concat([rates([share] * 2, group=f"g{place}") for place, share in enumerate(shares)])
    other = named(charts.trend(frame, "percent", "x"), "Other (2)")
    assert np.allclose(other.y, 0.13)


def test_an_axis_that_does_not_start_at_zero_says_so():
    assert "not at zero" in texts(charts.trend(rates([0.80, 0.82]), "percent", "x", band=False))
    assert "not at zero" not in texts(charts.trend(rates([0.10, 0.30]), "percent", "x"))


def test_labels_of_events_on_one_row_never_touch():
    happened = pd.DataFrame(
        {"happened_on": pd.date_range("2025-01-10", periods=4, freq="17D"), "title": ["A long event title"] * 4}
    )
    placed = events.place(happened, pd.Timestamp("2025-01-01"), pd.Timestamp("2025-06-01"), 16)
    assert sorted(row for *_, row in placed) == [0, 1, 2, 3]
    figure = charts.trend(rates([0.3] * 6), "percent", "x", events=happened)
    assert len([shape for shape in figure.layout.shapes if shape.type == "line"]) == 4


def test_a_line_is_not_joined_over_a_change_of_its_measure():
    rows = rates([0.3, 0.4, 0.5, 0.6])
    figure = charts.trend(rows, "percent", "x", breaks=[rows["period"].iloc[2]])
    drawn = [trace.x for trace in figure.data if trace.name == "line"]
    assert [len(dates) for dates in drawn] == [2, 2]
    [rule] = [shape for shape in figure.layout.shapes if shape.type == "line" and shape.line.dash == "dot"]
    assert rows["period"].iloc[1] < pd.Timestamp(rule.x0) < rows["period"].iloc[2]
    assert "Score changed" in texts(figure)
    whole = charts.trend(rows, "percent", "x")
    assert len([trace for trace in whole.data if trace.name == "line"]) == 1 and "Score changed" not in texts(whole)


def test_names_from_data_are_text_in_a_figure():
    frame = pd.concat([rates([0.3, 0.4], group="<b>x</b>"), rates([0.2, 0.1], group="Shop")])
    figure = charts.trend(frame, "percent", "x")
    assert "<b>x</b>" not in texts(figure) and "&lt;b&gt;x" in texts(figure)
    ranked = charts.ranking(rates([0.3], group="<a href='x'>y</a>"), "percent")
    assert "<a" not in ranked.layout.yaxis.ticktext[0] and "<a" not in named(ranked, "value").text[0]


@pytest.mark.parametrize("periods", [1, 2, 7, 24, 60, 130])
@pytest.mark.parametrize("frequency", ["D", "W-MON", "MS", "QS"])
def test_a_time_axis_has_at_most_six_ticks(periods, frequency):
    dates = pd.Series(pd.date_range("2020-01-01", periods=periods, freq=frequency))
    axis = axes.period_axis(dates, axes.granularity(dates))
    assert 1 <= len(axis["tickvals"]) <= 6
    assert "<br>2020" in axis["ticktext"][0] or axis["ticktext"][0] == "2020"


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0.412), (-0.2, 0.65), (0.80, 0.82), (0, 81_234), (-3000, 12), (0, 1), (0, 0.0007), (5, 5)]
)
def test_value_ticks_cover_the_data_and_are_at_most_six(low, high):
    ticks = axes.nice_ticks(low, high)
    assert 2 <= len(ticks) <= 6 or low == high
    assert ticks[0] <= low + 1e-9 and ticks[-1] >= high - 1e-9


def test_stacked_bars_keep_layers_and_order_and_start_at_zero():
    frame = pd.concat([rates([100.0, 120.0], group="returning"), rates([50.0, 40.0], group="new")])
    figure = charts.stacked_bars(frame, "amount", {"returning": "Returning", "new": "New"}, currency="GBP")
    assert [trace.name for trace in figure.data] == ["Returning", "New"]
    assert figure.data[1].y.tolist() == [50.0, 40.0]
    assert figure.layout.barmode == "relative"
    assert figure.layout.yaxis.range[0] == 0 and figure.layout.yaxis.range[1] >= 160
    assert figure.data[0].customdata.tolist()[0][:2] == ["2025-01-01", "returning"]


def test_negative_layers_hang_below_zero():
    figure = charts.stacked_bars(rates([100.0, -40.0], group="returning"), "amount", {"returning": "Returning"})
    assert figure.layout.yaxis.range[0] <= -40


def test_a_bar_that_is_not_finished_is_hatched():
    frame = rates([100.0, 40.0]).assign(is_complete=[1, 0])
    figure = charts.stacked_bars(frame, "count", {None: "Orders"}, colours={None: theme.GREY})
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]


def test_a_ranking_is_sorted_and_prints_value_and_base():
    groups = (("a", 0.2, 200.0), ("b", 0.5, 340.0), ("c", np.nan, 90.0))
    frame = pd.concat([rates([value], group=name, base=base) for name, value, base in groups])
    figure = charts.ranking(frame, "percent", noun="customers")
    assert list(figure.layout.yaxis.ticktext) == ["b", "a", "c"]
    assert "<b>50.0%</b>" in texts(figure) and "n 340" in texts(figure) and "No data" in texts(figure)
    whisker = named(figure, "interval")
    assert np.allclose(whisker.x, [0.45, 0.55])


def test_the_ranking_marks_small_bases():
    figure = charts.ranking(rates([0.2], group="a", base=9.0), "percent")
    assert named(figure, "value").marker.line.color[0] == theme.GREY


def test_brands_stand_in_their_own_colours_and_ours_in_words_too():
    frame = pd.concat([rates([0.2], group="Ours"), rates([0.4], group="Beta")])
    colours = theme.brand_colours(["Ours", "Beta"], "Ours")
    figure = charts.brand_comparison(frame, "score", ours="Ours", colours=colours)
    assert list(figure.layout.yaxis.ticktext) == ["Beta", "Ours (us)"]
    assert list(named(figure, "value").marker.color) == [colours["Beta"], theme.OURS]


def test_the_heatmap_prints_percentages_with_all_cohorts_on_top():
    figure = charts.cohort_heatmap(cohorts())
    maps = [trace for trace in figure.data if trace.type == "heatmap"]
    printed = {text for trace in maps for row in trace.text for text in row if text}
    printed |= {text for trace in figure.data if trace.name == "figures" for text in trace.text}
    assert printed == {"20%", "10%", "40%"}
    assert min(float(trace.y[0]) for trace in maps) == 0
    assert "All" in texts(figure) and "Jan 2025" in texts(figure) and "50" in texts(figure)


def test_unfinished_cells_are_hatched_and_only_they():
    hatching = named(charts.cohort_heatmap(cohorts()), "not finished")
    assert hatching.marker.pattern.shape == "/"
    assert sorted(zip(hatching.base + 0.48, hatching.y, strict=True)) == [(1.0, 2.5), (2.0, 1.5)]


def test_a_click_on_a_cell_knows_cohort_and_age():
    cells = named(charts.cohort_heatmap(cohorts()), "cells")
    assert ["", "", "2025-01-01", "2"] in cells.customdata.tolist()
    assert ["", "", "", "1"] in cells.customdata.tolist()


def test_the_histogram_colours_by_zone_and_prints_the_shares():
    frame = pd.DataFrame({"group": ["-0.9", "-0.1", "0.0", "0.1"], "value": [5.0, 2.0, 9.0, 4.0]})
    figure = charts.histogram(frame, shares={"negative": 0.25, "neutral": 0.5, "positive": 0.25}, noun="reviews")
    assert list(figure.data[0].marker.color) == [theme.WORSE, theme.GREY, theme.GREY, theme.BETTER]
    assert np.allclose(figure.data[0].x, [-0.85, -0.05, 0.05, 0.15])
    assert "50.0%" in texts(figure)


def test_a_sparkline_needs_two_known_values():
    assert charts.sparkline([0.3]) == ""
    assert charts.sparkline([float("nan"), 0.3]) == ""
    both = charts.sparkline([0.3, 0.4, 0.2], [0.1, 0.2])
    assert "earshot-spark-current" in both and "earshot-spark-earlier" in both
    assert "earshot-spark-earlier" not in charts.sparkline([0.3, 0.4])


EMPTY = rates([]).astype({"value": float})


@pytest.mark.parametrize(
    "figure",
    [
        charts.trend(EMPTY, "percent", "x"),
        charts.trend(rates([np.nan, np.nan]), "percent", "x"),
        charts.stacked_bars(EMPTY, "count", {None: "x"}),
        charts.ranking(EMPTY, "percent"),
        charts.histogram(EMPTY),
        charts.cohort_heatmap(cohorts().head(0)),
    ],
)
def test_nothing_to_draw_is_said_in_words(figure):
    assert "No data for this choice" in texts(figure)
    assert len(figure.data) == 0


def test_one_period_alone_is_a_dot_with_its_whisker():
    figure = charts.trend(rates([0.3]), "percent", "x")
    assert np.allclose(named(figure, "interval").y, [0.25, 0.35])
