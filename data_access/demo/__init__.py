"""The demo data: a fictional retailer, its three fictional rivals, and thirty months of orders and feedback.

Made from a seed alone: the same on every machine and every run.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_access.demo.answering import with_replies
from data_access.demo.customers import draw_cards, draw_customers
from data_access.demo.feedback import draw_feedback
from data_access.demo.orders import draw_orders, draw_referrals
from data_access.demo.story import OURS, RIVALS, Alias, Brand, Event, Story

__all__ = ["Alias", "Brand", "Demo", "Event", "generate"]

_ORDER_FIELDS = [
    "order_id", "customer_id", "ordered_at", "ordered_on", "amount", "currency", "channel", "campaign", "status",
    "refunded_amount", "category", "customer_name", "customer_email", "segment", "region", "country", "origin",
    "referred_by", "joined_at", "attribute.Loyalty card",
]  # fmt: skip
_FEEDBACK_FIELDS = [
    "feedback_id", "source", "channel", "kind", "brand", "customer_id", "author", "created_at", "created_on", "title",
    "text", "rating", "rating_scale", "product", "category", "segment", "region", "country", "reply", "replied_at",
]  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """Frames in order of time, columns named as the fields of an import; what is not known is missing.

    orders: 15,000 rows, one an order; 6,000 customers, 600 orders with none. `amount` in EUR, net.
    feedback: 5,000 rows; `brand` is whose customer speaks.
    `ordered_at`, `joined_at`, `created_at` and `replied_at` are naive UTC, `ordered_on` and `created_on` midnights.
    """

    orders: pd.DataFrame
    feedback: pd.DataFrame
    brands: tuple[Brand, ...]
    events: tuple[Event, ...]


def generate(seed: int = 20240501, today: date = date(2026, 6, 30)) -> Demo:
    """The demo data of the 912 days up to and with `today`."""
    story = Story(today)
    people = draw_customers(_stream(seed, 1), story)
    bought = draw_orders(_stream(seed, 2), people, story)
    people["attribute.Loyalty card"] = draw_cards(_stream(seed, 5), people)
    people["referred_by"] = draw_referrals(_stream(seed, 3), people, bought)
    heard = with_replies(_stream(seed, 6), draw_feedback(_stream(seed, 4), people, bought, story))
    return Demo(_with_customers(bought, people), heard[_FEEDBACK_FIELDS], (OURS, *RIVALS), story.events())


def _stream(seed: int, part: int) -> np.random.Generator:
    """Randomness of its own for each part, so that a new sentence does not change a single order."""
    return np.random.Generator(np.random.PCG64([seed, part]))


def _with_customers(bought: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Each order with its customer's fields beside it, as shops export them; joined with the first order."""
    first = bought[bought["person"] >= 0].groupby("person")["ordered_at"].min()
    people["joined_at"] = first - pd.Timedelta(minutes=7)
    known = people.drop(columns=["rate", "quit", "spend", "favourite", "first_day"])
    joined = bought.merge(known, left_on="person", right_index=True, how="left")
    return joined.sort_values("order_id", kind="stable", ignore_index=True)[_ORDER_FIELDS]
