"""Facts -> purchases and customers, and what is known of customers onto what they said, for the customers an import
touched; never edited otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import (
    Connection,
    DateTime,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union,
    update,
)

from data_access import database, staging
from data_access.dialects import month_start, quarter_start, week_start
from data_access.schema import (
    CUSTOMER_DIMENSIONS,
    Money,
    customer_attributes,
    customers,
    feedback,
    feedback_themes,
    mentions,
    orders,
    preferences,
    purchases,
)

_COPIED = ("name", "email", *CUSTOMER_DIMENSIONS, "referred_by")


# So many customers, with what is known of each, fit into the memory that DuckDB has while a large import is written.
AT_ONCE = 500_000


def derive(connection: Connection, affected: Table | None = None) -> None:
    """Rebuild the derived tables for the customers in `affected` (column customer_id), or for all of them."""
    for table in (purchases, customers):
        connection.execute(delete(table).where(*_of(affected, table.c.customer_id)))
    with _in_groups(connection, affected) as groups:
        for group in groups:
            connection.execute(insert(customers).from_select([each.name for each in customers.c], _customers(group)))
            database.keep_step(connection)
        # All at once, which DuckDB can put on disk: sorted by day, a period's purchases lie together.
        connection.execute(insert(purchases).from_select([each.name for each in purchases.c], _purchases(affected)))
        database.keep_step(connection)
        for group in groups:
            _summarise(connection, group)
            for table in (feedback, mentions, feedback_themes, preferences):
                _copy_onto(connection, table, group)
            database.keep_step(connection)


@contextmanager
def _in_groups(connection: Connection, affected: Table | None) -> Iterator[list[FromClause | None]]:
    """The affected customers in groups of AT_ONCE, each with their customer_id; None for all of them."""
    everyone = _everyone(None) if affected is None else affected
    expected = select(func.count()).select_from(orders if affected is None else affected)
    if connection.execute(expected).scalar_one() <= AT_ONCE:
        yield [affected]
        return
    numbered = staging.temporary("numbered_customers", {"customer_id": String(), "number": Integer()})
    numbered.create(connection)
    number = cast(func.row_number().over(), Integer)
    connection.execute(insert(numbered).from_select(numbered.c.keys(), select(everyone.c.customer_id, number)))
    database.analyze(connection, numbered)
    many = connection.execute(select(func.count()).select_from(numbered)).scalar_one()
    yield [
        select(numbered.c.customer_id).where(numbered.c.number.between(first, first + AT_ONCE - 1)).subquery()
        for first in range(1, many + 1, AT_ONCE)
    ]
    numbered.drop(connection)


def _of(affected: FromClause | None, customer_id) -> list:
    return [] if affected is None else [customer_id.in_(select(affected.c.customer_id))]


def _everyone(affected: FromClause | None) -> FromClause:
    """Everyone who ordered, wrote or was described."""
    return union(
        *(
            select(table.c.customer_id).where(table.c.customer_id.is_not(None), *_of(affected, table.c.customer_id))
            for table in (orders, feedback, customer_attributes)
        )
    ).subquery("known")


def _customers(affected: FromClause | None) -> Select:
    """Everyone who ordered, wrote or was described, with what was said of them; purchases come later."""
    known, said = _everyone(affected), customer_attributes.c
    described = (
        select(
            said.customer_id,
            *(func.max(case((said.name == name, said.value))).label(name) for name in (*_COPIED, "joined_at")),
        )
        .where(*_of(affected, said.customer_id))
        .group_by(said.customer_id)
        .subquery("described")
    )
    return select(
        known.c.customer_id,
        *(described.c[name] for name in _COPIED),
        cast(described.c.joined_at, DateTime).label("joined_at"),
        *(cast(None, customers.c[name].type) for name in _DAYS),
        literal(0, Integer),
        literal(0, Money),
    ).select_from(known.outerjoin(described, described.c.customer_id == known.c.customer_id))


_DAYS = ("first_purchased_on", "second_purchased_on", "last_purchased_on")


def _purchases(affected: Table | None) -> Select:
    """One row for each customer and day with a valid order, numbered over the customer's whole history."""
    o = orders.c
    largest_first = {"partition_by": (o.customer_id, o.ordered_on), "order_by": (o.amount.desc(), o.order_id)}
    ranked = (
        select(
            o.customer_id,
            o.ordered_on,
            o.amount,
            o.currency,
            o.channel,
            o.category,
            func.row_number().over(**largest_first).label("place"),
            func.first_value(o.currency).over(**largest_first).label("day_currency"),
        )
        .where(o.is_valid, o.customer_id.is_not(None), *_of(affected, o.customer_id))
        .cte("ranked")
    ).c
    # Amounts of another currency on the same day are never added.
    same_currency = ranked.currency.is_not_distinct_from(ranked.day_currency)
    of_largest = {
        name: func.max(case((ranked.place == 1, ranked[name]))).label(name)
        for name in ("currency", "channel", "category")
    }
    days = (
        select(
            ranked.customer_id,
            ranked.ordered_on,
            func.sum(case((same_currency, ranked.amount), else_=0)).label("amount"),
            func.count().label("orders"),
            *of_largest.values(),
        )
        .group_by(ranked.customer_id, ranked.ordered_on)
        .cte("days")
    ).c
    # Days that name no currency are in the one that the customer's others name, where that is a single one.
    named = [which(days.currency).over(partition_by=days.customer_id) for which in (func.min, func.max)]
    priced = select(*days, func.coalesce(days.currency, case((named[0] == named[1], named[0]))).label("priced_in"))
    days = priced.cte("priced").c
    history = {"partition_by": days.customer_id, "order_by": days.ordered_on}
    same_money = {"partition_by": (days.customer_id, days.priced_in), "order_by": days.ordered_on}
    lived = (
        select(
            *(column for column in days if column.name != "priced_in"),
            cast(func.row_number().over(**history), Integer).label("ordinal"),
            func.lag(days.ordered_on).over(**history).label("previous_on"),
            func.lead(days.ordered_on).over(**history).label("next_on"),
            func.min(days.ordered_on).over(partition_by=days.customer_id).label("first_on"),
            func.sum(days.amount).over(**same_money).label("spent"),
        ).cte("lived")
    ).c
    who = customers.c
    return (
        select(
            lived.customer_id,
            lived.ordered_on,
            lived.ordinal,
            lived.previous_on,
            lived.next_on,
            lived.first_on,
            cast(lived.amount, Money),
            lived.currency,
            cast(lived.orders, Integer),
            lived.channel,
            lived.category,
            *(who[dimension] for dimension in CUSTOMER_DIMENSIONS),
            cast(lived.spent, Money),
            *(start(lived.ordered_on) for start in _STEP_STARTS),
            *(start(lived.first_on) for start in _STEP_STARTS),
            *(start(lived.next_on) for start in _STEP_STARTS),
            *(or_(lived.previous_on.is_(None), lived.previous_on < start(lived.ordered_on)) for start in _STEP_STARTS),
        )
        .select_from(who.customer_id.table.join(lived.customer_id.table, who.customer_id == lived.customer_id))
        .order_by(
            # Sorted by day, a period's purchases lie together and the others are never read.
            lived.ordered_on
        )
    )


