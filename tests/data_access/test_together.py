"""Metrics that are read in one statement are those that each statement of its own gives."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pandas as pd
import pytest

from data_access import database, together
from data_access.filters import Filters
from data_access.metrics import METRICS, sentiment
from data_access.score_use import SCORED_BY
from data_access.segments.rules import parse
from data_access.together import Asked
from data_access.unit_means import in_passes
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

TOGETHER = [metric for metric in METRICS.values() if metric.table is not None]
NOW = Filters(date(2024, 9, 3), date(2025, 2, 20), as_of=date(2025, 3, 31))
TRADE = replace(NOW, segment=("trade",))
VIEWS = {
    "of a segment": TRADE,
    "of an attribute, whenever": Filters(attributes=(("region", ("north",)),), source=("survey",)),
    "of a rule": replace(NOW, having=parse("not.group.Hibernating_last-feedback.positive.neutral")),
}


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=5), given_brands, given_orders, given_feedback)
        yield


def asked(view: Filters) -> list[Asked]:
    """Every such metric as a whole, in steps, by a dimension and of another brand in the period before."""
    found, earlier = [], replace(view.previous(), brand=("Figo",)) if view.start else view
    for metric, place in zip(TOGETHER, count()):
        found += [Asked(metric, view), Asked(metric, earlier)]
        if metric.dimensions:  # each metric by another one
            found.append(Asked(metric, view, every="month"))
            found.append(Asked(metric, view, by=metric.dimensions[place % len(metric.dimensions)], every="week"))
    return found


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_each_answer_is_that_of_its_own_statement(shop, view):
    groups, known = together.groups(asked(view)), 0
    assert len(groups) == 3, "one for each table"
    for group in groups:
        for each, answer in zip(group, together.read(group), strict=True):
            alone = each.frame(database.read(each.statement()))
            pd.testing.assert_frame_equal(answer, alone, rtol=1e-12, obj=str(each.key))
            known += answer["denominator"].sum() > 0
    assert known > 5


def means(view: Filters) -> list[Asked]:
    """Every score of both periods and of one long before the data, in steps and as wholes, and of groups."""
    long_ago = replace(view, start=date(2001, 1, 1), end=date(2001, 6, 30))
    overlapping = replace(view, start=view.start - timedelta(days=9), end=view.end - timedelta(days=9))
    spans, found = (view, view.previous(), long_ago, overlapping), []
    for metric in (sentiment.net_sentiment, sentiment.mean_sentiment, sentiment.negative_share):
        found += [Asked(metric, each, every=every) for each in spans for every in (None, "month")]
        found.append(Asked(metric, view, by="kind", options={"score": "vader"}))
    # Other texts of the same people; none, as nothing is calibrated.
    found += [Asked(sentiment.net_sentiment, view, options={"score": score}) for score in ("vader", "calibrated")]
    found += [Asked(sentiment.net_sentiment, view, every="week"), Asked(SCORED_BY, view, every="month")]
    return found


@pytest.mark.parametrize("view", [NOW, TRADE], ids=["of everybody", "of a segment"])
def test_means_of_the_same_rows_are_of_one_pass_and_as_each_alone(shop, view):
    asked, known = means(view), 0
    groups = together.groups(asked)
    assert len(groups) == (1 if view.has_customer_choice else 2), "what counts rows is read beside the means"
    for group in groups:
        for each, answer in zip(group, together.read(group), strict=True):
            alone = each.frame(database.read(each.statement()))
            pd.testing.assert_frame_equal(answer, alone, rtol=1e-12, check_dtype=bool(len(alone)), obj=str(each.key))
            known += answer["denominator"].fillna(answer["value"]).sum() > 0
    assert known > 15
    passes, _ = in_passes(groups[0])
    assert sorted(len(each.members) for each in passes) == [3, 6, 20], "groups; days that overlap; all else"


def test_other_customers_and_metrics_that_read_more_are_asked_for_alone(shop):
    askings = [
        Asked(METRICS["orders"], TRADE),
        Asked(METRICS["revenue"], TRADE.previous()),
        Asked(METRICS["orders"], NOW),
        Asked(METRICS["match_rate"], TRADE),
        Asked(METRICS["returning_customer_share"], TRADE),
    ]
    groups = together.groups([*askings, *askings])
    assert [len(group) for group in groups] == [2, 1, 1, 1]
