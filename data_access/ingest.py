"""Writes what a source read: all of it or nothing. The only writer of facts."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import pandas as pd
from sqlalchemy import (
    Select,
    String,
    Table,
    case,
    cast,
    delete,
    except_,
    func,
    insert,
    literal,
    select,
    union,
    union_all,
    update,
)

from data_access import database, staging
from data_access.annotate import annotate, naming
from data_access.brands import track
from data_access.derive import derive
from data_access.dialects import content_digest
from data_access.schema import (
    KEYS,
    Money,
    brand_aliases,
    brands,
    corrections,
    customer_attributes,
    customers,
    events,
    feedback,
    feedback_themes,
    import_run_seq,
    import_runs,
    mentions,
    order_lines,
    orders,
    preferences,
    purchases,
    refused_rows,
)

Progress = Callable[[str, int, int, str], None]  # stage, done, total, what is counted

# An order with one of these is not valid, whatever its amount.
INVALID_STATUSES = ("cancelled", "canceled", "void", "voided", "test", "refunded", "failed", "declined")
# An order of value 0 counts only where its file says that it was given away: else it is a placeholder, or was refunded.
FREE_STATUSES = ("free", "gift", "complimentary")
# PostgreSQL plans by what it knew of a table before; after so many rows, and a tenth of the table, it is told at once.
MANY = 1_000
_FACTS = {"orders": orders, "order_lines": order_lines, "feedback": feedback}
_READ = (
    *(orders, order_lines, customers, customer_attributes, purchases),
    *(feedback, mentions, feedback_themes, preferences),
)
_ORDER_FIELDS = ("customer_id", "ordered_at", "ordered_on", "currency", "channel", "campaign", "status")
_LINE_FIELDS = ("product", "category", "quantity", "amount")


@dataclass(frozen=True)
class Report:
    """What became of an import's rows: read = new + changed + unchanged + refused."""

    import_run_id: int | None  # None when nothing was kept: a dry run
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_refused: int
    notes: tuple[str, ...] = ()
    refused: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)  # file, line_no, column, value, reason


class _DryRun(Exception):
    """Leaves the transaction, so that the database forgets it."""


def write(
    chunks: Iterable,
    *,
    kind: str,
    files: Sequence[str] = (),
    preset: str = "template",
    mapping: Mapping[str, str] | None = None,
    brand: str | None = None,
    dry_run: bool = False,
    is_demo: bool = False,
    notes: Sequence[str] = (),
    progress: Progress | None = None,
) -> Report:
    """Import the chunks of one source.

    Args:
        chunks: each with rows (typed, in the fields of `kind`), refused, read, bytes_done and bytes_total.
        kind: orders (a row is an order), order_lines or feedback.
        brand: whose customers are speaking in this feedback; None is ours. A new brand is tracked from now on.
        dry_run: do everything, report, and keep nothing.

    Raises:
        DatabaseProblem, SourceError: with a sentence; the database is then as it was.
    """
    started_at = database.utc_now()
    brand = (brand or "").strip() or None
    report = None
    try:
        with database.writing() as connection:
            run = connection.execute(select(import_run_seq.next_value())).scalar_one()
            chunks = iter(chunks)
            # All chunks have the fields of the first.
            first = next(chunks, None)
            staged = staging.of_import(kind, () if first is None else first.rows.columns)
            staged.create(connection)
            chunks = chunks if first is None else chain([first], chunks)
            loaded = _load(connection, staged, chunks, brand, progress)
            if progress:
                progress("Storing", 0, 1, "steps")
            new, changed = _MERGES[kind](connection, staged, loaded.given, run, brand, is_demo, progress)
            staged.drop(connection)
            _plan_anew(connection, kind, new + changed)
            refused = len(loaded.refused)
            report = Report(
                import_run_id=None if dry_run else run,
                rows_read=loaded.read,
                rows_new=new,
                rows_changed=changed,
                rows_unchanged=loaded.read - refused - new - changed,
                rows_refused=refused,
                notes=tuple(notes),
                refused=loaded.refused,
            )
            _record(connection, run, report, kind, files, preset, mapping or {}, started_at, is_demo)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


