"""Titles claim only what the data makes clear."""

import pandas as pd
import pytest

from components import findings


def frame(*rows):
    return pd.DataFrame(rows, columns=["group", "value", "low", "high", "denominator"])


APART = [("a", 0.1, 0.0, 0.2, 50.0), ("b", 0.5, 0.3, 0.7, 50.0), ("c", 0.9, 0.8, 1.0, 50.0)]


def test_group_apart_from_all_others_is_the_finding():
    assert findings.clearly_lowest(frame(*APART)) == "a"
    assert findings.clearly_highest(frame(*APART)) == "c"


@pytest.mark.parametrize("row", [("d", 0.3, 0.2, 0.4, 50.0), ("d", 0.2, 0.1, 0.3, 50.0)])
def test_groups_whose_intervals_touch_are_no_finding(row):
    assert findings.clearly_lowest(frame(APART[0], row)) is None


def test_small_group_neither_leads_nor_stands_in_the_way():
    tiny = ("tiny", -0.9, -1.0, 0.6, 29.0)
    assert findings.clearly_lowest(frame(tiny, *APART)) == "a"


def test_wide_interval_of_a_better_group_may_still_reach_below():
    assert findings.clearly_lowest(frame(APART[0], APART[1], ("wide", 0.8, 0.1, 1.0, 40.0))) is None


def test_one_group_or_none_is_no_finding():
    assert findings.clearly_lowest(frame(APART[0])) is None
    assert findings.clearly_highest(frame()) is None


def test_points_are_said_without_sign():
    assert findings.points(-0.081) == "8.1 points"
