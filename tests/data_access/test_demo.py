"""The demo data: its sizes, its sameness everywhere, that it does not contradict itself, and that its story shows."""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from data_access.demo import Demo, generate
from data_access.demo.words.products import PRODUCTS
from data_access.demo.writing import POOLS

ROOT = Path(__file__).parents[2]
DIGEST = "5a40ec5415ec09d27e61ed41f33f45c6479011295a238ce8543061f6f3300676"

FAILURE = ("2025-03-10", "2025-05-19")
PRICES = ("2026-02-02", "2026-04-22")


def digest(demo: Demo) -> str:
    """Of everything a reader of the data can see."""
    told = hashlib.sha256()
    for frame in (demo.orders, demo.feedback):
        told.update(frame.to_csv(index=False, lineterminator="\n").encode())
    told.update(repr((demo.brands, demo.events)).encode())
    return told.hexdigest()


@pytest.fixture(scope="module")
def demo() -> Demo:
    return generate()


@pytest.fixture(scope="module")
def valid(demo) -> pd.DataFrame:
    """Purchase occasions: one row a customer and day with a completed order, in order of time."""
    orders = demo.orders
    known = orders[orders["customer_id"].notna() & (orders["status"] == "completed")]
    days = known.drop_duplicates(["customer_id", "ordered_on"]).sort_values(["customer_id", "ordered_on"])
    return days.assign(nth=days.groupby("customer_id").cumcount() + 1)


@pytest.fixture(scope="module")
def newcomers(valid) -> pd.DataFrame:
    """One row a customer: first purchase, and whether the second came within 90 days of it."""
    first = valid[valid["nth"] == 1].set_index("customer_id")
    second = valid[valid["nth"] == 2].set_index("customer_id")["ordered_on"].reindex(first.index)
    return first.assign(came_back=(second - first["ordered_on"]).dt.days <= 90, ever=second.notna())


@pytest.fixture(scope="module")
def ours(demo) -> pd.DataFrame:
    """What is said of us, with the rating as a fraction of its scale."""
    about_us = demo.feedback[demo.feedback["brand"] == "Wendlecote"]
    return about_us.assign(score=about_us["rating"] / about_us["rating_scale"])


@pytest.fixture(scope="module")
def tones(demo) -> pd.Series:
    """VADER's compound of each text."""
    analyzer = SentimentIntensityAnalyzer()
    return demo.feedback["text"].map(lambda text: analyzer.polarity_scores(text)["compound"])


def between(frame: pd.DataFrame, column: str, span: tuple[str, str]) -> pd.Series:
    return frame[column].between(*map(pd.Timestamp, span))


# Sizes


def test_sizes_are_as_promised(demo):
    orders = demo.orders
    assert (len(orders), orders["customer_id"].nunique(), len(demo.feedback)) == (15_000, 6_000, 5_000)
    assert orders["order_id"].is_unique and demo.feedback["feedback_id"].is_unique
    assert orders["customer_id"].isna().sum() == 600
    assert (orders["status"] != "completed").sum() == 450
    assert demo.feedback["customer_id"].notna().sum() == 3_000
    assert (demo.feedback["brand"] != "Wendlecote").sum() == 300


def test_another_seed_and_day_give_other_data_of_the_same_sizes(demo):
    today = date(2027, 3, 14)
    other = generate(seed=7, today=today)
    assert (len(other.orders), other.orders["customer_id"].nunique(), len(other.feedback)) == (15_000, 6_000, 5_000)
    assert digest(other) != digest(demo)
    assert other.feedback["text"].nunique() >= 4_700
    assert other.orders["ordered_on"].max().date() == today
    assert other.feedback["created_on"].max().date() <= today
    assert other.events[0].on == date(2025, 3, 3) + (today - date(2026, 6, 30))


def test_the_same_data_comes_out_of_every_process():
    program = "from tests.data_access.test_demo import digest, generate; print(digest(generate()))"
    other_hash = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": other_hash, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == DIGEST


