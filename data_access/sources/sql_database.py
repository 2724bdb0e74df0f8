"""Tables and SELECTs of any database that SQLAlchemy can reach: read in order and in pieces, and never written to."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    Engine,
    Select,
    bindparam,
    column,
    create_engine,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import quoted_name

from data_access.sources import watermarks
from data_access.sources.columns import find
from data_access.sources.errors import SourceError, listed
from data_access.sources.spooled import SpooledRows

BATCH = 2_000  # rows at a time from the source
# Rows of one import: so many are kept, with the position behind them, before more are read.
PIECE = 200_000
CONNECT_SECONDS = 10
# A sort of the whole source takes no more of the machine than this; the rest goes to a temporary folder.
_DUCKDB_MEMORY = "200MB"
# What ends writing where the driver has no option of its own for it.
_NO_WRITING = {
    "mysql": "SET SESSION TRANSACTION READ ONLY",
    "mariadb": "SET SESSION TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}
# Quoted text and names, and comments: what stands in them is not looked at.
_OPAQUE = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$|--[^\n]*|/\*.*?\*/""", re.DOTALL
)
# What a database says of names and grammar helps, and holds nothing of the data.
_ABOUT_NAMES = re.compile(
    r"no such (table|column)|syntax error|does not exist|not found|ambiguous|unable to open|not a database|locked"
    r"|[Uu]nknown (column|table)|[Pp]arser|[Bb]inder|[Cc]atalog|read.?only|permission denied|doesn't exist",
)

Progress = Callable[[str, int, int, str], None]  # stage, done, total (0: not known), what is counted


@dataclass(frozen=True)
class Query:
    """What is read of a database: a table or a SELECT.

    With a `watermark`, a column that grows with every row and every change, it is read in its order, and the next
    time from where it ended; `overlap` is how far before that, for rows that came late. `secrets` are never shown.
    """

    name: str  # what a reader sees
    url: URL
    table: str = ""
    statement: str = ""
    watermark: str = ""
    overlap: watermarks.Overlap | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)


@dataclass
class Piece:
    """Some of the rows, as an origin to import from, and the watermark that the query is then read up to."""

    rows: SpooledRows
    watermark: str | None


def pieces(
    query: Query, since: str | None = None, *, progress: Progress | None = None, most: int | None = None
) -> Iterator[Piece]:
    """The rows from the watermark `since` on, those that have it included, else all rows; none: no piece.

    One statement, seen as at one moment. A piece has about `most` rows, and more where many have one watermark; a
    query without a watermark is one piece. Each is gone when the next is asked for: close the iterator after use.
    Raises SourceError with a sentence that holds no secret.
    """
    with ExitStack() as kept, closing(_pieces(query, since, progress, most or PIECE, kept)) as found:
        # A SQLite file that is being read refuses whoever writes to it, so it is read at one go.
        for piece in list(found) if query.url.get_backend_name() == "sqlite" else found:
            with piece.rows:
                yield piece


def _pieces(query: Query, since: str | None, progress: Progress | None, most: int, kept: ExitStack) -> Iterator[Piece]:
    with _reading(query) as connection:
        statement = _statement(query, connection, since)
        streamed = connection.execution_options(stream_results=True, max_row_buffer=BATCH)
        with streamed.execute(statement) as result:
            yield from _cut_up(query, result, since, progress, most, kept)


def _cut_up(query: Query, result: CursorResult, since, progress, most: int, kept: ExitStack) -> Iterator[Piece]:
    names = list(result.keys())
    place = names.index(_watermark_column(query, names)) if query.watermark else None
    cutter = _Cutter(place, most, since)
    line, spooled = 1, kept.enter_context(SpooledRows(query.name, names))
    for batch in result.partitions(BATCH):
        rows = list(map(tuple, batch))
        while (cut := cutter.cut(rows, spooled.rows)) is not None:
            spooled.add(rows[:cut])
            rows = rows[cut:]
            line += spooled.rows
            yield _finished(spooled, cutter.watermark)
            spooled = kept.enter_context(SpooledRows(query.name, names, line))
        spooled.add(rows)
        cutter.passed(rows)
        if progress:
            progress("Fetching", line + spooled.rows - 1, 0, "rows")
    if spooled.rows:
        yield _finished(spooled, cutter.watermark)


def _finished(spooled: SpooledRows, mark: str | None) -> Piece:
    spooled.finish()
    return Piece(spooled, mark)


class _Cutter:
    """Where a piece ends: when it is full, before the first row of another watermark, so that none is cut through."""

    def __init__(self, place: int | None, most: int, since: str | None):
        self._place, self._most, self._last, self.watermark = place, most, None, since

    def cut(self, rows: Sequence[tuple], before: int) -> int | None:
        """How many of the rows still belong to the piece, which has `before`; None: all, and more may follow."""
        if self._place is None or before + len(rows) <= self._most:
            return None
        for number in range(max(self._most - before, 0), len(rows)):
            last = rows[number - 1][self._place] if number else self._last
            if last is not None and rows[number][self._place] != last:
                self.passed(rows[:number])
                return number
        return None

    def passed(self, rows: Sequence[tuple]) -> None:
        """These rows are in the piece."""
        if self._place is None or not rows:
            return
        self._last = rows[-1][self._place]
        # Some databases put rows without a watermark last.
        if (
            last := next((row[self._place] for row in reversed(rows) if row[self._place] is not None), None)
        ) is not None:
            self.watermark = watermarks.written(last)


# ---- the statement


