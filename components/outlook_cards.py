"""What customers will do next, beside what would have been said of the days before."""

from functools import partial
from types import SimpleNamespace

import pandas as pd
import streamlit as st

from components import breakdowns, chart_card, charts, customer_list, kpi, narrowing, states
from components import format as fmt
from components.headline import define, only_currency
from components.metric_cards import choose
from components.outlook_figures import DAYS, Checked, Outlook
from components.presenting import key_figures, offer
from data_access import fetch, listings
from data_access.coverage import happenings
from data_access.lifetime.summary import BOUGHT_ONCE, CHANCES, MOST_FREQUENT
from data_access.metrics import outlook, outlook_customers

DIMENSIONS = {"chance": "Chance they still buy", **breakdowns.OF_CUSTOMERS}
# Groups beyond these are too many to compare.
MOST_GROUPS = 10
FREQUENCIES = {
    "0": "Bought once",
    "1": "Twice",
    **{str(number): f"{number + 1} times" for number in range(2, MOST_FREQUENT)},
    f"{MOST_FREQUENT} and more": f"{MOST_FREQUENT + 1} times or more",
}
_ONCE = "Who bought once may still buy, or never will: their purchases cannot tell."
_SHARED = "One model serves all groups. Filter to one, and it is fitted to that alone."


