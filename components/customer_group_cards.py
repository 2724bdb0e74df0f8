"""What kinds of customers there are, what each brings, and how they grew."""

import html
from functools import partial

import pandas as pd
import streamlit as st

from components import chart_card, charts, customer_moves, metric_cards, narrowing, states
from components import format as fmt
from components.customer_standing import Standing
from components.headline import define, only_currency
from components.presenting import freezing
from data_access.metrics import rfm
from data_access.metrics.definition import SMALL_BASE
from data_access.metrics.named_groups import GROUPS
from data_access.snapshots import Content

# The group that a sentence follows: much can still be won back there.
FOLLOWED = "At risk"
AVERAGES = ("Purchases", "Last purchase")


def sizes(standing: Standing) -> None:
    """Each group's share of customers beside its share of revenue."""
    now, currency = standing.now, only_currency(standing.view)
    figure = charts.shares_beside(
        now,
        {"share_of_customers": "Share of customers", "share_of_revenue": "Share of revenue"},
        amount="revenue",
        currency=currency,
    )
    chart_card.show(
        _what_champions_bring(now),
        figure if standing.customers else None,
        key=narrowing.key_of(customer_moves.SIZES),
        subtitle=f"Customers and what they have spent so far, by group · {fmt.day(standing.day)} · "
        f"{fmt.count(standing.customers)} customers",
        note=_left_out(standing),
        definition=define(rfm.rfm_groups),
        frame=now.drop(columns="place"),
        on_click=partial(customer_moves.pick, customer_moves.SIZES),
        empty=metric_cards.nothing(standing.view, rfm.rfm_groups),
        height=480,
    )


def _what_champions_bring(now: pd.DataFrame) -> str:
    best = now.iloc[0]
    if not best["value"]:
        return "What kinds of customers do we have?"
    share, brought = fmt.percent(best["share_of_customers"]), fmt.percent(best["share_of_revenue"])
    champions = "1 champion" if best["value"] == 1 else f"{fmt.count(best['value'])} champions"
    return f"{champions}, {share} of customers, brought {brought} of revenue"


def _left_out(standing: Standing) -> str:
    sentences = [
        states.small_base(standing.customers, "customers"),
        metric_cards.left_out(standing.view, rfm.rfm_groups),
    ]
    if standing.view.filters.has_order_choice:
        sentences.append("The choice of channel or product category is not applied: groups are of whole customers.")
    return " ".join(sentence for sentence in sentences if sentence)


def table(standing: Standing) -> None:
    """What each group means and by which scores, how large it is, how much it grew and how its customers buy."""
    if not standing.customers:
        return
    title, since = "Who is in each group", ""
    if standing.has_before:
        now, before = (side.set_index("group")["value"][FOLLOWED] for side in (standing.now, standing.before))
        title = f"{FOLLOWED} {_grown(now - before)} {fmt.day(standing.earlier)}"
        since = f" · change since {fmt.day(standing.earlier)}"
    note = (
        "A score of 5 is the best fifth of all customers, 1 the last. Value is frequency and spending together. "
        "Purchases and the last of them are averages; revenue is what they spent so far."
    )
    if standing.now["value"].between(1, SMALL_BASE - 1).any():
        note += f" Averages of fewer than {SMALL_BASE} customers are grey."
    with st.container(border=True, key="card-customer_group_table"):
        subtitle = f"Customer groups · {fmt.day(standing.day)}{since}"
        frozen = partial(_frozen, standing, title, subtitle, note)
        chart_card.head(title, subtitle, "customer_group_table", frozen)
        st.html(table_html(standing))
        states.note(note)


def _frozen(standing: Standing, title: str, subtitle: str, note: str) -> Content:
    """The table for a slide, with all digits."""
    now, currency = standing.now, only_currency(standing.view)
    columns = {"Group": now["group"], "Scores": [group.rule for group in GROUPS], "Customers": now["value"]}
    if standing.has_before:
        columns["Change"] = now["value"] - standing.before.set_index("group")["value"][now["group"]].to_numpy()
    columns |= {f"Revenue, {currency}" if currency else "Revenue": now["revenue"]}
    columns |= {"Purchases, on average": now["mean_purchases"], "Days since the last, on average": now["mean_days"]}
    name, definition = freezing.told(define(rfm.rfm_groups))
    return Content(
        title, subtitle, note=note, filters=freezing.filters_in_words(standing.view), definition_name=name,
        definition=definition, rows=pd.DataFrame(columns),
    )  # fmt: skip


def _grown(difference: float) -> str:
    if not difference:
        return "is as large as on"
    customers = "customer" if abs(difference) == 1 else "customers"
    return f"{'grew' if difference > 0 else 'shrank'} by {fmt.count(abs(difference))} {customers} since"


def table_html(standing: Standing) -> str:
    """A row for each group, best first."""
    before = standing.before.set_index("group")["value"]
    rows = []
    for group, row in zip(GROUPS, standing.now.itertuples(), strict=True):
        numbers = _numbers(standing, row, row.value - before[row.group])
        cells = (
            f'<td class="{_look(name, row.value)}" data-label="{name}">{html.escape(text)}</td>'
            for name, text in numbers.items()
        )
        # A line may break between the two scores, not inside one.
        rule = ", ".join(f'<span style="white-space: nowrap">{html.escape(s)}</span>' for s in group.rule.split(", "))
        words = f'<td>{html.escape(group.meaning)}</td><td data-label="Scores">{rule}</td>'
        rows.append(f'<tr><th scope="row">{html.escape(group.name)}</th>{words}{"".join(cells)}</tr>')
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Group", "Who they are", "Scores"))
    heads += "".join(f'<th scope="col" class="is-number">{name}</th>' for name in numbers)
    return f'<table class="earshot-table"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _numbers(standing: Standing, row, change: float) -> dict[str, str]:
    told = {"Customers": fmt.count(row.value)}
    if standing.has_before:
        told["Change"] = fmt.change(change, "count")
    told["Revenue"] = fmt.amount(row.revenue, only_currency(standing.view))
    means = ("–", "–")
    if row.value:
        means = (fmt.value(row.mean_purchases, "ratio"), f"{fmt.count(row.mean_days)} days ago")
    return told | dict(zip(AVERAGES, means, strict=True))


def _look(name: str, customers: float) -> str:
    return "is-number is-none" if name in AVERAGES and customers < SMALL_BASE else "is-number"
