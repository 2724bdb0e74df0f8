"""Long work in a thread of its own: it outlives the page that began it, and tells how far it is and how it ended."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from data_access import database
from data_access.sources import SourceError

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted

_log = logging.getLogger(__name__)
_latest: dict[str, "Job"] = {}


class Cancelled(Exception):
    """Somebody wants the work to end: it leaves its transaction, and so nothing of it is kept."""


@dataclass(frozen=True)
class Step:
    """How far a job is: `done` of `total`, counted in `unit`, `seconds` after the stage began.

    A stage that cannot be measured has the unit "steps".
    """

    stage: str
    done: int
    total: int
    unit: str
    seconds: float


class Job:
    """Work under way, or done: then it was cancelled, or `result` is what it returned, or `problem` is a sentence."""

    def __init__(self, title: str):
        self.title = title
        self._step: Step | None = None
        self.result: Any = None
        self.problem = ""
        self.was_cancelled = False
        self._is_wanted = True
        self._is_done = threading.Event()
        self._stage_began = 0.0

    @property
    def step(self) -> Step | None:
        """How far the work said that it was; the seconds of a stage that cannot be measured go on until now."""
        step = self._step
        if step is None or step.unit != "steps":
            return step
        return replace(step, seconds=time.monotonic() - self._stage_began)

    @property
    def is_done(self) -> bool:
        return self._is_done.is_set()

    @property
    def is_stopping(self) -> bool:
        """Whether it is to end, and has not yet."""
        return not self._is_wanted and not self.is_done

    def cancel(self) -> None:
        """End the work when it next says how far it is. Work that is done by then stays done."""
        self._is_wanted = False

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it has come."""
        return self._is_done.wait(seconds)

    def _report(self, stage: str, done: int, total: int, unit: str) -> None:
        if not self._is_wanted:
            raise Cancelled
        now = time.monotonic()
        if self._step is None or stage != self._step.stage:
            self._stage_began = now
        self._step = Step(stage, done, total, unit, now - self._stage_began)

    def _run(self, work: Callable[[Progress], Any]) -> None:
        try:
            self.result = work(self._report)
        except Cancelled:
            self.was_cancelled = True
        except (SourceError, database.DatabaseProblem) as problem:
            self.problem = str(problem)
        except SQLAlchemyError as error:
            _log.exception("%s: the database stopped it", type(error).__name__)
            self.problem = database.explain(error)
        except Exception as error:  # nobody else would hear of it: this is the thread's last line
            _log.exception("A job stopped")
            self.problem = f"It stopped because of an error in the program ({type(error).__name__})."
        finally:
            self._is_done.set()


def start(title: str, work: Callable[[Progress], Any]) -> Job:
    """Begin `work`, which is called with a Progress, and come back at once.

    A daemon thread: a server that is told to stop does not wait for it, and an unfinished write leaves no trace.
    """
    job = _latest[database.database_url()] = Job(title)
    return _begin(job, work)


def aside(title: str, work: Callable[[Progress], Any]) -> Job:
    """The same for work that only its reader waits for and that writes nothing: others do not see it."""
    return _begin(Job(title), work)


def _begin(job: Job, work: Callable[[Progress], Any]) -> Job:
    threading.Thread(target=job._run, args=(work,), name="earshot-job", daemon=True).start()
    return job


def running() -> Job | None:
    """The work under way in this database, whoever began it."""
    job = _latest.get(database.database_url())
    return None if job is None or job.is_done else job