def check_select(statement: str) -> str:
    """The statement without what ends it. Raises ValueError with a sentence for anything but one SELECT."""
    bare = _OPAQUE.sub(lambda found: (" " if found[0][:2] in ("--", "/*") else "x") * len(found[0]), statement)
    bare = bare.rstrip("; \t\r\n")
    if ";" in bare:
        raise ValueError("There is more than one statement: give one SELECT.")
    if not re.match(r"[\s(]*(select|with)\b", bare, re.IGNORECASE):
        raise ValueError("Only a SELECT is read: the statement begins with something else.")
    if bare.count("(") != bare.count(")"):
        raise ValueError("The parentheses of the SELECT do not fit.")
    return statement[: len(bare)]


def _statement(query: Query, connection: Connection, since: str | None) -> Select:
    mark = column(query.watermark) if query.watermark else None
    if query.statement:
        # A colon is no parameter here. As part of another SELECT, nothing that writes is grammar.
        inner = text(query.statement.replace(":", r"\:") + "\n")
        rows = inner.columns(*([mark] if mark is not None else [])).subquery("source_rows")
    else:
        *schema, name = query.table.split(".")
        quoted = ".".join(map(connection.dialect.identifier_preparer.quote, schema))
        rows = table(name, *([mark] if mark is not None else []), schema=quoted_name(quoted, False) if quoted else None)
    statement = select(text("*")).select_from(rows)
    if mark is None:
        return statement
    mark = rows.c[query.watermark]
    if since is not None:
        start = watermarks.before(watermarks.value(since), query.overlap)
        # Of a row without a watermark nobody knows when it came.
        statement = statement.where(or_(mark >= bindparam("since", start), mark.is_(None)))
    return statement.order_by(mark)


def _watermark_column(query: Query, names: Sequence[str]) -> str:
    if (found := find(query.watermark, names)) is None:
        raise SourceError(f"{query.name} has no column {query.watermark!r} for its watermark. It has: {listed(names)}.")
    return found


# ---- the connection


@contextmanager
def _reading(query: Query) -> Iterator[Connection]:
    """A connection in a transaction that cannot write, wherever the database has one."""
    engine = _engine(query)
    try:
        with engine.connect() as connection:
            backend = query.url.get_backend_name()
            if backend == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            elif statement := _NO_WRITING.get(backend):
                connection.exec_driver_sql(statement)
                if backend != "oracle":  # there it is the transaction itself, here what comes after this one
                    connection.rollback()
            yield connection
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        raise SourceError(_explained(query, error)) from None
    finally:
        engine.dispose()


def _engine(query: Query) -> Engine:
    url, backend = query.url, query.url.get_backend_name()
    options = {"poolclass": NullPool, "hide_parameters": True}
    if backend in ("sqlite", "duckdb"):
        path = _existing(query)
    try:
        if backend == "sqlite":
            # Otherwise a name that is mistyped would make a new, empty database.
            address = f"file:{quote(str(path.resolve()))}?mode=ro"
            return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), **options)
        if backend == "duckdb":
            config = {
                "memory_limit": _DUCKDB_MEMORY,
                "threads": 1,  # each takes memory of its own for a sort
                "temp_directory": str(Path(tempfile.gettempdir()) / f"earshot-duckdb-{os.getpid()}"),
                "autoinstall_known_extensions": "false",
            }
            return create_engine(url, connect_args={"read_only": True, "config": config}, **options)
        if backend == "postgresql" and "connect_timeout" not in url.query:
            options["connect_args"] = {"connect_timeout": CONNECT_SECONDS}
        return create_engine(url, **options)
    except (NoSuchModuleError, ImportError) as error:
        package = f" ({error.name})" if isinstance(error, ImportError) and error.name else ""
        raise SourceError(
            f"No driver for {url.drivername} is installed{package}. Install the one that SQLAlchemy names for it."
        ) from None
    except (SQLAlchemyError, TypeError, ValueError):  # what these say may quote a part of the password
        raise SourceError(f"The url of {query.name} is not an address that its driver understands.") from None


def _existing(query: Query) -> Path:
    if not query.url.database or not (path := Path(query.url.database)).is_file():
        raise SourceError(
            f"There is no database file {query.url.database or ''}, which {query.name} is to be read from."
        )
    return path


def _explained(query: Query, error: Exception) -> str:
    """What the database said, where that is about names and grammar; else only what kind of error it is."""
    cause = getattr(error, "orig", None) or error
    said = " ".join(str(cause).split("\n")[0].split())
    if getattr(error, "connection_invalidated", False):
        return f"The connection to the database of {query.name} was lost. What was kept until then stays."
    if re.search('password authentication|no password supplied|role ".*" does not exist|Access denied for user', said):
        return f"The database of {query.name} refused the user name or password."
    if re.search(
        "connection failed|connection is bad|resolve host|timeout expired|Connection refused|Can't connect", said
    ):
        return f"No database answers for {query.name}. Check that it runs and that the address is right."
    if "different configuration" in said:
        return f"The database of {query.name} is in use here already: a source is another database than Earshot's own."
    if "Conflicting lock" in said:
        return f"Another process is writing to the DuckDB file of {query.name}. Sync when it has ended."
    if _ABOUT_NAMES.search(said):
        for secret in sorted(query.secrets, key=len, reverse=True):
            said = said.replace(secret, "...")
        return f"The database of {query.name} answered: {said.rstrip('.')}."
    return f"The database of {query.name} answered with an error ({type(cause).__name__})."
