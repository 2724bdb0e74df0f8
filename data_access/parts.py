"""Large imports in parts: each is worked out in copies of the orders that it speaks of, and then takes their place.

DuckDB holds in memory whatever a transaction changes of its own rows, and writes to its file at once what is only
added. So rows come into the facts as they will stay, and a transaction of any size needs the memory of one part.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sqlalchemy import Column, Connection, MetaData, Table, and_, delete, except_, exists, func, insert, select

from data_access import database, staging
from data_access.merges import Staged
from data_access.schema import KEYS, order_lines, orders

_WRITTEN = {"orders": (orders,), "order_lines": (orders, order_lines), "feedback": ()}


def in_parts(connection: Connection, kind: str, whole: Staged, parts: int) -> Iterator[Staged]:
    """The staged rows as they are to be merged: each part is there until the next is asked for, and then in the
    facts."""
    for number in range(parts):
        if whole.progress:
            whole.progress("Storing", number, parts, "parts")
        table = staging.part_of(connection, whole.table, kind, number)
        facts = _WRITTEN[kind]
        copies = [_copied(connection, fact, table, whole.run) for fact in facts]
        yield replace(whole, table=table, **{fact.name: copy for fact, (copy, _) in zip(facts, copies, strict=True)})
        table.drop(connection)
        for fact, (copy, before) in zip(facts, copies, strict=True):
            _write_back(connection, fact, copy, before, whole.run)
        database.keep_step(connection)


def _copied(connection: Connection, facts: Table, part: Table, run: int) -> tuple[Table, Table | None]:
    """A temporary copy of the orders that a part speaks of, or of their lines, and another that stays as it is; None
    where there are none."""
    copy, before = (_alike(facts, f"{name}_{facts.name}") for name in ("part", "before"))
    copy.create(connection)
    # What this import has written speaks of the orders of other parts: a large file's stretches of it are not read.
    earlier = facts.c.import_run_id != run
    theirs = select(facts).where(earlier, facts.c.order_id.in_(select(part.c.order_id)))
    connection.execute(insert(copy).from_select(facts.c.keys(), theirs))
    if not connection.execute(select(func.count()).select_from(copy)).scalar_one():
        return copy, None
    before.create(connection)
    connection.execute(insert(before).from_select(facts.c.keys(), select(copy)))
    database.analyze(connection, copy, before)
    return copy, before


def _write_back(connection: Connection, facts: Table, copy: Table, before: Table | None, run: int) -> None:
    """Put the rows of a copy that are new or changed in the place of those that were there before; drop the copies."""
    if before is None:
        connection.execute(insert(facts).from_select(facts.c.keys(), select(copy)))
    else:
        fresh = _alike(facts, f"fresh_{facts.name}")
        fresh.create(connection)
        connection.execute(insert(fresh).from_select(facts.c.keys(), except_(select(copy), select(before))))
        database.analyze(connection, fresh)
        same = and_(*(facts.c[name] == fresh.c[name] for name in KEYS[facts.name]))
        connection.execute(delete(facts).where(facts.c.import_run_id != run, exists().where(same)))
        connection.execute(insert(facts).from_select(facts.c.keys(), select(fresh)))
        fresh.drop(connection)
        before.drop(connection)
    copy.drop(connection)


@cache
def _alike(facts: Table, name: str) -> Table:
    """A temporary table with the columns of the facts, and what they hold where nothing is said."""
    columns = [
        Column(column.name, column.type, server_default=column.server_default and column.server_default.arg)
        for column in facts.c
    ]
    return Table(name, MetaData(), *columns, prefixes=["TEMPORARY"])
