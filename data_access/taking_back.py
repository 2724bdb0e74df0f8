"""Imports taken back whole: the tables are then as if they had never been."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, String, Table, delete, except_, func, insert, select, union, update

from data_access import database, events, staging
from data_access.annotate import annotate, naming, settle_doubtful
from data_access.derive import derive
from data_access.describing import forget
from data_access.merges import Progress, Staged, merge
from data_access.schema import (
    brand_aliases,
    brands,
    feedback,
    feedback_themes,
    import_runs,
    mentions,
    order_lines,
    orders,
    preferences,
)
from data_access.staging import SAID

_OF_ORDERS = ("orders", "order_lines")
_KEPT = "Nothing was changed."


def take_back(import_run_id: int, progress: Progress | None = None) -> None:
    """Take one import back, whatever came after it: later imports keep what they said themselves.

    Raises:
        DatabaseProblem: with a sentence, when there is no such import or it cannot be taken back.
    """
    with database.writing() as connection:
        run = connection.execute(select(import_runs).where(import_runs.c.import_run_id == import_run_id)).first()
        if run is None:
            raise database.DatabaseProblem(f"There is no import {import_run_id}. {_KEPT}")
        if run.taken_back_at is not None:
            raise database.DatabaseProblem(f"Import {import_run_id} was taken back already. {_KEPT}")
        if run.fields is None:
            raise database.DatabaseProblem(
                f"Import {import_run_id} was made by an earlier version, which did not keep what it replaced. {_KEPT}"
            )
        undo(connection, [import_run_id], progress)
        now = database.utc_now()
        connection.execute(
            update(import_runs).values(taken_back_at=now).where(import_runs.c.import_run_id == import_run_id)
        )


def undo(connection: Connection, runs: Iterable[int], progress: Progress | None = None) -> None:
    """Forget what these imports said, and tell again what others said of the same records, in their order."""
    affected = staging.temporary("undone_customers", {"customer_id": String()})
    affected.create(connection)
    for run in runs:
        for take, kinds in ((_take_orders, _OF_ORDERS), (_take_feedback, ("feedback",))):
            _step(progress, "Taking the records back")
            keys = take(connection, run, affected)
            _step(progress, "Putting back what other imports said")
            _tell_again(connection, kinds, keys, progress)
            keys.drop(connection)
        forget(connection, run, affected)
        _forget_brands(connection, run, progress)
        events.take_back(connection, run)
    # With other texts, another language may be the one of most texts of a source.
    settle_doubtful(connection, progress)
    _step(progress, "Working out who came back")
    derive(connection, affected)
    affected.drop(connection)


def _take_orders(connection: Connection, run: int, affected: Table) -> Table:
    said = [SAID[kind] for kind in _OF_ORDERS]
    keys = _keys(connection, "order_id", said, run)
    _add_customers(connection, affected, orders, keys)
    for table in (orders, order_lines):
        connection.execute(delete(table).where(_is_one_of(table, keys)))
    return keys


def _take_feedback(connection: Connection, run: int, affected: Table) -> Table:
    keys = _keys(connection, "feedback_id", [SAID["feedback"]], run)
    _add_customers(connection, affected, feedback, keys)
    for table in (feedback, mentions, feedback_themes, preferences):
        connection.execute(delete(table).where(_is_one_of(table, keys)))
    return keys


def _keys(connection: Connection, key: str, said: Iterable[Table], run: int) -> Table:
    """The records of which the import spoke; what it said of them is forgotten."""
    keys = staging.temporary(f"undone_{key}", {key: String()})
    keys.create(connection)
    spoken_of = union(*(select(table.c[key]).where(table.c.import_run_id == run) for table in said))
    connection.execute(insert(keys).from_select([key], spoken_of))
    for table in said:
        connection.execute(delete(table).where(table.c.import_run_id == run))
    database.analyze(connection, keys)
    return keys


def _is_one_of(table: Table, keys: Table):
    (key,) = keys.c
    return table.c[key.name].in_(select(key))


def _add_customers(connection: Connection, affected: Table, facts: Table, keys: Table) -> None:
    theirs = select(facts.c.customer_id).where(_is_one_of(facts, keys), facts.c.customer_id.is_not(None))
    new = except_(theirs, select(affected.c.customer_id))
    connection.execute(insert(affected).from_select(["customer_id"], new))


def _tell_again(connection: Connection, kinds: Iterable[str], keys: Table, progress: Progress | None) -> None:
    """Import again, in their order, what other imports said of these records."""
    runs = []
    for kind in kinds:
        said = SAID[kind]
        found = connection.execute(select(said.c.import_run_id).where(_is_one_of(said, keys)).distinct())
        runs += [(run, kind) for run in found.scalars()]
    for run, kind in sorted(runs):
        about = connection.execute(
            select(import_runs.c.fields, import_runs.c.is_demo).where(import_runs.c.import_run_id == run)
        ).one()
        staged, said = staging.of_import(kind, ()), SAID[kind]
        columns = [column.name for column in said.c if column.name != "import_run_id"]
        staged.create(connection)
        rows = select(*(said.c[name] for name in columns)).where(said.c.import_run_id == run, _is_one_of(said, keys))
        connection.execute(insert(staged).from_select(columns, rows))
        database.analyze(connection, staged)
        fields = set(columns) if about.fields is None else set(json.loads(about.fields)) & set(columns)
        merge(connection, kind, [Staged(staged, frozenset(fields), run, about.is_demo, progress)])
        staged.drop(connection)


def _forget_brands(connection: Connection, run: int, progress: Progress | None) -> None:
    """Brands that were tracked because of this import alone, and that nobody has edited since."""
    said = SAID["feedback"].c
    brought = select(brands.c.name).where(brands.c.import_run_id == run)
    first_other = select(func.min(said.import_run_id)).where(said.brand == brands.c.name).scalar_subquery()
    connection.execute(
        update(brands).values(import_run_id=func.coalesce(first_other, run)).where(brands.c.import_run_id == run)
    )
    gone = connection.execute(brought).scalars().all()
    of_gone = brand_aliases.c.brand.in_(gone)
    names = connection.execute(select(brand_aliases.c.alias).where(of_gone)).scalars().all()
    connection.execute(delete(brand_aliases).where(of_gone))
    connection.execute(delete(brands).where(brands.c.name.in_(gone)))
    if names:
        annotate(connection, naming(names), progress)


def _step(progress: Progress | None, stage: str) -> None:
    if progress:
        progress(stage, 0, 1, "steps")
