"""What decides of each customer which definitions of coming back count them, as one number for each customer.

Nobody has to be grouped. Of whoever bought in the period the first purchase in it tells nearly all; of whoever bought
before and after it, the first one after. All others are told by what is known of the customer, which their purchases
need not be read for. Only what a filter chooses of the orders has to be asked of the purchases otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import CTE, ColumnElement, Select, and_, case, false, func, literal, or_, select, true, union_all
from sqlalchemy.sql.elements import False_, True_

from data_access.dialects import days_between
from data_access.filters import Filters
from data_access.metrics.purchase_terms import comes_again_in_period, count_if, p
from data_access.schema import CUSTOMER_DIMENSIONS, customers, purchases

FACTS = (
    "here",  # bought in the period
    "here_again",  # twice or more
    "bought",  # in the period, what a filter on orders chooses
    "again",  # that twice or more
    "later",  # that for the second or a later time ever
    "before",  # had bought before the period
    "in_previous",  # bought in the previous period
    "first_chosen",  # a filter on orders chooses the first purchase
    "mature",  # first purchase in the period, and has had the horizon's days since
    "soon",  # first purchase in the period, and the second within the horizon
    "known",  # first purchase by the data's last day
    "ever",  # second purchase by the data's last day
)


def facts_in(codes) -> SimpleNamespace:
    """Each of FACTS as true or false, of a column of codes: of the database, or an array."""
    return SimpleNamespace(**{fact: codes % 2 ** (place + 1) >= 2**place for place, fact in enumerate(FACTS)})


def codes_of_customers(filters: Filters, horizon: int, previous_start: date | None = None) -> CTE:
    """CTE: customer_id and the code of the customer's facts.

    previous_start: the first day of the previous period, unless that has as many days as the period.

    Raises:
        ValueError: with a sentence, for a horizon of no days.
    """
    if horizon < 1:
        raise ValueError("The horizon is a number of days, at least 1.")
    previous_start = previous_start or (filters.previous().start if filters.days else None)
    parts = [_new(filters, horizon)]
    if filters.start:
        parts += [_came_back(filters, previous_start), _away(filters, previous_start)]
    if filters.end:
        parts.append(_to_come(filters))
    if filters.start and filters.end:
        parts.append(_skipped(filters, previous_start))
    each = union_all(*parts).subquery()
    source, code = each, each.c.code
    if filters.has_order_choice:
        by_customer = _chosen_purchases(filters)
        source = source.outerjoin(by_customer, by_customer.c.customer_id == each.c.customer_id)
        code = code + func.coalesce(by_customer.c.code, 0)
    # What no column of these tables says is asked once, of all of them.
    elsewhere = _without(filters, CUSTOMER_DIMENSIONS).customer_conditions(each)
    statement = select(each.c.customer_id, code.label("code")).select_from(source)
    return statement.where(*elsewhere).cte()  # unnamed: one statement may hold two periods


def _new(filters: Filters, horizon: int) -> Select:
    """Whose first purchase is in the period, told by it."""
    has_had_time = true() if filters.as_of is None else p.purchased_on <= filters.as_of - timedelta(days=horizon)
    again, is_second_known = comes_again_in_period(filters, None), _is_known(filters, p.next_on)
    facts = {
        "here": true(),
        "here_again": again,
        "mature": has_had_time,
        "soon": and_(days_between(p.purchased_on, p.next_on) <= horizon, is_second_known),
        "known": _is_known(filters, p.purchased_on, filters.end),
        "ever": is_second_known,
    }
    if not filters.has_order_choice:
        facts |= {"bought": true(), "again": again, "later": again, "first_chosen": true()}
    return _select(filters, p, facts, p.ordinal == 1, *filters.period(p.purchased_on))


def _came_back(filters: Filters, previous_start: date | None) -> Select:
    """Who bought before the period and in it, told by their first purchase in it."""
    again = comes_again_in_period(filters, None)
    facts = {"here": true(), "here_again": again, "before": true()}
    facts |= {"in_previous": _since(p.previous_on, previous_start)}
    if not filters.has_order_choice:
        facts |= {"bought": true(), "again": again, "later": true(), "first_chosen": true()}
    return _with_second(filters, facts, filters.end, *filters.period(p.purchased_on))


def _skipped(filters: Filters, previous_start: date | None) -> Select:
    """Who bought before the period and after it, told by their first purchase after it."""
    facts = {"before": true(), "in_previous": _since(p.previous_on, previous_start), **_first_chosen(filters)}
    return _with_second(filters, facts, None, p.purchased_on >= filters.end + timedelta(days=1))


def _with_second(filters: Filters, facts: dict, end: date | None, *where: ColumnElement[bool]) -> Select:
    """Of purchases whose customer's one before lies before the period. end: the last day of these."""
    is_first = p.previous_on < filters.start
    if filters.as_of is None or filters.as_of >= filters.start - timedelta(days=1):
        is_second_known = or_(p.ordinal >= 3, _is_known(filters, p.purchased_on, end))
        if _is_within(filters, end):
            is_second_known = true()
        return _select(filters, p, facts | {"known": true(), "ever": is_second_known}, is_first, *where)
    # The second may be older than any that this one knows of.
    person = customers.alias("person")
    facts |= {"known": _is_known(filters, p.first_purchased_on)}
    facts |= {"ever": _is_known(filters, person.c.second_purchased_on)}
    statement = _select(filters, p, facts, is_first, *where)
    return statement.select_from(purchases.join(person, person.c.customer_id == p.customer_id))


