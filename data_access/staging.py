"""Temporary tables that hold one import's rows, and the merge of staged rows into facts by key."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd
import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Double,
    MetaData,
    Numeric,
    Select,
    String,
    Table,
    Text,
    and_,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from data_access.database import analyze, bulk_load
from data_access.schema import said_feedback, said_order_lines, said_orders

CUSTOMER_FIELDS = {  # field of a file -> attribute of a customer
    "customer_name": "name",
    "customer_email": "email",
    "segment": "segment",
    "region": "region",
    "country": "country",
    "origin": "origin",
    "referred_by": "referred_by",
    "joined_at": "joined_at",
}
_ATTRIBUTE = "attribute."  # and its name: what a file tells beyond these
_ABOUT_CUSTOMER = {name: DateTime() if name == "joined_at" else String() for name in CUSTOMER_FIELDS}
SAID = {"orders": said_orders, "order_lines": said_order_lines, "feedback": said_feedback}


def _staged(said: Table) -> dict:
    return {column.name: column.type for column in said.c if column.name != "import_run_id"} | _ABOUT_CUSTOMER


STAGED = {kind: _staged(said) for kind, said in SAID.items()}
_ARROW = {
    String: pa.string(),
    Text: pa.string(),
    DateTime: pa.timestamp("us"),
    Date: pa.date32(),
    Double: pa.float64(),
    Boolean: pa.bool_(),
    BigInteger: pa.int64(),
    Numeric: pa.decimal128(18, 4),
}


_types: dict = {}  # what a type says -> one that says so


def temporary(name: str, columns: dict) -> Table:
    """A table that only this connection sees; `columns` maps names to types."""
    return _temporary(name, [(column, kind, column) for column, kind in columns.items()])


def _temporary(name: str, columns: list[tuple]) -> Table:
    """columns: of each its name, type and key."""
    return _alike(name, tuple((column, _types.setdefault(repr(kind), kind), key) for column, kind, key in columns))


@lru_cache(maxsize=100)
def _alike(name: str, columns: tuple[tuple, ...]) -> Table:
    # The same object for the same columns: what SQLAlchemy has compiled for one import serves the next.
    made = [Column(column, kind, key=key) for column, kind, key in columns]
    return Table(name, MetaData(), *made, prefixes=["TEMPORARY"])


def vast(connection: Connection, name: str, columns: Iterable[Column]) -> Table:
    """A table for all of a large import's rows, which the transaction that made it drops again.

    What DuckDB keeps temporarily it keeps as it is, in memory or spilled; a table of its file is written there,
    compressed, while it fills, and nobody else ever sees it.
    """
    prefixes = [] if connection.dialect.name == "duckdb" else ["TEMPORARY"]
    return Table(name, MetaData(), *columns, prefixes=prefixes)


def of_import(kind: str, fields: Iterable[str], name: str = "staged") -> Table:
    """A temporary table for the rows of a file with these fields, each column under its field's name as key."""
    return _temporary(name, _columns(kind, fields))


def of_large_import(connection: Connection, kind: str, fields: Iterable[str]) -> Table:
    """The same for more rows than fit into memory: only the fields that the file has, and the part of each row."""
    held = [Column(column, type_, key=key) for column, type_, key in _columns(kind, fields) if key in fields]
    return vast(connection, "staged", [*held, Column("part", BigInteger)])


def _columns(kind: str, fields: Iterable[str]) -> list[tuple]:
    """Of each column its name, type and key. Attributes have names of the file's own choosing, which no database need
    take: their columns are numbered."""
    further = [name for name in fields if name.startswith(_ATTRIBUTE)]
    own = [(name, type_, name) for name, type_ in STAGED[kind].items()]
    return own + [(f"attribute_{number}", String(), name) for number, name in enumerate(further)]


def attribute_of(field: str) -> str | None:
    """The attribute of a customer that a field of a file tells, if it tells any."""
    return field.removeprefix(_ATTRIBUTE) if field.startswith(_ATTRIBUTE) else CUSTOMER_FIELDS.get(field)


def arrow(rows: pd.DataFrame, table: Table) -> pa.Table:
    """The frame's columns that the table has, in the table's types."""
    columns = {}
    for column in table.columns:
        if column.key not in rows.columns:
            continue
        wanted = _ARROW[type(column.type)]
        values = rows[column.key]
        if wanted == pa.string():
            columns[column.name] = pa.array(values.array, from_pandas=True).cast(wanted)
        elif wanted == pa.date32():
            columns[column.name] = pa.array(values, from_pandas=True).cast(pa.timestamp("us")).cast(wanted)
        else:
            columns[column.name] = pa.array(values, from_pandas=True).cast(wanted)
    return pa.table(columns)


