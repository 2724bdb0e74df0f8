"""How customers move between the definitions of coming back: the ledger worked by hand, and plain sets of customers
under random filters."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data_access.fetch import fetch, rows
from data_access.filters import Filters
from data_access.metrics.reconciliation import DEFINITIONS, OF, by_code, counted, definitions_reconciled, members_of
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.strategies import filters
from tests.data_access.metrics.test_loyalty import LEDGER, WINDOW

METRIC_OF = {
    "R1": by_hand.repeat_within_period,
    "R2": by_hand.returning_customer_share,
    "R2'": by_hand.bought_before_share,
    "R4": by_hand.repurchase_rate,
    "R5": by_hand.ever_repeat,
    "R7": by_hand.period_retention,
}


@pytest.fixture(scope="module", params=DATABASES)
def ledger(request, fresh_database, given_orders):
    with fresh_database(request.param):
        given_orders([{"customer_id": who, "ordered_at": day} for who in LEDGER for day in LEDGER[who].split()])
        yield


def test_the_ledgers_customers_move_between_the_definitions(ledger):
    moved = fetch(definitions_reconciled, WINDOW).set_index("group")["value"]
    between = moved[[name.startswith("R2 ") or " not R2:" in name for name in moved.index]]
    between = between[[not name.startswith("base") for name in between.index]]
    assert between.to_dict() == {
        "R2 and R1": 2,  # C2 C6
        "R2 not R1: they bought before the period and once in it": 2,  # C1 C10
        "R2 and R2'": 2,
        "R2 not R2': their first purchase was in the period": 2,
        "R2 and R4": 1,  # C2
        "R2 not R4: their first purchase was before the period": 2,
        "R2 not R4: they have not had 90 days since their first purchase": 1,  # C6
        "R2 and R5": 4,
        "R2 and R7": 1,  # C1
        "R2 not R7: their first purchase was in the period": 2,
        "R2 not R7: they bought earlier, but not in the previous period": 1,  # C10
        "R4 not R2: their first purchase was in the period and the next one after it": 1,  # C4
        "R5 not R2: their first purchase was in the period and the next one after it": 2,  # C4 C8
        "R5 not R2: they bought before the period, but not in it": 1,  # C9
    }
    assert moved["base of R2 not R4: they have not had 90 days since their first purchase"] == 5  # C5 C6 C7 C8 C12
    assert moved["base of R7 not R2: they bought before the period, but not in it"] == 2  # C9 C11


def test_customers_behind_a_move_and_behind_a_step_of_time(ledger):
    def ids(*asked, **more):
        return sorted(rows(members_of(*asked, **more))["customer_id"])

    assert ids(WINDOW, "R2", "R1", "once") == ["C1", "C10"]
    assert ids(WINDOW, "R2", "R1") == ["C2", "C6"]
    assert ids(WINDOW, "R4", horizon=30) == ["C2", "C6", "C8"]
    assert ids(WINDOW, "R4", of="base") == ["C2", "C3", "C4"]
    assert ids(WINDOW, "R2", "R1", "new") == []  # nobody's reason
    # The month before June has a day more than June.
    june = Filters(date(2025, 6, 1), date(2025, 6, 30), as_of=WINDOW.as_of)
    assert ids(june, "R7", of="base", previous_start=date(2025, 5, 1)) == ["C10", "C5", "C6"]


def test_an_open_period_has_no_previous_one_to_be_compared_with(ledger):
    named = set(fetch(definitions_reconciled, Filters(end=WINDOW.end))["counted"])
    assert named == set(DEFINITIONS) - {"R7"}


# ---- random shops


class Person:
    """What one customer did, as a list of days, seen through the filters."""

    def __init__(self, own: list[by_hand.Purchase], filters: Filters):
        self.days, self.f = own[0].days, filters
        self.here = [p for p in own if by_hand.is_in_period(p.day, filters)]
        self.chosen = [p for p in self.here if by_hand.is_chosen_order(p, filters)]
        self.first_is_chosen = any(by_hand.is_chosen_order(p, filters) for p in own if p.ordinal == 1)
        length = filters.end - filters.start + timedelta(days=1)
        self.in_previous = any(filters.start - length <= day < filters.start for day in self.days)
        self.as_of = filters.as_of or date.max

    def counts(self, horizon: int) -> dict:
        """{definition: (counts as returning, is in the base)}"""
        first, second = self.days[0], self.days[1] if len(self.days) > 1 else date.max
        is_new = self.first_is_chosen and self.f.start <= first <= self.f.end
        is_mature = is_new and (self.f.as_of is None or (self.as_of - first).days >= horizon)
        is_known = self.first_is_chosen and first <= self.as_of
        bought = len(self.chosen) >= 1
        returning = {
            "R1": len(self.chosen) >= 2,
            "R2": any(p.ordinal >= 2 for p in self.chosen),
            "R2'": bought and first < self.f.start,
            "R4": is_mature and (second - first).days <= horizon,
            "R5": is_known and len(self.days) > 1 and second <= self.as_of,
            "R7": self.in_previous and bool(self.here),
        }
        base = {"R4": is_mature, "R5": is_known, "R7": self.in_previous}
        return {name: (is_returning, base.get(name, bought)) for name, is_returning in returning.items()}

    def is_true(self, reason: str, horizon: int) -> bool:
        """Whether the sentence is true of the customer, whoever is compared."""
        days, start, end = self.days, self.f.start, self.f.end
        return {
            "once": lambda: days[0] < start and len(self.chosen) == len(self.here) == 1,
            "new": lambda: start <= days[0] <= end,
            "new_once": lambda: start <= days[0] <= end and len(self.here) == 1 and len(days) > 1,
            "not_here": lambda: days[0] < start and not self.here,
            "after": lambda: days[0] > end,
            "before": lambda: days[0] < start,
            "too_new": lambda: (self.as_of - days[0]).days < horizon,
            "too_late": lambda: (days[1] - days[0]).days > horizon,
            "not_previous": lambda: days[0] < start and not self.in_previous,
            "first_unknown": lambda: days[0] > self.as_of,
            "second_unknown": lambda: days[1] > self.as_of,
            "left_out": lambda: self.here and not self.chosen,
            "partly_left_out": lambda: self.chosen and len(self.here) > len(self.chosen),
            "first_left_out": lambda: not self.first_is_chosen,
        }[reason]()


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=3, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    chosen=filters() | filters(channel=(), category=()) | filters(as_of=date(2024, 9, 1)),
    horizon=st.sampled_from((1, 30, 90, 365)),
    pair=st.sampled_from(list(permutations(DEFINITIONS, 2))),
    of=st.sampled_from(OF),
)
def test_every_two_definitions_reconcile_under_any_filter(shop, chosen, horizon, pair, of):
    people = {
        who: Person(own, chosen)
        for who, own in by_hand.by_customer(by_hand.purchases(shop)).items()
        if by_hand.is_chosen_customer(shop, who, chosen)
    }
    sets = defaultdict(set)
    for who, person in people.items():
        for name, (is_returning, is_in_base) in person.counts(horizon).items():
            sets[name, "returning"] |= {who} if is_returning else set()
            sets[name, "base"] |= {who} if is_in_base else set()
    for name, rate in METRIC_OF.items():
        expected = rate(shop, chosen, None, None, **({"horizon": horizon} if name == "R4" else {}))
        assert (len(sets[name, "returning"]), len(sets[name, "base"])) == next(iter(expected.values()), (0, 0))
    periods = [chosen.previous(), chosen]
    told = counted(rows(by_code(periods, horizon)).itertuples(index=False, name=None), periods)[1]
    found = fetch(definitions_reconciled, chosen, horizon=horizon)
    for (one_name, other, side), moves in found.groupby(["counted", "other", "of"]):
        reasons = moves["reason"].astype(object).where(moves["reason"].notna(), None)
        assert dict(told.moves(one_name, other, side)) == dict(zip(reasons, moves["value"], strict=True))
        one, two = sets[one_name, side], sets[other, side]
        assert told.total(one_name, side) == len(one)
        assert moves[moves["reason"].isna()]["value"].tolist() == [len(one & two)]
        assert moves["value"].sum() == len(one)
    name, other = pair
    moves = found[(found["counted"] == name) & (found["other"] == other) & (found["of"] == of)]
    gone = []
    for move in moves.dropna(subset="reason").itertuples():
        ids = rows(members_of(chosen, name, other, move.reason, of=of, horizon=horizon))["customer_id"].tolist()
        assert len(ids) == move.value
        assert all(people[who].is_true(move.reason, horizon) for who in ids), move.reason
        gone += ids
    assert sorted(gone) == sorted(sets[name, of] - sets[other, of])
