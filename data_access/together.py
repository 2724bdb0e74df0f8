"""Several metrics in one statement, so that what they have in common is looked up once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import groupby

import pandas as pd
from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql import visitors

from data_access import database, purchase_sums
from data_access.dialects import row_by_row
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics.definition import Metric
from data_access.metrics.frame import frame
from data_access.schema import CUSTOMER_DIMENSIONS, feedback
from data_access.unit_means import in_passes


@dataclass(frozen=True)
class Asked:
    """A metric as it is asked of the database. options: as the metric has them."""

    metric: Metric
    filters: Filters
    by: str | None = None
    every: str | None = None
    options: dict = field(default_factory=dict)

    @property
    def key(self) -> tuple:
        """Tells every two askings apart."""
        return self.metric.name, repr(self.filters), self.by, self.every, tuple(sorted(self.options.items()))

    def __hash__(self) -> int:
        return hash(self.key)

    def statement(self) -> Select:
        return self.metric(self.filters, by=self.by, every=self.every, **self.options)

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The canonical frame that the statement's rows make."""
        return frame(self.metric, rows, self.filters, self.every, self.options)


def groups(asked: Iterable[Asked]) -> list[list[Asked]]:
    """Those that one statement reads, what takes longest first: of rows of one table, told of the same customers; and
    what sums of purchases tell. Others are alone."""
    several: dict[tuple, list[Asked]] = {}
    for each in {each.key: each for each in asked}.values():
        several.setdefault(("sums",) if purchase_sums.is_told(each) else _of_one_statement(each), []).append(each)
    return sorted(several.values(), key=_length, reverse=True)


def _of_one_statement(asked: Asked) -> tuple:
    """What those that are read in one statement have alike."""
    table, filters = asked.metric.table, asked.filters
    if table is None:
        return asked.key
    # Where nobody has to be found first, what adds up each speaker's rows is read beside what counts rows.
    is_beside = table is feedback and not filters.has_customer_choice and _is_of_speakers(asked)
    return table.name, *_of_customers(filters), filters.as_of, is_beside


def _is_of_speakers(asked: Asked) -> bool:
    return asked.metric.interval == "clustered"


def _length(group: Sequence[Asked]) -> int:
    """How long a group takes beside others, roughly."""
    return sum(3 if _is_of_speakers(each) else 1 for each in group)


def read(asked: Sequence[Asked]) -> list[pd.DataFrame]:
    """The frames of a group, in its order.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if len(asked) == 1:
        return [asked[0].frame(database.read(asked[0].statement()))]
    if purchase_sums.is_told(asked[0]):
        return purchase_sums.read(asked)
    of_anyone, choice = _without_choice(asked)
    read = _in_one(tuple(of_anyone))
    names, found = database.tuples(read.statement if choice is None else read.statement.add_cte(choice(read.columns)))
    by_part = {at: list(rows) for at, rows in groupby(sorted(found, key=_part_of), _part_of)}
    answers = {}
    for at, part in enumerate(read.parts):
        rows = by_part.get(at, [])
        answers |= part.answers([dict(zip(names, row, strict=True)) for row in rows])
    return [each.frame(answers[place]) for place, each in enumerate(asked)]


def _part_of(row: tuple) -> int:
    return row[0]


@dataclass(frozen=True)
class _Part:
    """One of the statements below each other. answers: its rows -> the places of the askings that they answer, and the
    frame of each as its own statement would give it."""

    statement: Select
    answers: Callable[[list[dict]], Iterable[tuple[int, pd.DataFrame]]]


@dataclass(frozen=True)
class _Read:
    """A statement that several askings are read by. columns: those of their table that it reads."""

    statement: CompoundSelect
    parts: list[_Part]
    columns: frozenset[str]


# To put ten statements together takes as long as to answer them. Whom they are told of is not in them, so that another
# choice of customers finds them made.
@lru_cache(maxsize=64)
def _in_one(asked: tuple[Asked, ...]) -> _Read:
    """The rows of all, one below the other, the first column telling of which part each is."""
    parts = _parts(asked)
    of_each = [part.statement.subquery() for part in parts]
    types = {column.name: column.type for rows in of_each for column in rows.c}

    def column(rows: Subquery, name: str) -> ColumnElement:
        return (rows.c[name] if name in rows.c else cast(null(), types[name])).label(name)

    statement = union_all(
        *(select(literal(at).label("part"), *(column(rows, name) for name in types)) for at, rows in enumerate(of_each))
    )
    table = asked[0].metric.table
    within = (each for part in parts for each in visitors.iterate(part.statement))
    return _Read(statement, parts, frozenset(each.name for each in within if getattr(each, "table", None) is table))


def _parts(asked: Sequence[Asked]) -> list[_Part]:
    passes, alone = in_passes(asked)
    parts = [_alone(place, asked[place].statement()) for place in alone]
    for each in passes:
        for every, statement in each.statements(_day_of(asked[0])).items():
            parts.append(_Part(statement, partial(each.answers, every)))
    return parts


def _alone(place: int, statement: Select) -> _Part:
    names = statement.subquery().c.keys()

    def answers(found: list[dict]) -> list[tuple[int, pd.DataFrame]]:
        # As `database.read` would give them: a column is of numbers where its own values are.
        return [(place, pd.DataFrame([tuple(map(row.__getitem__, names)) for row in found], columns=names))]

    return _Part(statement, answers)


_CUSTOMERS = (*CUSTOMER_DIMENSIONS, "attributes", "having")


def _of_customers(filters: Filters) -> tuple:
    return tuple(getattr(filters, name) for name in _CUSTOMERS)


_DAYS = {"orders": "ordered_on", "feedback": "created_on", "mentions": "created_on"}


def _day_of(asked: Asked) -> Column:
    table = asked.metric.table
    return table.c[_DAYS[table.name]]


def _without_choice(asked: Sequence[Asked]) -> tuple[Sequence[Asked], Callable[[Iterable[str]], CTE] | None]:
    """The askings of anyone's rows, and the chosen customers' rows, with some columns of the table and under its own
    name, so that each statement reads them in its place: to find them takes longer than to count them. None where
    nobody is chosen."""
    filters, table = asked[0].filters, asked[0].metric.table
    if not filters.has_customer_choice:
        return asked, None
    day = _day_of(asked[0])
    anyone = {name: () for name in _CUSTOMERS}
    is_of_one_brand = _is_of_one_brand(asked)
    if is_of_one_brand:
        anyone["brand"] = (EVERY_BRAND,)
    periods = [Filters(*days).period(day) for days in {(each.filters.start, each.filters.end) for each in asked}]
    in_any = [or_(*(and_(*days) for days in periods))] if all(periods) else []
    speaker = filters.speaker_conditions() if is_of_one_brand else []
    where = (*in_any, *filters.customer_conditions(table, row_by_row), *speaker)

    def choice(columns: Iterable[str]) -> CTE:
        return select(*(table.c[name] for name in sorted(columns))).where(*where).cte(table.name)

    return [replace(each, filters=replace(each.filters, **anyone)) for each in asked], choice


def _is_of_one_brand(asked: Sequence[Asked]) -> bool:
    """Whether all of them are of the same speakers, which then is asked once for all."""
    brands = {(each.filters.brand, each.by == "brand") for each in asked}
    return asked[0].metric.table is feedback and len(brands) == 1 and (*brands,)[0][1] is False
