"""The verbatims and customers behind a number: as many as it counts, and the right ones."""

from datetime import date

import pytest

from data_access import fetch, listings
from data_access.filters import Filters

EVERYONE = Filters()
SAID = """
    feedback_id | customer_id | created_at       | brand | source | category | rating | title         | text
    F1          | C1          | 2025-04-01 09:00 |       | survey | garden   | 5      |               | I love it, great. 100% sure.
    F2          | C2          | 2025-04-02 09:00 |       | survey |          | 1      | Bad_luck      | Terrible, I hate it. Figo!
    F3          |             | 2025-04-02 09:00 |       | shop   | garden   | 3      | GREAT title   |
    F4          | C3          | 2025-04-03 09:00 | Figo  | shop   | toys     | 4      |               | It came on a weekday.
    F5          | C1          | 2025-04-04 09:00 |       | shop   | toys     | 4      |               |
"""  # noqa: E501
BOUGHT = """
    order_id | customer_id | ordered_at | amount | segment | channel
    A1       | C1          | 2025-01-10 | 10     | trade   | web
    A2       | C1          | 2025-02-10 | 10     | trade   | web
    A3       | C2          | 2025-01-20 | 50     |         | shop
    A4       | C2          | 2025-03-20 | 50     |         | web
    A5       | C3          | 2025-02-03 | 5      | trade   | web
"""


def ids(statement, column="feedback_id") -> list[str]:
    return fetch.rows(statement)[column].tolist()


@pytest.fixture
def said(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback(SAID)


def test_verbatims_are_ours_with_words_newest_first(said):
    found = fetch.rows(listings.verbatims(EVERYONE))
    assert found["feedback_id"].tolist() == ["F2", "F3", "F1"]
    assert set(found["matching"]) == {3}
    assert set(found["speaks_of"]) == {"Meadow"}
    assert ids(listings.verbatims(Filters(brand=("Figo",)))) == ["F4"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("GREAT", ["F3", "F1"]), ("sure love", ["F1"]), ("sure hate", []), ("100%", ["F1"]), ("%", ["F1"]),
        ("_", ["F2"]), ("' OR 1=1 --", []), ("  ", None), (None, None),
    ],
)  # fmt: skip
def test_words_that_are_searched_for_are_pieces_of_text_and_no_patterns(said, search, found):
    assert ids(listings.verbatims(EVERYONE, search=search)) == (["F2", "F3", "F1"] if found is None else found)


def test_verbatims_behind_a_label_a_score_a_group_and_a_brand(said):
    assert ids(listings.verbatims(EVERYONE, label="negative")) == ["F2"]
    assert ids(listings.verbatims(EVERYONE, score_from=0.5)) == ["F3", "F1"]
    assert ids(listings.verbatims(EVERYONE, score_below=0)) == ["F2"]
    assert ids(listings.verbatims(EVERYONE, group=("category", "garden"))) == ["F3", "F1"]
    assert ids(listings.verbatims(EVERYONE, group=("category", "(not given)"))) == ["F2"]
    assert ids(listings.verbatims(EVERYONE, names_brand=("Figo",))) == ["F2"]
    period = Filters(date(2025, 4, 1), date(2025, 4, 1))
    assert ids(listings.verbatims(period)) == ["F1"]


def test_a_page_of_verbatims_says_how_many_match_in_all(said):
    page = fetch.rows(listings.verbatims(EVERYONE, limit=1, offset=1))
    assert (page["feedback_id"].tolist(), page["matching"].tolist()) == (["F3"], [3])
