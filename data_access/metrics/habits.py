"""How often have customers bought so far, and how far apart? Counts without a model."""

from sqlalchemy import Date, Integer, Select, String, case, cast, func, literal, null, select

from data_access.dialects import days_between
from data_access.filters import Filters
from data_access.metrics.definition import metric, total
from data_access.metrics.outlook_inputs import last_day, stands_on
from data_access.metrics.purchase_terms import p
from data_access.schema import purchases

MOST_PURCHASES = 8  # from which on customers are counted together
# First day of each stretch between two purchases, and its name.
STRETCHES = (
    (1, "up to a week"),
    (8, "8 to 30 days"),
    (31, "31 to 60 days"),
    (61, "61 to 90 days"),
    (91, "91 to 180 days"),
    (181, "181 to 365 days"),
    (366, "more than a year"),
)
_NO_PERIOD = cast(null(), Date).label("period")


@metric("Customers by number of purchases", "count", (), fills_gaps=False, steps=())
def customers_by_purchases(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Customers by how often they have bought by the data's last day, whatever the period; eight times and more count
    together. Choices of channel and category are not applied."""
    ordinal = case((p.ordinal < MOST_PURCHASES, cast(p.ordinal, String)), else_=f"{MOST_PURCHASES} and more")
    counted = select(ordinal.label("group")).where(*stands_on(filters, last_day(filters))).subquery("customers").c
    return select(_NO_PERIOD, counted.group, *total(func.count())).group_by(counted.group)


@metric("Days between purchases", "count", (), fills_gaps=False, steps=())
def days_between_purchases(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """Purchases after the first, by the days since the customer's purchase before, whatever the period. Pauses that are
    not over yet are not in it, so that long ones are too few. Choices of channel and category are not applied."""
    gap = days_between(p.previous_on, p.purchased_on)
    later = [(gap >= first, literal(first, Integer)) for first, _ in reversed(STRETCHES[1:])]
    since = case(*later, else_=literal(STRETCHES[0][0], Integer)).label("from_days")
    where = p.previous_on.is_not(None), p.purchased_on <= last_day(filters), *filters.customer_conditions(purchases)
    counted = select(since).where(*where).subquery("gaps").c
    name = case(*((counted.from_days == first, name) for first, name in STRETCHES)).label("group")
    return select(_NO_PERIOD, name, *total(func.count()), counted.from_days).group_by(counted.from_days)
