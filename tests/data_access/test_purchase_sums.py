"""What is told by sums of purchases is what each metric's own statement gives."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data_access import database, purchase_sums, together
from data_access.filters import Filters
from data_access.metrics import customer_revenue, loyalty
from data_access.metrics.definition import EVERY
from data_access.segments.rules import parse
from data_access.together import Asked
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

# No step begins where the first period does; another one begins and ends with a month and a quarter.
CUT = Filters(date(2024, 9, 3), date(2025, 2, 20), as_of=date(2025, 3, 31))
WHOLE = Filters(date(2024, 7, 1), date(2024, 12, 31), as_of=date(2024, 12, 31))
VIEWS = {
    "everyone": CUT,
    "whole steps of a segment": replace(WHOLE, segment=("trade",)),
    "a region and a rule, with open ends": Filters(region=("north",), having=parse("purchases.from.2")),
    "an attribute, without an end": Filters(date(2024, 9, 3), attributes=(("region", ("north",)),)),
    "days before any order": Filters(date(2020, 1, 1), date(2020, 3, 1), segment=("club",)),
}
IN_STEPS = (
    loyalty.returning_customer_share,
    loyalty.returning_order_share,
    loyalty.repurchase_rate,
    loyalty.new_and_returning_revenue,
    customer_revenue.returning_revenue_share,
    customer_revenue.purchases_per_customer,
)
AS_WHOLES = (*IN_STEPS[:3], customer_revenue.returning_revenue_share, customer_revenue.revenue_by_ordinal)


def asked(view: Filters) -> list[Asked]:
    periods = [view, view.previous()] if view.days else [view]
    found = [Asked(metric, period, every=every) for metric in IN_STEPS for period in periods for every in EVERY]
    found += [Asked(metric, period) for metric in AS_WHOLES for period in periods]
    return [*found, Asked(loyalty.repurchase_rate, view, every="month", options={"horizon": 30})]


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=5), given_brands, given_orders, given_feedback)
        yield


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_each_answer_is_that_of_its_own_statement(shop, view):
    (group,) = together.groups(asked(view))
    assert len(group) == len(asked(view)) and all(map(purchase_sums.is_told, group))
    known = 0
    for each, answer in zip(group, together.read(group), strict=True):
        alone = each.frame(database.read(each.statement()))
        pd.testing.assert_frame_equal(answer, alone, check_dtype=False, rtol=1e-12, obj=str(each.key))
        known += len(answer)
    assert known > 5


def test_of_few_only_what_they_need_is_added_up(shop):
    few = [Asked(loyalty.repurchase_rate, CUT), Asked(loyalty.returning_order_share, CUT.previous())]
    for each, answer in zip(few, purchase_sums.read(few), strict=True):
        alone = each.frame(database.read(each.statement()))
        pd.testing.assert_frame_equal(answer, alone, check_dtype=False, rtol=1e-12)
        assert answer["denominator"].sum() > 0


def test_what_sums_cannot_tell_has_a_statement_of_its_own():
    views = (replace(CUT, channel=("web",)), replace(CUT, currency="GBP"), replace(CUT, as_of=CUT.start))
    metrics = (*IN_STEPS, customer_revenue.revenue_by_ordinal)
    others = [Asked(metric, view, every="month") for metric in metrics for view in views]
    others += [Asked(metric, CUT, by="region", every="month") for metric in IN_STEPS]
    others += [Asked(customer_revenue.revenue_by_ordinal, CUT, every="month"), Asked(IN_STEPS[-1], CUT)]
    others += [Asked(loyalty.repurchase_rate, CUT, options={"horizon": 0})]
    assert not any(map(purchase_sums.is_told, others))
    assert len(together.groups(others)) == len(others)
