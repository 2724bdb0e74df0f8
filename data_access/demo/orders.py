"""What the demo's customers buy and when: repeat purchases, cancellations, guests, referrals."""

from collections import Counter

import numpy as np
import pandas as pd

from data_access.demo.customers import CHANNELS, CUSTOMERS, pick
from data_access.demo.story import DAYS, Story

ORDERS = 15_000
GUEST_ORDERS = 600
VOID_ORDERS = 450  # cancelled or fully refunded
_OCCASIONS = 14_085  # the rest of the customers' orders are second ones on the same day

MEDIANS = {"Kitchen": 46, "Bedding": 70, "Lighting": 56, "Furniture": 205, "Garden": 62, "Storage": 33}
_SPREADS = {"Kitchen": 0.55, "Bedding": 0.5, "Lighting": 0.5, "Furniture": 0.55, "Garden": 0.6, "Storage": 0.5}
_DEMAND = {"Kitchen": 1.25, "Bedding": 1.0, "Lighting": 0.85, "Furniture": 0.6, "Garden": 0.7, "Storage": 0.95}
_IN_SEASON = {
    "Garden": {3: 1.6, 4: 2.3, 5: 2.5, 6: 2.1, 7: 1.5, 11: 0.4, 12: 0.3, 1: 0.3},
    "Lighting": {10: 1.4, 11: 1.5, 12: 1.4, 6: 0.7, 7: 0.7},
    "Kitchen": {11: 1.3, 12: 1.6},
    "Bedding": {1: 1.4, 9: 1.2, 10: 1.2},
}
_STOPPING = {"late": 0.85, "faulty": 0.34, "fine": 0.0, "delighted": -0.22}  # share of the way to certainty
_HOURS = {
    "Store": (10, 11, 11, 12, 13, 14, 15, 15, 16, 16, 17, 17, 18),
    "Phone": (9, 10, 10, 11, 11, 13, 14, 15, 16),
    "": (7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23),
}


def draw_orders(rng: np.random.Generator, people: pd.DataFrame, story: Story) -> pd.DataFrame:
    """15,000 orders in order of time: the visible fields and, for the feedback, `person` (row of `people`, -1
    for a guest), `day`, `experience` (late, faulty, fine or delighted) and `nth` (the customer's how many-th).
    """
    bought = _occasions(rng, people, story)
    again = rng.choice(len(bought), size=ORDERS - GUEST_ORDERS - len(bought), replace=False)
    same_day = bought.iloc[np.sort(again)]
    frame = pd.concat([bought, same_day, _guests(rng, story)], ignore_index=True)
    frame["channel"] = _channels(rng, frame, people)
    frame["ordered_at"] = _times(rng, frame, story)
    # Equal times keep their place, so that the ids are the same on every machine.
    frame = frame.sort_values("ordered_at", kind="stable", ignore_index=True)
    frame["order_id"] = [f"DEMO-O{number:06d}" for number in range(1, ORDERS + 1)]
    frame["ordered_on"] = frame["ordered_at"].dt.normalize()
    frame["nth"] = frame.groupby("person").cumcount() + 1
    _basket(rng, frame, people, story)
    _settle(rng, frame)
    return frame


def _occasions(rng: np.random.Generator, people: pd.DataFrame, story: Story) -> pd.DataFrame:
    """The days on which customers buy: everyone's first, and as many repeats as there is room for."""
    demand = story.demand()
    rows: list[tuple[int, int, str]] = []
    for person in people.itertuples():
        rows.extend(_history(rng, person, demand, story))
    frame = pd.DataFrame(rows, columns=["person", "day", "experience"])
    is_repeat = frame.duplicated("person")
    surplus = int(is_repeat.sum()) + CUSTOMERS - _OCCASIONS
    if surplus > 0:
        frame = frame.drop(rng.choice(np.flatnonzero(is_repeat), size=surplus, replace=False))
    return frame.reset_index(drop=True)


def _history(rng: np.random.Generator, person, demand: np.ndarray, story: Story) -> list[tuple[int, int, str]]:
    """One customer's purchase days, until they stop or the story ends; drawn by thinning a Poisson process."""
    days, at, highest = [], float(person.first_day), float(demand.max())
    while True:
        day = int(at)
        experience = _experience(rng, person, day, story)
        days.append((person.Index, day, experience))
        quit_now, push = person.quit, _STOPPING[experience]
        quit_now += (1 - quit_now) * push if push > 0 else quit_now * push
        if person.segment == "Students" and day >= story.prices:
            quit_now += 0.08
        if rng.random() < quit_now:
            return days
        while int(at) == day or rng.random() > _eagerness(person, int(at), demand, story) / highest:
            at += rng.exponential(1 / (person.rate * highest))
            if at >= DAYS:
                return days


def _eagerness(person, day: int, demand: np.ndarray, story: Story) -> float:
    waits = story.carrier + 7 <= day < story.repair and person.region in story.carrier_regions
    return demand[day] * (0.7 if waits else 1.0)


def _experience(rng: np.random.Generator, person, day: int, story: Story) -> str:
    """How an order went, which decides what is said of it and how likely another one is."""
    failing, struck = story.carrier <= day < story.repair, person.region in story.carrier_regions
    late = (0.76 if struck else 0.13) if failing else 0.055 if day < story.carrier else 0.04
    luck, taste = rng.random(), rng.random()
    if luck < late * (0.15 if person.favourite == "Store" else 1.0):
        return "late"
    if taste < 0.09:
        return "faulty"
    return "delighted" if taste > 0.7 else "fine"


def _guests(rng: np.random.Generator, story: Story) -> pd.DataFrame:
    """Orders of people who left no name."""
    weight = story.demand() * (1 + np.arange(DAYS) / DAYS)
    day = rng.choice(DAYS, size=GUEST_ORDERS, p=weight / weight.sum())
    return pd.DataFrame({"person": -1, "day": day, "experience": "fine"})


