"""An import that is taken back leaves the tables as if it had never been, whatever came before and after it."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data_access import database, ingest
from data_access.brands import tracked
from data_access.coverage import coverage
from data_access.schema import import_runs
from tests.data_access import stored

EXAMPLES = {"duckdb": 4, "postgresql": 2}

customer = st.sampled_from(["", "C1", "C2"])
moment = st.builds("2025-01-{:02} {}".format, st.integers(1, 6), st.sampled_from(["00:00", "12:00"]))
maybe = st.sampled_from(["", "web", "shop"])
amount = st.sampled_from(["-5", "0", "10", "10.25"])
texts = st.sampled_from(
    ["", "I love it, great.", "Terrible. Spot is better.", "Figo, not spot.", "Super!", "Das ist gut"]
)
ABOUT = {"customer_id": customer, "segment": st.sampled_from(["", "trade", "club"])}
# Few ids, so that imports speak of each other's records; some files lack a column, which leaves what is known.
ORDER = {
    "order_id": st.sampled_from(["A1", "A2", "A3"]), **ABOUT, "ordered_at": moment, "amount": amount,
    "status": st.sampled_from(["", "paid", "cancelled"]), "refunded_amount": st.sampled_from(["", "0", "2.5"]),
}  # fmt: skip
LINE = {
    "order_id": st.sampled_from(["A1", "A2", "A3"]), "line_no": st.sampled_from(["1", "2"]), **ABOUT,
    "ordered_at": moment, "product": st.sampled_from(["", "kettle", "rake"]), "amount": amount, "channel": maybe,
    "order_amount": st.sampled_from(["", "30"]), "refunded_amount": st.sampled_from(["", "1"]),
}  # fmt: skip
PIECE = {
    "feedback_id": st.sampled_from(["F1", "F2", "F3"]), **ABOUT, "created_at": moment, "text": texts,
    "rating": st.sampled_from(["1", "5"]), "rating_scale": st.just("1 to 5"),
    "brand": st.sampled_from(["", "Spot", "Figo"]), "reply": st.sampled_from(["", "Sorry. Spot is no better."]),
    "replied_at": st.sampled_from(["", "2025-01-05 10:00"]),
}  # fmt: skip
OPTIONAL = {
    *("segment", "status", "refunded_amount", "channel", "order_amount", "line_no", "brand", "reply", "replied_at"),
}


@st.composite
def imports(draw):
    """(kind, rows) of one file: each record once, and all with the same columns."""
    kind, fields, key = draw(
        st.sampled_from(
            [
                ("orders", ORDER, "order_id"),
                ("order_lines", LINE, ("order_id", "line_no")),
                ("feedback", PIECE, "feedback_id"),
            ]
        )
    )
    left_out = draw(st.sets(st.sampled_from(sorted(OPTIONAL & fields.keys())), max_size=2))
    names = [key] if isinstance(key, str) else list(key)
    row = st.fixed_dictionaries(fields)
    rows = draw(st.lists(row, min_size=1, max_size=3, unique_by=lambda row: tuple(row[name] for name in names)))
    if kind == "order_lines":  # an order has one customer
        customers = {row["order_id"]: row["customer_id"] for row in rows}
        rows = [{**row, "customer_id": customers[row["order_id"]]} for row in rows]
    return kind, [{name: value for name, value in row.items() if name not in left_out} for row in rows]


@st.composite
def histories(draw):
    """Imports, and the places of those that are taken back, in the order in which they are."""
    history = draw(st.lists(imports(), min_size=2, max_size=5))
    gone = draw(st.lists(st.integers(0, len(history) - 1), min_size=1, max_size=3, unique=True))
    return history, gone


@pytest.fixture
def bring(given_orders, given_feedback):
    """bring(kind, rows): the number of the import."""

    def import_(kind, rows):
        report = (
            given_feedback(rows)
            if kind == "feedback"
            else given_orders(rows, kind="orders" if kind == "orders" else "order_lines")
        )
        return report.import_run_id

    return import_


@pytest.mark.parametrize("db", EXAMPLES, indirect=True)
def test_what_is_taken_back_was_never_there(db, bring):
    @settings(
        max_examples=EXAMPLES[db],
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(histories())
    def check(history_and_gone):
        history, gone = history_and_gone
        stored.forget_everything()
        for place, (kind, rows) in enumerate(history):
            if place not in gone:
                bring(kind, rows)
        expected = stored.everything()
        stored.forget_everything()
        numbers = [bring(kind, rows) for kind, rows in history]
        for place in gone:
            ingest.take_back(numbers[place])
        assert stored.everything() == expected

    check()


ORDERS = """
    order_id | customer_id | ordered_at       | amount | segment
    A1       | C1          | 2025-04-01 10:00 | 100    | trade
    A2       | C2          | 2025-04-09 10:00 | 40     | club
