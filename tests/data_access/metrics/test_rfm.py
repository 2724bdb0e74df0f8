"""What kinds of customers there are and who moved: worked by hand, and against plain Python under any filter."""

import math
import random
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from data_access.fetch import fetch, rows
from data_access.filters import Filters
from data_access.metrics import named_groups, rfm
from data_access.metrics.standing import fifths
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops

# The published grid. Right: recency 1 to 5; upwards: the mean of frequency and monetary score.
GRID = {
    5: ("Cannot lose them", "Cannot lose them", "Loyal", "Loyal", "Champions"),
    4: ("At risk", "At risk", "Loyal", "Loyal", "Champions"),
    3: ("At risk", "At risk", "Need attention", "Potential loyalists", "Potential loyalists"),
    2: ("Hibernating", "Hibernating", "About to sleep", "Potential loyalists", "Potential loyalists"),
    1: ("Hibernating", "Hibernating", "About to sleep", "Promising", "New customers"),
}


def test_every_combination_of_scores_belongs_to_exactly_one_group():
    for recency, frequency, monetary in product(range(1, 6), repeat=3):
        value = math.floor((frequency + monetary) / 2)
        holding = [
            group.name
            for group in named_groups.GROUPS
            if group.recency[0] <= recency <= group.recency[1] and group.value[0] <= value <= group.value[1]
        ]
        assert holding == [GRID[value][recency - 1]]


def test_one_more_for_each_end_of_a_fifth_below_is_one_more_for_each_fifth_that_has_less():
    """percentile_disc(p) is the value at p*n, rounded up; the scores from these ends never part equal values."""
    chance = random.Random(1)
    for n in (*range(1, 60), 366):
        values = sorted(chance.randrange(1 + chance.randrange(n)) for _ in range(n))
        ends = [values[math.ceil(Fraction(fifth, 5) * n) - 1] for fifth in (1, 2, 3, 4)]
        for value in values:
            assert 1 + sum(end < value for end in ends) == score(value, values)


# ---- by hand


def score(value, values) -> int:
    return 1 + math.floor(Fraction(5 * sum(other < value for other in values), len(values)))


def standing(shop, day: date | None) -> dict:
    """{customer: (last day, purchases, spent)} as they were at the end of a day."""
    bought = {}
    for purchase in by_hand.purchases(shop):
        if day is None or purchase.day <= day:
            bought.setdefault(purchase.customer_id, []).append(purchase)
    return {
        who: (max(own.day for own in mine), len(mine), sum(own.amount for own in mine)) for who, mine in bought.items()
    }


def scores(shop, day: date | None) -> dict:
    stood = standing(shop, day)
    columns = list(zip(*stood.values(), strict=True))
    return {
        who: tuple(score(one, all_) for one, all_ in zip(mine, columns, strict=True)) for who, mine in stood.items()
    }


