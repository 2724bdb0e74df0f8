"""Imports: every row accounted for, all of it or nothing, and the same once or twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import text

from data_access import database, ingest, listings, sources
from data_access.fetch import fetch_one
from data_access.filters import Filters
from data_access.metrics import METRICS
from tests.data_access import stored

ORDERS = """
    order_id | customer_id | ordered_at       | amount | channel | segment
    A1       | C1          | 2025-04-01 10:00 | 100    | web     | trade
    A2       | C1          | 2025-04-09 10:00 | 40     | shop    | trade
    A3       |             | 2025-04-09 11:00 | 7.50   | web     |
"""
LINES = """
    order_id | customer_id | ordered_at       | product | category | quantity | amount
    A1       | C1          | 2025-04-01 10:00 | kettle  | kitchen  | 1        | 20
    A1       | C1          | 2025-04-01 10:00 | kettle  | kitchen  | 1        | 20
    A1       | C1          | 2025-04-01 10:00 | rake    | garden   | 2        | 30
    A2       | C2          | 2025-04-02 10:00 | rake    | garden   | 1        | 15
"""
NUMBERED_LINES = """
    order_id | line_no | customer_id | ordered_at       | product | amount
    A1       | 1       | C1          | 2025-04-01 10:00 | kettle  | 20
    A1       | 2       | C1          | 2025-04-01 10:00 | kettle  | 20
    A2       | 1       | C2          | 2025-04-02 10:00 | rake    | 15
"""
FEEDBACK = """
    feedback_id | customer_id | created_at       | text                | rating | category | reply  | replied_at
    F1          | C1          | 2025-04-03 10:00 | I love it, great.   | 5      | garden   | Thanks | 2025-04-03
    F2          |             | 2025-04-04 10:00 | Terrible, I hate it.| 1      |          |        | 2025-04-06 12:00
    F3          | C2          | 2025-04-05 10:00 |                     | 4      | garden   | Glad!  |
