"""Several metrics in one statement, so that what they have in common is looked up once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import pandas as pd
from sqlalchemy import (
    CTE,
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
from data_access.filters import FEEDBACK_DIMENSIONS, ORDER_DIMENSIONS, Filters
from data_access.metrics.definition import Metric
from data_access.metrics.frame import frame
from data_access.schema import CUSTOMER_DIMENSIONS


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
    statement, columns = _in_one(asked)
    names, found = database.tuples(statement)
    by_place = {place: list(rows) for place, rows in groupby(sorted(found, key=_place), _place)}
    return [
        each.frame(_rows(names, by_place.get(place, []), own))
        for place, (each, own) in enumerate(zip(asked, columns, strict=True))
    ]


def _place(row: tuple) -> int:
    return row[0]


def _rows(names: list[str], found: list[tuple], wanted: Sequence[str]) -> pd.DataFrame:
    """As `database.read` would give them: a column is of numbers where its own values are."""
    places = [names.index(name) for name in wanted]
    return pd.DataFrame([tuple(row[place] for place in places) for row in found], columns=list(wanted))


def _in_one(asked: Sequence[Asked]) -> tuple[CompoundSelect, list[list[str]]]:
    """The rows of all, one below the other, the first column telling of which asking each is; and of each asking the
    names of its own columns."""
    chosen = _chosen(asked)
    anyone = {name: () for name in _CUSTOMERS} if chosen is not None else {}
    parts = [each.statement(replace(each.filters, **anyone)).subquery() for each in asked]
    types = {column.name: column.type for rows in parts for column in rows.c}

    def column(rows: Subquery, name: str) -> ColumnElement:
        return (rows.c[name] if name in rows.c else cast(null(), types[name])).label(name)

    statement = union_all(
        *(
            select(literal(place).label("place"), *(column(rows, name) for name in types))
            for place, rows in enumerate(parts)
        )
    )
    return statement if chosen is None else statement.add_cte(chosen), [rows.c.keys() for rows in parts]


_CUSTOMERS = (*CUSTOMER_DIMENSIONS, "attributes", "having")


def _of_customers(filters: Filters) -> tuple:
    return tuple(getattr(filters, name) for name in _CUSTOMERS)


# The day of each row, and what else metrics that count these rows look at.
_COLUMNS = {
    "orders": ("ordered_on", "customer_id", "amount", "currency", "is_valid", *ORDER_DIMENSIONS),
    "feedback": (
        "created_on", "feedback_id", "customer_id", "brand", "sentiment", "sentiment_label", "vader", "experience",
        "calibrated_label", "p_negative", "p_positive", "is_request", *FEEDBACK_DIMENSIONS,
    ),
    "mentions": (
        "created_on", "feedback_id", "customer_id", "brand", "sentiment", "sentiment_label", "relation",
        *FEEDBACK_DIMENSIONS,
    ),
}  # fmt: skip


def _chosen(asked: Sequence[Asked]) -> CTE | None:
    """The chosen customers' rows of the table, under its own name, so that each statement reads them in its place: to
    find whose rows they are takes longer than all else. None where nobody is chosen."""
    filters, table = asked[0].filters, asked[0].metric.table
    if not filters.has_customer_choice:
        return None
    columns = [table.c[name] for name in _COLUMNS[table.name]]
    periods = [each.filters.period(columns[0]) for each in asked]
    in_any = [or_(*(and_(*days) for days in periods))] if all(periods) else []
    return select(*columns).where(*in_any, *filters.customer_conditions(table)).cte(table.name)
