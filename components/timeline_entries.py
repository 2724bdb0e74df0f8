"""Entries of a customer's timeline as markup: orders, words, events. All of it comes from outside and is escaped."""

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from components import format as fmt
from data_access.timeline import MOST_LINES

MARKS = {1: "First purchase", 2: "Second purchase"}


def order_html(order: Mapping, lines: Sequence[Mapping], purchase: Mapping | None) -> str:
    """One order: its amount, and folded away its lines and facts.

    order: a row of orders. lines: of order_lines, with `lines`, how many there are in all. purchase: the purchase of
    that day (ordinal, previous_on, purchased_on), or None.
    """
    currency = _text(order, "currency") or None
    head = f"Bought for {fmt.amount(order['amount'], currency, exact=True)}"
    if not order["is_valid"]:
        head = f"Order of {fmt.amount(order['amount'], currency, exact=True)}, not counted"
    beside = [_since(purchase), _number(lines), _text(order, "channel"), _text(order, "status")]
    summary = (
        f'<b>{html.escape(head)}</b> {_tags(order, purchase, currency)}<span class="earshot-entry-beside">'
        f"{html.escape(' · '.join(filter(None, beside)))}</span>"
    )
    look = "is-order" if order["is_valid"] else "is-order is-left-out"
    inside = _lines_html(lines, currency) + _facts_html(order, currency)
    return _entry(look, order["ordered_on"], f"<details><summary>{summary}</summary>{inside}</details>")


def feedback_html(day, verbatim: str, seen: str, tone: str | None) -> str:
    """One piece of feedback: its words, as verbatims draws them, and what the scorer saw."""
    look = f"is-feedback is-{tone}" if tone in ("positive", "neutral", "negative") else "is-feedback"
    return _entry(look, day, verbatim + seen)


def event_html(event: Mapping) -> str:
    """What happened to the business: title, and what was written of it."""
    words = _text(event, "description")
    more = f"<p>{html.escape(words)}</p>" if words else ""
    return _entry("is-event", event["day"], f"<b>{html.escape(str(event['key']))}</b>{more}")


def _entry(look: str, day, inside: str) -> str:
    day = pd.Timestamp(day)
    when = f'<time datetime="{day.date().isoformat()}">{day.day} {fmt.MONTHS[day.month - 1]}</time>'
    return f'<li class="earshot-entry {look}">{when}<div class="earshot-entry-body">{inside}</div></li>'


def _tags(order: Mapping, purchase: Mapping | None, currency: str | None) -> str:
    tags = []
    if purchase is not None and order["is_valid"] and purchase["ordinal"] in MARKS:
        tags.append(MARKS[purchase["ordinal"]])
    if order["refunded_amount"]:
        tags.append(f"{fmt.amount(order['refunded_amount'], currency, exact=True)} refunded")
    return "".join(f'<span class="earshot-tag">{html.escape(tag)}</span> ' for tag in tags)


def _since(purchase: Mapping | None) -> str:
    """ "41 days after the one before"."""
    if purchase is None or pd.isna(purchase["previous_on"]):
        return ""
    gap = (pd.Timestamp(purchase["purchased_on"]) - pd.Timestamp(purchase["previous_on"])).days
    return f"{fmt.days(gap)} after the purchase before"


def _number(lines: Sequence[Mapping]) -> str:
    if not lines:
        return ""
    number = int(lines[0]["lines"])
    return f"{fmt.count(number)} {'line' if number == 1 else 'lines'}"


def _lines_html(lines: Sequence[Mapping], currency: str | None) -> str:
    if not lines:
        return ""
    rows = "".join(
        f"<tr><td>{html.escape(_text(line, 'product') or 'Not named')}</td>"
        f"<td>{html.escape(_text(line, 'category'))}</td>"
        f'<td class="is-number">{_quantity(line["quantity"])}</td>'
        f'<td class="is-number">{html.escape(fmt.amount(line["amount"], currency, exact=True))}</td></tr>'
        for line in lines
    )
    head = "<th>Product</th><th>Category</th>" + "".join(
        f'<th class="is-number">{title}</th>' for title in ("Quantity", "Amount")
    )
    more = int(lines[0]["lines"]) - len(lines)
    note = f'<p class="earshot-note">The first {MOST_LINES}; {fmt.count(more)} more.</p>' if more > 0 else ""
    return (
        f'<table class="earshot-table earshot-lines"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}'
    )


def _quantity(value: object) -> str:
    return "" if value is None or pd.isna(value) else f"{float(value):,.10g}"


def _facts_html(order: Mapping, currency: str | None) -> str:
    stated = order.get("stated_amount")
    facts = [
        ("Order", str(order["order_id"])),
        ("Placed (UTC)", f"{fmt.day(pd.Timestamp(order['ordered_at']))}, {pd.Timestamp(order['ordered_at']):%H:%M}"),
        ("Status", _text(order, "status")),
        ("Channel", _text(order, "channel")),
        ("Campaign", _text(order, "campaign")),
        ("Category", _text(order, "category")),
        ("Stated before refunds", "" if _is_missing(stated) else fmt.amount(stated, currency, exact=True)),
        (
            "Counted as a purchase",
            "Yes" if order["is_valid"] else "No: cancelled, a test, refunded in full, or worth nothing",
        ),
    ]
    told = "".join(
        f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>" for name, value in facts if value
    )
    return f'<dl class="earshot-facts">{told}</dl>'


def _text(row: Mapping, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _is_missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))
