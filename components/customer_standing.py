"""Where the customers stand at the end of the view's period and stood on the day before it: what one page shows."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components import format as fmt
from components.filter_bar import View
from data_access import fetch
from data_access.customer_standing import movement
from data_access.metrics import rfm
from data_access.metrics.standing import eve, last_day


@dataclass(frozen=True)
class Standing:
    """moves: customers by the group they were in and the one they are in, with the kind of move (charts.flow.KINDS).
    now, before: the groups of the two days, best first."""

    view: View
    moves: pd.DataFrame
    now: pd.DataFrame
    before: pd.DataFrame
    day: date
    earlier: date
    fifths: tuple[dict | None, dict | None]  # of the two days, the last one first

    @property
    def customers(self) -> int:
        return int(self.now["value"].sum())

    @property
    def has_before(self) -> bool:
        """Whether anybody was a customer before the period."""
        return bool(self.before["value"].sum())

    @property
    def days_text(self) -> str:
        return f"{fmt.day(self.earlier)} to {fmt.day(self.day)}"


@fetch.shared
def current(view: View) -> Standing:
    """The fifths of both days, which no choice of customers changes, and with them all the rest from one statement: the
    groups of each day are sums of the moves."""
    moves, known = movement(view.filters)
    kinds = [_kind(*places) for places in zip(moves["from_place"], moves["to_place"], strict=True)]
    groups = rfm.at_end(moves), rfm.at_start(moves)
    return Standing(view, moves.assign(kind=kinds), *groups, last_day(view.filters), eve(view.filters), known)


def _kind(came_from: int, went_to: int) -> str:
    """The best group has the first place; 0 is no group yet."""
    if not came_from:
        return "new"
    return "same" if came_from == went_to else "up" if went_to < came_from else "down"
