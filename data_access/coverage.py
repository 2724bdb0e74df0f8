"""What the database holds, from which day to which, and what there is to choose from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

import pandas as pd
from sqlalchemy import BigInteger, Date, Select, String, case, cast, func, literal, null, select, union_all

from data_access import database, fetch
from data_access.schema import (
    CUSTOMER_DIMENSIONS,
    brand_aliases,
    brands,
    customer_attributes,
    customers,
    data_version,
    events,
    feedback,
    import_runs,
    mentions,
    orders,
    refused_rows,
)
from data_access.staging import CUSTOMER_FIELDS

# More choices than this are no menu; the rest can still be asked for by name on the command line.
MOST_OPTIONS = 300
# So many values of an attribute are groups to compare; more are names or numbers.
MOST_GROUPS = 50


@dataclass(frozen=True)
class Coverage:
    """Days are store-local; a day is None where there is nothing."""

    orders: int = 0
    valid_orders: int = 0
    orders_without_customer: int = 0  # of the valid ones
    customers: int = 0  # with at least one purchase
    feedback: int = 0
    unscored_feedback: int = 0
    feedback_without_customer: int = 0
    mentions: int = 0
    first_order_on: date | None = None
    last_order_on: date | None = None
    first_feedback_on: date | None = None
    last_feedback_on: date | None = None
    has_demo: bool = False
    has_own_data: bool = False
    our_brand: str | None = None
    currencies: tuple[str, ...] = ()  # the most used one first
    is_in_one_currency: bool = True  # every order names the same one, or none does
    attributes: tuple[str, ...] = ()  # further ones of customers, with so few values that they make groups
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    changed_at: datetime | None = field(default=None, compare=False)  # in UTC

    @property
    def is_empty(self) -> bool:
        return self.orders == 0 and self.feedback == 0

    @property
    def first_on(self) -> date | None:
        return min(filter(None, (self.first_order_on, self.first_feedback_on)), default=None)

    @property
    def last_on(self) -> date | None:
        """The data's own last day: what periods are counted from."""
        return max(filter(None, (self.last_order_on, self.last_feedback_on)), default=None)

    def days_of(self, source: str) -> tuple[date, ...]:
        """The first and the last day of "feedback" or of "orders"; () where there is nothing of it."""
        is_feedback = source == "feedback"
        first = self.first_feedback_on if is_feedback else self.first_order_on
        last = self.last_feedback_on if is_feedback else self.last_order_on
        return (first, last) if first and last else ()

    @property
    def currency(self) -> str | None:
        """The currency to show when there are several; None while a single one needs no choice."""
        return self.currencies[0] if len(self.currencies) > 1 else None


_latest: dict[tuple[str, int], Coverage] = {}  # of the latest state of the data that was asked for


def coverage() -> Coverage:
    """Read it all in six statements, once for each state of the data.

    Raises:
        DatabaseProblem: with a sentence, when the database cannot answer.
    """
    global _latest
    state = database.current_version()
    held = _latest.get(state)
    if held is None:
        held = _read()
        _latest = {state: held}
    return held


def _read() -> Coverage:
    counted = fetch.rows(_counts()).set_index("what")
    number = {what: int(n) for what, n in counted["n"].items()}
    menu = fetch.rows(_options())
    options = {name: tuple(sorted(rows["value"])) for name, rows in menu[menu["name"] != "currency"].groupby("name")}
    money = menu[menu["name"] == "currency"].sort_values(["n", "value"], ascending=[False, True])
    further = fetch.rows(_attributes())
    ours = fetch.rows(select(brands.c.name).where(brands.c.is_ours).order_by(brands.c.name))
    return Coverage(
        orders=number["orders"],
        valid_orders=number["valid_orders"],
        orders_without_customer=number["orders_without_customer"],
        customers=number["customers"],
        feedback=number["feedback"],
        unscored_feedback=number["unscored_feedback"],
        feedback_without_customer=number["feedback_without_customer"],
        mentions=number["mentions"],
        first_order_on=_day(counted.loc["valid_orders", "first"]),
        last_order_on=_day(counted.loc["valid_orders", "last"]),
        first_feedback_on=_day(counted.loc["feedback", "first"]),
        last_feedback_on=_day(counted.loc["feedback", "last"]),
        has_demo=bool(number["demo_imports"]),
        has_own_data=bool(number["own_imports"]),
        our_brand=ours["name"].iloc[0] if len(ours) else None,
        currencies=tuple(money["value"]),
        is_in_one_currency=money["n"].tolist() in ([], [number["orders"]]),
        attributes=tuple(sorted(further["name"])),
        options=options,
        changed_at=pd.Timestamp(fetch.rows(freshness())["changed_at"].iloc[0]).to_pydatetime(),
    )