# Nothing contradicts itself


def test_ids_say_that_they_are_demo(demo):
    orders, feedback = demo.orders, demo.feedback
    ids = (orders["order_id"], orders["customer_id"], feedback["feedback_id"], feedback["customer_id"])
    assert all(column.dropna().str.startswith("DEMO-").all() for column in ids)
    assert orders["customer_email"].dropna().str.endswith("@example.org").all()


def test_everything_lies_within_the_thirty_months(demo):
    start, end = pd.Timestamp("2024-01-01"), pd.Timestamp("2026-07-01")
    orders, feedback = demo.orders, demo.feedback
    for times in (orders["ordered_at"], orders["ordered_on"], feedback["created_at"], feedback["created_on"]):
        assert str(times.dtype) == "datetime64[us]"
        assert times.between(start, end, inclusive="left").all() and times.is_monotonic_increasing
    assert (orders["ordered_at"].dt.normalize() == orders["ordered_on"]).all()
    assert orders["ordered_on"].iat[-1] == pd.Timestamp("2026-06-30")


def test_every_customer_has_a_valid_order_and_one_set_of_traits(demo, valid):
    assert valid["customer_id"].nunique() == 6_000
    traits = ["customer_name", "customer_email", "segment", "region", "country", "origin", "joined_at"]
    traits.append("attribute.Loyalty card")
    known = demo.orders.dropna(subset=["customer_id"])
    assert (known.groupby("customer_id")[traits].nunique() == 1).all(axis=None)
    assert demo.orders.loc[demo.orders["customer_id"].isna(), [*traits, "referred_by"]].isna().all(axis=None)


def test_amounts_and_refunds_add_up(demo):
    orders = demo.orders
    cents = orders[["amount", "refunded_amount"]] * 100
    assert np.allclose(cents, cents.round(), atol=1e-6)
    assert (orders["amount"] > 0).all()
    by_status = orders.groupby("status")
    assert set(by_status.groups) == {"completed", "cancelled", "refunded"}
    refunded, cancelled = by_status.get_group("refunded"), by_status.get_group("cancelled")
    assert (refunded["refunded_amount"] == refunded["amount"]).all()
    assert (cancelled["refunded_amount"] == 0).all()
    completed = by_status.get_group("completed")
    assert (completed["refunded_amount"] < completed["amount"]).all() and (completed["refunded_amount"] > 0).any()


def test_some_customers_order_several_times_a_day(demo):
    known = demo.orders.dropna(subset=["customer_id"])
    assert known.duplicated(["customer_id", "ordered_on"]).sum() > 200


def test_who_recommends_has_bought_before(valid):
    firsts = valid[valid["nth"] == 1]
    bought_on = firsts.set_index("customer_id")["ordered_on"]
    referred = firsts.dropna(subset=["referred_by"])
    assert len(referred) > 500
    assert (referred["origin"] == "recommendation").all()
    assert (referred["referred_by"].map(bought_on) < referred["ordered_on"]).all()


def test_a_customer_speaks_only_of_what_they_have_bought(demo):
    spoken = demo.feedback.dropna(subset=["customer_id"])
    known = demo.orders[demo.orders["status"] == "completed"][["customer_id", "category", "ordered_at", "segment"]]
    pairs = spoken.merge(known, on=["customer_id", "category"], suffixes=("", "_ordered"))
    earlier = pairs[pairs["ordered_at"] < pairs["created_at"]]
    assert set(earlier["feedback_id"]) == set(spoken["feedback_id"])
    assert (earlier["segment"] == earlier["segment_ordered"]).all()
    first_order = demo.orders.groupby("customer_id")["ordered_at"].min()
    assert (spoken["created_at"] > spoken["customer_id"].map(first_order)).all()


