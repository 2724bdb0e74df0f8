"""When a prediction may be made, and what is told where it may not."""

from dataclasses import replace

import numpy as np
import pytest

from data_access.lifetime import forecast
from data_access.lifetime.forecast import Customers
from tests.data_access.lifetime.simulated import draw

FIELDS = ("frequency", "recency", "age")


def customers(number: int = 600, oldest: int = 400) -> Customers:
    """Enough of everything; the oldest bought for the first time `oldest` days before, and somebody today."""
    drawn = draw(seed=1, customers=number, oldest=oldest, r=0.8, alpha=40.0, a=0.9, b=2.5)
    frequency, recency, age = drawn.frequency.copy(), np.floor(drawn.recency), np.floor(drawn.age)
    frequency[:2], recency[:2], age[:2] = (0, 3), (0, oldest), oldest
    nothing = np.zeros(number)
    return Customers((None,), nothing.astype(int), frequency, recency, age, nothing, nothing, nothing, nothing)


def test_with_enough_of_everything_there_is_nothing_against_it():
    assert forecast.reason_against(customers()) == ""
    assert forecast.reason_against(customers(number=500)) == ""


def test_under_500_customers_there_is_no_prediction():
    assert forecast.reason_against(customers(number=499)) == "There are 499 customers, and a prediction needs 500."


def test_under_180_days_of_orders_there_is_no_prediction():
    assert forecast.reason_against(customers(oldest=179)) == ""  # the first and the last day count
    reason = forecast.reason_against(customers(oldest=178))
    assert reason == "There are 179 days of orders, and a prediction needs 180."


def test_without_a_purchase_in_the_last_30_days_there_is_no_prediction():
    known = customers()
    for later, expected in ((30, ""), (31, "The last purchase is 31 days old, and a prediction needs one of the last")):
        assert forecast.reason_against(replace(known, age=known.age + later)).startswith(expected)
        assert bool(forecast.reason_against(replace(known, age=known.age + later))) == bool(expected)


def test_without_anybody_who_bought_three_times_there_is_no_prediction():
    known = customers()
    twice = replace(known, frequency=np.minimum(known.frequency, 1))
    assert forecast.reason_against(twice) == "No customer has bought 3 times, and a prediction needs some."


def test_a_reason_of_the_past_says_when():
    reason = forecast.reason_against(customers(number=499), ago=90)
    assert reason == "90 days before the data's last day there were 499 customers, and a prediction needs 500."


def test_customers_are_read_group_by_group_and_what_was_not_asked_for_is_zero():
    read = Customers.read(["a", None, "c"], ["0,0,9\n2,5,7", None, "1,3,3"], FIELDS)
    assert len(read) == 3 and read.groups == ("a", None, "c")
    assert read.group.tolist() == [0, 0, 2]
    assert (read.frequency.tolist(), read.recency.tolist(), read.age.tolist()) == ([0, 2, 1], [0, 5, 3], [9, 7, 3])
    assert not read.spent.any() and not read.later.any()
    assert forecast.reason_against(Customers.read([None], [None], FIELDS)).startswith("There are 0 customers")


def test_gifts_say_nothing_of_what_a_purchase_brings():
    known = customers()
    paid = np.where(known.frequency > 0, known.frequency, 0.0)
    gifts = replace(known, paid=paid, spent=np.zeros(len(known)))
    model = forecast.fit(gifts)
    assert model.spending is None and "repeat purchases bring" in model.why_not
    foreseen = forecast.forecast(model, gifts, 90)
    assert np.isnan(foreseen.revenue).all() and foreseen.purchases.sum() > 0
    some = replace(gifts, spent=np.where(np.arange(len(known)) % 2, 12.0 * paid, 0.0))
    assert forecast.forecast(forecast.fit(some), some, 90).revenue == pytest.approx(12 * foreseen.purchases, rel=0.01)
