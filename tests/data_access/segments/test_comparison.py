"""Segments beside each other: read at once as one by one, and everyone else is everyone but them."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from clickhouse_connect.cc_sqlalchemy.dialect import ClickHouseDialect

from data_access import database
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics.uncertainty import change, change_beside_shared
from data_access.segments.comparison import EVERYONE, MEASURES, by_groups, narrowed, sides, sizes, together
from data_access.segments.members import size
from data_access.segments.rules import KINDS, parse
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

WINDOW = Filters(date(2024, 3, 1), date(2025, 3, 1), as_of=date(2025, 3, 31))
REGULARS = parse("purchases.from.4")


@pytest.fixture(scope="module", params=DATABASES)
def shop(request, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shops.random_shop(seed=2, feedback=400), given_brands, given_orders, given_feedback)
        yield


def row_of(measure, filters):
    return fetch(measure.metric, filters, **measure.options).iloc[0]


def test_each_segment_is_compared_with_everybody_who_is_not_in_it(shop):
    others = (replace(REGULARS[0], is_not=True),)
    for measure, everyone, (side,) in sides(WINDOW, (REGULARS,)):
        one, other = (row_of(measure, narrowed(WINDOW, rules)) for rules in (REGULARS, others))
        assert side.now["value"] == pytest.approx(one["value"], abs=1e-9)
        assert everyone["denominator"] == one["denominator"] + other["denominator"]
        expected = change(measure.metric, one, other)
        for name in ("difference", "low", "high", "p"):
            assert getattr(side.moved, name) == pytest.approx(getattr(expected, name), abs=1e-7), measure.metric.name
        assert side.moved.low < side.moved.difference < side.moved.high


@pytest.mark.parametrize(
    "narrower", [{"channel": ("web", "shop")}, {"source": ("survey",), "segment": ("private", "club")}]
)
def test_a_segment_is_compared_with_another_that_shares_customers(shop, narrower):
    """Everything is read at once, by a dimension too; here it is read one by one."""
    filters, told = replace(WINDOW, **narrower), set()
    first, other = parse("purchases.from.2"), parse("not.region.south_not.purchases.from.5")
    for measure, _, (of_first, side) in sides(filters, (first, other), from_first=True, by="region"):
        one, two, both = (row_of(measure, narrowed(filters, rules)) for rules in (other, first, (*first, *other)))
        assert of_first.moved.difference is None and side.now["denominator"] == one["denominator"]
        expected = change_beside_shared(measure.metric, one, two, both)
        for name in ("difference", "low", "high", "p"):
            assert getattr(side.moved, name) == pytest.approx(getattr(expected, name), abs=1e-7), measure.metric.name
        assert side.others == min(two["denominator"], one["denominator"] + two["denominator"] - 2 * both["denominator"])
        if side.moved.difference and 0 < both["denominator"] < one["denominator"]:
            told.add(measure.metric.speaks_of)
    assert ("orders" if "channel" in narrower else "feedback") in told
    everyone, ((own, also), (_, both)) = sizes(filters, (first, other), "region")
    by_hand = [database.read(size(narrowed(filters, rules)))["customers"][0] for rules in (first, (*first, *other))]
    assert [own, both] == by_hand and own == also and everyone > 40


def test_groups_are_compared_with_all_others_of_the_segment(shop):
    for measure, whole, groups, moved in by_groups(narrowed(WINDOW, REGULARS), "region"):
        expected = fetch(measure.metric, narrowed(WINDOW, REGULARS), by="region", **measure.options)
        pd.testing.assert_series_equal(
            groups.set_index("group")["value"].sort_index(), expected.set_index("group")["value"].sort_index()
        )
        assert groups["denominator"].sum() == whole["denominator"]
        assert len(moved) == len(groups) == 2
        # Of two groups each is the other's rest.
        assert moved[0].difference == pytest.approx(-moved[1].difference)


def test_everyone_are_those_who_are_known(shop):
    known = replace(WINDOW, having=EVERYONE)
    for measure, everyone, _ in sides(WINDOW, ()):
        assert everyone["denominator"] == row_of(measure, known)["denominator"]
    guests = row_of(MEASURES[5], WINDOW)["denominator"] - row_of(MEASURES[5], known)["denominator"]
    assert guests > 0, "feedback of nobody known is left out"


def test_nobody_differs_from_nobody(shop):
    nobody = parse("region.nowhere")
    for _, _, (side,) in sides(WINDOW, (nobody,)):
        assert pd.isna(side.now["value"]) and side.moved.difference is None


def test_the_statements_compile_where_no_server_is_at_hand():
    rules = parse("group.Champions_not.names_last-feedback.negative_purchases.to.3_category.toys_attribute.tier.gold")
    for by in (None, "region", "attribute.tier"):
        for statement in together(WINDOW, (rules, REGULARS), by):
            assert "SELECT" in str(statement.compile(dialect=ClickHouseDialect()))


def test_what_a_rule_decides_is_named_after_rules_that_there_are():
    assert {about for measure in MEASURES for about in measure.follows_from} <= set(KINDS)
    tone = next(measure for measure in MEASURES if measure.metric.name == "net_sentiment")
    assert tone.follows(parse("asks_last-feedback.negative")) and not tone.follows(parse("asks"))
    # Each further purchase adds to what somebody spent.
    assert all(measure.follows(parse("revenue.100")) for measure in MEASURES[:5])
