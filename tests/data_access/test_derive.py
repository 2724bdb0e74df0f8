"""Derived tables: against a plain-Python derivation, and rewritten for the customers an import touched alone."""

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import chain

import pytest
from sqlalchemy import update

from data_access import database, derive, ingest
from data_access.schema import customers, purchases
from tests.data_access import stored

DIMENSIONS = ("segment", "region", "country", "origin")
OF_FEEDBACK = ("feedback", "mentions", "feedback_themes", "preferences")
OF_CUSTOMER = ("first_purchased_on", "second_purchased_on", "last_purchased_on", "purchases", "revenue")


def purchases_by_hand(orders: list[dict], known: dict[str, dict]) -> list[dict]:
    """What `purchases` should hold: `orders` as stored, `known` the dimensions of each customer."""
    days = defaultdict(list)
    for order in orders:
        if order["is_valid"] and order["customer_id"] is not None:
            days[order["customer_id"], order["ordered_on"]].append(order)
    history = defaultdict(list)
    for customer, day in sorted(days):
        history[customer].append(day)
    made = []
    for (customer, day), of_day in sorted(days.items()):
        largest = min(of_day, key=lambda order: (-order["amount"], order["order_id"]))
        place = history[customer].index(day)
        made.append(
            {
                "customer_id": customer,
                "purchased_on": day,
                "ordinal": place + 1,
                "previous_on": history[customer][place - 1] if place else None,
                "next_on": history[customer][place + 1] if place + 1 < len(history[customer]) else None,
                "first_purchased_on": history[customer][0],
                "amount": sum(order["amount"] for order in of_day if order["currency"] == largest["currency"]),
                "currency": largest["currency"],
                "orders": len(of_day),
                "channel": largest["channel"],
                "category": largest["category"],
                **{name: known[customer][name] for name in DIMENSIONS},
            }
        )
    for purchase in made:
        own = [other for other in made if other["customer_id"] == purchase["customer_id"]]
        named = {other["currency"] for other in own} - {None}
        is_one = len(named) < 2  # what names no currency is in the one that the others name
        purchase["spent"] = sum(
            other["amount"]
            for other in own
            if other["purchased_on"] <= purchase["purchased_on"]
            and (is_one or other["currency"] == purchase["currency"])
        )
        for step in ("week", "month", "quarter"):
            start = starts_of[step]
            purchase[step] = start(purchase["purchased_on"])
            purchase[f"cohort_{step}"] = start(purchase["first_purchased_on"])
            purchase[f"next_{step}"] = purchase["next_on"] and start(purchase["next_on"])
            earlier = [other for other in own if other["ordinal"] < purchase["ordinal"]]
            purchase[f"is_first_in_{step}"] = purchase[step] not in {start(other["purchased_on"]) for other in earlier}
    return made


starts_of = {
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
}


def customers_by_hand(bought: list[dict], customer: str) -> dict:
    """What `customers` should say of a customer's purchases."""
    own = [purchase for purchase in bought if purchase["customer_id"] == customer]
    days = [purchase["purchased_on"] for purchase in own]
    return {
        "first_purchased_on": days[0] if days else None,
        "second_purchased_on": days[1] if len(days) > 1 else None,
        "last_purchased_on": days[-1] if days else None,
        "purchases": len(days),
        "revenue": sum(purchase["amount"] for purchase in own),
    }


def agree_with_plain_python() -> None:
    """Hold the derived tables of the database in use against its facts."""
    known = {row["customer_id"]: row for row in stored.rows("customers")}
    expected = purchases_by_hand(stored.rows("orders"), known)
    found = sorted(stored.rows("purchases"), key=lambda row: (row["customer_id"], row["purchased_on"]))
    assert found == expected
    for customer, row in known.items():
        assert {name: row[name] for name in OF_CUSTOMER} == customers_by_hand(expected, customer)
    nobody = dict.fromkeys(DIMENSIONS)
    for row in chain(*map(stored.rows, OF_FEEDBACK)):
        speaker = known[row["customer_id"]] if row["customer_id"] else nobody
        assert {name: row[name] for name in DIMENSIONS} == {name: speaker[name] for name in DIMENSIONS}


