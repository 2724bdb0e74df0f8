"""Who brings the revenue: new customers or returning ones, first purchases or later ones, many customers or a few."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, customer_list, metric_cards, narrowing, states
from components import format as fmt
from components.filter_bar import View
from components.headline import Headline, define, only_currency
from components.series import ahead, over_time
from components.shown import shown
from data_access import fetch, listings
from data_access.coverage import happenings
from data_access.metrics import customer_revenue, loyalty, orders
from data_access.metrics.definition import Metric
from data_access.revenue_at_once import at_once
from data_access.together import Asked

OVER_TIME, ORDINALS, TENTHS = "new_and_returning_revenue", "revenue_by_ordinal", "revenue_concentration"
CHARTS = (OVER_TIME, ORDINALS, TENTHS, "growth_in_parts", "referrals_by_repeat_customers")
HEADLINES = (
    Headline(orders.revenue, "Revenue", "all valid orders", more_is_better=None),
    Headline(orders.average_order_value, "Average order", "orders", more_is_better=None),
    Headline(customer_revenue.purchases_per_customer, "Purchases per customer", "customers"),
    Headline(customer_revenue.returning_revenue_share, "From returning customers", "purchases", more_is_better=None),
)


def read_ahead(view: View, also: Sequence[Asked] = ()) -> None:
    """What the page asks for, two at a time; what takes longest first."""
    now = view.filters
    asked = [*also, Asked(customer_revenue.revenue_concentration, now)]
    asked += [each for headline in HEADLINES for each in ahead(view, headline.metric, **headline.options)]
    asked += [Asked(loyalty.new_and_returning_revenue, now, every=view.every)]
    asked.append(Asked(customer_revenue.revenue_by_ordinal, now))
    fetch.ahead(at_once(asked, is_in_one_currency=view.coverage.is_in_one_currency))


def revenue(view: View, key: str = OVER_TIME, *, on_click=True, height: int = 320) -> list[dict]:
    """Revenue of new and of returning customers, by step."""
    return chart_card.show(key=key, on_click=on_click, height=height, **_revenue(view, height))


@shown
def _revenue(view: View, height: int) -> dict:
    metric = loyalty.new_and_returning_revenue
    frame = over_time(metric, view)
    currency = only_currency(view)
    by_kind = frame.groupby("group")["value"].sum()
    total = by_kind.sum()
    title = "How much do returning customers bring?"
    if total:
        title = f"Returning customers bring {fmt.percent(by_kind.get('returning', 0.0) / total)} of revenue"
    figure = charts.stacked_bars(
        frame, "amount", {"returning": "Returning", "new": "New"}, currency=currency, height=height,
        events=fetch.rows(happenings()),
    )  # fmt: skip
    measured = f"Revenue of valid orders with a customer · by {view.every} · {view.period_text}"
    return dict(
        title=title,
        figure=figure if total else None,
        subtitle=f"{measured} · {fmt.amount(total, currency)} in all",
        note=metric_cards.left_out(view, metric),
        definition=define(metric),
        frame=frame,
        unit="amount",
        currency=currency,
        empty=metric_cards.nothing(view, metric),
    )


def revenue_to_pick(view: View) -> None:
    """The same, where a bar leads to its customers."""
    pick = partial(narrowing.pick, OVER_TIME, "when+group", CHARTS, every=view.every, dimension="who")
    revenue(view, narrowing.key_of(OVER_TIME), on_click=pick)


def by_ordinal(view: View) -> None:
    """The shares of first, second, third and later purchases."""
    pick = partial(narrowing.pick, ORDINALS, "group", CHARTS, dimension="purchase")
    chart_card.show(key=narrowing.key_of(ORDINALS), on_click=pick, height=340, **_by_ordinal(view))


@shown
def _by_ordinal(view: View) -> dict:
    metric, currency = customer_revenue.revenue_by_ordinal, only_currency(view)
    frame = fetch.fetch(metric, view.filters)
    names, values, amounts, counts = _lists(frame, "group", "value", "numerator", "n")
    rows = {
        "group": names,
        "label": [f"{name} purchase" if name == names[0] else name for name in names],
        "value": values,
        "tone": ["pale" if name == names[0] else "ours" for name in names],
        "number": [fmt.percent(value) for value in values],
        "under": [fmt.amount(amount, currency) for amount in amounts],
        "lines": [
            [
                f"{fmt.percent(value, exact=True)} of revenue, {fmt.amount(amount, currency, exact=True)}",
                f"{fmt.count(n)} purchases",
            ]
            for value, amount, n in zip(values, amounts, counts, strict=True)
        ],
    }
    total, n, first = frame["denominator"].iloc[0], sum(counts), values[names.index("1st")]
    title = "Which purchase of a customer brings the revenue?"
    if total:
        title = f"First purchases bring {fmt.percent(first)} of revenue, all later ones {fmt.percent(1 - first)}"
    return dict(
        title=title,
        figure=charts.bar_rows(pd.DataFrame(rows)) if total else None,
        subtitle=f"{metric.title} · {view.period_text} · {fmt.count(n)} purchases",
        note=f"Counted over each customer's history. {_known_from(view)}{_left_out(view, metric, n, 'purchases')}",
        definition=define(metric),
        frame=frame,
        unit="percent",
        empty=metric_cards.nothing(view, metric),
    )


def concentration(view: View) -> None:
    """The shares of the ten tenths of customers, those with the highest revenue first."""
    pick = partial(narrowing.pick, TENTHS, "group", CHARTS, dimension="tenth")
    chart_card.show(key=narrowing.key_of(TENTHS), on_click=pick, height=340, **_concentration(view))


@shown
def _concentration(view: View) -> dict:
    metric, currency = customer_revenue.revenue_concentration, only_currency(view)
    frame = fetch.fetch(metric, view.filters)
    names, values, amounts, counts = _lists(frame, "group", "value", "numerator", "n")
    together = frame["value"].cumsum().tolist()
    rows = {
        "group": names,
        "label": ["Top tenth" if name == "1" else f"{_ordinal(name)} tenth" for name in names],
        "value": values,
        "tone": ["ours" if name == "1" else "pale" for name in names],
        "number": [fmt.percent(value) for value in values],
        "under": [""] * len(names),
        "lines": [
            [
                f"{fmt.percent(value, exact=True)} of revenue, {fmt.amount(amount, currency, exact=True)}",
                f"{fmt.count(n)} customers",
                f"From the top to here {fmt.percent(share, exact=True)}",
            ]
            for value, amount, n, share in zip(values, amounts, counts, together, strict=True)
        ],
    }
    n = sum(counts)
    title = "Do a few customers bring most of the revenue?"
    if names:
        title = f"The top tenth of customers bring {fmt.percent(values[0])} of revenue"
    return dict(
        title=title,
        figure=charts.bar_rows(pd.DataFrame(rows)) if names else None,
        subtitle=f"{metric.title} · {view.period_text} · {fmt.count(n)} customers",
        note=f"By what each customer spent in the period. {_left_out(view, metric, n, 'customers')}",
        definition=define(metric),
        frame=frame,
        unit="percent",
        empty=metric_cards.nothing(view, metric),
    )


def _lists(frame: pd.DataFrame, *names: str) -> list[list]:
    return [frame[name].tolist() for name in names]


def picked() -> tuple[str, str]:
    """What is picked in a chart of the page: ("purchase", "2nd"), ("tenth", "1"), ...; ("", "") for none."""
    dimension, _, group = st.query_params.get("group", "").partition(":")
    return dimension, group


def customers_of_step(view: View) -> None:
    """The customers of the bar over time that was picked, here or on the overview."""
    (dimension, who), days = picked(), narrowing.current(view).days
    if days is None or dimension not in ("", "who"):
        states.note("Choose a bar to see its customers.")
        return
    filters = narrowing.filters(view, narrowing.current(view))
    kind = who if who in ("new", "returning") else "all"
    ids = listings.customers_of_period(filters, who=kind)
    customer_list.show(fetch.rows(ids), f"{customer_list.WHO[kind]}, {fmt.date_range(*days)}", "step")


def customers_of_share(view: View) -> None:
    """The customers of the purchase or of the tenth that was picked."""
    dimension, group = picked()
    if dimension == "purchase" and group in customer_revenue.ORDINALS:
        ids = customer_revenue.buyers_of_ordinal(view.filters, group)
        heading = f"Customers who made their {group} purchase in {view.period_text}"
    elif dimension == "tenth" and group in map(str, range(1, 11)):
        ids = customer_revenue.customers_of_tenth(view.filters, int(group))
        name = "top" if group == "1" else _ordinal(group)
        heading = f"The {name} tenth of customers in {view.period_text}"
    else:
        states.note("Choose a bar to see its customers.")
        return
    list_of(ids, heading, "share")


def list_of(ids, heading: str, key: str) -> None:
    """The customers whose ids a statement selects, with all of them as a file."""
    rows = fetch.rows(listings.customers_in(ids))
    customer_list.show(rows, heading, key, lambda: fetch.rows(listings.customers_in(ids, limit=None)))


def _ordinal(number: str) -> str:
    return {"1": "1st", "2": "2nd", "3": "3rd"}.get(number, f"{number}th")


def _left_out(view: View, metric: Metric, n: float, noun: str) -> str:
    sentences = (states.small_base(n, noun) if n else "", metric_cards.left_out(view, metric))
    return " ".join(filter(None, sentences))


def _known_from(view: View) -> str:
    """That a short history makes late purchases look like early ones."""
    first = view.coverage.first_order_on
    if first is None or view.filters.start - first >= metric_cards.SHORT_HISTORY:
        return ""
    return f"Orders are known from {fmt.day(first)} on: what was bought before is not counted. "
