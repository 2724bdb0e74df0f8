"""Answers are made once, for a while, and by one at a time."""

import threading

import pytest

from data_access.kept import Kept


def asker(kept, made):
    """ask(what): the answer, noting what had to be made."""

    def ask(what):
        def make():
            made.append(what)
            return what * 2

        return kept.get(what, make)

    return ask


def test_an_answer_is_made_once_and_anew_when_its_time_is_over():
    made = []
    ask = asker(Kept(10, 60), made)
    assert [ask("a"), ask("a"), ask("b")] == ["aa", "aa", "bb"] and made == ["a", "b"]
    ask = asker(Kept(10, -1), made := [])
    assert [ask("a"), ask("a")] == ["aa", "aa"] and made == ["a", "a"]


def test_what_was_asked_for_longest_ago_goes_first():
    made = []
    ask = asker(Kept(2, 60), made)
    for what in ("a", "b", "a", "c", "a", "b"):
        ask(what)
    assert made == ["a", "b", "c", "b"]


def test_nothing_is_kept_of_what_fails():
    kept = Kept(10, 60)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1) == 1


def test_who_asks_meanwhile_waits_and_makes_it_where_the_first_one_fails():
    kept, has_begun, goes_on, answers = Kept(10, 60), threading.Event(), threading.Event(), []

    def fails():
        has_begun.set()
        goes_on.wait(5)
        raise SystemExit  # as a run that is stopped

    def first():
        with pytest.raises(SystemExit):
            kept.get("a", fails)

    threads = [threading.Thread(target=first)]
    threads[0].start()
    assert has_begun.wait(5)
    threads += [threading.Thread(target=lambda: answers.append(kept.get("a", lambda: "made"))) for _ in range(3)]
    for thread in threads[1:]:
        thread.start()
    assert not answers
    goes_on.set()
    for thread in threads:
        thread.join(5)
    assert answers == ["made"] * 3
