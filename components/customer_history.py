"""What is known of one customer, read once for a page, and in words."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components import format as fmt
from components.filter_bar import View
from data_access import customer_standing, fetch, timeline
from data_access.metrics.named_groups import Named

# Of two pauses or more there is a usual one.
FEWEST_GAPS = 2


@dataclass(frozen=True)
class History:
    """person: the row of customers. money: orders by currency. bought, not_counted, said: as data_access.timeline has
    them, newest first. pieces: of feedback. happened: events. span: from the first contact to the data's last day; None
    where there is none. last: that day. group: of recency, frequency and monetary value."""

    person: pd.Series
    attributes: pd.DataFrame
    money: pd.DataFrame
    bought: pd.DataFrame
    not_counted: pd.DataFrame
    said: pd.DataFrame
    pieces: int
    happened: pd.DataFrame
    span: tuple[date, date] | None
    last: date
    group: Named | None

    @property
    def customer_id(self) -> str:
        return str(self.person["customer_id"])

    @property
    def name(self) -> str:
        """What to call them: their name, or the id."""
        name = self.person["name"]
        return name if isinstance(name, str) and name.strip() else self.customer_id

    @property
    def purchases(self) -> int:
        return int(self.person["purchases"])

    @property
    def usual_gap(self) -> float | None:
        """The middle one of the pauses between purchases, in days."""
        later = self.bought.dropna(subset=["previous_on"])
        gaps = (pd.to_datetime(later["purchased_on"]) - pd.to_datetime(later["previous_on"])).dt.days
        return float(gaps.median()) if len(gaps) >= FEWEST_GAPS else None

    @property
    def days_since(self) -> int | None:
        """From the last purchase to the data's last day."""
        if not self.purchases:
            return None
        return (self.last - pd.Timestamp(self.person["last_purchased_on"]).date()).days


def read(customer_id: str, view: View) -> History | None:
    """All of it from a few small statements; None for an id that nobody has."""
    people = fetch.rows(timeline.person(customer_id))
    if people.empty:
        return None
    money, counted = fetch.rows(timeline.money(customer_id)), fetch.rows(timeline.words(customer_id)).iloc[0]
    days = [*money["first_on"], *money["last_on"], counted["first_on"], counted["last_on"]]
    days = [pd.Timestamp(day).date() for day in days if pd.notna(day)]
    # Silence is part of the picture.
    span = (min(days), max(*days, view.coverage.last_on)) if days else None
    return History(
        people.iloc[0],
        fetch.rows(timeline.attributes(customer_id)),
        money,
        fetch.rows(timeline.bought(customer_id)),
        fetch.rows(timeline.not_counted(customer_id)),
        fetch.rows(timeline.said(customer_id)),
        int(counted["feedback"]),
        fetch.rows(timeline.events_between(*span)) if span else pd.DataFrame(),
        span,
        view.coverage.last_on,
        customer_standing.group_of(customer_id, view.filters),
    )


def standing(known: History) -> str:
    """ "Bought 7 times since Mar 2024; usually every 41 days; last 130 days ago." """
    orders = int(known.money["orders"].sum())
    if not known.purchases:
        if orders:
            return f"Ordered {_times(orders)}, and none of it counts as a purchase."
        return "Has not bought anything that the files told of."
    first = pd.Timestamp(known.person["first_purchased_on"])
    if known.purchases == 1:
        return f"Bought once, {_ago(known.days_since)}."
    said = [f"Bought {_times(known.purchases)} since {fmt.month(first)}"]
    gap = known.usual_gap
    if gap is not None:
        said.append(f"usually every {fmt.days(round(gap))}" if gap >= 1.5 else "usually every day")
    elif len(known.bought):
        newest = known.bought.iloc[0]
        later = (pd.Timestamp(newest["purchased_on"]) - pd.Timestamp(newest["previous_on"])).days
        said.append(f"the second time after {fmt.days(later)}")
    said.append(f"last {_ago(known.days_since)}")
    return "; ".join(said) + "."


def lateness(known: History) -> str:
    """How late they are by their own measure; "" where there is none, or they are not."""
    gap = known.usual_gap
    if gap is None or known.days_since <= 2 * max(gap, 1):
        return ""
    return f"{known.days_since / max(gap, 1):.1f} times their usual pause ago"


def tones(known: History) -> str:
    """ "5 texts: 3 positive, 1 neutral, 1 negative"."""
    number = known.said["sentiment_label"].fillna("not scored").value_counts()
    order = ("positive", "neutral", "negative", "not scored")
    parts = [f"{fmt.count(number[tone])} {tone}" for tone in order if number.get(tone)]
    return ", ".join(parts)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{fmt.count(number)} times")


def _ago(days: int) -> str:
    return "on the data's last day" if days <= 0 else f"{fmt.days(days)} ago"
