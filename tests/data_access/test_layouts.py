"""What was chosen for files with certain columns, for the next ones."""

from data_access import database, layouts
from data_access.layouts import Chosen
from tests.conftest import only_duckdb

COLUMNS = ("Order No", "when", "Total £")


def remember(columns, **chosen):
    with database.writing(is_visible=False) as connection:
        layouts.remember(connection, columns, Chosen(**chosen))


def test_a_choice_is_found_again_for_the_same_columns_in_any_order_and_case(db):
    chosen = {
        "kind": "orders",
        "preset": "generic",
        "mapping": {"when": "ordered_at", "Total £": ""},
        "answers": {"ordered_at": "day_first"},
        "constants": {"currency": "GBP"},
        "files": ("a.csv", "b.csv"),
    }
    remember(COLUMNS, **chosen)
    found = layouts.remembered(("WHEN", "total £", "order_no"))
    assert {name: getattr(found, name) for name in chosen} == chosen
    assert found.saved_at is not None
    assert layouts.remembered(("when", "Total £")) is None


def test_the_latest_choice_counts_and_no_choice_forgets_it(db):
    remember(COLUMNS, kind="orders", preset="generic")
    remember(COLUMNS, kind="feedback")
    assert (layouts.remembered(COLUMNS).kind, layouts.remembered(COLUMNS).preset) == ("feedback", "")
    remember(COLUMNS, kind="", files=("c.csv",))
    assert layouts.remembered(COLUMNS) is None


@only_duckdb
def test_columns_that_a_file_does_not_name_tell_nothing_of_the_next_file(db):
    unnamed = ("column 1", "column 2")
    remember(unnamed, kind="orders", mapping={"column 1": "customer_id"})
    assert layouts.remembered(unnamed) is None
