"""Transactions that are all or nothing, the data's version, bulk writes, and errors in sentences without secrets."""

import os
import subprocess
import sys
import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    insert,
    make_url,
    select,
    text,
)

from data_access import database
from data_access.database import DatabaseProblem
from data_access.schema import brands
from tests.conftest import only_duckdb

GREENLEAF = {"name": "Greenleaf", "is_ours": False, "is_demo": False}


def names():
    return list(database.read(select(brands.c.name).order_by(brands.c.name))["name"])


def use(monkeypatch, url):
    database.dispose()
    monkeypatch.setenv("DATABASE_URL", url)


def test_a_write_raises_the_version_and_its_own_process_sees_it_at_once(db):
    before = database.current_version()
    with database.writing() as connection:
        connection.execute(insert(brands).values(GREENLEAF))
    after = database.current_version()
    assert after[0] == before[0] and after[1] > before[1]
    assert names() == ["Greenleaf"]


def test_what_is_kept_until_a_write_is_asked_for_anew_after_it_and_elsewhere_after_a_second(db, monkeypatch):
    asked = []

    @database.until_written
    def answer():
        asked.append(names())
        return asked[-1]

    monkeypatch.setattr(database, "VERSION_SECONDS", 3600)
    assert answer() == answer() == [] and len(asked) == 1
    with database.writing(is_visible=False) as connection:
        connection.execute(insert(brands).values(GREENLEAF))
    assert answer() == answer() == ["Greenleaf"] and len(asked) == 2
    monkeypatch.setattr(database, "VERSION_SECONDS", 0)
    answer()
    assert len(asked) == (2 if db == "duckdb" else 3)  # nobody else writes a DuckDB file


@only_duckdb
@pytest.mark.parametrize(
    ("megabytes", "told", "given"),
    [(1, None, "476.8 MiB"), (800, None, "762.9 MiB"), (5000, None, "1.1 GiB"), (5000, "64MB", "61.0 MiB")],
)
def test_duckdb_has_as_much_memory_as_its_file_between_two_limits(db, monkeypatch, megabytes, told, given):
    if told:
        monkeypatch.setenv("EARSHOT_DUCKDB_MEMORY", told)
    database.dispose()
    with Path(make_url(os.environ["DATABASE_URL"]).database).open("r+b") as file:
        file.truncate(max(megabytes * 1_000_000, file.seek(0, os.SEEK_END)))  # takes no room on the disk
    assert database.read(text("SELECT current_setting('memory_limit')")).iloc[0, 0] == given


@pytest.mark.parametrize("db", ["postgresql"], indirect=True)
def test_a_connection_has_our_settings_where_nobody_chose_others(db, monkeypatch):
    def set_to():
        return [database.read(text(f"SHOW {name}")).iloc[0, 0] for name in database.POSTGRESQL_SETTINGS]

    assert set_to() == list(database.POSTGRESQL_SETTINGS.values()) == ["32MB", "off", "1"]
    url = os.environ["DATABASE_URL"]
    monkeypatch.setenv("DATABASE_URL", f"{url}{'&' if '?' in url else '?'}options=-c%20work_mem%3D8MB")
    assert set_to() == ["8MB", "off", "1"]
    database.forget(os.environ["DATABASE_URL"])


def test_a_write_that_fails_leaves_nothing_behind(db):
    before = database.current_version()
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(insert(brands).values(GREENLEAF))
        raise ZeroDivisionError
    assert names() == []
    assert database.current_version() == before
    with pytest.raises(DatabaseProblem), database.writing() as connection:
        connection.execute(insert(brands).values(GREENLEAF))
        connection.execute(text("SELECT no_such_column FROM brands"))
    assert names() == []
    assert database.current_version() == before


