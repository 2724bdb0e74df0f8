"""What the outlook page says: the predictions of a view and a horizon, each with its holdout, in numbers and words."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from components import format as fmt
from components.filter_bar import View
from data_access import fetch
from data_access.metrics import outlook
from data_access.metrics.definition import Metric

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
        if not_ahead := _reason(self.frame(outlook.expected_purchases)):
            return not_ahead
        not_held_out = _reason(self.frame(outlook.holdout_purchases))
        if not not_held_out:
            return ""
        return f"A prediction of {self.horizon} days cannot be checked on the last {self.horizon} days: {not_held_out}"

    @cached_property
    def purchases(self) -> Checked:
        held_out = self.frame(outlook.holdout_purchases)
        expected = self.frame(outlook.expected_purchases)["value"].sum()
        return Checked(expected, held_out["numerator"].sum(), held_out["denominator"].sum())

    @cached_property
    def buyers(self) -> Checked:
        held_out = self.frame(outlook.holdout_purchases)
        expected = self.frame(outlook.expected_purchases)["buyers"].sum()
        return Checked(expected, held_out["said_buyers"].sum(), held_out["happened_buyers"].sum())

    @cached_property
    def revenue(self) -> Checked:
        expected, held_out = self.frame(outlook.expected_revenue, across="chance"), self.revenue_held_out("chance")
        if _reason(expected) or _reason(held_out):
            return Checked(None, None, None)
        return Checked(expected["value"].sum(), held_out["numerator"].sum(), held_out["denominator"].sum())

    def revenue_by(self, by: str) -> pd.DataFrame:
        """By a dimension, or by "chance"."""
        return self.frame(outlook.expected_revenue, **_asked(by))

    def revenue_held_out(self, by: str) -> pd.DataFrame:
        return self.frame(outlook.holdout_revenue, **_asked(by))

    @cached_property
    def parameters(self) -> dict[str, float]:
        found = fetch.fetch(outlook.model_parameters, self.view.filters)
        return dict(zip(found["group"], found["value"], strict=True))

    @property
    def customers(self) -> float:
        return self.frame(outlook.expected_purchases)["customers"].sum()


def read(view: View, horizon: int) -> Outlook:
    """Fit the models, or take what is known of them, and say so while it takes."""
    found = Outlook(view, horizon)
    people = fmt.count(view.coverage.customers)
    with st.spinner(f"Working out what {people} customers will do, and what would have been said {horizon} days ago …"):
        if not found.reason:
            _ = found.revenue, found.parameters, found.frame(outlook.outlook_over_time)
    return found


def _asked(by: str) -> dict[str, str]:
    return {"across": by} if by == "chance" else {"by": by}


def _reason(frame: pd.DataFrame) -> str:
    """Why a metric says nothing, or ""."""
    return next(iter(frame["reason"]), "")
