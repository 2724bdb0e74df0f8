"""One customer: who they are, and everything that is known of them in order of time.

Every statement is bound to one customer's id, or to the few orders and texts of one page of the timeline: somebody may
have ten thousand orders.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import (
    DateTime,
    Double,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from data_access.schema import (
    corrections,
    customer_attributes,
    customers,
    events,
    feedback,
    mentions,
    order_lines,
    orders,
    preferences,
    purchases,
)
from data_access.staging import CUSTOMER_FIELDS

ORDER, FEEDBACK, EVENT = KINDS = ("order", "feedback", "event")
# Marks of one picture: more lie upon each other, and take long to draw.
MOST_DRAWN = 2_000
# Lines of one order that are worth reading one by one.
MOST_LINES = 100
o, f, p = orders.c, feedback.c, purchases.c


def person(customer_id: str) -> Select:
    """The customer's row: names, dimensions, and what their purchases add up to; no row for an unknown id."""
    return select(customers).where(customers.c.customer_id == customer_id)


def attributes(customer_id: str) -> Select:
    """name, value of whatever else the files said of the customer."""
    said = customer_attributes.c
    is_further = said.name.not_in(CUSTOMER_FIELDS.values())
    further = select(said.name, said.value).where(said.customer_id == customer_id, is_further)
    return further.order_by(said.name)


def money(customer_id: str) -> Select:
    """A row for each currency of the customer's orders: currency, orders, counted, amount of the counted ones,
    refunded, first_on and last_on."""
    counted = case((o.is_valid, 1), else_=0)
    columns = (
        func.count().label("orders"),
        func.sum(counted).label("counted"),
        cast(func.sum(case((o.is_valid, o.amount), else_=0)), Double).label("amount"),
        cast(func.sum(o.refunded_amount), Double).label("refunded"),
        func.min(o.ordered_on).label("first_on"),
        func.max(o.ordered_on).label("last_on"),
    )
    return (
        select(o.currency, *columns)
        .where(o.customer_id == customer_id)
        .group_by(o.currency)
        .order_by(func.sum(counted).desc(), o.currency)
    )


def words(customer_id: str) -> Select:
    """One row: how many pieces of feedback the customer gave, first_on and last_on."""
    span = (func.min(f.created_on).label("first_on"), func.max(f.created_on).label("last_on"))
    return select(func.count().label("feedback"), *span).where(f.customer_id == customer_id)


def bought(customer_id: str) -> Select:
    """The customer's purchases, newest first, at most MOST_DRAWN: purchased_on, ordinal, previous_on, amount, currency,
    orders."""
    columns = (p.purchased_on, p.ordinal, p.previous_on, cast(p.amount, Double).label("amount"), p.currency, p.orders)
    found = select(*columns).where(p.customer_id == customer_id)
    return found.order_by(p.purchased_on.desc()).limit(MOST_DRAWN)


def not_counted(customer_id: str) -> Select:
    """The customer's orders that are no purchases, newest first, at most MOST_DRAWN: ordered_on, amount, currency,
    status."""
    columns = (o.ordered_on, cast(o.amount, Double).label("amount"), o.currency, o.status)
    found = select(*columns).where(o.customer_id == customer_id, ~o.is_valid)
    return found.order_by(o.ordered_on.desc(), o.order_id).limit(MOST_DRAWN)


def said(customer_id: str) -> Select:
    """How each of the customer's texts sounds, newest first, at most MOST_DRAWN: feedback_id, created_on, source,
    sentiment, sentiment_label, rating, rating_scale, start (of the words)."""
    start = func.substr(func.coalesce(f.text, f.title), 1, 160).label("start")
    columns = (f.feedback_id, f.created_on, f.source, f.sentiment, f.sentiment_label, f.rating, f.rating_scale, start)
    found = select(*columns).where(f.customer_id == customer_id)
    return found.order_by(f.created_at.desc(), f.feedback_id).limit(MOST_DRAWN)


def events_between(first: date, last: date) -> Select:
    """What happened to the business in these days, each event once, oldest first."""
    return _happened(first, last).order_by(events.c.happened_on, events.c.title)


