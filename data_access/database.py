"""The engine, its transactions, bulk writes, and the data's version number. Writes differ by database only here."""

import functools
import io
import math
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.csv
from sqlalchemy import Connection, Engine, Select, Table, create_engine, event, inspect, make_url, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from data_access.schema import data_version, data_version_seq

Answer = TypeVar("Answer")

PROJECT = Path(__file__).resolve().parent.parent
# Another process can only change a PostgreSQL database; a viewer may see its import this many seconds late.
VERSION_SECONDS = 1.0
# DuckDB takes four fifths of the machine unless told; the rest of the app and its host need room too. So it has as much
# as its file has, from 500 MB to 1.2 GB: with less, a page of everyone in a large file is put on disk while it is made.
DUCKDB_LEAST, DUCKDB_MOST = 500, 1200
# And while a large import is written aside, what reads its file: together they stay below a gigabyte.
DUCKDB_ASIDE = 300

# A server that does not answer is given up after so many seconds; its driver alone would wait for minutes.
CONNECT_SECONDS = 10

# PostgreSQL's own are made for many small transactions. Sums over a year's customers spill to disk in its 4 MB, and
# sorts take the place of hashing; compiling a statement takes longer than most of ours take to run; and as a page has
# two statements answered at a time, further processes for each mostly wait for each other.
POSTGRESQL_SETTINGS = {"work_mem": "32MB", "jit": "off", "max_parallel_workers_per_gather": "1"}

_BEGAN = time.time()
_writer = threading.RLock()
_engines: dict[str, Engine] = {}
_instead: dict[str, str] = {}  # address -> that of the copy which is written in its place
_opening = threading.Lock()
_known_versions: dict[str, tuple[float, tuple[str, int]]] = {}  # address -> when it was asked for, and the answer
_written: dict[str, float] = {}  # address -> when this process last wrote there
_answers: dict[tuple, tuple[float, object]] = {}  # address and function -> when it was asked, and its answer


# Whether nobody but what this process was started for reads the database through it: the command line says so.
is_alone = False


class DatabaseProblem(Exception):
    """The database cannot be used; str() is a sentence for the reader, without secrets."""


def database_url() -> str:
    """DATABASE_URL, or the embedded DuckDB file under data/."""
    url = os.environ.get("DATABASE_URL") or f"duckdb:///{PROJECT / 'data' / 'earshot.duckdb'}"
    # The bare spelling is what hosting providers hand out.
    return url.replace("postgres://", "postgresql+psycopg://", 1)


def engine() -> Engine:
    """The engine of DATABASE_URL; one for each address, shared by all threads.

    Raises:
        DatabaseProblem: with a sentence, when the address is not one this app understands.
    """
    url = database_url()
    url = _instead.get(url, url)
    with _opening:
        if url not in _engines:
            _engines[url] = _made(url)
        return _engines[url]


def _made(url: str) -> Engine:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        # Errors go to the log: what customers wrote and who they are does not.
        if backend == "duckdb":
            return _duckdb_engine(parsed)
        if backend == "postgresql":
            return _postgresql_engine(parsed)
    except OSError as error:
        raise DatabaseProblem(
            f"The folder of the DuckDB file in DATABASE_URL cannot be made: {error.strerror or error}."
        ) from error
    except (SQLAlchemyError, ImportError, ValueError):
        pass  # what these say may quote a part of the password
    raise DatabaseProblem(
        "DATABASE_URL is not an address this app understands. Write duckdb:///path/to/file.duckdb "
        "or postgresql+psycopg://user:password@host/database."
    )


def _postgresql_engine(url) -> Engine:
    wait = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    made = create_engine(url, pool_size=8, pool_pre_ping=True, connect_args=wait, hide_parameters=True)
    event.listen(made, "connect", lambda connection, _: _set_up(connection))
    return made


def _set_up(connection) -> None:
    """Settings of a new connection to PostgreSQL, where neither its server nor its address has chosen its own."""
    told = ", ".join("(%s, %s)" for _ in POSTGRESQL_SETTINGS)
    ours = f"SELECT set_config(name, wanted, false) FROM (VALUES {told}) AS ours (name, wanted)"
    values = [each for setting in POSTGRESQL_SETTINGS.items() for each in setting]
    connection.execute(f"{ours} JOIN pg_settings USING (name) WHERE source = 'default'", values)
    connection.commit()