"""
FEEDBACK = """
    feedback_id | customer_id | created_at       | text                                | brand | reply  | replied_at
    F1          | C1          | 2025-04-03 10:00 | Figo was worse. I love this, great. |       | Thanks | 2025-04-05
    F2          | C9          | 2025-04-04 10:00 | Terrible, I hate it.                | Figo  |        |
"""


def test_import_undo_and_import_again_give_the_same_tables_and_each_a_new_state_of_the_data(db, bring):
    states = [database.current_version()]
    empty = stored.everything()
    numbers = [bring("orders", ORDERS), bring("feedback", FEEDBACK)]
    full = stored.everything()
    states.append(database.current_version())
    for number in numbers:
        ingest.take_back(number)
        states.append(database.current_version())
    assert stored.everything() == empty
    assert [len(stored.rows(name)) for name in ("said_orders", "said_feedback", "said_attributes")] == [0, 0, 0]
    bring("orders", ORDERS), bring("feedback", FEEDBACK)
    assert stored.everything() == full
    assert len(set(states)) == len(states)
    assert not coverage().is_empty


def test_a_brand_that_others_speak_of_or_somebody_edited_stays(db, bring, given_brands):
    given_brands("Ours")
    first, second = bring("feedback", FEEDBACK), bring("feedback", FEEDBACK.replace("F1", "F3").replace("F2", "F4"))
    ingest.take_back(first)
    assert [brand.name for brand in tracked()] == ["Ours", "Figo"]
    ingest.take_back(second)
    assert [brand.name for brand in tracked()] == ["Ours"]
    third = bring("feedback", FEEDBACK)
    given_brands("Ours", "Figo")
    ingest.take_back(third)
    assert [brand.name for brand in tracked()] == ["Ours", "Figo"]


def test_what_cannot_be_taken_back_says_why_and_changes_nothing(db, bring):
    number = bring("orders", ORDERS)
    ingest.take_back(number)
    kept = bring("orders", ORDERS)
    with database.writing() as connection:
        connection.execute(import_runs.update().where(import_runs.c.import_run_id == kept).values(fields=None))
    before = stored.everything()
    for run, sentence in ((number, "taken back already"), (999, "There is no import 999"), (kept, "earlier version")):
        with pytest.raises(database.DatabaseProblem, match=sentence):
            ingest.take_back(run)
    assert stored.everything() == before


def test_what_was_there_before_imports_were_kept_survives_a_later_one_taken_back(db, bring):
    """As a database of the version before has it: facts, and an import without fields."""
    bring("orders", ORDERS)
    before = stored.everything()
    with database.writing() as connection:
        connection.execute(import_runs.update().values(fields=None))
    later = bring("orders", ORDERS.replace("100", "77").replace("trade", "club"))
    assert stored.everything() != before
    ingest.take_back(later)
    assert stored.everything() == before


def test_an_error_while_taking_back_leaves_everything_as_it_was(db, bring):
    bring("orders", ORDERS)
    number = bring("orders", ORDERS.replace("40", "41"))
    before = stored.everything()

    def stop(stage, *_):
        if stage == "Putting back what other imports said":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest.take_back(number, stop)
    assert stored.everything() == before
    with database.connecting() as connection:
        when = select(import_runs.c.taken_back_at).where(import_runs.c.import_run_id == number)
        assert connection.execute(when).scalar() is None