"""
FILES = {"orders": ORDERS, "order_lines": LINES, "numbered lines": NUMBERED_LINES, "feedback": FEEDBACK}


@pytest.fixture
def given(given_orders, given_feedback):
    """given(table, kind) imports a table of any kind."""

    def import_(table, kind="orders"):
        if kind == "feedback":
            return given_feedback(table)
        return given_orders(table, kind="orders" if kind == "orders" else "order_lines")

    return import_


def counts(report):
    return report.rows_read, report.rows_new, report.rows_changed, report.rows_unchanged, report.rows_refused


def replaced(table, old, new):
    assert old in table
    return table.replace(old, new)


@pytest.mark.parametrize("kind", FILES)
def test_the_same_file_again_is_all_unchanged(db, given, kind):
    first = given(FILES[kind], kind)
    assert counts(first) == (first.rows_read, first.rows_read, 0, 0, 0)
    held = stored.everything()
    again = given(FILES[kind], kind)
    assert counts(again) == (first.rows_read, 0, 0, first.rows_read, 0)
    assert stored.everything() == held


@pytest.mark.parametrize(
    ("kind", "old", "new", "table", "key", "column", "value"),
    [
        ("orders", "| 40 ", "| 45 ", "orders", {"order_id": "A2"}, "amount", 45),
        ("orders", "| shop ", "| web  ", "purchases", {"ordinal": 2}, "channel", "web"),
        ("numbered lines", "| rake    | 15", "| rake    | 18", "purchases", {"customer_id": "C2"}, "amount", 18),
        ("feedback", "I love it, great. ", "Terrible, I hate. ", "feedback", {"feedback_id": "F1"}, "sentiment_label",
         "negative"),
    ],
)  # fmt: skip
def test_a_corrected_row_is_one_changed_row_and_what_it_led_to_follows(
    db, given, kind, old, new, table, key, column, value
):
    whole = given(FILES[kind], kind)
    corrected = given(replaced(FILES[kind], old, new), kind)
    assert counts(corrected) == (whole.rows_read, 0, 1, whole.rows_read - 1, 0)
    assert stored.one(table, **key)[column] == value


def test_an_order_that_turns_out_to_be_anothers_leaves_its_first_customer(db, given):
    given(ORDERS)
    given(replaced(ORDERS, "A2       | C1", "A2       | C2"))
    assert stored.one("customers", customer_id="C1")["purchases"] == 1
    assert stored.one("customers", customer_id="C2")["purchases"] == 1


def test_lines_that_say_something_new_of_their_order_are_changed(db, given):
    table = """
        order_id | customer_id | ordered_at | product | amount | status
        A1       | C1          | 2025-04-01 | kettle  | 20     | paid
        A1       | C1          | 2025-04-01 | rake    | 30     | paid
        A2       | C1          | 2025-04-09 | rake    | 30     | paid
    """
    given(table, "order_lines")
    cancelled = given(replaced(table, "30     | paid\n        A2", "30     | cancelled\n        A2").replace(
        "kettle  | 20     | paid", "kettle  | 20     | cancelled"), "order_lines")  # fmt: skip
    assert counts(cancelled) == (3, 0, 2, 1, 0)
    assert stored.one("customers", customer_id="C1")["purchases"] == 1


def test_every_row_is_accounted_for_and_refused_ones_are_kept_with_their_reason(db, given):
    report = given("""
        order_id | customer_id | ordered_at | amount
        A1       | C1          | 2025-04-01 | 10
        A2       | C1          | yesterday  | 10
        A3       | C1          | 2025-04-02 | ten
        A1       | C1          | 2025-04-01 | 10
        A1       | C1          | 2025-04-01 | 99
                 | C1          | 2025-04-01 | 10
    """)
    assert counts(report) == (6, 1, 0, 1, 4)
    kept = stored.rows("refused_rows")
    assert [(row["line_no"], row["column"], row["value"]) for row in kept] == [
        (3, "ordered_at", "yesterday"),
        (4, "amount", "ten"),
        (6, "order_id", "A1"),
        (7, "order_id", ""),
    ]
    assert all(row["reason"].endswith(".") for row in kept)
    assert report.refused["reason"].tolist() == [row["reason"] for row in kept]
    (run,) = stored.imports()
    names = ("rows_read", "rows_new", "rows_changed", "rows_unchanged", "rows_refused")
    assert tuple(run[name] for name in names) == counts(report)


def test_what_a_file_does_not_hold_stays_as_it_was(db, given):
    given(ORDERS)
    given("""
        order_id | ordered_at       | amount
        A1       | 2025-04-01 10:00 | 90
    """)
    order = stored.one("orders", order_id="A1")
    assert (order["customer_id"], order["channel"], order["amount"]) == ("C1", "web", 90)
    assert stored.one("customers", customer_id="C1")["segment"] == "trade"
    given(FEEDBACK, "feedback")
    given("feedback_id | created_at | text\nF1 | 2025-04-03 10:00 | It came on a weekday.", "feedback")
    said = stored.one("feedback", feedback_id="F1")
    assert (said["rating"], said["category"], said["sentiment_label"]) == (5, "garden", "neutral")
    # A reply that is dated before the words stays as it was told.
    assert (said["reply"], said["replied_at"]) == ("Thanks", datetime(2025, 4, 3))


def test_what_the_business_replied_is_kept_and_nothing_is_read_in_it(db, given, given_brands):
    """The customer's words are scored, themed and searched for brands; the reply beside them is not."""
    given_brands("Meadow", "Figo")
    plain = "feedback_id | created_at | text\nF1 | 2025-04-03 | It came on a weekday."
    given(plain, "feedback")
    read = {name: stored.rows(name) for name in ("mentions", "feedback_themes", "preferences")}
    before = stored.one("feedback", feedback_id="F1")
    told = (
        "feedback_id | created_at | text | reply | replied_at\n"
        "F1 | 2025-04-03 | It came on a weekday. | Terrible delivery, sorry! Figo is worse. | 2025-04-05 08:30"
    )
    assert counts(given(told, "feedback")) == (1, 0, 1, 0, 0)
    after = stored.one("feedback", feedback_id="F1")
    replied = {"reply": "Terrible delivery, sorry! Figo is worse.", "replied_at": datetime(2025, 4, 5, 8, 30)}
    assert after == before | replied
    assert {name: stored.rows(name) for name in read} == read
    assert database.read(listings.verbatims(Filters(), search="delivery")).empty
    # A file that is silent about replies takes none back.
    assert counts(given(plain, "feedback")) == (1, 0, 0, 1, 0)


def test_a_file_that_is_silent_about_refunds_takes_none_back(db, given):
    plain = "order_id | customer_id | ordered_at | amount\nA1 | C1 | 2025-04-01 | 100"
    given(plain)
    given("order_id | customer_id | ordered_at | amount | refunded_amount\nA1 | C1 | 2025-04-01 | 100 | 30")
    assert stored.one("purchases", customer_id="C1")["amount"] == 70
    assert counts(given(plain)) == (1, 0, 0, 1, 0)
    assert stored.one("orders", order_id="A1")["amount"] == 70