def test_sources_carry_what_they_carry_in_life(demo):
    feedback = demo.feedback
    rated = feedback["kind"].isin(["review", "survey"])
    assert feedback.loc[rated, "rating"].notna().all() and feedback.loc[~rated, "rating"].isna().all()
    assert set(feedback.loc[feedback["kind"] == "survey", "rating_scale"]) == {10.0}
    assert set(feedback.loc[feedback["kind"] == "review", "rating_scale"]) == {5.0}
    assert feedback["rating"].dropna().between(0, 10).all()
    assert feedback.loc[feedback["source"].isin(["Trustpilot", "App Store"]), "title"].notna().all()
    assert feedback.loc[feedback["kind"] == "survey", "author"].isna().all()
    products = {product: category for category, names in PRODUCTS.items() for product in names}
    assert (feedback["product"].map(products) == feedback["category"]).all()


def test_feedback_about_a_rival_is_nobody_s_we_know(demo):
    theirs = demo.feedback[demo.feedback["brand"] != "Wendlecote"]
    assert set(theirs["brand"]) == {"Attic", "Tavorelle", "Ostermoy"}
    assert theirs["customer_id"].isna().all()


# Brands and events


def test_names_are_no_sentiment_words_and_one_rival_is_an_ordinary_word(demo):
    lexicon = SentimentIntensityAnalyzer().lexicon
    assert [brand.is_ours for brand in demo.brands] == [True, False, False, False]
    aliases = [alias for brand in demo.brands for alias in brand.aliases]
    assert not any(word in lexicon for alias in aliases for word in re.findall(r"\w+", alias.alias.lower()))
    assert [alias.alias for alias in aliases if alias.needs_capital] == ["Attic"]
    texts = demo.feedback["text"]
    assert texts.str.contains(r"\bAttic\b").sum() > 200
    assert texts.str.contains(r"the attic\b").sum() > 10


def test_events_are_those_of_the_story(demo):
    assert [event.on for event in demo.events] == [
        date(2025, 3, 3),
        date(2025, 5, 12),
        date(2025, 10, 14),
        date(2026, 2, 2),
    ]
    assert all(event.title and event.description.endswith(".") for event in demo.events)


# The words


def test_texts_differ_and_no_sentence_is_worn_out(demo):
    texts = demo.feedback["text"]
    assert texts.nunique() >= 4_700
    sentences = Counter(part for text in texts for part in re.split(r"(?<=[.!?])\s+", text))
    assert sentences.most_common(1)[0][1] <= 60


def test_thirty_texts_in_a_row_hardly_repeat_a_sentence(demo):
    """As many as a reader scrolls through: of their hundred sentences at most two come twice, on average."""
    texts = demo.feedback.loc[demo.feedback["brand"] == "Wendlecote", "text"].tolist()
    repeats = []
    for start in range(0, len(texts) - 30, 30):
        parts = [p for text in texts[start : start + 30] for p in re.split(r"(?<=[.!?])\s+", text) if p.count(" ") > 2]
        repeats.append(len(parts) - len(set(parts)))
    assert np.mean(repeats) < 1 and max(repeats) <= 5


def test_texts_are_of_the_length_that_customers_write(demo):
    words = demo.feedback["text"].str.split().str.len()
    assert words.min() >= 3 and words.max() <= 120
    assert (words <= 8).mean() > 0.1 and (words >= 50).mean() > 0.08


def test_a_fifth_of_our_reviews_is_answered_unhappy_ones_most_and_later_than_they_were_written(demo, ours):
    reviews = ours[ours["kind"] == "review"]
    replied = reviews[reviews["reply"].notna()]
    assert demo.feedback["reply"].notna().sum() == len(replied), "no reply to anything else"
    assert 0.18 < len(replied) / len(reviews) <= 0.2
    assert reviews.loc[reviews["score"] <= 0.4, "reply"].notna().mean() > 2 * (
        reviews.loc[reviews["score"] >= 0.8, "reply"].notna().mean()
    )
    waited = replied["replied_at"] - replied["created_at"]
    assert waited.min() > pd.Timedelta(0) and waited.median() < pd.Timedelta(days=5)
    assert replied["replied_at"].max() < pd.Timestamp("2026-07-01")
    assert (demo.feedback["replied_at"].notna() == demo.feedback["reply"].notna()).all()


