"""A change of a rate in its parts: by hand, and over a random shop against fractions counted in plain Python."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product

import pandas as pd
import pytest

from data_access.fetch import fetch, fetch_one, rows
from data_access.filters import Filters
from data_access.metrics import decomposition, loyalty
from data_access.metrics.definition import BOTH
from data_access.metrics.uncertainty import change
from tests.conftest import DATABASES
from tests.data_access.metrics import by_hand, shops

METRIC = decomposition.returning_share_change
AS_OF = date(2025, 7, 31)
WINDOW = Filters(date(2025, 4, 1), date(2025, 6, 30), as_of=AS_OF)


def orders(day, segment, customers, returning):
    """Orders of new customers on one day, some of whom had bought a year before."""
    for number in range(customers):
        who = {"customer_id": f"{day}-{segment}-{number}", "segment": segment}
        yield who | {"ordered_at": day}
        if number < returning:
            yield who | {"ordered_at": "2024-06-01"}


def by_group(frame):
    return frame.set_index("group")[["rate", "mix"]].round(12).T.to_dict("list")


def test_a_fall_while_every_group_rises_is_all_mix(db, given_orders):
    """Simpson's paradox: 6 of 8 and 0 of 2 came back, then 2 of 2 and 2 of 8."""
    before, now = "2025-02-01", "2025-05-01"
    given_orders(
        [
            *orders(before, "Homes", 8, 6), *orders(before, "Shops", 2, 0),
            *orders(now, "Homes", 2, 2), *orders(now, "Shops", 8, 2),
        ]
    )  # fmt: skip
    parts = fetch(METRIC, WINDOW, by="segment")
    # Both rates rose by 25 points at a mean share of a half; the overall rates are 60 and 40 %.
    assert by_group(parts) == {"Homes": [0.125, -0.225], "Shops": [0.125, -0.225]}  # -0.6 x 0.375 and 0.6 x -0.375
    whole = fetch_one(METRIC, WINDOW)
    assert whole["value"] == pytest.approx(-0.2) and whole["mix"] == 0
    assert parts["value"].sum() == pytest.approx(whole["value"], abs=1e-15)
    assert parts["rate"].gt(0).all() and parts["mix"].sum() == pytest.approx(-0.45)


def test_a_group_of_one_period_only_adds_mix_alone(db, given_orders):
    given_orders([*orders("2025-02-01", "Homes", 4, 1), *orders("2025-05-01", "Homes", 4, 1)])
    given_orders([*orders("2025-02-01", "Shops", 4, 3), *orders("2025-05-01", "Clubs", 2, 1)])
    parts = fetch(METRIC, WINDOW, by="segment").set_index("group")
    overall = (4 / 8 + 2 / 6) / 2
    assert parts.loc["Shops", ["rate", "mix"]].tolist() == pytest.approx([0, -0.5 * (3 / 4 - overall)])
    assert parts.loc["Clubs", ["rate", "mix"]].tolist() == pytest.approx([0, 1 / 3 * (1 / 2 - overall)])
    assert parts["value"].sum() == pytest.approx(2 / 6 - 4 / 8, abs=1e-15)
    assert parts["rate_low"].isna().tolist() == [True, False, True]
    assert pd.isna(parts.loc["Clubs", "rate_before"]) and pd.isna(parts.loc["Shops", "rate_now"])


