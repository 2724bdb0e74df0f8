"""What will customers do next? Purchases, buyers and revenue to expect, and how right the same was before.

SQL tells where each customer stands; the models of `lifetime` are fitted to that. Every prediction has its holdout: the
models fitted to what was known so many days before the data's last day, held against what happened since.
"""

from functools import partial

import numpy as np
import pandas as pd
from sqlalchemy import Select, select, union_all

from data_access.filters import Filters
from data_access.lifetime import forecast
from data_access.lifetime.fitting import NoFit
from data_access.lifetime.forecast import Customers, Model
from data_access.lifetime.summary import ACROSS, sums
from data_access.metrics.definition import metric
from data_access.metrics.outlook_inputs import bought_since, customers, fields
from data_access.schema import CUSTOMER_DIMENSIONS

STEPS = 6  # points of a line over the days looked at


def _check(horizon: int, across: str = "") -> None:
    if horizon < 1:
        raise ValueError("The horizon is a number of days, at least 1.")
    for each in across.split("+"):
        if each not in ACROSS:
            raise ValueError(f"'{each}' is no way to group customers here. Choose of: {', '.join(ACROSS[1:])}.")


def _fitted(frame: pd.DataFrame, ago: int = 0, **told: bool) -> tuple[Customers, Model | None, str]:
    """The customers, the models fitted to them, and why there are none. told: as for `fields`."""
    known = Customers.read(frame["group"], frame["standing"], fields(**told))
    if reason := forecast.reason_against(known, ago):
        return known, None, reason
    try:
        model = forecast.fit(known)
    except NoFit as problem:
        return known, None, str(problem)
    if told.get("is_money") and model.spending is None:
        return known, None, model.why_not
    return known, model, ""


def _unknown(frame: pd.DataFrame, reason: str) -> pd.DataFrame:
    """One row a group: how many customers it has, and why nothing is said of them."""
    frame = frame.reset_index(drop=True)
    keys = frame[["period", "group"]]
    return keys.assign(value=np.nan, numerator=np.nan, denominator=np.nan, customers=frame["numerator"], reason=reason)


def _ahead(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict, *, what: str) -> pd.DataFrame:
    """Of each group the sum of one quantity; beside it the others, and the parameters of the model."""
    is_money = what == "revenue"
    known, model, reason = _fitted(frame, is_money=is_money)
    if model is None:
        return _unknown(frame, reason)
    rows = sums(known, forecast.forecast(model, known, options["horizon"]), _across(frame, options))
    kept = rows[["group", "across", "customers", "active", "purchases", "buyers"]]
    kept = kept.assign(period=pd.NaT, value=rows[what], numerator=rows[what], denominator=np.nan)
    kept = kept.assign(per_customer=rows[what] / rows["customers"], reason="", **vars(model.buying))
    return kept.assign(**vars(model.spending)) if is_money else kept


def _across(frame: pd.DataFrame, options: dict) -> str:
    """A breakdown has its own groups."""
    return options["across"] if frame["group"].isna().all() else ""


def _worth(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    rows = _ahead(frame, filters, every, options, what="revenue")
    if "per_customer" not in rows:
        return rows
    return rows.assign(value=rows["per_customer"], denominator=rows["customers"]).drop(columns="per_customer")


def _held_out(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict, *, what: str) -> pd.DataFrame:
    """Of each group what would have been said of the holdout, by what happened; beside it the other quantities."""
    ago, is_money = options["horizon"], what == "revenue"
    known, model, reason = _fitted(frame, ago, is_money=is_money, has_since=True)
    if model is None:
        return _unknown(frame, reason)
    rows = sums(known, forecast.forecast(model, known, ago), _across(frame, options))
    said, happened = rows[what], rows[f"later_{what}"]
    ratio = {"value": said / happened.where(happened > 0), "numerator": said, "denominator": happened}
    kept = rows[["group", "across", "customers"]].assign(period=pd.NaT, **ratio, reason="")
    for name in ("purchases", "buyers", "revenue") if is_money else ("purchases", "buyers"):
        kept[f"said_{name}"], kept[f"happened_{name}"] = rows[name], rows[f"later_{name}"]
    return kept


_SHAPE = {"by_two": True, "fills_gaps": False, "steps": ()}


@metric(
    "Purchases expected in {horizon} days", "count", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_ahead, what="purchases"),
)  # fmt: skip
def expected_purchases(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = ""
) -> Select:
    """How many purchases today's customers are expected to make in the h days after the data's last day; new customers
    come on top. BG/NBD (Fader, Hardie and Lee 2005), fitted by maximum likelihood to the whole history of the customers
    that the filters choose, whatever the period; choices of channel and category are not applied. Groups share one
    fit. across: chance groups customers by the chance that they still buy, frequency by purchases after the first,
    overdue parts those with three purchases and a chance under one half from the others; several are joined by a plus.
    Unknown, with the reason, under 500 customers or 180 days, without a purchase in the last 30 days, or without
    anybody who bought three times."""
    _check(horizon, across)
    return customers(filters, by)


@metric(
    "Customers expected to buy in {horizon} days", "count", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_ahead, what="buyers"),
)  # fmt: skip
def expected_buyers(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = ""
) -> Select:
    """How many of today's customers are expected to buy at least once in the h days after the data's last day: the sum
    of each one's chance. The model and its conditions are those of expected_purchases."""
    _check(horizon, across)
    return customers(filters, by)


