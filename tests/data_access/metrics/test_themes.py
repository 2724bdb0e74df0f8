"""Themes: how often they are named, how people feel about them, what they do to the score, and competitors'."""

import math
import random
from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import delete, insert, select
from statsmodels.stats.proportion import proportion_confint

from data_access import database
from data_access.fetch import fetch, fetch_one
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import METRICS, rival_themes, theme_impact, themes
from data_access.schema import feedback, feedback_themes
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

FIRST, LAST = date(2025, 1, 6), date(2025, 3, 30)
THEMES = ("Price", "Delivery", "Staff")
LABELS = {1: "positive", 0: "neutral", -1: "negative"}
ALL = Filters(FIRST, LAST)


@pytest.fixture(scope="module")
def said():
    """Feedback of us and two competitors: who said it, when, its sign, and the sign of each theme it names."""
    chance = random.Random(11)
    rows = []
    for number in range(420):
        sign = chance.choice((1, 1, 0, -1))
        named = chance.sample(THEMES, chance.choice((0, 1, 1, 2, 3)))
        rows.append(
            {
                "id": f"t{number}",
                "who": f"C{chance.randrange(60)}" if chance.random() < 0.6 else None,
                "day": FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1)),
                "source": chance.choice(("web", "app")),
                "brand": chance.choice(("", "", "Figo", "Orchard")),
                "sign": sign,
                "themes": {theme: chance.choice((1, 0, -1, sign)) for theme in named},
            }
        )
    return rows


@pytest.fixture(scope="module", params=DATABASES)
def told(request, fresh_database, said, given_brands, given_feedback):
    """The feedback, in a database that the tests of it share."""
    with fresh_database(request.param):
        _import(said, given_brands, given_feedback)
        yield said


def _import(said, given_brands, given_feedback):
    given_brands("Meadow", "Figo", "Orchard")
    columns = {"id": "feedback_id", "who": "customer_id", "day": "created_at", "source": "source"}
    for brand in ("", "Figo", "Orchard"):
        rows = [
            {name: str(row[key] or "") for key, name in columns.items()} | {"text": shops.WORDS[row["sign"]]}
            for row in said
            if row["brand"] == brand
        ]
        given_feedback(rows, brand=brand or None)
    _themes_are(said)


def _themes_are(said):
    copied = ("created_on", "source", "channel", "kind", "category", "brand", "customer_id")
    with database.writing() as connection:
        connection.execute(delete(feedback_themes))
        stored = connection.execute(select(feedback)).mappings().all()
        about = {row["feedback_id"]: {name: row[name] for name in copied} for row in stored}
        connection.execute(
            insert(feedback_themes),
            [
                about[row["id"]]
                | {"feedback_id": row["id"], "theme": theme, "sentiment": sign * 0.5, "sentiment_label": LABELS[sign]}
                for row in said
                for theme, sign in row["themes"].items()
            ],
        )


def month(row):
    return row["day"].replace(day=1)


def by_cell(frame):
    return {
        (None if row.period != row.period or row.period is None else row.period.date(), row.group): row
        for row in frame.itertuples()
    }


def cells(rows, keys):
    found = defaultdict(list)
    for row in rows:
        for key in keys(row):
            found[key].append(row)
    return found


def test_mentions_and_shares_count_texts(told):
    ours = [row for row in told if not row["brand"]]
    counted = cells(ours, lambda row: [(month(row), theme) for theme in row["themes"]])
    found = by_cell(fetch(themes.theme_mentions, ALL, by="theme", every="month"))
    assert {key: row.value for key, row in found.items()} == {key: len(rows) for key, rows in counted.items()}
    shares = by_cell(fetch(themes.theme_share, ALL, by="theme", every="month"))
    of_month = cells(ours, lambda row: [month(row)])
    assert len(shares) == 3 * len(THEMES)
    for (start, theme), row in shares.items():
        assert (row.numerator, row.denominator) == (len(counted[start, theme]), len(of_month[start]))
        assert (row.low, row.high) == pytest.approx(proportion_confint(row.numerator, row.denominator, method="wilson"))
    any_theme = fetch_one(themes.theme_share, ALL)
    assert (any_theme["numerator"], any_theme["denominator"]) == (sum(bool(r["themes"]) for r in ours), len(ours))
    web = [row for row in ours if row["source"] == "web"]
    price = fetch_one(themes.theme_share, Filters(FIRST, LAST, source=("web",)), theme="Price")
    assert (price["numerator"], price["denominator"]) == (sum("Price" in row["themes"] for row in web), len(web))
    by_brand = fetch(themes.theme_share, ALL, by="brand", theme="Price").set_index("group")["numerator"].to_dict()
    assert by_brand == {
        name: sum("Price" in row["themes"] for row in told if row["brand"] == brand)
        for name, brand in (("Meadow", ""), ("Figo", "Figo"), ("Orchard", "Orchard"))
    }


def test_a_theme_nobody_names_in_a_month_has_a_share_of_zero(db, given_feedback):
    given_feedback("feedback_id | created_at | text\na | 2025-01-10 | Hm.\nb | 2025-02-10 | Hm.")
    _themes_are([{"id": "a", "themes": {"Price": 1}}])
    found = by_cell(fetch(themes.theme_share, ALL, by="theme", every="month"))
    assert {start.month: (row.numerator, row.denominator) for (start, _), row in found.items()} == {
        1: (1, 1), 2: (0, 1), 3: (0, 0),
    }  # fmt: skip


