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
    found = union_all(*_amounts(filters, by, period_before(filters, compared_with))).cte("found").c
    columns = []
    for name in (BEFORE, *PARTS, NOW):
        is_in = found.part == name if name != NOW else found.part != BEFORE
        for label, column in ((name, found.amount), (n_of(name), found.n)):
            columns.append(cast(func.coalesce(func.sum(case((is_in, column))), 0), Double).label(label))
    _, group = keys_of(found, by, None)
    return grouped(select(group, *columns), None, group, by, None).cte("parts")


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
    """Statements that together give group, part, amount and n; what stands twice is to be added.

    The older customers' revenue is that of those who are looked up and of the rest, whichever are fewer to look up.
    """
    (source, group), amount = joined(by), func.sum(p.amount).label("amount")
    chosen, start = _chosen(filters), filters.start
    now, older = [*filters.period(p.purchased_on), *chosen], p.first_purchased_on < start

    def line(part: str, period: Filters, *where: ColumnElement[bool], of: FromClause = source) -> Select:
        inside = [*period.period(p.purchased_on), *chosen, *where]
        statement = select(group, literal(part).label("part"), amount, _customers(period))
        statement = statement.select_from(of).where(*inside)
        return statement.group_by(group) if by else statement

    if before.end + timedelta(days=1) == start and _has_every_purchase(filters):
        # An older customer's first purchase in the period tells by its previous one; few were away for the whole of
        # the period before.
        looked_up, rest = RETURNED, KEPT
        ids = select(p.customer_id).where(*now, p.previous_on < before.start)
    else:
        looked_up, rest = KEPT, RETURNED
        ids = select(p.customer_id).where(*before.period(p.purchased_on), *chosen).distinct()
    ids = ids.subquery("ids")
    is_theirs = ids.c.customer_id == p.customer_id
    theirs = line(looked_up, filters, older, of=source.join(ids, is_theirs)).cte("looked_up").c
    # There are few origins: words are looked for in each only once.
    new = select(group, p.origin, amount, _customers(filters)).select_from(source).where(*now, ~older)
    new = new.group_by(*([group] if by else []), p.origin).cte("new").c
    return [
        line(BEFORE, before),
        line(rest, filters, older),
        select(*theirs),
        select(theirs.group, literal(rest), -theirs.amount, -theirs.n),
        select(new.group, _part_of(new.origin), new.amount, new.n),
    ]


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
