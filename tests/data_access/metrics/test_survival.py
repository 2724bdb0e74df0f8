"""How long until a new customer buys again? The ledger by hand, random shops against plain Python and statsmodels, and
a shop whose customers never change."""

import json
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from data_access import database
from data_access.__main__ import main
from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics import kaplan_meier, loyalty, survival
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.test_loyalty import LEDGER, WINDOW, filters

BY = st.sampled_from((None, "segment", "region", "channel", "category", "attribute.segment"))


# ---- the ledger

# Of eight new customers, and with how many of them still counted.
CURVE = {10: (1 / 8, 8), 18: (2 / 8, 7), 21: (3 / 8, 6), 86: (11 / 16, 2)}


@pytest.fixture(scope="module", params=DATABASES)
def ledger(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders([{"customer_id": who, "ordered_at": day} for who in LEDGER for day in LEDGER[who].split()])
        yield


def test_the_curve_of_the_ledger(ledger):
    curve = fetch(survival.time_to_second_purchase, WINDOW).set_index("age")
    came_back = curve[curve["numerator"] > 0]
    assert list(came_back.index) == list(CURVE)
    for age, (share, at_risk) in CURVE.items():
        assert came_back.loc[age, "value"] == pytest.approx(share)
        assert came_back.loc[age, ["numerator", "denominator"]].tolist() == [1, at_risk]
    # Whoever has not come back is counted up to the last day of the data, C7 for 41 days.
    assert [age for age in curve.index if age not in CURVE] == [41, 60, 82, 117]


def test_the_curve_of_the_ledger_through_the_command_line(ledger, capsys):
    asked = ["--from", "2025-04-01", "--to", "2025-06-30", "--as-of", "2025-07-31", "--json"]
    assert main(["metric", "time_to_second_purchase", *asked]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["age"]: (row["value"], row["denominator"]) for row in rows if row["numerator"]} == CURVE
    assert main(["metric", "repurchase_rate", *asked, "--horizon", "90"]) == 0
    [rate] = json.loads(capsys.readouterr().out)
    assert (rate["numerator"], rate["denominator"]) == (2, 3)
    assert (rate["so_far"], rate["customers"]) == (4, 8)
    assert rate["matures_on"] == "2025-09-28"


def test_the_limits_of_a_curve_are_greenwoods_on_the_log_minus_log_scale(ledger):
    """At 18 days 2 of 8 have come back: the variance of S is S² (1/(8·7) + 1/(7·6))."""
    row = fetch(survival.time_to_second_purchase, WINDOW).set_index("age").loc[18]
    stayed, error = 0.75, (1 / 56 + 1 / 42) ** 0.5
    width = 1.959964 * error / abs(np.log(stayed))
    assert row["low"] == pytest.approx(1 - stayed ** np.exp(-width), abs=1e-6)
    assert row["high"] == pytest.approx(1 - stayed ** np.exp(width), abs=1e-6)


def test_the_median_is_not_read_where_few_are_still_counted(ledger):
    row = fetch_one(survival.second_purchase_median, WINDOW)
    assert pd.isna(row["value"]) and pd.isna(row["share"])
    assert (row["numerator"], row["denominator"]) == (4, 8)


# ---- random shops


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=3, people=120, orders=330, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


def waits(shop, chosen, by) -> dict:
    """{group: [(days, whether they came back after them)]} of the new customers."""
    bought = by_hand.purchases(shop)
    until = chosen.as_of or max(purchase.day for purchase in bought)
    first = [purchase for purchase in bought if purchase.ordinal == 1 and purchase.day <= until]
    result = defaultdict(list)
    by = "segment" if by == "attribute.segment" else by
    for (_, group), own in by_hand.cells(shop, first, chosen, by, None).items():
        for purchase in own:
            again = purchase.days[1] if len(purchase.days) > 1 and purchase.days[1] <= until else None
            result[group].append((((again or until) - purchase.day).days, again is not None))
    return result


@settings(max_examples=8, deadline=None)
@given(chosen=filters(), by=BY)
def test_curves_agree_with_plain_python_and_statsmodels(shop, chosen, by):
    expected = waits(shop, chosen, by)
    frame = fetch(survival.time_to_second_purchase, chosen, by=by)
    named = frame["group"].where(frame["group"].notna(), None)
    assert set(named) == set(expected)
    for group, people in expected.items():
        ages, events = np.array(people).T
        curve = frame[frame["group"].isna() if group is None else frame["group"] == group].set_index("age")
        assert list(curve.index) == sorted(set(ages))
        for age, row in curve.iterrows():
            assert row["numerator"] == sum(events[ages == age])
            assert row["denominator"] == sum(ages >= age)
        if events.any():
            peer = SurvfuncRight(ages, events)
            ours = curve.loc[peer.surv_times]
            assert ours["value"].to_numpy() == pytest.approx(1 - peer.surv_prob)
            apart = peer.surv_prob > 0
            width = kaplan_meier.z() * peer.surv_prob_se[apart] / peer.surv_prob[apart]
            limit = peer.surv_prob[apart] ** np.exp(width / np.log(peer.surv_prob[apart]))
            assert ours["low"].to_numpy()[apart] == pytest.approx(1 - limit)


@settings(max_examples=6, deadline=None)
@given(chosen=filters(), who=st.sampled_from(("all", "again", "waiting")), by=st.sampled_from(("segment", "channel")))
def test_customers_behind_a_number_are_those_counted(shop, chosen, who, by):
    expected = waits(shop, chosen, by)
    for group, people in expected.items():
        soon = [came_back for days, came_back in people if days <= 60]
        counts = {"all": len(people), "again": sum(soon), "waiting": sum(not back for _, back in people)}
        in_days = 60 if who == "again" else None
        found = database.read(survival.first_buyers(chosen, who=who, in_days=in_days, group=(by, group)))
        assert len(found) == counts[who]
        assert found["customer_id"].is_unique


def test_only_the_largest_groups_when_asked(shop):
    whole = Filters(as_of=shops.LAST)
    sizes = fetch(survival.second_purchase_median, whole, by="segment").set_index("group")["denominator"]
    two = fetch(survival.time_to_second_purchase, whole, by="segment", largest=2)
    assert set(two["group"]) == set(sizes.sort_values().index[-2:])


@settings(max_examples=8, deadline=None)
@given(chosen=filters())
def test_the_horizons_side_by_side_are_the_repurchase_rates(shop, chosen):
    together = fetch(survival.repurchase_by_horizon, chosen)
    assert together["group"].tolist() == [str(days) for days in survival.HORIZONS]
    for _, row in together.iterrows():
        alone = fetch_one(loyalty.repurchase_rate, chosen, horizon=int(row["group"]))
        pd.testing.assert_series_equal(row.drop("group"), alone.drop("group"), check_names=False)


# ---- the estimates alone, against statsmodels

PEOPLE = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30), st.booleans()), min_size=30, max_size=90)


