"""What decides of each customer which definitions of coming back count them, as one number for each customer.

One purchase of each tells nearly all: the first in the period; or, without one, the last before it; or else the first
ever, after it. So nobody has to be grouped. Only what a filter chooses of the orders has to be asked of the others.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import CTE, ColumnElement, and_, case, false, func, literal, or_, select, true

from data_access.dialects import days_between
from data_access.filters import Filters
from data_access.metrics.purchase_terms import comes_again_in_period, count_if, p
from data_access.schema import customers, purchases

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
    source, second = purchases, _has_second(filters)
    if not _tells_second(filters):
        person = customers.alias("person")
        source = source.outerjoin(person, person.c.customer_id == p.customer_id)
        second = person.c.second_purchased_on <= filters.as_of
    everywhere = {"known": _is_known(filters, p.first_purchased_on), "ever": second}
    here, chosen = _facts_of_period(filters, horizon, previous_start), literal(0)
    if filters.has_order_choice:
        by_customer = _chosen_purchases(filters)
        source = source.outerjoin(by_customer, by_customer.c.customer_id == p.customer_id)
        chosen = func.coalesce(by_customer.c.code, 0)
    else:
        comes_again = here["here_again"]
        here |= {"bought": true(), "again": comes_again, "later": or_(p.ordinal >= 2, comes_again)}
        everywhere["first_chosen"] = true()
    before = {"before": true(), "in_previous": _since(p.purchased_on, previous_start)}
    is_here, is_before, is_after = _places(filters, p.purchased_on)
    code = case(
        (is_here, _code(**here, **everywhere)),
        (is_before, _code(**before, **everywhere)),
        else_=_code(**everywhere),
    )
    telling = or_(
        and_(is_here, or_(p.previous_on.is_(None), _places(filters, p.previous_on)[1])),
        and_(is_before, or_(p.next_on.is_(None), _places(filters, p.next_on)[2])),
        and_(is_after, p.ordinal == 1),
    )
    statement = select(p.customer_id, (code + chosen).label("code")).select_from(source)
    return statement.where(telling, *filters.customer_conditions(purchases)).cte("customers_by_code")


def _code(**facts: ColumnElement[bool]) -> ColumnElement[int]:
    codes = [case((holds, 2 ** FACTS.index(fact)), else_=0) for fact, holds in facts.items()]
    return sum(codes[1:], codes[0])


def _facts_of_period(filters: Filters, horizon: int, previous_start: date | None) -> dict[str, ColumnElement[bool]]:
    """What a customer's first purchase in the period tells."""
    mature = true() if filters.as_of is None else p.purchased_on <= filters.as_of - timedelta(days=horizon)
    soon = and_(days_between(p.purchased_on, p.next_on) <= horizon, _is_known(filters, p.next_on))
    return {
        "here": true(),
        "here_again": comes_again_in_period(filters, None),
        "before": p.ordinal >= 2,
        "in_previous": _since(p.previous_on, previous_start),
        "mature": and_(p.ordinal == 1, mature),
        "soon": and_(p.ordinal == 1, soon),
    }


def _chosen_purchases(filters: Filters) -> CTE:
    """CTE: of each customer with a purchase that the filter on orders chooses, in the period or their first one ever,
    the code of what these tell."""
    here = _places(filters, p.purchased_on)[0]
    times = count_if(here)
    code = _code(
        bought=times >= 1,
        again=times >= 2,
        later=count_if(and_(here, p.ordinal >= 2)) >= 1,
        first_chosen=func.min(p.ordinal) == 1,
    )
    where = [*filters.conditions(purchases), or_(here, p.ordinal == 1)]
    return select(p.customer_id, code.label("code")).where(*where).group_by(p.customer_id).cte("chosen_purchases")


def _places(filters: Filters, day: ColumnElement) -> tuple[ColumnElement[bool], ...]:
    """Whether a day lies in the period, before it, after it."""
    before = day < filters.start if filters.start else false()
    after = day >= filters.end + timedelta(days=1) if filters.end else false()
    return and_(true(), *filters.period(day)), before, after


def _since(day: ColumnElement, first: date | None) -> ColumnElement[bool]:
    return false() if first is None else day >= first


def _is_known(filters: Filters, day: ColumnElement) -> ColumnElement[bool]:
    """Whether there is the day, by the data's last day."""
    return day.is_not(None) if filters.as_of is None else day <= filters.as_of


def _has_second(filters: Filters) -> ColumnElement[bool]:
    """Whether the second purchase came by the data's last day, where a customer's one purchase tells."""
    this, last = (and_(p.ordinal >= n, _is_known(filters, day)) for n, day in ((2, p.purchased_on), (3, p.previous_on)))
    return or_(_is_known(filters, p.next_on), this, last)


def _tells_second(filters: Filters) -> bool:
    """Not where the data's last day lies before the period: the second purchase may be older than any that the first
    in the period knows of."""
    return not (filters.start and filters.as_of) or filters.as_of >= filters.start - timedelta(days=1)