def load(connection: Connection, table: Table, rows: pd.DataFrame) -> None:
    """Append a frame to a table; columns that the frame lacks stay NULL."""
    if len(rows):
        bulk_load(connection, table, arrow(rows, table))


def load_parts(connection: Connection, table: Table, rows: pd.DataFrame, key: str, parts: int) -> None:
    """Append a frame to the table of an import, each row with the part it belongs to: one key's rows to one."""
    if parts > 1:
        places = pd.util.hash_pandas_object(rows[key], index=False).to_numpy() % parts
        # A part's rows lie together: what reads one skips the others.
        rows = rows.assign(part=places.astype("int64")).sort_values("part")
    load(connection, table, rows)


def part_of(connection: Connection, table: Table, kind: str, number: int) -> Table:
    """A temporary table, as `of_import` makes them, of one part of the rows in one that `of_large_import` made."""
    held = [column.key for column in table.columns if column.key != "part"]
    part = of_import(kind, held, "staged_part")
    part.create(connection)
    rows = select(*(table.c[name] for name in held)).where(table.c.part == number)
    connection.execute(insert(part).from_select(held, rows))
    analyze(connection, part)
    return part


def keep(connection: Connection, staged: Table, kind: str, run: int) -> None:
    """Keep what an import says, as it says it."""
    said = SAID[kind]
    names = [column.name for column in said.c if column.name != "import_run_id"]
    told = [name for name in names if name in staged.c]
    rows = select(literal(run, said.c.import_run_id.type), *(staged.c[name] for name in told))
    connection.execute(insert(said).from_select(["import_run_id", *told], rows))


def differs(target: Table, incoming, columns: Sequence[str]):
    """Whether any of the columns is not the same in both, two NULLs being the same."""
    return or_(literal(False), *(target.c[name].is_distinct_from(incoming.c[name]) for name in columns))


def touch(connection: Connection, incoming: Select, target: Table, key: Sequence[str], columns: Sequence[str]) -> Table:
    """A temporary table of the incoming rows that are new or changed, with is_new; `columns` are what may change."""
    staged = incoming.subquery("incoming")
    names = [*key, *columns]
    touched = temporary(f"touched_{target.name}", {**{n: target.c[n].type for n in names}, "is_new": Boolean()})
    touched.create(connection)
    same_key = and_(*(target.c[name] == staged.c[name] for name in key))
    is_new = target.c[key[0]].is_(None)
    connection.execute(
        insert(touched).from_select(
            [*names, "is_new"],
            select(*(staged.c[name] for name in names), is_new)
            .select_from(staged.outerjoin(target, same_key))
            .where(or_(is_new, differs(target, staged, columns))),
        )
    )
    analyze(connection, touched)
    return touched


def merge(
    connection: Connection,
    touched: Table,
    target: Table,
    key: Sequence[str],
    columns: Sequence[str],
    defaults: dict,
    known: tuple[Table, str, Sequence[str]] | None = None,
) -> tuple[int, int]:
    """Write the touched rows: changed ones get `columns`, new ones also `defaults` (name -> value).

    known: a table, its key among `columns`, and what new rows get of its row: what is written with a row need not be
    written onto it, for which PostgreSQL writes the whole row anew.

    Returns how many were new, and how many changed.
    """
    is_new = touched.c.is_new
    statement = select(func.count(case((is_new, 1))), func.count(case((~is_new, 1))))
    new, changed = connection.execute(statement).one()
    if changed:
        values = {name: touched.c[name] for name in columns} | {"import_run_id": defaults["import_run_id"]}
        same_key = [target.c[name] == touched.c[name] for name in key]
        connection.execute(update(target).values(values).where(*same_key, ~is_new))
    if new:
        given = {name: touched.c[name] for name in (*key, *columns)}
        given |= {name: literal(value, target.c[name].type) for name, value in defaults.items()}
        source = touched
        if known:
            table, by, more = known
            source = touched.outerjoin(table, table.c[by] == touched.c[by])
            given |= {name: table.c[name] for name in more}
        rows = select(*given.values()).select_from(source).where(is_new)
        if "created_at" in given:
            # In the order of time, the words of a period lie together and the others are never read.
            rows = rows.order_by(touched.c.created_at)
        connection.execute(insert(target).from_select(list(given), rows))
    return new, changed
