"""How far scores agree with what is known, and a share with the scorer's error taken out: worked examples, counts by
hand over random data on both databases, and how often the interval holds the truth."""

import json
import random
from datetime import date, datetime

import numpy as np
import pytest
from sqlalchemy import insert

from data_access import database
from data_access.fetch import fetch, fetch_one
from data_access.filters import Filters
from data_access.metrics.misclassification import corrected_share, rogan_gladen
from data_access.metrics.quality import corrected_negative_share, score_agreement
from data_access.schema import corrections, feedback, scorer_models
from data_access.scoring.calibration import label_of_rating

WINDOW = Filters(date(2025, 1, 1), date(2025, 6, 30))
TONES = ("negative", "neutral", "positive")


def test_worked_examples_of_an_observed_share():
    assert rogan_gladen(0.20, 0.80, 0.92) == pytest.approx(1 / 6)
    assert rogan_gladen(0.116, 0.80, 0.92) == pytest.approx(0.05), "true 5 % shows as 11.6 %"
    assert (rogan_gladen(0.02, 0.80, 0.92), rogan_gladen(0.9, 0.80, 0.92)) == (0.0, 1.0)


def share_of(*sources):
    return corrected_share(np.array(sources, dtype=float))


def test_the_interval_is_wider_than_that_of_the_count_and_narrows_with_labels():
    few, many = share_of((200, 1000, 80, 20, 92, 8)), share_of((200, 1000, 8000, 2000, 9200, 800))
    assert few.value == many.value == pytest.approx(1 / 6)
    assert (few.raw, few.corrected, few.labelled) == (0.2, 1.0, 200)
    assert few.low < many.low < many.value < many.high < few.high
    assert many.high - many.low > (many.raw_high - many.raw_low), "a shrunken share is stretched again"


@pytest.mark.parametrize("known", [(0, 0, 0, 0), (20, 5, 100, 10), (40, 40, 50, 50)])
def test_without_enough_labels_or_a_scorer_that_tells_the_count_stays(known):
    """None at all; fewer than 30 negative ones; a scorer that tosses a coin."""
    told = share_of((30, 100, *known))
    assert (told.value, told.low, told.high) == (told.raw, told.raw_low, told.raw_high)
    assert (told.raw_low, told.raw_high) == (pytest.approx(0.2189, abs=1e-3), pytest.approx(0.3958, abs=1e-3))
    assert (told.value, told.corrected, told.labelled) == (0.3, 0.0, 0)


def test_each_source_is_corrected_by_its_own_error_and_counts_by_its_size():
    told = share_of((60, 300, 80, 20, 92, 8), (30, 100, 0, 0, 0, 0))
    assert told.value == pytest.approx((300 * (1 / 6) + 100 * 0.3) / 400)
    assert told.corrected == pytest.approx(0.75)
    assert told.low < told.value < told.high
    assert np.isnan(share_of().value)


@pytest.mark.parametrize("truth", [0.03, 0.15, 0.5])
def test_the_interval_holds_the_truth_as_often_as_it_says(truth):
    """400 scored and 300 labelled at a time, by a scorer with sens 0.75 and spec 0.9: 95 % of the times."""
    chance, times = np.random.default_rng(7), 600
    sens, spec = 0.75, 0.9
    counted = chance.binomial(400, truth * sens + (1 - truth) * (1 - spec), times)
    found, kept = chance.binomial(100, sens, times), chance.binomial(200, spec, times)
    told = [
        share_of((q, 400, hit, 100 - hit, left, 200 - left)) for q, hit, left in zip(counted, found, kept, strict=True)
    ]
    held = np.mean([share.low <= truth <= share.high for share in told])
    held_raw = np.mean([share.raw_low <= truth <= share.raw_high for share in told])
    assert 0.93 <= held <= 0.99
    assert held_raw < held - 0.3 or truth == 0.5 and held_raw < held


# ---- over random data


def drawn(seed: int) -> list[dict]:
    chance = random.Random(seed)
    return [
        {
            "feedback_id": f"F{number}",
            "source": chance.choice(["Shop", "Survey", None]),
            "created_at": (moment := datetime(2025, chance.randrange(1, 8), chance.randrange(1, 28))),
            "created_on": moment.date(),
            "text": "Words.",
            "rating": chance.choice([None, 1.0, 2.0, 3.0, 4.0, 5.0, 9.0]),
            "rating_scale": chance.choice([None, 5.0, 10.0]),
            "vader": (score := chance.choice([None, -0.6, -0.05, 0.0, 0.05, 0.7])),
            "experience": (other := score if chance.random() < 0.7 else chance.choice([-0.5, 0.5])),
            "sentiment": other,
            "sentiment_label": tone(other),
            "p_negative": chance.choice([None, 0.25, 0.5]),
            "import_run_id": 1,
        }
        for number in range(900)
    ]