def test_a_category_told_later_does_not_double_the_lines(db, given):
    given("order_id | customer_id | ordered_at | product | amount\nA1 | C1 | 2025-04-01 | kettle | 20", "order_lines")
    given_later = "order_id | ordered_at | product | category | amount\nA1 | 2025-04-01 | kettle | kitchen | 20"
    assert counts(given(given_later, "order_lines")) == (1, 0, 1, 0, 0)
    assert stored.one("purchases", customer_id="C1")["category"] == "kitchen"
    assert stored.one("purchases", customer_id="C1")["amount"] == 20


def test_a_dry_run_reports_and_keeps_nothing(db, given, tmp_path):
    given(ORDERS)
    held, version = stored.everything(), database.current_version()
    path = tmp_path / "orders.csv"
    path.write_text(
        "order_id,customer_id,ordered_at,amount\nA1,C1,2025-04-01 10:00,1\nA9,C9,2025-05-01,5\nA10,C9,x,5\n"
    )
    report = ingest.write(sources.read(sources.survey([path], "orders")), kind="orders", dry_run=True)
    assert counts(report) == (3, 1, 1, 0, 1)
    assert report.import_run_id is None
    assert (stored.everything(), len(stored.imports()), stored.rows("refused_rows")) == (held, 1, [])
    assert database.current_version() == version


def _breaking_off(chunks, after):
    for number, chunk in enumerate(chunks):
        if number == after:
            raise sources.SourceError("The file ends too early.")
        yield chunk


@pytest.mark.parametrize("kind", ["orders", "order_lines", "feedback"])
def test_an_error_in_the_middle_leaves_everything_as_it_was(db, given, tmp_path, kind):
    given(FILES[kind], kind)
    held, version = stored.everything(), database.current_version()
    path = tmp_path / "more.csv"
    rows = "".join(f"N{number},C1,2025-05-01,great,{number}\n" for number in range(20))
    head = "feedback_id,customer_id,created_at,text,rating" if kind == "feedback" else None
    path.write_text((head or "order_id,customer_id,ordered_at,product,amount") + "\n" + rows)
    survey = sources.survey([path], "feedback" if head else kind, mapping=None if head else {"product": "campaign"}
                            if kind == "orders" else None)  # fmt: skip
    assert survey.kind == kind
    with pytest.raises(sources.SourceError):
        ingest.write(_breaking_off(sources.read(survey, chunk_rows=5), 2), kind=kind)

    def stop(stage, done, total, unit):
        if stage == ("Reading texts" if kind == "feedback" else "Storing"):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        ingest.write(sources.read(survey), kind=kind, progress=stop)
    assert (stored.everything(), len(stored.imports())) == (held, 1)
    assert database.current_version() == version
    assert counts(ingest.write(sources.read(survey), kind=kind))[:2] == (20, 20)


def test_what_the_database_cannot_hold_is_a_sentence_and_leaves_no_trace(db, given):
    given(ORDERS)
    held = stored.everything()
    row = {"order_id": "B1", "customer_id": "C1", "ordered_at": "2025-04-01", "amount": "9999999999999"}
    with pytest.raises(database.DatabaseProblem, match=r"^[A-Z].*\.$"):
        given([{**row, "line_no": number} for number in range(1, 21)], "order_lines")
    assert stored.everything() == held


def test_valid_orders_are_of_value_or_gifts_and_not_cancelled_tests_or_refunded_in_full(db, given):
    given("""
        order_id | customer_id | ordered_at | amount | status             | refunded_amount
        plain    | C1          | 2025-04-01 | 10     |                    |
        paid     | C1          | 2025-04-02 | 10     | Completed          |
        part     | C1          | 2025-04-03 | 10     | partially_refunded | 4
        full     | C1          | 2025-04-04 | 10     |                    | 10
        refunded | C1          | 2025-04-05 | 10     | Refunded           |
        gone     | C1          | 2025-04-06 | 10     | CANCELLED          |
        canceled | C1          | 2025-04-07 | 10     | canceled           |
        test     | C1          | 2025-04-08 | 10     | test               |
        zero     | C1          | 2025-04-09 | 0      |                    |
        returned | C1          | 2025-04-10 | -10    |                    |
        guest    |             | 2025-04-11 | 10     |                    |
        given    | C1          | 2025-04-12 | 0      | Gift               |
        back     | C1          | 2025-04-13 | 10     | gift               | 10
        storno   | C1          | 2025-04-14 | 10     | Storniert          |
    """)
    valid = {row["order_id"]: row["amount"] for row in stored.rows("orders") if row["is_valid"]}
    assert valid == {"plain": 10, "paid": 10, "part": 6, "guest": 10, "given": 0}
    assert [row["purchased_on"].day for row in stored.rows("purchases")] == [1, 2, 3, 12]
    assert fetch_one(METRICS["revenue"], Filters())["value"] == 36


