"""Who brings the revenue, and how it grows: worked by hand, and random shops against plain Python."""

import math
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data_access.fetch import fetch, fetch_one, rows
from data_access.filters import COMPARED_WITH, Filters
from data_access.metrics import METRICS, customer_revenue, earned_growth, growth_parts
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.agreement import agrees
from tests.data_access.metrics.strategies import filters

THIS_YEAR = Filters(date(2025, 1, 1), date(2025, 12, 31), as_of=date(2025, 12, 31))
# 100 last year. This year 85 of it again, 25 through recommendation, 20 through advertisements.
BOOK = """
customer_id | ordered_at | amount | origin
Ann         | 2024-03-01 | 60     | search
Bob         | 2024-06-01 | 40     | recommendation
Ann         | 2025-02-01 | 70     | search
Ann         | 2025-05-01 | 15     | search
Cy          | 2025-06-01 | 25     | Word of mouth
Dee         | 2025-07-01 | 12     | advertisement
Eve         | 2025-08-01 | 8      | advertisement
"""


def value_of(name: str, chosen: Filters, **options) -> float:
    return fetch_one(METRICS[name], chosen, **options)["value"]


def parts_of(chosen: Filters, **options) -> dict[str, float]:
    return fetch(earned_growth.growth_in_parts, chosen, **options).set_index("group")["numerator"].to_dict()


def ids(statement) -> list[str]:
    return sorted(rows(statement)["customer_id"])


# ---- earned growth


def test_85_kept_and_25_recommended_of_100_are_10_percent_earned_growth_a_third_of_30_percent(db, given_orders):
    given_orders(BOOK)
    assert value_of("net_revenue_retention", THIS_YEAR) == pytest.approx(0.85)
    assert value_of("earned_new_revenue", THIS_YEAR) == pytest.approx(0.25)
    growth = fetch_one(earned_growth.earned_growth, THIS_YEAR)
    assert growth["value"] == pytest.approx(0.10)
    assert (growth["numerator"], growth["denominator"], growth["n"]) == (10, 100, 2)
    assert value_of("earned_share_of_growth", THIS_YEAR) == pytest.approx(1 / 3)
    parts = parts_of(THIS_YEAR)
    assert parts["this period"] == 130 == sum(parts[name] for name in growth_parts.PARTS)


def test_whoever_was_away_for_the_whole_period_before_is_neither_kept_nor_new(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | origin
        Ann         | 2023-01-01 | 5      | recommendation
        Ann         | 2025-01-01 | 30     | recommendation
        Ann         | 2025-02-01 | 4      | recommendation
        Bob         | 2024-02-01 | 100    | search
    """)
    parts = parts_of(THIS_YEAR)
    assert (parts["came back"], parts["kept"], parts["recommended"]) == (34, 0, 0)
    assert value_of("earned_growth", THIS_YEAR) == -1


def test_new_customers_who_did_not_say_are_unknown_and_never_bought_otherwise(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | origin
        Ann         | 2024-02-01 | 100    |
        Bob         | 2025-01-01 | 7      |
        Cy          | 2025-01-01 | 9      | Unknown
        Dee         | 2025-01-01 | 3      | a friend of mine
    """)
    parts = parts_of(THIS_YEAR)
    assert (parts["unknown origin"], parts["other origin"], parts["recommended"]) == (16, 0, 3)
    assert value_of("origin_answer_rate", THIS_YEAR) == 1 / 3


