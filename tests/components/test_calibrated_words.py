"""Where a model gave the score, the words marked are those that it went by."""

from datetime import date

from components.verbatim_list import marked
from data_access import calibrate, database, fetch
from data_access.filters import Filters
from data_access.listings import verbatims
from data_access.metrics.sentiment import SHOWN
from tests.conftest import only_duckdb
from tests.data_access.test_calibrate import rated

pytestmark = only_duckdb


def test_words_that_only_the_ratings_explain_are_marked(db, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    given_feedback(rated(240, "Shop"))
    with database.writing() as connection:
        calibrate.calibrate(connection)
        calibrate.apply(connection, None)
    given_feedback(
        "source | created_at | text\nShop | 2026-01-01 | Figo: wobbly.\nPost | 2026-01-01 | Mine is wobbly too."
    )
    rows = fetch.rows(verbatims(Filters(start=date(2026, 1, 1)), score=SHOWN, limit=2))
    found = {row["source"]: row for row in marked(rows)}
    assert found["Shop"]["sentiment_label"] == "negative"
    [(start, end, weight)] = found["Shop"]["spans"]
    assert found["Shop"]["text"][start:end] == "wobbly" and weight < 0
    assert found["Post"]["spans"] == [], "another source's ratings say nothing of it"
