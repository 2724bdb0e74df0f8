"""The demo's calendar: when the fictional retailer opened, what befell it, who its rivals are.

Everything is counted back from the last day, so that the story keeps its shape whatever that day is.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np


@dataclass(frozen=True)
class Alias:
    """A spelling of a brand's name; `needs_capital` when the name is also an ordinary word."""

    alias: str
    needs_capital: bool = False


@dataclass(frozen=True)
class Brand:
    """A retailer as customers name it."""

    name: str
    is_ours: bool
    aliases: tuple[Alias, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, to be drawn on time charts."""

    on: date
    title: str
    description: str


OURS = Brand("Wendlecote", True, (Alias("Wendlecote"), Alias("Wendelcote")))
RIVALS = (
    Brand("Attic", False, (Alias("Attic", needs_capital=True), Alias("attic.example"))),
    Brand("Tavorelle", False, (Alias("Tavorelle"), Alias("Tavorell"))),
    Brand("Ostermoy", False, (Alias("Ostermoy"), Alias("Ostermoi"))),
)

DAYS = 912  # 2024-01-01 to 2026-06-30, both included
_MONTHS = (0.92, 0.86, 0.95, 1.0, 1.02, 0.97, 0.9, 0.88, 0.98, 1.05, 1.36, 1.45)  # January first
_WEEKDAYS = (1.02, 0.94, 0.92, 0.95, 1.0, 1.14, 1.16)  # Monday first


@dataclass(frozen=True)
class Story:
    """Days are counted from the opening day (0) to the last (911)."""

    today: date

    carrier = 427  # a new carrier starts (2025-03-03 by default)
    repair = 497  # a second carrier, apologies and vouchers (2025-05-12)
    outage = 652  # Tavorelle's shop goes down (2025-10-14) ...
    outage_end = 658  # ... and is back after this day (2025-10-20)
    prices = 763  # our prices rise by 6 % (2026-02-02)
    carrier_regions = ("North", "West")

    @property
    def opened_on(self) -> date:
        return self.today - timedelta(days=DAYS - 1)

    def on(self, day: int) -> date:
        """The date of a day of the story."""
        return self.opened_on + timedelta(days=int(day))

    def demand(self) -> np.ndarray:
        """Relative demand of each day by month and weekday, shape (912,), about 1 on average."""
        dates = [self.on(day) for day in range(DAYS)]
        return np.array([_MONTHS[d.month - 1] * _WEEKDAYS[d.weekday()] for d in dates])

    def chapter(self, day: int) -> str:
        """What is on customers' minds: "failure", "recovery", "outage", "prices" or "" for nothing special."""
        spans = {
            "failure": (self.carrier + 4, self.repair + 8),
            "recovery": (self.repair + 8, self.repair + 110),
            "outage": (self.outage, self.outage_end + 9),
            "prices": (self.prices, self.prices + 80),
        }
        return next((name for name, (start, end) in spans.items() if start <= day < end), "")

    def events(self) -> tuple[Event, ...]:
        return (
            Event(
                self.on(self.carrier),
                "New carrier",
                "A new carrier took over deliveries in North and West; for ten weeks parcels came late or were lost.",
            ),
            Event(
                self.on(self.repair),
                "Delivery repaired",
                "A second carrier started, and customers who had been let down received an apology and a voucher.",
            ),
            Event(
                self.on(self.outage),
                "Tavorelle offline",
                "Tavorelle's web shop was down for seven days, and some of its customers came to Wendlecote.",
            ),
            Event(
                self.on(self.prices),
                "Prices raised",
                "Wendlecote raised its prices by about 6 %; customers compare them with Attic, the cheapest rival.",
            ),
        )
