"""Learns a score from what a business knows already: the ratings beside its texts, and the labels that people gave.

A model is learned per source, since one does not travel: learned on tweets it is wrong about reviews. It is used only
where cross-validation shows that it agrees with ratings and labels better than the customer-experience score does.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_access.scoring import label as label_of_compound
from data_access.scoring import sentiment as vader_compound
from data_access.scoring.calibrated_model import LABELS, Model, design, readable, scored
from data_access.scoring.confusion import macro_f1
from data_access.scoring.gist import gist
from data_access.scoring.score_features import Scorer
from data_access.scoring.terms import Terms

FEWEST_LABELLED = 200
FEWEST_OF_CLASS = 10  # a class with fewer is not learned, and never said
LEAST_GAIN = 0.02  # of macro-F1 over the customer-experience score
MOST_TEXTS = 10_000
FOLDS = 5
SEED = 0
UNSCORED = "unscored"
SCORES = ("vader", "experience", "calibrated")
# More texts in other languages than this, and the model reads pieces of words too: the lexicon does not help there.
MOST_UNREAD = 0.2
NAME = "calibrated"
_VERSION = f"{NAME} 1"
_REGULARISATION = 5.0


@dataclass(frozen=True, eq=False)
class Trained:
    """What training came to.

    why: a sentence: why the model is in use, or is not. quality: n, macro_f1 and agreement of each of SCORES, and its
    confusion as {true label: {label or "unscored": n}}. model: also where it is not in use; None without cross-
    validation. training_hash: of the texts and labels, and of how they were learned from.
    """

    is_on: bool
    why: str
    quality: dict
    model: Model | None
    training_hash: str

    @property
    def scorer(self) -> str:
        """Name and version, as feedback.scorer has it."""
        return f"{_VERSION} {self.training_hash[:8]}"


def label_of_rating(rating: float | None, scale: float | None, lowest: float | None = None) -> str | None:
    """The lowest 40 % of the scale are negative, the top 40 % positive, what is between them is neutral.

    Of 5: 1 and 2, 3, 4 and 5. Of 10: up to 4, 5 and 6, 7 and more. Where `lowest` is not known, scales to 2 to 9 begin
    at 1, others (0 or 1, to 10, to 100) at 0. None where there is no rating, or it lies outside its scale.
    """
    if rating is None or pd.isna(rating):
        return None
    scale = 5.0 if scale is None or pd.isna(scale) else float(scale)
    lowest = lowest_of(scale) if lowest is None or pd.isna(lowest) else float(lowest)
    if not lowest <= rating <= scale or scale <= lowest:
        return None
    if rating - lowest <= 0.4 * (scale - lowest):
        return "negative"
    return "positive" if rating - lowest > 0.6 * (scale - lowest) else "neutral"


def lowest_of(scale: float) -> float:
    """Where a scale of ratings begins."""
    return 1.0 if 2 <= scale < 10 else 0.0


def training_hash(texts: Sequence[str], labels: Sequence[str], languages: Sequence[str | None], name: str = "") -> str:
    """Alike for the same labelled texts in any order. name: of the customer-experience score, whose change is a change
    of what is learned from."""
    lines = sorted(f"{lab}\x1f{lang or ''}\x1f{text}" for text, lab, lang in zip(texts, labels, languages, strict=True))
    return hashlib.sha256("\x1e".join([_VERSION, name, *lines]).encode("utf-8", "replace")).hexdigest()


def train(
    texts: Sequence[str], labels: Sequence[str], languages: Sequence[str | None], scorer: Scorer, *, name: str = ""
) -> Trained:
    """Learn from labelled texts, oldest first (the latest MOST_TEXTS count), and measure it; the same every time.

    scorer: the customer-experience score, whose name and version `name` is. What is in a language that it cannot read
    it does not score, which never agrees.
    """
    texts, labels, languages = (list(part)[-MOST_TEXTS:] for part in (texts, labels, languages))
    digest = training_hash(texts, labels, languages, name)
    counts = pd.Series(labels, dtype=object).value_counts()
    classes = tuple(label for label in LABELS if counts.get(label, 0) >= FEWEST_OF_CLASS)
    compounds = scored(texts, languages, scorer)
    said = {
        "vader": _said([None if c is None else vader_compound(t) for t, c in zip(texts, compounds, strict=True)]),
        "experience": _said(compounds),
    }
    if len(texts) < FEWEST_LABELLED or len(classes) < 2:
        return Trained(False, _too_few(len(texts), classes), _quality(labels, said), None, digest)
    terms = Terms.learned(texts, with_pieces=np.mean(readable(languages)) < 1 - MOST_UNREAD)
    seen, truth = design(terms, texts, compounds), np.array(labels, object)
    answers = _cross_validated(seen, truth, [gist(text) for text in texts], classes)
    if answers is None:
        return Trained(False, _too_alike(), _quality(labels, said), None, digest)
    quality = _quality(labels, said | {"calibrated": answers})
    weights = [*_learned(seen, truth, classes, balanced=True), *_learned(seen, truth, classes, balanced=False)]
    model = Model(terms, classes, *weights, scorer)
    gain = quality["macro_f1"]["calibrated"] - quality["macro_f1"]["experience"]
    return Trained(gain >= LEAST_GAIN, _verdict(quality), quality, model, digest)


def _said(compounds: Sequence[float | None]) -> list[str]:
    return [UNSCORED if compound is None else label_of_compound(compound) for compound in compounds]


def _quality(labels: Sequence[str], said: dict[str, list[str]]) -> dict:
    pairs = {score: Counter(zip(labels, answers, strict=True)) for score, answers in said.items()}
    present = [label for label in LABELS if label in set(labels)]
    confusion = {
        score: {true: {answer: counted[true, answer] for answer in (*LABELS, UNSCORED)} for true in present}
        for score, counted in pairs.items()
    }
    told = confusion.get("calibrated", {})
    negative = {label: row["negative"] for label, row in told.items()}
    n_of = {label: sum(row.values()) for label, row in told.items()}
    found, missed = negative.pop("negative", 0), n_of.pop("negative", 0)
    agreed = {score: sum(rows[true][true] for true in rows) for score, rows in confusion.items()}
    return {
        "n": len(labels),
        "macro_f1": {score: round(macro_f1(rows), 4) for score, rows in confusion.items() if rows},
        "agreement": {score: round(n / len(labels), 4) for score, n in agreed.items() if labels},
        "confusion": confusion,
        # Of the calibrated label: what carrying its error into the share of negative feedback takes.
        "negative_found": found,
        "negative_missed": missed - found,
        "other_taken": sum(negative.values()),
        "other_kept": sum(n_of.values()) - sum(negative.values()),
    }


def _cross_validated(seen, truth: np.ndarray, gists: Sequence[str], classes: Sequence[str]) -> list[str] | None:
    """What a model says of each text that it was not trained on; None where too few texts differ from each other. Texts
    of a class that is too rare to be learned are asked about all the same: to be always wrong there is its price."""
    fold = _folds(truth, gists, classes)
    if fold is None:
        return None
    said, is_learned = np.empty(len(truth), object), np.isin(truth.astype(str), classes)
    for held_out in range(FOLDS):
        train_on, test_on = is_learned & (fold != held_out), fold == held_out
        known = tuple(label for label in classes if label in truth[train_on])
        weights, offsets = _learned(seen[train_on], truth[train_on], known, balanced=True)
        said[test_on] = np.array(known, object)[(seen[test_on] @ weights.T + offsets).argmax(axis=1)]
    return list(said)


def _folds(truth: np.ndarray, gists: Sequence[str], classes: Sequence[str]) -> np.ndarray | None:
    """A fold for each text, every label spread evenly over them; texts of one gist are in one fold."""
    label_of: dict[str, str] = {}
    for key, label in zip(gists, truth, strict=True):
        label_of.setdefault(key, label)
    fold_of: dict[str, int] = {}
    for label in LABELS:
        keys = np.array([key for key, its in label_of.items() if its == label], object)
        if len(keys) < FOLDS and label in classes:
            return None
        shuffled = np.random.default_rng(SEED).permutation(keys)
        fold_of |= {key: place % FOLDS for place, key in enumerate(shuffled)}
    return np.array([fold_of[key] for key in gists])


def _learned(seen, truth: np.ndarray, classes: Sequence[str], *, balanced: bool) -> tuple[np.ndarray, np.ndarray]:
    """Weights (a row a class) and offsets, from the texts of these classes."""
    from sklearn.linear_model import LogisticRegression

    # Half a second for 10,000 texts and no chance in it; saga takes ten times as long once classes are weighted.
    regression = LogisticRegression(
        C=_REGULARISATION, class_weight="balanced" if balanced else None, solver="newton-cg", tol=1e-2
    )
    kept = np.flatnonzero(np.isin(truth.astype(str), classes))
    regression.fit(seen[kept], np.array([classes.index(label) for label in truth[kept]]))
    weights, offsets = regression.coef_, regression.intercept_
    if len(classes) == 2:  # of two classes one regression is kept, that of the second
        weights, offsets = np.vstack([0 * weights, weights]), np.array([0.0, offsets[0]])
    return weights.astype(np.float32), offsets.astype(np.float32)


def _too_few(n: int, classes: Sequence[str]) -> str:
    if n < FEWEST_LABELLED:
        return f"Not in use: {n:,} texts have a rating or a label, and it takes {FEWEST_LABELLED}."
    only = f"all are {classes[0]}" if classes else "none has enough"
    return f"Not in use: it takes {FEWEST_OF_CLASS} texts of two kinds, and of those with a rating or label {only}."


def _too_alike() -> str:
    return "Not in use: too few of the texts with a rating or a label differ from each other."


def _verdict(quality: dict) -> str:
    own, other = (quality["macro_f1"][score] for score in ("calibrated", "experience"))
    measured = (
        f"on {quality['n']:,} texts that it was not trained on it scores a macro-F1 of {own:.2f}, "
        f"the customer-experience score {other:.2f}"
    )
    if own - other >= LEAST_GAIN:
        return f"In use: {measured}."
    return f"Not in use: {measured}, and it must be better by {LEAST_GAIN}."