def test_an_order_is_worth_what_its_lines_sum_up_to(db, given):
    given("""
        order_id | customer_id | ordered_at | product | category | quantity | amount
        A1       | C1          | 2025-04-01 | kettle  | kitchen  | 1        | 20.10
        A1       | C1          | 2025-04-01 | rake    | garden   | 1        | 12.20
        A1       | C1          | 2025-04-01 | spade   | garden   | 1        | 12.20
        A1       | C1          | 2025-04-01 | voucher |          | 1        | -4.50
        A2       | C1          | 2025-04-02 | rake    | garden   | -1       | -12.20
        A3       | C1          | 2025-04-03 | gift    |          | 1        | 0
    """, "order_lines")  # fmt: skip
    order = stored.one("orders", order_id="A1")
    assert (order["amount"], order["category"], order["is_valid"]) == (Decimal("40"), "garden", True)
    assert [row["order_id"] for row in stored.rows("orders") if row["is_valid"]] == ["A1"]


def test_equal_lines_of_one_order_are_two_and_stay_two(db, given):
    given(LINES, "order_lines")
    assert stored.one("orders", order_id="A1")["amount"] == 70
    given(LINES, "order_lines")
    assert stored.one("orders", order_id="A1")["amount"] == 70


def test_lines_of_which_some_have_no_number_are_all_kept(db, given):
    table = """
        order_id | line_no | customer_id | ordered_at | product | amount
        A1       | 1       | C1          | 2025-04-01 | kettle  | 20
        A1       |         | C1          | 2025-04-01 | kettle  | 20
        A2       |         | C1          | 2025-04-02 | rake    | 15
    """
    assert counts(given(table, "order_lines")) == (3, 3, 0, 0, 0)
    assert [row["amount"] for row in stored.rows("orders")] == [40, 15]
    assert counts(given(table, "order_lines")) == (3, 0, 0, 3, 0)


def test_an_order_cut_by_the_end_of_a_file_is_put_together(db, given):
    header, *lines = LINES.strip().splitlines()
    given("\n".join([header, *lines[2:]]), "order_lines")
    given("\n".join([header, *lines[:2]]), "order_lines")
    pieces = stored.everything()
    stored.forget_everything()
    given(LINES, "order_lines")
    assert stored.everything() == pieces


def test_ids_that_a_spreadsheet_made_decimals_are_the_same_customers(db, given):
    given("order_id | customer_id | ordered_at\n536365 | 17850.0 | 2025-04-01")
    given("order_id | customer_id | ordered_at\n536366.0 | 17850 | 2025-04-09")
    assert [row["customer_id"] for row in stored.rows("customers")] == ["17850"]
    assert stored.one("customers", customer_id="17850")["purchases"] == 2
    assert [row["order_id"] for row in stored.rows("orders")] == ["536365", "536366"]


def test_the_latest_word_on_a_customer_counts_whichever_file_comes_first(db, given):
    new = "order_id | customer_id | ordered_at | segment | region\nA2 | C1 | 2025-05-01 | club |"
    old = "order_id | customer_id | ordered_at | segment | region\nA1 | C1 | 2025-04-01 | trade | North"
    given(new)
    given(old)
    assert {(row["segment"], row["region"]) for row in stored.rows("purchases")} == {("club", "North")}


def test_an_order_and_feedback_of_one_id_and_time_describe_a_customer_alike_in_any_order(db, given):
    order = "order_id | customer_id | ordered_at | region\n7 | C1 | 2025-04-01 | North"
    said = "feedback_id | customer_id | created_at | text | region\n7 | C1 | 2025-04-01 | Great. | South"
    given(order)
    given(said, "feedback")
    region = stored.one("customers", customer_id="C1")["region"]
    stored.forget_everything()
    given(said, "feedback")
    given(order)
    assert stored.one("customers", customer_id="C1")["region"] == region


