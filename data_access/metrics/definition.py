"""What a metric is: a pure function Filters -> Select, its unit, its interval, and the frame that its rows make."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Label,
    Select,
    String,
    Table,
    cast,
    func,
    literal,
    null,
    select,
)

from data_access.dialects import add_days, add_months, month_start, quarter_start, week_start
from data_access.filters import ORDER_DIMENSIONS, Filters
from data_access.schema import CUSTOMER_DIMENSIONS, customer_attributes, customers

CONFIDENCE = 0.95
SMALL_BASE = 30  # under this n a rate is marked
COLUMNS = ("period", "group", "value", "numerator", "denominator", "low", "high")
EVERY = ("day", "week", "month", "quarter")
BOTH = " × "  # between the two groups of a breakdown by two dimensions
_OF_PAIRS = ("favoured", "switching", "tense", "move")
_KNOWN = "|".join((*CUSTOMER_DIMENSIONS, *ORDER_DIMENSIONS, *_OF_PAIRS))
_PLUS = re.compile(rf"\+(?=attribute\.|(?:{_KNOWN})(?:\+|$))")
Finish = Callable[[pd.DataFrame, Filters, str | None, dict], pd.DataFrame]
_registry: dict[str, "Metric"] = {}


@dataclass(frozen=True)
class Metric:
    """A named number.

    unit: percent (a fraction 0..1), score (-1..1), count, ratio (a number per something), amount, days.
    interval: wilson (a proportion), clustered (a mean of units that may speak more than once), None, or another name
        for what `finish` gives as low and high.
    dimensions: what it can be broken down by, and which filters it honours.
    by_two: whether it can be broken down by two of them at once ("segment+region").
    steps: the steps of time it can be asked in.
    adds_up: whether the numerators and denominators of its steps add up to those of the period: nothing is counted in
        two of them.
    table: the one table whose rows it counts, where of customers and days it takes those that Filters.conditions take
        and no others: several such metrics can be read in one statement.
    finish: (frame, filters, every, options) -> frame: what follows from the rows and is not SQL's to say. It may add
        columns, and gives low and high where the interval is its own.
    """

    name: str
    title: str
    unit: str
    interval: str | None
    dimensions: tuple[str, ...]
    statement: Callable[..., Select]
    fills_gaps: bool = True
    by_two: bool = False
    steps: tuple[str, ...] = EVERY
    adds_up: bool = False
    table: Table | None = field(default=None, repr=False)  # what is asked of metrics is kept by how they print
    finish: Finish | None = None

    def __call__(self, filters: Filters, *, by: str | None = None, every: str | None = None, **options) -> Select:
        """The statement, with columns period, group, value, numerator, denominator (and moments).

        Raises:
            ValueError: in a sentence, for a dimension, step or option that this metric does not know.
        """
        self._check(by, every, options)
        return self.statement(filters, by=by, every=every, **options)

    def _check(self, by: str | None, every: str | None, options: dict) -> None:
        parts = parts_of(by) if by else ()
        for part in parts:
            # Whoever can be told apart by segment can be told apart by whatever else is known of them.
            is_attribute = part.startswith("attribute.") and "segment" in self.dimensions
            if part not in self.dimensions and not is_attribute:
                known = f"Choose of: {', '.join(self.dimensions)}." if self.dimensions else "It has no breakdown."
                raise ValueError(f"{self.name} cannot be broken down by {part}. {known}")
        if len(parts) > 2 or (len(parts) == 2 and not self.by_two) or len(set(parts)) < len(parts):
            raise ValueError(f"{self.name} cannot be broken down by {' and '.join(parts)} at once.")
        if every is not None and every not in self.steps:
            known = f"Choose of: {', '.join(self.steps)}." if self.steps else "It has none."
            raise ValueError(f"'{every}' is not a step in time that {self.name} has. {known}")
        for name in options:
            if name not in self.options:
                known = f"Choose of: {', '.join(self.options)}." if self.options else "It has none."
                raise ValueError(f"{self.name} has no option '{name}'. {known}")

    @cached_property
    def options(self) -> dict[str, object]:
        """What the metric can be told beyond by and every, with the default of each."""
        parameters = inspect.signature(self.statement).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY and p.name not in ("by", "every")}

    @property
    def speaks_of(self) -> str:
        """orders or feedback: whose first and last day bound what the metric can say."""
        of_feedback = ("sentiment", "quality", "competitors", "themes", "theme_impact", "rival_themes", "preferences")
        return "feedback" if self.statement.__module__.rsplit(".", 1)[-1] in of_feedback else "orders"

    @property
    def definition(self) -> str:
        """The docstring: what readers see."""
        return " ".join((self.statement.__doc__ or "").split())


def metric(
    title: str, unit: str, dimensions: Iterable[str], interval: str | None = None, **more
) -> Callable[[Callable[..., Select]], Metric]:
    """Register a function as the metric of its own name; `more` are further fields of Metric.

    Raises:
        ValueError: for a second metric of a name; what one answers is kept by its name.
    """

    def register(function: Callable[..., Select]) -> Metric:
        made = Metric(function.__name__, title, unit, interval, tuple(dimensions), function, **more)
        if made.name in _registry:
            raise ValueError(f"There are two metrics named {made.name}. Give one of them another name.")
        _registry[made.name] = made
        return made

    return register


def parts_of(by: str) -> tuple[str, ...]:
    """The one or two dimensions of a breakdown; an attribute's own name may hold a plus."""
    return tuple(_PLUS.split(by))


