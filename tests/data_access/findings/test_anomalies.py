"""Weeks that stand out of those before them, against worked answers and counted false alarms."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access.findings.anomalies import BEYOND, FEWEST, RUN, anomalies, complete_weeks, limits_of_rates, xmr_limits

WORKED = [21.4, 22.0, 20.7, 21.9, 22.4, 21.1, 21.8, 22.6, 21.5, 22.2, 21.0]


def weeks(values, base=200.0):
    values = np.array(values, dtype=float)
    base = np.broadcast_to(np.array(base, dtype=float), values.shape)
    first = pd.date_range("2025-01-06", periods=len(values), freq="W-MON")
    return pd.DataFrame({"period": first, "value": values, "numerator": values * base, "denominator": base})


def test_limits_of_scores_are_the_worked_ones():
    middle, lower, upper = xmr_limits(np.array(WORKED))
    assert (round(middle, 2), round(lower, 2), round(upper, 2)) == (21.69, 19.19, 24.19)


def test_week_beyond_its_limits_is_a_signal_and_within_them_none():
    found = anomalies(weeks([*WORKED, 24.9]), "clustered")
    assert list(found["signal"]) == [""] * 11 + [BEYOND]
    last = found.iloc[-1]
    assert (round(last["lower"], 2), round(last["upper"], 2)) == (19.19, 24.19)
    assert anomalies(weeks([*WORKED, 24.1]), "clustered")["signal"].iloc[-1] == ""


def test_limits_of_rates_follow_the_base_and_widen_where_weeks_differ_more_than_chance():
    top, base = np.array([20.0, 24, 20, 24, 20, 24, 20, 24]), np.full(8, 100.0)
    middle, lower, upper = limits_of_rates(top, base, 100.0)
    # Between neighbours there is less than chance, which never narrows the limits of a p chart.
    assert middle == pytest.approx(0.22)
    assert upper - middle == pytest.approx(3 * np.sqrt(0.22 * 0.78 / 100))
    assert lower == pytest.approx(0.22 - (upper - 0.22))
    assert limits_of_rates(top, base, 400.0)[2] - middle == pytest.approx((upper - middle) / 2)
    far = np.array([10.0, 34, 10, 34, 10, 34, 10, 34])
    spread = 0.24 / np.sqrt(0.22 * 0.78 / 100) / 1.128
    assert limits_of_rates(far, base, 100.0)[2] == pytest.approx(0.22 + 3 * spread * np.sqrt(0.22 * 0.78 / 100))


def test_eight_weeks_on_one_side_are_a_signal_and_seven_none():
    shifted = [*WORKED, *[22.3] * 8]
    assert list(anomalies(weeks(shifted), "clustered")["signal"])[-2:] == ["", RUN]


def test_too_few_weeks_before_are_no_judgement():
    values = [*WORKED[: FEWEST - 1], 99.0]
    assert list(anomalies(weeks(values), "clustered")["signal"]) == [""] * FEWEST


def test_week_of_few_is_not_judged_and_judges_none():
    base = [*[200.0] * 10, 29.0, 200.0, 29.0]
    found = anomalies(weeks([*WORKED[:10], 99.0, 21.5, 99.0], base), "clustered")
    assert list(found["signal"]) == [""] * 13
    assert found["upper"].iloc[11] < 30


def test_week_that_stood_out_does_not_widen_the_limits_of_the_next():
    found = anomalies(weeks([*WORKED, 30.0, 30.0]), "clustered")
    assert list(found["signal"])[-2:] == [BEYOND, BEYOND]


def test_run_is_held_against_the_middle_before_it_and_a_new_level_is_usual_after_eight_weeks():
    found = anomalies(weeks([*WORKED, *[22.3] * 8]), "clustered")
    assert found["middle"].iloc[-1] == pytest.approx(np.mean(WORKED))
    shifted = anomalies(weeks([*WORKED, *[40.0, 40.5, 39.5, 40.2] * 3]), "clustered")
    assert list(shifted["signal"])[11:] == [BEYOND] * 8 + [""] * 4
    # Both ways in turn is no level.
    both = anomalies(weeks([*WORKED, *[40.0, 5.0] * 5]), "clustered")
    assert list(both["signal"])[11:] == [BEYOND] * 10


def test_only_whole_weeks_are_judged():
    frame = weeks([1, 2, 3])
    held = complete_weeks(frame, date(2025, 1, 7), date(2025, 1, 25))
    assert [day.date() for day in held["period"]] == [date(2025, 1, 13)]


def test_quiet_weeks_rarely_stand_out():
    chance = np.random.default_rng(31)
    base = chance.integers(80, 200, 400).astype(float)
    top = chance.binomial(base.astype(int), 0.3)
    frame = weeks(top / base, base)
    signals = anomalies(frame, "wilson")["signal"]
    assert (signals == BEYOND).mean() < 0.03
    assert (signals == RUN).mean() < 0.05


def test_each_group_is_judged_as_if_it_were_alone():
    one, other = weeks([*WORKED, 24.9]).assign(group="one"), weeks([*WORKED, *[30.0] * 3]).assign(group="other")
    mixed = pd.concat([one, other]).sort_values("value")
    found = anomalies(mixed, "clustered", is_of_groups=True)
    for rows in (one, other):
        name = rows["group"].iloc[0]
        own = found[found["group"] == name].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, anomalies(rows, "clustered"))
    assert set(found["signal"]) == {"", BEYOND}
    assert anomalies(mixed.head(0), "clustered", is_of_groups=True).empty