def tone(score):
    return None if score is None else "positive" if score >= 0.05 else "negative" if score <= -0.05 else "neutral"


def labels_by_hand(rows: list[dict]) -> dict[str, str]:
    """Every seventh text was drawn at random; every fifth was chosen for being doubtful, which tells of no error."""
    given, known = [], {}
    for number, row in enumerate(rows):
        if number % 7 == 0 or number % 5 == 0:
            value = TONES[number % 3]
            given.append({"feedback_id": row["feedback_id"], "value": value, "subject": "" if number % 7 else "random"})
            if number % 7 == 0:
                known[row["feedback_id"]] = value
    with database.writing() as connection:
        told = {"about": "sentiment", "person": "Ada", "corrected_at": datetime(2025, 7, 1)}
        connection.execute(insert(corrections), [told | row for row in given])
    return known


MODEL = {"negative_found": 70, "negative_missed": 30, "other_kept": 180, "other_taken": 20}


@pytest.fixture
def known(db):
    """The rows, each with its truth: a random label, else its rating's."""
    rows = drawn(3)
    labels = labels_by_hand(rows)
    with database.writing() as connection:
        connection.execute(insert(feedback), rows)
        model = {"scorer": "calibrated 1 x", "trained_at": datetime(2025, 7, 1), "training_hash": "x", "labelled": 300}
        stored = model | {"source": "Survey", "is_on": True, "why": "In use.", "quality": json.dumps(MODEL)}
        connection.execute(insert(scorer_models).values(**stored))
    return [
        row | {"truth": labels.get(row["feedback_id"]) or label_of_rating(row["rating"], row["rating_scale"])}
        for row in rows
    ]


def in_window(row):
    return WINDOW.start <= row["created_on"] <= WINDOW.end


def test_agreement_is_counted_as_by_hand(known):
    for score in ("experience", "vader"):
        found = fetch(score_agreement, WINDOW, by="source", score=score).set_index("group")
        assert set(found.index) == {"Shop", "Survey", "(not given)"}
        for source, row in found.iterrows():
            mine = [r for r in known if in_window(r) and (r["source"] or "(not given)") == source]
            pairs = [(r["truth"], tone(r[score])) for r in mine if r["truth"] and r[score] is not None]
            assert row["denominator"] == len(pairs) > 30
            assert row["numerator"] == sum(true == said for true, said in pairs)
            assert row["macro_f1"] == pytest.approx(np.mean([f1(pairs, each) for each in TONES]))
            assert row["negative_as_positive"] == pairs.count(("negative", "positive"))
    with pytest.raises(ValueError, match="choose experience or vader"):
        fetch(score_agreement, WINDOW, score="calibrated")


def f1(pairs, label):
    hits = pairs.count((label, label))
    wrong = sum((true == label) != (said == label) for true, said in pairs)
    return 2 * hits / (2 * hits + wrong)


def test_negative_share_takes_out_the_error_of_each_source(known):
    whole, scored = (
        fetch_one(corrected_negative_share, WINDOW),
        [r for r in known if in_window(r) and r["sentiment_label"]],
    )
    expected = 0.0
    for source in ("Shop", "Survey", None):
        mine = [r for r in scored if r["source"] == source]
        observed = np.mean([r["sentiment_label"] == "negative" for r in mine])
        of_source = [r for r in known if r["source"] == source and r["experience"] is not None and r["truth"]]
        is_called = {True: [], False: []}
        for r in of_source:
            is_called[r["truth"] == "negative"].append(tone(r["experience"]) == "negative")
        sens, spec = np.mean(is_called[True]), 1 - np.mean(is_called[False])
        if source == "Survey":
            sens, spec = 0.7, 0.9  # the model in use, by cross-validation
        told = rogan_gladen(observed, sens, spec) if sens + spec - 1 > 0.1 else observed
        expected += len(mine) / len(scored) * told
    assert whole["value"] == pytest.approx(expected)
    assert whole["denominator"] == len(scored)
    assert whole["raw"] == pytest.approx(np.mean([r["sentiment_label"] == "negative" for r in scored]))
    told = [r["p_negative"] for r in scored if r["p_negative"] is not None]
    assert whole["by_probability"] == pytest.approx(np.mean(told))
    assert whole["low"] < whole["value"] < whole["high"]


def test_months_without_feedback_have_no_share(known):
    frame = fetch(corrected_negative_share, Filters(date(2025, 1, 1), date(2025, 8, 31)), every="month")
    assert list(frame["value"].isna()) == [False] * 7 + [True]
    assert frame["numerator"].sum() == sum(r["sentiment_label"] == "negative" for r in known)
