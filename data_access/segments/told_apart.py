"""Every measure, of customers told apart by which segments they are in and by what is known of them, in two statements:
what they bought, and what they said.

To find whose purchases and words are meant takes longer than to count them. So the period's rows of each table are put
beside their customers once, in a CTE of the table's name, which each metric's own statement reads in its place. What
tells the customers apart stands in the place of a dimension by which every metric on the table can be broken down.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Double,
    FromClause,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from data_access.filters import Filters
from data_access.metrics.definition import Metric, group_of
from data_access.schema import (
    CUSTOMER_DIMENSIONS,
    customer_attributes,
    customers,
    feedback,
    mentions,
    preferences,
    purchases,
)
from data_access.segments.members import members
from data_access.segments.rules import Rule
from data_access.together import Asked
from data_access.unit_means import in_passes

NUMBERS = ("numerator", "denominator", "moment_dd", "moment_dn", "moment_nn", "moment_units")
EVERYONE = (Rule("anyone"),)  # what nobody is known to have ordered or said belongs to no segment and to nobody else
Measured = Sequence[tuple[Metric, dict]]
_Apart = Callable[[Table], tuple[FromClause, ColumnElement]]  # a table with what stands beside it, and the group
_Chosen = Callable[[Table], list[ColumnElement[bool]]]  # which of a table's rows, but for the days
SIZES = -1
BETWEEN = "|"
_f = feedback.c
_HAS_WORDS = case((or_(_f.text.is_not(None), _f.title.is_not(None)), ""))
# The dimension in whose place the group stands, the day, and what else the metrics look at.
_TABLES = {
    purchases: ("segment", "purchased_on", (
        "customer_id", "purchased_on", "ordinal", "previous_on", "next_on", "first_purchased_on", "amount", "currency",
        "channel", "category", "spent",
    )),
    feedback: ("source", "created_on", (
        "feedback_id", "customer_id", "created_on", "kind", "channel", "category", "brand", "sentiment",
        "sentiment_label", "calibrated_label", "p_negative", "p_positive", "is_request",
    )),
    preferences: ("source", "created_on", ("created_on", "kind", "channel", "category", "rival", "favoured")),
}  # fmt: skip


def told_apart(
    filters: Filters, measures: Measured, segments: Sequence[Sequence[Rule]], by: str | None = None
) -> list[CompoundSelect]:
    """Everyone who is known, by which of the segments they are in and by a dimension or an attribute of customers: a
    statement of the measures of orders, and one of those of feedback, that can be read side by side.

    Columns place (in measures), group, and NUMBERS: everything that values, intervals and differences follow from, of
    which each adds up over customers. The group has a sign for each segment, 1 for who is in it and 0 for others, and
    with a dimension BETWEEN and its value. At SIZES, which is no measure, the denominator counts all customers of a
    segment, whatever else the filters say, and the numerator those who are in the first one too; the group is the
    segment's place, and "" for everyone.
    """
    own = [members(replace(filters, having=tuple(rules))) for rules in segments]
    filters = replace(filters, having=EVERYONE)

    def chosen(table: Table) -> list[ColumnElement[bool]]:
        if by is None or by in table.c or by not in customers.c:
            return filters.customer_conditions(table)
        # Who is told apart by what `customers` says is chosen there: to look everybody up again takes as long.
        said = [customers.c[name].in_(values) for name in CUSTOMER_DIMENSIONS if (values := getattr(filters, name))]
        return [*said, *replace(filters, **dict.fromkeys(CUSTOMER_DIMENSIONS, ())).customer_conditions(table)]

    def beside(table: Table) -> tuple[FromClause, ColumnElement]:
        source, signs = table, []
        for each in own:
            one = each.subquery()
            source = source.outerjoin(one, one.c.customer_id == table.c.customer_id)
            signs.append(case((one.c.customer_id.is_not(None), "1"), else_="0"))
        if by:
            source, value = _dimension(source, table, by)
            signs += [literal(BETWEEN), group_of(value)]
        # None of them is NULL, and PostgreSQL takes ten times as long over concat().
        return source, reduce(operator.add, signs, literal(""))

    everyone = select(func.count()).select_from(customers)
    sizes = [_counted("", everyone), *(_size(place, each, own[0]) for place, each in enumerate(own))]
    return _read(filters, measures, beside, chosen, sizes)


def _dimension(source: FromClause, table: Table, by: str) -> tuple[FromClause, ColumnElement]:
    """What a table's rows stand beside, and the column that tells their customers apart."""
    if by in table.c:
        return source, table.c[by]
    if by.startswith("attribute."):
        said = customer_attributes.c
        is_its_own = and_(said.customer_id == table.c.customer_id, said.name == by.removeprefix("attribute."))
        return source.outerjoin(customer_attributes, is_its_own), said.value
    return source.outerjoin(customers, customers.c.customer_id == table.c.customer_id), customers.c[by]


