"""Net and mean sentiment with their intervals, volume, and the spread of scores."""

import random
from collections import defaultdict
from datetime import date
from itertools import cycle

import pandas as pd
import pytest
from sqlalchemy import update

from data_access import database
from data_access.fetch import fetch, fetch_one
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import METRICS, sentiment
from data_access.metrics.uncertainty import change, standard_error
from data_access.schema import feedback
from data_access.scoring import sentiment as vader
from tests.data_access.metrics import by_hand, shops
from tests.data_access.metrics.agreement import agrees, some_views

APRIL = Filters(date(2025, 4, 1), date(2025, 4, 30))
MAY = Filters(date(2025, 5, 1), date(2025, 5, 31))
GOOD, PLAIN, BAD = shops.WORDS[1], shops.WORDS[0], shops.WORDS[-1]


def said(positive, neutral, negative, day="2025-04-15"):
    texts = [GOOD] * positive + [PLAIN] * neutral + [BAD] * negative
    return [{"created_at": day, "text": text} for text in texts]


def test_net_sentiment_counts_neutral_feedback_in_its_base(db, given_feedback):
    given_feedback(said(80, 100, 20))
    net = fetch_one(sentiment.net_sentiment, APRIL)
    assert (net["value"], net["numerator"], net["denominator"]) == (0.30, 60, 200)


def test_the_interval_of_a_net_share_and_of_its_change(db, given_feedback):
    """90 good and 50 bad of 200 is +20 with a standard error of 5.74 points; against 75 and 65 it is 15 points more,
    which could still be chance: -1.1 to +31.1."""
    given_feedback(said(90, 60, 50))
    given_feedback(said(75, 60, 65, day="2025-05-15"))
    april, may = (fetch_one(sentiment.net_sentiment, month) for month in (APRIL, MAY))
    assert april["value"] == 0.20
    assert standard_error(pd.DataFrame([april]))[0] == pytest.approx(0.0574, abs=5e-5)
    assert (april["high"] - april["low"]) / 2 == pytest.approx(0.113, abs=1e-3)
    difference = change(sentiment.net_sentiment, april, may)
    assert difference.difference == pytest.approx(0.15)
    assert (difference.low, difference.high) == (pytest.approx(-0.011, abs=5e-4), pytest.approx(0.311, abs=5e-4))
    assert not difference.is_clear


def test_a_customer_who_writes_often_widens_the_interval(db, given_feedback):
    """Forty texts of forty people say more than forty of two."""
    rows = said(20, 0, 20)
    given_feedback([{**row, "customer_id": "A" if row["text"] == GOOD else "B"} for row in rows])
    given_feedback([{**row, "customer_id": f"M{n}"} for n, row in enumerate(said(20, 0, 20, day="2025-05-15"))])
    by_two, by_forty = (fetch_one(sentiment.net_sentiment, month) for month in (APRIL, MAY))
    assert by_two["value"] == by_forty["value"] == 0
    assert by_forty["high"] == pytest.approx(1.96 * (1 / 40) ** 0.5, abs=1e-4)
    # Two speakers of twenty texts each: sqrt(2 * 20 ** 2) / 40.
    assert standard_error(pd.DataFrame([by_two]))[0] == pytest.approx(2**0.5 / 2)


def test_nobody_and_a_single_voice_have_no_interval(db, given_feedback):
    nobody = fetch_one(sentiment.net_sentiment, APRIL)
    assert nobody["denominator"] == 0 and nobody[["value", "low", "high"]].isna().all()
    given_feedback(said(1, 0, 0))
    one = fetch_one(sentiment.net_sentiment, APRIL)
    assert one["value"] == 1 and one[["low", "high"]].isna().all()


def test_feedback_without_words_is_volume_but_not_sentiment(db, given_feedback):
    given_feedback("""
        created_at       | text              | rating
        2025-04-01 00:00 | I love it, great. | 5
        2025-04-30 23:59 |                   | 1
        2025-05-01 00:00 | I love it, great. | 5
    """)
    assert fetch_one(sentiment.feedback_volume, APRIL)["value"] == 2
    assert fetch_one(sentiment.net_sentiment, APRIL)["denominator"] == 1


def test_mean_sentiment_is_the_mean_of_the_scores(db, given_feedback):
    given_feedback(said(2, 1, 1))
    scores = [vader(text) for text in (GOOD, GOOD, PLAIN, BAD)]
    mean = fetch_one(sentiment.mean_sentiment, APRIL, score="vader")
    assert mean["value"] == pytest.approx(sum(scores) / 4)
    variance = sum((score - mean["value"]) ** 2 for score in scores) / 4**2
    assert mean["high"] - mean["value"] == pytest.approx(1.96 * variance**0.5, abs=1e-4)


