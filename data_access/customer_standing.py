"""Where customers stand: the group of recency, frequency and monetary value that holds one of them on the last day, and
how many moved from one group to another.
"""

from datetime import date

import pandas as pd

from data_access import database, fetch
from data_access.filters import Filters
from data_access.metrics import rfm
from data_access.metrics.named_groups import GROUPS, Named
from data_access.metrics.purchase_terms import p
from data_access.metrics.standing import MEASURES, eve, fifths, last_day, on_day


def group_of(customer_id: str, filters: Filters) -> Named | None:
    """The group by the rule of `rfm_groups`; None for who has not bought by that day. Of the filters the last day and
    the currency count: a customer's group does not change with what the reader looks at."""
    day = last_day(filters)
    alone = Filters(as_of=filters.as_of, currency=filters.currency)
    own = fetch.rows(on_day(alone, day, where=[p.customer_id == customer_id]))
    if own.empty:
        return None
    ends = fetch.rows(fifths(alone, day)).iloc[0]
    scores = (
        1 + sum(own.iloc[0][measure] > ends[f"{measure}_{number}"] for number in range(1, 5)) for measure in MEASURES
    )
    recency, frequency, monetary = scores
    return next(group for group in GROUPS if group.has(recency, frequency + monetary))


def movement(filters: Filters) -> tuple[pd.DataFrame, tuple[dict | None, dict | None]]:
    """rfm_movement's rows, and the fifths of the last day and of the day before the period, which they are told by."""
    known = tuple(_known_fifths(day, filters.currency) for day in (last_day(filters), eve(filters)))
    _, cells = database.tuples(rfm.cells(filters, *known))
    return rfm.moves_of(cells), known


@fetch.shared
def _known_fifths(day: date | None, currency: str | None) -> dict | None:
    """Of all customers, whatever the filters choose; None while nobody has bought."""
    names, rows = database.tuples(fifths(Filters(currency=currency), day))
    return None if None in rows[0] else dict(zip(names, rows[0], strict=True))
