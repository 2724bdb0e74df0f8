"""Staged rows into facts, by key: orders, order lines and feedback, with what they say of customers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Select,
    String,
    Table,
    case,
    cast,
    except_,
    func,
    insert,
    literal,
    select,
    union,
    update,
)

from data_access import database, staging
from data_access.annotate import annotate, naming
from data_access.brands import track
from data_access.derive import derive
from data_access.describing import describe, keep_latest, tell, told_in
from data_access.dialects import content_digest
from data_access.schema import (
    CUSTOMER_DIMENSIONS,
    KEYS,
    Money,
    customers,
    feedback,
    order_lines,
    orders,
    said_attributes,
)

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted

# An order with one of these is not valid, whatever its amount.
INVALID_STATUSES = (
    *("cancelled", "canceled", "void", "voided", "expired", "test", "refunded", "failed", "declined"),
    # As shops in other languages write it: cancelled, refunded, failed.
    *("storniert", "annulliert", "abgebrochen", "erstattet", "fehlgeschlagen"),
    *("annulé", "annulée", "remboursé", "remboursée", "échoué", "échouée"),
    *("cancelado", "cancelada", "anulado", "anulada", "reembolsado", "reembolsada", "fallido", "fallida"),
    *("annullato", "annullata", "rimborsato", "rimborsata", "fallito", "fallita"),
    *("geannuleerd", "terugbetaald", "mislukt"),
)
# An order of value 0 counts only where its file says that it was given away: else it is a placeholder, or was refunded.
FREE_STATUSES = ("free", "gift", "complimentary")
_ORDER_FIELDS = ("customer_id", "ordered_at", "ordered_on", "currency", "channel", "campaign", "status")
_LINE_FIELDS = ("product", "category", "quantity", "amount")


@dataclass(frozen=True)
class Staged:
    """Rows of one import, in a temporary table: all of them, or all that speak of some of its records.

    given: the fields that its files hold; others keep what the database knows.
    orders, order_lines: where the orders that it speaks of are worked out: the facts, or copies of these.
    """

    table: Table
    given: frozenset[str]
    run: int
    is_demo: bool = False
    progress: Progress | None = None
    orders: Table = orders
    order_lines: Table = order_lines


def merge(connection: Connection, kind: str, parts: Iterable[Staged], *, is_large: bool = False) -> tuple[int, int]:
    """Write the staged rows of an import into the facts, and everything derived from them; how many were new, and how
    many changed. The parts of a large one are merged one by one, which bounds what is held in memory."""
    affected = staging.temporary("affected", {"customer_id": String()})
    affected.create(connection)
    told = told_in(connection) if is_large else said_attributes
    new = changed = 0
    for part in parts:
        counted = _MERGES[kind](connection, part, affected, told)
        new, changed = new + counted[0], changed + counted[1]
    _step(part, "Storing what was said of customers")
    if is_large:
        keep_latest(connection, told, part.run)
    describe(connection, part.given, affected, part.run)
    database.keep_step(connection)
    database.analyze(connection, affected)
    _step(part, "Working out who came back")
    derive(connection, affected)
    database.keep_step(connection)
    affected.drop(connection)
    return new, changed


# ---- orders


def _merge_orders(connection, staged: Staged, affected: Table, told: Table) -> tuple[int, int]:
    """One staged row an order."""
    orders = staged.orders
    s, o = staged.table.c, orders.c
    columns = [name for name in (*_ORDER_FIELDS, "category") if name in staged.given]
    # A file that is silent about refunds takes none back.
    said = s.refunded_amount if "refunded_amount" in staged.given else o.refunded_amount
    refunded = cast(func.coalesce(said, 0), Money)
    incoming = select(
        s.order_id,
        *(s[name] for name in columns),
        refunded.label("refunded_amount"),
        cast(cast(s.amount, Money) - refunded, Money).label("amount"),
        cast(s.amount, Money).label("stated_amount"),
    ).select_from(staged.table.outerjoin(orders, o.order_id == s.order_id))
    columns += ["refunded_amount", "amount", "stated_amount"]
    key = KEYS["orders"]
    touched = staging.touch(connection, incoming, orders, key, columns)
    _affect(connection, affected, staged, orders, touched, "order_id")
    defaults = {"import_run_id": staged.run, "is_valid": False}
    counted = staging.merge(connection, touched, orders, key, columns, defaults)
    _validate_orders(connection, orders, touched)
    _settle(connection, staged, touched, told, "order_id", s.ordered_at)
    return counted


def _merge_order_lines(connection, staged: Staged, affected: Table, told: Table) -> tuple[int, int]:
    """One staged row a line: lines by their key, then the orders that they make up.

    A file without line numbers adds what an order lacks and takes nothing away, since it may hold part of an order;
    two equal lines in one file are two, and the same file again adds none.
    """
    orders, order_lines = staged.orders, staged.order_lines
    columns = [name for name in _LINE_FIELDS if name in staged.given | {"amount"}]
    key, by_run = KEYS["order_lines"], {"import_run_id": staged.run}
    lines = staging.touch(connection, _keyed_lines(staged.table), order_lines, key, columns)
    new, changed = staging.merge(connection, lines, order_lines, key, columns, by_run)

    statement, columns = _headers(staged)
    key = KEYS["orders"]
    headers = staging.touch(connection, statement, orders, key, columns)
    changed += _restated(connection, staged.table, headers, lines)
    touched = staging.temporary("touched", {"order_id": String()})
    touched.create(connection)
    either = union(select(headers.c.order_id), select(lines.c.order_id))
    connection.execute(insert(touched).from_select(["order_id"], either))
    _affect(connection, affected, staged, orders, touched, "order_id")
    staging.merge(connection, headers, orders, key, columns, {**by_run, "is_valid": False, "amount": 0})
    for temporary in (lines, headers):
        temporary.drop(connection)
    _sum_lines(connection, orders, order_lines, touched)
    _validate_orders(connection, orders, touched)
    _settle(connection, staged, touched, told, "order_id", staged.table.c.ordered_at)
    return new, changed


def _keyed_lines(staged: Table) -> Select:
    """The staged lines with their key: the line's number, else a digest of the line and its occurrence in its file.

    Equal lines of two files are the same lines: exports overlap. The category is no part of the digest while there is
    a product: a later file may tell it of the same lines.
    """
    s = staged.c
    quantity, amount = (cast(s[name], Money).label(name) for name in ("quantity", "amount"))
    digest = case((s.line_no.is_(None), content_digest(func.coalesce(s.product, s.category), quantity, amount)))
    columns = (s.order_id, s.line_no, digest.label("digest"), s.product, s.category, quantity, amount, s.file)
    line = select(*columns).subquery("said").c
    occurrence = func.row_number().over(partition_by=(line.order_id, line.digest, line.file), order_by=line.category)
    line_key = func.coalesce(line.line_no, line.digest + literal("#") + cast(occurrence, String))
    keyed = select(line.order_id, line_key.label("line_key"), *(line[name] for name in _LINE_FIELDS)).subquery("keyed")
    key = (keyed.c.order_id, keyed.c.line_key)
    return select(*key, *(func.max(keyed.c[name]).label(name) for name in _LINE_FIELDS)).group_by(*key)


def _restated(connection, staged: Table, headers: Table, lines: Table) -> int:
    """How many lines, themselves as they were, say something new of their order: its status, its customer."""
    restated = select(headers.c.order_id).where(~headers.c.is_new)

    def of_restated(table: Table):
        return select(func.count()).select_from(table).where(table.c.order_id.in_(restated)).scalar_subquery()

    return connection.execute(select(of_restated(staged) - of_restated(lines))).scalar_one()


def _headers(staged: Staged) -> tuple[Select, list[str]]:
    """One row an order of what its lines say alike, and the columns said. The earliest time counts, also against what
    is stored, so that an order cut by the end of a file comes out the same."""
    s, o = staged.table.c, staged.orders.c
    earliest = ("ordered_at", "ordered_on")
    values = {name: s[name] for name in _ORDER_FIELDS if name in staged.given}
    if "order_amount" in staged.given:
        values["stated_amount"] = cast(s.order_amount, Money)
    if "refunded_amount" in staged.given:
        values["refunded_amount"] = cast(func.coalesce(s.refunded_amount, 0), Money)
    said = (
        select(
            s.order_id,
            *((func.min if name in earliest else func.max)(value).label(name) for name, value in values.items()),
        )
        .group_by(s.order_id)
        .subquery("said")
    )
    merged = {
        name: case((o[name] < said.c[name], o[name]), else_=said.c[name])
        if name in earliest
        else func.coalesce(said.c[name], o[name])
        for name in values
    }
    statement = select(said.c.order_id, *(value.label(name) for name, value in merged.items()))
    return statement.select_from(said.outerjoin(staged.orders, o.order_id == said.c.order_id)), list(values)


def _sum_lines(connection, orders: Table, order_lines: Table, touched: Table) -> None:
    """An order is worth what is stated of it, else the sum of its lines, less what was refunded; its category is the
    one with the largest amount."""
    line = order_lines.c
    by_category = (
        select(line.order_id, line.category, func.sum(line.amount).label("amount"))
        .where(line.order_id.in_(select(touched.c.order_id)))
        .group_by(line.order_id, line.category)
        .subquery("by_category")
    ).c
    # A category that is missing is chosen only when every line lacks one.
    order = (by_category.category.is_(None), by_category.amount.desc(), by_category.category)
    place = func.row_number().over(partition_by=by_category.order_id, order_by=order)
    ranked = select(by_category.order_id, by_category.category, by_category.amount, place.label("place")).subquery()
    summed = (
        select(
            ranked.c.order_id,
            cast(func.sum(ranked.c.amount), Money).label("amount"),
            func.max(case((ranked.c.place == 1, ranked.c.category))).label("category"),
        )
        .group_by(ranked.c.order_id)
        .subquery("summed")
    )
    connection.execute(
        update(orders)
        .values(
            amount=cast(func.coalesce(orders.c.stated_amount, summed.c.amount) - orders.c.refunded_amount, Money),
            category=summed.c.category,
        )
        .where(orders.c.order_id == summed.c.order_id)
    )


def _validate_orders(connection, orders: Table, touched: Table) -> None:
    """Valid: not cancelled, a test or refunded in full, and of a value above 0, or said to be free."""
    o = orders.c
    status = func.lower(func.trim(func.coalesce(o.status, "")))
    is_free = status.in_(FREE_STATUSES) & (o.amount == 0) & (o.refunded_amount == 0)
    is_valid = status.not_in(INVALID_STATUSES) & ((o.amount > 0) | is_free)
    connection.execute(update(orders).values(is_valid=is_valid).where(o.order_id.in_(select(touched.c.order_id))))


# ---- feedback


def _merge_feedback(connection, staged: Staged, affected: Table, told: Table) -> tuple[int, int]:
    s, key = staged.table.c, KEYS["feedback"]
    # What a file says of the customer goes to the customer first, and from there onto all that they said.
    others = (*key, *CUSTOMER_DIMENSIONS)
    columns = [column.name for column in feedback.c if column.name in staged.given and column.name not in others]
    incoming = select(s.feedback_id, *(s[name] for name in columns))
    touched = staging.touch(connection, incoming, feedback, key, columns)
    _affect(connection, affected, staged, feedback, touched, "feedback_id")
    known = (customers, "customer_id", CUSTOMER_DIMENSIONS) if "customer_id" in columns else None
    counted = staging.merge(connection, touched, feedback, key, columns, {"import_run_id": staged.run}, known)
    named = connection.execute(select(s.brand).where(s.brand.is_not(None)).distinct()).scalars().all()
    new_brands = track(connection, sorted(named), run=staged.run, is_demo=staged.is_demo)
    annotate(connection, touched, staged.progress)
    if new_brands:  # what was said earlier may name them too
        annotate(connection, except_(naming(new_brands), select(touched.c.feedback_id)), staged.progress)
    _settle(connection, staged, touched, told, "feedback_id", s.created_at)
    return counted


# ---- customers


def _affect(connection, affected: Table, staged: Staged, facts: Table, touched: Table, key: str) -> None:
    """The customers whose derived rows may change: of the staged rows, and of what these rows said before."""
    before = select(facts.c.customer_id).where(facts.c[key].in_(select(touched.c[key])))
    now = select(staged.table.c.customer_id).where(staged.table.c[key].in_(select(touched.c[key])))
    both = union(before, now).subquery("both")
    named = select(both.c.customer_id).where(both.c.customer_id.is_not(None))
    connection.execute(insert(affected).from_select(["customer_id"], except_(named, select(affected.c.customer_id))))


def _settle(connection, staged: Staged, touched: Table, told: Table, key: str, as_of) -> None:
    """After the facts: what was said of customers."""
    # An order and a piece of feedback may have the same id, and time.
    source_id = literal(f"{key} ") + staged.table.c[key]
    tell(connection, staged.table, staged.given, told, staged.run, as_of, source_id)
    touched.drop(connection)


def _step(staged: Staged, stage: str) -> None:
    """Say what goes on; whoever listens may stop the import here."""
    if staged.progress:
        staged.progress(stage, 0, 1, "steps")


_MERGES = {"orders": _merge_orders, "order_lines": _merge_order_lines, "feedback": _merge_feedback}