def test_competitors_customers_speak_only_when_asked(db, given_brands, given_feedback):
    given_brands("Meadow", "Figo")
    given_feedback(said(3, 0, 1))
    given_feedback(said(0, 0, 2), brand="Figo")
    assert fetch_one(sentiment.net_sentiment, APRIL)["numerator"] == 3 - 1
    of = {
        brand: fetch_one(sentiment.net_sentiment, Filters(APRIL.start, APRIL.end, brand=(brand,)))["numerator"]
        for brand in ("Meadow", "Figo", EVERY_BRAND)
    }
    assert of == {"Meadow": 2, "Figo": -2, EVERY_BRAND: 0}
    by_brand = fetch(sentiment.net_sentiment, APRIL, by="brand").set_index("group")["value"].to_dict()
    assert by_brand == {"Meadow": 0.5, "Figo": -1}


def test_a_choice_of_customers_leaves_out_feedback_of_nobody_known(db, given_feedback):
    given_feedback("""
        created_at | text              | customer_id | segment
        2025-04-02 | I love it, great. | C1          | trade
        2025-04-03 | I love it, great. | C2          |
        2025-04-04 | I love it, great. |             |
    """)
    assert fetch_one(sentiment.feedback_volume, Filters(segment=("trade",)))["value"] == 1
    by_segment = fetch(sentiment.feedback_volume, APRIL, by="segment").set_index("group")["value"].to_dict()
    assert by_segment == {"trade": 1, "(not given)": 2}


def test_scores_fall_into_steps_of_a_tenth_and_add_up_to_all_scored(db, given_feedback):
    given_feedback(said(3, 2, 1))
    spread = fetch(sentiment.sentiment_distribution, APRIL, score="vader")
    assert spread["value"].sum() == 6
    steps = {float(row.group): row.value for row in spread.itertuples()}
    for text, times in ((GOOD, 3), (PLAIN, 2), (BAD, 1)):
        score = vader(text)
        edge = max(step for step in steps if step <= score)
        assert steps[edge] == times and score < edge + 0.1
    with pytest.raises(ValueError, match="no steps in time"):
        sentiment.sentiment_distribution(APRIL, every="month")


def test_sentiment_agrees_with_plain_python(db, given_brands, given_orders, given_feedback):
    shop = shops.random_shop(seed=3, orders=1)
    shops.import_shop(shop, given_brands, given_orders, given_feedback)
    chosen = (
        Filters(date(2024, 3, 5), date(2025, 1, 20)),
        Filters(source=("survey",), region=("north",)),
        Filters(date(2024, 6, 1), date(2024, 12, 31), segment=("trade", "club")),
    )
    views = some_views(30, chosen, (None, "source", "segment", "region"))
    # These words have the same sign by either score.
    asked = zip(
        cycle(("net_sentiment", "feedback_volume")), cycle(("vader", "experience", "shown")), views, strict=False
    )
    for name, score, (filters, every, by) in asked:
        expected = getattr(by_hand, name)(shop, filters, by, every)
        agrees(fetch(METRICS[name], filters, by=by, every=every, score=score), expected)


def random_scores(chance):
    """What a text may be stored with: scored or not, by a model or not, corrected by a person or not."""
    compound = chance.choice((None, -0.9, -0.05, -0.049, 0.0, 0.049, 0.05, 0.7))
    label = (
        None if compound is None else "positive" if compound >= 0.05 else "negative" if compound <= -0.05 else "neutral"
    )
    row = {
        "vader": chance.choice((compound, 0.3)), "experience": compound, "sentiment": compound,
        "sentiment_label": label, "calibrated_label": None, "p_negative": None, "p_neutral": None,
        "p_positive": None, "is_request": chance.choice((True, False, None)),
    }  # fmt: skip
    if chance.random() < 0.5:
        negative = chance.choice((0.1, 0.2, 0.5))
        said = chance.choice(("positive", "negative"))
        row |= {
            "p_negative": negative, "p_neutral": 0.25, "p_positive": 0.75 - negative, "calibrated_label": said,
            "sentiment": 0.75 - 2 * negative, "sentiment_label": chance.choice((said, said, "neutral")),
        }  # fmt: skip
    return row


def by_limits(compound):
    return 1 if compound >= 0.05 else -1 if compound <= -0.05 else 0


SIGN = {"positive": 1, "neutral": 0, "negative": -1}


