"""What the reader asked to see: one frozen value, and the one place that turns it into WHERE."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Table, exists, or_, select

from data_access.schema import CUSTOMER_DIMENSIONS, brands, customer_attributes, customers, feedback, mentions
from data_access.segments.rules import Rule

ORDER_DIMENSIONS = ("channel", "category")
FEEDBACK_DIMENSIONS = ("source", "kind", "channel", "category")
EVERY_BRAND = "*"
COMPARED_WITH = ("previous", "year")
Choices = tuple[str, ...]


@dataclass(frozen=True)
class Filters:
    """Days are store-local and inclusive; an empty choice is no restriction.

    as_of: the last day the data can speak of; what had not h days by then is immature.
    brand: whose customers' feedback, or which brand's mentions: empty is ours, "*" is every brand.
    attributes: ((name, (value, ...)), ...) of whatever else the files said of a customer.
    currency: sums of amounts leave other currencies out; None while the data has a single one.
    having: rules that all hold for the customer, as they stand on the as-of day, whatever the period.
    """

    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    segment: Choices = ()
    region: Choices = ()
    country: Choices = ()
    origin: Choices = ()
    attributes: tuple[tuple[str, Choices], ...] = field(default=())
    channel: Choices = ()
    category: Choices = ()
    source: Choices = ()
    kind: Choices = ()
    brand: Choices = ()
    currency: str | None = None
    having: tuple[Rule, ...] = ()

    def __post_init__(self):
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"The period starts on {self.start}, after its end on {self.end}.")

    @property
    def days(self) -> int | None:
        """The period's length in days, or None when it is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def previous(self) -> "Filters":
        """The equal number of days just before the period."""
        if not (self.start and self.end):
            raise ValueError("An open period has no previous one.")
        return replace(self, start=self.start - timedelta(days=self.days), end=self.start - timedelta(days=1))

    def year_before(self) -> "Filters":
        """The same days a year earlier; 29 February becomes 28 February."""
        if not (self.start and self.end):
            raise ValueError("An open period has no year before.")
        return replace(self, start=_a_year_before(self.start), end=_a_year_before(self.end))

    def compared(self, compared_with: str) -> "Filters":
        """The period to compare with: previous, or year (before).

        Raises:
            ValueError: in a sentence, for anything else and for an open period.
        """
        if compared_with not in COMPARED_WITH:
            raise ValueError(f"'{compared_with}' is nothing to compare with. Choose of: {', '.join(COMPARED_WITH)}.")
        return self.previous() if compared_with == "previous" else self.year_before()

    @property
    def has_customer_choice(self) -> bool:
        """Whether feedback and orders of unknown customers are left out."""
        return bool(self.attributes or self.having) or any(getattr(self, name) for name in CUSTOMER_DIMENSIONS)

    @property
    def has_order_choice(self) -> bool:
        return any(getattr(self, name) for name in ORDER_DIMENSIONS)

    def period(self, column: ColumnElement) -> list[ColumnElement[bool]]:
        """start <= day < end + 1, over a column of days."""
        conditions = []
        if self.start:
            conditions.append(column >= self.start)
        if self.end:
            conditions.append(column < self.end + timedelta(days=1))
        return conditions

    def conditions(self, table: Table, on: ColumnElement | None = None) -> list[ColumnElement[bool]]:
        """WHERE over one table: the period over the day column `on`, and every choice that the table can answer.

        Order choices apply to a table with channel and category, feedback choices to feedback and mentions.
        """
        conditions = self.period(on) if on is not None else []
        conditions += self.customer_conditions(table)
        for name in dict.fromkeys((*ORDER_DIMENSIONS, *FEEDBACK_DIMENSIONS)):
            if (chosen := getattr(self, name)) and name in table.c:
                conditions.append(table.c[name].in_(chosen))
        return conditions

    def money_conditions(self, table: Table) -> list[ColumnElement[bool]]:
        """One currency, for sums of amounts only; what names no currency is taken to be in it."""
        if self.currency is None:
            return []
        return [or_(table.c.currency == self.currency, table.c.currency.is_(None))]

    def customer_conditions(
        self, table: Table, by_id: Callable[[ColumnElement[bool]], ColumnElement[bool]] = lambda condition: condition
    ) -> list[ColumnElement[bool]]:
        """The choices about the customer: on columns copied into the table where it has them, else by their ids.

        by_id: how a condition on ids is put.
        """
        chosen = {name: values for name in CUSTOMER_DIMENSIONS if (values := getattr(self, name))}
        conditions = [table.c[name].in_(values) for name, values in chosen.items() if name in table.c]
        among = []
        if elsewhere := [customers.c[name].in_(values) for name, values in chosen.items() if name not in table.c]:
            among.append(table.c.customer_id.in_(select(customers.c.customer_id).where(*elsewhere)))
        for name, values in self.attributes:
            said = customer_attributes.c
            having = select(said.customer_id).where(said.name == name, said.value.in_(values))
            among.append(table.c.customer_id.in_(having))
        if self.having:
            # Who is in a segment is itself told by metrics, which read this.
            from data_access.segments.members import belongs

            among.append(belongs(table.c.customer_id, self))
        return [*conditions, *map(by_id, among)]

    def speaker_conditions(self, table: Table = feedback) -> list[ColumnElement[bool]]:
        """Whose customer is speaking, over feedback or its themes. While no brand is marked as ours, everyone is."""
        if EVERY_BRAND in self.brand:
            return []
        ours = select(brands.c.name).where(brands.c.is_ours)
        is_ours = or_(table.c.brand.is_(None), table.c.brand.in_(ours), ~exists(ours))
        if not self.brand:
            return [is_ours]
        named = table.c.brand.in_(self.brand)
        silent = table.c.brand.is_(None) & exists(ours.where(brands.c.name.in_(self.brand)))
        return [or_(named, silent)]

    def named_conditions(self) -> list[ColumnElement[bool]]:
        """Which brand a mention names; empty is ours."""
        if EVERY_BRAND in self.brand:
            return []
        if self.brand:
            return [mentions.c.brand.in_(self.brand)]
        return [mentions.c.brand.in_(select(brands.c.name).where(brands.c.is_ours))]


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
