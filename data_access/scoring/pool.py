"""Many texts read at once: in this process when they are few, on all cores when they are many.

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

from .reading import Knowledge, Reader, Reading, Text

Progress = Callable[[int, int], None]

CHUNK = 500
# Below this (some 3,500 reviews or 12,000 tweets) starting the workers takes as long as they save.
FEWEST_CHARACTERS_FOR_WORKERS = 1_000_000

_PROJECT = Path(__file__).resolve().parents[2]
# Not started (no program, no memory, no threads), or ended before its answer was complete.
_WORKER_FAILED = (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError)
_log = logging.getLogger(__name__)


def read_texts(
    texts: Sequence[Text],
    knowledge: Knowledge,
    *,
    progress: Progress | None = None,
    processes: int | None = None,
) -> list[Reading | None]:
    """The reading of each text, in order. A blank text is not neutral: it has none.

    Equal texts are read once. `progress` is called in the caller's thread with the number of texts done
    and the number of all. `processes` is the number of workers; unless given, one per core for many texts
    and none for few. The result does not depend on it, nor on whether workers can be started at all.
    """
    counts = Counter(text for text in texts if not text.is_blank)
    distinct = list(counts)
    done = len(texts) - counts.total()
    readings: dict[Text, Reading] = {}
    # Closed at once if `progress` raises, as when the reader leaves the page: the workers end then too.
    with closing(_read_chunks(distinct, knowledge, processes or _processes_for(distinct))) as chunks:
        for chunk, chunk_readings in chunks:
            readings.update(zip(chunk, chunk_readings, strict=True))
            done += sum(counts[text] for text in chunk)
            if progress:
                progress(done, len(texts))
    return [readings.get(text) for text in texts]


def _processes_for(texts: Sequence[Text]) -> int:
    if sum(len(text.whole) for text in texts) < FEWEST_CHARACTERS_FOR_WORKERS:
        return 1
    # Where the system can tell (Linux), the cores this process may use: in a container not all there are.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_chunks(texts: list[Text], knowledge: Knowledge, processes: int) -> Iterator[tuple[list[Text], list[Reading]]]:
    """The texts in chunks, each with its readings, in order; in this process if the workers fail."""
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    done = 0
    if processes > 1 and chunks:
        try:
            for readings in _from_workers(chunks, knowledge, processes):
                done += 1
                yield chunks[done - 1], readings
        except _WORKER_FAILED as error:
            _log.warning("Reading goes on in one process, because a worker failed: %r", error)
    reader = Reader(knowledge)
    for chunk in chunks[done:]:
        yield chunk, [reader.read(text) for text in chunk]


def _from_workers(chunks: list[list[Text]], knowledge: Knowledge, processes: int) -> Iterator[list[Reading]]:
    idle: SimpleQueue[Callable[[list[Text]], list[Reading]]] = SimpleQueue()

    def readings(chunk: list[Text]) -> list[Reading]:
        worker = idle.get()
        try:
            return worker(chunk)
        finally:
            idle.put(worker)

    # Entered first, the threads are left last: after the workers, so that none waits for an answer any more.
    with ThreadPoolExecutor(processes) as threads, ExitStack() as workers:
        for _ in range(min(processes, len(chunks))):
            idle.put(workers.enter_context(_worker(knowledge)))
        try:
            yield from threads.map(readings, chunks)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _worker(knowledge: Knowledge) -> Iterator[Callable[[list[Text]], list[Reading]]]:
    """A child process for as long as the block lasts, as a function that has it read a list of texts."""
    program = "from data_access.scoring.pool import work; work()"
    # A session of its own: Ctrl-C is for the process that waits, which then ends the worker.
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_PROJECT,
        start_new_session=True,
    )

    def readings(texts: list[Text]) -> list[Reading]:
        pickle.dump(texts, process.stdin)
        process.stdin.flush()
        return pickle.load(process.stdout)

    try:
        pickle.dump(knowledge, process.stdin)
        yield readings
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # closing writes what was not sent yet
                pipe.close()


def work() -> None:
    """Be a worker: read what to know, then lists of texts from standard input until it ends, and answer readings."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # only answers may go to the pipe
    with suppress(EOFError):
        reader = Reader(pickle.load(requests))
        while True:
            pickle.dump([reader.read(text) for text in pickle.load(requests)], answers)
            answers.flush()
