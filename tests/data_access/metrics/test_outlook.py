"""The outlook over a shop that was drawn from its models: against the same counted from the orders by hand."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data_access import database
from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.lifetime import bg_nbd, gamma_gamma
from data_access.lifetime.summary import BOUGHT_ONCE, CHANCES
from data_access.metrics import habits, outlook, outlook_customers
from tests.conftest import DATABASES, only_duckdb
from tests.data_access.lifetime import simulated

ORDERS = simulated.orders(seed=7)
LAST = date(2025, 6, 23)  # the 540th day
HORIZON = 60
EVERYBODY = Filters(as_of=LAST)


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders(ORDERS)
        yield request.param


class ByHand:
    """What is known of each customer on a day, and what they bought after it, counted from the orders."""

    def __init__(self, day: date, chosen=lambda order: True):
        days = defaultdict(lambda: defaultdict(float))
        for order in filter(chosen, ORDERS):
            days[order["customer_id"]][date.fromisoformat(order["ordered_at"])] += float(order["amount"])
        rows = []
        for who, bought in days.items():
            before = sorted(each for each in bought if each <= day)
            after = [each for each in bought if day < each <= LAST]
            if before:
                first, last = before[0], before[-1]
                spent = sum(bought[each] for each in before[1:])
                known = len(before) - 1, (last - first).days, (day - first).days, spent
                rows.append((who, *known, len(after), sum(bought[each] for each in after)))
        columns = ["customer", "frequency", "recency", "age", "spent", "later", "later_spent"]
        self.rows = pd.DataFrame(rows, columns=columns).set_index("customer")
        self.known = [self.rows[name].to_numpy(dtype=float) for name in ("frequency", "recency", "age")]
        self.buying = bg_nbd.fit(*self.known)
        again = self.rows[self.rows["frequency"] > 0]
        self.spending = gamma_gamma.fit(again["frequency"], again["spent"])

    def purchases(self, days: int) -> pd.Series:
        return pd.Series(self.buying.expected_purchases(*self.known, days), index=self.rows.index)

    def revenue(self, days: int) -> pd.Series:
        each = self.spending.expected_amount(self.rows["frequency"].to_numpy(), self.rows["spent"].to_numpy())
        return self.purchases(days) * each

    def active(self) -> pd.Series:
        return pd.Series(self.buying.chance_active(*self.known), index=self.rows.index)


@pytest.fixture(scope="module")
def today():
    return ByHand(LAST)


@pytest.fixture(scope="module")
def then():
    return ByHand(LAST - timedelta(days=HORIZON))


def ids(statement) -> set[str]:
    return set(database.read(statement)["customer_id"])


def test_what_is_expected_is_what_the_models_say_of_every_customer(shop, today):
    expected = fetch_one(outlook.expected_purchases, EVERYBODY, horizon=HORIZON)
    assert expected["value"] == pytest.approx(today.purchases(HORIZON).sum(), rel=1e-6)
    assert expected["customers"] == len(today.rows) and expected["reason"] == ""
    revenue = fetch_one(outlook.expected_revenue, EVERYBODY, horizon=HORIZON)
    assert revenue["value"] == pytest.approx(today.revenue(HORIZON).sum(), rel=1e-6)
    worth = fetch_one(outlook.customer_lifetime_value, EVERYBODY, horizon=HORIZON)
    assert worth["value"] == pytest.approx(revenue["value"] / len(today.rows), rel=1e-6)
    parameters = fetch(outlook.model_parameters, EVERYBODY).set_index("group")["value"]
    assert parameters[["r", "alpha", "a", "b"]].to_dict() == pytest.approx(vars(today.buying), rel=1e-5)
    assert parameters[["p", "q", "gamma"]].to_dict() == pytest.approx(vars(today.spending), rel=1e-5)


def test_groups_share_one_fit_and_add_up_to_all(shop):
    whole = fetch_one(outlook.expected_revenue, EVERYBODY, horizon=HORIZON)
    for asked in ({"by": "segment"}, {"across": "chance"}, {"across": "frequency"}, {"across": "overdue"}):
        parts = fetch(outlook.expected_revenue, EVERYBODY, horizon=HORIZON, **asked)
        assert len(parts) > 1
        for name in ("value", "customers", "purchases", "buyers"):
            assert parts[name].sum() == pytest.approx(whole[name], rel=1e-9), (asked, name)


def test_a_filter_fits_the_models_to_its_own_customers(shop):
    trade = ByHand(LAST, lambda order: order["segment"] == "home")
    filters = Filters(as_of=LAST, segment=("home",), channel=("nowhere",))  # channels are not applied
    reason = fetch_one(outlook.expected_purchases, filters, horizon=HORIZON)["reason"]
    assert reason == f"There are {len(trade.rows)} customers, and a prediction needs 500."


def test_the_holdout_knows_nothing_of_what_came_after(shop, then):
    held_out = fetch(outlook.holdout_purchases, EVERYBODY, horizon=HORIZON).set_index("group")
    frequency = then.rows["frequency"].clip(upper=7).map(lambda x: "7 and more" if x == 7 else str(x))
    for group, of_group in then.rows.groupby(frequency):
        row = held_out.loc[group]
        assert row["customers"] == len(of_group)
        assert row["denominator"] == of_group["later"].sum()
        assert row["happened_buyers"] == (of_group["later"] > 0).sum()
        assert row["numerator"] == pytest.approx(then.purchases(HORIZON)[of_group.index].sum(), rel=1e-6)
        assert ids(outlook_customers.of_frequency(EVERYBODY, group, HORIZON)) == set(of_group.index)
    revenue = fetch(outlook.holdout_revenue, EVERYBODY, horizon=HORIZON)
    assert revenue["denominator"].sum() == pytest.approx(then.rows["later_spent"].sum())
    assert revenue["numerator"].sum() == pytest.approx(then.revenue(HORIZON).sum(), rel=1e-6)
    assert ids(outlook_customers.of_days_since(EVERYBODY, HORIZON)) == set(then.rows.index[then.rows["later"] > 0])
    # Drawn from the very model, it is not far off.
    assert revenue["numerator"].sum() == pytest.approx(revenue["denominator"].sum(), rel=0.3)


def test_purchases_over_time_end_at_the_sums_of_the_holdout_and_of_the_prediction(shop, today, then):
    lines = fetch(outlook.outlook_over_time, EVERYBODY, horizon=HORIZON)
    last = lines.loc[lines.groupby("group")["period"].idxmax()].set_index("group")
    assert last.loc["happened", "value"] == then.rows["later"].sum()
    assert last.loc["said", "value"] == pytest.approx(then.purchases(HORIZON).sum(), rel=1e-6)
    assert last.loc["expected", "value"] == pytest.approx(today.purchases(HORIZON).sum(), rel=1e-6)
    assert last["period"].dt.date.to_dict() == {
        "happened": LAST, "said": LAST, "expected": LAST + timedelta(days=HORIZON),
    }  # fmt: skip
    assert lines.loc[lines.groupby("group")["period"].idxmin(), "value"].abs().max() < 1e-6


def test_the_database_finds_the_customers_of_each_chance(shop, today):
    parameters, active, frequency = vars(today.buying), today.active(), today.rows["frequency"]
    below = 1.01
    for edge, name in CHANCES:
        inside = (frequency > 0) & (active >= edge) & (active < below)
        assert ids(outlook_customers.of_chance(EVERYBODY, name, parameters)) == set(active.index[inside])
        below = edge
    assert ids(outlook_customers.of_chance(EVERYBODY, BOUGHT_ONCE, parameters)) == set(active.index[frequency == 0])
    assert len(ids(outlook_customers.of_group(EVERYBODY, "segment", "trade"))) == sum(
        int(who[1:]) % 3 == 0 for who in active.index
    )


def test_overdue_are_those_who_used_to_buy_and_probably_stopped(shop, today):
    found = database.read(outlook_customers.overdue(EVERYBODY, vars(today.buying), limit=None)).set_index("customer_id")
    active = today.active()
    overdue = active.index[(today.rows["frequency"] >= 2) & (active < 0.5)]
    assert set(found.index) == set(overdue) and set(found["matching"]) == {len(overdue)}
    chance = 1 / (1 + np.exp(found["odds"].astype(float)))
    assert chance.to_dict() == pytest.approx(active[overdue].to_dict(), rel=1e-6)
    some = today.rows.loc[found.index[0]]
    assert found["silent"].iloc[0] == some["age"] - some["recency"]
    assert found["every"].iloc[0] == pytest.approx(some["recency"] / some["frequency"])


def test_a_prediction_and_its_holdout_are_unknown_with_a_reason_where_too_little_is_known(shop):
    early = Filters(as_of=date(2024, 4, 30))
    late = Filters(as_of=LAST + timedelta(days=40))
    assert fetch_one(outlook.expected_purchases, early)["reason"].startswith("There are ")
    assert "The last purchase is 40 days old" in fetch_one(outlook.expected_revenue, late)["reason"]
    held_out = fetch(outlook.holdout_purchases, EVERYBODY, horizon=400)
    assert held_out["reason"].iloc[0].startswith("400 days before the data's last day there were ")
    assert held_out[["value", "numerator", "denominator"]].isna().all(axis=None)
    for metric in (outlook.outlook_over_time, outlook.customer_lifetime_value):
        rows = fetch(metric, early, horizon=30)
        assert rows["value"].isna().all() and rows["reason"].iloc[0]


@pytest.mark.parametrize("asked, said", [({"horizon": 0}, "at least 1"), ({"across": "age"}, "no way to group")])
def test_a_horizon_or_a_grouping_that_is_none_is_refused_in_a_sentence(asked, said):
    with pytest.raises(ValueError, match=said):
        outlook.expected_purchases(EVERYBODY, **asked)


def test_habits_count_customers_and_pauses(shop, today):
    by_purchases = fetch(habits.customers_by_purchases, EVERYBODY).set_index("group")["value"]
    assert by_purchases["1"] == (today.rows["frequency"] == 0).sum()
    assert by_purchases["8 and more"] == (today.rows["frequency"] >= 7).sum()
    assert by_purchases.sum() == len(today.rows)
    assert ids(outlook_customers.of_purchases(EVERYBODY, "2")) == set(today.rows.index[today.rows["frequency"] == 1])
    pauses = fetch(habits.days_between_purchases, EVERYBODY)
    assert pauses["value"].sum() == today.rows["frequency"].sum()
    once_again = today.rows[today.rows["frequency"] == 1]
    for first, last, name in ((8, 30, "8 to 30 days"), (366, 999, "more than a year")):
        of_pause = ids(outlook_customers.of_pause(EVERYBODY, name))
        assert {who for who in once_again.index if first <= once_again["recency"][who] <= last} <= of_pause
        assert len(of_pause) <= pauses.set_index("group")["value"].get(name, 0)


@only_duckdb
def test_amounts_of_other_currencies_are_left_out(db, given_orders):
    """Every customer's third purchase is in another currency."""
    days, priced = defaultdict(list), []
    for order in sorted(ORDERS, key=lambda order: order["ordered_at"]):
        known = days[order["customer_id"]]
        known += [order["ordered_at"]] if order["ordered_at"] not in known else []
        priced.append(order | {"currency": "USD" if len(known) == 3 else "EUR"})
    given_orders(priced)
    frame = database.read(outlook.expected_revenue(Filters(as_of=LAST, currency="EUR")))
    told = [line.split(",") for line in frame["standing"].iloc[0].splitlines()]
    in_euro = [order for order in priced if order["currency"] == "EUR"]
    last = {order["customer_id"]: order["currency"] for order in priced}
    assert len(told) == sum(currency == "EUR" for currency in last.values())
    firsts, later = {}, defaultdict(float)
    for order in in_euro:
        day = firsts.setdefault(order["customer_id"], order["ordered_at"])
        if order["ordered_at"] > day and last[order["customer_id"]] == "EUR":
            later[order["customer_id"]] += float(order["amount"])
    assert sum(float(spent) for *_, spent in told) == pytest.approx(sum(later.values()))
