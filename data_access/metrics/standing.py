"""Where every customer stood on a day: the last purchase by then, its scores among all customers, and the day before a
period beside its end.

A customer's row of `purchases` whose next purchase is still to come tells all three measures, so nothing is added up.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Date,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)

from data_access.dialects import days_between, nth, quintile_ends
from data_access.filters import Filters
from data_access.metrics.purchase_terms import p
from data_access.schema import Money, purchases

SCORES = ("recency", "frequency", "monetary")
MEASURES = ("purchased_on", "ordinal", "spent")  # what each score is of, in the order of SCORES
_TYPES = {"purchased_on": Date(), "ordinal": Integer(), "spent": Money}


def last_day(filters: Filters) -> date | None:
    """The day looked at: the period's last, or the data's last where that is earlier; None is the last of all."""
    return min((day for day in (filters.end, filters.as_of) if day is not None), default=None)


def eve(filters: Filters) -> date | None:
    """The day before the period, to compare with; None where the period has no start."""
    if filters.start is None:
        return None
    before, last = filters.start - timedelta(days=1), last_day(filters)
    return before if last is None else min(before, last)


def on_day(
    filters: Filters,
    day: date | None,
    *,
    where: Sequence = (),
    further: Sequence = (),
    source: FromClause = purchases,
) -> Select:
    """customer_id and MEASURES of each customer's last purchase by a day, and further columns of `source`.

    where: which customers, as conditions on what is the same on all of a customer's purchases.
    """
    if filters.currency is None:
        stands = [p.next_on.is_(None)]
        if day is not None:
            stands = [p.purchased_on <= day, or_(p.next_on.is_(None), p.next_on > day)]
        standing = select(p.customer_id, p.purchased_on, p.ordinal, p.spent, *further).select_from(source)
        return standing.where(*stands, *where)
    # What the last purchase says was spent is in its own currency, and the chosen one may be another.
    until = [] if day is None else [p.purchased_on <= day]
    spent = func.sum(case((and_(*filters.money_conditions(purchases)), p.amount), else_=cast(0, Money)))
    last = func.max(p.purchased_on).label("purchased_on"), func.max(p.ordinal).label("ordinal")
    return (
        select(p.customer_id, *last, spent.label("spent"), *further)
        .select_from(source)
        .where(*until, *where)
        .group_by(p.customer_id, *further)
    )


def fifths(filters: Filters, day: date | None) -> Select:
    """One row: of each measure the four values that end the first to fourth fifth of all customers on a day, whatever
    the filters choose. NULL while nobody has bought."""
    everyone = on_day(filters, day).subquery("everyone").c
    ends = select(*(quintile_ends(everyone[measure]).label(measure) for measure in MEASURES)).subquery("fifths").c
    return select(*(nth(ends[measure], literal_column(str(number))).label(name) for name, measure, number in _ends()))


def _ends() -> list[tuple[str, str, int]]:
    return [(f"{measure}_{number}", measure, number) for measure in MEASURES for number in range(1, 5)]


def _ends_of(filters: Filters, day: date | None, known: Mapping | None, name: str) -> CTE:
    """The row of `fifths`, as it was read before where it is known."""
    if known is None:
        # PostgreSQL would have each of its workers sort all customers anew.
        return fifths(filters, day).cte(name).prefix_with("MATERIALIZED", dialect="postgresql")
    return select(*(cast(known[end], _TYPES[measure]).label(end) for end, measure, _ in _ends())).cte(name)


def score(value: ColumnElement, measure: str, ends: CTE) -> ColumnElement[int]:
    """1 and one more for each end of a fifth below the value. That is 1 + floor(5 times the share of customers with a
    lower value): equal values score alike, and the latest day scores 5."""
    first, second, third, fourth = (ends.c[f"{measure}_{number}"] for number in range(1, 5))
    return case((value > fourth, 5), (value > third, 4), (value > second, 3), (value > first, 2), else_=1)


def scored(
    filters: Filters, *further: ColumnElement, source: FromClause = purchases, known: Mapping | None = None
) -> Subquery:
    """One row for each customer of the filters on the last day: customer_id, SCORES, days since the last purchase,
    purchases and what was spent so far, and further columns of `source`, which is purchases and what stands beside.

    known: the row of `fifths` of that day, which takes longer than everything else.
    """
    day = last_day(filters)
    where = filters.customer_conditions(purchases)
    here = on_day(filters, day, where=where, further=further, source=source).subquery("here")
    ends = _ends_of(filters, day, known, "ends")
    names = [column.name for column in further]
    columns = (*_told(here, day), *_scores(here, ends), *(here.c[name] for name in names))
    return select(*columns).select_from(here.join(ends, true())).subquery("scored")


def scored_twice(filters: Filters, known: Mapping | None = None, known_before: Mapping | None = None) -> Subquery:
    """The same, and was_SCORES and was_spent of the day before the period: NULL for who had not bought by then."""
    day, before = last_day(filters), eve(filters)
    where = filters.customer_conditions(purchases)
    here = (_of_both_days if filters.currency is None and before else _joined)(filters, before, where).subquery("here")
    ends = _ends_of(filters, day, known, "ends")
    columns = (*_told(here, day), *_scores(here, ends), here.c.was_spent)
    if before is None:
        none = (cast(null(), Integer).label(f"was_{name}") for name in SCORES)
        return select(*columns, *none).select_from(here.join(ends, true())).subquery("scored")
    earlier_ends = _ends_of(filters, before, known_before, "earlier_ends")
    both = here.join(ends, true()).join(earlier_ends, true())
    return select(*columns, *_scores(here, earlier_ends, "was_")).select_from(both).subquery("scored")


def _told(here: FromClause, day: date | None) -> tuple:
    whole = purchases.alias("all_purchases")
    today = cast(day, Date) if day else select(func.max(whole.c.purchased_on)).scalar_subquery()
    days = days_between(here.c.purchased_on, today).label("days")
    return here.c.customer_id, days, here.c.ordinal.label("purchases"), here.c.spent


def _scores(here: FromClause, ends: CTE, prefix: str = "") -> list:
    found = []
    for name, measure in zip(SCORES, MEASURES, strict=True):
        value = here.c[prefix + measure]
        scored_value = score(value, measure, ends)
        found.append((case((value.is_not(None), scored_value)) if prefix else scored_value).label(prefix + name))
    return found


def _joined(filters: Filters, before: date | None, where: list) -> Select:
    """Every customer of the last day with what they were before, of which there is nothing where `before` is None."""
    now = on_day(filters, last_day(filters), where=where)
    if before is None:
        return now.add_columns(*_nothing())
    here, was = now.subquery("now"), on_day(filters, before, where=where).subquery("was")
    joined = here.outerjoin(was, here.c.customer_id == was.c.customer_id)
    return select(here, *_as_was(was)).select_from(joined)


def _of_both_days(filters: Filters, before: date, where: list) -> CompoundSelect:
    """The same as _joined. A customer's last purchase tells what they were before: they did not buy since, or it says
    when they bought before it and what it added; who is new had been nothing. Only who bought before the period and
    more than once in it has two rows to be joined."""
    last = last_day(filters)
    live = on_day(filters, last, where=where)
    is_still, is_first = p.purchased_on <= before, p.previous_on <= before
    were = {
        "purchased_on": case((is_still, p.purchased_on), (is_first, p.previous_on)),
        "ordinal": case((is_still, p.ordinal), (is_first, p.ordinal - 1)),
        "spent": case((is_still, p.spent), (is_first, p.spent - p.amount)),
    }
    tells = or_(is_still, p.previous_on.is_(None), is_first, p.first_purchased_on > before)
    told = live.add_columns(*(were[measure].label(f"was_{measure}") for measure in MEASURES)).where(tells)
    now = live.where(p.purchased_on > before, p.previous_on > before, p.first_purchased_on <= before).subquery("now")
    was = select(p.customer_id, p.previous_on, (p.ordinal - 1).label("ordinal"), (p.spent - p.amount).label("spent"))
    bought_on = p.next_on.is_not(None) if last is None else p.next_on <= last
    was = was.where(p.purchased_on > before, is_first, bought_on, *where).subquery("was").c
    came_again = select(now, was.previous_on, was.ordinal, was.spent).where(now.c.customer_id == was.customer_id)
    return union_all(told, came_again)


def _as_was(was: FromClause) -> tuple:
    return tuple(was.c[measure].label(f"was_{measure}") for measure in MEASURES)


def _nothing() -> tuple:
    return tuple(cast(null(), _TYPES[measure]).label(f"was_{measure}") for measure in MEASURES)
