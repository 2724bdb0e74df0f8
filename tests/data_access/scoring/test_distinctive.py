"""Which words tell two groups apart, and what no theme catches."""

import random

import pytest

from data_access.scoring import Alias, BrandMatcher, sentiment
from data_access.scoring.distinctive import counted, distinctive_words, words_of
from data_access.scoring.suggested_themes import suggested


def made_up(chance, texts, also=()):
    """Texts of 20 words drawn as languages draw them, few often and many seldom; also: (phrase, share of texts)."""
    words = [f"word{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyz'[n // 100]}" for n in range(600)]
    weights = [1 / (n + 3) for n in range(600)]
    made = []
    for _ in range(texts):
        text = chance.choices(words, weights, k=20)
        text += [phrase for phrase, share in also if chance.random() < share]
        made.append(" ".join(text))
    return made


@pytest.mark.parametrize("share", [0.5, 0.1])
def test_groups_that_differ_by_chance_alone_have_no_distinctive_words(share):
    chance = random.Random(5)
    texts = made_up(chance, 900)
    passed = 0
    for _ in range(6):
        chance.shuffle(texts)
        cut = int(share * len(texts))
        passed += bool(distinctive_words(counted(texts[:cut]), counted(texts[cut:])))
    assert passed <= 1


def test_planted_words_are_found_on_their_side_and_no_others():
    chance = random.Random(6)
    first = made_up(chance, 700, [(". refund .", 0.10), (". on hold .", 0.08), (". Figo .", 0.2)])
    second = made_up(chance, 1200, [(". refund .", 0.02), (". friendly waiter .", 0.09)])
    matcher = BrandMatcher([Alias("Figo", "Figo", False)])
    found = distinctive_words(counted(first, matcher.spans), counted(second, matcher.spans))
    signs = {each.word: each.z > 0 for each in found}
    assert signs == {"refund": True, "on hold": True, "friendly waiter": False}
    assert all(abs(each.z) >= 4 and each.texts + each.others >= 10 for each in found)
    assert [abs(each.z) for each in found] == sorted((abs(each.z) for each in found), reverse=True)
    hold = next(each for each in found if each.word == "on hold")
    assert hold.texts == sum("on hold" in text for text in first) and hold.others == 0


def test_a_word_counts_once_a_text_and_too_few_texts_say_nothing():
    assert counted(["late late late", "Late!"]).holding["late"] == 2
    nine = distinctive_words(counted(["awful"] * 9), counted(["fine"] * 9))
    assert nine == []
    assert distinctive_words(counted([]), counted(["fine"] * 50)) == []
    assert distinctive_words(counted(["refund"] * 50), counted(["fine"] * 50), dropped={"refund"})[0].word == "fine"


def test_words_are_without_stop_words_links_handles_and_broken_phrases():
    found = words_of("I was on hold. Hours later @figo: https://t.co/x won’t load, the app ORD-O0123")
    assert set(found) == {
        "hold", "on hold", "hours", "hours later", "later", "load", "won't load", "app",
    }  # fmt: skip


def test_what_no_theme_catches_is_suggested_with_its_companions_and_texts():
    chance = random.Random(7)
    words = "".join(made_up(chance, 60)).split()
    texts = [" . ".join(["great", *chance.sample(words, 4)]) for _ in range(400)]
    texts += [f"{text} . bicycle . saddle" for text in texts[:60]]
    found = suggested(texts, lambda word: bool(sentiment(word)))
    first = next(each for each in found if each.words[0] in ("bicycle", "saddle"))
    assert set(first.words) >= {"bicycle", "saddle"}
    assert first.texts == 60 and all("bicycle" in texts[place] for place in first.examples)
    assert not any("great" in each.words for each in found)
    assert suggested(["bicycle"] * 9, lambda word: False) == [] == suggested([], lambda word: False)
