"""What a filter means: which days, whose orders, whose words."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from sqlalchemy import func, select

from data_access import database
from data_access.filters import EVERY_BRAND, Filters
from data_access.schema import feedback, mentions, orders, purchases
from data_access.segments.rules import parse
from tests.conftest import DATABASES

QUARTER = Filters(date(2025, 4, 1), date(2025, 6, 30))


def count(table, *where):
    return int(database.read(select(func.count()).select_from(table).where(*where)).iloc[0, 0])


def test_filters_are_a_value():
    assert QUARTER == Filters(date(2025, 4, 1), date(2025, 6, 30))
    assert len({QUARTER, replace(QUARTER)}) == 1
    with pytest.raises(FrozenInstanceError):
        QUARTER.start = None


def test_a_period_that_ends_before_it_starts_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="The period starts on 2025-06-30, after its end on 2025-04-01."):
        Filters(date(2025, 6, 30), date(2025, 4, 1))


def test_the_previous_period_has_as_many_days_just_before():
    assert QUARTER.days == 91
    before = QUARTER.previous()
    assert (before.start, before.end, before.days) == (date(2024, 12, 31), date(2025, 3, 31), 91)
    one_day = Filters(date(2025, 3, 1), date(2025, 3, 1), segment=("trade",)).previous()
    assert (one_day.start, one_day.end, one_day.segment) == (date(2025, 2, 28), date(2025, 2, 28), ("trade",))


def test_the_year_before_survives_a_leap_day():
    leap = Filters(date(2024, 2, 29), date(2024, 3, 31)).year_before()
    assert (leap.start, leap.end) == (date(2023, 2, 28), date(2023, 3, 31))


def test_an_open_period_has_no_length_and_nothing_before_it():
    for open_period in (Filters(), Filters(start=date(2025, 1, 1)), Filters(end=date(2025, 1, 1))):
        assert open_period.days is None
        for comparison in (open_period.previous, open_period.year_before):
            with pytest.raises(ValueError, match="open period"):
                comparison()


def test_a_period_includes_its_first_and_last_day(db, given_orders):
    given_orders("""
        customer_id | ordered_at
        C1          | 2025-03-31 23:59:59
        C2          | 2025-04-01 00:00:00
        C3          | 2025-06-30 23:59:59
        C4          | 2025-07-01 00:00:00
    """)
    day = orders.c.ordered_on
    assert count(orders, *QUARTER.period(day)) == 2
    assert count(orders, *Filters(start=QUARTER.start).period(day)) == 3
    assert count(orders, *Filters(end=QUARTER.end).period(day)) == 3
    assert count(orders, *Filters().period(day)) == 4


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_orders, given_feedback, given_brands):
    with fresh_database(request.param):
        given_brands("Meadow", "Figo", "Orchard")
        given_orders("""
            customer_id | ordered_at | amount | segment | region | channel | category | currency
            C1          | 2025-04-01 | 10     | trade   | north  | web     | toys     | GBP
            C2          | 2025-04-02 | 20     | private | north  | shop    | garden   |
            C3          | 2025-04-03 | 40     | trade   | south  | web     | garden   | EUR
                        | 2025-04-04 | 80     |         |        | phone   |          | GBP
        """)
        given_feedback("""
            customer_id | created_at | source | channel | kind   | text
            C1          | 2025-04-05 | site   | web     | review | Meadow beats Figo.
            C3          | 2025-04-06 | mail   | phone   | ticket | Figo is cheaper.
                        | 2025-04-07 | site   | web     | review | Orchard it is.
        """)
        given_feedback("created_at | text\n2025-04-08 | Figo, at last.", brand="Figo")
        yield


@pytest.mark.parametrize(
    "chosen, orders_of, purchases_of, feedback_of",
    [
        ({}, 4, 3, 4),
        ({"segment": ("trade",)}, 2, 2, 2),
        ({"segment": ("trade", "private")}, 3, 3, 2),
        ({"segment": ("trade",), "region": ("south",)}, 1, 1, 1),
        ({"attributes": (("region", ("south",)), ("segment", ("trade",)))}, 1, 1, 1),
        ({"attributes": (("region", ("nowhere",)),)}, 0, 0, 0),
        ({"channel": ("web",)}, 2, 2, 2),
        ({"category": ("garden",)}, 2, 2, 0),
        ({"source": ("site",)}, 4, 3, 2),
        ({"kind": ("ticket", "post")}, 4, 3, 1),
    ],
)
def test_a_choice_applies_wherever_it_can_be_answered(shop, chosen, orders_of, purchases_of, feedback_of):
    filters = Filters(**chosen)
    counts = [count(table, *filters.conditions(table)) for table in (orders, purchases, feedback)]
    assert counts == [orders_of, purchases_of, feedback_of]


def test_whose_words_are_meant(shop):
    def heard(*brand):
        return count(feedback, *Filters(brand=brand).speaker_conditions())

    assert (heard(), heard("Meadow"), heard("Figo"), heard("Figo", "Meadow"), heard(EVERY_BRAND)) == (3, 3, 1, 4, 4)
    assert heard("Orchard") == 0  # it is named, but no customer of it speaks


def test_which_brand_is_named(shop):
    def named(*brand):
        return count(mentions, *Filters(brand=brand).named_conditions())

    assert (named(), named("Figo"), named("Figo", "Orchard"), named(EVERY_BRAND)) == (1, 3, 4, 5)


def test_while_no_brand_is_ours_every_customer_speaks(db, given_feedback):
    given_feedback("created_at | text\n2025-04-08 | Nice.", brand="Figo")
    given_feedback("created_at | text\n2025-04-08 | Fine.")
    assert count(feedback, *Filters().speaker_conditions()) == 2


def test_one_currency_and_what_names_none(shop):
    assert count(orders, *Filters(currency="GBP").money_conditions(orders)) == 3
    assert count(orders, *Filters().money_conditions(orders)) == 4


def test_customers_and_orders_are_told_apart():
    assert Filters(region=("north",)).has_customer_choice and not Filters(region=("north",)).has_order_choice
    assert Filters(channel=("web",)).has_order_choice and not Filters(channel=("web",)).has_customer_choice
    assert Filters(attributes=(("tier", ("gold",)),)).has_customer_choice
    assert Filters(having=parse("purchases.2")).has_customer_choice
    assert not (QUARTER.has_customer_choice or QUARTER.has_order_choice)


def test_values_are_bound_and_never_become_sql(shop):
    hostile = "x') OR ('1'='1"
    for chosen in ({"segment": (hostile,)}, {"channel": (hostile,)}, {"attributes": ((hostile, (hostile,)),)}):
        assert count(orders, *Filters(**chosen).conditions(orders)) == 0
    assert count(orders) == 4