def share_by_hand(row, score):
    """What one text adds to the net and to the sum of scores; None where it has no such score."""
    expected = None if row["p_positive"] is None else row["p_positive"] - row["p_negative"]
    if score == "calibrated":
        return None if expected is None else (expected, expected)
    if score != "shown":
        return None if row[score] is None else (by_limits(row[score]), row[score])
    if row["sentiment"] is None:
        return None
    is_the_models = expected is not None and row["sentiment_label"] == row["calibrated_label"]
    return expected if is_the_models else SIGN[row["sentiment_label"]], row["sentiment"]


def test_every_score_agrees_with_plain_python(db, given_feedback):
    """Over random scores, some calibrated, some corrected, some missing."""
    chance = random.Random(5)
    given_feedback([{"feedback_id": f"F{n}", "created_at": "2025-04-15", "text": PLAIN} for n in range(60)])
    rows = {f"F{number}": random_scores(chance) for number in range(60)}
    with database.writing() as connection:
        for feedback_id, columns in rows.items():
            connection.execute(update(feedback).values(**columns).where(feedback.c.feedback_id == feedback_id))
    for score in sentiment.SCORES:
        agrees_by(score, rows.values())
    asked = [row["is_request"] for row in rows.values() if row["is_request"] is not None]
    requests = fetch_one(sentiment.request_share, APRIL)
    assert (requests["numerator"], requests["denominator"]) == (sum(asked), len(asked))


def agrees_by(score, rows):
    shares = [share_by_hand(row, score) for row in rows]
    known = [share for share in shares if share is not None]
    net, mean = (
        fetch_one(metric, APRIL, score=score) for metric in (sentiment.net_sentiment, sentiment.mean_sentiment)
    )
    assert net["denominator"] == mean["denominator"] == len(known) > 10
    assert net["numerator"] == pytest.approx(sum(share for share, _ in known))
    assert mean["numerator"] == pytest.approx(sum(compound for _, compound in known))
    scored = fetch_one(sentiment.scored_share, APRIL, score=score)
    assert (scored["numerator"], scored["denominator"]) == (len(known), 60)
    assert fetch(sentiment.sentiment_distribution, APRIL, score=score)["value"].sum() == len(known)
    tones = defaultdict(int)
    for row, share in zip(rows, shares, strict=True):
        label = {1: "positive", 0: "neutral", -1: "negative"}[by_limits(share[1])] if share else None
        if score in ("shown", "calibrated"):
            label = row["sentiment_label" if score == "shown" else "calibrated_label"]
        tones["request" if row["is_request"] else label or "(not given)"] += 1
    by_tone = fetch(sentiment.feedback_volume, APRIL, by="tone", score=score).set_index("group")["value"]
    assert by_tone.to_dict() == tones


def test_a_request_is_counted_as_one_and_not_also_as_praise(db, given_feedback):
    texts = ["Can you help me, please?", "Great, thank you!", "Where is my order? I love it.", GOOD, "", BAD]
    given_feedback([{"created_at": "2025-04-15", "text": text, "rating": 3} for text in texts])
    share = fetch_one(sentiment.request_share, APRIL)
    assert (share["numerator"], share["denominator"]) == (2, 5)
    assert 0 < share["low"] < share["value"] < share["high"] < 1
    by_tone = fetch(sentiment.feedback_volume, APRIL, by="tone").set_index("group")["value"].to_dict()
    assert by_tone == {"request": 2, "positive": 2, "negative": 1, "(not given)": 1}


def test_a_language_that_cannot_be_read_is_not_scored(db, given_feedback):
    texts = [
        "I love it and so does the cat.",
        "What a day this was for them.",
        "Die Lieferung war leider wieder zu spät",
    ]
    given_feedback([{"created_at": "2025-04-15", "text": text} for text in texts])
    for score in ("shown", "vader", "experience"):
        assert fetch_one(sentiment.net_sentiment, APRIL, score=score)["denominator"] == 2
        assert fetch_one(sentiment.scored_share, APRIL, score=score)["numerator"] == 2
    assert pd.isna(fetch_one(sentiment.net_sentiment, APRIL, score="calibrated")["value"])


def test_a_score_that_there_is_not_is_named_in_a_sentence():
    for metric in (sentiment.net_sentiment, sentiment.mean_sentiment, sentiment.scored_share):
        with pytest.raises(ValueError, match="There is no score 'gut feeling'. Choose of: shown, vader"):
            metric(APRIL, score="gut feeling")
    with pytest.raises(ValueError, match="There is no score"):
        sentiment.feedback_volume(APRIL, by="tone", score="gut feeling")
