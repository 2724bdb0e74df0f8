"""Who the demo's customers are: when they first buy, where they live, how they heard of the shop."""

import numpy as np
import pandas as pd

from data_access.demo.story import DAYS, Story
from data_access.demo.words.people import NAMES

CUSTOMERS = 6_000

SEGMENTS = {  # share, purchases a day while active, inclination to stop after a purchase, spend
    "Households": (0.46, 1.0, 0.0, 1.0),
    "Professionals": (0.26, 1.05, -0.03, 1.2),
    "Students": (0.16, 0.85, 0.07, 0.72),
    "Small business": (0.12, 1.7, -0.14, 1.65),
}
REGIONS = {"North": 0.24, "West": 0.25, "Central": 0.23, "South": 0.17, "East": 0.11}
_COUNTRIES = {
    "North": {"Netherlands": 0.72, "Finland": 0.28},
    "West": {"Ireland": 0.56, "Belgium": 0.44},
    "Central": {"Germany": 0.9, "Luxembourg": 0.1},
    "South": {"Spain": 0.45, "Italy": 0.35, "Portugal": 0.2},
    "East": {"Austria": 0.7, "Slovakia": 0.3},
}
_ORIGINS = {"search": 0.36, "advertisement": 0.28, "social": 0.2, "store": 0.16}
CARDS = {"Plus": 0.14, "Classic": 0.33, "No card": 0.53}
CHANNELS = {"Online shop": 0.52, "App": 0.2, "Store": 0.21, "Phone": 0.07}


def pick(rng: np.random.Generator, shares: dict[str, float], size: int) -> np.ndarray:
    """`size` keys of `shares`, drawn by their weights (which need not add up to 1)."""
    weights = np.array(list(shares.values()), dtype=float)
    return rng.choice(np.array(list(shares), dtype=object), size=size, p=weights / weights.sum())


def draw_customers(rng: np.random.Generator, story: Story) -> pd.DataFrame:
    """One row a customer in order of first purchase, with the hidden traits that drive their buying.

    Visible columns as the field names; hidden ones: first_day, rate (purchases a day while active),
    quit (chance to stop after a purchase), spend (factor on amounts) and favourite (channel).
    """
    first_day = np.sort(rng.choice(DAYS, size=CUSTOMERS, p=_arrivals(story)))
    frame = pd.DataFrame({"first_day": first_day})
    frame["customer_id"] = [f"DEMO-C{number:05d}" for number in range(1, CUSTOMERS + 1)]
    frame["segment"] = pick(rng, {name: traits[0] for name, traits in SEGMENTS.items()}, CUSTOMERS)
    frame["region"] = pick(rng, REGIONS, CUSTOMERS)
    frame["country"] = ""
    for region, countries in _COUNTRIES.items():
        here = frame["region"] == region
        frame.loc[here, "country"] = pick(rng, countries, int(here.sum()))
    frame["origin"] = pick(rng, _ORIGINS, CUSTOMERS)
    recommended = rng.random(CUSTOMERS) < 0.05 + 0.21 * np.minimum(1.0, first_day / 600)
    frame.loc[recommended, "origin"] = "recommendation"
    frame["favourite"] = pick(rng, CHANNELS, CUSTOMERS)
    _name(rng, frame)
    _temper(rng, frame)
    return frame


def draw_cards(rng: np.random.Generator, people: pd.DataFrame) -> np.ndarray:
    """The loyalty card of each: the better ones rather with those who are inclined to stay, but not only."""
    inclined = np.argsort(np.argsort(people["quit"].to_numpy() + rng.normal(0, 0.3, len(people)), kind="stable"))
    limits = np.cumsum(list(CARDS.values())) * len(people)
    return np.array(list(CARDS), dtype=object)[np.searchsorted(limits, inclined, side="right").clip(0, len(CARDS) - 1)]


def _arrivals(story: Story) -> np.ndarray:
    """Chance of each day to be a customer's first: a growing business, with its seasons and its story."""
    day = np.arange(DAYS)
    weight = story.demand() * (1 + 0.9 * day / DAYS)
    weight[story.carrier + 21 : story.repair + 14] *= 0.88  # word gets round
    weight[story.outage + 1 : story.outage_end + 6] *= 1.5  # Tavorelle's customers look for another shop
    weight[story.prices : story.prices + 60] *= 0.94
    return weight / weight.sum()


def _name(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Names that suit the country, one in eight from elsewhere; addresses at example.org, which nobody owns."""
    away = rng.random(len(frame)) < 0.12
    draws = rng.random((len(frame), 2))
    firsts, lasts = [], []
    for country, is_away, (u, v) in zip(frame["country"], away, draws, strict=True):
        first_names, last_names = NAMES["elsewhere" if is_away else country]
        firsts.append(first_names[int(u * len(first_names))])
        lasts.append(last_names[int(v * len(last_names))])
    frame["first_name"], frame["last_name"] = firsts, lasts
    frame["customer_name"] = frame["first_name"] + " " + frame["last_name"]
    local = (frame["first_name"] + "." + frame["last_name"].str.replace(" ", "")).str.lower()
    frame["customer_email"] = local + "." + frame["customer_id"].str[-5:] + "@example.org"


def _temper(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Gamma purchase rates and beta drop-out (as in BG/NBD), shifted by segment, region and origin."""
    size = len(frame)
    traits = {column: frame["segment"].map({name: t[at] for name, t in SEGMENTS.items()}) for column, at in
              (("rate", 1), ("quit", 2), ("spend", 3))}  # fmt: skip
    frame["rate"] = rng.gamma(0.62, 1 / 72, size) * traits["rate"] + 0.0005
    shift = traits["quit"] + frame["region"].map({"East": 0.13}).fillna(0.0)
    shift += frame["origin"].map({"recommendation": -0.07, "advertisement": 0.05}).fillna(0.0)
    frame["quit"] = np.clip(rng.beta(1.05, 3.2, size) + shift, 0.01, 0.97)
    frame["spend"] = traits["spend"] * np.exp(rng.normal(0, 0.18, size))
