"""How well the scores agree with people: with the ratings of VADER's authors, and with customers' own stars.

Reads the folder that EARSHOT_REAL_DATA names, and says so where there is none. No word of the customer-experience score
was chosen for its files.
"""

import csv
import gzip
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from data_access.calibrate import without_names
from data_access.scoring import VADER, Alias, BrandMatcher, label
from data_access.scoring.calibration import label_of_rating, train
from data_access.scoring.experience import EXPERIENCE, ExperienceScorer
from data_access.scoring.language import detect, majority, settle
from data_access.scoring.requests import is_request

LABELS = ("negative", "neutral", "positive")
# What people were asked about, VADER's own r, and the least r of the customer-experience score.
PEOPLE = {
    "tweets": ("tweets", 0.872, 0.870),
    "amazonReviewSnippets": ("Amazon reviews", 0.590, 0.610),
    "movieReviewSnippets": ("film reviews", 0.427, 0.422),
    "nytEditorialSnippets": ("New York Times", 0.503, 0.498),
}
INSURERS = {
    "akc": "AKC", "aspca": "ASPCA", "embrace": "Embrace", "fetch": "Fetch", "figo": "Figo",
    "healthypaws": "Healthy Paws", "lemonade": "Lemonade", "petsbest": "Pets Best", "pumpkin": "Pumpkin",
    "spot": "Spot",
}  # fmt: skip
LEAST_F1 = {"customer experience": 0.57, "calibrated": 0.66}


class Review(NamedTuple):
    published: str
    text: str
    stars: float
    brand: str

    @property
    def label(self) -> str:
        return label_of_rating(self.stars, 5)


def run() -> None:
    """Print every figure beside its target."""
    folder = os.environ.get("EARSHOT_REAL_DATA")
    if not folder:
        print("Quality of text scores: nothing to measure on. EARSHOT_REAL_DATA names the folder of the data sets.")
        return
    _people(Path(folder) / "vader_groundtruth")
    reviews = sorted(_reviews(Path(folder) / "pet_insurance"))
    _stars(reviews)
    _rest(reviews)


def _people(folder: Path) -> None:
    print("Against people's mean ratings, -4 to 4 (r: Pearson; F1 against the sign of the mean)")
    print(f"  {'':18}{'n':>7}  {'score':22}{'r':>7}{'target':>9}{'macro-F1':>10}{'weighted F1':>13}")
    for file, (name, own, least) in PEOPLE.items():
        rows = (folder / f"{file}_GroundTruth.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        _, ratings, texts = zip(*(row.split("\t", 2) for row in rows), strict=True)
        means = np.array(ratings, float)
        truth = [LABELS[int(sign) + 1] for sign in np.sign(means)]
        scores = (("VADER", VADER, f"= {own:.3f}"), ("customer experience", ExperienceScorer(), f">= {least:.3f}"))
        for place, (score, scorer, target) in enumerate(scores):
            compounds = [scorer.compound(text) for text in texts]
            r = np.corrcoef(means, compounds)[0, 1]
            f1 = f1_of(truth, [label(compound) for compound in compounds])
            what = f"{name:18}{len(texts):7,}" if place == 0 else " " * 25
            print(f"  {what}  {score:22}{r:7.3f}{target:>9}{f1[0]:10.3f}{f1[1]:13.3f}")


def _stars(reviews: Sequence[Review]) -> None:
    older, newer = reviews[: len(reviews) // 2], reviews[len(reviews) // 2 :]
    truth = [review.label for review in newer]
    texts = [review.text for review in newer]
    brands = matcher()
    experience = ExperienceScorer(brands)
    said = {
        "VADER": [label(VADER.compound(text)) for text in texts],
        "customer experience": [label(experience.compound(text)) for text in texts],
    }
    nets = {score: [LABELS.index(each) - 1 for each in labels] for score, labels in said.items()}
    trained = train(
        [without_names(review.text, brands) for review in older],
        [review.label for review in older],
        ["en"] * len(older),
        experience,
        name=EXPERIENCE,
    )
    predicted = trained.model.predict([without_names(text, brands) for text in texts])
    said["calibrated"] = predicted["label"].tolist()
    nets["calibrated"] = (predicted["p_positive"] - predicted["p_negative"]).tolist()
    print(f"\nAgainst stars, ten pet insurers: {len(newer):,} newer reviews (calibrated on the {len(older):,} older)")
    print(
        f"  {'score':22}{'macro-F1':>9}{'target':>9}{'negative':>10}{'neutral':>9}{'positive':>10}{'agree':>8}"
        f"{'net error by brand, mean (worst), points':>43}"
    )
    speakers = [review.brand for review in newer]
    true_net = [LABELS.index(each) - 1 for each in truth]
    for score, labels in said.items():
        macro, _, each = f1_of(truth, labels)
        agree = np.mean(np.array(truth) == np.array(labels))
        target = f">= {LEAST_F1[score]:.2f}" if score in LEAST_F1 else ""
        errors = 100 * _errors(speakers, true_net, nets[score])
        print(
            f"  {score:22}{macro:9.3f}{target:>9}{each[0]:10.3f}{each[1]:9.3f}{each[2]:10.3f}{agree:8.1%}"
            f"{f'{errors.mean():.1f} ({errors.max():.1f})':>43}"
        )
    print(f"  {trained.why}")


def _rest(reviews: Sequence[Review]) -> None:
    texts = [review.text for review in reviews]
    brands = matcher()
    small = sum(len(re.findall(r"\bspot\b", text)) for text in texts)
    counted = sum(text[start:end] == "spot" for text in texts for start, end, _ in brands.spans(text))
    detections = [detect(text) for text in texts]
    english = sum(language == "en" for language in settle(detections, majority(detections)))
    asking = sum(map(is_request, texts))
    print(
        f'\n  lower-case "spot", {small:,} times written: {counted} counted as the brand (target 0)'
        f"\n  {english / len(texts):.2%} of {len(texts):,} reviews known to be English"
        f"\n  {asking / len(texts):.1%} hold a request"
    )


def matcher() -> BrandMatcher:
    """The insurers as a user tracks them: a name of one word counts with a capital."""
    return BrandMatcher([Alias(name, name, name.isalpha()) for name in INSURERS.values()])


def f1_of(truth: Sequence[str], said: Sequence[str]) -> tuple[float, float, list[float]]:
    """The mean of F1 over the labels; the same weighted by how often each is true; and each of them."""
    true, claimed = np.array(truth), np.array(said)
    n = np.array([(true == each).sum() for each in LABELS])
    both = n + np.array([(claimed == each).sum() for each in LABELS])
    hits = np.array([((true == each) & (claimed == each)).sum() for each in LABELS])
    each = 2 * hits / np.maximum(both, 1)
    return float(each.mean()), float(each @ n / n.sum()), each.tolist()


def _errors(brands: Sequence[str], true: Sequence[float], said: Sequence[float]) -> np.ndarray:
    """Of each brand, how far its net sentiment is from that of its stars."""
    of, difference = np.array(brands), np.array(said, float) - np.array(true, float)
    return np.array([abs(difference[of == brand].mean()) for brand in sorted(set(brands))])


def _reviews(folder: Path):
    for path in sorted(folder.glob("*_reviews.csv.gz")):
        brand = INSURERS[path.name.split("_")[0]]
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["text"].strip() and row["rating"]:
                    yield Review(row["published"], row["text"], float(row["rating"]), brand)