@dataclass
class _Loaded:
    read: int
    given: frozenset[str]  # the fields that the files hold; others keep what the database knows
    refused: pd.DataFrame


def _load(connection, staged: Table, chunks, brand: str | None, progress: Progress | None) -> _Loaded:
    read, refused, given = 0, [], set()
    for chunk in chunks:
        rows = chunk.rows
        if brand and "brand" in staged.c:
            rows = rows.assign(brand=brand)
        staging.load(connection, staged, rows)
        given |= set(rows.columns) & set(staged.c.keys())
        read += chunk.read
        refused.append(chunk.refused)
        if progress:
            progress("Reading", chunk.bytes_done, chunk.bytes_total, "bytes")
    database.analyze(connection, staged)
    columns = ["file", "line_no", "column", "value", "reason"]
    rejected = pd.concat(refused, ignore_index=True)[columns] if refused else pd.DataFrame(columns=columns)
    return _Loaded(read, frozenset(given), rejected)


def _plan_anew(connection, kind: str, written: int) -> None:
    if written >= MANY:
        held = connection.execute(select(func.count()).select_from(_FACTS[kind])).scalar_one()
        if 10 * written >= held:
            database.analyze(connection, *_READ)


def _record(connection, run, report: Report, kind, files, preset, mapping, started_at, is_demo) -> None:
    connection.execute(
        insert(import_runs).values(
            import_run_id=run,
            kind=kind,
            files="\n".join(files),
            preset=preset,
            mapping=json.dumps(dict(mapping), sort_keys=True),
            started_at=started_at,
            finished_at=database.utc_now(),
            rows_read=report.rows_read,
            rows_new=report.rows_new,
            rows_changed=report.rows_changed,
            rows_unchanged=report.rows_unchanged,
            rows_refused=report.rows_refused,
            notes="\n".join(report.notes) or None,
            is_demo=is_demo,
        )
    )
    if len(report.refused):
        staging.load(connection, refused_rows, report.refused.assign(import_run_id=run))


# ---- orders


def _merge_orders(connection, staged, given, run, brand, is_demo, progress) -> tuple[int, int]:
    """One staged row an order."""
    s, o = staged.c, orders.c
    told = [name for name in (*_ORDER_FIELDS, "category") if name in given]
    # A file that is silent about refunds takes none back.
    refunded = cast(func.coalesce(s.refunded_amount if "refunded_amount" in given else o.refunded_amount, 0), Money)
    incoming = select(
        s.order_id,
        *(s[name] for name in told),
        refunded.label("refunded_amount"),
        cast(cast(s.amount, Money) - refunded, Money).label("amount"),
    ).select_from(staged.outerjoin(orders, o.order_id == s.order_id))
    columns = [*told, "refunded_amount", "amount"]
    key = KEYS["orders"]
    touched = staging.touch(connection, incoming, orders, key, columns)
    affected = _affected(connection, staged, orders, touched, "order_id")
    defaults = {"import_run_id": run, "is_valid": False}
    counted = staging.merge(connection, touched, orders, key, columns, defaults)
    _settle(connection, staged, given, touched, affected, run, "order_id", s.ordered_at)
    return counted


