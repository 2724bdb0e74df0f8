"""What became of new customers: cohorts worked by hand, and random shops against plain Python."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data_access import fetch as answers
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics import cohorts
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.strategies import filters

RETURNED = """
    customer_id | ordered_at | amount | channel
    C1          | 2025-01-06 | 20     | web
    C1          | 2025-01-20 | 5      | shop
    C1          | 2025-06-03 | 10     | web
    C2          | 2025-01-31 | 40     | shop
    C2          | 2025-02-01 | 30     | shop
    C3          | 2025-02-11 | 50     | web
"""


def cells(metric, chosen, **asked) -> dict:
    """{(cohort, age): (numerator, denominator, is it over)}"""
    return {
        (None if pd.isna(row.cohort) else row.cohort.date(), row.age): (row.numerator, row.denominator, row.is_complete)
        for row in fetch(metric, chosen, **asked).itertuples()
    }


def counts(metric, chosen, cohort, **asked) -> list[float]:
    """The numerators of a cohort from age 0 on."""
    return [numbers[0] for (start, _), numbers in cells(metric, chosen, **asked).items() if start == cohort]


def test_the_row_of_all_cohorts_is_weighted_by_customers(db, given_orders):
    """1 of 5 came back and 0 of 51: the mean of the two rates is 10 %, and 1.8 % of the customers came back."""
    days = {f"A{number}": "2025-01-05" + (" 2025-02-05" if number == 0 else "") for number in range(5)}
    days |= {f"B{number}": "2025-02-10" for number in range(51)}
    given_orders([{"customer_id": who, "ordered_at": day} for who in days for day in days[who].split()])
    found = fetch(cohorts.cohort_retention, Filters(as_of=date(2025, 4, 15)))
    assert found.loc[found["cohort"].notna() & (found["age"] == 1), "value"].mean() == 0.1
    everyone = found[found["cohort"].isna()].set_index("age")
    assert everyone.loc[1, ["numerator", "denominator"]].tolist() == [1, 56]
    assert everyone.loc[1, "value"] == pytest.approx(0.018, abs=0.0005)
    assert everyone.loc[1, "low"] < 1 / 56 < everyone.loc[1, "high"]


def test_a_cell_whose_step_is_not_over_is_marked_and_left_out_of_the_total(db, given_orders):
    given_orders("""
        customer_id | ordered_at
        C1          | 2025-03-01
        C1          | 2025-04-02
        C2          | 2025-02-11
        C2          | 2025-04-03
    """)
    april_29, april_30 = Filters(as_of=date(2025, 4, 29)), Filters(as_of=date(2025, 4, 30))
    found = cells(cohorts.cohort_retention, april_29)
    february, march = date(2025, 2, 1), date(2025, 3, 1)
    assert {cell: numbers[0] for cell, numbers in found.items() if cell[0]} == {
        (february, 0): 1, (february, 1): 0, (february, 2): 1, (march, 0): 1, (march, 1): 1,
    }  # fmt: skip
    assert {cell for cell, numbers in found.items() if not numbers[2]} == {(february, 2), (march, 1)}
    assert {age: numbers[1] for (cohort, age), numbers in found.items() if not cohort} == {0: 2, 1: 1}
    assert all(is_complete for *_, is_complete in cells(cohorts.cohort_retention, april_30).values())
    # The first quarter is over, the second is not; the week of 28 April is over on 4 May.
    quarters = cells(cohorts.cohort_retention, april_30, every="quarter")
    assert quarters[date(2025, 1, 1), 0] == (2, 2, True) and quarters[date(2025, 1, 1), 1] == (2, 2, False)
    for as_of, is_over in ((date(2025, 5, 3), False), (date(2025, 5, 4), True)):
        weeks = cells(cohorts.cohort_retention, Filters(as_of=as_of), every="week")
        assert weeks[date(2025, 2, 24), 9] == (0, 1, is_over) and (date(2025, 2, 24), 10) not in weeks


def test_a_step_in_which_nobody_bought_is_zero_and_not_left_out(db, given_orders):
    given_orders(RETURNED)
    january = date(2025, 1, 1)
    chosen = Filters(as_of=date(2025, 7, 31))
    assert counts(cohorts.cohort_retention, chosen, january) == [2, 1, 0, 0, 0, 1, 0]
    assert counts(cohorts.cohort_retention, chosen, january, every="quarter") == [3, 1, 0]
    assert counts(cohorts.cohort_retention, chosen, january, ages=2) == [2, 1, 0]


def test_on_or_after_counts_whoever_is_yet_to_come_and_so_rewrites_history(db, given_orders):
    """C1's purchase in June marks February to May as well: a report of May did not say so."""
    given_orders(RETURNED)
    january = date(2025, 1, 1)
    later = {"mode": "on_or_after"}
    assert counts(cohorts.cohort_retention, Filters(as_of=date(2025, 7, 31)), january, **later) == [2, 2, 1, 1, 1, 1, 0]
    assert counts(cohorts.cohort_retention, Filters(as_of=date(2025, 5, 31)), january, **later) == [2, 1, 0, 0, 0]
    in_the_web = Filters(as_of=date(2025, 7, 31), channel=("web",))
    assert counts(cohorts.cohort_retention, in_the_web, january, **later) == [1, 1, 1, 1, 1, 1, 0]
    assert counts(cohorts.cohort_retention, in_the_web, january, ages=3, **later) == [1, 1, 1, 1]


