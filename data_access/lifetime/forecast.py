"""What customers will do, from what is known of each: the data it takes, both models together, and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow
import pyarrow.csv

from data_access.lifetime import bg_nbd, gamma_gamma
from data_access.lifetime.fitting import NoFit

# Less than this, and a prediction is a guess.
FEWEST_CUSTOMERS = 500
FEWEST_DAYS = 180
LONGEST_SILENCE = 30  # days since anybody's last purchase
FREQUENT = 3  # purchases that somebody has made


@dataclass(frozen=True)
class Customers:
    """Where each customer stands on a day; arrays of one length, times in days.

    groups: the labels there are. group: the place of each customer's label among them. frequency: purchases after the
    first. recency: from the first to the last. age: from the first to the day. paid, spent: how many purchases after
    the first brought money, and how much. later, later_spent: purchases after the day, and what they brought. What was
    not asked for is 0.
    """

    groups: tuple[object, ...]
    group: np.ndarray
    frequency: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    paid: np.ndarray
    spent: np.ndarray
    later: np.ndarray
    later_spent: np.ndarray

    @classmethod
    def read(cls, groups: Sequence[object], texts: Sequence[str | None], fields: Sequence[str]) -> "Customers":
        """From the lines of each group, one a customer: the numbers named by `fields`, commas between."""
        tables = [_numbers(text, fields) for text in texts]
        told = np.concatenate([np.empty((len(fields), 0)), *tables], axis=1)
        group = np.repeat(np.arange(len(tables)), [table.shape[1] for table in tables])
        columns = dict.fromkeys(("paid", "spent", "later", "later_spent"), np.zeros(told.shape[1]))
        return cls(tuple(groups), group, **columns | dict(zip(fields, told, strict=True)))

    def __len__(self) -> int:
        return len(self.frequency)


def _numbers(text: str | None, fields: Sequence[str]) -> np.ndarray:
    """One row a field. Arrow reads millions of numbers in the time that numpy takes for a tenth of them."""
    if not text:
        return np.empty((len(fields), 0))
    as_floats = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(fields, pyarrow.float64()))
    named = pyarrow.csv.ReadOptions(column_names=list(fields))
    table = pyarrow.csv.read_csv(pyarrow.BufferReader(text.encode()), named, convert_options=as_floats)
    return np.stack([column.to_numpy() for column in table.columns])


def reason_against(customers: Customers, ago: int = 0) -> str:
    """Why no prediction can be made from these customers, in a sentence; "" when one can.

    ago: days before the data's last day that the customers stand on.
    """
    are, is_, when = ("were", "was", f"{ago} days before the data's last day ") if ago else ("are", "is", "")

    def sentence(text: str) -> str:
        return when + text if when else text[0].upper() + text[1:]

    if len(customers) < FEWEST_CUSTOMERS:
        count = f"{len(customers):,} customers" if len(customers) != 1 else "1 customer"
        there = f"there {is_ if len(customers) == 1 else are} {count}"
        return sentence(f"{there}, and a prediction needs {FEWEST_CUSTOMERS}.")
    days = int(customers.age.max()) + 1
    if days < FEWEST_DAYS:
        return sentence(f"there {are} {days} days of orders, and a prediction needs {FEWEST_DAYS}.")
    silence = int((customers.age - customers.recency).min())
    if silence > LONGEST_SILENCE:
        return sentence(f"the last purchase {is_} {silence} days old, and a prediction needs one of the last "
                        f"{LONGEST_SILENCE} days.")  # fmt: skip
    if customers.frequency.max() < FREQUENT - 1:
        return sentence(f"no customer {'had' if ago else 'has'} bought {FREQUENT} times, and a prediction needs some.")
    return ""


@dataclass(frozen=True)
class Model:
    """Both models as fitted. spending is None where the amounts do not carry its model; the reason is beside it."""

    buying: bg_nbd.BgNbd
    spending: gamma_gamma.GammaGamma | None
    why_not: str = ""


def fit(customers: Customers) -> Model:
    """Fit both models to all customers, whatever their groups.

    Raises:
        NoFit: the purchases do not carry the model, with the reason in a sentence.
    """
    buying = bg_nbd.fit(customers.frequency, customers.recency, customers.age)
    # Gifts bring nothing, and say nothing of what a purchase brings.
    has_spent = customers.spent > 0
    try:
        spending = gamma_gamma.fit(customers.paid[has_spent], customers.spent[has_spent])
    except NoFit as problem:
        return Model(buying, None, str(problem))
    return Model(buying, spending)


@dataclass(frozen=True)
class Forecast:
    """Of each customer: the chance that they still buy, and for the next days the purchases expected, the chance of at
    least one, and the revenue, unknown without a model of spending."""

    active: np.ndarray
    purchases: np.ndarray
    buyers: np.ndarray
    revenue: np.ndarray


def forecast(model: Model, customers: Customers, days: int) -> Forecast:
    """What each customer is expected to do in the next so many days."""
    active = model.buying.chance_active(customers.frequency, customers.recency, customers.age)
    purchases = active * model.buying.expected_if_active(customers.frequency, customers.age, days)
    buyers = active * model.buying.purchase_if_active(customers.frequency, customers.age, days)
    revenue = np.full(len(customers), np.nan)
    if model.spending is not None:
        # Whose purchases brought nothing, of them nothing is known of what one brings.
        paid = np.where(customers.spent > 0, customers.paid, 0)
        revenue = purchases * model.spending.expected_amount(paid, customers.spent)
    return Forecast(active, purchases, buyers, revenue)
