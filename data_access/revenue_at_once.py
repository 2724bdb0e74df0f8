"""What the revenue page asks for in the forms in which it is read at once, with exactly the numbers of each metric's
own statement.

Revenue of chosen customers is told by their purchases, so by the sums that tell the page's other metrics as well. And
what is told of each customer's purchases in a period finds the customers once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import Select

from data_access.filters import Filters
from data_access.metrics import orders
from data_access.metrics.customer_revenue import purchases_per_customer, revenue_concentration
from data_access.metrics.earned_growth import growth_in_parts
from data_access.purchase_sums import is_told
from data_access.schema import customers, purchases
from data_access.together import Asked

_OF_CUSTOMERS = (growth_in_parts, revenue_concentration, purchases_per_customer)
_OF_ORDERS = (orders.revenue, orders.average_order_value)


@dataclass(frozen=True)
class _OfCustomers(Asked):
    """`of`. It has no filters of its own, so that all of these are read together."""

    of: Asked | None = None

    @property
    def key(self) -> tuple:
        return self.of.key

    __hash__ = Asked.__hash__

    def statement(self) -> Select:
        return self.of.statement()

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        return self.of.frame(rows)


def at_once(asked: Sequence[Asked], *, is_in_one_currency: bool) -> list[Asked]:
    """The same askings, those that are better read with others in the form in which `together.read` does so.

    is_in_one_currency: as Coverage has it. Purchases of one day leave out what was paid in another.
    """
    ranked = [each.filters for each in asked if each.metric is revenue_concentration]

    def together(each: Asked) -> Asked:
        if each.metric in _OF_ORDERS and each.filters.has_customer_choice and is_in_one_currency:
            of_purchases = replace(each, metric=replace(each.metric, table=purchases))
            return of_purchases if is_told(of_purchases) else each
        if each.metric in _OF_CUSTOMERS and not (each.by or each.every) and each.filters in ranked:
            return _OfCustomers(replace(each.metric, table=customers), Filters(), of=each)
        return each

    return [together(each) for each in asked]
