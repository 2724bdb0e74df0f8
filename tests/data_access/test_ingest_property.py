"""Any split of records into files, in any order and with any repetition, gives the tables that one import gives."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.data_access import stored
from tests.data_access.test_derive import agree_with_plain_python

EXAMPLES = {"duckdb": 4, "postgresql": 2}

customer = st.sampled_from(["", "C1", "C2", "C3"])
maybe = st.sampled_from(["", "web", "shop"])
category = st.sampled_from(["", "garden", "kitchen"])
segment = st.sampled_from(["", "trade", "club"])
currency = st.sampled_from(["", "GBP", "EUR"])
status = st.sampled_from(["", "paid", "cancelled"])
amount = st.sampled_from(["-5", "0", "10", "10.25", "99.9999"])
# Few days, each with its midnight: several orders of a customer share one, and statements share a moment.
moment = st.builds("2025-01-{:02} {}".format, st.integers(1, 9), st.sampled_from(["00:00", "12:00", "23:59"]))
texts = st.sampled_from(["", "I love it, great.", "Terrible. Spot is better.", "Figo, not spot.", "It came."])


@st.composite
def order_rows(draw):
    """Atoms of one order each."""
    about = {
        "customer_id": customer, "ordered_at": moment, "amount": amount, "currency": currency, "channel": maybe,
        "status": status, "refunded_amount": st.sampled_from(["", "0", "2.5", "10"]), "category": category,
        "segment": segment, "customer_name": st.sampled_from(["", "Ada", "Bob"]),
    }  # fmt: skip
    made = draw(st.lists(st.fixed_dictionaries(about), max_size=8))
    return [[{"order_id": f"A{number}", **row}] for number, row in enumerate(made)]


@st.composite
def line_rows(draw, prefix: str, has_numbers: bool):
    """Atoms of one line each; without numbers, equal lines of an order stay together: apart they look like one."""
    said_alike = {"customer_id": customer, "channel": maybe, "status": status, "currency": currency, "segment": segment}
    said_of_itself = {
        "ordered_at": moment, "product": st.sampled_from(["", "kettle", "rake"]), "category": category,
        "quantity": st.sampled_from(["1", "-1", "2.5"]), "amount": amount,
    }  # fmt: skip
    lines = st.lists(st.tuples(st.fixed_dictionaries(said_of_itself), st.booleans()), min_size=1, max_size=4)
    atoms = defaultdict(list)
    made = draw(st.lists(st.tuples(st.fixed_dictionaries(said_alike), lines), max_size=4))
    for order, (said, of_order) in enumerate(made):
        for number, (line, is_silent) in enumerate(of_order, 1):
            row = {"order_id": f"{prefix}{order}", **(dict.fromkeys(said, "") if is_silent else said), **line}
            content = row["product"] or row["category"], row["quantity"], row["amount"]
            atoms[order, number if has_numbers else content].append({"line_no": number, **row} if has_numbers else row)
    return list(atoms.values())


@st.composite
def feedback_rows(draw):
    about = {
        "customer_id": customer, "created_at": moment, "text": texts, "rating": st.sampled_from(["1", "5"]),
        "brand": st.sampled_from(["", "Spot", "Figo"]), "category": category, "segment": segment,
    }  # fmt: skip
    made = draw(st.lists(st.fixed_dictionaries(about), max_size=6))
    return [[{"feedback_id": f"F{number}", **row}] for number, row in enumerate(made)]


@st.composite
def files(draw, atoms):
    """The atoms cut into files, some of which come again, whole or in part, in any order."""
    if not atoms:
        return []
    cut = defaultdict(list)
    for atom in atoms:
        cut[draw(st.integers(0, 2))].append(atom)
    some = st.lists(st.sampled_from(atoms), min_size=1, max_size=4, unique_by=id)
    again = draw(st.lists(some, max_size=2))
    return [[row for atom in piece for row in atom] for piece in (*cut.values(), *again)]


@st.composite
def histories(draw):
    """Records of two kinds, each in one file, and the same in many: [(kind, rows)], [(kind, rows)]."""
    made_by = {
        "orders": order_rows(),
        "order_lines": line_rows("L", has_numbers=False),
        "numbered lines": line_rows("N", has_numbers=True),
        "feedback": feedback_rows(),
    }
    kinds = draw(st.lists(st.sampled_from(list(made_by)), min_size=2, max_size=2, unique=True))
    atoms = {kind: draw(made_by[kind]) for kind in kinds}
    whole = [(kind, [row for atom in made for row in atom]) for kind, made in atoms.items() if made]
    pieces = [(kind, rows) for kind, made in atoms.items() for rows in draw(files(made))]
    return whole, draw(st.permutations(pieces))


@pytest.mark.parametrize("db", EXAMPLES, indirect=True)
def test_any_split_order_and_repetition_of_imports_gives_the_same_tables(db, given_orders, given_feedback):
    def bring(history):
        stored.forget_everything()
        for kind, rows in history:
            if kind == "feedback":
                report = given_feedback(rows)
            else:
                report = given_orders(rows, kind="orders" if kind == "orders" else "order_lines")
            told = report.rows_new + report.rows_changed + report.rows_unchanged + report.rows_refused
            assert (report.rows_read, report.rows_refused) == (told, 0)
            assert min(report.rows_new, report.rows_changed, report.rows_unchanged) >= 0
        return stored.everything()

    @settings(
        max_examples=EXAMPLES[db],
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(histories())
    def check(history):
        whole, pieces = history
        expected = bring(whole)
        agree_with_plain_python()
        assert bring(pieces) == expected

    check()
