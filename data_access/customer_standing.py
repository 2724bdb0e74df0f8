"""One customer among all: the group of recency, frequency and monetary value that holds them on the last day."""

from data_access import fetch
from data_access.filters import Filters
from data_access.metrics.named_groups import GROUPS, Named
from data_access.metrics.purchase_terms import p
from data_access.metrics.standing import MEASURES, fifths, last_day, on_day


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
    return next(group for group in GROUPS if _is_in(group, recency, frequency + monetary))


def _is_in(group: Named, recency: int, worth: int) -> bool:
    """As Named.holds has it."""
    (lowest, highest), (least, most) = group.recency, group.value
    return lowest <= recency <= highest and 2 * least <= worth <= 2 * most + 1