def _merge_order_lines(connection, staged, given, run, brand, is_demo, progress) -> tuple[int, int]:
    """One staged row a line: lines by their key, then the orders that they make up.

    A file without line numbers adds what an order lacks and takes nothing away, since it may hold part of an order;
    two equal lines in one file are two, and the same file again adds none.
    """
    columns = [name for name in _LINE_FIELDS if name in given | {"amount"}]
    key = KEYS["order_lines"]
    lines = staging.touch(connection, _keyed_lines(staged), order_lines, key, columns)
    new, changed = staging.merge(connection, lines, order_lines, key, columns, {"import_run_id": run})

    columns, key = [name for name in _ORDER_FIELDS if name in given], KEYS["orders"]
    headers = staging.touch(connection, _headers(staged, columns), orders, key, columns)
    changed += _restated(connection, staged, headers, lines)
    touched = staging.temporary("touched", {"order_id": String()})
    touched.create(connection)
    either = union(select(headers.c.order_id), select(lines.c.order_id))
    connection.execute(insert(touched).from_select(["order_id"], either))
    affected = _affected(connection, staged, orders, touched, "order_id")
    staging.merge(connection, headers, orders, key, columns, {"import_run_id": run, "is_valid": False, "amount": 0})
    for temporary in (lines, headers):
        temporary.drop(connection)
    _sum_lines(connection, touched)
    _settle(connection, staged, given, touched, affected, run, "order_id", staged.c.ordered_at)
    return new, changed


def _keyed_lines(staged: Table) -> Select:
    """The staged lines with their key: the line's number, else a digest of the line and its occurrence.

    The category is no part of the digest while there is a product: a later file may tell it of the same lines.
    """
    s = staged.c
    quantity, amount = (cast(s[name], Money).label(name) for name in ("quantity", "amount"))
    digest = case((s.line_no.is_(None), content_digest(func.coalesce(s.product, s.category), quantity, amount)))
    said = select(s.order_id, s.line_no, digest.label("digest"), s.product, s.category, quantity, amount)
    line = said.subquery("said").c
    occurrence = func.row_number().over(partition_by=(line.order_id, line.digest), order_by=line.category)
    line_key = func.coalesce(line.line_no, line.digest + literal("#") + cast(occurrence, String))
    return select(line.order_id, line_key.label("line_key"), *(line[name] for name in _LINE_FIELDS))


def _restated(connection, staged: Table, headers: Table, lines: Table) -> int:
    """How many lines, themselves as they were, say something new of their order: its status, its customer."""
    restated = select(headers.c.order_id).where(~headers.c.is_new)

    def of_restated(table: Table):
        return select(func.count()).select_from(table).where(table.c.order_id.in_(restated)).scalar_subquery()

    return connection.execute(select(of_restated(staged) - of_restated(lines))).scalar_one()


def _headers(staged: Table, names: Sequence[str]) -> Select:
    """One row an order of what its lines say alike. The earliest time counts, also against what is stored, so that
    an order cut by the end of a file comes out the same."""
    s, o = staged.c, orders.c
    earliest = ("ordered_at", "ordered_on")
    said = (
        select(s.order_id, *((func.min if n in earliest else func.max)(s[n]).label(n) for n in names))
        .group_by(s.order_id)
        .subquery("said")
    )
    merged = {
        name: case((o[name] < said.c[name], o[name]), else_=said.c[name])
        if name in earliest
        else func.coalesce(said.c[name], o[name])
        for name in names
    }
    return select(said.c.order_id, *(merged[name].label(name) for name in names)).select_from(
        said.outerjoin(orders, o.order_id == said.c.order_id)
    )


def _sum_lines(connection, touched: Table) -> None:
    """An order's amount is the sum of its lines, its category the one with the largest amount."""
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
        .values(amount=summed.c.amount, category=summed.c.category)
        .where(orders.c.order_id == summed.c.order_id)
    )


def _validate_orders(connection, touched: Table) -> None:
    """Valid: not cancelled, a test or refunded in full, and of a value above 0, or said to be free."""
    o = orders.c
    status = func.lower(func.trim(func.coalesce(o.status, "")))
    is_free = status.in_(FREE_STATUSES) & (o.amount == 0) & (o.refunded_amount == 0)
    is_valid = status.not_in(INVALID_STATUSES) & ((o.amount > 0) | is_free)
    connection.execute(update(orders).values(is_valid=is_valid).where(o.order_id.in_(select(touched.c.order_id))))


# ---- feedback


