"""Two periods' revenue in the parts of which earned growth is made, and the customers of each part."""

from datetime import timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    FromClause,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
    union_all,
)

from data_access.filters import Filters
from data_access.metrics.definition import grouped, keys_of
from data_access.metrics.origins import is_known, is_recommendation
from data_access.metrics.purchase_terms import by_as_of, count_if, is_first_in_period, joined, p
from data_access.metrics.spending import each_customer
from data_access.schema import purchases

BEFORE, NOW = "previous period", "this period"
KEPT, RECOMMENDED, RETURNED, OTHER, UNKNOWN = "kept", "recommended", "came back", "other origin", "unknown origin"
PARTS = (KEPT, RECOMMENDED, RETURNED, OTHER, UNKNOWN)  # of NOW


def n_of(part: str) -> str:
    """The column of a part's customers."""
    return f"n of {part}"


def period_before(filters: Filters, compared_with: str) -> Filters:
    """The equal number of days just before (previous), or the same days a year earlier (year).

    Raises:
        ValueError: in a sentence, for a period that cannot be compared.
    """
    before = filters.compared(compared_with)
    if before.end >= filters.start:
        raise ValueError("A period of more than a year overlaps the year before. Compare it with: previous.")
    return before


def parts(filters: Filters, by: str | None, compared_with: str) -> CTE:
    """CTE: for each group the amount of BEFORE, of each of PARTS and of NOW, and under n_of their customers; one row
    without groups, even of nothing.

    Raises:
        ValueError: in a sentence, for a period that cannot be compared.
    """
    found = _found(filters, by, compared_with)
    columns = []
    for name in (BEFORE, *PARTS, NOW):
        is_in = found.part == name if name != NOW else found.part != BEFORE
        for label, column in ((name, found.amount), (n_of(name), found.n)):
            columns.append(cast(func.coalesce(func.sum(case((is_in, column))), 0), Double).label(label))
    _, group = keys_of(found, by, None)
    return grouped(select(group, *columns), None, group, by, None).cte("parts")


def line_by_line(filters: Filters, compared_with: str) -> CTE:
    """CTE: part, amount and n, a row for each of BEFORE, PARTS and NOW that there is.

    Raises:
        ValueError: in a sentence, for a period that cannot be compared.
    """
    found = _found(filters, None, compared_with)
    sums = func.sum(found.amount).label("amount"), func.sum(found.n).label("n")
    now = select(literal(NOW).label("part"), *sums).where(found.part != BEFORE)
    return union_all(select(found.part, *sums).group_by(found.part), now).cte("lines")


def _found(filters: Filters, by: str | None, compared_with: str):
    """The columns group, part, amount and n of what stands in several rows and is to be added."""
    return union_all(*_amounts(filters, by, period_before(filters, compared_with))).cte("found").c


def customers_of_part(filters: Filters, part: str, *, compared_with: str = "previous") -> Select:
    """The ids of the customers of BEFORE, of one of PARTS or of NOW."""
    before = period_before(filters, compared_with)
    bought = select(p.customer_id).where(*_chosen(filters))
    had = bought.where(*before.period(p.purchased_on))
    if part == BEFORE:
        return had
    is_new = p.first_purchased_on >= filters.start
    which = {
        NOW: true(),
        KEPT: and_(~is_new, p.customer_id.in_(had)),
        RETURNED: and_(~is_new, p.customer_id.not_in(had)),
    }.get(part, and_(is_new, _part_of(p.origin) == part))
    return bought.where(*filters.period(p.purchased_on), which)


def _amounts(filters: Filters, by: str | None, before: Filters) -> list[Select]:
    """Statements that together give group, part, amount and n; what stands twice is to be added."""
    (source, group), amount = joined(by), func.sum(p.amount).label("amount")
    chosen, is_older = _chosen(filters), p.first_purchased_on < filters.start
    now = [*filters.period(p.purchased_on), *chosen]
    had = select(group, literal(BEFORE).label("part"), amount, _customers(before)).select_from(source)
    had = grouped(had.where(*before.period(p.purchased_on), *chosen), None, group, by, None)
    # There are few origins: words are looked for in each only once.
    new = select(group, p.origin, amount, _customers(filters)).select_from(source).where(*now, ~is_older)
    new = new.group_by(*([group] if by else []), p.origin).cte("new").c
    tells = before.end + timedelta(days=1) == filters.start and _has_every_purchase(filters)
    older = (_told_by_purchase_before if tells else _looked_up)(filters, by, before, [*now, is_older])
    return [had, *older, select(new.group, _part_of(new.origin), new.amount, new.n)]


def _told_by_purchase_before(filters: Filters, by: str | None, before: Filters, older: list) -> list[Select]:
    """KEPT and RETURNED, where the earlier period ends with the day before this one: an older customer's purchase
    before this period's first tells."""
    if by:
        source, group = joined(by)
        numbers = func.min(p.previous_on).label("previous_on"), func.sum(p.amount).label("amount")
        each = select(group, *numbers).select_from(source).where(*older).group_by(group, p.customer_id).cte("older").c
    else:
        each = each_customer(filters, False, None).c  # which other metrics of the period read as well
    part = case((each.previous_on < before.start, RETURNED), else_=KEPT).label("part")
    _, group = keys_of(each, by, None)
    amount = func.sum(each.amount if by else each.revenue).label("amount")
    statement = select(group, part, amount, func.count().label("n")).where(each.previous_on.is_not(None))
    return [statement.group_by(*([group] if by else []), part)]


def _looked_up(filters: Filters, by: str | None, before: Filters, older: list) -> list[Select]:
    """The same of any two periods: KEPT is looked up by the ids of the earlier one, and RETURNED is the rest."""
    source, group = joined(by)

    def line(part: str, of: FromClause) -> Select:
        statement = select(group, literal(part).label("part"), func.sum(p.amount).label("amount"), _customers(filters))
        return grouped(statement.select_from(of).where(*older), None, group, by, None)

    ids = select(p.customer_id).where(*before.period(p.purchased_on), *_chosen(filters)).distinct().subquery("ids")
    kept = line(KEPT, source.join(ids, ids.c.customer_id == p.customer_id)).cte("looked_up").c
    rest = select(kept.group, literal(RETURNED), -kept.amount, -kept.n)
    return [select(*kept), line(RETURNED, source), rest]


def _part_of(origin: ColumnElement) -> ColumnElement[str]:
    """Which of PARTS new customers of that origin are."""
    return case((is_recommendation(origin), RECOMMENDED), (is_known(origin), OTHER), else_=UNKNOWN)


def _chosen(filters: Filters) -> list[ColumnElement[bool]]:
    """Whatever the filters choose but the period."""
    return [*filters.conditions(purchases), *filters.money_conditions(purchases), *by_as_of(filters)]


def _customers(period: Filters) -> ColumnElement[int]:
    is_summed = _has_every_purchase(period)
    n = count_if(is_first_in_period(period, None)) if is_summed else func.count(p.customer_id.distinct())
    return n.label("n")


def _has_every_purchase(filters: Filters) -> bool:
    """Whether no purchase of a chosen customer is left out, so that their previous one tells."""
    return not filters.has_order_choice and filters.currency is None
