"""The six definitions of coming back that readers choose between, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.headline import Headline
from data_access.metrics import loyalty
from data_access.metrics.definition import Metric
from data_access.metrics.survival import HORIZONS


@dataclass(frozen=True)
class Reading:
    """One definition, in words that take the {horizon}.

    choice: its name where readers choose, whatever the horizon. noun: what its base counts. counted_by: the definition
    whose customers these are. question, up, down: of its trend; without one it has none.
    """

    code: str
    metric: Metric
    choice: str
    name: str
    sentence: str
    noun: str = "customers"
    counted_by: str = ""
    question: str = ""
    up: str = ""
    down: str = ""

    def options(self, horizon: int) -> dict[str, int]:
        return {"horizon": horizon} if "horizon" in self.metric.options else {}

    def headline(self, horizon: int) -> Headline:
        has_trend = True if self.question else None
        return Headline(self.metric, self.named(horizon), self.noun, has_trend, self.options(horizon))

    def named(self, horizon: int) -> str:
        return self.name.format(horizon=horizon)

    def formal(self, horizon: int) -> str:
        """ "Returning-customer share, R2"."""
        return f"{self.metric.title.format(horizon=horizon)}, {self.code}"

    @property
    def people(self) -> str:
        """The definition that counts customers for this one."""
        return self.counted_by or self.code


_LIST = (
    Reading(
        "R2",
        loyalty.returning_customer_share,
        "Came back",
        "Came back",
        "Of the customers who bought in the period, those for whom it was their second or a later purchase. "
        "The first may lie before the period.",
        question="Do customers come back?",
        up="More of our customers are returning ones",
        down="Fewer of our customers are returning ones",
    ),
    Reading(
        "R1",
        loyalty.repeat_within_period,
        "Bought twice or more",
        "Bought twice or more",
        "Of the customers who bought in the period, those who bought on two or more days of it.",
        question="How many customers buy twice or more?",
        up="More of our customers buy twice or more",
        down="Fewer of our customers buy twice or more",
    ),
    Reading(
        "R3",
        loyalty.returning_order_share,
        "Repeat purchases",
        "Repeat purchases",
        "Of the purchases in the period, those that are not their customer's first. Counts purchases, not customers.",
        noun="purchases",
        counted_by="R2",
        question="How many purchases are repeat purchases?",
        up="More of all purchases are repeat purchases",
        down="Fewer of all purchases are repeat purchases",
    ),
    Reading(
        "R4",
        loyalty.repurchase_rate,
        "New and bought again",
        "New and bought again within {horizon} days",
        "Of the customers whose first purchase was in the period and who have had {horizon} days since, "
        "those who bought again within them.",
        noun="new customers",
        question="Do new customers buy again within {horizon} days?",
        up="More new customers buy again within {horizon} days",
        down="Fewer new customers buy again within {horizon} days",
    ),
    Reading(
        "R5",
        loyalty.ever_repeat,
        "Ever bought again",
        "Ever bought again",
        "Of all customers ever, those with two or more purchases. It is the same whatever the period.",
        noun="customers ever",
    ),
    Reading(
        "R7",
        loyalty.period_retention,
        "Stayed from the previous period",
        "Stayed from the previous period",
        "Of the customers who bought in the previous period, as many days just before this one, those who bought "
        "again in this one.",
        noun="customers of the previous period",
        question="Do customers of one period buy again in the next?",
        up="More customers stay from one period to the next",
        down="Fewer customers stay from one period to the next",
    ),
)
READINGS: Mapping[str, Reading] = {reading.code: reading for reading in _LIST}


def choose() -> tuple[Reading, int]:
    """Two menus: the definition that leads the page, and the days that R4 gives new customers. Both are in the URL."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reading = READINGS[select("Headline", list(READINGS), "definition") or "R2"]
        horizon = st.selectbox(
            "Days to buy again",
            HORIZONS,
            index=HORIZONS.index(90),
            format_func="{} days".format,
            key="horizon",
            bind="query-params",
            width=170,
            help="What “New and bought again” allows for the second purchase.",
        )
    return reading, horizon or 90


def select(label: str, codes: list[str], key: str) -> str | None:
    """A menu of definitions; the choice is in the URL."""
    return st.selectbox(
        label, codes, format_func=lambda code: READINGS[code].choice, key=key, bind="query-params", width=290
    )
