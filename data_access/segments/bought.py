"""Rules about what customers bought by a day, as conditions on where each of them stood on it."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, FromClause, cast, func, literal, or_, select, true

from data_access.dialects import add_days
from data_access.filters import Filters
from data_access.metrics.named_groups import named
from data_access.metrics.purchase_terms import p
from data_access.metrics.standing import MEASURES, SCORES, fifths, on_day, score
from data_access.schema import CUSTOMER_DIMENSIONS, Money
from data_access.segments.rules import AT_LEAST, AT_MOST, Rule

ABOUT = ("purchases", "last-purchase", "first-purchase", "revenue", "group")
_KEPT = 500


def is_of_everybody(rule: Rule) -> bool:
    """Whether the rule is about no purchase at all: everybody bought at least 0 times."""
    return rule.about == "purchases" and rule.values == (AT_LEAST, "0")


def is_of_buyers(rules: Sequence[Rule]) -> bool:
    """Whether one of the rules leaves out all who never bought."""
    return any(not is_of_everybody(rule) and not _is_not(rule) for rule in rules if rule.about in ABOUT)


@lru_cache(_KEPT)
def standing(as_of: date | None, currency: str | None, rules: tuple[Rule, ...]) -> tuple[FromClause, CTE]:
    """What to select from, and in it each buyer's row: customer_id, the measures of where they stood on the day, their
    first purchase, and the dimensions that the rules name."""
    filters = Filters(as_of=as_of, currency=currency)
    dimensions = [p[name] for name in CUSTOMER_DIMENSIONS if any(rule.about == name for rule in rules)]
    rows = on_day(filters, as_of, further=(p.first_purchased_on, *dimensions)).cte()
    if any(rule.about == "group" for rule in rules):
        return rows.join(_ends(as_of, currency), true()), rows
    return rows, rows


# PostgreSQL would have each of its workers sort all customers anew.
@lru_cache(_KEPT)
def _ends(as_of: date | None, currency: str | None) -> CTE:
    filters = Filters(as_of=as_of, currency=currency)
    return fifths(filters, as_of).cte().prefix_with("MATERIALIZED", dialect="postgresql")


def condition(rule: Rule, rows: CTE, as_of: date | None, currency: str | None) -> tuple[ColumnElement[bool], bool]:
    """Over the rows of `standing`, and whether the rule holds for everybody else, who never bought among them."""
    s = rows.c
    if rule.about == "purchases":
        return _number(rule, s.ordinal), _is_not(rule)
    if rule.about == "last-purchase":
        return s.purchased_on > _days_before(int(rule.values[0]), s, as_of), rule.is_not
    if rule.about == "first-purchase":
        first, last = (date.fromisoformat(day) if day else None for day in rule.values)
        (one, *others) = Filters(start=first, end=last).period(s.first_purchased_on)
        return (one & others[0] if others else one), rule.is_not
    if rule.about == "revenue":
        return s.spent >= cast(literal(Decimal(rule.values[0]), Money), Money), rule.is_not
    ends = _ends(as_of, currency)
    scored = dict(zip(SCORES, (score(s[measure], measure, ends) for measure in MEASURES), strict=True))
    worth = scored["frequency"] + scored["monetary"]
    return or_(*(named(name).holds(scored["recency"], worth) for name in rule.values)), rule.is_not


def _is_not(rule: Rule) -> bool:
    """Who never bought has no row, but has 0 purchases: at most n is everybody else than more than n."""
    if rule.about != "purchases":
        return rule.is_not
    is_turned = rule.values[0] == AT_MOST or rule.values == ("0",)
    return rule.is_not != is_turned


def _number(rule: Rule, ordinal: ColumnElement[int]) -> ColumnElement[bool]:
    number = int(rule.values[-1])
    if rule.values[0] == AT_LEAST:
        return ordinal >= number
    return ordinal > number if rule.values[0] == AT_MOST or not number else ordinal == number


def _days_before(days: int, s, as_of: date | None) -> date | ColumnElement[date]:
    if as_of:
        return as_of - timedelta(days=days)
    return add_days(select(func.max(s.purchased_on)).scalar_subquery(), -days)
