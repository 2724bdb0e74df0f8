"""Who is in a segment: rules -> one SELECT of customer ids.

What customers bought is told by the as-of day; what they said, by all that is known. A segment is therefore the same
customers in every period that it is looked at over.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    cast,
    except_,
    func,
    literal,
    not_,
    or_,
    select,
    union,
)

from data_access.filters import Filters
from data_access.schema import (
    CUSTOMER_DIMENSIONS,
    brands,
    customer_attributes,
    customers,
    feedback,
    feedback_themes,
    mentions,
    order_lines,
    orders,
    preferences,
)
from data_access.segments import bought
from data_access.segments.rules import Rule

NOT_GIVEN = "(not given)"
Ids = Select | CompoundSelect
c, f = customers.c, feedback.c
_KEPT = 500
_ANYONE = Rule("anyone")


def belongs(customer_id: ColumnElement, filters: Filters) -> ColumnElement[bool]:
    """Whether a column of customer ids names somebody in the filters' segment."""
    if _are_all(filters.having):
        return customer_id.is_not(None)
    return customer_id.in_(members(filters))


def members(filters: Filters) -> Select:
    """The ids of the customers for whom all rules of the filters hold; nothing else of the filters is applied but the
    as-of day and the currency of amounts."""
    return select(_members(filters.having, filters.as_of, filters.currency).c.customer_id)


def size(filters: Filters) -> Select:
    """One row: how many customers are in the segment, how many of these have bought, and the same of all customers."""
    has_bought = c.purchases > 0
    everyone = {"all_customers": func.count(), "all_buyers": func.count(case((has_bought, 1)))}
    own, buyers = everyone.values()
    if not _are_all(filters.having):
        who = _members(filters.having, filters.as_of, filters.currency)
        own = buyers = select(func.count()).select_from(who).scalar_subquery()
        if not bought.is_of_buyers(filters.having):
            of_whom = select(func.count()).join_from(customers, who, c.customer_id == who.c.customer_id)
            buyers = of_whom.where(has_bought).scalar_subquery()
    counted = {"customers": own, "buyers": buyers, **everyone}
    return select(*(cast(number, BigInteger).label(name) for name, number in counted.items())).select_from(customers)


def _are_all(rules: tuple[Rule, ...]) -> bool:
    return all(rule == _ANYONE for rule in rules)


# The same value of rules gives the same CTE, so that a statement that asks twice has it once.
@lru_cache(_KEPT)
def _members(rules: tuple[Rule, ...], as_of: date | None, currency: str | None) -> CTE:
    known, source, rows = Filters(as_of=as_of, currency=currency), customers, customers
    if are_buyers := bought.is_of_buyers(rules):
        # Where they stood tells who they are, too: to look each of them up in both takes several times as long.
        source, rows = bought.standing(as_of, currency, rules)
    chosen, left_out = [], []
    for rule in rules:
        if rule == _ANYONE:
            continue
        if rule.about in CUSTOMER_DIMENSIONS:
            chosen.append(_has(rule, rows.c[rule.about]))
        elif are_buyers and rule.about in bought.ABOUT:
            holds, is_not = bought.condition(rule, rows, as_of, currency)
            chosen.append(not_(holds) if is_not else holds)
        else:
            ids, is_not = _ids(rule, known)
            if is_not:
                left_out.append(ids)
            else:
                chosen.append(rows.c.customer_id.in_(ids))
    statement = select(rows.c.customer_id).select_from(source).where(*chosen)
    # Not NOT IN: of a quarter of a million ids PostgreSQL would make a list to be searched for each customer.
    return (except_(statement, *left_out) if left_out else statement).cte()


def _has(rule: Rule, column: ColumnElement) -> ColumnElement[bool]:
    """Of a dimension that is a column of customers; who has no value has none of those that are named."""
    has = func.coalesce(column, literal(NOT_GIVEN)).in_(rule.values)
    return not_(has) if rule.is_not else has


