"""Near-duplicates have one gist; texts that say something else have another."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.scoring.gist import gist


@pytest.mark.parametrize(
    "text",
    [
        "Great app!!", "GREAT   app", "great\napp", "@acme Great app",
        "Great app https://t.co/xYz1", "Greeeat app 👍🏽",
        "Great app 5/5", "“Great” app...", "great app (me@example.com)", "ｇｒｅａｔ app",
    ],
)  # fmt: skip
def test_how_it_is_written_does_not_change_the_gist(text):
    assert gist(text) == gist("great app") != ""


def test_apostrophes_and_numbers_do_not_count():
    assert gist("Order 4711 didn’t arrive") == gist("order 12 didnt arrive")


@pytest.mark.parametrize(
    ("one", "other"),
    [("great app", "great apps"), ("not bad", "bad"), ("app great", "great app"), ("greatapp", "great app"),
     ("बहुत अच्छा", "बहुत अच्छी"), ("café", "cafe"), ("gut", "good")],
)  # fmt: skip
def test_other_words_have_another_gist(one, other):
    assert gist(one) != gist(other)


@pytest.mark.parametrize(
    "text", ["", "  \n", "!!!", "👍👍", "12345", "https://example.com/a", "@acme", "___", "\ufe0f"]
)
def test_texts_without_words_have_no_gist(text):
    assert gist(text) == ""


@given(st.text(max_size=100))
def test_any_text_has_a_short_gist_that_case_and_space_do_not_change(text):
    assert len(gist(text)) in (0, 16)
    assert gist(f"  {text}\n") == gist(text)
    if text.isascii():
        assert gist(text.upper()) == gist(text.lower())


@pytest.mark.parametrize("text", ["a" * 100_000, "a." * 50_000, "@" * 100_000, "1.a@b" * 20_000, "a-" * 50_000 + "@"])
def test_no_single_text_takes_long(text):
    began = time.process_time()
    gist(text)
    assert time.process_time() - began < 1


def test_different_texts_hardly_ever_share_a_gist():
    draw = random.Random(5)
    words = ["".join(draw.choices("bcdfghkl", k=2)) + vowel for vowel in "aeiou" for _ in range(20)]
    said = {" ".join(draw.choices(words, k=8)) for _ in range(20_000)}
    assert len({gist(text) for text in said}) >= len(said) - 40  # "ggo" and "go" are one word to it
