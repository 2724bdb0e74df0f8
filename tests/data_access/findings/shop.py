"""A small shop's whole data: a year of orders and eight months of feedback, in which nothing changes but what is
planted into the last four months."""

import random
from datetime import date, timedelta

from data_access.filters import Filters

FIRST = date(2024, 9, 1)
START = date(2025, 7, 1)  # of the later period; the earlier one has as many days
END = START + timedelta(days=119)
NOW = Filters(START, END, END)
REGIONS = ("North", "South", "East")
SEGMENTS = ("private", "trade")
SOURCES = ("survey", "review site")
WORDS = ("I love it, great.", "I love it, great.", "It came on a weekday.", "Terrible, I hate it.")


def given(seed: int, given_orders, given_feedback, given_brands, *, is_changed: bool = False, a_day: int = 3) -> None:
    """New customers every day, of whom three in ten return within six weeks; three texts of every four of them.

    is_changed: in the later period three in four of those in the North return, and many speak of the delivery, badly.
    a_day: how many new customers there are.
    """
    chance = random.Random(seed)
    orders, said = [], []
    for day in (FIRST + timedelta(days=n) for n in range((END - FIRST).days + 1)):
        for _ in range(a_day):
            who = {"customer_id": f"C{len(orders)}", "region": chance.choice(REGIONS)}
            who["segment"] = chance.choice(SEGMENTS)
            is_late = is_changed and day >= START
            returns = 0.75 if is_late and who["region"] == "North" else 0.3
            days = [day]
            if chance.random() < returns and (again := day + timedelta(days=chance.randrange(7, 42))) <= END:
                days.append(again)
            orders += [{"ordered_at": each.isoformat(), "amount": chance.randrange(10, 90), **who} for each in days]
            if day >= START - timedelta(days=120):
                said += [_text(chance, day, who, is_late) for _ in range(chance.choice((0, 1, 1, 1)))]
    given_brands("Meadow", "Figo", "Orchard")
    given_orders(orders)
    given_feedback(said)


def _text(chance: random.Random, day: date, who: dict, is_late: bool) -> dict:
    words = [chance.choice(WORDS), *(name for name in ("Figo.", "Orchard.", "Meadow.") if chance.random() < 0.1)]
    if chance.random() < 0.1:
        words.append("The price.")
    if is_late and chance.random() < 0.3:
        words = ["The delivery was awful, terrible."]
    elif chance.random() < 0.1:
        words.append("The delivery.")
    return {"created_at": day.isoformat(), "source": chance.choice(SOURCES), "text": " ".join(words), **who}
