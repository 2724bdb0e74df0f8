"""Forecasts of single customers, added up by group."""

import numpy as np
import pandas as pd

from data_access.lifetime.forecast import Customers, Forecast

# Lower edge of each band of the chance that a customer still buys, and its name, the highest first.
CHANCES = (
    (0.8, "Very likely (80% and more)"),
    (0.5, "Likely (50% to 80%)"),
    (0.2, "Unlikely (20% to 50%)"),
    (0.0, "Hardly (under 20%)"),
)
# Of these the model knows no chance: it lets customers stop after a repeat purchase only.
BOUGHT_ONCE = "Bought once (not known)"
MOST_FREQUENT = 7  # purchases after the first from which on customers are counted together
# Who bought so often used to buy; below this chance it is likelier that they have stopped.
OVERDUE_PURCHASES, OVERDUE_CHANCE = 3, 0.5
OVERDUE = "overdue", "others"
ACROSS = ("", "chance", "frequency", "overdue")


def sums(customers: Customers, foreseen: Forecast, across: str) -> pd.DataFrame:
    """By group: customers, what is foreseen of them (active, purchases, buyers, revenue), and what they did since
    (later_purchases, later_buyers, later_revenue).

    across: which groups, of ACROSS; several joined by "+" follow each other, told apart by the column of that name.
    "" is the customers' own.
    """
    return pd.concat([_sums(customers, foreseen, each) for each in across.split("+")], ignore_index=True)


def _sums(customers: Customers, foreseen: Forecast, across: str) -> pd.DataFrame:
    groups, group = _grouped(customers, foreseen, across)
    summed = {
        "active": foreseen.active,
        "purchases": foreseen.purchases,
        "buyers": foreseen.buyers,
        "revenue": foreseen.revenue,
        "later_purchases": customers.later,
        "later_buyers": customers.later > 0,
        "later_revenue": customers.later_spent,
    }
    columns = {name: np.bincount(group, each, len(groups)) for name, each in summed.items()}
    columns = {"customers": np.bincount(group, minlength=len(groups)).astype(float), **columns}
    made = pd.DataFrame({"group": pd.Series(groups, dtype=object), "across": across, **columns})
    return made[made["customers"] > 0]


def _grouped(customers: Customers, foreseen: Forecast, across: str) -> tuple[tuple[object, ...], np.ndarray]:
    """The labels, and the place of each customer's among them."""
    if across == "chance":
        edges = [edge for edge, _ in CHANCES]
        band = np.searchsorted(-np.array(edges), -foreseen.active)
        return (*(name for _, name in CHANCES), BOUGHT_ONCE), np.where(customers.frequency > 0, band, len(CHANCES))
    if across == "frequency":
        labels = *map(str, range(MOST_FREQUENT)), f"{MOST_FREQUENT} and more"
        return labels, np.minimum(customers.frequency, MOST_FREQUENT).astype(int)
    if across == "overdue":
        used_to_buy = customers.frequency >= OVERDUE_PURCHASES - 1
        return OVERDUE, np.where(used_to_buy & (foreseen.active < OVERDUE_CHANCE), 0, 1)
    return customers.groups, customers.group
