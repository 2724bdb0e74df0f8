"""The customers behind the outlook: those of a band of chances, of a group, of a number of purchases, and the overdue.

The chance that a customer still buys is the model's, written in SQL: its parameters come as values.
"""

from collections.abc import Mapping
from math import log

from sqlalchemy import ColumnElement, Double, Select, cast, func, select

from data_access.dialects import days_between
from data_access.filters import Filters
from data_access.lifetime.summary import BOUGHT_ONCE, CHANCES, MOST_FREQUENT, OVERDUE_CHANCE, OVERDUE_PURCHASES
from data_access.metrics.habits import MOST_PURCHASES, STRETCHES
from data_access.metrics.outlook_inputs import last_day, stands_on, times
from data_access.metrics.purchase_terms import joined, p
from data_access.schema import customers, purchases


def of_frequency(filters: Filters, group: str, ago: int) -> Select:
    """Ids of the customers of a group of holdout_purchases: so many purchases after the first, `ago` days before."""
    many, day = group.startswith(str(MOST_FREQUENT)), last_day(filters, ago)
    frequency = p.ordinal - 1
    condition = frequency >= MOST_FREQUENT if many else frequency == int(group)
    return select(p.customer_id).where(condition, *stands_on(filters, day))


def of_purchases(filters: Filters, group: str) -> Select:
    """Ids of the customers of a group of customers_by_purchases: so many purchases by the data's last day."""
    condition = p.ordinal >= MOST_PURCHASES if group.startswith(str(MOST_PURCHASES)) else p.ordinal == int(group)
    return select(p.customer_id).where(condition, *stands_on(filters, last_day(filters)))


def of_pause(filters: Filters, group: str) -> Select:
    """Ids of the customers of a group of days_between_purchases: with at least one pause so long."""
    firsts = [first for first, _ in STRETCHES]
    place = [name for _, name in STRETCHES].index(group)
    pause = days_between(p.previous_on, p.purchased_on)
    within = [pause >= firsts[place], *([pause < firsts[place + 1]] if place + 1 < len(firsts) else [])]
    known = p.purchased_on <= last_day(filters), *filters.customer_conditions(purchases)
    return select(p.customer_id).where(p.previous_on.is_not(None), *within, *known)


def of_days_since(filters: Filters, ago: int) -> Select:
    """Ids of the customers of a day who have bought since."""
    day = last_day(filters, ago)
    where = p.first_purchased_on <= day, p.purchased_on > day, p.purchased_on <= last_day(filters)
    return select(p.customer_id).where(*where, *filters.customer_conditions(purchases))


def of_chance(filters: Filters, group: str, parameters: Mapping[str, float]) -> Select:
    """Ids of the customers of a band of the chance that they still buy."""
    day = last_day(filters)
    statement = select(p.customer_id).where(*stands_on(filters, day))
    if group == BOUGHT_ONCE:
        return statement.where(p.ordinal == 1)
    names = [name for _, name in CHANCES]
    place = names.index(group)
    low, high = CHANCES[place][0], CHANCES[place - 1][0] if place else 1.0
    odds = _odds(day, parameters)
    within = [odds <= log((1 - low) / low)] if low else []
    within += [odds > log((1 - high) / high)] if high < 1 else []
    return statement.where(p.ordinal > 1, *within)


def of_group(filters: Filters, by: str, group: str) -> Select:
    """Ids of all customers whose dimension has a value."""
    source, label = joined(by)
    return (
        select(p.customer_id).select_from(source).where(label.element == group, *stands_on(filters, last_day(filters)))
    )


def overdue(filters: Filters, parameters: Mapping[str, float], *, limit: int | None = 500) -> Select:
    """Customers who used to buy and have probably stopped, those who spent most first; `matching` counts them all.

    customer_id, name, segment, region; purchases, spent; last_purchased_on; every, the days from purchase to purchase;
    silent, the days since the last; odds, the logarithm of the odds that they have stopped.
    """
    day = last_day(filters)
    known, odds = times(day), _odds(day, parameters)
    every = cast(known["recency"], Double) / cast(known["frequency"], Double)
    told = (
        *(customers.c[name] for name in ("customer_id", "name", "segment", "region")),
        p.ordinal.label("purchases"),
        cast(p.spent, Double).label("spent"),
        p.purchased_on.label("last_purchased_on"),
        every.label("every"),
        (known["age"] - known["recency"]).label("silent"),
        odds.label("odds"),
        func.count().over().label("matching"),
    )
    is_overdue = p.ordinal >= OVERDUE_PURCHASES, odds > log((1 - OVERDUE_CHANCE) / OVERDUE_CHANCE)
    found = select(*told).join_from(p.customer_id.table, customers, customers.c.customer_id == p.customer_id)
    found = found.where(*is_overdue, *stands_on(filters, day))
    return found.order_by(p.spent.desc(), p.customer_id).limit(limit)


def _odds(day: ColumnElement, parameters: Mapping[str, float]) -> ColumnElement[float]:
    """The logarithm of the odds that a customer who bought again has stopped."""
    known = {name: cast(number, Double) for name, number in times(day).items()}
    r, alpha, a, b = (parameters[name] for name in ("r", "alpha", "a", "b"))
    # Before the first repeat purchase nothing is asked of it, and the logarithm must still be of a number above 0.
    again = func.greatest(known["frequency"], 1.0)
    silence = func.ln(known["age"] + alpha) - func.ln(known["recency"] + alpha)
    return log(a) - func.ln(again + (b - 1)) + (known["frequency"] + r) * silence
