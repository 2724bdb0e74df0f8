"""Who speaks up and when: 5,000 pieces of feedback that follow the orders and the story."""

import numpy as np
import pandas as pd

from data_access.demo.customers import pick
from data_access.demo.story import DAYS, OURS, Story
from data_access.demo.telling import Piece, Teller
from data_access.demo.words.products import CATEGORIES

FEEDBACK = 5_000
LINKED = 3_000  # by a customer we know
ABOUT_RIVALS = 300
_IN_OUTAGE = 70  # of these, about Tavorelle's outage


def draw_feedback(rng: np.random.Generator, people: pd.DataFrame, bought: pd.DataFrame, story: Story) -> pd.DataFrame:
    """5,000 rows in order of time, columns as the field names."""
    pieces = _by_customers(rng, bought) + _by_strangers(rng, story) + _about_rivals(rng, story)
    seconds = rng.integers(6 * 3600, 23 * 3600 + 1800, len(pieces))
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at].day, int(seconds[at]), at))
    teller, rows = Teller(rng, list(people.itertuples()), story), []
    opened = np.datetime64(story.opened_on, "us")
    for number, at in enumerate(order, start=1):
        row = teller.tell(pieces[at])
        row["feedback_id"] = f"DEMO-F{number:05d}"
        row["created_at"] = opened + np.timedelta64(pieces[at].day, "D") + np.timedelta64(int(seconds[at]), "s")
        rows.append(row)
    frame = pd.DataFrame(rows)
    frame["created_at"] = frame["created_at"].astype("datetime64[us]")
    frame["created_on"] = frame["created_at"].dt.normalize()
    return frame


def _by_customers(rng: np.random.Generator, bought: pd.DataFrame) -> list[Piece]:
    """3,000 of the customers' valid orders, those that went badly or very well first of all."""
    known = bought[(bought["person"] >= 0) & (bought["status"] == "completed")]
    urge = known["experience"].map({"late": 1.7, "faulty": 1.4, "delighted": 1.1}).fillna(0.8).to_numpy()
    urge = urge * np.where(known["channel"] == "Store", 0.7, 1.0)
    ranked = known.iloc[np.argsort(rng.random(len(known)) ** (1 / urge), kind="stable")[::-1]]
    late, soon = rng.integers(6, 20, len(ranked)), 2 + rng.gamma(1.5, 4.0, len(ranked)).astype(int)
    # What breaks, or still delights, shows after weeks or months.
    in_use = rng.random(len(ranked)) < ranked["experience"].map({"faulty": 0.5, "delighted": 0.2}).fillna(0.0)
    soon = np.where(in_use, rng.integers(20, 130, len(ranked)), np.minimum(soon, 40))
    lag = np.where(ranked["experience"] == "late", late, soon)
    in_time = ranked["day"].to_numpy() + lag < DAYS
    chosen = zip(ranked[in_time].head(LINKED).itertuples(), lag[in_time][:LINKED], strict=True)
    return [
        Piece(int(order.day + wait), order.channel, order.category, OURS.name, order.experience, order, int(wait))
        for order, wait in chosen
    ]


def _by_strangers(rng: np.random.Generator, story: Story) -> list[Piece]:
    """1,700 pieces about us by people we cannot place; more of them when there is something to talk about."""
    weight = story.demand() * (1 + 1.2 * np.arange(DAYS) / DAYS)
    weight[story.carrier + 10 : story.repair + 8] *= 1.3
    weight[story.outage : story.outage_end + 4] *= 3.6
    weight[story.prices : story.prices + 60] *= 1.35
    size = FEEDBACK - LINKED - ABOUT_RIVALS
    days = rng.choice(DAYS, size=size, p=weight / weight.sum())
    channels = pick(rng, {"Online shop": 0.58, "App": 0.2, "Store": 0.19, "Phone": 0.03}, size)
    categories = rng.choice(np.array(CATEGORIES, dtype=object), size=size)
    return [Piece(int(day), *where) for day, *where in zip(days, channels, categories, strict=True)]


def _about_rivals(rng: np.random.Generator, story: Story) -> list[Piece]:
    """300 pieces by the rivals' customers about the rivals; 70 of them in the days of Tavorelle's outage."""
    steady = story.demand() * (1 + np.arange(DAYS) / DAYS)
    burst = np.zeros(DAYS)
    burst[story.outage : story.outage_end + 6] = (4, 7, 9, 9, 8, 8, 9, 6, 4, 3, 2, 1)
    days = [
        rng.choice(DAYS, size=size, p=w / w.sum())
        for w, size in ((steady, ABOUT_RIVALS - _IN_OUTAGE), (burst, _IN_OUTAGE))
    ]
    brands = pick(rng, {"Attic": 0.4, "Tavorelle": 0.34, "Ostermoy": 0.26}, ABOUT_RIVALS)
    brands[-_IN_OUTAGE:] = "Tavorelle"
    categories = rng.choice(np.array(CATEGORIES, dtype=object), size=ABOUT_RIVALS)
    pieces = []
    for at, (day, brand, category) in enumerate(zip(np.concatenate(days), brands, categories, strict=True)):
        outage = "outage" if at >= ABOUT_RIVALS - _IN_OUTAGE else ""
        pieces.append(Piece(int(day), "Online shop", category, brand, outage))
    return pieces