def registered() -> dict[str, Metric]:
    return dict(_registry)


# ---- pieces of statements


def ratio(numerator: ColumnElement, denominator: ColumnElement) -> tuple[Label, Label, Label]:
    """value, numerator, denominator; nobody in the denominator makes the value unknown (NULL), never 0."""
    top, bottom = cast(numerator, Double), cast(denominator, Double)
    value = top / func.nullif(bottom, 0.0, type_=Double)
    return value.label("value"), top.label("numerator"), bottom.label("denominator")


def total(amount: ColumnElement) -> tuple[Label, Label, Label]:
    """value and numerator alike, no denominator: a count or an amount."""
    value = cast(func.coalesce(amount, 0), Double)
    return value.label("value"), value.label("numerator"), cast(null(), Double).label("denominator")


def period_start(every: str | None, day: ColumnElement) -> ColumnElement:
    """The first day of the calendar step that a day lies in; NULL without steps."""
    if every is None:
        return cast(null(), Date)
    return {"day": lambda d: d, "week": week_start, "month": month_start, "quarter": quarter_start}[every](day)


def next_period_start(every: str, start: ColumnElement) -> ColumnElement:
    step = {"day": 1, "week": 7, "month": 1, "quarter": 3}[every]
    return (add_days if every in ("day", "week") else add_months)(start, step)


def group_of(column: ColumnElement | None) -> ColumnElement:
    """The dimension's value as text; what has none is its own group, and no dimension is NULL."""
    if column is None:
        return cast(null(), String)
    return func.coalesce(column, literal("(not given)"))


def customer_value(by: str, customer_id: ColumnElement) -> ColumnElement:
    """What is known of the customer of a row, looked up by their id: a column of customers, or attribute.NAME."""
    said = customer_attributes.c
    if by.startswith("attribute."):
        chosen = select(said.value).where(said.name == by.removeprefix("attribute."), said.customer_id == customer_id)
    else:
        chosen = select(customers.c[by]).where(customers.c.customer_id == customer_id)
    return chosen.scalar_subquery()


def grouped(statement: Select, period, group, by: str | None, every: str | None) -> Select:
    """GROUP BY what varies; a constant NULL is not grouped by, so that nobody at all still gives one row."""
    keys = ([period] if every else []) + ([group] if by else [])
    return statement.group_by(*keys) if keys else statement


def keys_of(inner, by: str | None, every: str | None) -> tuple[Label, Label]:
    """period and group of a CTE's columns. One that does not vary is NULL anew: a column that is not grouped by cannot
    be selected beside sums, though it holds only NULL."""
    period = inner.period if every else cast(null(), Date)
    group = inner.group if by else cast(null(), String)
    return period.label("period"), group.label("group")


def clustered_mean(
    period, group, speaker: ColumnElement, score: ColumnElement, where: list, by: str | None, every: str | None
) -> Select:
    """The mean of a score, with the moments that its interval needs: of each speaker the sum d and the count n. What it
    is made of goes with the statement (`unit_mean`)."""
    made_of = UnitMean(period, group, speaker, score, tuple(where))
    each = select(period, group, cast(func.sum(score), Double).label("d"), cast(func.count(), Double).label("n"))
    each = grouped(each.where(*where), period, group, by, every).group_by(speaker)
    spoken = each.cte().c  # unnamed: one statement may hold several metrics
    keys = keys_of(spoken, by, every)
    statement = select(
        *keys,
        *ratio(func.coalesce(func.sum(spoken.d), 0), func.coalesce(func.sum(spoken.n), 0)),
        func.sum(spoken.d * spoken.d).label("moment_dd"),
        func.sum(spoken.d * spoken.n).label("moment_dn"),
        func.sum(spoken.n * spoken.n).label("moment_nn"),
        func.count().label("moment_units"),
    )
    return grouped(statement, *keys, by, every).execution_options(unit_mean=made_of)


@dataclass(frozen=True, eq=False)
class UnitMean:
    """What a mean over units is made of: the score of each row, whose it is, and of which rows."""

    period: Label
    group: Label
    unit: ColumnElement
    score: ColumnElement
    where: tuple[ColumnElement[bool], ...]

    def is_of_units_of(self, other: "UnitMean") -> bool:
        """Whether both are of the same groups and units; in steps or not."""
        return self.group.compare(other.group) and self.unit.compare(other.unit)


def unit_mean(statement: Select) -> UnitMean | None:
    """What a metric's statement is a mean of, where `clustered_mean` made it as it is."""
    return statement.get_execution_options().get("unit_mean")


def as_date(value: date | str | None) -> date | None:
    """An ISO day, or nothing; ValueError with a sentence for anything else."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"'{value}' is not a day. Write it as 2025-04-30.") from None