@metric(
    "Revenue expected in {horizon} days", "amount", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_ahead, what="revenue"),
)  # fmt: skip
def expected_revenue(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = ""
) -> Select:
    """What today's customers are expected to bring in the h days after the data's last day, not discounted: of each the
    purchases expected (expected_purchases) times the amount expected of each. Gamma-Gamma (Fader and Hardie 2013),
    fitted by maximum likelihood to the number and the mean amount of purchases after the first. In one currency: of
    customers whose last purchase was in it."""
    _check(horizon, across)
    return customers(filters, by, is_money=True)


@metric("Worth of a customer in {horizon} days", "amount", CUSTOMER_DIMENSIONS, **_SHAPE, finish=_worth)
def customer_lifetime_value(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 365, across: str = ""
) -> Select:
    """The revenue expected of today's customers in the h days after the data's last day, divided by these customers:
    what one of them is worth until then. Revenue and not profit, not discounted, and nothing beyond the h days; what
    they have spent already is not in it."""
    _check(horizon, across)
    return customers(filters, by, is_money=True)


@metric(
    "Purchases said and happened, last {horizon} days", "ratio", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_held_out, what="purchases"),
)  # fmt: skip
def holdout_purchases(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = "frequency"
) -> Select:
    """How right expected_purchases would have been: the model fitted to what was known h days before the data's last
    day, and the purchases it expects of the customers of that day in the h days since, divided by those that happened;
    1 is right, more is too many. By purchases after the first at that day; across: chance groups by the chance that
    they still bought then. The conditions of a prediction are asked of that day."""
    _check(horizon, across)
    return customers(filters, by, ago=horizon, has_since=True)


@metric(
    "Customers said to buy and who did, last {horizon} days", "ratio", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_held_out, what="buyers"),
)  # fmt: skip
def holdout_buyers(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = "frequency"
) -> Select:
    """How right expected_buyers would have been, as in holdout_purchases: customers expected to buy in the last h days,
    divided by those who did, of the customers of the day before."""
    _check(horizon, across)
    return customers(filters, by, ago=horizon, has_since=True)


@metric(
    "Revenue said and happened, last {horizon} days", "ratio", CUSTOMER_DIMENSIONS, **_SHAPE,
    finish=partial(_held_out, what="revenue"),
)  # fmt: skip
def holdout_revenue(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90, across: str = "frequency"
) -> Select:
    """How right expected_revenue would have been, as in holdout_purchases: revenue expected of the last h days, divided
    by what the customers of the day before brought in them."""
    _check(horizon, across)
    return customers(filters, by, ago=horizon, is_money=True, has_since=True)


def _over_time(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    """Purchases added up to a few days of the holdout and of the days ahead."""
    days = np.unique(np.round(np.linspace(0, options["horizon"], STEPS + 1)).astype(int))
    frame = frame.set_index("group", drop=False)
    ages = np.fromstring(frame.loc["happened", "standing"] or "", sep="\n")
    lines = {"happened": (ages[:, None] <= days).sum(axis=0).astype(float)}
    for name, ago in (("said", options["horizon"]), ("expected", 0)):
        known, model, reason = _fitted(frame.loc[[name]], ago)
        if model is None:
            return _unknown(frame.loc[[name]].reset_index(drop=True), reason)
        lines[name] = model.buying.expected_of_all(known.frequency, known.recency, known.age, days)
    rows = [
        {"period": frame.loc[name, "period"] + pd.Timedelta(days=int(day)), "group": name, "value": value}
        for name, values in lines.items()
        for day, value in zip(days, values, strict=True)
    ]
    made = pd.DataFrame(rows)
    return made.assign(numerator=made["value"], denominator=np.nan, reason="")


@metric("Purchases said, happened and expected", "count", (), fills_gaps=False, steps=(), finish=_over_time)
def outlook_over_time(
    filters: Filters, *, by: str | None = None, every: str | None = None, horizon: int = 90
) -> Select:
    """Purchases added up from h days before the data's last day on, and again from that day on: what the model of
    expected_purchases would have said then (said), what the same customers did (happened), and what it says now
    (expected). The period is the day up to which they are added up."""
    _check(horizon)
    then, now = customers(filters, ago=horizon, name="said"), customers(filters, name="expected")
    return select(union_all(then, now, bought_since(filters, horizon, "happened")).subquery("outlook"))


def _parameters(frame: pd.DataFrame, filters: Filters, every: str | None, options: dict) -> pd.DataFrame:
    known, model, reason = _fitted(frame, is_money=True)
    if model is None:
        return _unknown(frame, reason)
    found = {**vars(model.buying), **vars(model.spending)}
    rows = pd.DataFrame({"group": list(found), "value": list(found.values())})
    return rows.assign(period=pd.NaT, numerator=np.nan, denominator=float(len(known)), reason="")


@metric("Parameters of the outlook's models", "ratio", (), fills_gaps=False, steps=(), finish=_parameters)
def model_parameters(filters: Filters, *, by: str | None = None, every: str | None = None) -> Select:
    """What the models of the outlook are fitted to, at the data's last day: r, alpha (in days), a and b of BG/NBD, and
    p, q and gamma (in the currency) of Gamma-Gamma. The denominator is the customers they are fitted to."""
    return customers(filters, is_money=True)