def _channels(rng: np.random.Generator, frame: pd.DataFrame, people: pd.DataFrame) -> np.ndarray:
    """Mostly the customer's favourite; guests are mostly in the stores."""
    favourite = people["favourite"].to_numpy()[frame["person"]]
    other = pick(rng, CHANNELS, len(frame))
    guest = pick(rng, {"Store": 0.5, "Online shop": 0.42, "Phone": 0.08}, len(frame))
    usual = np.where(rng.random(len(frame)) < 0.8, favourite, other)
    return np.where(frame["person"] < 0, guest, usual)


def _times(rng: np.random.Generator, frame: pd.DataFrame, story: Story) -> pd.Series:
    """A time of the day that suits the channel, in UTC."""
    chance = rng.random(len(frame))
    hours = [_HOURS.get(channel, _HOURS[""]) for channel in frame["channel"]]
    hour = np.array([choice[int(u * len(choice))] for choice, u in zip(hours, chance, strict=True)])
    second = hour * 3600 + rng.integers(0, 3600, len(frame))
    opened = np.datetime64(story.opened_on, "us")
    return pd.Series(opened + frame["day"].to_numpy() * np.timedelta64(1, "D") + second * np.timedelta64(1, "s"))


def _basket(rng: np.random.Generator, frame: pd.DataFrame, people: pd.DataFrame, story: Story) -> None:
    """Category by season, amount by category and customer, and the campaign that brought the order."""
    month = frame["ordered_at"].dt.month
    frame["category"] = ""
    for number in range(1, 13):
        weights = {name: share * _IN_SEASON.get(name, {}).get(number, 1.0) for name, share in _DEMAND.items()}
        frame.loc[month == number, "category"] = pick(rng, weights, int((month == number).sum()))
    spend = np.where(frame["person"] < 0, 0.9, people["spend"].to_numpy()[frame["person"]])
    middle = np.log(frame["category"].map(MEDIANS).to_numpy(float))
    amount = np.exp(rng.normal(middle, frame["category"].map(_SPREADS).to_numpy(float))) * spend
    amount *= np.where(frame["day"] >= story.prices, 1.06, 1.0)
    frame["amount"] = np.round(np.maximum(amount, 4.9), 2)
    frame["currency"] = "EUR"
    frame["campaign"] = _campaigns(rng, frame, people, story)


def _campaigns(rng: np.random.Generator, frame: pd.DataFrame, people: pd.DataFrame, story: Story) -> list[str | None]:
    chance, found = rng.random(len(frame)), []
    regions = people["region"].to_numpy()
    for row, u in zip(frame[["person", "day", "nth", "ordered_on"]].itertuples(), chance, strict=True):
        month, year = row.ordered_on.month, row.ordered_on.year
        apology = story.repair <= row.day < story.repair + 90 and row.nth > 1 and row.person >= 0
        if apology and regions[row.person] in story.carrier_regions and u < 0.45:
            found.append("Apology voucher")
        elif month == 11 and row.ordered_on.day >= 20 and u < 0.5:
            found.append(f"Black Friday {year}")
        elif row.person >= 0 and row.nth == 1 and u < 0.22:
            found.append("Welcome offer")
        elif month in (4, 5) and u < 0.16:
            found.append(f"Garden days {year}")
        else:
            found.append("Newsletter" if u > 0.86 else None)
    return found


def _settle(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Cancels or refunds 450 orders, late and faulty ones first of all, leaving everyone a valid order;
    refunds a part of some others."""
    risk = frame["experience"].map({"late": 4.0, "faulty": 3.0}).fillna(1.0)
    order_of_loss = np.argsort(rng.random(len(frame)) ** (1 / risk.to_numpy()), kind="stable")[::-1]
    persons = frame["person"].tolist()
    left = Counter(persons)
    left[-1] = ORDERS
    void: list[int] = []
    for row in order_of_loss:
        person = persons[row]
        if len(void) < VOID_ORDERS and left[person] > 1:
            left[person] -= 1
            void.append(int(row))
    is_refunded = np.zeros(len(frame), dtype=bool)
    is_refunded[void] = rng.random(VOID_ORDERS) < 0.5
    status = np.full(len(frame), "completed", dtype=object)
    status[void] = "cancelled"
    status[is_refunded] = "refunded"
    frame["status"] = status
    part = np.where(rng.random(len(frame)) < 0.018, rng.uniform(0.1, 0.5, len(frame)), 0.0)
    part[void] = 0.0
    part[is_refunded] = 1.0
    frame["refunded_amount"] = np.round(frame["amount"] * part, 2)


def draw_referrals(rng: np.random.Generator, people: pd.DataFrame, frame: pd.DataFrame) -> pd.Series:
    """Who recommended whom: an earlier buyer, most often one who had come back; None when nobody is known."""
    buys = frame[(frame["person"] >= 0) & (frame["status"] == "completed")].sort_values("day", kind="stable")
    came_back = buys[buys.duplicated("person")]
    chance, pool, known = rng.random(len(people)), rng.random(len(people)), rng.random(len(people)) < 0.86
    ids, found = people["customer_id"].to_numpy(), []
    for row in people[["origin", "first_day"]].itertuples():
        among = came_back if pool[row.Index] < 0.75 else buys
        earlier = int(np.searchsorted(among["day"].to_numpy(), row.first_day))
        wanted = row.origin == "recommendation" and known[row.Index] and earlier > 0
        found.append(ids[among["person"].iat[int(chance[row.Index] * earlier)]] if wanted else None)
    return pd.Series(found, index=people.index, dtype="str")