def test_without_any_known_origin_earned_growth_is_unknown_and_retention_is_not(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount
        Ann         | 2024-02-01 | 100
        Ann         | 2025-01-01 | 90
        Bob         | 2025-03-01 | 30
    """)
    for name in ("earned_new_revenue", "earned_growth", "earned_share_of_growth", "referrals_by_repeat_customers"):
        assert pd.isna(value_of(name, THIS_YEAR)), name
    assert value_of("net_revenue_retention", THIS_YEAR) == 0.9
    nobody_new = Filters(date(2024, 7, 1), date(2025, 1, 31))
    assert value_of("earned_new_revenue", nobody_new) == 0


def test_the_year_before_may_lie_apart_but_not_overlap(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | origin
        Ann         | 2024-04-05 | 100    | search
        Bob         | 2025-01-10 | 50     | search
        Ann         | 2025-04-05 | 60     | search
        Bob         | 2025-04-06 | 20     | search
    """)
    april = Filters(date(2025, 4, 1), date(2025, 4, 30))
    assert value_of("net_revenue_retention", april, compared_with="year") == 0.6
    assert parts_of(april, compared_with="year")["came back"] == 20
    with pytest.raises(ValueError, match="overlaps"):
        earned_growth.earned_growth(replace(april, start=date(2023, 1, 1)), compared_with="year")
    with pytest.raises(ValueError, match="previous, year"):
        earned_growth.earned_growth(april, compared_with="decade")


