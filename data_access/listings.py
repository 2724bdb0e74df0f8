"""What is behind a number: the verbatims and the customers that it counts."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select

from data_access.dialects import contains_text
from data_access.filters import Filters
from data_access.metrics.sentiment import conditions, dimension, our_name
from data_access.schema import customers, feedback, mentions, purchases


def verbatims(
    filters: Filters,
    *,
    search: str | None = None,
    label: str | None = None,
    names_brand: Sequence[str] = (),
    group: tuple[str, str] | None = None,
    score_from: float | None = None,
    score_below: float | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Select:
    """The latest feedback with words, newest first.

    Args:
        search: words that each stand in the title or text, letter case ignored; pieces of text, not patterns.
        label: positive, neutral or negative.
        names_brand: only what names one of these brands, whoever speaks.
        group: (dimension, value) of a breakdown whose bar was chosen.
        score_from, score_below: a half-open range of the compound.
    """
    f = feedback.c
    where = conditions(filters, by="brand" if names_brand or (group and group[0] == "brand") else None)
    where.append(or_(f.text.is_not(None), f.title.is_not(None)))
    for wanted in (search or "").split():
        where.append(or_(contains_text(f.text, wanted), contains_text(f.title, wanted)))
    if label:
        where.append(f.sentiment_label == label)
    if names_brand:
        naming = select(mentions.c.feedback_id).where(mentions.c.brand.in_(names_brand))
        where.append(f.feedback_id.in_(naming))
    if group:
        where.append(func.coalesce(dimension(group[0]), "(not given)") == group[1])
    if score_from is not None:
        where.append(f.sentiment >= score_from)
    if score_below is not None:
        where.append(f.sentiment < score_below)
    speaker = func.coalesce(f.brand, our_name()).label("speaks_of")
    columns = (*feedback.c, speaker, func.count().over().label("matching"))
    newest_first = (f.created_at.desc(), f.feedback_id)
    return select(*columns).where(*where).order_by(*newest_first).limit(limit).offset(offset)


def customers_of_period(filters: Filters, *, who: str = "all", limit: int = 500) -> Select:
    """The customers who bought in the period: new ones for the first time, returning ones for a later time."""
    p = purchases.c
    which = {"all": [], "new": [p.ordinal == 1], "returning": [p.ordinal >= 2]}[who]
    bought = select(p.customer_id).where(*which, *filters.conditions(purchases, on=p.purchased_on))
    return customers_in(bought, limit=limit)


def customers_in(ids: Select, *, limit: int | None = 500) -> Select:
    """The customers whose id a statement selects, those with the highest revenue first; `matching` counts them all.

    limit: None for every one of them.
    """
    shown = ("customer_id", "name", "segment", "region", "country", "first_purchased_on", "last_purchased_on")
    columns = [customers.c[name] for name in (*shown, "purchases", "revenue")]
    most_valuable_first = (customers.c.revenue.desc(), customers.c.customer_id)
    found = select(*columns, func.count().over().label("matching")).where(customers.c.customer_id.in_(ids))
    return found.order_by(*most_valuable_first).limit(limit)
