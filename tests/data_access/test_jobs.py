"""Work in the background: it ends with a result or a sentence, and others see it meanwhile."""

import threading

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from data_access import database, jobs
from data_access.database import DatabaseProblem
from data_access.schema import brands
from data_access.sources import SourceError
from tests.conftest import only_duckdb

pytestmark = only_duckdb


def ended(job):
    assert job.wait(10)
    return job


def test_a_job_gives_the_result_of_its_work(db):
    job = ended(jobs.start("Counting", lambda progress: 42))
    assert (job.result, job.problem) == (42, "")


def test_a_job_under_way_is_seen_with_its_progress_until_it_ends(db):
    told, go_on = threading.Event(), threading.Event()

    def work(progress):
        progress("Reading", 3, 10, "bytes")
        told.set()
        go_on.wait(10)

    job = jobs.start("Counting", work)
    assert told.wait(10)
    assert jobs.running() is job
    assert (job.step.stage, job.step.done, job.step.total, job.step.unit) == ("Reading", 3, 10, "bytes")
    go_on.set()
    ended(job)
    assert jobs.running() is None


def test_the_time_of_a_stage_begins_with_it(db):
    steps = []

    def work(progress):
        for stage in ("Reading", "Reading", "Storing"):
            progress(stage, 1, 2, "bytes")
            steps.append(job_of_test["job"].step)

    go, job_of_test = threading.Event(), {}

    def waiting(progress):
        go.wait(10)
        work(progress)

    job_of_test["job"] = jobs.start("Counting", waiting)
    go.set()
    ended(job_of_test["job"])
    assert [step.stage for step in steps] == ["Reading", "Reading", "Storing"]
    assert steps[0].seconds == steps[2].seconds == 0
    assert steps[1].seconds > 0


def test_the_time_of_a_stage_that_cannot_be_measured_goes_on(db):
    told, go_on = threading.Event(), threading.Event()

    def work(progress):
        progress("Storing", 0, 1, "steps")
        told.set()
        go_on.wait(10)

    job = jobs.start("Counting", work)
    assert told.wait(10)
    first = job.step.seconds
    assert job.step.seconds > first
    go_on.set()
    ended(job)


def test_a_cancelled_job_ends_when_it_next_says_how_far_it_is_and_keeps_nothing(db):
    told, go_on = threading.Event(), threading.Event()

    def work(progress):
        with database.writing() as connection:
            connection.execute(insert(brands).values(name="Kelvana", is_ours=True, is_demo=False))
            told.set()
            go_on.wait(10)
            progress("Storing", 0, 1, "steps")

    job = jobs.start("Tracking", work)
    assert told.wait(10)
    job.cancel()
    assert job.is_stopping and not job.is_done
    go_on.set()
    ended(job)
    assert (job.was_cancelled, job.result, job.problem) == (True, None, "")
    assert database.read(select(brands)).empty


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SourceError("The file is empty."), "The file is empty."),
        (DatabaseProblem("Nobody answers."), "Nobody answers."),
        (OperationalError("SELECT secret", {}, Exception("disk")), "The database answered with an error"),
        (KeyError("secret"), "It stopped because of an error in the program (KeyError)."),
    ],
    ids=["source", "database", "driver", "bug"],
)
def test_a_job_that_fails_says_so_in_a_sentence(db, error, said):
    def work(progress):
        raise error

    job = ended(jobs.start("Failing", work))
    assert job.result is None
    assert job.problem.startswith(said)
    assert "secret" not in job.problem
