"""The engine, its transactions, bulk writes, and the data's version number. Writes differ by database only here."""

import io
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv
from sqlalchemy import Connection, Engine, Select, Table, create_engine, inspect, make_url, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data_access.schema import data_version, data_version_seq

PROJECT = Path(__file__).resolve().parent.parent
# Another process can only change a PostgreSQL database; a viewer may see its import this many seconds late.
VERSION_SECONDS = 1.0
# DuckDB takes four fifths of the machine unless told; the rest of the app and its host need room too.
DUCKDB_MEMORY = os.environ.get("EARSHOT_DUCKDB_MEMORY", "700MB")

_writer = threading.RLock()
_known_versions: dict[str, tuple[float, tuple[str, int]]] = {}


class DatabaseProblem(Exception):
    """The database cannot be used; str() is a sentence for the reader, without secrets."""


def database_url() -> str:
    """DATABASE_URL, or the embedded DuckDB file under data/."""
    url = os.environ.get("DATABASE_URL") or f"duckdb:///{PROJECT / 'data' / 'earshot.duckdb'}"
    # The bare spelling is what hosting providers hand out.
    return url.replace("postgres://", "postgresql+psycopg://", 1)


def engine() -> Engine:
    """The engine of DATABASE_URL; one for each address, shared by all threads."""
    return _engine(database_url())


@cache
def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "duckdb":
            return _duckdb_engine(parsed)
        return create_engine(parsed, pool_size=8, pool_pre_ping=True)
    except (SQLAlchemyError, ImportError) as error:
        raise DatabaseProblem(
            "DATABASE_URL is not an address this app understands. Write duckdb:///path/to/file.duckdb "
            "or postgresql+psycopg://user:password@host/database."
        ) from error


def _duckdb_engine(url) -> Engine:
    config = {
        "memory_limit": DUCKDB_MEMORY,
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if url.database and not url.database.startswith(":memory:"):
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        config["temp_directory"] = str(path.parent / f"{path.name}.spill")
    return create_engine(url, connect_args={"config": config}, pool_size=8)


def dispose() -> None:
    """Close every connection of every address, so that another process may open the DuckDB file."""
    for known in list(_known_versions):
        _known_versions.pop(known, None)
    url = database_url()
    _engine(url).dispose()
    _engine.cache_clear()


@contextmanager
def connecting() -> Iterator[Connection]:
    """A connection for reading.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot be reached or lacks its tables.
    """
    try:
        connection = engine().connect()
    except DBAPIError as error:
        raise DatabaseProblem(explain(error)) from error
    with connection:
        yield connection


@contextmanager
def writing() -> Iterator[Connection]:
    """One transaction that raises the data version; all of it or nothing.

    Writers wait for each other: on PostgreSQL for the version's row, on DuckDB, which has one process, for a lock.
    """
    with _writer, connecting() as connection, connection.begin():
        connection.execute(update(data_version).values(version=data_version_seq.next_value(), changed_at=utc_now()))
        yield connection
    _known_versions.pop(database_url(), None)


def utc_now():
    """Now, naive, in UTC: as every *_at column holds it."""
    return pd.Timestamp.now("UTC").tz_localize(None).to_pydatetime()


def current_version() -> tuple[str, int]:
    """The database's id and the number of its latest write: together they name a state of the data."""
    url = database_url()
    known = _known_versions.get(url)
    if known and (time.monotonic() - known[0] < VERSION_SECONDS or url.startswith("duckdb")):
        return known[1]
    with connecting() as connection:
        row = connection.execute(select(data_version.c.database_id, data_version.c.version)).one()
    _known_versions[url] = (time.monotonic(), (row.database_id, row.version))
    return row.database_id, row.version


def read(statement: Select) -> pd.DataFrame:
    """Run one statement and give its rows; columns as selected."""
    with connecting() as connection:
        try:
            result = connection.execute(statement)
            return pd.DataFrame(result.fetchall(), columns=list(result.keys()))
        except DBAPIError as error:
            raise DatabaseProblem(explain(error)) from error


def bulk_load(connection: Connection, table: Table, rows: pa.Table) -> None:
    """Append rows to a table by the database's bulk path, inside the connection's transaction."""
    if connection.dialect.name == "duckdb":
        raw = connection.connection.dbapi_connection
        raw.register("bulk_rows", rows)
        try:
            connection.exec_driver_sql(f'INSERT INTO "{table.name}" BY NAME SELECT * FROM bulk_rows')
        finally:
            raw.unregister("bulk_rows")
        return
    columns = ", ".join(f'"{name}"' for name in rows.column_names)
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(rows, buffer, pyarrow.csv.WriteOptions(include_header=False))
    with connection.connection.cursor() as cursor:
        with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN (FORMAT csv)') as copy:
            copy.write(buffer.getbuffer())


def analyze(connection: Connection, *tables: Table) -> None:
    """Tell PostgreSQL's planner what was just loaded; DuckDB keeps its own statistics."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.exec_driver_sql(f'ANALYZE "{table.name}"')


def has_tables() -> bool:
    with connecting() as connection:
        return inspect(connection).has_table("data_version")


def explain(error: Exception) -> str:
    """What a driver's error means, in a sentence without addresses, names or passwords."""
    text = str(getattr(error, "orig", None) or error)
    if "Conflicting lock" in text or "Could not set lock" in text:
        return (
            "Another process is using the DuckDB file: import on the Data page of the running app, or stop the app "
            "and try again. With PostgreSQL both can work at once."
        )
    if "does not exist" in text and ("Table" in text or "relation" in text):
        return "The database has no Earshot tables yet. Run: python -m data_access refresh"
    if "password authentication failed" in text:
        return "The database refused the user name or password in DATABASE_URL."
    if "Connection refused" in text or "could not translate host" in text or "No such file or directory" in text:
        return "No database answers at the address in DATABASE_URL. Check that it runs and that the address is right."
    if "not a valid DuckDB database file" in text or "Serialization" in text:
        return "The file in DATABASE_URL is not a DuckDB database that this version can read."
    return f"The database answered with an error ({type(getattr(error, 'orig', error)).__name__})."