def choose_horizon() -> int:
    """Days ahead; kept in the URL."""
    chosen = st.segmented_control(
        "How far ahead", list(DAYS), default="90", format_func=DAYS.__getitem__, key="ahead", bind="query-params",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return int(chosen or "90")


# ---- the answer


def answer(found: Outlook) -> None:
    """Purchases, buyers and revenue to expect, each with what would have been said of the days before."""
    days, currency = found.horizon, only_currency(found.view)
    people = f"from today's {fmt.count(found.customers)} customers"
    rows = (
        ("Purchases expected", found.checked("purchases"), "count", outlook.expected_purchases),
        ("Customers expected to buy", found.checked("buyers"), "count", outlook.expected_buyers),
        ("Revenue expected", found.revenue, "amount", outlook.expected_revenue),
    )
    cards = [
        dict(
            label=label,
            value_text=_text(checked.expected, unit, currency),
            key=metric.name,
            base_text=f"In the next {days} days, {people}",
            note=_check_in_words(checked, unit, days, currency),
            definition=define(metric, horizon=days),
        )
        for label, checked, unit, metric in rows
    ]
    note = (
        f"Counted from {fmt.day(found.view.filters.as_of)}, the data's last day, whatever the period; purchases of new "
        "customers come on top. How wrong it would have been just before is the measure of how far to trust it: it "
        "knows no season and no campaign."
    )
    with st.container(key="headlines"):
        for column, card in zip(st.columns(len(cards)), cards, strict=True):
            with column:
                kpi.card(**card)
        told = [{"value": each.expected, "said": each.said, "happened": each.happened} for _, each, *_ in rows]
        title = f"{cards[0]['value_text']} purchases expected in the next {days} days"
        frozen = partial(
            key_figures.content, found.view, cards, pd.DataFrame(told), title=title,
            subtitle=f"Next {days} days, {people}", note=note,
        )  # fmt: skip
        with st.container(key="actions-headlines", width="content"):
            offer.button("headlines", frozen, card="headlines")
    states.note(note)


def _check_in_words(checked: Checked, unit: str, days: int, currency: str | None) -> str:
    """ "For the last 90 days it would have said 1,083, and 1,127 happened: 3.9% too low."."""
    if checked.error is None:
        return "The amounts do not carry a prediction."
    said, happened = (_text(value, unit, currency) for value in (checked.said, checked.happened))
    return f"For the last {days} days it would have said {said}, and {happened} happened: {checked.verdict}."


def _text(value: float | None, unit: str, currency: str | None) -> str:
    if value is None:
        return fmt.NO_DATA
    return fmt.count(round(value)) if unit == "count" else fmt.amount(value, currency)


# ---- was it right?


def over_time(found: Outlook) -> list[dict]:
    """What was said and happened in the days before, and what is expected of the next; the point that is picked."""
    metric, days = outlook.outlook_over_time, found.horizon
    frame = found.frame(metric)
    expected = found.checked("purchases").expected
    return chart_card.show(
        f"Expect {fmt.count(round(expected))} purchases in the next {days} days",
        charts.outlook_lines(frame, events=fetch.rows(happenings())),
        key=metric.name,
        subtitle=f"Purchases, added up from the first day of each stretch · last and next {days} days",
        note=f"At the left the customers of {days} days ago, at the right those of today, who are more.",
        definition=define(metric, horizon=days),
        frame=frame.assign(group=[_until(row) for row in frame.itertuples()]).drop(columns="period"),
        unit="count",
        on_click=True,
    )


def customers_since(found: Outlook, selected: list[dict]) -> None:
    """Of a point of what happened."""
    if picked(selected):
        ids = outlook_customers.of_days_since(found.view.filters, found.horizon)
        show_list(ids, f"Customers of {found.horizon} days ago who have bought since", "since")


def _until(row) -> str:
    """ "Happened by 15 Apr 2026"."""
    return f"{row.group.capitalize()} by {fmt.day(row.period)}"


def by_frequency(found: Outlook) -> list[dict]:
    """The holdout by how often customers had bought; the row that is picked."""
    metric, days = outlook.holdout_purchases, found.horizon
    frame = found.held_out_by("frequency")
    return chart_card.show(
        f"For the last {days} days it would have been {found.checked('purchases').verdict}",
        charts.said_and_happened(frame, "ratio", names=FREQUENCIES),
        key=metric.name,
        subtitle=f"Purchases of a customer in the last {days} days, by how often they had bought before · "
        f"{fmt.count(frame['customers'].sum())} customers",
        note=f"Said from what was known {days} days ago.",
        definition=define(metric, horizon=days),
        frame=frame,
        unit="ratio",
        on_click=True,
    )


def customers_of_frequency(found: Outlook, selected: list[dict]) -> None:
    """Of the row that is picked."""
    if group := picked(selected):
        ids = outlook_customers.of_frequency(found.view.filters, group, found.horizon)
        show_list(ids, f"{FREQUENCIES[group]}, {found.horizon} days before the data's last day", "frequency")


# ---- where the value sits


def value(found: Outlook) -> None:
    """Which customers the expected revenue comes from, and whether that was right; the customers of a picked row."""
    present = {by: label for by, label in DIMENSIONS.items() if by == "chance" or found.view.coverage.options.get(by)}
    by = choose("By", present, "value_by")
    ahead, held_out = _in_order(found.revenue_by(by), by), found.revenue_held_out(by)
    # The rows of both in one order; a group of which nobody had bought then has none.
    then = [group for group in ahead["group"] if group in set(held_out["group"])]
    held_out = held_out.set_index("group").loc[then].reset_index()
    left, right = st.columns(2)
    with left:
        selected = _shares(found, ahead, present[by])
    with right:
        checked = _value_checked(found, held_out, present[by])
    if group := picked(selected):
        show_list(_members(found, by, group), f"{present[by]}: {group}", "value")
    elif group := picked(checked):
        show_list(_members(found, by, group), f"{present[by]}, today: {group}", "value")


def _in_order(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Chances from high to low, other groups by what they bring."""
    if by != "chance":
        return frame.nlargest(MOST_GROUPS, "numerator").reset_index(drop=True)
    order = [name for _, name in CHANCES] + [BOUGHT_ONCE]
    return frame.set_index("group").reindex([name for name in order if name in set(frame["group"])]).reset_index()


def _shares(found: Outlook, frame: pd.DataFrame, label: str) -> list[dict]:
    metric, currency, days = outlook.expected_revenue, only_currency(found.view), found.horizon
    total, people = found.revenue.expected, found.customers
    shown = frame.assign(
        revenue=frame["value"], value=frame["customers"],
        of_customers=frame["customers"] / people, of_revenue=frame["value"] / total,
    )  # fmt: skip
    most = shown.loc[shown["of_revenue"].idxmax()]
    return chart_card.show(
        f"{most['group']}: {fmt.percent(most['of_revenue'])} of the revenue expected, from "
        f"{fmt.percent(most['of_customers'])} of customers",
        charts.shares_beside(
            shown, {"of_customers": "Customers", "of_revenue": "Revenue expected"}, amount="revenue", currency=currency
        ),
        key="value_shares",
        subtitle=f"Share of customers and of the revenue expected, by {label.lower()} · next {days} days · "
        f"{fmt.amount(total, currency)} in all",
        note=_ONCE if frame["group"].eq(BOUGHT_ONCE).any() else _SHARED,
        definition=define(metric, horizon=days),
        frame=frame,
        unit="amount",
        currency=currency,
        on_click=True,
    )


def _value_checked(found: Outlook, frame: pd.DataFrame, label: str) -> list[dict]:
    metric, currency, days = outlook.holdout_revenue, only_currency(found.view), found.horizon
    return chart_card.show(
        f"For the revenue of the last {days} days it would have been {found.revenue.verdict}",
        charts.said_and_happened(frame, "amount", currency=currency),
        key=metric.name,
        subtitle=f"Revenue of a customer in the last {days} days, by {label.lower()} then · "
        f"{fmt.count(frame['customers'].sum())} customers",
        note=f"Said from what was known {days} days ago.",
        definition=define(metric, horizon=days),
        frame=frame,
        unit="ratio",
        on_click=True,
    )


def _members(found: Outlook, by: str, group: str):
    if by == "chance":
        return outlook_customers.of_chance(found.view.filters, group, found.parameters)
    return outlook_customers.of_group(found.view.filters, by, group)


# ---- whom a mark stands for


def picked(selected: list[dict]) -> str:
    return narrowing.carried(SimpleNamespace(selection={"points": selected})).get("group", "")


def show_list(ids, heading: str, key: str) -> None:
    customer_list.show(fetch.rows(listings.customers_in(ids)), heading, key)