def added_up(people) -> pd.DataFrame:
    """As SQL adds customers up."""
    each = pd.DataFrame(people, columns=["group", "age", "came_back"])
    by_age = each.groupby(["group", "age"])["came_back"]
    return by_age.agg(numerator="sum", denominator="size").astype("float64").reset_index()


@settings(max_examples=12, deadline=None)
@given(people=PEOPLE)
def test_the_log_rank_test_is_that_of_statsmodels(people):
    groups, ages, events = (np.array(column) for column in zip(*people, strict=True))
    ours = kaplan_meier.log_rank(kaplan_meier.curves(added_up(people)))
    assert ours.groups["observed"].sum() == pytest.approx(ours.groups["expected"].sum())
    # What cannot be told apart makes the other's matrix singular.
    if ours.degrees == len(set(groups)) - 1 and ours.degrees:
        chi2, p = survdiff(ages, events.astype(int), groups)
        assert (ours.chi2, ours.p) == (pytest.approx(chi2, rel=1e-6, abs=1e-9), pytest.approx(p, abs=1e-9))


def test_one_group_or_none_that_comes_back_is_no_difference():
    alone = kaplan_meier.log_rank(kaplan_meier.curves(added_up([("a", 3, True), ("a", 5, False)])))
    nobody = kaplan_meier.log_rank(kaplan_meier.curves(added_up([("a", 3, False), ("b", 5, False)])))
    for test in (alone, nobody):
        assert (test.chi2, test.degrees, test.p) == (None, 0, None)


@settings(max_examples=12, deadline=None)
@given(people=PEOPLE)
def test_the_median_and_its_limits_are_those_of_statsmodels_while_ten_are_counted(people):
    ages, events = (np.array(column) for column in zip(*((age, back) for _, age, back in people), strict=True))
    curve = kaplan_meier.curves(added_up([("a", age, back) for _, age, back in people]))
    ours = kaplan_meier.median(curve)
    assert ours.day == max(age for age in ages if sum(ages >= age) >= kaplan_meier.FEWEST_AT_RISK)
    if not events.any():
        return
    peer = SurvfuncRight(ages, events)
    # Where exactly half have come back the other takes the next day.
    if not np.isclose(peer.surv_prob, 0.5).any():
        with np.errstate(divide="ignore", invalid="ignore"):
            limits = (peer.quantile(0.5), *peer.quantile_ci(0.5))
        for found, theirs in zip((ours.median, ours.low, ours.high), limits, strict=True):
            assert found == (theirs if theirs <= ours.day else None)


