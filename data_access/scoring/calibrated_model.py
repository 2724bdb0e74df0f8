"""A calibrated score: two logistic regressions over a text's terms and its score, applied, explained and stored."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from data_access.scoring import DrivingWord, driving_words
from data_access.scoring.distinctive import STOP_WORDS
from data_access.scoring.language import READABLE
from data_access.scoring.score_features import NAMES, OF_SCORE, Scorer, features
from data_access.scoring.terms import Terms

LABELS = ("negative", "neutral", "positive")
# Terms are of length 1 together, so that each weighs about a fifth: the score's features are brought to that size.
FEATURE_WEIGHT = 0.5
CHUNK = 20_000  # texts at once: some 100 MB
# Words that move a label by less than this part of the strongest are not said to have driven it.
LEAST_SHARE = 0.25
LEAST_WEIGHT = 0.15  # in log-odds of positive over negative: a sixth more likely
MOST_WORDS = 10
# Of the words that stand in any text, those that turn or sharpen what is said: only these are ever shown.
_TELLING = frozenset(("again", "ever", "never", "no", "nobody", "none", "not", "nothing", "still", "too", "without"))
_VERSION = 1


def readable(languages: Sequence[str | None]) -> list[bool]:
    """Whether the scores of words read each language; one that is not told is taken to be read."""
    return [language is None or language in READABLE for language in languages]


def scored(texts: Sequence[str], languages: Sequence[str | None] | None, scorer: Scorer) -> list[float | None]:
    """The customer-experience score of each text, None where it cannot read the language."""
    reads = readable(languages or [None] * len(texts))
    return [scorer.compound(text) if is_read else None for text, is_read in zip(texts, reads, strict=True)]


def design(terms: Terms, texts: Sequence[str], compounds: Sequence[float | None]) -> sparse.csr_array:
    """What the regressions see: one row a text, first its terms, then what features() tells of it."""
    told = sparse.csr_array(FEATURE_WEIGHT * features(texts, compounds))
    return sparse.hstack([terms.weigh(texts), told], format="csr")


@dataclass(frozen=True, eq=False)
class Model:
    """classes: those of LABELS that it knows. Weights and offsets, a row a class: `label_*` of the class-balanced
    regression, `share_*` of the one that takes classes as often as they come."""

    terms: Terms
    classes: tuple[str, ...]
    label_weights: np.ndarray
    label_offsets: np.ndarray
    share_weights: np.ndarray
    share_offsets: np.ndarray
    scorer: Scorer

    def predict(self, texts: Sequence[str], compounds: Sequence[float | None] | None = None) -> pd.DataFrame:
        """label, p_negative, p_neutral, p_positive of each text, in order; a class that it does not know has 0.

        compounds: the customer-experience scores where they are known already (None: language not read), which saves
        scoring again; unless given, every text is scored.
        """
        compounds = scored(texts, None, self.scorer) if compounds is None else compounds
        parts = [
            self._predict(texts[start : start + CHUNK], compounds[start : start + CHUNK])
            for start in range(0, len(texts), CHUNK)
        ]
        columns = ["label", *(f"p_{label}" for label in LABELS)]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)

    def _predict(self, texts: Sequence[str], compounds: Sequence[float | None]) -> pd.DataFrame:
        seen = design(self.terms, texts, compounds)
        labelled = seen @ self.label_weights.T + self.label_offsets
        shares = _softmax(seen @ self.share_weights.T + self.share_offsets)
        frame = pd.DataFrame({"label": np.array(self.classes, object)[labelled.argmax(axis=1)]})
        for label in LABELS:
            known = label in self.classes
            frame[f"p_{label}"] = shares[:, self.classes.index(label)] if known else 0.0
        return frame

    def words(self, text: str, language: str | None = None) -> list[DrivingWord]:
        """The words that moved the label most, in the order of the text and without overlaps; `valence` is their
        weight, above zero toward positive, below toward negative.

        A pair's weight is shared by its two words, and that of the customer-experience score by the words that drove
        it.
        """
        direction = self._direction()
        row = design(self.terms, [text], scored([text], [language], self.scorer))
        value = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        found = self.terms.occurrences(text)
        times = np.bincount([each.column for each in found], minlength=len(self.terms.idf))
        weight = np.zeros(len(text))
        for start, end, column in found:
            share = value.get(column, 0.0) * direction[column] / times[column]
            weight[start:end] += share / (end - start)
        first = len(self.terms.idf)
        of_score = sum(value.get(first + place, 0.0) * direction[first + place] for place in range(len(OF_SCORE)))
        driving = self._driving(text) if value.get(first + NAMES.index("is_read")) else []
        if total := sum(abs(word.valence) for word in driving):
            for word in driving:
                moved = abs(of_score) * word.valence / total
                weight[word.start : word.end] += moved / (word.end - word.start)
        return _strongest(text, weight)

    def _direction(self) -> np.ndarray:
        """Of each column how far it moves the label from negative to positive."""
        rows = dict(zip(self.classes, self.label_weights, strict=True))
        nothing = np.zeros(self.label_weights.shape[1])
        return rows.get("positive", nothing) - rows.get("negative", nothing)

    def _driving(self, text: str) -> list[DrivingWord]:
        own = getattr(self.scorer, "driving_words", driving_words)
        return [word for word in own(text) if word.end > word.start]

    def to_text(self) -> str:
        """Vocabulary and weights as text: a compressed archive of plain arrays, in base 64."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            version=np.array(_VERSION),
            words=np.frombuffer("\n".join(self.terms.words).encode(), np.uint8),
            pairs=self.terms.pairs,
            pieces=self.terms.pieces,
            idf=self.terms.idf,
            classes=np.array([LABELS.index(label) for label in self.classes]),
            **{name: getattr(self, name) for name in _ARRAYS},
        )
        return base64.b64encode(buffer.getvalue()).decode("ascii")

    @classmethod
    def from_text(cls, text: str, scorer: Scorer) -> "Model":
        """The model that to_text wrote.

        Raises:
            ValueError: in a sentence, when the text is not a model of this version.
        """
        try:
            archive = np.load(io.BytesIO(base64.b64decode(text, validate=True)), allow_pickle=False)
            if int(archive["version"]) != _VERSION:
                raise KeyError("version")
            words = bytes(archive["words"]).decode()
            terms = Terms(words.split("\n") if words else [], archive["pairs"], archive["pieces"], archive["idf"])
            classes = tuple(LABELS[place] for place in archive["classes"])
            return cls(terms, classes, *(archive[name] for name in _ARRAYS), scorer)
        except (ValueError, KeyError, IndexError, OSError, EOFError) as error:
            raise ValueError("The stored model cannot be read. Run: python -m data_access refresh") from error


