"""Mentions, share of voice, and how warmly brands are named."""

from dataclasses import replace
from datetime import date
from itertools import product

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from data_access import brands
from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics import competitors
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.agreement import agrees, some_views

APRIL = Filters(date(2025, 4, 1), date(2025, 4, 30))


def test_share_of_voice_among_four_brands(db, given_brands, given_feedback):
    """320 of 1,000 mentions are ours: 32.0 %, between 29.2 and 35.0."""
    counts = {"Meadow": 320, "Figo": 410, "Orchard": 150, "Harbour": 120}
    given_brands(*counts)
    given_feedback(
        [{"created_at": "2025-04-30", "text": f"{name} again."} for name in counts for _ in range(counts[name])]
    )
    ours = fetch_one(competitors.share_of_voice, APRIL)
    assert (ours["value"], ours["numerator"], ours["denominator"]) == (0.32, 320, 1000)
    assert (ours["low"], ours["high"]) == (pytest.approx(0.292, abs=5e-4), pytest.approx(0.350, abs=5e-4))
    assert (ours["low"], ours["high"]) == pytest.approx(proportion_confint(320, 1000, method="wilson"))
    each = fetch(competitors.share_of_voice, APRIL, by="brand").set_index("group")
    assert each["value"].to_dict() == {name: count / 1000 for name, count in counts.items()}
    figo = Filters(APRIL.start, APRIL.end, brand=("Figo",))
    assert fetch_one(competitors.share_of_voice, figo)["value"] == 0.41
    assert fetch_one(competitors.mentions, figo)["value"] == 410


def test_two_brands_are_two_mentions_and_one_brand_twice_is_one(db, given_brands, given_feedback):
    given_brands("Meadow", "Figo")
    given_feedback("""
        created_at          | text
        2025-04-01 00:00:00 | Meadow or Figo?
        2025-04-30 23:59:59 | Figo, Figo, Figo!
        2025-05-01 00:00:00 | Figo.
        2025-04-02          | No names here.
    """)
    assert fetch_one(competitors.mentions, APRIL)["value"] == 3
    share = fetch_one(competitors.share_of_voice, APRIL)
    assert (share["numerator"], share["denominator"]) == (1, 3)


def test_a_brand_that_nobody_names_is_zero_and_not_missing(db, given_brands, given_feedback):
    given_brands("Meadow", "Figo", "Orchard")
    given_feedback("""
        created_at | text
        2025-04-10 | Figo.
        2025-06-10 | Meadow.
    """)
    each = fetch(competitors.mentions, APRIL, by="brand").set_index("group")["value"].to_dict()
    assert each == {"Meadow": 0, "Figo": 1, "Orchard": 0}
    spring = Filters(date(2025, 4, 1), date(2025, 6, 30))
    monthly = fetch(competitors.mentions, spring, by="brand", every="month")
    assert monthly.pivot(index="period", columns="group", values="value").to_dict("list") == {
        "Figo": [1, 0, 0],
        "Meadow": [0, 0, 1],
        "Orchard": [0, 0, 0],
    }


def test_share_of_voice_while_nobody_names_anyone_is_unknown(db, given_brands, given_feedback):
    given_brands("Meadow", "Figo")
    given_feedback("""
        created_at | text
        2025-04-10 | Nobody named.
        2025-06-10 | Figo.
    """)
    share = fetch_one(competitors.share_of_voice, APRIL)
    assert share["denominator"] == 0 and share[["value", "low", "high"]].isna().all()
    spring = Filters(date(2025, 4, 1), date(2025, 6, 30))
    for by in (None, "brand"):
        monthly = fetch(competitors.share_of_voice, spring, by=by, every="month")
        unnamed = monthly["period"] < "2025-06-01"
        assert unnamed.any() and monthly.loc[unnamed, "value"].isna().all()
        assert monthly.loc[~unnamed, "value"].notna().all()


def test_share_of_voice_is_unknown_while_no_brand_is_ours(db, given_feedback):
    brands.save([brands.Brand("Figo", False)])
    given_feedback("created_at | text\n2025-04-10 | Figo.")
    assert fetch_one(competitors.share_of_voice, APRIL)[["value", "numerator", "low"]].isna().all()
    weekly = fetch(competitors.share_of_voice, APRIL, every="week")
    assert len(weekly) == 5 and weekly[["value", "numerator", "low"]].isna().all(axis=None)
    assert fetch_one(competitors.share_of_voice, replace(APRIL, brand=("Figo",)))["value"] == 1


def test_sentiment_beside_a_brand_is_that_of_the_texts_that_name_it(db, given_brands, given_feedback):
    good, _, bad = (shops.WORDS[sign] for sign in (1, 0, -1))
    given_brands("Meadow", "Figo", "Orchard")
    given_feedback([{"created_at": "2025-04-10", "text": f"{words} Figo."} for words in (good, good, bad)])
    given_feedback([{"created_at": "2025-04-11", "text": f"{bad} Figo, Meadow."}])
    figo = fetch_one(competitors.mention_sentiment, Filters(APRIL.start, APRIL.end, brand=("Figo",)))
    assert (figo["numerator"], figo["denominator"]) == (0, 4)
    assert fetch_one(competitors.mention_sentiment, APRIL)["value"] == -1  # ours
    each = fetch(competitors.mention_sentiment, APRIL, by="brand").set_index("group")
    assert each["value"].to_dict() == {"Figo": 0, "Meadow": -1}
    assert pd.isna(each.loc["Meadow", "low"])


def test_share_of_voice_agrees_with_plain_python(db, given_brands, given_orders, given_feedback):
    shop = shops.random_shop(seed=4, orders=1, feedback=220)
    shops.import_shop(shop, given_brands, given_orders, given_feedback)
    chosen = (
        Filters(date(2024, 3, 5), date(2025, 1, 20)),
        Filters(source=("survey",), region=("north",)),
        Filters(date(2024, 6, 1), date(2024, 12, 31), segment=("trade", "club"), brand=("Orchard",)),
    )
    for filters, every, by in some_views(20, chosen, (None, "source", "segment", "region")):
        brand = filters.brand[0] if filters.brand else shops.BRANDS[0]
        expected = by_hand.share_of_voice(shop, filters, by, every, brand)
        agrees(fetch(competitors.share_of_voice, filters, by=by, every=every), expected)
        if not filters.brand:
            expected = by_hand.mentions(shop, filters, by, every)
            agrees(fetch(competitors.mentions, filters, by=by, every=every), expected)
    for filters, every in product(chosen[:2], (None, "week", "month")):
        by_brand = fetch(competitors.share_of_voice, filters, by="brand", every=every)
        for brand in shops.BRANDS:
            expected = by_hand.share_of_voice(shop, filters, None, every, brand)
            agrees(by_brand[by_brand["group"] == brand].assign(group=None), expected)