def _away(filters: Filters, previous_start: date | None) -> Select:
    """Who last bought before the period."""
    c = customers.c
    facts = {"before": true(), "in_previous": _since(c.last_purchased_on, previous_start), **_first_chosen(filters)}
    facts |= {
        "known": _is_known(filters, c.first_purchased_on, filters.start - timedelta(days=1)),
        "ever": _is_known(filters, c.second_purchased_on),
    }
    return _select(filters, c, facts, c.last_purchased_on < filters.start)


def _to_come(filters: Filters) -> Select:
    """Who first bought after the period."""
    c = customers.c
    facts = {"known": _is_known(filters, c.first_purchased_on), "ever": _is_known(filters, c.second_purchased_on)}
    return _select(filters, c, facts | _first_chosen(filters), c.first_purchased_on >= filters.end + timedelta(days=1))


def _select(filters: Filters, columns, facts: dict[str, ColumnElement[bool]], *where: ColumnElement[bool]) -> Select:
    """customer_id and code of rows of purchases or customers."""
    chosen = _without(filters, ("attributes", "having")).customer_conditions(columns.customer_id.table)
    return select(columns.customer_id, _code(facts).label("code")).where(*where, *chosen)


def _without(filters: Filters, names: Sequence[str]) -> Filters:
    return replace(filters, **{name: () for name in names})


def _code(facts: dict[str, ColumnElement[bool]]) -> ColumnElement[int]:
    """Facts that hold for all, or for nobody, are numbers; those that hold alike are asked once."""
    always, asked = 0, {}
    for fact, holds in facts.items():
        bit = 2 ** FACTS.index(fact)
        if isinstance(holds, True_):
            always += bit
        elif not isinstance(holds, False_):
            asked[holds] = asked.get(holds, 0) + bit
    return sum((case((holds, bits), else_=0) for holds, bits in asked.items()), literal(always))


def _first_chosen(filters: Filters) -> dict[str, ColumnElement[bool]]:
    return {} if filters.has_order_choice else {"first_chosen": true()}


def _chosen_purchases(filters: Filters) -> CTE:
    """CTE: of each customer with a purchase that the filter on orders chooses, in the period or their first one ever,
    the code of what these tell."""
    here = and_(true(), *filters.period(p.purchased_on))
    times = count_if(here)
    facts = {
        "bought": times >= 1,
        "again": times >= 2,
        "later": count_if(and_(here, p.ordinal >= 2)) >= 1,
        "first_chosen": func.min(p.ordinal) == 1,
    }
    where = [*filters.conditions(purchases), or_(here, p.ordinal == 1)]
    return select(p.customer_id, _code(facts).label("code")).where(*where).group_by(p.customer_id).cte()


def _since(day: ColumnElement, first: date | None) -> ColumnElement[bool]:
    return false() if first is None else day >= first


def _is_known(filters: Filters, day: ColumnElement, latest: date | None = None) -> ColumnElement[bool]:
    """Whether there is the day, by the data's last day. latest: where there is always one, the last that it can be."""
    if _is_within(filters, latest):
        return true()
    return day.is_not(None) if filters.as_of is None else day <= filters.as_of


def _is_within(filters: Filters, latest: date | None) -> bool:
    return latest is not None and (filters.as_of is None or latest <= filters.as_of)
