"""What a text consists of, in numbers: TF-IDF of its words and pairs of words, and of pieces of words where asked.

A vocabulary is learned from the training texts. Every text's occurrences are then looked up all at once in sorted
arrays, which takes a tenth of the time of counting text by text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from scipy import sparse

MOST_WORDS, MOST_PAIRS, MOST_PIECES = 20_000, 30_000, 40_000
# A term of a single text says nothing about another.
FEWEST_TEXTS = 2
PIECE_LENGTHS = (2, 3, 4)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying by it loses nothing


class Occurrence(NamedTuple):
    """Where a term stands in a text (characters, end exclusive), and the term's column."""

    start: int
    end: int
    column: int


class Terms:
    """A vocabulary: words in alphabetical order, then pairs and pieces in the order of their keys.

    words: lower-case. pairs: place of the first word times the number of words, plus place of the second. pieces: keys
    of two to four characters in a row; empty where they are not used. idf: one weight a column.
    """

    def __init__(self, words: Sequence[str], pairs: np.ndarray, pieces: np.ndarray, idf: np.ndarray):
        self.words, self.pairs, self.pieces, self.idf = tuple(words), pairs, pieces, idf
        self._places = {word: place for place, word in enumerate(self.words)}

    @classmethod
    def learned(cls, texts: Sequence[str], *, with_pieces: bool) -> "Terms":
        """The terms of these texts that stand in two of them or more, the most frequent ones of each kind."""
        found = Counter(chain.from_iterable(set(_tokens(text)) for text in texts))
        frequent = sorted(((-n, word) for word, n in found.items() if n >= FEWEST_TEXTS))[:MOST_WORDS]
        nothing = np.zeros(0, np.uint64)
        bare = cls(sorted(word for _, word in frequent), nothing, nothing, np.zeros(0, np.float32))
        pairs = _frequent(*bare._pair_keys(*bare._word_places(texts)), MOST_PAIRS)
        pieces = _frequent(*_piece_keys(texts), MOST_PIECES) if with_pieces else nothing
        whole = cls(bare.words, pairs, pieces, np.ones(len(bare.words) + len(pairs) + len(pieces), np.float32))
        texts_with = np.bincount(whole._counts(texts).indices, minlength=len(whole.idf))
        idf = np.log((1 + len(texts)) / (1 + texts_with)) + 1
        return cls(whole.words, pairs, pieces, idf.astype(np.float32))

    def weigh(self, texts: Sequence[str]) -> sparse.csr_array:
        """One row a text: log-dampened counts times idf; words with pairs, and pieces, each of length 1 together."""
        counts = self._counts(texts)
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        rows = np.repeat(np.arange(len(texts)), np.diff(counts.indptr))
        # A text's words and its pieces are two views of the same thing: neither may drown the other.
        part = 2 * rows + (counts.indices >= len(self.words) + len(self.pairs))
        length = np.sqrt(np.bincount(part, weights=counts.data**2, minlength=2 * len(texts)))
        counts.data = (counts.data / np.maximum(length[part], 1e-12)).astype(np.float32)
        return counts

    def occurrences(self, text: str) -> list[Occurrence]:
        """Every term of the text, by where it stands."""
        found = [(*match.span(), self._places.get(match[0].lower(), -1)) for match in _WORD.finditer(text)]
        places = [Occurrence(*each) for each in found if each[2] >= 0]
        for (start, _, first), (_, end, second) in zip(found, found[1:], strict=False):
            if first >= 0 and second >= 0:
                column = _place(self.pairs, first * len(self.words) + second)
                places += [Occurrence(start, end, len(self.words) + column)] if column >= 0 else []
        if len(self.pieces) and len(text.lower()) == len(text):
            for length, keys in _keys_by_length([text]):
                for start, key in enumerate(keys):
                    if (column := _place(self.pieces, key)) >= 0:
                        places.append(
                            Occurrence(start, start + length, len(self.words) + len(self.pairs) + column)
                        )  # fmt: skip
        return places

    def _counts(self, texts: Sequence[str]) -> sparse.csr_array:
        row, place = self._word_places(texts)
        known = place >= 0
        found = [(row[known], place[known])]
        for keyed, vocabulary, first in (
            (lambda: self._pair_keys(row, place), self.pairs, len(self.words)),
            (lambda: _piece_keys(texts), self.pieces, len(self.words) + len(self.pairs)),
        ):
            if len(vocabulary):
                rows, keys = keyed()
                column = np.searchsorted(vocabulary, keys)
                column[column == len(vocabulary)] = 0
                known = vocabulary[column] == keys
                found.append((rows[known], column[known] + first))
        # Of four bytes, as scikit-learn wants them.
        rows, columns = (np.concatenate(part).astype(np.int32) for part in zip(*found, strict=True))
        shape = (len(texts), len(self.idf))
        counts = sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        counts.sum_duplicates()
        return counts

    def _word_places(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Of every word its text, and its place among the words; -1 for others."""
        tokens = [_tokens(text) for text in texts]
        rows = np.repeat(np.arange(len(texts)), [len(each) for each in tokens])
        get = self._places.get
        return rows, np.fromiter((get(token, -1) for token in chain.from_iterable(tokens)), np.int64, len(rows))

    def _pair_keys(self, row: np.ndarray, place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        together = (row[:-1] == row[1:]) & (place[:-1] >= 0) & (place[1:] >= 0)
        return row[:-1][together], (place[:-1] * len(self.words) + place[1:])[together].astype(np.uint64)


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _place(vocabulary: np.ndarray, key) -> int:
    place = int(np.searchsorted(vocabulary, np.uint64(key)))
    return place if place < len(vocabulary) and vocabulary[place] == key else -1


def _keys_by_length(texts: Sequence[str]) -> list[tuple[int, np.ndarray]]:
    """Of each length a key for every place of the texts, one text after another with a zero character between."""
    joined = "\0".join(texts).lower()
    letters = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    made = []
    for length in PIECE_LENGTHS:
        keys = np.full(max(0, len(letters) - length + 1), np.uint64(length))
        for place in range(length):
            keys = (keys ^ letters[place : place + len(keys)]) * _MIX
            keys ^= keys >> np.uint64(29)
        made.append((length, keys))
    return made


def _piece_keys(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Of every run of two to four characters inside a text its text, and its key."""
    lowered = [text.lower().replace("\0", " ") for text in texts]
    lengths = np.array([len(text) for text in lowered])
    row = np.repeat(np.arange(len(texts)), lengths + 1)[:-1]  # a text's letters, and the zero after it
    ends = np.cumsum(lengths + 1) - 1
    place = np.arange(len(row))
    rows, keys = [], []
    for length, all_keys in _keys_by_length(lowered):
        inside = place[: len(all_keys)] + length <= ends[row[: len(all_keys)]]
        rows.append(row[: len(all_keys)][inside])
        keys.append(all_keys[inside])
    return np.concatenate(rows), np.concatenate(keys)


def _frequent(row: np.ndarray, key: np.ndarray, most: int) -> np.ndarray:
    """The keys that stand in most texts, sorted: at most so many, and each in two texts or more."""
    order = np.lexsort((row, key))
    row, key = row[order], key[order]
    is_first = np.ones(len(key), bool)
    is_first[1:] = (key[1:] != key[:-1]) | (row[1:] != row[:-1])
    keys, texts = np.unique(key[is_first], return_counts=True)
    keys, texts = keys[texts >= FEWEST_TEXTS], texts[texts >= FEWEST_TEXTS]
    return np.sort(keys[np.lexsort((keys, -texts))[:most]])