def test_no_notation_and_no_address_is_left_in_a_text(demo):
    for column in ("text", "title", "author", "reply"):
        written = demo.feedback[column].dropna()
        assert not written.str.contains(r"[\[\]{}|@]|  | [.,]").any()
        assert not written.str.replace(r"DEMO-O\d+", "", regex=True).str.contains(r"\d{5}").any()


def test_an_order_number_in_a_text_is_the_writer_s(demo):
    quoted = demo.feedback["text"].str.extract(r"(DEMO-O\d{6})")[0].dropna()
    owner = demo.orders.set_index("order_id")["customer_id"]
    assert len(quoted) > 50
    assert (quoted.map(owner) == demo.feedback.loc[quoted.index, "customer_id"]).all()


def test_every_subject_has_its_sentences_and_its_titles():
    subjects = {name.removesuffix(".core") for name in POOLS if name.endswith(".core")}
    ordinary = {subject for subject in subjects if not subject.startswith(("rival_", "outage_"))}
    assert ordinary <= {name.removesuffix(".tiny") for name in POOLS if name.endswith(".tiny")}
    assert ordinary <= {name.removesuffix(".more") for name in POOLS if name.endswith(".more")}
    assert {subject.split(".")[0] for subject in subjects} <= {
        name.removeprefix("title.") for name in POOLS if name.startswith("title.")
    }


def test_ratings_agree_with_the_words(demo, tones):
    share = demo.feedback["rating"] / demo.feedback["rating_scale"]
    assert share.corr(tones) > 0.65
    assert (tones[share <= 0.4] <= -0.05).mean() > 0.65
    assert (tones[share >= 0.9] >= 0.05).mean() > 0.85


def test_most_of_what_is_said_is_good_and_a_quarter_is_not(tones):
    assert 0.54 <= (tones >= 0.05).mean() <= 0.62
    assert 0.22 <= (tones <= -0.05).mean() <= 0.29


def test_one_text_in_six_names_a_rival(demo):
    texts = demo.feedback["text"]
    named = {
        name: texts.str.contains(rf"\b{name}\b", case=name == "Attic") for name in ("Attic", "Tavorelle", "Ostermoy")
    }
    count = sum(hits.astype(int) for hits in named.values())
    assert 0.15 <= (count > 0).mean() <= 0.21
    assert (count > 1).sum() >= 10
    assert texts.str.contains("Wendlecote", case=False).mean() > 0.05


# Who comes back


def test_repeat_purchases_are_those_of_a_young_shop(newcomers, valid):
    assert 0.42 <= newcomers["ever"].mean() <= 0.5
    before = newcomers[newcomers["ordered_on"] < "2025-03-01"]
    assert 0.25 <= before["came_back"].mean() <= 0.34
    month = valid["ordered_on"].dt.to_period("M")
    returning = (
        valid.assign(month=month, again=valid["nth"] > 1)
        .groupby(["month", "customer_id"])["again"]
        .max()
        .groupby("month")
    ).mean()
    assert returning.iloc[:3].max() < 0.3 < 0.5 < returning.iloc[-12:].min()


def test_some_groups_come_back_more(newcomers):
    mature = newcomers[newcomers["ordered_on"] <= pd.Timestamp("2026-06-30") - pd.Timedelta(days=90)]
    by_segment = mature.groupby("segment")["came_back"].mean()
    assert by_segment.idxmax() == "Small business" and by_segment.idxmin() == "Students"
    assert by_segment.max() - by_segment.min() > 0.08
    # Of those whom the failure spared.
    by_region = mature.groupby("region")["ever"].mean()
    assert by_region.idxmin() == "East"


