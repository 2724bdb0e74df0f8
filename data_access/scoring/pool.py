"""Many texts scored at once: in this process when they are few, on all cores when they are many.

The workers are plain child processes, not multiprocessing's: those would run the main script again, which
under Streamlit is the app itself. They keep nothing, and end when the process that started them does.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from .brands import Alias, BrandMatcher
from .sentiment import Label, label, sentiment

Progress = Callable[[int, int], None]

CHUNK = 500
# Below this (some 3,500 reviews or 12,000 tweets) starting the workers takes as long as they save.
FEWEST_CHARACTERS_FOR_WORKERS = 1_000_000

_PROJECT = Path(__file__).resolve().parents[2]
# Not started (no program, no memory, no threads), or ended before its answer was complete.
_WORKER_FAILED = (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError)
_log = logging.getLogger(__name__)


class Score(NamedTuple):
    """What is stored of a text; `sentiment` and `label` are None where there are no words to score."""

    sentiment: float | None
    label: Label | None
    brands: tuple[str, ...]


UNSCORED = Score(None, None, ())


def score_texts(
    texts: Sequence[str | None],
    aliases: Sequence[Alias],
    *,
    progress: Progress | None = None,
    processes: int | None = None,
) -> list[Score]:
    """The score of each text, in order. A missing or blank text is not neutral, but unscored.

    Equal texts are scored once. `progress` is called in the caller's thread with the number of texts done
    and the number of all. `processes` is the number of workers; unless given, one per core for many texts
    and none for few. The result does not depend on it, nor on whether workers can be started at all.
    """
    counts = Counter(text for text in texts if isinstance(text, str) and not text.isspace() and text)
    distinct = list(counts)
    done = len(texts) - counts.total()
    scores: dict[str, Score] = {}
    # Closed at once if `progress` raises, as when the reader leaves the page: the workers end then too.
    with closing(_scored_chunks(distinct, aliases, processes or _processes_for(distinct))) as chunks:
        for chunk, chunk_scores in chunks:
            scores.update(zip(chunk, chunk_scores, strict=True))
            done += sum(counts[text] for text in chunk)
            if progress:
                progress(done, len(texts))
    return [scores.get(text, UNSCORED) for text in texts]


def _processes_for(texts: Sequence[str]) -> int:
    if sum(map(len, texts)) < FEWEST_CHARACTERS_FOR_WORKERS:
        return 1
    # Where the system can tell (Linux), the cores this process may use: in a container not all there are.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _scored_chunks(
    texts: list[str], aliases: Sequence[Alias], processes: int
) -> Iterator[tuple[list[str], list[Score]]]:
    """The texts in chunks, each with its scores, in order; in this process if the workers fail."""
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    done = 0
    if processes > 1 and chunks:
        try:
            for scores in _from_workers(chunks, aliases, processes):
                done += 1
                yield chunks[done - 1], scores
        except _WORKER_FAILED as error:
            _log.warning("Scoring goes on in one process, because a worker failed: %r", error)
    matcher = BrandMatcher(aliases)
    for chunk in chunks[done:]:
        yield chunk, [_score(text, matcher) for text in chunk]


def _score(text: str, matcher: BrandMatcher) -> Score:
    compound = sentiment(text)
    return Score(compound, label(compound), matcher.brands(text))


def _from_workers(chunks: list[list[str]], aliases: Sequence[Alias], processes: int) -> Iterator[list[Score]]:
    idle: SimpleQueue[Callable[[list[str]], list[Score]]] = SimpleQueue()

    def scores(chunk: list[str]) -> list[Score]:
        worker = idle.get()
        try:
            return worker(chunk)
        finally:
            idle.put(worker)

    # Entered first, the threads are left last: after the workers, so that none waits for an answer any more.
    with ThreadPoolExecutor(processes) as threads, ExitStack() as workers:
        for _ in range(min(processes, len(chunks))):
            idle.put(workers.enter_context(_worker(aliases)))
        try:
            yield from threads.map(scores, chunks)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _worker(aliases: Sequence[Alias]) -> Iterator[Callable[[list[str]], list[Score]]]:
    """A child process for as long as the block lasts, as a function that has it score a list of texts."""
    program = "from data_access.scoring.pool import work; work()"
    # A session of its own: Ctrl-C is for the process that waits, which then ends the worker.
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_PROJECT,
        start_new_session=True,
    )

    def scores(texts: list[str]) -> list[Score]:
        pickle.dump(texts, process.stdin)
        process.stdin.flush()
        return pickle.load(process.stdout)

    try:
        pickle.dump(list(aliases), process.stdin)
        yield scores
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # closing writes what was not sent yet
                pipe.close()


def work() -> None:
    """Be a worker: read aliases, then lists of texts from standard input until it ends, and answer scores."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # only answers may go to the pipe
    with suppress(EOFError):
        matcher = BrandMatcher(pickle.load(requests))
        while True:
            pickle.dump([_score(text, matcher) for text in pickle.load(requests)], answers)
            answers.flush()