_STEP_STARTS = (week_start, month_start, quarter_start)  # in the order of schema.STEPS


def _summarise(connection: Connection, affected: FromClause | None) -> None:
    """What the purchases say of each customer, onto the customer's row."""
    p = purchases.c
    told = (
        select(
            p.customer_id,
            func.min(p.purchased_on).label("first_purchased_on"),
            func.min(case((p.ordinal == 2, p.purchased_on))).label("second_purchased_on"),
            func.max(p.purchased_on).label("last_purchased_on"),
            cast(func.count(), Integer).label("purchases"),
            cast(func.sum(p.amount), Money).label("revenue"),
        )
        .where(*_of(affected, p.customer_id))
        .group_by(p.customer_id)
        .subquery("told")
    )
    names = (*_DAYS, "purchases", "revenue")
    connection.execute(
        customers.update()
        .values({name: told.c[name] for name in names})
        .where(and_(customers.c.customer_id == told.c.customer_id))
    )


def _copy_onto(connection: Connection, table: Table, affected: FromClause | None) -> None:
    """What is known of the customer, onto the rows of what they said; who spoke may have become unknown."""
    said, who = table.alias("said").c, customers.c
    is_another = or_(*(said[name].is_distinct_from(who[name]) for name in CUSTOMER_DIMENSIONS))
    both = said.feedback_id.table.outerjoin(customers, who.customer_id == said.customer_id)
    changed = select(said.feedback_id).select_from(both)
    of_them = (or_(said.customer_id.is_(None), each) for each in _of(affected, said.customer_id))
    changed = changed.where(*of_them, is_another)
    # Looked up row by row: out of a join they come in any order, and DuckDB takes minutes to write them.
    known = {
        name: select(who[name]).where(who.customer_id == table.c.customer_id).scalar_subquery()
        for name in CUSTOMER_DIMENSIONS
    }
    connection.execute(update(table).values(known).where(table.c.feedback_id.in_(changed)))