def test_growth_in_one_currency_leaves_the_others_out(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | currency | origin
        Ann         | 2024-04-05 | 100    | GBP      | search
        Ann         | 2025-02-01 | 900    | EUR      | search
        Ann         | 2025-04-05 | 60     | GBP      | search
        Bob         | 2024-04-05 | 700    | EUR      | search
        Bob         | 2025-04-06 | 20     | GBP      | search
    """)
    pounds = replace(THIS_YEAR, currency="GBP")
    assert parts_of(pounds) | {"kept": 60, "came back": 20, "previous period": 100, "this period": 80} == parts_of(
        pounds
    )
    assert fetch_one(customer_revenue.top_decile_revenue_share, pounds)[["numerator", "denominator"]].tolist() == [
        60,
        80,
    ]


# ---- referrals


def test_a_referrer_counts_with_two_purchases_by_the_day_of_the_new_customers_first(db, given_orders):
    given_orders("""
        customer_id | ordered_at | origin         | referred_by
        Ann         | 2024-01-01 | search         |
        Ann         | 2025-03-01 | search         |
        Early       | 2025-02-28 | recommendation | Ann
        Same day    | 2025-03-01 | recommendation | Ann
        Later       | 2025-04-01 | friend         | Ann
        Stranger    | 2025-04-01 | friend         | nobody of ours
        Silent      | 2025-04-01 |                | Ann
        Searched    | 2025-04-01 | search         |
    """)
    share = fetch_one(earned_growth.referrals_by_repeat_customers, THIS_YEAR)
    assert (share["numerator"], share["denominator"]) == (2, 5)
    assert share["low"] < share["value"] < share["high"]
    assert ids(earned_growth.referred(THIS_YEAR)) == ["Later", "Same day"]
    assert set(rows(earned_growth.referrers(THIS_YEAR))["referred_by"]) == {"Ann"}


# ---- who brings the revenue


def test_a_tenth_of_eleven_customers_is_two_of_them(db, given_orders):
    given_orders(
        [{"customer_id": f"C{n}", "ordered_at": "2025-05-01", "amount": 20 if n < 3 else 1} for n in range(11)]
    )
    top = fetch_one(customer_revenue.top_decile_revenue_share, THIS_YEAR)
    assert (top["numerator"], top["denominator"], top["n"]) == (40, 68, 11)
    tenths = fetch(customer_revenue.revenue_concentration, THIS_YEAR)
    assert list(tenths["group"]) == [str(tenth) for tenth in range(1, 11)]
    assert list(tenths["n"]) == [2] + [1] * 9
    assert ids(customer_revenue.customers_of_tenth(THIS_YEAR, 1)) == ["C0", "C1"]


def test_a_purchase_keeps_its_number_whatever_the_period(db, given_orders):
    days = ["2024-11-01", "2024-12-01", "2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"]
    given_orders([{"customer_id": "Ann", "ordered_at": day, "amount": 10} for day in days])
    by_ordinal = fetch(customer_revenue.revenue_by_ordinal, THIS_YEAR)
    assert list(by_ordinal["group"]) == list(customer_revenue.ORDINALS)
    assert list(by_ordinal["numerator"]) == [0, 0, 10, 10, 20, 0]
    assert list(by_ordinal["denominator"]) == [40] * 6


# ---- random shops

SOME = settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
ANY_AS_OF = st.none() | st.dates(shops.FIRST, shops.LAST)


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=8, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


def known_purchases(shop, chosen: Filters) -> list:
    return [p for p in by_hand.purchases(shop) if chosen.as_of is None or p.day <= chosen.as_of]


def cells(shop, chosen, by, every):
    return by_hand.cells(shop, known_purchases(shop, chosen), chosen, by, every)


@SOME
@given(
    chosen=filters(),
    as_of=ANY_AS_OF,
    every=st.sampled_from((None, "week", "month", "quarter")),
    by=st.sampled_from((None, "segment", "region", "channel")),
)
def test_revenue_agrees_with_plain_python_under_any_filter(shop, chosen, as_of, every, by):
    chosen = replace(chosen, as_of=as_of)
    found = cells(shop, chosen, by, every)
    expected = {cell: (len(bought), len(by_hand.by_customer(bought))) for cell, bought in found.items()}
    per_customer = fetch(customer_revenue.purchases_per_customer, chosen, by=by, every=every)
    agrees(per_customer, expected)
    if every is None and by is None and expected:
        assert_interval_is_that_of_a_mean(per_customer.iloc[0], found[None, None])
    expected = {
        cell: (sum(p.amount for p in bought if p.ordinal > 1), sum(p.amount for p in bought))
        for cell, bought in found.items()
    }
    agrees(fetch(customer_revenue.returning_revenue_share, chosen, by=by, every=every), expected)


@SOME
@given(
    chosen=filters(),
    every=st.sampled_from(("week", "month")),
    metric=st.sampled_from([each for each in METRICS.values() if each.adds_up]),
)
def test_steps_add_up_to_the_period_where_a_metric_says_so(shop, chosen, every, metric):
    steps, whole = fetch(metric, chosen, every=every), fetch_one(metric, chosen)
    for name in ("numerator", "denominator"):
        assert steps[name].sum() == pytest.approx(0 if pd.isna(whole[name]) else whole[name]), name


def assert_interval_is_that_of_a_mean(row, bought) -> None:
    """Each customer's number of purchases is one observation; the error is that of their mean, divided by n."""
    counts = [len(own) for own in by_hand.by_customer(bought).values()]
    n, mean = len(counts), sum(counts) / len(counts)
    if n > 1:
        margin = 1.959964 * math.sqrt(sum((count - mean) ** 2 for count in counts)) / n
        assert row["low"] == pytest.approx(max(mean - margin, 0), rel=1e-6)
        assert row["high"] == pytest.approx(mean + margin, rel=1e-6)
    else:
        assert pd.isna(row["low"])


@SOME
@given(chosen=filters(), as_of=ANY_AS_OF, every=st.sampled_from((None, "month")))
def test_shares_by_purchase_and_by_tenth_agree_with_plain_python(shop, chosen, as_of, every):
    chosen = replace(chosen, as_of=as_of)
    expected = {}
    for (period, _), bought in cells(shop, chosen, None, every).items():
        whole = sum(p.amount for p in bought)
        for name, (first, last) in customer_revenue.ORDINALS.items():
            amount = sum(p.amount for p in bought if first <= p.ordinal <= (last or math.inf))
            expected[period, name] = (amount, whole)
    agrees(fetch(customer_revenue.revenue_by_ordinal, chosen, every=every), expected)

    spent = defaultdict(int)
    for p in cells(shop, chosen, None, None).get((None, None), []):
        spent[p.customer_id] += p.amount
    ranked, n = sorted(spent.values(), reverse=True), len(spent)
    ends = [-(-tenth * n // 10) for tenth in range(11)]
    inside = {str(tenth): ranked[ends[tenth - 1] : ends[tenth]] for tenth in range(1, 11)}
    tenths = fetch(customer_revenue.revenue_concentration, chosen)
    agrees(tenths, {(None, tenth): (sum(held), sum(ranked)) for tenth, held in inside.items() if held})
    assert dict(zip(tenths["group"], tenths["n"], strict=True)) == {t: len(held) for t, held in inside.items() if held}
    agrees(fetch(customer_revenue.top_decile_revenue_share, chosen), {(None, None): (sum(inside["1"]), sum(ranked))})
    of_top = ids(customer_revenue.customers_of_tenth(chosen, 1))
    assert sorted((spent[who] for who in of_top), reverse=True) == inside["1"]


@SOME
@given(
    chosen=filters(),
    compared_with=st.sampled_from(COMPARED_WITH),
    by=st.sampled_from((None, "region")),
    listed=st.sampled_from((growth_parts.BEFORE, *growth_parts.PARTS, growth_parts.NOW)),
)
def test_growth_agrees_with_plain_python_under_any_filter(shop, chosen, compared_with, by, listed):
    before = chosen.previous() if compared_with == "previous" else chosen.year_before()
    if before.end >= chosen.start:
        return
    amounts, people = growth_by_hand(shop, chosen, before, None)
    found = fetch(earned_growth.growth_in_parts, chosen, compared_with=compared_with).set_index("group")
    assert found["numerator"].to_dict() == {name: amounts[None, name] for name in found.index}
    assert found["n"].to_dict() == {name: len(people[None, name]) for name in found.index}
    statement = growth_parts.customers_of_part(chosen, listed, compared_with=compared_with)
    assert set(ids(statement)) == people[None, listed]

    amounts, _ = growth_by_hand(shop, chosen, before, by)
    groups = {group for group, _ in amounts} or ({None} if by is None else set())
    kept = {(None, group): (amounts[group, "kept"], amounts[group, "previous period"]) for group in groups}
    agrees(fetch(earned_growth.net_revenue_retention, chosen, by=by, compared_with=compared_with), kept)


def growth_by_hand(shop, chosen, before, by) -> tuple[dict, dict]:
    """(group, part) -> amount; and its customers."""
    amounts, people = defaultdict(int), defaultdict(set)
    then = [p for inside in cells(shop, before, None, None).values() for p in inside]
    now = [p for inside in cells(shop, chosen, None, None).values() for p in inside]
    bought_then = {p.customer_id for p in then}
    for p in then:
        key = by_hand.group(shop, p, by), "previous period"
        amounts[key] += p.amount
        people[key].add(p.customer_id)
    for p in now:
        if p.customer_id in bought_then:
            part = "kept"
        elif p.days[0] < chosen.start:
            part = "came back"
        else:
            origin = shop.customers[p.customer_id]["origin"]
            is_told = origin not in (None, "Unknown")
            by_others = origin in ("Recommendation", "a FRIEND told me", "Word-of-mouth")
            part = "recommended" if by_others else "other origin" if is_told else "unknown origin"
        for name in (part, "this period"):
            key = by_hand.group(shop, p, by), name
            amounts[key] += p.amount
            people[key].add(p.customer_id)
    return amounts, people


@SOME
@given(chosen=filters(), every=st.sampled_from((None, "month")), by=st.sampled_from((None, "segment", "channel")))
def test_referrals_agree_with_plain_python_under_any_filter(shop, chosen, every, by):
    days = {p.customer_id: p.days for p in by_hand.purchases(shop)}
    first = [p for p in known_purchases(shop, chosen) if p.ordinal == 1]
    expected, answered = {}, {}
    for cell, new in by_hand.cells(shop, first, chosen, by, every).items():
        told = [p for p in new if shop.customers[p.customer_id]["origin"] not in (None, "Unknown")]
        by_repeat = 0
        for p in told:
            before = [day for day in days.get(shop.customers[p.customer_id]["referred_by"], ()) if day <= p.day]
            by_repeat += len(before) >= 2
        expected[cell], answered[cell] = (by_repeat, len(told)), (len(told), len(new))
    agrees(fetch(earned_growth.referrals_by_repeat_customers, chosen, by=by, every=every), expected)
    agrees(fetch(earned_growth.origin_answer_rate, chosen, by=by, every=every), answered)
