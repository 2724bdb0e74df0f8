"""Customers drawn from BG/NBD and Gamma-Gamma themselves, one purchase after the other."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np


@dataclass(frozen=True)
class Drawn:
    """Of each customer: frequency, recency and age on the day of observation, whether they still buy then, and how
    often they buy in the `horizon` after it."""

    frequency: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    is_active: np.ndarray
    later: np.ndarray


def draw(
    seed: int, customers: int, r: float, alpha: float, a: float, b: float, oldest: float, horizon: float = 0.0
) -> Drawn:
    """Times are not rounded; ages are even from 0 to `oldest`. b of infinity: nobody ever stops."""
    chance = np.random.default_rng(seed)
    rate = chance.gamma(r, 1 / alpha, customers)
    quit_ = chance.beta(a, b, customers) if np.isfinite(b) else np.zeros(customers)
    age = chance.uniform(0, oldest, customers)
    now, frequency, recency, later = (np.zeros(customers) for _ in range(4))
    is_active = np.ones(customers, dtype=bool)
    buying = np.arange(customers)
    while len(buying):
        now[buying] += chance.exponential(1 / rate[buying])
        buying = buying[now[buying] <= age[buying] + horizon]
        is_past = now[buying] <= age[buying]
        past = buying[is_past]
        frequency[past] += 1
        recency[past] = now[past]
        later[buying[~is_past]] += 1
        stops = chance.random(len(buying)) < quit_[buying]
        is_active[buying[stops & is_past]] = False
        buying = buying[~stops]
    return Drawn(frequency, recency, age, is_active, later)


def orders(seed: int, customers: int = 700, first: date = date(2024, 1, 1), days: int = 540) -> list[dict]:
    """Orders of a shop whose customers arrive evenly over the days; one in three is of the segment "trade"."""
    chance = np.random.default_rng(seed)
    made = []
    for number in range(customers):
        day, stop, rate = chance.uniform(0, days), chance.beta(0.9, 2.5), chance.gamma(0.8, 1 / 40)
        mean = chance.uniform(20, 80)
        while day < days:
            made.append(
                {
                    "customer_id": f"C{number}",
                    "ordered_at": (first + timedelta(days=int(day))).isoformat(),
                    "amount": f"{chance.gamma(4, mean / 4) + 0.01:.2f}",
                    "segment": ("trade", "home", "home")[number % 3],
                }
            )
            if chance.random() < stop:
                break
            day += chance.exponential(1 / rate)
    return made