def _day(value) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _counts() -> Select:
    o, f = orders.c, feedback.c
    none = cast(null(), Date)

    def line(what: str, n, first=none, last=none, *where) -> Select:
        columns = (
            literal(what).label("what"),
            cast(n, BigInteger).label("n"),
            first.label("first"),
            last.label("last"),
        )
        return select(*columns).where(*where)

    guest = func.count(case((o.customer_id.is_(None), 1)))
    unscored = func.count(case((f.sentiment.is_(None), 1)))
    unknown = func.count(case((f.customer_id.is_(None), 1)))
    return union_all(
        line("orders", func.count(o.order_id)),
        line("valid_orders", func.count(o.order_id), func.min(o.ordered_on), func.max(o.ordered_on), o.is_valid),
        line("orders_without_customer", guest, none, none, o.is_valid),
        line("customers", func.count(customers.c.customer_id), none, none, customers.c.purchases > 0),
        line("feedback", func.count(f.feedback_id), func.min(f.created_on), func.max(f.created_on)),
        line("unscored_feedback", unscored),
        line("feedback_without_customer", unknown),
        line("mentions", func.count(mentions.c.feedback_id)),
        line("demo_imports", func.count(import_runs.c.import_run_id), none, none, import_runs.c.is_demo),
        line("own_imports", func.count(import_runs.c.import_run_id), none, none, ~import_runs.c.is_demo),
    )


def _options() -> Select:
    def values(name: str, column) -> Select:
        counted = func.count().label("n")
        columns = (literal(name).label("name"), cast(column, String).label("value"), counted)
        chosen = select(*columns).where(column.is_not(None)).group_by(column)
        return select(chosen.order_by(counted.desc()).limit(MOST_OPTIONS).subquery())

    def either(name: str) -> Select:
        both = union_all(*(select(table.c[name].label("value")) for table in (orders, feedback))).subquery()
        return values(name, both.c.value)

    return union_all(
        *(values(name, customers.c[name]) for name in CUSTOMER_DIMENSIONS),
        *(either(name) for name in ("channel", "category")),
        *(values(name, feedback.c[name]) for name in ("source", "kind")),
        values("brand", brands.c.name),
        values("currency", orders.c.currency),
    )


def _attributes() -> Select:
    """Names of what files said of customers beyond the fields that every customer has."""
    said = customer_attributes.c
    values = (
        select(said.name, said.value)
        .where(said.name.not_in(CUSTOMER_FIELDS.values()))
        .group_by(said.name, said.value)
        .subquery()
        .c
    )
    return select(values.name).group_by(values.name).having(func.count().between(2, MOST_GROUPS))


def past_imports() -> Select:
    """Every import, newest first."""
    return select(import_runs).order_by(import_runs.c.import_run_id.desc())


def refused(import_run_id: int | None = None) -> Select:
    """The rows an import did not take, each with its reason; of all imports unless one is named."""
    chosen = [] if import_run_id is None else [refused_rows.c.import_run_id == import_run_id]
    return select(refused_rows).where(*chosen).order_by(refused_rows.c.import_run_id.desc(), refused_rows.c.line_no)


def freshness() -> Select:
    """When the data last changed."""
    return select(data_version.c.version, data_version.c.changed_at)


def spans() -> Select:
    """First and last day of purchases and of mentions: what, first, last."""

    def line(what: str, on) -> Select:
        return select(literal(what).label("what"), func.min(on).label("first"), func.max(on).label("last"))

    # A customer's first and last purchase hold those of all between.
    bought = union_all(select(customers.c.first_purchased_on), select(customers.c.last_purchased_on)).subquery()
    return union_all(line("customers", bought.c[0]), line("mentions", mentions.c.created_on))


def times_named() -> Select:
    """How many pieces of feedback name each brand: brand, n."""
    return select(mentions.c.brand, func.count().label("n")).group_by(mentions.c.brand)


@cache
def happenings() -> Select:
    """Events, each once and oldest first: drawn on every chart over time. happened_on, title, description."""
    e = events.c
    told = select(e.happened_on, e.title, func.max(e.description).label("description"))
    return told.group_by(e.happened_on, e.title).order_by(e.happened_on, e.title)


@cache
def tracked_brands() -> Select:
    """Each brand with each of its aliases."""
    joined = brands.outerjoin(brand_aliases, brand_aliases.c.brand == brands.c.name)
    alias = brand_aliases.c
    columns = (brands.c.name, brands.c.is_ours, alias.alias, alias.needs_capital, alias.context, alias.counter_context)
    return select(*columns).select_from(joined).order_by(brands.c.is_ours.desc(), brands.c.name, brand_aliases.c.alias)
