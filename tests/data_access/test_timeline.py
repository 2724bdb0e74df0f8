"""One customer found and followed: the search finds the right ones first, and the timeline leaves nothing out."""

from datetime import date

import pytest
from sqlalchemy import insert

from data_access import corrections, customer_search, customer_standing, database, fetch, timeline
from data_access.filters import Filters
from data_access.metrics import rfm
from data_access.metrics.named_groups import NAMES
from data_access.schema import events

HOSTILE = "a/b?c=d&e%20<b>ü'\"_;--"
PEOPLE = [
    ("ann", "Zoe Last", "zoe@example.org", 1), ("Annabel", "Quiet One", "q1@example.org", 5),
    ("C1", "Ann Able", "a.able@example.org", 3), ("C2", "Joanna Dark", "dark@example.org", 9),
    ("C3", "Söder 100%", "under_score@example.org", 2), (HOSTILE, "Odd", "odd@example.org", 4), ("C4", "", "", 1),
]  # fmt: skip
BOUGHT = """
    order_id | customer_id | ordered_at       | amount | status    | refunded_amount | currency
    A1       | ann         | 2025-01-10 10:00 | 40     |           |                 | EUR
    A2       | ann         | 2025-01-10 12:00 | 10     |           | 2               | EUR
    A3       | ann         | 2025-03-01 10:00 | 50     |           |                 | EUR
    A4       | ann         | 2025-03-05 10:00 | 70     | cancelled |                 | EUR
    A5       | ann         | 2025-06-01 10:00 | 30     |           |                 | USD
    B1       | C4          | 2025-06-30 10:00 | 30     | cancelled |                 | EUR
"""
SAID = """
    feedback_id | customer_id | created_at       | rating | text
    F1          | ann         | 2025-02-01 09:00 | 5      | I love it, great parcel, better than Figo.
    F2          | ann         | 2025-03-01 09:00 | 1      |
    F3          | ann         | 2025-07-01 09:00 | 1      | Terrible, I hate it.
    F4          | C1          | 2025-03-02 09:00 | 3      | Someone else.
"""
LINES = """
    order_id | line_no | customer_id | ordered_at | product | quantity | amount
    L1       | 1       | C2          | 2025-05-01 | Lamp    | 2        | 7
    L1       | 2       | C2          | 2025-05-01 | Bulb    | 1        | 3
"""
HAPPENED = [
    (date(2024, 12, 31), "Before"),
    (date(2025, 3, 1), "Prices raised"),
    (date(2025, 3, 1), "Prices raised"),
    (date(2025, 7, 2), "After"),
]
SPAN = (date(2025, 1, 10), date(2025, 7, 1))


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def known(request, fresh_database, given_orders, given_feedback, given_brands):
    with fresh_database(request.param):
        given_brands("Meadow", "Figo")
        rows = [
            {"customer_id": id_, "customer_name": name, "customer_email": mail, "ordered_at": "2024-12-01", "amount": n}
            for id_, name, mail, n in PEOPLE
            if id_ not in ("ann", "C4")
        ]
        given_orders(rows)
        given_orders(BOUGHT)
        described = {"customer_id": "ann", "customer_name": "Zoe Last", "customer_email": "zoe@example.org"}
        given_feedback([{**described, "created_at": "2025-02-01 09:00", "feedback_id": "F1", "text": "x"}])
        given_feedback(SAID)
        given_orders(LINES, "order_lines")
        with database.writing() as connection:
            for happened_on, title in HAPPENED:
                row = {"happened_on": happened_on, "title": title, "is_demo": False}
                connection.execute(insert(events).values(row))
        corrections.correct("F1", "theme", "Price", "yes", "Sam")
        yield request.param


def found(wanted, **choice) -> list[str]:
    return fetch.rows(customer_search.matching(wanted, **choice))["customer_id"].tolist()


def test_the_search_puts_the_id_first_then_what_begins_so_then_the_rest(known):
    assert found("ann") == ["ann", "Annabel", "C1", "C2"], "the rest though it brought more"
    assert found("ANN")[0] == "ann"
    assert found("ann", limit=2) == ["ann", "Annabel"]
    assert set(fetch.rows(customer_search.matching("ann", limit=2))["matching"]) == {4}


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ("able ann", ["C1"]), ("dark@", ["C2"]), ("SÖDER", ["C3"]), ("100%", ["C3"]), ("%", ["C3", HOSTILE]),
        ("_s", ["C3"]), (HOSTILE, [HOSTILE]), (HOSTILE.upper(), [HOSTILE]), ("  ", []), ("", []), ("' OR 1=1 --", []),
        ("\0", []), ("\\", []), ("x" * 5_000, []),
    ],
)  # fmt: skip
def test_words_that_are_searched_for_are_pieces_of_text_and_no_patterns(known, wanted, who):
    assert sorted(found(wanted)) == sorted(who)


