"""Cohorts as a heatmap and in a sentence: what stands in the cells, and what may be said of them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from components import charts, cohort_findings, theme
from components.filter_bar import View
from data_access.coverage import Coverage
from data_access.filters import Filters


def grid(cells) -> pd.DataFrame:
    """A metric's frame of (cohort, age, numerator, denominator), all of them over."""
    frame = pd.DataFrame(cells, columns=["cohort", "age", "numerator", "denominator"])
    frame["cohort"] = pd.to_datetime(frame["cohort"])
    value = frame["numerator"] / frame["denominator"]
    return frame.assign(value=value, is_complete=True, period=None, group=None, low=np.nan, high=np.nan)


def heatmaps(figure):
    return [trace for trace in figure.data if trace.type == "heatmap"]


def printed(figure) -> set[str]:
    return {text for trace in heatmaps(figure) for row in trace.text for text in row if text}


RETURNED = grid([(None, 1, 60, 200), ("2025-01-06", 0, 100, 100), ("2025-01-06", 1, 20, 100), ("2025-01-13", 1, 2, 20)])


def test_counts_in_the_cells_leave_all_cohorts_without_a_shade():
    figure = charts.cohort_heatmap(RETURNED, every="week", is_counts=True)
    assert printed(figure) == {"60", "20", "2"}
    of_all = next(trace for trace in heatmaps(figure) if trace.y[0] == 0)
    assert {colour for _, colour in of_all.colorscale} == {"rgba(0,0,0,0)"}
    assert of_all.zmax == 20, "its sum must not fade the single cohorts"


def test_figures_of_a_few_customers_are_grey_and_do_not_set_the_scale():
    few = grid([("2025-01-01", 1, 4, 5), ("2025-02-01", 1, 30, 100)])
    inks = {trace.text[0][0]: trace.textfont.color for trace in heatmaps(charts.cohort_heatmap(few))}
    assert inks == {"80%": theme.BACKGROUND + "B3", "30%": theme.BACKGROUND}
    assert {trace.zmax for trace in heatmaps(charts.cohort_heatmap(few))} == {0.3}


def test_revenue_begins_with_the_first_step_and_says_its_currency_on_hover():
    revenue = grid([("2025-01-01", 0, 5000, 50), ("2025-01-01", 1, 6000, 50)])
    figure = charts.cohort_heatmap(revenue, every="quarter", unit="amount", currency="EUR")
    assert printed(figure) == {"100", "120"}
    assert figure.layout.xaxis.range == (-0.5, 1.5)
    hover = next(trace for trace in figure.data if trace.name == "cells").text
    assert hover[1] == "<b>First order in Jan–Mar 2025, 1 quarter on</b><br>€120.00<br>50 customers"


def test_shares_have_a_decimal_where_their_base_carries_it():
    many = grid([("2025-01-01", 1, 94, 2000), ("2025-02-01", 1, 290, 2000), ("2025-03-01", 1, 5, 106)])
    assert printed(charts.cohort_heatmap(many)) == {"4.7%", "14%", "5%"}


def test_cells_are_of_one_size_where_others_have_another_ink():
    """A trace without the rows between its cells would stretch them."""
    dark_and_light = [(f"2025-{month:02}-01", 1, count, 100) for month, count in enumerate((90, 5, 4, 90), 1)]
    for trace in heatmaps(charts.cohort_heatmap(grid(dark_and_light))):
        assert set(np.diff(trace.y)) <= {1.0}
        assert len(trace.y) == len(trace.z)


@pytest.mark.parametrize(
    ("every", "last", "written"),
    [("month", 12, [1, 3, 6, 9, 12]), ("week", 26, [1, 4, 8, 12, 16, 20, 24]), ("quarter", 5, [1, 2, 3, 4, 5])],
)
def test_few_ages_are_written_in_steps_that_readers_know(every, last, written):
    ages = grid([("2025-01-06", age, 5, 100) for age in range(1, last + 1)])
    assert charts.cohort_heatmap(ages, every=every).layout.xaxis.tickvals.tolist() == written


# ---- findings


def view(first_order_on=date(2020, 1, 1)) -> View:
    return View(Filters(), None, "", "month", Coverage(first_order_on=first_order_on))


def returning(*counts) -> pd.DataFrame:
    starts = [f"2025-{month:02}-01" for month in range(1, len(counts) + 1)]
    single = [(start, 1, count, 300) for start, count in zip(starts, counts, strict=True)]
    return grid([(None, 1, sum(counts), 300 * len(counts)), *single])


def test_newer_customers_are_compared_with_older_ones_only_where_the_interval_is_clear():
    found, difference = cohort_findings.newer_and_older(view(), returning(90, 90, 45, 45), "month")
    assert found == "New customers come back less than before: 15.0% bought again in the month after, 30.0% earlier"
    assert difference.startswith("Customers new from Mar 2025 on, against those before: −15.0 pts, ")
    assert cohort_findings.newer_and_older(view(), returning(62, 60, 58, 56), "month") == ("", "")
    assert cohort_findings.newer_and_older(view(), returning(90, 45), "month") == ("", ""), "two months are no trend"


def test_the_first_known_months_hold_older_customers_and_are_not_compared():
    short = view(first_order_on=date(2025, 1, 1))
    assert cohort_findings.newer_and_older(short, returning(90, 90, 45, 45), "month") == ("", "")


def test_of_few_customers_nothing_is_said():
    few = grid([(None, 1, 3, 20), ("2025-01-01", 0, 20, 20), ("2025-01-01", 1, 3, 20)])
    assert cohort_findings.came_back(few, "month") == cohort_findings.brought(few, "month", None) == ""
