"""What is marked in the words: what drove the score, and the brands named."""

import pandas as pd
import pytest

from components.verbatim_list import marked

pytestmark = pytest.mark.parametrize("db", ["duckdb"], indirect=True)


def row(**given):
    return pd.DataFrame([{"title": None, "text": None, "brand": None, **given}])


def parts(text, spans):
    return [text[start:end] for start, end, *_ in spans]


def test_driving_words_and_brands_are_found_in_the_text(db, given_brands):
    given_brands("Meadow", "Figo")
    [found] = marked(row(title="Left Meadow", text="Figo is great, Meadow was awful."))
    assert parts(found["text"], found["spans"]) == ["great", "awful"]
    assert parts(found["text"], found["brand_spans"]) == ["Figo", "Meadow"]
    assert parts(found["title"], found["title_brand_spans"]) == ["Meadow"]


def test_only_the_chosen_brand_is_marked(db, given_brands):
    given_brands("Meadow", "Figo")
    [found] = marked(row(text="Figo is great, Meadow was awful."), names_brand=("Figo",))
    assert parts(found["text"], found["brand_spans"]) == ["Figo"]


def test_title_without_a_text_is_the_words(db):
    [found] = marked(row(title="Great lamp"))
    assert (found["title"], found["text"]) == (None, "Great lamp")
    assert parts(found["text"], found["spans"]) == ["Great"]


def test_whose_customer_speaks_is_said_only_of_other_brands(db):
    rows = pd.concat([row(text="x", brand="Meadow"), row(text="x", brand="Figo"), row(text="x")])
    assert [pd.isna(each["brand"]) or each["brand"] for each in marked(rows, ours="Meadow")] == [True, "Figo", True]