# ---- a shop whose customers never change

# Of five who come on a day, one each is back after so many days, the last one never.
DELAYS = (20, 45, 80, 300, None)
TRUTH = {30: 1 / 5, 60: 2 / 5, 90: 3 / 5, 180: 3 / 5, 365: 4 / 5}
OPENED, TODAY, LAST_NEW = date(2024, 1, 1), date(2025, 6, 30), date(2025, 12, 30)


@pytest.fixture(scope="module", params=DATABASES)
def steady(request, fresh_database, given_orders):
    with fresh_database(request.param):
        days = [OPENED + timedelta(days=number) for number in range(0, (LAST_NEW - OPENED).days, 3)]
        orders = [
            {"customer_id": f"{day}-{delay}", "ordered_at": (day + timedelta(days=wait)).isoformat()}
            for day in days
            for delay in DELAYS
            for wait in (0, *([delay] if delay else []))
        ]
        given_orders(orders)
        yield Filters(OPENED, TODAY, as_of=TODAY)


@pytest.mark.parametrize("horizon", TRUTH)
def test_constant_behaviour_gives_a_flat_trend_where_the_naive_rate_sinks(steady, horizon):
    cohorts = fetch(loyalty.repurchase_rate, steady, every="month", horizon=horizon)
    is_mature = cohorts["matures_on"] <= pd.Timestamp(TODAY)
    naive = cohorts["so_far"] / cohorts["customers"]
    assert is_mature.sum() == {30: 17, 60: 16, 90: 15, 180: 12, 365: 6}[horizon]
    assert list(is_mature) == sorted(is_mature, reverse=True), "the young cohorts are the last ones"
    # Exactly the same rate in every cohort that has anyone old enough, whole or not.
    known = cohorts["denominator"] > 0
    assert cohorts.loc[known, "value"].tolist() == pytest.approx([TRUTH[horizon]] * known.sum())
    assert known[is_mature].all() and cohorts.loc[~known, ["value", "low", "high"]].isna().all(axis=None)
    # The rate over everybody new: right where mature, and then it sinks to nothing.
    assert naive[is_mature].tolist() == pytest.approx([TRUTH[horizon]] * is_mature.sum())
    assert (naive.diff().dropna() < 1e-9).all() and naive.iloc[-1] < 0.1


def test_constant_behaviour_gives_the_same_curve_whatever_the_period(steady):
    for start, end in ((OPENED, TODAY), (date(2024, 7, 1), date(2024, 9, 30)), (date(2025, 1, 1), TODAY)):
        curve = fetch(survival.time_to_second_purchase, Filters(start, end, as_of=TODAY))
        came_back = curve[curve["numerator"] > 0].set_index("age")["value"]
        true = {20: 0.2, 45: 0.4, 80: 0.6, 300: 0.8}
        assert came_back.to_dict() == pytest.approx({age: true[age] for age in came_back.index})
    half = fetch_one(survival.second_purchase_median, steady)
    assert (half["value"], half["low"], half["high"]) == (80, 80, 80)


def test_what_is_bought_after_the_last_day_has_not_happened(steady):
    """With all that is known today, the cohorts of then have all matured, to the same rates."""
    later = Filters(OPENED, TODAY, as_of=date(2027, 1, 1))
    then, now = (fetch(loyalty.repurchase_rate, asked, every="month") for asked in (steady, later))
    known = then["denominator"] > 0
    assert then.loc[known, "value"].tolist() == pytest.approx(now.loc[known, "value"].tolist())
    assert (now["denominator"] == now["customers"]).all()
    ages = fetch(survival.time_to_second_purchase, steady)["age"]
    assert ages.max() == (TODAY - OPENED).days


def test_a_cohort_matures_the_horizon_after_its_last_day(steady):
    by_week = fetch(loyalty.repurchase_rate, steady, every="week", horizon=30).iloc[0]
    assert by_week["matures_on"] == pd.Timestamp("2024-02-06")  # 7 January and 30 days
    by_quarter = fetch(loyalty.repurchase_rate, steady, every="quarter", horizon=30).iloc[-1]
    assert by_quarter["matures_on"] == pd.Timestamp("2025-07-30")
    cut_short = Filters(OPENED, date(2024, 3, 10), as_of=TODAY)
    assert fetch(loyalty.repurchase_rate, cut_short, every="month", horizon=30)["matures_on"].iloc[-1] == pd.Timestamp(
        "2024-04-09"
    )
    # The data ends within the month, and the month goes on.
    so_far = Filters(OPENED, date(2024, 3, 10), as_of=date(2024, 3, 10))
    assert fetch(loyalty.repurchase_rate, so_far, every="month", horizon=30)["matures_on"].iloc[-1] == pd.Timestamp(
        "2024-04-30"
    )