def test_november_and_december_are_the_strongest_months(demo):
    month = demo.orders["ordered_on"].dt.to_period("M").value_counts()
    for year in (2024, 2025):
        of_year = month[[period for period in month.index if period.year == year]]
        assert {period.month for period in of_year.nlargest(2).index} == {11, 12}


# The story


def about_delivery(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["text"].str.contains(r"deliver|courier|parcel|driver|carrier|tracking", case=False)]


def test_the_delivery_failure_shows_in_what_is_said_of_deliveries(ours):
    spoken = about_delivery(ours)
    failing = between(spoken, "created_on", FAILURE)
    assert spoken.loc[failing, "score"].mean() < spoken.loc[~failing, "score"].mean() - 0.2
    assert failing.sum() > 100


def test_first_customers_of_the_failure_come_back_less(newcomers):
    struck = newcomers["region"].isin(["North", "West"])
    failing = between(newcomers, "ordered_on", ("2025-03-03", "2025-04-30"))
    usual = newcomers.loc[struck & (newcomers["ordered_on"] < "2025-03-01"), "came_back"].mean()
    assert newcomers.loc[struck & failing, "came_back"].mean() < 0.6 * usual
    assert newcomers.loc[~struck & failing, "came_back"].mean() > 0.7 * usual


def test_the_repair_brings_tone_and_customers_back(ours, newcomers):
    failing = ours.loc[between(ours, "created_on", FAILURE), "score"].mean()
    after = ours.loc[between(ours, "created_on", ("2025-06-15", "2025-09-15")), "score"].mean()
    assert after > failing + 0.1
    words = (
        "apologise|the voucher was|apology (?:voucher|accepted)|second carrier|of carrier now|choose the courier"
        "|things go wrong"
    )
    thanks = ours[ours["text"].str.contains(words, case=False)]
    assert between(thanks, "created_on", ("2025-05-12", "2025-09-10")).all() and len(thanks) > 20
    struck = newcomers["region"].isin(["North", "West"])
    healed = between(newcomers, "ordered_on", ("2025-06-01", "2025-09-30"))
    assert newcomers.loc[struck & healed, "came_back"].mean() > 0.25


def test_the_rival_s_outage_is_a_burst_of_mentions(demo, tones):
    names_it = demo.feedback["text"].str.contains("Tavorelle", case=False)
    week = between(demo.feedback, "created_on", ("2025-10-14", "2025-10-20"))
    others = (names_it & ~week).sum() / 129
    assert (names_it & week).sum() > 10 * others
    theirs = week & (demo.feedback["brand"] == "Tavorelle")
    assert (tones[theirs] <= -0.05).mean() > 0.7
    came_over = week & names_it & (demo.feedback["brand"] == "Wendlecote")
    assert (tones[came_over] >= 0.05).mean() > 0.7


def test_the_price_rise_shows_in_baskets_and_in_complaints(demo, ours):
    orders = demo.orders[demo.orders["category"] == "Storage"]
    risen = orders["ordered_on"] >= "2026-02-02"
    log_amount = np.log(orders["amount"])
    assert 0.01 < log_amount[risen].mean() - log_amount[~risen].mean() < 0.12
    complaint = ours["text"].str.contains(
        r"new price|prices? (?:up|went|increase|rise)|that increase|six percent", case=False
    )
    assert complaint[ours["created_on"] < "2026-02-02"].sum() == 0
    assert complaint[between(ours, "created_on", PRICES)].sum() > 30
    students = ours[ours["segment"] == "Students"]
    spring, year_before = (
        between(students, "created_on", PRICES),
        between(students, "created_on", ("2025-06-15", "2026-02-01")),
    )
    assert students.loc[spring, "score"].mean() < students.loc[year_before, "score"].mean() - 0.05
    cheapest = ours["text"].str.contains(r"\bAttic\b")
    assert (
        cheapest[between(ours, "created_on", PRICES)].mean()
        > 1.5 * cheapest[~between(ours, "created_on", PRICES)].mean()
    )
