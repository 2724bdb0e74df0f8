"""Where sentences and clauses begin and end."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.scoring.clauses import clauses, sentences


def pieces(text, cut=clauses):
    return [text[start:end] for start, end in cut(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The food was great but the service was awful.", ["The food was great", "but the service was awful."]),
        ("Food was good, service was slow; never again", ["Food was good,", "service was slow;", "never again"]),
        ("Price ok and the quality is good while it lasts", ["Price ok", "and the quality is good", "while it lasts"]),
        ("Even though the app crashes, I like it.", ["Even though the app crashes,", "I like it."]),
        ("However, the staff were nice.", ["However, the staff were nice."]),
        ("Anything but cheap, and it took a while.", ["Anything but cheap,", "and it took a while."]),
        ("Great food 😍 Slow service 😡", ["Great food 😍", "Slow service 😡"]),
        ("no marks here at all", ["no marks here at all"]),
        ("", []),
        (" \n ", []),
        ("!!!", ["!!!"]),
    ],
)
def test_clauses_turn_where_the_text_does(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I paid $3.50 to Mr. Smith, e.g. for tea.", ["I paid $3.50 to Mr. Smith, e.g. for tea."]),
        ("We came at 5 p.m. on Monday. See No. 5.", ["We came at 5 p.m. on Monday.", "See No. 5."]),
        ("Slow... never came. Nice.Bad.", ["Slow...", "never came.", "Nice.", "Bad."]),
        ("1. Slow\n2. Rude\nwith a\nwrapped line", ["1. Slow", "2. Rude\nwith a\nwrapped line"]),
        ('"Great!" she said. (Really.) 很好。不错！', ['"Great!"', "she said.", "(Really.)", "很好。", "不错！"]),
    ],
)
def test_sentences_end_at_stops_that_end_them(text, expected):
    assert pieces(text, sentences) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aB .,;!?…\n'-—😍é。(") | st.characters(), max_size=60))
def test_nothing_but_white_space_is_lost_and_nothing_stands_twice(text):
    spans = clauses(text)
    assert all(start < end for start, end in spans)
    assert [end for _, end in spans[:-1]] == sorted(end for _, end in spans[:-1])
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["a", ". ", ", and the ", "and the food ", ", ", "!?", "😍", "\n", " but", "aa.Aa", "-"]
)
def test_a_text_of_a_hundred_thousand_characters_takes_no_second(unit):
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    clauses(text)
    assert time.process_time() - began < 1