def test_two_writers_at_once_wait_for_each_other_and_both_succeed(db):
    start, versions, failures = threading.Barrier(2), [], []

    def write(name):
        try:
            start.wait(timeout=30)
            with database.writing() as connection:
                seen = connection.execute(text("SELECT version FROM data_version")).scalar_one()
                connection.execute(insert(brands).values({**GREENLEAF, "name": name}))
            versions.append(seen)
        except Exception as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("One", "Two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert not failures
    assert names() == ["One", "Two"] and len(set(versions)) == 2
    assert database.current_version()[1] == max(versions)


def test_two_databases_have_different_identities(fresh_database):
    identities = set()
    for kind in ("duckdb", "duckdb", "postgresql", "postgresql"):
        with fresh_database(kind):
            identities.add(database.current_version()[0])
    assert len(identities) == 4


@pytest.fixture
def table(db):
    made = Table(
        "bulk_test",
        MetaData(),
        Column("id", Integer),
        Column("words", String),
        Column("amount", Numeric(18, 4)),
        Column("score", Double),
        Column("is_valid", Boolean),
        Column("on", Date),
        Column("at", DateTime),
    )
    with database.engine().begin() as connection:
        made.create(connection)
    return made


ROWS = pa.table(
    {
        # In another order than the table's, as imports have it.
        "words": pa.array(
            ['say "hi"', "two\nlines, and\ttabs", "", None, "Ärger \U0001f600", "\\N", "NULL"], pa.string()
        ),
        "id": pa.array([1, 2, 3, 4, 5, 6, 7], pa.int32()),
        "amount": pa.array([Decimal("0.0001"), Decimal("-12345678901234.5678"), None, *[Decimal("1")] * 4]).cast(
            pa.decimal128(18, 4)
        ),
        "score": pa.array([0.1, None, -1.0, 1e-300, 0.0, 5e300, 2 / 3], pa.float64()),
        "is_valid": pa.array([True, False, None, True, False, True, True]),
        "on": pa.array([date(2024, 2, 29), None, *[date(1970, 1, 1)] * 5], pa.date32()),
        "at": pa.array(
            [datetime(2024, 2, 29, 23, 59, 59, 123456), None, *[datetime(1969, 12, 31)] * 5], pa.timestamp("us")
        ),
    }
)


def test_bulk_rows_arrive_as_they_were_given(db, table):
    with database.engine().begin() as connection:
        database.bulk_load(connection, table, ROWS)
        database.analyze(connection, table)
    with database.connecting() as connection:
        stored = connection.execute(select(table).order_by(table.c.id)).mappings().all()
    assert [dict(row) for row in stored] == ROWS.select([column.name for column in table.c]).to_pylist()


def test_bulk_rows_go_with_the_transaction_that_wrote_them(db, table):
    with pytest.raises(ZeroDivisionError), database.engine().begin() as connection:
        database.bulk_load(connection, table, ROWS)
        raise ZeroDivisionError
    assert database.read(select(table)).empty


def test_an_answer_without_rows_has_its_columns(db):
    assert list(database.read(select(brands.c.name, brands.c.is_ours)).columns) == ["name", "is_ours"]


def test_a_database_without_our_tables_says_how_to_make_them(tmp_path, monkeypatch):
    use(monkeypatch, f"duckdb:///{tmp_path / 'empty.duckdb'}")
    assert not database.has_tables()
    with pytest.raises(DatabaseProblem, match="no Earshot tables yet. Run: python -m data_access refresh"):
        database.read(select(brands))
    database.dispose()


def test_a_file_that_another_process_holds_is_told_in_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "held.duckdb"
    holder = f"import duckdb, sys; held = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout.readline() == "held\n"
        use(monkeypatch, f"duckdb:///{path}")
        with pytest.raises(DatabaseProblem, match="Another process is using the DuckDB file"):
            database.has_tables()
        process.stdin.close()
    assert database.has_tables() is False  # and once it is free, it opens
    database.dispose()


def test_after_dispose_another_process_may_open_the_file(tmp_path, monkeypatch):
    path = tmp_path / "given_up.duckdb"
    use(monkeypatch, f"duckdb:///{path}")
    database.has_tables()
    database.dispose()
    subprocess.run([sys.executable, "-c", f"import duckdb; duckdb.connect({str(path)!r})"], check=True)


@pytest.mark.parametrize("has_own", [False, True])
def test_what_a_killed_process_left_beside_the_file_goes_and_what_this_one_spills_stays(tmp_path, monkeypatch, has_own):
    use(monkeypatch, f"duckdb:///{tmp_path / 'new.duckdb'}")
    folder = tmp_path / "new.duckdb.spill"
    folder.mkdir()
    left, own = folder / "duckdb_temp_storage_DEFAULT-0.tmp", folder / "duckdb_temp_storage_DEFAULT-1.tmp"
    left.write_bytes(b"left")
    os.utime(left, (1_000_000_000, 1_000_000_000))
    if has_own:
        own.write_bytes(b"own")
    with database.connecting():
        assert list(tmp_path.glob("*.spill/*")) == [own] * has_own
        assert folder.exists() == has_own
    database.dispose()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "letter.duckdb"
    path.write_text("Dear Sir or Madam, " * 1000)
    use(monkeypatch, f"duckdb:///{path}")
    with pytest.raises(DatabaseProblem, match="not a DuckDB database that this version can read"):
        database.has_tables()
    database.dispose()


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("postgresql+psycopg://reader:s3cret@127.0.0.1:1/shop", "No database answers"),
        ("postgres://reader:s3cret@127.0.0.1:1/shop", "No database answers"),
        ("mysql://reader:s3cret@127.0.0.1/shop", "not an address this app understands"),
        ("postgresql+psycopg://reader:s3cret@127.0.0.1:port/shop", "not an address this app understands"),
        ("reader s3cret", "not an address this app understands"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(monkeypatch, url, sentence):
    use(monkeypatch, url)
    with pytest.raises(DatabaseProblem, match=sentence) as told:
        database.has_tables()
    assert "s3cret" not in str(told.value)
    database.dispose()


def test_an_unknown_error_is_told_by_its_kind_alone():
    assert database.explain(ValueError("password=s3cret")) == "The database answered with an error (ValueError)."