def some_orders(seed: int, number: int) -> list[dict]:
    """Few customers and days, so that occasions of several orders, ties and every kind of order are frequent."""
    chance = random.Random(seed)
    return [
        {
            "order_id": f"{seed}-{place:03}",
            "customer_id": chance.choice(["", "C1", "C2", "C3", "C4", "C5"]),
            "ordered_at": f"2025-0{chance.randint(1, 2)}-{chance.randint(1, 12):02} {chance.randint(0, 23):02}:30",
            "amount": chance.choice(["-5", "0", "10", "10", "12.5", "99.99"]),
            "currency": chance.choice(["", "GBP", "GBP", "EUR"]),
            "channel": chance.choice(["", "web", "shop"]),
            "category": chance.choice(["", "garden", "kitchen"]),
            "status": chance.choice(["", "", "paid", "cancelled", "test"]),
            "segment": chance.choice(["", "trade", "club"]),
            "country": chance.choice(["", "France", "Spain"]),
        }
        for place in range(number)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_purchases_and_customers_are_what_plain_python_derives(db, given_orders, seed):
    orders = some_orders(seed, 120)
    given_orders(orders[:70])
    given_orders(orders[70:])
    assert len(stored.rows("purchases")) > 30
    agree_with_plain_python()


def test_several_orders_of_a_day_are_one_occasion_with_the_largest_orders_channel_and_category(db, given_orders):
    given_orders("""
        order_id | customer_id | ordered_at       | amount | channel | category | status
        A1       | C1          | 2025-04-01 09:00 | 10     | web     | garden   |
        A2       | C1          | 2025-04-01 23:59 | 30     | shop    | kitchen  |
        A3       | C1          | 2025-04-01 12:00 | 99     | phone   | toys     | cancelled
        A4       | C1          | 2025-04-02 00:00 | 5      | web     | garden   |
    """)
    first, second = stored.rows("purchases")
    assert (first["orders"], first["amount"], first["channel"], first["category"]) == (2, 40, "shop", "kitchen")
    assert (first["ordinal"], first["previous_on"], first["next_on"]) == (1, None, date(2025, 4, 2))
    assert (second["ordinal"], second["previous_on"], second["next_on"]) == (2, date(2025, 4, 1), None)
    assert second["first_purchased_on"] == date(2025, 4, 1)


def test_amounts_of_another_currency_on_the_same_day_are_not_added(db, given_orders):
    given_orders("""
        order_id | customer_id | ordered_at | amount | currency
        A1       | C1          | 2025-04-01 | 10     | GBP
        A2       | C1          | 2025-04-01 | 30     | EUR
        A3       | C1          | 2025-04-01 | 20     | EUR
    """)
    (purchase,) = stored.rows("purchases")
    assert (purchase["amount"], purchase["currency"], purchase["orders"]) == (50, "EUR", 3)


def _mark(customer: str) -> None:
    """Something that derivation would not write."""
    with database.writing() as connection:
        connection.execute(update(purchases).values(category="mark").where(purchases.c.customer_id == customer))
        connection.execute(update(customers).values(name="mark").where(customers.c.customer_id == customer))


def test_only_the_customers_that_an_import_touches_are_derived_again(db, given_orders, given_feedback):
    given_orders("""
        order_id | customer_id | ordered_at | category
        A1       | C1          | 2025-04-01 | garden
        A2       | C2          | 2025-04-01 | garden
        A3       | C3          | 2025-04-01 | garden
    """)
    for customer in ("C1", "C2", "C3"):
        _mark(customer)
    given_orders("order_id | customer_id | ordered_at | category\nA4 | C2 | 2025-05-01 | toys")
    given_feedback("customer_id | created_at | text\nC3 | 2025-05-01 | Great.")
    names = {row["customer_id"]: row["name"] for row in stored.rows("customers")}
    assert names == {"C1": "mark", "C2": None, "C3": None}
    categories = {(row["customer_id"], row["category"]) for row in stored.rows("purchases")}
    assert categories == {("C1", "mark"), ("C2", "garden"), ("C2", "toys"), ("C3", "garden")}


def test_an_import_of_what_is_known_derives_nothing(db, given_orders):
    table = "order_id | customer_id | ordered_at\nA1 | C1 | 2025-04-01"
    given_orders(table)
    _mark("C1")
    given_orders(table)
    assert stored.one("customers", customer_id="C1")["name"] == "mark"


@pytest.mark.parametrize("at_once", [derive.AT_ONCE, 2], ids=["at once", "two customers at a time"])
def test_a_refresh_rebuilds_the_same_tables(db, given_orders, given_feedback, given_brands, monkeypatch, at_once):
    monkeypatch.setattr(derive, "AT_ONCE", at_once)
    given_orders(some_orders(7, 40))
    given_brands("Meadow", "Figo")
    given_feedback("feedback_id | customer_id | created_at | text\nF1 | C9 | 2025-05-01 | Figo is better, I love it.")
    held, version = stored.everything(), database.current_version()
    for customer in ("C1", "C9"):
        _mark(customer)
    ingest.refresh()
    assert stored.everything() == held
    assert database.current_version() > version


def test_a_customer_who_only_wrote_is_known_and_bought_nothing(db, given_feedback):
    given_feedback("customer_id | created_at | text | region\nC1 | 2025-05-01 | Great. | North")
    row = stored.one("customers", customer_id="C1")
    assert (row["region"], row["purchases"], row["revenue"], row["first_purchased_on"]) == ("North", 0, 0, None)


def test_what_is_known_of_a_customer_stands_on_all_that_they_said(db, given_orders, given_feedback, given_brands):
    given_brands("Meadow", "Figo")
    words = "Figo is better than Meadow, delivery was late."
    said = f"feedback_id | customer_id | created_at | text\nF1 | C1 | 2025-05-01 | {words}"
    given_feedback(said)
    assert {name: len(stored.rows(name)) > 0 for name in OF_FEEDBACK} == dict.fromkeys(OF_FEEDBACK, True)
    given_orders("order_id | customer_id | ordered_at | segment\nA1 | C1 | 2025-04-01 | trade")
    assert {row["segment"] for row in chain(*map(stored.rows, OF_FEEDBACK))} == {"trade"}
    # Of another customer, of whom nothing is known, and then of nobody.
    given_feedback(said.replace("C1", "C2"))
    assert {row["segment"] for row in chain(*map(stored.rows, OF_FEEDBACK))} == {None}
    given_feedback(said)
    assert {row["segment"] for row in chain(*map(stored.rows, OF_FEEDBACK))} == {"trade"}
    given_feedback(said.replace("C1", "  "))
    agree_with_plain_python()
    assert {row["segment"] for row in chain(*map(stored.rows, OF_FEEDBACK))} == {None}
