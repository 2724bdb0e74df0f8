"""What imports say of customers: the latest of each attribute counts, whatever came in first."""

from collections.abc import Iterable

from sqlalchemy import (
    Column,
    Connection,
    Select,
    String,
    Table,
    and_,
    cast,
    delete,
    except_,
    exists,
    func,
    insert,
    literal,
    select,
)

from data_access import staging
from data_access.schema import KEYS, customer_attributes, said_attributes

_PAIR = ("customer_id", "name")
_TOLD = (*_PAIR, "value", "as_of", "source_id")


def told_in(connection: Connection) -> Table:
    """A table for what the parts of a large import tell of customers: see `tell` and `keep_latest`."""
    table = staging.vast(connection, "told", [Column(name, said_attributes.c[name].type) for name in _TOLD])
    table.create(connection)
    return table


def tell(connection: Connection, staged: Table, given: Iterable[str], told: Table, run: int, as_of, source_id) -> None:
    """Add the latest value of each attribute that the staged rows tell to `told`, which is `said_attributes` itself or
    a table that `told_in` made."""
    if "customer_id" not in given:
        return
    keyed = "import_run_id" in told.c
    for name in sorted(filter(staging.attribute_of, given)):
        r = _latest(staged, name, as_of, source_id).subquery("said").c
        by_run = [literal(run, said_attributes.c.import_run_id.type)] if keyed else []
        rows = select(*by_run, *(r[column] for column in _TOLD))
        connection.execute(insert(told).from_select([*(["import_run_id"] if keyed else []), *_TOLD], rows))


def keep_latest(connection: Connection, told: Table, run: int) -> None:
    """Of what the parts of an import told of each customer, keep the latest as what it says; `told` is dropped."""
    order = (told.c.as_of.desc(), told.c.source_id.desc(), told.c.value.desc())
    place = func.row_number().over(partition_by=[told.c[name] for name in _PAIR], order_by=order).label("place")
    ranked = select(*told.c, place).subquery("ranked").c
    rows = select(literal(run, said_attributes.c.import_run_id.type), *(ranked[name] for name in _TOLD))
    statement = insert(said_attributes).from_select(["import_run_id", *_TOLD], rows.where(ranked.place == 1))
    connection.execute(statement)
    told.drop(connection)


def describe(connection: Connection, given: Iterable[str], affected: Table, run: int) -> None:
    """Of what an import says of customers, keep what is the latest of all; what changes makes its customer affected."""
    if not any(map(staging.attribute_of, given)):
        return
    target, names = customer_attributes, _TOLD
    said = select(*(said_attributes.c[name] for name in names)).where(said_attributes.c.import_run_id == run)
    said = said.subquery("said")
    r, t = said.c, target.c
    # An older statement never replaces a newer one; the same one, corrected, does.
    newer = (t.as_of < r.as_of) | ((t.as_of == r.as_of) & (t.source_id <= r.source_id))
    incoming = (
        select(r.customer_id, r.name, r.value, r.as_of, r.source_id)
        .select_from(said.outerjoin(target, (t.customer_id == r.customer_id) & (t.name == r.name)))
        .where(t.customer_id.is_(None) | newer)
    )
    key, columns = KEYS["customer_attributes"], ("value", "as_of", "source_id")
    touched = staging.touch(connection, incoming, target, key, columns)
    staging.merge(connection, touched, target, key, columns, {"import_run_id": run})
    # NOT IN would take PostgreSQL time in the square of the customers.
    described = except_(select(touched.c.customer_id), select(affected.c.customer_id))
    connection.execute(insert(affected).from_select(["customer_id"], described))
    touched.drop(connection)


def _latest(staged: Table, field: str, as_of, source_id) -> Select:
    """One row a customer: what the staged rows say last of one field."""
    s = staged.c
    place = func.row_number().over(
        partition_by=s.customer_id, order_by=(as_of.desc(), source_id.desc(), s[field].desc())
    )
    ranked = (
        select(
            s.customer_id,
            literal(staging.attribute_of(field)).label("name"),
            cast(s[field], String).label("value"),
            as_of.label("as_of"),
            source_id.label("source_id"),
            place.label("place"),
        )
        .where(s.customer_id.is_not(None), s[field].is_not(None))
        .subquery(f"ranked_{s[field].name}")
    ).c
    return select(ranked.customer_id, ranked.name, ranked.value, ranked.as_of, ranked.source_id).where(
        ranked.place == 1
    )


def forget(connection: Connection, run: int, affected: Table) -> None:
    """Take back what one import said: of each of its attributes the latest of what the others said counts again.

    The customers it spoke of are added to `affected`, where they are not in it yet.
    """
    said, kept = said_attributes.c, customer_attributes.c
    pairs = staging.temporary("pairs", {name: said[name].type for name in _PAIR})
    pairs.create(connection)
    spoken_of = select(*(said[name] for name in _PAIR)).where(said.import_run_id == run).distinct()
    connection.execute(insert(pairs).from_select(list(_PAIR), spoken_of))
    described = except_(select(pairs.c.customer_id), select(affected.c.customer_id))
    connection.execute(insert(affected).from_select(["customer_id"], described))
    connection.execute(delete(said_attributes).where(said.import_run_id == run))
    same = and_(*(kept[name] == pairs.c[name] for name in _PAIR))
    connection.execute(delete(customer_attributes).where(exists().where(same)))

    order = (said.as_of.desc(), said.source_id.desc(), said.import_run_id.desc())
    place = func.row_number().over(partition_by=[said[name] for name in _PAIR], order_by=order)
    names = [column.name for column in customer_attributes.c]
    others = said_attributes.join(pairs, and_(*(said[name] == pairs.c[name] for name in _PAIR)))
    ranked = select(*(said[name] for name in names), place.label("place")).select_from(others).subquery("ranked").c
    latest = select(*(ranked[name] for name in names)).where(ranked.place == 1)
    connection.execute(insert(customer_attributes).from_select(names, latest))
    pairs.drop(connection)