def test_the_timeline_has_every_order_word_and_event_of_the_customer_in_order(known):
    rows = fetch.rows(timeline.entries("ann", SPAN))
    assert rows["key"].tolist() == ["F3", "A5", "A4", "A3", "F2", "Prices raised", "F1", "A2", "A1"]
    assert set(rows["matching"]) == {9}
    oldest = fetch.rows(timeline.entries("ann", SPAN, newest_first=False))["key"].tolist()
    assert oldest == rows["key"].tolist()[::-1]
    pages = [fetch.rows(timeline.entries("ann", SPAN, limit=4, offset=at))["key"].tolist() for at in (0, 4, 8)]
    assert sum(pages, []) == rows["key"].tolist()
    assert fetch.rows(timeline.entries("ann", None, kinds=("order",)))["key"].tolist() == ["A5", "A4", "A3", "A2", "A1"]
    assert fetch.rows(timeline.entries("ann", SPAN, kinds=("event", "feedback")))["key"].tolist()[2:] == [
        "Prices raised", "F1",
    ]  # fmt: skip
    assert fetch.rows(timeline.entries("nobody", None)).empty


def test_amounts_of_a_currency_are_added_and_what_does_not_count_is_left_out(known):
    money = fetch.rows(timeline.money("ann")).set_index("currency")
    assert money.loc["EUR", ["orders", "counted", "amount", "refunded"]].tolist() == [4, 3, 98, 2]
    assert money.loc["USD", ["orders", "counted", "amount", "refunded"]].tolist() == [1, 1, 30, 0]
    bought = fetch.rows(timeline.bought("ann"))
    assert bought["ordinal"].tolist() == [3, 2, 1] and bought["orders"].tolist() == [1, 1, 2]
    assert fetch.rows(timeline.not_counted("ann"))["status"].tolist() == ["cancelled"]
    assert fetch.rows(timeline.not_counted("C4"))["amount"].tolist() == [30]


def test_details_of_a_page_are_those_of_its_orders_and_texts(known):
    assert fetch.rows(timeline.orders_of("ann", ("A1", "B1")))["order_id"].tolist() == ["A1"], "nobody else's"
    lines = fetch.rows(timeline.lines_of(("L1", "A1")))
    assert lines["product"].tolist() == ["Lamp", "Bulb"] and set(lines["lines"]) == {2}
    assert sorted(fetch.rows(timeline.mentions_of(("F1", "F4")))["brand"]) == ["Figo"]
    assert fetch.rows(timeline.preferences_of(("F1",)))["rival"].tolist() == ["Figo"]
    assert fetch.rows(timeline.corrections_of(("F1", "F3")))[["subject", "person"]].values.tolist() == [
        ["Price", "Sam"]
    ]
    assert fetch.rows(timeline.last_words("ann"))["feedback_id"].tolist() == ["F3"]
    assert fetch.rows(timeline.words("ann"))["feedback"].tolist() == [3]
    assert fetch.rows(timeline.said("ann"))["feedback_id"].tolist() == ["F3", "F2", "F1"]
    assert fetch.rows(timeline.person(HOSTILE))["name"].tolist() == ["Odd"]
    assert fetch.rows(timeline.events_between(*SPAN))["title"].tolist() == ["Prices raised"]


@pytest.mark.parametrize("currency", [None, "EUR"])
def test_a_customers_group_is_the_one_that_lists_them(known, currency):
    filters = Filters(as_of=date(2025, 6, 30), currency=currency)
    groups = {name: set(fetch.rows(rfm.members(filters, name))["customer_id"]) for name in NAMES}
    for customer_id, *_ in PEOPLE:
        group = customer_standing.group_of(customer_id, filters)
        held = [name for name, members in groups.items() if customer_id in members]
        assert held == ([group.name] if group else [])
    assert customer_standing.group_of("C4", filters) is None, "who bought nothing that counts is in none"
