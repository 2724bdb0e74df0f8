"""Finding a customer by what somebody remembers of them: id, name or e-mail."""

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from data_access.dialects import contains_text
from data_access.schema import customers

MOST_FOUND = 50
LONGEST_WANTED = 200  # characters; no id, name or address is longer
_FIELDS = ("customer_id", "name", "email")
c = customers.c


def matching(wanted: str, *, limit: int = MOST_FOUND) -> Select:
    """The customers whose id, name or e-mail contains every word that is wanted, letter case ignored; best first: who
    has exactly that id, then whose id, name or e-mail begins so, then the rest, those of the highest revenue first.

    customer_id, name, email, segment, first_purchased_on, last_purchased_on, purchases, revenue, and matching, how many
    there are in all. Words are pieces of text and no patterns. Nothing wanted finds nobody.
    """
    # No text of a database holds a zero character, and PostgreSQL takes one for an error.
    wanted = " ".join(wanted.replace("\0", "\N{REPLACEMENT CHARACTER}").split())[:LONGEST_WANTED]
    holds = [_holds(word) for word in wanted.split()] or [literal(False)]
    number = func.count().over().label("matching")
    # The best of many are found among narrow rows.
    placed = select(c.customer_id, c.revenue, _rank(wanted).label("place"), number).where(*holds)
    best = _in_order(placed.subquery("placed").c, limit)
    shown = (*_FIELDS, "segment", "first_purchased_on", "last_purchased_on", "purchases", "revenue")
    best = best.subquery("best")
    found = select(*(c[name] for name in shown), best.c.matching).join(best, best.c.customer_id == c.customer_id)
    return found.order_by(best.c.place, best.c.revenue.desc(), best.c.customer_id)


def _in_order(placed, limit: int) -> Select:
    return select(*placed).order_by(placed.place, placed.revenue.desc(), placed.customer_id).limit(limit)


def _holds(word: str) -> ColumnElement[bool]:
    return or_(*(contains_text(c[name], word) for name in _FIELDS))


def _rank(wanted: str) -> ColumnElement[int]:
    begins = or_(*(c[name].istartswith(wanted, autoescape=True) for name in _FIELDS))
    return case((c.customer_id == wanted, 0), (func.lower(c.customer_id) == wanted.lower(), 1), (begins, 2), else_=3)