def test_revenue_of_a_cohort_adds_up_over_its_age(db, given_orders):
    given_orders(RETURNED)
    chosen, january, february = Filters(as_of=date(2025, 6, 30)), date(2025, 1, 1), date(2025, 2, 1)
    found = cells(cohorts.cohort_revenue, chosen, ages=5)
    assert [found[january, age][0] for age in range(6)] == [65, 95, 95, 95, 95, 105]
    assert found[february, 4] == (50, 1, True)
    assert found[None, 1] == (95 + 50, 3, True), "145 by three customers, not the mean of 47.50 and 50"
    assert found[None, 5] == (105, 2, True)
    web = cells(cohorts.cohort_revenue, Filters(as_of=date(2025, 6, 30), channel=("web",)))
    assert web[january, 0] == (20, 2, True), "whoever bought elsewhere still belongs to the cohort"


def test_revenue_is_in_one_currency_and_of_the_customers_who_began_in_it(db, given_orders):
    given_orders("""
        customer_id | ordered_at | amount | currency
        C1          | 2025-01-06 | 20     | EUR
        C1          | 2025-01-07 | 900    | USD
        C2          | 2025-01-08 | 500    | USD
        C2          | 2025-01-09 | 70     | EUR
    """)
    found = cells(cohorts.cohort_revenue, Filters(as_of=date(2025, 1, 31), currency="EUR"))
    assert found[date(2025, 1, 1), 0] == (20, 1, True)


@pytest.mark.parametrize("wrong", [{"mode": "sometimes"}, {"ages": -1}])
def test_an_option_that_makes_no_sense_is_refused_in_a_sentence(wrong):
    with pytest.raises(ValueError, match="mode is one of|at least 0"):
        cohorts.cohort_retention(Filters(), **wrong)


# ---- random shops


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        made = shops.random_shop(seed=2, feedback=1)
        shops.import_shop(made, given_brands, given_orders, given_feedback)
        yield made


# The time of an example depends on the machine, and shrinking by queries takes minutes.
SOME = settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
STEP, MODE = st.sampled_from(cohorts.STEPS), st.sampled_from(cohorts.MODES)


@SOME
@given(chosen=filters(), every=STEP, mode=MODE)
def test_cohorts_agree_with_plain_python_under_any_filter(shop, chosen, every, mode):
    retained = by_hand.cohort_retention(shop, chosen, every, mode)
    assert cells(cohorts.cohort_retention, chosen, every=every, mode=mode) == retained
    assert cells(cohorts.cohort_revenue, chosen, every=every) == by_hand.cohort_revenue(shop, chosen, every)
    youngest = {cell: numbers for cell, numbers in retained.items() if cell[1] <= 3}
    assert cells(cohorts.cohort_retention, chosen, every=every, mode=mode, ages=3) == youngest


@SOME
@given(chosen=filters(), every=STEP, mode=MODE, data=st.data())
def test_the_customers_behind_a_cell_are_as_many_as_it_counts(shop, chosen, every, mode, data):
    found = cells(cohorts.cohort_retention, chosen, every=every, mode=mode)
    if not found:
        return
    cell = data.draw(st.sampled_from(list(found)))
    retained = answers.rows(cohorts.members_of_cell(chosen, *cell, every=every, mode=mode))["customer_id"].nunique()
    everybody = answers.rows(cohorts.members_of_cohort(chosen, *cell, every=every))["customer_id"].nunique()
    assert (retained, everybody) == found[cell][:2]
