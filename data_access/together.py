"""Several metrics in one statement, so that what they have in common is looked up once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
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

from data_access import database
from data_access.dialects import row_by_row
from data_access.filters import EVERY_BRAND, FEEDBACK_DIMENSIONS, ORDER_DIMENSIONS, Filters
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

    def statement(self, filters: Filters | None = None) -> Select:
        return self.metric(filters or self.filters, by=self.by, every=self.every, **self.options)

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The canonical frame that the statement's rows make."""
        return frame(self.metric, rows, self.filters, self.every, self.options)


def groups(asked: Iterable[Asked]) -> list[list[Asked]]:
    """Those that one statement reads: of rows of one table, told of the same customers. Others are alone."""
    several: dict[tuple, list[Asked]] = {}
    for each in {each.key: each for each in asked}.values():
        table = each.metric.table
        same = each.key if table is None else (table.name, *_of_customers(each.filters), each.filters.as_of)
        several.setdefault(same, []).append(each)
    return list(several.values())


def read(asked: Sequence[Asked]) -> list[pd.DataFrame]:
    """The frames of a group, in its order.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    if len(asked) == 1:
        return [asked[0].frame(database.read(asked[0].statement()))]
    parts, chosen = _parts(asked)
    names, found = database.tuples(_in_one([part.statement for part in parts], chosen))
    by_part = {at: list(rows) for at, rows in groupby(sorted(found, key=_part_of), _part_of)}
    answers = {}
    for at, part in enumerate(parts):
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


def _parts(asked: Sequence[Asked]) -> tuple[list[_Part], CTE | None]:
    """What answers all of them, and the rows that all of it reads where that is not the whole table."""
    chosen = _chosen(asked)
    anyone = {name: () for name in _CUSTOMERS} if chosen is not None else {}
    if chosen is not None and _is_of_one_brand(asked):
        anyone["brand"] = (EVERY_BRAND,)
    passes, alone = in_passes(asked, anyone)
    parts = [_alone(place, asked[place].statement(replace(asked[place].filters, **anyone))) for place in alone]
    for each in passes:
        for every, statement in each.statements(_day_of(asked[0])).items():
            parts.append(_Part(statement, partial(each.answers, every)))
    return parts, chosen


def _alone(place: int, statement: Select) -> _Part:
    names = statement.subquery().c.keys()

    def answers(found: list[dict]) -> list[tuple[int, pd.DataFrame]]:
        # As `database.read` would give them: a column is of numbers where its own values are.
        return [(place, pd.DataFrame([tuple(map(row.__getitem__, names)) for row in found], columns=names))]

    return _Part(statement, answers)


def _in_one(parts: Sequence[Select], chosen: CTE | None) -> CompoundSelect:
    """The rows of all, one below the other, the first column telling of which part each is."""
    of_each = [part.subquery() for part in parts]
    types = {column.name: column.type for rows in of_each for column in rows.c}

    def column(rows: Subquery, name: str) -> ColumnElement:
        return (rows.c[name] if name in rows.c else cast(null(), types[name])).label(name)

    statement = union_all(
        *(select(literal(at).label("part"), *(column(rows, name) for name in types)) for at, rows in enumerate(of_each))
    )
    return statement if chosen is None else statement.add_cte(chosen)


_CUSTOMERS = (*CUSTOMER_DIMENSIONS, "attributes", "having")


def _of_customers(filters: Filters) -> tuple:
    return tuple(getattr(filters, name) for name in _CUSTOMERS)


# The day of each row, and what else metrics that count these rows look at.
_COLUMNS = {
    "orders": ("ordered_on", "customer_id", "amount", "currency", "is_valid", *ORDER_DIMENSIONS),
    "feedback": (
        "created_on", "feedback_id", "customer_id", "brand", "sentiment", "sentiment_label", "vader", "experience",
        "calibrated_label", "p_negative", "p_positive", "is_request", "scorer", *FEEDBACK_DIMENSIONS,
    ),
    "mentions": (
        "created_on", "feedback_id", "customer_id", "brand", "sentiment", "sentiment_label", "relation",
        *FEEDBACK_DIMENSIONS,
    ),
}  # fmt: skip


def _day_of(asked: Asked) -> Column:
    table = asked.metric.table
    return table.c[_COLUMNS[table.name][0]]


def _chosen(asked: Sequence[Asked]) -> CTE | None:
    """The chosen customers' rows of the table, under its own name, so that each statement reads them in its place: to
    find whose rows they are takes longer than all else. None where nobody is chosen."""
    filters, table = asked[0].filters, asked[0].metric.table
    if not filters.has_customer_choice:
        return None
    columns = [table.c[name] for name in _COLUMNS[table.name]]
    periods = [Filters(*days).period(columns[0]) for days in {(each.filters.start, each.filters.end) for each in asked}]
    in_any = [or_(*(and_(*days) for days in periods))] if all(periods) else []
    speaker = filters.speaker_conditions() if _is_of_one_brand(asked) else []
    customers = map(row_by_row, filters.customer_conditions(table))
    return select(*columns).where(*in_any, *customers, *speaker).cte(table.name)


def _is_of_one_brand(asked: Sequence[Asked]) -> bool:
    """Whether all of them are of the same speakers, which then is asked once for all."""
    brands = {(each.filters.brand, each.by == "brand") for each in asked}
    return asked[0].metric.table is feedback and len(brands) == 1 and (*brands,)[0][1] is False
