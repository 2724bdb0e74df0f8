"""VADER's scores beside the library's, in one run: differences over 100,000 texts, speed, the worst single rows.

Real texts where EARSHOT_REAL_DATA names their folder, the demo's otherwise, and made-up ones to fill up.
"""

import csv
import gzip
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from data_access.demo import generate
from data_access.scoring import VADER
from tests.data_access.scoring.made_up_texts import EMOJI, LIBRARY, texts

FEWEST_TEXTS = 100_000
FEWEST_MADE_UP = 50_000
TARGETS = {"short": 4, "review": 6}  # times as fast as the library
LENGTHS = {"short": range(12, 25), "review": range(60, 101)}  # words
BLOCK, ROUNDS = 500, 5
WORST_SECONDS = 1
# The library needs time by the square of the length: it is timed on a tenth, which is a hundredth of its time.
WORST = {
    "3,000 emoji": ("😁" * 3_000, "😁" * 300),
    '16,000 words, half of them "but"': ("good but " * 8_000, "good but " * 800),
    "100 kB of emoji": ("".join(random.Random(1).choices(EMOJI, k=25_000)), None),
    "100 kB of shouting": ("GOOD! " * 16_667, "GOOD! " * 1_667),
}


def run() -> None:
    """Print what a reader needs to believe that the scores are VADER's, and cheap."""
    written = list(_written())
    fuzz = list(islice(texts(seed=3), max(FEWEST_MADE_UP, FEWEST_TEXTS - len(written))))
    for what, lengths in LENGTHS.items():
        _print_speed(what, [text for text in written if len(text.split()) in lengths][: BLOCK * 4])
    different = sum(VADER.scores(text)._asdict() != LIBRARY.polarity_scores(text) for text in written + fuzz)
    print(
        f"  {len(written):,} written and {len(fuzz):,} made-up texts: "
        f"{different:,} differ in any of the four scores (target 0)"
    )
    for what, (text, tenth) in WORST.items():
        seconds = _seconds(VADER.scores, [text])
        library = f"; the library, from a tenth: some {100 * _seconds(_library, [tenth]):.0f} s" if tenth else ""
        print(f"  one row of {what}: {seconds:.3f} s (target {WORST_SECONDS}){library}")


def _print_speed(what: str, some: Sequence[str]) -> None:
    """The scorers take turns over the same blocks, so that a busy machine slows them all; the best times count."""
    blocks = [some[start : start + BLOCK] for start in range(0, len(some), BLOCK)]
    words = sum(len(text.split()) for text in some) / len(some)
    seconds = dict.fromkeys((VADER.compound, VADER.scores, _library), 0.0)
    for block in blocks:
        takes = [[_seconds(scorer, block) for scorer in seconds] for _ in range(ROUNDS)]
        for scorer, best in zip(seconds, map(min, zip(*takes, strict=True)), strict=True):
            seconds[scorer] += best
    compound, scores, library = (len(some) / taken for taken in seconds.values())
    print(
        f"  {what} texts, {words:.0f} words: {compound:,.0f}/s compound, {scores:,.0f}/s all four scores, "
        f"{library:,.0f}/s in the library: {compound / library:.1f} and {scores / library:.1f} times "
        f"(target {TARGETS[what]})"
    )


def _library(text: str) -> dict[str, float]:
    return LIBRARY.polarity_scores(text)


def _seconds(scorer: Callable[[str], object], some: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in some:
        scorer(text)
    return time.perf_counter() - began


def _written() -> Iterator[str]:
    if "EARSHOT_REAL_DATA" not in os.environ:
        print("EARSHOT_REAL_DATA names no folder: the written texts are the demo's.")
        yield from generate().feedback["text"]
        return
    folder = Path(os.environ["EARSHOT_REAL_DATA"])
    for path in sorted((folder / "vader_groundtruth").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (row[2] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for path in sorted((folder / "pet_insurance").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from (f"{row['title']}\n{row['text']}" for row in csv.DictReader(file))