_ARRAYS = ("label_weights", "label_offsets", "share_weights", "share_offsets")


def _softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _strongest(text: str, weight: np.ndarray) -> list[DrivingWord]:
    """Whole words with the weight of their characters; fillers and the weakest left out."""
    words, start = [], None
    for place, character in enumerate([*text, " "]):
        if not character.isspace():
            start = place if start is None else start
        elif start is not None:
            first, last = start, place
            while first < last and not text[first].isalnum():
                first += 1
            while last > first and not text[last - 1].isalnum():
                last -= 1
            # Emoji and smileys have no letter to be cut to.
            first, last = (first, last) if first < last else (start, place)
            if moved := float(weight[start:place].sum()):
                words.append(DrivingWord(first, last, moved, text[first:last]))
            start = None
    told = sorted((abs(word.valence) for word in words if not _is_filler(word.word)), reverse=True)
    least = max([LEAST_WEIGHT, *(LEAST_SHARE * most for most in told[:1]), *told[MOST_WORDS - 1 : MOST_WORDS]])
    return [word for word in words if abs(word.valence) >= least and not _is_filler(word.word)]


def _is_filler(word: str) -> bool:
    plain = word.lower().replace("’", "'")
    return plain in STOP_WORDS and plain not in _TELLING and not plain.endswith("n't")
