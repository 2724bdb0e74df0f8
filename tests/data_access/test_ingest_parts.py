"""Imports too large for memory: merged in parts they give what they give at once, and only add to the facts."""

import re
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from data_access import database, derive, ingest, staging
from tests.conftest import only_duckdb
from tests.data_access import stored

FIRST = {
    "orders": """
        order_id | customer_id | ordered_at       | amount | channel | segment | attribute.tier
        A1       | C1          | 2025-04-01 10:00 | 100    | web     | trade   | gold
        A2       | C1          | 2025-04-09 10:00 | 40     | shop    | club    |
        A3       |             | 2025-04-09 11:00 | 7.50   | web     |         |
        A4       | C2          | 2025-04-03 11:00 | 9      | web     | club    |
    """,
    "order_lines": """
        order_id | customer_id | ordered_at       | product | category | amount | status | segment
        A1       | C1          | 2025-04-01 10:00 | kettle  | kitchen  | 20     | paid   | trade
        A1       | C1          | 2025-04-01 10:00 | kettle  | kitchen  | 20     | paid   | trade
        A2       | C2          | 2025-04-02 10:00 | rake    | garden   | 15     | paid   | club
        A3       | C2          | 2025-04-02 12:00 | rake    | garden   | 15     | paid   |
    """,
}
# New orders and lines, changed ones, those that say something new of their order, and some that change nothing.
SECOND = {
    "orders": """
        order_id | customer_id | ordered_at       | amount | channel | segment | attribute.tier
        A1       | C1          | 2025-04-01 10:00 | 100    | web     | trade   | gold
        A2       | C2          | 2025-04-09 10:00 | 45     | shop    | trade   | silver
        A5       | C3          | 2025-04-10 11:00 | 7.50   | web     |         |
        A6       | C1          | 2025-05-09 10:00 | 4      | shop    | club    | bronze
        A7       | C1          | 2025-05-08 10:00 | 4      | shop    | trade   | gold
    """,
    "order_lines": """
        order_id | customer_id | ordered_at       | product | category | amount | status    | segment
        A1       | C1          | 2025-04-01 10:00 | kettle  | kitchen  | 20     | paid      | trade
        A1       | C1          | 2025-04-01 09:00 | pan     | kitchen  | 11     | paid      | trade
        A2       | C2          | 2025-04-02 10:00 | rake    | garden   | 15     | cancelled | club
        A3       | C2          | 2025-04-02 12:00 | rake    | garden   | 15     | paid      |
        A4       | C1          | 2025-05-02 12:00 | seeds   | garden   | 2      | paid      | club
        A5       | C1          | 2025-05-01 12:00 | seeds   | garden   | 2      | paid      | trade
    """,
}


def in_parts(monkeypatch, rows):
    """From now on imports of more than so many rows are merged in parts of so many, and of so many customers."""
    monkeypatch.setattr(ingest, "AT_ONCE_ROWS", rows)
    monkeypatch.setattr(derive, "AT_ONCE", max(1, rows))
    monkeypatch.setattr(ingest, "PART_ROWS", max(1, rows))


def said():
    """What imports said, without the names of their files."""
    names = ("said_orders", "said_order_lines", "said_attributes")
    return {name: [{**row, "file": None} for row in stored.rows(name)] for name in names}


@pytest.mark.parametrize("kind", FIRST)
def test_parts_on_top_of_what_is_there_give_what_one_import_gives(db, given_orders, monkeypatch, kind):
    given_orders(FIRST[kind], kind)
    before = stored.everything(), said()
    whole = given_orders(SECOND[kind], kind)
    expected = stored.everything(), said()
    assert expected[0] != before[0]
    ingest.take_back(whole.import_run_id)

    in_parts(monkeypatch, 0)
    parted = given_orders(SECOND[kind], kind)
    assert (parted.rows_new, parted.rows_changed) == (whole.rows_new, whole.rows_changed)
    assert min(parted.rows_new, parted.rows_changed, parted.rows_unchanged) > 0
    assert (stored.everything(), said()) == expected
    again = given_orders(SECOND[kind], kind)
    assert (again.rows_new, again.rows_changed) == (0, 0)
    assert stored.everything() == expected[0]
    ingest.take_back(again.import_run_id)
    ingest.take_back(parted.import_run_id)
    assert (stored.everything(), said()) == before


@pytest.fixture
def alone(monkeypatch):
    """As on the command line, where nobody else reads through this process."""
    monkeypatch.setattr(database, "is_alone", True)


def beside():
    """What lies beside the database's file of the test."""
    path = Path(make_url(database.database_url()).database)
    return sorted(each.name for each in path.parent.glob(f"{path.name}*"))


@only_duckdb
@pytest.mark.parametrize("kind", FIRST)
def test_in_steps_aside_gives_the_same_and_leaves_one_file(db, given_orders, monkeypatch, alone, kind):
    given_orders(FIRST[kind], kind)
    before, version = (stored.everything(), said()), database.current_version()
    whole = given_orders(SECOND[kind], kind)
    expected = stored.everything(), said()
    ingest.take_back(whole.import_run_id)
    assert (stored.everything(), said()) == before

    in_parts(monkeypatch, 0)
    kept = []
    keep_step = database.keep_step

    def keep(connection):
        room = connection.exec_driver_sql("SELECT current_setting('memory_limit')").scalar_one()
        kept.append((beside(), room))
        keep_step(connection)

    monkeypatch.setattr(database, "keep_step", keep)
    parted = given_orders(SECOND[kind], kind)
    assert len(kept) > 5 and all(any(name.endswith(".import") for name in names) for names, _ in kept)
    assert {room for _, room in kept} == {"286.1 MiB"}, "what reads the file needs room too"
    assert (parted.rows_new, parted.rows_changed) == (whole.rows_new, whole.rows_changed)
    assert (stored.everything(), said()) == expected
    assert database.current_version() > version
    database.dispose()
    assert len(beside()) == 1
    assert (stored.everything(), said()) == expected


@only_duckdb
def test_what_breaks_off_aside_leaves_the_file_as_it_was(db, given_orders, monkeypatch, alone):
    given_orders(FIRST["orders"])
    before = stored.everything(), said()
    in_parts(monkeypatch, 0)
    keep = staging.keep
    monkeypatch.setattr(staging, "keep", lambda *_: 1 / 0)  # after all parts were kept in the copy
    with pytest.raises(ZeroDivisionError):
        given_orders(SECOND["orders"])
    assert (stored.everything(), said()) == before and len(beside()) == 1
    monkeypatch.setattr(staging, "keep", keep)
    assert given_orders(SECOND["orders"]).rows_new == 3


@only_duckdb
@pytest.mark.parametrize("kind", FIRST)
def test_new_rows_come_into_the_facts_as_they_stay(db, given_orders, monkeypatch, kind):
    """What DuckDB changes of a transaction's own rows it holds in memory, however large the file."""
    statements = []
    event.listen(database.engine(), "before_cursor_execute", lambda *told: statements.append(told[2]))
    changing = re.compile(r"(?:UPDATE|DELETE FROM) (orders|order_lines|said_\w+)\b")
    given_orders(FIRST[kind], kind)
    assert any(map(changing.match, statements)), "At once, orders are settled where they are."
    stored.forget_everything()
    statements.clear()
    in_parts(monkeypatch, 0)
    given_orders(FIRST[kind], kind)
    assert [statement for statement in statements if changing.match(statement)] == []
    assert any(statement.startswith(f"INSERT INTO {kind} ") for statement in statements)
