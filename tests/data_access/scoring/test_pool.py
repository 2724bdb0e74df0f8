"""Many texts at once: the same scores in the same order, by however many processes, whatever fails."""

import math
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.scoring import Alias, Score, label, score_texts, sentiment

ALIASES = [Alias("Figo", "figo", False), Alias("Spot", "Spot", True)]
UNSCORED = Score(None, None, ())


def varied_texts(count: int) -> list[str | None]:
    draw = random.Random(5)
    words = "good bad not very love 😁 Figo spot Spot but horrible parcel late GREAT :( !!! \ud83d".split(" ")
    texts = [" ".join(draw.choices(words, k=draw.randint(1, 12))) for _ in range(count)]
    return [draw.choice([text, text, text, None, "", "good app"]) for text in texts]


TEXTS = varied_texts(2_300)


@pytest.fixture(scope="module")
def serial() -> list[Score]:
    return score_texts(TEXTS, ALIASES, processes=1)


def test_a_text_is_scored_labelled_and_searched_for_brands():
    [score] = score_texts(["Spot was horrible, Figo's vet too"], ALIASES)
    assert score == Score(sentiment("Spot was horrible, Figo's vet too"), "negative", ("Spot", "Figo"))


@pytest.mark.parametrize("text", [None, "", "  \n\t\xa0", math.nan])
def test_a_text_without_words_is_unscored_and_not_neutral(text):
    assert score_texts([text, "a parcel"], ALIASES) == [UNSCORED, Score(0.0, "neutral", ())]


def test_nothing_to_score_gives_no_scores():
    assert score_texts([], ALIASES, processes=2) == []


def test_each_text_has_its_own_score_in_the_order_given(serial):
    for text, score in zip(TEXTS, serial, strict=True):
        assert score.sentiment == (sentiment(text) if text else None)
        assert score.label == (label(sentiment(text)) if text else None)


def test_workers_give_the_same_scores_in_the_same_order(serial):
    assert score_texts(TEXTS, ALIASES, processes=2) == serial


@pytest.mark.parametrize("processes", [1, 2])
def test_progress_grows_to_the_number_of_all_texts(processes):
    seen = []
    score_texts(TEXTS, ALIASES, processes=processes, progress=lambda done, total: seen.append((done, total)))
    done = [done for done, _ in seen]
    assert len(seen) > 1 and done == sorted(set(done))
    assert seen[-1] == (len(TEXTS), len(TEXTS))


@pytest.mark.parametrize("program", ["/no/such/program", "/bin/true"], ids=["cannot start", "ends at once"])
def test_scoring_goes_on_in_one_process_when_workers_fail(monkeypatch, caplog, serial, program):
    monkeypatch.setattr(sys, "executable", program)
    assert score_texts(TEXTS, ALIASES, processes=2) == serial
    assert "one process" in caplog.text


def children() -> set[str]:
    lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for children_of_thread in lists for child in children_of_thread.read_text().split()}


needs_children = pytest.mark.skipif(
    not Path("/proc/thread-self/children").exists(), reason="the system does not list a process's children"
)


@needs_children
@pytest.mark.parametrize(("texts", "workers"), [(600, 0), (1_400, len(os.sched_getaffinity(0)))])
def test_workers_are_started_for_many_texts_only(texts, workers):
    before, during = children(), set()
    long = [f"the parcel was late again {number} " * 30 for number in range(texts)]
    score_texts(long, ALIASES, progress=lambda done, total: during.update(children() - before))
    assert len(during) == (workers if workers > 1 else 0)


@needs_children
def test_workers_end_when_the_caller_stops_half_way():
    before, during = children(), []

    def stop(done: int, total: int) -> None:
        during.append(children() - before)
        raise InterruptedError("the reader left the page")

    with pytest.raises(InterruptedError):
        score_texts(TEXTS, ALIASES, processes=2, progress=stop)
    assert len(during) == 1 and len(during[0]) == 2
    assert children() - before == set()


def test_workers_do_not_run_the_app_again(tmp_path, serial):
    runs = tmp_path / "runs"
    app = tmp_path / "app.py"
    app.write_text(
        f"""
import streamlit as st
from data_access.scoring import Alias, score_texts
with open({str(runs)!r}, "a") as file:
    file.write("run ")
aliases = [Alias("Figo", "figo", False), Alias("Spot", "Spot", True)]
st.session_state["scores"] = score_texts(st.session_state["texts"], aliases, processes=2)
"""
    )
    page = AppTest.from_file(str(app), default_timeout=30)
    page.session_state["texts"] = TEXTS
    page.run()
    assert not page.exception
    assert page.session_state["scores"] == serial
    assert runs.read_text() == "run "


def test_workers_serve_a_program_that_is_not_a_file():
    program = (
        "from data_access.scoring import score_texts\n"
        "print(len(score_texts([f'good {n}' for n in range(600)], [], processes=2)))"
    )
    result = subprocess.run(
        [sys.executable, "-"], input=program, capture_output=True, text=True, cwd=Path(__file__).parents[3]
    )
    assert (result.stdout, result.stderr) == ("600\n", "")