def _merge_feedback(connection, staged, given, run, brand, is_demo, progress) -> tuple[int, int]:
    s, key = staged.c, KEYS["feedback"]
    columns = [column.name for column in feedback.c if column.name in given and column.name not in key]
    incoming = select(s.feedback_id, *(s[name] for name in columns))
    touched = staging.touch(connection, incoming, feedback, key, columns)
    affected = _affected(connection, staged, feedback, touched, "feedback_id")
    counted = staging.merge(connection, touched, feedback, key, columns, {"import_run_id": run})
    told = connection.execute(select(s.brand).where(s.brand.is_not(None)).distinct()).scalars().all()
    new_brands = track(connection, sorted(told), is_demo=is_demo)
    annotate(connection, touched, progress)
    if new_brands:  # what was said earlier may name them too
        annotate(connection, except_(naming(new_brands), select(touched.c.feedback_id)), progress)
    _settle(connection, staged, given, touched, affected, run, "feedback_id", s.created_at)
    return counted


# ---- customers


def _affected(connection, staged: Table, facts: Table, touched: Table, key: str) -> Table:
    """The customers whose derived rows may change: of the staged rows, and of what these rows said before."""
    affected = staging.temporary("affected", {"customer_id": String()})
    affected.create(connection)
    before = select(facts.c.customer_id).where(facts.c[key].in_(select(touched.c[key])))
    now = select(staged.c.customer_id).where(staged.c[key].in_(select(touched.c[key])))
    both = union(before, now).subquery("both")
    connection.execute(
        insert(affected).from_select(["customer_id"], select(both.c.customer_id).where(both.c.customer_id.is_not(None)))
    )
    return affected


def _settle(connection, staged, given, touched, affected, run, key, as_of) -> None:
    """After the facts: what was said of customers, then everything derived from both."""
    if key == "order_id":
        _validate_orders(connection, touched)
    # An order and a piece of feedback may have the same id, and time.
    source_id = literal(f"{key} ") + staged.c[key]
    _describe(connection, staged, given, affected, run, as_of, source_id)
    database.analyze(connection, affected)
    derive(connection, affected)
    for temporary in (touched, affected):
        temporary.drop(connection)


def _describe(connection, staged: Table, given, affected: Table, run: int, as_of, source_id) -> None:
    """Keep the latest value of each attribute; what changes makes its customer affected."""
    fields = sorted(filter(staging.attribute_of, given))
    if not fields or "customer_id" not in given:
        return
    target = customer_attributes
    said = union_all(*(_latest(staged, name, as_of, source_id) for name in fields)).subquery("said")
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


_MERGES = {"orders": _merge_orders, "order_lines": _merge_order_lines, "feedback": _merge_feedback}


def refresh(progress: Progress | None = None) -> None:
    """Rebuild every derived table."""
    with database.writing() as connection:
        derive(connection)
        database.analyze(connection, *_READ)


def remove_demo() -> None:
    """Take away everything that the demo data brought, and nothing else."""
    with database.writing() as connection:
        runs = select(import_runs.c.import_run_id).where(import_runs.c.is_demo)
        for table in (orders, order_lines, feedback, customer_attributes, refused_rows):
            connection.execute(delete(table).where(table.c.import_run_id.in_(runs)))
        for table in (import_runs, events):
            connection.execute(delete(table).where(table.c.is_demo))
        for table in (mentions, feedback_themes, preferences, corrections):
            connection.execute(delete(table).where(table.c.feedback_id.not_in(select(feedback.c.feedback_id))))
        gone = select(brands.c.name).where(brands.c.is_demo)
        names = connection.execute(select(brand_aliases.c.alias).where(brand_aliases.c.brand.in_(gone))).scalars().all()
        connection.execute(delete(brand_aliases).where(brand_aliases.c.brand.in_(gone)))
        connection.execute(delete(brands).where(brands.c.is_demo))
        # Nor is what is in doubt any more in the language of most texts of the demo.
        doubtful = select(feedback.c.feedback_id).where(~feedback.c.is_language_certain)
        annotate(connection, union(naming(names), doubtful) if names else doubtful)
        derive(connection)
        database.analyze(connection, *_READ)