def net(rows, theme):
    """Net sentiment of a theme, its variance with each customer counted once, and its base."""
    signs = [(row["who"] or row["id"], row["themes"][theme]) for row in rows if theme in row["themes"]]
    if not signs:
        return math.nan, math.nan, 0
    value = sum(sign for _, sign in signs) / len(signs)
    of_speaker = defaultdict(float)
    for who, sign in signs:
        of_speaker[who] += sign - value
    return value, sum(d * d for d in of_speaker.values()) / len(signs) ** 2, len(signs)


def test_sentiment_of_a_theme_is_that_of_its_mentions(told):
    everyone = fetch(themes.theme_sentiment, Filters(FIRST, LAST, brand=(EVERY_BRAND,)), by="theme")
    for row in everyone.itertuples():
        value, variance, n = net(told, row.group)
        assert (row.value, row.denominator) == (pytest.approx(value), n)
        assert row.high - row.value == pytest.approx(1.959964 * variance**0.5, abs=1e-6)
    figo = [row for row in told if row["brand"] == "Figo" and row["source"] == "app"]
    asked = Filters(FIRST, LAST, brand=("Figo",), source=("app",))
    assert fetch_one(themes.theme_sentiment, asked, theme="Staff")["value"] == pytest.approx(net(figo, "Staff")[0])


def _impact(rows, theme):
    without = [row for row in rows if theme not in row["themes"]]

    def score(some):
        return sum(row["sign"] for row in some) / len(some)

    return score(rows) - score(without) if without else math.nan


def test_impact_is_the_score_less_the_score_without_the_theme(told):
    ours = [row for row in told if not row["brand"]]
    whole = fetch(theme_impact.theme_impact, ALL, by="theme").set_index("group")
    for theme in THEMES:
        assert whole.loc[theme, "value"] == pytest.approx(_impact(ours, theme))
        assert whole.loc[theme, "denominator"] == sum(theme in row["themes"] for row in ours)
        alone = fetch_one(theme_impact.theme_impact, ALL, theme=theme)
        assert (alone["value"], alone["low"]) == pytest.approx((whole.loc[theme, "value"], whole.loc[theme, "low"]))
    monthly = by_cell(fetch(theme_impact.theme_impact, ALL, by="theme", every="month"))
    for start, rows in cells(ours, lambda row: [month(row)]).items():
        for theme in THEMES:
            assert monthly[start, theme].value == pytest.approx(_impact(rows, theme))


def test_the_interval_of_an_impact_is_that_of_drawing_customers_again(told):
    ours = [row for row in told if not row["brand"]]
    sums = defaultdict(lambda: np.zeros(4))
    for row in ours:
        is_named = "Price" in row["themes"]
        sums[row["who"] or row["id"]] += [row["sign"], 1, row["sign"] * is_named, is_named]
    sums = np.array(list(sums.values()))
    drawn = sums[np.random.default_rng(3).integers(0, len(sums), (4000, len(sums)))].sum(axis=1)
    all_d, all_n, d, n = drawn.T
    spread = (all_d / all_n - (all_d - d) / (all_n - n)).std()
    found = fetch_one(theme_impact.theme_impact, ALL, theme="Price")
    assert (found["high"] - found["low"]) / 2 == pytest.approx(1.96 * spread, rel=0.06)


def test_ours_less_a_competitors_is_hidden_where_either_side_is_small(told):
    metric = rival_themes.rival_theme_difference
    ours = [row for row in told if not row["brand"]]
    for rival in ("", "Figo", "Orchard"):
        theirs = [row for row in told if row["brand"] and rival in ("", row["brand"])]
        for row in fetch(metric, ALL, by="theme", rival=rival).itertuples():
            (own, own_variance, n), (other, other_variance, m) = net(ours, row.group), net(theirs, row.group)
            assert (row.denominator, row.rival_denominator) == (n, m)
            if min(n, m) < 30:
                assert math.isnan(row.value) and math.isnan(row.low)
            else:
                margin = 1.959964 * (own_variance + other_variance) ** 0.5
                assert (row.value, row.low) == pytest.approx((own - other, own - other - margin), abs=1e-6)
    by_brand = fetch(metric, ALL, by="brand", theme="Price").set_index("group")
    assert set(by_brand.index) == {"Figo", "Orchard"}
    figo = fetch(metric, ALL, by="theme", rival="Figo").set_index("group")
    assert by_brand.loc["Figo", "rival_denominator"] == figo.loc["Price", "rival_denominator"]
    few = Filters(FIRST, FIRST + timedelta(days=10))
    small = fetch(metric, few, by="theme")
    assert len(small) and small["value"].isna().all() and (small["denominator"] > 0).all()


def test_a_competitor_can_be_judged_by_whoever_names_it(db, given_brands, given_feedback):
    given_brands("Meadow", "Figo")
    rows = [
        {"feedback_id": f"n{n}", "created_at": "2025-02-01", "text": "Figo." if n < 40 else "Hm."} for n in range(80)
    ]
    given_feedback(rows)
    _themes_are([{"id": row["feedback_id"], "themes": {"Price": -1 if row["text"] == "Figo." else 1}} for row in rows])
    metric = rival_themes.rival_theme_difference
    named = fetch_one(metric, ALL, told_by="named")
    assert (named["value"], named["rival_denominator"]) == (0 - -1, 40)
    assert math.isnan(fetch_one(metric, ALL)["value"])
    with pytest.raises(ValueError, match="customers or named"):
        metric(ALL, told_by="hearsay")


@pytest.mark.parametrize("name", ["theme_mentions", "theme_share", "theme_sentiment", "theme_impact"])
def test_without_feedback_there_is_nothing_or_zero(db, name):
    one = fetch_one(METRICS[name], ALL)
    assert one["value"] == 0 if name == "theme_mentions" else math.isnan(one["value"])
    assert fetch(METRICS[name], ALL, by="theme", every="month").empty