def groups(shop, day: date | None) -> dict:
    return {
        who: GRID[(frequency + monetary) // 2][recency - 1]
        for who, (recency, frequency, monetary) in scores(shop, day).items()
    }


def last_day(filters) -> date | None:
    return min([day for day in (filters.end, filters.as_of) if day], default=None)


def eve(filters) -> date | None:
    """The day before the period, as far as the data is to be known."""
    if filters.start is None:
        return None
    return min(filters.start - timedelta(days=1), last_day(filters) or date.max)


# ---- a random shop, seen in many ways


def _drawn(chance: random.Random) -> Filters:
    """Anything a reader may choose; now and then a period with nobody before it, or one after the data's last day."""
    start, end = sorted(shops.FIRST + timedelta(days=chance.randrange(-5, 460)) for _ in range(2))
    return Filters(
        chance.choice((start, start, start, None)),
        chance.choice((end, end, end, None)),
        as_of=chance.choice((None, None, shops.FIRST + timedelta(days=chance.randrange(460)))),
        segment=tuple(chance.sample(shops.SEGMENTS, chance.choice((0, 0, 1, 2)))),
        region=tuple(chance.sample(shops.REGIONS, chance.choice((0, 0, 1)))),
        channel=tuple(chance.sample(shops.CHANNELS, chance.choice((0, 1)))),
        # Without a currency in the data, to choose one restricts nothing; its statements are others.
        currency=chance.choice((None, None, "GBP")),
    )


ALWAYS = (Filters(), Filters(shops.LAST, shops.LAST, as_of=date(2024, 9, 1)), Filters(end=date(2020, 1, 1)))
VIEWS = (*ALWAYS, *map(_drawn, map(random.Random, range(9))))


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=3, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


def chosen(shop, told: dict, filters) -> dict:
    return {who: what for who, what in told.items() if by_hand.is_chosen_customer(shop, who, filters)}


@pytest.mark.parametrize("filters", VIEWS, ids=range(len(VIEWS)))
def test_groups_agree_with_plain_python_under_any_filter(shop, filters):
    found = fetch(rfm.rfm_groups, filters).set_index("group")
    day = last_day(filters)
    stood, expected = standing(shop, day), chosen(shop, groups(shop, day), filters)
    assert set(found.index) == (set(named_groups.NAMES) if expected else set())
    today = day or max(purchase.day for purchase in by_hand.purchases(shop))
    for name, row in found.iterrows():
        members = [who for who, group in expected.items() if group == name]
        assert row["value"] == row["numerator"] == len(members)
        assert row["revenue"] == pytest.approx(sum(stood[who][2] for who in members))
        assert row["share_of_customers"] == pytest.approx(len(members) / len(expected))
        assert row["share_of_revenue"] == pytest.approx(
            sum(stood[who][2] for who in members) / sum(stood[who][2] for who in expected)
        )
        if members:
            assert row["mean_days"] == pytest.approx(sum((today - stood[w][0]).days for w in members) / len(members))
            assert row["mean_purchases"] == pytest.approx(sum(stood[who][1] for who in members) / len(members))


@pytest.mark.parametrize("filters", VIEWS, ids=range(len(VIEWS)))
def test_movement_agrees_with_plain_python_and_adds_up(shop, filters):
    found = fetch(rfm.rfm_movement, filters)
    now = chosen(shop, groups(shop, last_day(filters)), filters)
    before = eve(filters)
    was = chosen(shop, groups(shop, before), filters) if before else {}
    expected = Counter((was.get(who, rfm.NOT_YET), group) for who, group in now.items())
    moves = zip(found["from_group"], found["to_group"], strict=True)
    assert dict(zip(moves, found["value"], strict=True)) == expected
    # The columns add up to the groups at the end, the rows to those of the day before the period.
    for side, members, day in ((rfm.at_end(found), now, last_day(filters)), (rfm.at_start(found), was, before)):
        stood, revenue = standing(shop, day), Counter()
        for who, group in members.items():
            revenue[group] += stood[who][2]
        sums = dict(zip(side["group"], zip(side["value"], side["revenue"], strict=True), strict=True))
        assert sums == {name: (Counter(members.values())[name], revenue[name]) for name in named_groups.NAMES}


def test_the_groups_of_a_period_are_those_of_its_movement(shop):
    filters = Filters(date(2024, 7, 1), date(2024, 12, 31), segment=("trade", "club"))
    groups_of_day = fetch(rfm.rfm_groups, filters).sort_values("place", ignore_index=True)
    side = rfm.at_end(fetch(rfm.rfm_movement, filters))
    pd.testing.assert_frame_equal(side, groups_of_day[side.columns])


def test_fifths_that_were_read_before_change_nothing(shop):
    filters = Filters(date(2024, 7, 1), date(2024, 12, 31), region=("north",))
    known = [rows(fifths(filters, day)).to_dict("records")[0] for day in (filters.end, eve(filters))]
    found = (rows(statement) for statement in (rfm.moves(filters), rfm.moves(filters, *known)))
    inline, given = (frame.sort_values("group", ignore_index=True) for frame in found)
    pd.testing.assert_frame_equal(inline, given)


@pytest.mark.parametrize("filters", VIEWS[3:8], ids=range(3, 8))
def test_the_members_of_a_group_and_of_a_move_are_those_counted(shop, filters):
    now = chosen(shop, groups(shop, last_day(filters)), filters)
    was = chosen(shop, groups(shop, eve(filters)), filters) if eve(filters) else {}
    pairs = {who: (was.get(who, rfm.NOT_YET), now[who]) for who in sorted(now)}
    came_from, group = random.Random(1).choice(sorted(set(pairs.values())) or [(rfm.NOT_YET, "Loyal")])
    for asked in ((group, None), (group, came_from), (None, came_from)):
        found = rows(rfm.members(filters, *asked))["customer_id"]
        assert sorted(found) == [
            who for who, (a, b) in pairs.items() if asked[0] in (None, b) and asked[1] in (None, a)
        ]


@pytest.mark.parametrize("filters", VIEWS[5:8], ids=range(5, 8))
def test_scores_and_breakdowns_count_every_customer_once(shop, filters):
    expected = chosen(shop, scores(shop, last_day(filters)), filters)
    found = fetch(rfm.rfm_scores, filters)
    counted = dict(zip(found[["recency_score", "frequency_score", "monetary_score"]].itertuples(index=False, name=None),
                       found["value"], strict=True))  # fmt: skip
    assert counted == Counter(expected.values())
    whole = fetch(rfm.rfm_groups, filters).set_index("place")["value"]
    for by in ("region", "attribute.segment"):
        parts = fetch(rfm.rfm_groups, filters, by=by).groupby("place")["value"].sum()
        assert parts.to_dict() == whole.to_dict()


# ---- single cases


def test_equal_customers_share_a_group_and_nobody_is_ranked_by_chance(db, given_orders):
    """Twelve alike: nobody has less than another, so all score 1."""
    given_orders([{"customer_id": f"C{number}", "ordered_at": "2025-03-01"} for number in range(12)])
    found = fetch(rfm.rfm_groups, Filters(end=date(2025, 3, 31))).set_index("group")["value"]
    assert found["Hibernating"] == 12 and found.sum() == 12


def test_a_later_purchase_does_not_change_a_past_day_and_as_of_hides_it(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount
        C1          | 2025-01-05 | 10
        C2          | 2025-02-05 | 20
        C3          | 2025-03-05 | 30
        C1          | 2025-04-05 | 90
    """)
    march, later = Filters(end=date(2025, 3, 31)), Filters(end=date(2025, 4, 30), as_of=date(2025, 3, 31))
    for filters in (march, later):
        assert sorted(rows(rfm.members(filters, "Hibernating"))["customer_id"]) == ["C1", "C2"]
    # On 31 March a third had less than C2, two thirds less than C3: scores of 2 and 4, but as often as C1.
    found = fetch(rfm.rfm_scores, march)
    assert sorted(found["group"]) == ["R1 F1 M1", "R2 F1 M2", "R4 F1 M4"]
    # C1 comes back on the period's last day; then two thirds are behind C1 and one third behind C3.
    april = fetch(rfm.rfm_movement, Filters(date(2025, 4, 1), date(2025, 4, 5)))
    moves = {"Hibernating × Loyal": 1, "Hibernating × Hibernating": 1, "Potential loyalists × Hibernating": 1}
    assert dict(zip(april["group"], april["value"], strict=True)) == moves


def test_amounts_of_another_currency_are_not_added(db, given_orders):
    """C1 spent most in all, but 10 of it in pounds; the last purchase was in euros."""
    given_orders("""
        customer_id | ordered_at | amount | currency
        C1          | 2025-01-05 | 10     | GBP
        C1          | 2025-03-01 | 500    | EUR
        C2          | 2025-03-02 | 20     | GBP
    """)
    pounds = fetch(rfm.rfm_groups, Filters(end=date(2025, 3, 31), currency="GBP"))
    assert pounds["revenue"].sum() == 30
    scored = fetch(rfm.rfm_scores, Filters(end=date(2025, 3, 31), currency="GBP"))
    assert dict(zip(scored["group"], scored["revenue"], strict=True)) == {"R1 F3 M1": 10, "R3 F1 M3": 20}


def test_a_name_that_is_no_group_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="no group of customers"):
        rfm.members(Filters(), "Whales")
