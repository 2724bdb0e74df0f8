"""The verbatims and customers behind a number: as many as it counts, and the right ones."""

from datetime import date

import pytest
from sqlalchemy import delete, insert, update

from data_access import database, fetch, listings
from data_access.filters import Filters
from data_access.schema import feedback, feedback_themes
from tests.conftest import DATABASES

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


@pytest.fixture(scope="module", params=DATABASES)
def said(request, fresh_database, given_feedback, given_brands):
    with fresh_database(request.param):
        given_brands("Meadow", "Figo")
        given_feedback(SAID)
        yield


@pytest.fixture
def changing(db, given_feedback, given_brands):
    """The same, for tests that write."""
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


def has(feedback_id, **values):
    with database.writing() as connection:
        connection.execute(update(feedback).where(feedback.c.feedback_id == feedback_id).values(**values))


def test_of_near_duplicates_the_newest_is_shown_and_the_others_are_counted(changing):
    for feedback_id in ("F1", "F2", "F3", "F4"):
        has(feedback_id, gist="a")
    (shown,) = fetch.rows(listings.verbatims(EVERYONE)).to_dict("records")
    assert (shown["feedback_id"], shown["alike"], shown["matching"], shown["different"]) == ("F2", 2, 3, 1)
    everyone = fetch.rows(listings.verbatims(EVERYONE, with_alike=True))
    assert list(zip(everyone["feedback_id"], everyone["place"], strict=True)) == [("F2", 1), ("F3", 2), ("F1", 3)]
    assert ids(listings.verbatims(EVERYONE, with_alike=True, limit=1, search="love")) == ["F1"], "it alone has the word"
    both = Filters(brand=("*",))
    assert ids(listings.verbatims(both)) == ["F4", "F2"], "about another brand it is another finding"


def test_verbatims_without_a_gist_are_like_no_other(changing):
    for feedback_id in ("F1", "F2", "F3"):
        has(feedback_id, gist=None)
    found = fetch.rows(listings.verbatims(EVERYONE, limit=2))
    assert (set(found["alike"]), set(found["different"]), len(found)) == ({0}, {3}, 2)


def about(feedback_id, theme, label=None, words=None):
    with database.writing() as connection:
        connection.execute(
            insert(feedback_themes).values(
                feedback_id=feedback_id, theme=theme, sentiment_label=label, words=words, created_on=date(2025, 4, 1)
            )
        )


def test_verbatims_of_a_theme_and_of_its_tone(changing):
    with database.writing() as connection:
        connection.execute(delete(feedback_themes))
    about("F1", "Price", "negative", "costs; fee")
    about("F2", "Price", "positive")
    about("F2", "Staff", "negative")
    assert ids(listings.verbatims(EVERYONE, theme="Price")) == ["F2", "F1"]
    assert ids(listings.verbatims(EVERYONE, theme="Price", label="negative")) == ["F1"], "though it loves the rest"
    assert ids(listings.verbatims(EVERYONE, theme="' OR 1=1 --")) == []
    named = fetch.rows(listings.themes_of(("F1", "F2"), (date(2025, 4, 1), date(2025, 4, 1))))[
        ["feedback_id", "theme", "words"]
    ]
    assert named.astype(object).where(named.notna(), None).values.tolist() == [
        ["F1", "Price", "costs; fee"], ["F2", "Price", None], ["F2", "Staff", None],
    ]  # fmt: skip


def test_requests_are_found_by_what_they_are_and_not_by_their_tone(changing):
    has("F1", is_request=True)
    has("F2", is_request=False)
    has("F3", is_request=None)
    assert ids(listings.verbatims(EVERYONE, label="request")) == ["F1"]


def test_labels_and_scores_go_by_the_score_that_is_asked_for(changing):
    for feedback_id, compound in (("F1", -0.05), ("F2", 0.0499), ("F3", 0.05)):
        has(feedback_id, vader=compound)
    assert ids(listings.verbatims(EVERYONE, label="negative", score="vader")) == ["F1"]
    assert ids(listings.verbatims(EVERYONE, label="neutral", score="vader")) == ["F2"]
    assert ids(listings.verbatims(EVERYONE, label="positive", score="vader")) == ["F3"]
    assert ids(listings.verbatims(EVERYONE, score="vader", score_from=0, score_below=0.05)) == ["F2"]
