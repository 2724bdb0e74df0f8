"""Many texts at once: the same readings in the same order, by however many processes, whatever fails."""

import math
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.scoring import Alias, Knowledge, Reader, Reading, Text, pool, read_texts, sentiment
from data_access.scoring.taxonomy import shipped

# Some themes are enough: of all of them each worker would make a pattern for half a second.
DELIVERY = tuple(theme for theme in shipped() if theme.name == "Delivery")
KNOWN = Knowledge((Alias("Figo", "figo", False), Alias("Spot", "Spot", True)), DELIVERY, ours="Figo")


def varied_texts(count: int) -> list[Text]:
    draw = random.Random(5)
    words = "good bad not very love 😁 Figo spot Spot but horrible parcel late GREAT :( !!! \ud83d".split(" ")
    texts = [" ".join(draw.choices(words, k=draw.randint(1, 12))) for _ in range(count)]
    return [Text(None, draw.choice([text, text, text, None, "", "good app"])) for text in texts]


TEXTS = varied_texts(1_300)


@pytest.fixture(scope="module")
def serial() -> list[Reading | None]:
    return read_texts(TEXTS, KNOWN, processes=1)


def test_all_there_is_in_a_text_is_read():
    [reading] = read_texts([Text("Delivery", "Spot was horrible, Figo's delivery was great. Can you call me?")], KNOWN)
    assert reading.vader == sentiment("Spot was horrible, Figo's delivery was great. Can you call me?")
    assert (reading.detected.language, reading.is_request, reading.brands) == ("en", True, ("Spot", "Figo"))
    assert [(theme.theme, theme.words) for theme in reading.themes if theme.theme == "Delivery"] == [
        ("Delivery", ("Delivery",))
    ]
    assert [(pair.rival, pair.favoured) for pair in reading.preferences] == [("Spot", "ours")]


@pytest.mark.parametrize("text", [None, "", "  \n\t\xa0", math.nan])
def test_a_text_without_words_has_no_reading_and_is_not_neutral(text):
    blank, plain = read_texts([Text(None, text), Text(None, "a parcel")], KNOWN)
    assert blank is None and (plain.vader, plain.experience) == (0, 0)


def test_a_title_is_scored_only_where_there_is_no_text_and_searched_in_any_case():
    both, alone = read_texts([Text("I hate Spot", "I love it"), Text("I hate Spot", " ")], KNOWN)
    assert both.experience > 0.05 > -0.05 > alone.experience
    assert both.brands == alone.brands == ("Spot",)


def test_nothing_to_read_gives_no_readings():
    assert read_texts([], KNOWN, processes=2) == []


def test_each_text_has_its_own_reading_in_the_order_given(serial):
    reader = Reader(KNOWN)
    for text, reading in zip(TEXTS, serial, strict=True):
        assert reading == (reader.read(text) if text.text else None)


def test_workers_give_the_same_readings_in_the_same_order(serial):
    assert read_texts(TEXTS, KNOWN, processes=2) == serial


@pytest.mark.parametrize("processes", [1, 2])
def test_progress_grows_to_the_number_of_all_texts(processes):
    seen = []
    read_texts(TEXTS, KNOWN, processes=processes, progress=lambda done, total: seen.append((done, total)))
    done = [done for done, _ in seen]
    assert len(seen) > 1 and done == sorted(set(done))
    assert seen[-1] == (len(TEXTS), len(TEXTS))


@pytest.mark.parametrize("program", ["/no/such/program", "/bin/true"], ids=["cannot start", "ends at once"])
def test_reading_goes_on_in_one_process_when_workers_fail(monkeypatch, caplog, serial, program):
    monkeypatch.setattr(sys, "executable", program)
    assert read_texts(TEXTS, KNOWN, processes=2) == serial
    assert "one process" in caplog.text


def children() -> set[str]:
    lists = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for children_of_thread in lists for child in children_of_thread.read_text().split()}


needs_children = pytest.mark.skipif(
    not Path("/proc/thread-self/children").exists(), reason="the system does not list a process's children"
)


@needs_children
@pytest.mark.parametrize(("texts", "workers"), [(600, 0), (1_400, len(os.sched_getaffinity(0)))])
def test_workers_are_started_for_many_texts_only(monkeypatch, texts, workers):
    monkeypatch.setattr(pool, "FEWEST_CHARACTERS_FOR_WORKERS", 30_000)
    before, during = children(), set()
    said = [Text(None, f"the parcel was late again {number}") for number in range(texts)]
    read_texts(said, KNOWN, progress=lambda done, total: during.update(children() - before))
    assert len(during) == (workers if workers > 1 else 0)


@needs_children
def test_workers_end_when_the_caller_stops_half_way():
    before, during = children(), []

    def stop(done: int, total: int) -> None:
        during.append(children() - before)
        raise InterruptedError("the reader left the page")

    with pytest.raises(InterruptedError):
        read_texts(TEXTS, KNOWN, processes=2, progress=stop)
    assert len(during) == 1 and len(during[0]) == 2
    assert children() - before == set()


def test_workers_do_not_run_the_app_again(tmp_path, serial):
    runs = tmp_path / "runs"
    app = tmp_path / "app.py"
    app.write_text(
        f"""
import streamlit as st
from data_access.scoring import read_texts
with open({str(runs)!r}, "a") as file:
    file.write("run ")
st.session_state["readings"] = read_texts(st.session_state["texts"], st.session_state["known"], processes=2)
"""
    )
    page = AppTest.from_file(str(app), default_timeout=30)
    page.session_state["texts"] = TEXTS
    page.session_state["known"] = KNOWN
    page.run()
    assert not page.exception
    assert page.session_state["readings"] == serial
    assert runs.read_text() == "run "


def test_workers_serve_a_program_that_is_not_a_file():
    program = (
        "from data_access.scoring import Knowledge, Text, read_texts\n"
        "print(len(read_texts([Text(None, f'good {n}') for n in range(600)], Knowledge(taxonomy=()), processes=2)))"
    )
    result = subprocess.run(
        [sys.executable, "-"], input=program, capture_output=True, text=True, cwd=Path(__file__).parents[3]
    )
    assert (result.stdout, result.stderr) == ("600\n", "")
