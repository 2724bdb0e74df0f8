"""What the outlook page says: the predictions of a view and a horizon, each with its holdout, in numbers and words."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from components import format as fmt
from components import states
from components.filter_bar import View
from data_access import fetch
from data_access.metrics import outlook
from data_access.metrics.definition import Metric
from data_access.together import Asked

# Up to so many customers the models are fitted faster than a page can say that they are.
FEW = 20_000
# Pixels: the cards and the charts below them, so that what is there stays in its place.
HEIGHT = 560
DAYS = {"30": "Next 30 days", "90": "Next 90 days", "365": "Next 365 days"}


@dataclass(frozen=True)
class Checked:
    """A prediction, what the same model would have said of as many days before, and what happened in them; None where
    it is unknown."""

    expected: float | None
    said: float | None
    happened: float | None

    @property
    def error(self) -> float | None:
        """By how much it would have been wrong, as a fraction of what happened."""
        return self.said / self.happened - 1 if self.said is not None and self.happened else None

    @property
    def verdict(self) -> str:
        """ "3.9% too low"."""
        if self.error is None:
            return ""
        if abs(self.error) < 0.0005:
            return "as it happened"
        return f"{fmt.percent(abs(self.error))} too {'high' if self.error > 0 else 'low'}"


@dataclass(frozen=True)
class Outlook:
    """All that is predicted for the view's customers over so many days.

    reason: why nothing is, in a sentence; "" when something is.
    """

    view: View
    horizon: int

    def frame(self, metric: Metric, **options) -> pd.DataFrame:
        return fetch.fetch(metric, self.view.filters, horizon=self.horizon, **options)

    @cached_property
    def reason(self) -> str:
        """No prediction without its holdout: what cannot be checked is not shown."""
        if not_ahead := _reason(self.ahead):
            return not_ahead
        if not_before := _reason(self.held_out):
            days = self.horizon
            return f"A prediction for {days} days cannot be checked on the last {days} days: {not_before}"
        return ""

    @cached_property
    def ahead(self) -> pd.DataFrame:
        """Purchases and buyers expected, by the chance that customers still buy."""
        return self.revenue_by("chance") if self._has_all else self.frame(outlook.expected_purchases, across="chance")

    @cached_property
    def held_out(self) -> pd.DataFrame:
        """Purchases and buyers of the holdout, said and happened, by _CHECKED."""
        if self._has_all:
            return self.frame(outlook.holdout_revenue, across=_CHECKED)
        return self.frame(outlook.holdout_purchases, across=_CHECKED)

    @cached_property
    def _has_all(self) -> bool:
        """Whether revenue is told of the same customers as purchases, and so both in one answer."""
        return self.view.filters.currency is None and not _reason(self.revenue_by("chance"))

    def checked(self, what: str) -> Checked:
        """purchases or buyers, of all customers."""
        then = self.held_out_by("chance")
        return Checked(self.ahead[what].sum(), then[f"said_{what}"].sum(), then[f"happened_{what}"].sum())

    def held_out_by(self, across: str) -> pd.DataFrame:
        """Said and happened purchases, by chance, frequency or overdue."""
        rows = self.held_out[self.held_out["across"] == across]
        columns = {"numerator": rows["said_purchases"], "denominator": rows["happened_purchases"]}
        ratio = columns["numerator"] / columns["denominator"].where(columns["denominator"] > 0)
        return rows.assign(value=ratio, **columns).reset_index(drop=True)

    @cached_property
    def revenue(self) -> Checked:
        expected, held_out = self.revenue_by("chance"), self.revenue_held_out("chance")
        if _reason(expected) or _reason(held_out):
            return Checked(None, None, None)
        return Checked(expected["value"].sum(), held_out["numerator"].sum(), held_out["denominator"].sum())

    def revenue_by(self, by: str) -> pd.DataFrame:
        """By a dimension, or by "chance"."""
        return self.frame(outlook.expected_revenue, **({"across": by} if by == "chance" else {"by": by}))

    def revenue_held_out(self, by: str) -> pd.DataFrame:
        if by != "chance":
            return self.frame(outlook.holdout_revenue, by=by)
        rows = self.frame(outlook.holdout_revenue, across=_CHECKED)
        return rows if _reason(rows) else rows[rows["across"] == by].reset_index(drop=True)

    @property
    def parameters(self) -> dict[str, float]:
        return self.ahead.iloc[0][["r", "alpha", "a", "b"]].astype(float).to_dict()

    @property
    def customers(self) -> float:
        return self.ahead["customers"].sum()


# What the holdout is grouped by, in one answer.
_CHECKED = "chance+frequency+overdue"


def read(view: View, horizon: int) -> Outlook | None:
    """Fit the models, or take what is known of them, and say so while it takes. None while they are fitted beside the
    page, as they are for many customers: the page then comes again by itself."""
    found = Outlook(view, horizon)
    people = fmt.count(view.coverage.customers)
    if view.coverage.customers > FEW and (answer := fetch.ahead_beside(_asked(view, horizon))):
        _wait_for(answer, people, horizon)
        return None
    with st.spinner(f"Working out what {people} customers will do, and what would have been said {horizon} days ago …"):
        if not found.reason:
            _ = found.revenue, found.frame(outlook.outlook_over_time)
    return found


def _asked(view: View, horizon: int) -> list[Asked]:
    """What `Outlook` fetches for the page as it opens."""
    across = {outlook.expected_revenue: "chance", outlook.holdout_revenue: _CHECKED}
    if view.filters.currency is not None:
        across |= {outlook.expected_purchases: "chance", outlook.holdout_purchases: _CHECKED}
    options = {metric: {"across": groups, "horizon": horizon} for metric, groups in across.items()}
    options[outlook.outlook_over_time] = {"horizon": horizon}
    return [Asked(metric, view.filters, options=told) for metric, told in options.items()]


@st.fragment(run_every=1.0)
def _wait_for(answer: Future, people: str, horizon: int) -> None:
    if answer.done():
        st.rerun()
    with st.container(border=True, key="outlook-waiting"):
        states.empty(
            f"Working out what {people} customers will do",
            f"And what would have been said {horizon} days ago, to see how right it is.",
            height=HEIGHT,
        )


def _reason(frame: pd.DataFrame) -> str:
    """Why a metric says nothing, or ""."""
    return next(iter(frame["reason"]), "")