def _happened(first: date, last: date) -> Select:
    """An event may have come in several files, and with one text or another."""
    e = events.c
    told = select(e.happened_on, e.title, func.max(e.description).label("description"))
    return told.where(e.happened_on >= first, e.happened_on <= last).group_by(e.happened_on, e.title)


def entries(
    customer_id: str,
    span: tuple[date, date] | None,
    *,
    kinds: Sequence[str] = KINDS,
    newest_first: bool = True,
    limit: int = 25,
    offset: int = 0,
) -> Select:
    """A page of the timeline: kind, key (of the order or the feedback; an event's title), day, at, description (an
    event's), and matching, how many entries there are in all.

    span: the days whose events are part of it; None for none.
    """
    nothing, no_time = cast(null(), Text), cast(null(), DateTime)
    every = [
        _entry(ORDER, o.order_id, o.ordered_on, o.ordered_at, nothing).where(o.customer_id == customer_id),
        _entry(FEEDBACK, f.feedback_id, f.created_on, f.created_at, nothing).where(f.customer_id == customer_id),
    ]
    if span:
        e = _happened(*span).subquery("happened").c
        every.append(_entry(EVENT, e.title, e.happened_on, no_time, e.description))
    wanted = [part for kind, part in zip(KINDS, every, strict=False) if kind in kinds]
    each = union_all(*wanted).subquery("entries").c
    # What has no time of the day stands before everything else of it.
    order = (each.day, each.at.is_not(None), each.at, each.kind, each.key)
    order = tuple(column.desc() for column in order) if newest_first else order
    found = select(*each, func.count().over().label("matching")).order_by(*order)
    return found.limit(limit).offset(offset)


def _entry(kind: str, *columns) -> Select:
    names = ("key", "day", "at", "description")
    return select(literal(kind).label("kind"), *(c.label(name) for name, c in zip(names, columns, strict=True)))


def orders_of(customer_id: str, order_ids: Sequence[str]) -> Select:
    """These orders of the customer in full. Told the customer, DuckDB looks through a million in half the
    time."""
    return select(orders).where(o.customer_id == customer_id, o.order_id.in_(order_ids))


def lines_of(order_ids: Sequence[str]) -> Select:
    """Lines of these orders, at most MOST_LINES of each, with `lines`, how many the order has."""
    line = order_lines.c
    place = func.row_number().over(partition_by=line.order_id, order_by=line.line_key).label("place")
    number = func.count().over(partition_by=line.order_id).label("lines")
    shown = (line.order_id, line.line_key, line.product, line.category, line.quantity, line.amount)
    each = select(*shown, number, place).where(line.order_id.in_(order_ids)).subquery("numbered").c
    return select(*each).where(each.place <= MOST_LINES).order_by(each.order_id, each.place)


def feedback_of(feedback_ids: Sequence[str]) -> Select:
    """These pieces of feedback in full."""
    return select(feedback).where(f.feedback_id.in_(feedback_ids))


def last_words(customer_id: str) -> Select:
    """The newest piece of feedback with words, in full."""
    found = select(feedback).where(f.customer_id == customer_id, or_(f.text.is_not(None), f.title.is_not(None)))
    return found.order_by(f.created_at.desc(), f.feedback_id).limit(1)


def mentions_of(feedback_ids: Sequence[str]) -> Select:
    """feedback_id, brand, relation, sentiment_label of the brands that these texts name."""
    m = mentions.c
    columns = (m.feedback_id, m.brand, m.relation, m.sentiment_label)
    return select(*columns).where(m.feedback_id.in_(feedback_ids)).order_by(m.feedback_id, m.brand)


def preferences_of(feedback_ids: Sequence[str]) -> Select:
    """feedback_id, rival, favoured, switching, tense, evidence of the comparisons in these texts."""
    side = preferences.c
    columns = (side.feedback_id, side.rival, side.favoured, side.switching, side.tense, side.evidence)
    return select(*columns).where(side.feedback_id.in_(feedback_ids)).order_by(side.feedback_id, side.rival)


def corrections_of(feedback_ids: Sequence[str]) -> Select:
    """What people said of these texts, oldest first."""
    return (
        select(corrections)
        .where(corrections.c.feedback_id.in_(feedback_ids))
        .order_by(corrections.c.corrected_at, corrections.c.person)
    )