def test_with_nobody_to_compare_with_every_part_is_unknown(db, given_orders):
    given_orders([*orders("2025-05-01", "Homes", 3, 0)])
    parts = fetch(METRIC, WINDOW, by="segment")
    assert parts["group"].tolist() == ["Homes"]
    assert parts[["value", "mix", "rate", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("by", "options", "sentence"),
    [
        ("channel", {}, "more than one channel"),
        ("segment+category", {}, "more than one category"),
        (None, {"measure": "ever"}, "no measure 'ever'"),
        (None, {"compared_with": "2019"}, "nothing to compare with"),
    ],
)
def test_what_would_not_add_up_is_refused_in_a_sentence(by, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        METRIC(WINDOW, by=by, **options)


# ---- random shops


@pytest.fixture(scope="module")
def shop():
    return shops.random_shop(seed=11)


@pytest.fixture(scope="module", params=DATABASES)
def imported(request, shop, fresh_database, given_brands, given_orders, given_feedback):
    with fresh_database(request.param):
        shops.import_shop(shop, given_brands, given_orders, given_feedback)
        yield shop


SPANS = (
    Filters(date(2024, 9, 1), date(2025, 1, 31), as_of=shops.LAST),
    Filters(date(2025, 1, 10), date(2025, 3, 31), as_of=shops.LAST),
    Filters(date(2024, 3, 1), date(2025, 3, 20), as_of=shops.LAST),  # longer than the year that it is compared with
)
CHOICES = ({}, {"region": ("south",)}, {"segment": ("club", "trade"), "channel": ("web",)}, {"category": ("toys",)})
MEASURED = (
    *product(("segment", "region", "segment+region", "attribute.segment"), ("returning", "repurchase")),
    ("channel", "repurchase"),
    ("segment+category", "repurchase"),
)
VIEWS = random.Random(4).sample(list(product(SPANS, CHOICES, ("previous", "year"), MEASURED)), 18)


@cache  # both databases are held against the same
def counted(shop, filters, by, measure):
    """{group: (came back, customers)} of the slow, obvious way, for one or two dimensions."""
    parts = by.replace("attribute.", "").split("+")
    if len(parts) == 2:
        # A customer or a purchase in both: the second dimension filters, the first groups.
        one, other = parts
        # Those without the second have no filter of their own, and are what is left.
        found = {}
        for value in {by_hand.group(shop, thing, other) for thing in by_hand.purchases(shop)} - {by_hand.MISSING}:
            if not getattr(filters, other) or value in getattr(filters, other):
                inside = counted(shop, replace(filters, **{other: (value,)}), one, measure)
                found |= {f"{group}{BOTH}{value}": counts for group, counts in inside.items()}
        return found
    if measure == "returning":
        found = by_hand.returning_customer_share(shop, filters, parts[0], None)
    else:
        found = by_hand.repurchase_rate(shop, filters, parts[0], None, horizon=60)
    return {group: counts for (_, group), counts in found.items()}


def fractions_of(now, before):
    """{group: (rate, mix)} by the definition, in exact fractions."""
    total, total_before = (sum(base for _, base in each.values()) for each in (now, before))
    overall = [Fraction(sum(top for top, _ in each.values()), base) for each, base in
               ((now, total), (before, total_before))]  # fmt: skip
    result = {}
    for group in now.keys() | before.keys():
        (top, base), (top_before, base_before) = now.get(group, (0, 0)), before.get(group, (0, 0))
        if base or base_before:
            r = Fraction(top, base) if base else Fraction(top_before, base_before)
            r_before = Fraction(top_before, base_before) if base_before else r
            w, w_before = Fraction(base, total), Fraction(base_before, total_before)
            mix = (w - w_before) * ((r + r_before) / 2 - sum(overall) / 2)
            result[group] = ((w + w_before) / 2 * (r - r_before), mix)
    assert sum(map(sum, result.values())) == overall[0] - overall[1]
    return result


def test_parts_add_up_to_the_change_whatever_is_asked(imported):
    """And each is what fractions of the orders as they were given say."""
    unlike = 0
    for span, choice, compared_with, (by, measure) in VIEWS:
        filters = replace(span, **choice)
        options = {"measure": measure, "horizon": 60, "compared_with": compared_with}
        parts, whole = fetch(METRIC, filters, by=by, **options), fetch_one(METRIC, filters, **options)
        earlier = filters.previous() if compared_with == "previous" else filters.year_before()
        now, before = (counted(imported, each, by, measure) for each in (filters, earlier))
        if not (any(base for _, base in now.values()) and any(base for _, base in before.values())):
            assert parts["value"].isna().all()
            continue
        expected = fractions_of(now, before)
        known = parts[(parts["denominator"] > 0) | (parts["denominator_before"] > 0)].set_index("group")
        assert set(known.index) == set(expected), (filters, by)
        for group, (rate, mix) in expected.items():
            assert known.loc[group, ["rate", "mix"]].tolist() == pytest.approx([float(rate), float(mix)], abs=1e-12)
        assert known["value"].sum() == pytest.approx(whole["value"], abs=1e-12)
        summed = decomposition.of_all(parts)[["value", "low", "high", "numerator", "denominator_before"]]
        assert summed.tolist() == pytest.approx(whole[summed.index].tolist())
        assert (known["low"] <= known["value"]).all() and (known["value"] <= known["high"]).all()
        unlike += len(expected) > 1
    assert unlike > len(VIEWS) / 2


def test_the_whole_is_the_change_of_the_rate_with_its_interval(imported):
    now, before = (fetch_one(loyalty.returning_customer_share, each) for each in (SPANS[0], SPANS[0].previous()))
    moved, whole = change(loyalty.returning_customer_share, now, before), fetch_one(METRIC, SPANS[0])
    assert whole[["value", "low", "high"]].tolist() == pytest.approx([moved.difference, moved.low, moved.high])
    assert whole["rate"] == whole["value"] and whole["mix"] == 0


def test_attributes_break_down_as_the_field_of_the_same_name(imported):
    """What is joined for an attribute is what the column says."""
    for metric, options in ((loyalty.returning_customer_share, {}), (loyalty.repurchase_rate, {"horizon": 60})):
        for filters, every in ((SPANS[0], None), (replace(SPANS[2], channel=("web",)), "month")):
            by_column = fetch(metric, filters, by="segment+region", every=every, **options)
            by_attribute = fetch(metric, filters, by="attribute.segment+attribute.region", every=every, **options)
            pd.testing.assert_frame_equal(by_attribute, by_column)


def test_the_customers_behind_a_group_are_those_that_it_counts(imported):
    as_of = shops.LAST - timedelta(days=20)
    for by, measure in MEASURED:
        filters = replace(SPANS[1], as_of=as_of, **CHOICES[1])
        metric = loyalty.returning_customer_share if measure == "returning" else loyalty.repurchase_rate
        options = {} if measure == "returning" else {"horizon": 60}
        for row in fetch(metric, filters, by=by, **options).itertuples():
            asked = {"by": by, "group": row.group, "measure": measure, "horizon": 60}
            everyone, returned = (
                set(rows(decomposition.members(filters, **asked, only_returned=only))["customer_id"])
                for only in (False, True)
            )
            assert (len(returned), len(everyone)) == (row.numerator, row.denominator), (by, measure, row.group)
            assert returned <= everyone
