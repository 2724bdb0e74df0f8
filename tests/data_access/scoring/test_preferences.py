"""Whom a text favours: right on what it was made for, and how right on sentences that it was not."""

from collections import Counter
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.scoring import VADER, Alias, BrandMatcher
from data_access.scoring.preferences import Preference, preferences

FOLDER = Path(__file__).parent
TRADE = BrandMatcher([Alias(name, name, False) for name in ("Meadow", "Figo", "Orchard")])


def read(text: str, speaker: str = "Meadow") -> dict[str, Preference]:
    found = preferences(text, "Meadow", ("Figo", "Orchard"), TRADE, VADER.compound, speaker)
    return {each.rival: each for each in found}


def lines(name: str) -> list[list[str]]:
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|", 3)] for line in written if line and line[0] != "#"]


@cache
def verdicts(name: str) -> Counter:
    """How often each (labelled, read) of us and Figo occurs."""
    found = Counter()
    for favoured, _, *rest in lines(name):
        text = "|".join(rest)
        is_figos = text.startswith("@Figo:")
        figo = read(text.removeprefix("@Figo:"), "Figo" if is_figos else "Meadow").get("Figo")
        found[favoured, figo.favoured if figo else "missing"] += 1
    return found


def shares(found: Counter) -> tuple[float, float, float]:
    """Of the called sides the right ones; of the labelled sides those called the wrong way, and those called right."""
    sides = ("ours", "theirs")
    called = sum(n for (_, read_as), n in found.items() if read_as in sides)
    sided = sum(n for (labelled, _), n in found.items() if labelled in sides)
    right = sum(found[name, name] for name in sides)
    return right / called, (found["ours", "theirs"] + found["theirs", "ours"]) / sided, right / sided


def test_sentences_of_the_development_set_are_read_as_labelled():
    found = verdicts("preferences_development")
    assert found.total() >= 220
    precision, wrong_way, recall = shares(found)
    assert precision >= 0.97 and wrong_way <= 0.02 and recall >= 0.85


def test_sentences_that_the_rules_were_not_made_for_are_seldom_read_the_wrong_way():
    precision, wrong_way, recall = shares(verdicts("preferences_heldout"))
    assert precision >= 0.9 and wrong_way <= 0.04
    assert 0.5 <= recall, "what is not understood is unclear, but most is understood"


@pytest.mark.parametrize(("name", "least"), [("comparisons_development", 0.95), ("comparisons_heldout", 0.75)])
def test_general_comparisons_are_read_too(name, least):
    right = 0
    for label, first, second, text in lines(name):
        matcher = BrandMatcher([Alias(first, first, False), Alias(second, second, False)])
        [pair] = preferences(text, first, (second,), matcher, VADER.compound)
        right += {"ours": "BETTER", "theirs": "WORSE"}.get(pair.favoured, "NONE") == label
    assert right / len(lines(name)) >= least


@pytest.mark.parametrize(
    ("text", "switching", "tense"),
    [
        ("I switched from Figo to Meadow.", "toward", "past"),
        ("Switched to Figo last week.", "away", "past"),
        ("I'm leaving you for Figo.", "away", "present"),
        ("Thinking of switching to Figo.", "away", "future"),
        ("We will be moving to Figo.", "away", "future"),
        ("I left Figo for you.", "toward", "past"),
        ("Cancelled and went to Figo.", "away", "past"),
        ("Going back to Figo.", "away", "present"),
        ("I would never switch to Figo.", None, None),
        ("I switched from Figo to Orchard.", None, None),
        ("Figo is cheaper.", None, None),
        ("Moved from Meadow to Figo, then switched from Figo to Meadow.", None, None),
    ],
)
def test_switching_has_a_direction_and_a_tense(text, switching, tense):
    figo = read(text)["Figo"]
    assert (figo.switching, figo.tense) == (switching, tense)


def test_evidence_is_the_sentence_that_says_so():
    text = "I have been a customer for years. Figo is cheaper than you! The app is fine."
    assert read(text)["Figo"].evidence == "Figo is cheaper than you!"
    assert read("It rained. We walked past Figo. Then home.")["Figo"].evidence == "We walked past Figo."


def test_each_competitor_named_has_its_own_verdict():
    found = read("Figo is better than Meadow, but Orchard is worse than Meadow.")
    assert (found["Figo"].favoured, found["Orchard"].favoured) == ("theirs", "ours")
    assert read("Meadow is great.") == {}


def test_a_customer_of_a_competitor_who_names_us_compares_us_with_it():
    assert read("Much cheaper than Meadow.", "Figo")["Figo"].favoured == "theirs"
    assert read("Much cheaper than Figo.", "Figo") == {}, "who does not name us says nothing of us"
    assert set(read("Orchard is cheaper.", "Figo")) == set()
    assert read("Meadow is better than Orchard.", "Figo")["Orchard"].favoured == "ours"


def test_what_contradicts_itself_is_unclear_and_so_is_a_tone_without_comparison():
    assert read("You are better than Figo. You are worse than Figo.")["Figo"].favoured == "unclear"
    assert read("Awful, terrible day. I also wrote to Figo.")["Figo"].favoured == "unclear"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from("Figo Meadow is better than . not , you and worse as good switched to 's \n I".split(" ")))
)
def test_any_words_have_one_verdict_for_each_competitor_named(words):
    text = " ".join(words)
    found = preferences(text, "Meadow", ("Figo",), TRADE, VADER.compound)
    assert [each.rival for each in found] == (["Figo"] if "Figo" in TRADE.brands(text) else [])
    assert all(each.evidence in text and (each.switching is None) == (each.tense is None) for each in found)


@pytest.mark.parametrize(
    "words", ["better than Figo ", "Figo and Meadow ", "cancel and ", "as good as ", "than Figo, "]
)
def test_no_single_text_holds_the_reading_up(words):
    began = perf_counter()
    read(words * 1_000 + "Figo")
    assert perf_counter() - began < 5
