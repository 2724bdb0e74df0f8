"""What the revenue page reads at once is what each metric's own statement gives."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select, union_all
from sqlalchemy.dialects import postgresql

from data_access import coverage, database, together
from data_access.filters import Filters
from data_access.metrics import customer_revenue, earned_growth, loyalty, orders
from data_access.revenue_at_once import at_once
from data_access.segments.rules import parse
from data_access.together import Asked
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

NOW = Filters(date(2024, 9, 3), date(2025, 2, 20), as_of=date(2025, 3, 31))
VIEWS = {
    "everyone": NOW,
    "a segment": replace(NOW, segment=("trade",)),
    "a region and a rule, with open ends": Filters(region=("north",), having=parse("purchases.from.2")),
    "days before any order": Filters(date(2020, 1, 1), date(2020, 3, 1), segment=("club",)),
}
OF_ORDERS = (orders.revenue, orders.average_order_value)
BY_STEP = (
    *OF_ORDERS,
    customer_revenue.purchases_per_customer,
    customer_revenue.returning_revenue_share,
    loyalty.new_and_returning_revenue,
)


def asked(view: Filters, every: str) -> list[Asked]:
    periods = [view, view.previous()] if view.days else [view]
    steps = [Asked(metric, period, every=every) for metric in BY_STEP for period in periods]
    wholes = [Asked(customer_revenue.purchases_per_customer, period) for period in periods]
    wholes += [Asked(customer_revenue.revenue_concentration, view), Asked(customer_revenue.revenue_by_ordinal, view)]
    if view.days:
        wholes.append(Asked(earned_growth.growth_in_parts, view))
    return [*steps, *wholes, Asked(loyalty.customers, view, every=every)]


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=5), given_brands, given_orders, given_feedback)
        yield


@pytest.mark.parametrize("every", ["week", "quarter"])
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_each_answer_is_that_of_its_own_statement(shop, view, every):
    assert coverage.coverage().is_in_one_currency
    made = at_once(asked(view, every), is_in_one_currency=True)
    groups = together.groups(made)
    by_metric = [{each.metric.name for each in group} for group in groups]
    steps = {metric.name for metric in BY_STEP if view.has_customer_choice or metric not in OF_ORDERS}
    assert steps | {"revenue_by_ordinal"} in by_metric
    of_customers = {"revenue_concentration", "purchases_per_customer"}
    assert (of_customers | {"growth_in_parts"} if view.days else of_customers) in by_metric
    known = 0
    for group in groups:
        for each, answer in zip(group, together.read(group), strict=True):
            (own,) = (other for other in asked(view, every) if other.key == each.key)
            alone = own.frame(database.read(own.statement()))
            pd.testing.assert_frame_equal(answer, alone, check_dtype=False, rtol=1e-12, obj=str(each.key))
            known += len(answer)
    assert known > 5


def test_the_customers_of_a_period_are_found_once_for_all():
    told = [
        metric(NOW).subquery() for metric in (earned_growth.growth_in_parts, customer_revenue.revenue_concentration)
    ]
    statement = union_all(*(select(rows.c.value) for rows in told)).compile(dialect=postgresql.dialect())
    assert str(statement).count("GROUP BY purchases.customer_id") == 1


def test_what_purchases_cannot_tell_is_asked_for_by_itself(db, given_orders):
    given_orders("customer_id | ordered_at | amount | currency | segment\nAnn | 2025-01-02 | 10 | GBP | trade")
    assert coverage.coverage().is_in_one_currency
    # The same day's order names no currency: a purchase leaves it out, revenue does not.
    given_orders("customer_id | ordered_at | amount | currency | segment\nAnn | 2025-01-02 | 5 | | trade")
    assert not coverage.coverage().is_in_one_currency
    view = Filters(date(2025, 1, 1), date(2025, 1, 31), segment=("trade",))
    (kept,) = at_once([Asked(orders.revenue, view, every="month")], is_in_one_currency=False)
    assert together.read([kept])[0]["value"].tolist() == [15]
    for other in (replace(view, channel=("web",)), replace(view, currency="GBP"), replace(view, as_of=view.start)):
        steps = [Asked(metric, other, every="month") for metric in BY_STEP]
        assert at_once(steps, is_in_one_currency=True) == steps
    of_region = [Asked(metric, view, by="region", every="month") for metric in BY_STEP]
    assert at_once(of_region, is_in_one_currency=True) == of_region