def test_brand_told_for_a_file_is_whose_customers_speak_and_is_tracked(db, tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text("feedback_id,created_at,text\nF1,2025-04-01,Spot paid at once. Good dog.\n")
    survey = sources.survey([path], "feedback")
    ingest.write(sources.read(survey), kind="feedback", brand=" Spot ")
    assert stored.one("feedback", feedback_id="F1")["brand"] == "Spot"
    assert stored.rows("brands") == [{"name": "Spot", "is_ours": False, "is_demo": False}]
    assert stored.one("mentions", brand="Spot")["relation"] == "own"


@pytest.mark.parametrize("db", ["postgresql"], indirect=True)
def test_after_a_large_import_the_planner_knows_what_the_tables_hold(db, given):
    given([{"order_id": f"A{n}", "customer_id": f"C{n % 300}", "ordered_at": "2025-04-01"} for n in range(ingest.MANY)])
    statement = text("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'")
    with database.connecting() as connection:
        known = set(connection.execute(statement).scalars())
    assert {"orders", "customers", "purchases"} <= known


def _row(number: int) -> list[dict]:
    return [{"order_id": f"N{number}", "customer_id": f"C{number % 3}", "ordered_at": f"2025-05-{number + 1:02}"}]


def test_imports_of_many_threads_at_once_all_land_and_each_has_its_version(db, given):
    begin = Barrier(4)

    def bring(number):
        begin.wait()
        given(_row(number))
        return database.current_version()[1]

    with ThreadPoolExecutor(4) as threads:
        versions = list(threads.map(bring, range(4)))
    database.dispose()
    assert len(stored.rows("orders")) == len(stored.imports()) == 4
    assert sum(row["purchases"] for row in stored.rows("customers")) == 4
    assert database.current_version()[1] == max(versions) >= 5


def test_a_version_read_while_a_write_goes_on_is_not_taken_for_the_one_after_it(db, given):
    before = database.current_version()
    with database.writing(), ThreadPoolExecutor(1) as viewer:
        assert viewer.submit(database.current_version).result() == before
    after = database.current_version()
    assert after[0] == before[0] and after[1] > before[1]


def test_no_sentence_of_the_database_names_an_address_or_a_password(monkeypatch):
    addresses = [
        "postgresql+psycopg://ada:s3cret@127.0.0.1:1/shop",
        "postgresql+psycopg://ada:s3cret@nowhere.invalid/shop",
        "postgresql+psycopg://ada:s3/cret@127.0.0.1:1/shop",
        "postgresql://ada:s3cret:x@/shop:y",
        "mysql://ada:s3cret@127.0.0.1/shop",
        "s3cret",
    ]
    for address in addresses:
        monkeypatch.setenv("DATABASE_URL", address)
        with pytest.raises(database.DatabaseProblem) as problem:
            with database.connecting():
                pass
        sentence = str(problem.value)
        assert not re.search(r"s3|cret|ada|127|nowhere", sentence)
        assert "DATABASE_URL" in sentence and sentence.endswith(".")


def test_exports_that_overlap_are_the_same_lines_in_one_import_as_in_two(db, tmp_path):
    header = "order_id,customer_id,ordered_at,product,quantity,amount\n"
    kettle, rake = "A1,C1,2025-04-01,kettle,1,20\n", "A1,C1,2025-04-01,rake,1,5\n"
    (tmp_path / "all.csv").write_text(header + kettle + kettle + rake)
    (tmp_path / "part.csv").write_text(header + kettle + kettle)
    surveyed = sources.survey([tmp_path / "all.csv", tmp_path / "part.csv"], "orders")
    report = ingest.write(sources.read(surveyed), kind=surveyed.kind, files=["all.csv", "part.csv"])
    assert counts(report) == (5, 3, 0, 2, 0)
    assert stored.one("orders", order_id="A1")["amount"] == 45


@pytest.mark.parametrize("kind", ["orders", "order_lines", "feedback"])
def test_an_import_merged_in_parts_gives_the_tables_of_one_in_one(db, given, monkeypatch, kind):
    report = given(FILES[kind], kind)
    expected = stored.everything()
    stored.forget_everything()
    monkeypatch.setattr(ingest, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(ingest, "PART_ROWS", 1)
    assert counts(given(FILES[kind], kind)) == counts(report)
    assert stored.everything() == expected