def _size(place: int, own: Select, first: Select) -> Select:
    one, other = own.subquery(), first.subquery()
    counted = select(func.count()).select_from(one)
    both = counted.join(other, other.c.customer_id == one.c.customer_id) if place else None
    return _counted(str(place), counted, both)


def _counted(group: str, counted: Select, both: Select | None = None) -> Select:
    """both: those of them who are in the first segment too; None where all are."""
    found = list(counted.add_columns(*([] if both is None else [both.scalar_subquery()])).subquery().c)
    numbers = {"numerator": found[-1], "denominator": found[0]}
    return _numbered(SIZES, literal(group), numbers.items())


def _read(
    filters: Filters, measures: Measured, apart: _Apart, chosen: _Chosen, more: Sequence[Select]
) -> list[CompoundSelect]:
    anybody = {name: () for name in (*CUSTOMER_DIMENSIONS, "attributes", "having", "source")}
    own = replace(filters, **anybody)
    asked = [_asked(metric, own, options) for metric, options in measures]
    bought = [_line(place, each.statement()) for place, each in enumerate(asked) if each.metric.speaks_of == "orders"]
    spoken = [place for place, each in enumerate(asked) if each.metric.speaks_of == "feedback"]
    shown = {table: _shown(table, filters, *apart(table), chosen(table)) for table in _TABLES}
    named = select(mentions.c.feedback_id, mentions.c.relation).where(*filters.period(mentions.c.created_on))
    return [
        union_all(*bought, *more).add_cte(shown[purchases]),
        union_all(*_spoken(asked, spoken)).add_cte(shown[feedback], shown[preferences], named.cte("mentions")),
    ]


def _asked(metric: Metric, filters: Filters, options: dict) -> Asked:
    table = purchases if metric.speaks_of == "orders" else feedback
    return Asked(metric, filters, _TABLES[table][0], None, options)


def _spoken(asked: Sequence[Asked], places: Sequence[int]) -> Iterator[Select]:
    """The lines of the measures of feedback. To add up each speaker's texts takes longest: it is done once for all that
    are means over the same ones."""
    passes, alone = in_passes([asked[place] for place in places])
    for at in alone:
        yield _line(places[at], asked[places[at]].statement())
    for each in passes:
        (summed,) = each.statements(feedback.c.created_on).values()
        rows = summed.cte().c  # each member has a line of them
        for member in each.members:
            d, n = f"d_{member.score}", f"n_{member.base}"
            numbers = (rows[d], rows[n], rows[f"d{d}"], rows[f"n{d}"], rows[f"n{n}"], rows[f"units{n[1:]}"])
            numbered = _numbered(places[member.place], rows.group, zip(NUMBERS, numbers, strict=True))
            yield numbered.where(rows[n] > 0)


def _line(place: int, statement: Select) -> Select:
    each = statement.subquery().c
    return _numbered(place, each.group, ((name, each[name]) for name in NUMBERS if name in each))


def _numbered(place: int, group: ColumnElement, numbers: Iterable[tuple[str, ColumnElement]]) -> Select:
    known = dict(numbers)
    columns = (cast(known.get(name, null()), Double).label(name) for name in NUMBERS)
    return select(literal(place).label("place"), group.label("group"), *columns)


def _shown(
    table: Table, filters: Filters, source: FromClause, group: ColumnElement, chosen: Sequence[ColumnElement[bool]]
) -> CTE:
    """The chosen rows of a table in the filters' period, with the group of their customer in a dimension's place."""
    place, day, names = _TABLES[table]
    columns = [*(table.c[name] for name in names), group.label(place)]
    if table is feedback:
        columns += [_HAS_WORDS.label("text"), cast(null(), String).label("title")]
    where = [*filters.period(table.c[day]), *chosen]
    if filters.source and table is not purchases:
        where.append(table.c.source.in_(filters.source))
    found = select(*columns).select_from(source).where(*where).cte(table.name)
    if source is not table:
        return found
    # Where nobody is looked up, to put the rows aside takes longer than to read them where they are; of feedback, which
    # is read for its speakers above all, DuckDB not.
    for dialect in ("postgresql", "duckdb") if table is purchases else ("postgresql",):
        found = found.prefix_with("NOT MATERIALIZED", dialect=dialect)
    return found
