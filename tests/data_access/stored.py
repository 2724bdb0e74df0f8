"""What a database holds, as plain values: rows of one table, or of every table that imports and derivations fill."""

from sqlalchemy import delete, select

from data_access import database
from data_access.schema import metadata

# What an import says of itself, and when, differs between two ways to the same facts.
_OF_IMPORTS = (
    *("import_runs", "refused_rows", "data_version", "sync_positions", "synced_files", "layouts"),
    *("said_orders", "said_order_lines", "said_feedback", "said_attributes"),
)
_RUN = "import_run_id"


def rows(name: str) -> list[dict]:
    """The table's rows, without the run that wrote them, in an order of their own."""
    table = metadata.tables[name]
    columns = [column for column in table.c if column.name != _RUN]
    with database.connecting() as connection:
        found = connection.execute(select(*columns)).mappings().all()
    return sorted(map(dict, found), key=lambda row: [(value is not None, str(value)) for value in row.values()])


def one(name: str, **key) -> dict:
    """The single row of a table with these values."""
    (row,) = [row for row in rows(name) if key.items() <= row.items()]
    return row


def everything() -> dict[str, list[dict]]:
    """Facts, brands and derived tables."""
    return {name: rows(name) for name in metadata.tables if name not in _OF_IMPORTS}


def imports() -> list[dict]:
    return rows("import_runs")


def forget_everything() -> None:
    """Empty every table, much faster than a new database."""
    with database.writing() as connection:
        for name, table in metadata.tables.items():
            if name != "data_version":
                connection.execute(delete(table))