def _duckdb_engine(url) -> Engine:
    is_aside = url.render_as_string(hide_password=False) in _instead.values()
    config = {
        "memory_limit": _duckdb_memory(url.database, is_aside),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        # What a statement took is given back soon after it; else a process keeps the most that it ever took.
        "allocator_background_threads": "true",
    }
    if url.database and not url.database.startswith(":memory:"):
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        config["temp_directory"] = str(path.parent / f"{path.name}.spill")
    made = create_engine(url, connect_args={"config": config}, pool_size=8, hide_parameters=True)
    if "temp_directory" in config:
        # Once connected, the file is this process's alone.
        event.listen(made, "first_connect", lambda *_: _sweep(path))
    # Its own progress bar would be drawn over ours, and into the output of a pipe.
    event.listen(made, "connect", lambda connection, _: connection.execute("SET enable_progress_bar = false"))
    return made


def _duckdb_memory(file: str | None, is_aside: bool) -> str:
    if told := os.environ.get("EARSHOT_DUCKDB_MEMORY"):
        return told
    path = Path(file or ":memory:")
    held = path.stat().st_size // 1_000_000 if path.is_file() else 0
    return f"{DUCKDB_ASIDE if is_aside else min(max(held, DUCKDB_LEAST), DUCKDB_MOST)}MB"


def _sweep(path: Path) -> None:
    """Take away what a process that was killed left beside the file: whatever is older than this process."""
    for left in (*path.parent.glob(f"{path.name}.import*"), *path.parent.glob(f"{path.name}*.spill/duckdb_temp_*")):
        if left.is_file() and left.stat().st_mtime < _BEGAN:
            left.unlink(missing_ok=True)
    for folder in path.parent.glob(f"{path.name}*.spill"):
        if not any(folder.iterdir()):
            folder.rmdir()


def dispose() -> None:
    """Close every connection of every address, so that another process may open the DuckDB file."""
    with _opening:
        for known in _engines.values():
            known.dispose()
        for remembered in (_engines, _known_versions, _written, _answers):
            remembered.clear()


@contextmanager
def connecting() -> Iterator[Connection]:
    """A connection for reading.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot be reached, lacks its tables or answers with an
            error.
    """
    chosen = engine()
    try:
        with chosen.connect() as connection:
            yield connection
    except (DBAPIError, chosen.dialect.loaded_dbapi.Error) as error:  # bulk paths go past SQLAlchemy
        raise DatabaseProblem(explain(error)) from error


@contextmanager
def writing(*, is_visible: bool = True) -> Iterator[Connection]:
    """One transaction that raises the data version; all of it or nothing.

    Writers wait for each other: on PostgreSQL for the version's row, on DuckDB, which has one process, for a lock.
    is_visible: False where nothing changes that a page shows; the version then stays, and on PostgreSQL nobody waits.
    """
    with _writer, connecting() as connection, connection.begin():
        if is_visible:
            now = {"version": data_version_seq.next_value(), "changed_at": utc_now()}
            connection.execute(update(data_version).values(now))
        yield connection
    _written[database_url()] = time.monotonic()


@contextmanager
def aside() -> Iterator[None]:
    """Write into a copy of DuckDB's file, in steps (`keep_step`), which takes the file's place at the end; whatever
    breaks off leaves the file as it was. What a transaction changes DuckDB holds in memory, more of it than there may
    be. Where others read through this process, and on a server, nothing is different.

    Raises:
        DatabaseProblem: with a sentence, when there is no room for the copy.
    """
    url = database_url()
    path = Path(make_url(url).database or "") if url.startswith("duckdb") else None
    if not is_alone or path is None or not path.is_file():
        yield
        return
    copy = path.with_name(f"{path.name}.import")
    with _writer:
        with connecting() as connection:  # open to the end: no other process can take the file meanwhile
            connection.exec_driver_sql("CHECKPOINT")
            connection.commit()
            _copy_file(path, copy)
            _instead[url] = make_url(url).set(database=str(copy)).render_as_string(hide_password=False)
            try:
                yield
                with engine().connect() as writer:
                    writer.exec_driver_sql("CHECKPOINT")
                forget(_instead[url])
                os.replace(copy, path)
            finally:
                forget(_instead.pop(url))
                for left in (copy, copy.with_name(f"{copy.name}.wal")):
                    left.unlink(missing_ok=True)
        forget(url)  # its connections are to the file that was


def keep_step(connection: Connection) -> None:
    """Keep what was written so far, where that is `aside`; elsewhere it stays in its transaction."""
    if database_url() in _instead:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN TRANSACTION")


def _copy_file(path: Path, copy: Path) -> None:
    # In a process of its own: closing a file, this one would give up the lock on it that DuckDB holds.
    command = [sys.executable, "-c", "import shutil, sys; shutil.copyfile(*sys.argv[1:])", str(path), str(copy)]
    if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
        copy.unlink(missing_ok=True)
        raise DatabaseProblem(
            "A large import is made in a copy of the DuckDB file, and it could not be copied. Check that the disk has "
            "room for it beside the file. Nothing was changed."
        )


