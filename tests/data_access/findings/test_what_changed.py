"""From the data to the findings: whole small shops, quiet ones and one in which something happened."""

import pandas as pd
import pytest

from data_access.coverage import Coverage, coverage
from data_access.filters import Filters
from data_access.findings.chosen import what_changed
from data_access.findings.comparisons import COLUMNS, candidates, is_rescored
from data_access.findings.measures import MEASURES, SHORT_HISTORY
from data_access.metrics import loyalty
from tests.conftest import only_duckdb
from tests.data_access.findings import shop


@pytest.fixture(scope="module")
def eventful(fresh_database, given_orders, given_feedback, given_brands):
    """The comparisons of the eventful shop, whose database stays in use."""
    with fresh_database("duckdb"):
        shop.given(1, given_orders, given_feedback, given_brands, is_changed=True)
        yield candidates(shop.NOW, shop.NOW.previous())


def test_every_comparison_has_its_numbers_once(eventful):
    rows = eventful
    assert list(rows) == list(COLUMNS)
    assert not rows[["p", "difference", "low", "high", "part"]].isna().any().any()
    assert not rows.duplicated(["measure", "dimension", "group"]).any()
    assert rows["part"].between(0, 1.000001).all()
    assert {"region", "segment", "source", "theme", "brand", ""} <= set(rows["dimension"])
    whole = rows.query("measure == 'returning_customer_share' and dimension == ''").iloc[0]
    parts = rows.query("measure == 'returning_customer_share' and dimension == 'region'")
    assert parts["n"].sum() == whole["n"]


def test_what_happened_is_found_where_it_happened(eventful):
    found = what_changed(shop.NOW, shop.NOW.previous())
    told = {(each.measure, each.group): each for each in found.findings}
    assert told["theme_share", "Delivery"].difference > 0.15
    assert told["net_sentiment", ""].difference < 0
    returned = told["returning_customer_share", ""]
    assert returned.difference > 0
    first = returned.contributors[0]
    assert (first.dimension, first.group) == ("region", "North")
    assert first.adds > returned.difference / 2
    assert found.looked_at == len(eventful)
    assert all(each.q <= 0.10 and (each.low > 0 or each.high < 0) for each in found.findings)


def test_single_chosen_group_is_not_told_apart_again():
    held = Coverage(options={"region": ("North", "South"), "segment": ("a", "b")}, attributes=("Card",))
    (measure,) = [each for each in MEASURES if each.metric is loyalty.returning_customer_share]
    assert measure.present(Filters(), held) == ("segment", "region", "attribute.Card")
    chosen = Filters(region=("North",), segment=("a", "b"), attributes=(("Card", ("yes",)),))
    assert measure.present(chosen, held) == ("segment",)


def test_sources_whose_score_is_another_one_than_before_are_not_compared():
    now = pd.DataFrame({"source": ["mail", "survey"], "scorer": ["new", "old"], "n": [20, 80]})
    before = pd.DataFrame({"source": ["mail", "survey", None], "scorer": ["old"] * 3, "n": [5, 5, 5]})
    assert is_rescored(now, before)
    assert not is_rescored(now.assign(n=[19, 81]), before)
    assert not is_rescored(now[1:], before)
    assert not is_rescored(now, before[:0])


def test_earlier_period_that_the_data_does_not_reach_is_not_compared(eventful):
    assert candidates(shop.NOW, shop.NOW.year_before()).empty
    earlier = Filters(shop.FIRST, shop.FIRST + SHORT_HISTORY, shop.END)
    reached = [measure.metric for measure in MEASURES if measure.reaches(earlier, coverage())]
    assert loyalty.repurchase_rate in reached
    # Whoever bought before the first known order would pass for new.
    assert loyalty.returning_customer_share not in reached


@pytest.mark.parametrize("seed", [2])
@only_duckdb
def test_quiet_shop_has_nothing_to_tell(db, given_orders, given_feedback, given_brands, seed):
    shop.given(seed, given_orders, given_feedback, given_brands, a_day=2)
    found = what_changed(shop.NOW, shop.NOW.previous())
    assert found.findings == ()
    assert found.looked_at > 10


@only_duckdb
def test_empty_database_has_nothing_to_look_at(db):
    assert what_changed(shop.NOW, shop.NOW.previous()).looked_at == 0