def _ids(rule: Rule, known: Filters) -> tuple[Ids, bool]:
    """Ids, and whether the rule holds for everybody else."""
    if rule.about == "attribute":
        return _by_attribute(rule)
    if rule.about == "anyone" or bought.is_of_everybody(rule):
        return select(c.customer_id), rule.is_not
    if rule.about in bought.ABOUT:
        source, rows = bought.standing(known.as_of, known.currency, (rule,))
        holds, is_not = bought.condition(rule, rows, known.as_of, known.currency)
        return select(rows.c.customer_id).select_from(source).where(holds), is_not
    return _READERS[rule.about](rule, known), rule.is_not


# ---- what they ordered


def _in_channel(rule: Rule, known: Filters) -> Ids:
    return _of_orders(known, orders.c.channel.in_(rule.values))


def _in_category(rule: Rule, known: Filters) -> Ids:
    """An order's own category, which is that of most of its value, or the category of any of its lines."""
    lines = select(order_lines.c.order_id).where(order_lines.c.category.in_(rule.values))
    return union(_of_orders(known, orders.c.category.in_(rule.values)), _of_orders(known, orders.c.order_id.in_(lines)))


def _of_orders(known: Filters, *where: ColumnElement[bool]) -> Select:
    o = orders.c
    until = [o.ordered_on <= known.as_of] if known.as_of else []
    return select(o.customer_id).where(o.is_valid, o.customer_id.is_not(None), *until, *where)


# ---- what is known of them


def _by_attribute(rule: Rule) -> tuple[Ids, bool]:
    """Who has no value is everybody else than who has one."""
    said, (name, *values) = customer_attributes.c, rule.values
    has = select(said.customer_id).where(said.name == name)
    if NOT_GIVEN not in values:
        return has.where(said.value.in_(values)), rule.is_not
    return has.where(said.value.not_in([value for value in values if value != NOT_GIVEN])), not rule.is_not


# ---- what they said, as our customers


def _speaking(table, *where: ColumnElement[bool]) -> Select:
    """The ids of those who said something for which the conditions hold."""
    return select(table.c.customer_id).where(table.c.customer_id.is_not(None), *where)


def _said(rule: Rule, known: Filters) -> Ids:
    toned = [f.sentiment_label.in_(rule.values)] if rule.values else []
    return _speaking(feedback, *known.speaker_conditions(), *toned)


def _said_last(rule: Rule, known: Filters) -> Ids:
    """Of several at the very same time any one counts: many files know the day alone."""
    is_so = f.sentiment_label.in_(rule.values)
    last_so, last_other = (func.max(case((condition, f.created_at))) for condition in (is_so, not_(is_so)))
    toned = (f.sentiment_label.is_not(None), *known.speaker_conditions())
    latest = _speaking(feedback, *toned).group_by(f.customer_id)
    return latest.having(or_(last_so >= last_other, and_(last_so.is_not(None), last_other.is_(None))))


def _asked(rule: Rule, known: Filters) -> Ids:
    return _speaking(feedback, f.is_request, *known.speaker_conditions())


def _spoke_of(rule: Rule, known: Filters) -> Ids:
    t, (theme, *tones) = feedback_themes.c, rule.values
    toned = [t.sentiment_label.in_(tones)] if tones else []
    return _speaking(feedback_themes, t.theme == theme, *toned, *known.speaker_conditions(feedback_themes))


def _named(rule: Rule, known: Filters) -> Ids:
    m, ours = mentions.c, select(brands.c.name).where(brands.c.is_ours)
    which = m.brand.in_(rule.values) if rule.values else m.brand.not_in(ours)
    return _speaking(mentions, m.relation == "other", which)


def _favoured(rule: Rule, known: Filters) -> Ids:
    which = [preferences.c.rival.in_(rule.values)] if rule.values else []
    return _speaking(preferences, preferences.c.favoured == "theirs", *which)


_READERS: dict[str, Callable[[Rule, Filters], Ids]] = {
    "channel": _in_channel,
    "category": _in_category,
    "theme": _spoke_of,
    "last-feedback": _said_last,
    "feedback": _said,
    "names": _named,
    "favours": _favoured,
    "asks": _asked,
}
