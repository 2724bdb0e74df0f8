"""Migrations build what schema.py says, from nothing and in one go, whoever else starts at the same moment."""

import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import String, inspect, select

from data_access import database, migrations
from data_access.schema import KEYS, data_version, metadata
from tests.data_access import stored


def run(step, revision):
    with database.engine().begin() as connection:
        step(migrations._config(connection), revision)


@pytest.fixture
def empty(db):
    """The database as it was before its first migration."""
    run(command.downgrade, "base")
    return db


def test_migrations_build_the_tables_of_the_schema(empty):
    assert migrations.current() is None
    migrations.upgrade()
    assert migrations.current() == migrations.newest()
    with database.connecting() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": _is_another_type, "include_object": _is_compared}
        )
        assert compare_metadata(context, metadata) == []


def _is_another_type(context, inspected, column, found, wanted):
    # DuckDB has one type for all text. None: let Alembic compare.
    return False if isinstance(found, String) and isinstance(wanted, String) else None


def _is_compared(item, name, kind, reflected, compared_to):
    # Only PostgreSQL has indexes; the next test holds them.
    return kind != "index"


def test_postgresql_has_the_indexes_of_the_schema_and_duckdb_has_none(db):
    with database.connecting() as connection:
        for table in metadata.sorted_tables:
            found = {index["name"]: index for index in inspect(connection).get_indexes(table.name)}
            if db == "duckdb":
                assert not found
                continue
            assert set(found) == {index.name for index in table.indexes}
            if table.name in KEYS:
                key = found[f"{table.name}_key"]
                assert key["unique"] and tuple(key["column_names"]) == KEYS[table.name]


def test_going_back_leaves_nothing_but_alembics_own_table(empty):
    with database.connecting() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_upgrading_again_changes_nothing(db):
    before = database.current_version()
    migrations.upgrade()
    assert database.current_version() == before


def test_a_new_database_has_one_version_and_an_identity_of_its_own(empty):
    identities = set()
    for _ in range(2):
        migrations.upgrade()
        rows = database.read(select(data_version))
        assert len(rows) == 1 and rows["version"].iloc[0] >= 1
        identities.add(rows["database_id"].iloc[0])
        run(command.downgrade, "base")
    assert len(identities) == 2


def test_purchases_are_derived_anew_in_a_database_of_an_older_version(db, given_orders):
    given_orders("""
        customer_id | ordered_at
        C1          | 2025-04-30
        C1          | 2025-05-02
    """)
    newest = stored.rows("purchases")
    run(command.downgrade, "0001")
    migrations.upgrade()
    assert stored.rows("purchases") == newest and len(newest) == 2


def test_two_that_start_at_once_migrate_once(empty):
    """As two replicas of the app do on PostgreSQL; a DuckDB file has one process, but many sessions."""
    start, failures = threading.Barrier(2), []

    def upgrade():
        try:
            start.wait(timeout=30)
            migrations.upgrade()
        except Exception as error:
            failures.append(error)

    both = [threading.Thread(target=upgrade) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(timeout=60)
    assert not failures
    assert migrations.current() == migrations.newest()
    assert len(database.read(select(data_version))) == 1