def forget(url: str) -> None:
    """Close every connection of one address, and what is known of what is there."""
    with _opening:
        known = _engines.pop(url, None)
    if known is not None:
        known.dispose()
    _known_versions.pop(url, None)
    for asked in [each for each in list(_answers) if each[0] == url]:
        _answers.pop(asked, None)


def utc_now():
    """Now, naive, in UTC: as every *_at column holds it."""
    return pd.Timestamp.now("UTC").tz_localize(None).to_pydatetime()


def current_version() -> tuple[str, int]:
    """The database's id and the number of its latest write: together they name a state of the data."""
    url = database_url()
    asked, answer = _known_versions.get(url, (-math.inf, None))
    if _is_fresh(url, asked):
        return answer
    asked = time.monotonic()
    with connecting() as connection:
        row = connection.execute(select(data_version.c.database_id, data_version.c.version)).one()
    _known_versions[url] = (asked, (row.database_id, row.version))
    return row.database_id, row.version


def _is_fresh(url: str, asked: float) -> bool:
    # An answer that was asked for before the last write ended may be the one from before it.
    is_ours_alone = url.startswith("duckdb")
    return asked > _written.get(url, 0.0) and (is_ours_alone or time.monotonic() - asked < VERSION_SECONDS)


def until_written(function: Callable[[], Answer]) -> Callable[[], Answer]:
    """The function, which reads what every page asks for and what leaves the data's version as it is, with its answer
    kept until this process writes; where another process can write too, for VERSION_SECONDS. Nobody may change it."""

    @functools.wraps(function)
    def answer() -> Answer:
        url = database_url()
        asked, known = _answers.get((url, function), (-math.inf, None))
        if not _is_fresh(url, asked):
            asked = time.monotonic()
            known = function()
            _answers[url, function] = (asked, known)
        return known

    return answer


def read(statement: Select) -> pd.DataFrame:
    """Run one statement and give its rows; columns as selected."""
    names, rows = tuples(statement)
    return pd.DataFrame(rows, columns=names)


def tuples(statement: Select) -> tuple[list[str], list[tuple]]:
    """Run one statement and give the names of its columns and its rows."""
    with connecting() as connection:
        result = connection.execute(statement)
        # Of SQLAlchemy's rows pandas asks one by one what they are, which takes longer than to read them.
        return list(result.keys()), list(map(tuple, result.fetchall()))


def bulk_load(connection: Connection, table: Table, rows: pa.Table) -> None:
    """Append rows to a table by the database's bulk path, inside the connection's transaction."""
    if connection.dialect.name == "duckdb":
        # A frame registered as a view would be held until the transaction ends, all of an import in memory.
        columns = {c.name: rows[c.name] if c.name in rows.column_names else pa.nulls(len(rows)) for c in table.columns}
        connection.connection.dbapi_connection.from_arrow(pa.table(columns)).insert_into(f'"{table.name}"')
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


_NO_ANSWER = "No database answers at the address in DATABASE_URL. Check that it runs and that the address is right."
_NOT_DUCKDB = "The file in DATABASE_URL is not a DuckDB database that this version can read."
_NO_USER = "The database refused the user name or password in DATABASE_URL."
# What drivers write (patterns), and what it means; the first that fits counts.
_MEANINGS = (
    (
        "Conflicting lock|Could not set lock",
        "Another process is using the DuckDB file: import on the Data page of the running app, or stop the app "
        "and try again. With PostgreSQL both can work at once.",
    ),
    (
        'Table with name .* does not exist|relation ".*" does not exist',
        "The database has no Earshot tables yet. Run: python -m data_access refresh",
    ),
    ("not a valid DuckDB database file|Serialization|Extension .* not found", _NOT_DUCKDB),
    (
        "Cannot open file|Could not read from file|Is a directory",
        "The DuckDB file in DATABASE_URL cannot be opened. Check its path, and that you may read and write it.",
    ),
    (
        "No space left|Could not write|disk full",
        "The disk is full, or the database may not write to it. Nothing was changed.",
    ),
    (
        "Out of Memory Error",
        "This takes more memory than DuckDB is given. Set EARSHOT_DUCKDB_MEMORY to more, as 2GB.",
    ),
    ('password authentication failed|no password supplied|role ".*" does not exist', _NO_USER),
    ('database ".*" does not exist', "The server has no database of the name in DATABASE_URL. Create it there."),
    ("connection failed|connection is bad|failed to resolve host|timeout expired|Connection refused", _NO_ANSWER),
)


def explain(error: Exception) -> str:
    """What a driver's error means, in a sentence without addresses, names or passwords."""
    cause = getattr(error, "orig", None) or error
    text = str(cause)
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, text):
            return meaning
    return f"The database answered with an error ({type(cause).__name__})."
