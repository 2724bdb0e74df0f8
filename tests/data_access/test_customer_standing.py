"""Moves between groups that Python adds up are those that the database does."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data_access.customer_standing import movement
from data_access.fetch import fetch, rows
from data_access.filters import Filters
from data_access.metrics import rfm
from data_access.metrics.standing import eve, fifths, last_day
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

NOW = Filters(date(2024, 7, 1), date(2025, 1, 31), as_of=date(2025, 3, 31))
VIEWS = {
    "everyone": NOW,
    "a segment": replace(NOW, segment=("trade",)),
    "without a start": Filters(end=date(2024, 9, 30)),
    "a currency": replace(NOW, currency="GBP"),
    "nobody yet": Filters(end=date(2020, 1, 1)),
}


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=3, feedback=1), given_brands, given_orders, given_feedback)
        yield


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_moves_are_those_of_the_metric(shop, view):
    found, known = movement(view)
    told = fetch(rfm.rfm_movement, view)
    columns = list(found.columns.drop(["period", "denominator"]))
    by_group = (frame.sort_values("group", ignore_index=True)[columns] for frame in (found, told))
    pd.testing.assert_frame_equal(*by_group, check_dtype=False)
    assert len(found) > 3 or view.end == date(2020, 1, 1)
    everyone = Filters(currency=view.currency)
    for day, held in zip((last_day(view), eve(view)), known, strict=True):
        assert (held or {}) == {name: end for name, end in rows(fifths(everyone, day)).iloc[0].items() if end}
