"""The Data page: an upload from the file to the report, past imports, brands and demo data, through app.py."""

import html
import re
import threading
import time
from contextlib import contextmanager

import pandas as pd
import pytest
from sqlalchemy import event, func, select

from components import column_mapping
from data_access import brands, coverage, database, ingest, jobs, sources
from data_access.schema import customer_attributes, events, feedback, import_runs, orders, refused_rows
from tests.conftest import only_duckdb

PAGE = "pages/manage/data.py"
SETTINGS = "pages/manage/settings.py"
ORDERS = b"""order_id,customer_id,ordered_at,amount,currency,channel
1,c1,2025-01-01,10,GBP,App
2,c1,2025-01-20,20,GBP,App
3,,2025-02-01,30,GBP,Store
4,c2,2025-02-03,0,GBP,Store
5,c2,the third,40,GBP,Store
6,c3,2025-02-05,forty,GBP,Store
"""
REVIEWS = b"id,when,stars,words\n1,2025-03-01,5,Lovely and quick\n2,2025-03-02,1,Kelvana is better\n"
TWO_DAYS = b"id,A,B,stars,words\n1,2025-03-01,2025-03-04,5,Lovely\n2,2025-03-02,2025-03-03,1,Kelvana is better\n"
HOSTILE = "<img src=x onerror=alert(1)> **bold** :smile: [a](javascript:b).csv"


def shown(app) -> str:
    """The text of the app's own markup, as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup(app)))


def markup(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)


def upload(app, *files):
    app.file_uploader(key="import-files").set_value([(name, content, "text/csv") for name, content in files])
    return settled(app.run())


def press(app, key):
    """Press a button, and stay until what it began has ended."""
    return settled(app.button(key=key).click().run())


def settled(app):
    """The page once the work that it shows has ended."""
    patience = time.monotonic() + 60
    while any(button.key == "job-cancel" for button in app.button):
        assert time.monotonic() < patience, "the work does not end"
        time.sleep(0.02)
        app.run()
    return well(app)


def part(app, number=0):
    """An import of the drop of files that is being prepared."""
    return app.session_state["import"].draft.parts[number]


def choose_kind(app, label):
    app.segmented_control(key=f"import-kind-{part(app).id}").set_value(label).run()
    return settled(app)


def well(app):
    assert not app.exception
    return app


def choose_columns(app, fields):
    """Choose fields in the table of columns, by the rows' places."""
    edit(app, f"mapping-{part(app).id}", {row: {"field": field} for row, field in fields.items()})


def edit(app, key, rows):
    app.session_state[key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    return settled(app.run())


def count(table) -> int:
    return int(database.read(select(func.count()).select_from(table)).iloc[0, 0])


@contextmanager
def statements():
    """The SQL that runs meanwhile."""
    run = []

    def note(connection, cursor, statement, *_):
        run.append(statement)

    event.listen(database.engine(), "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(database.engine(), "before_cursor_execute", note)


@pytest.fixture
def given_demo(tmp_path):
    """Two orders that count as demo data."""
    path = tmp_path / "demo.csv"
    path.write_text("order_id,customer_id,ordered_at,amount\nd1,x,2024-05-05,5\nd2,y,2024-05-06,6\n")
    surveyed = sources.survey([path], "orders")
    ingest.write(sources.read(surveyed), kind=surveyed.kind, files=["demo orders"], preset="demo", is_demo=True)


@only_duckdb
def test_an_empty_database_invites_the_first_import(db, open_page):
    app = well(open_page(PAGE))
    assert "Nothing is here yet" in shown(app)
    assert app.file_uploader(key="import-files").accept_multiple_files
    assert [button.key for button in app.download_button] == [
        "template-orders",
        "template-order_lines",
        "template-feedback",
    ]
    assert app.button(key="demo-load")
    assert not [control for control in app.segmented_control if control.key == "part"]
    assert not app.selectbox


@only_duckdb
def test_overview_tells_what_is_held_and_what_is_left_out_of_what(db, open_page, given_orders, given_feedback):
    given_orders(
        "customer_id | ordered_at | amount\n"
        "c1 | 2025-01-01 | 10\nc1 | 2025-03-01 | 10\n | 2025-04-30 | 5\nc2 | 2025-05-01 | 0"
    )
    given_feedback("created_at | text | rating\n2025-02-01 | Good | 5\n2025-02-02 | | 4")
    text = " ".join(shown(well(open_page(PAGE))).split())
    assert "Valid orders 3 1 Jan – 30 Apr 2025 1 more order is not valid" in text
    assert "1 valid order has no customer: they count in revenue and in no customer rate." in text
    assert "Customers 1 1 Jan – 1 Mar 2025" in text
    assert "Feedback 2 1–2 Feb 2025 1 piece has no score: no words, or none in a language it reads." in text
    assert "None has a customer id: filters on customers leave all of it out." in text
    assert "No brand is tracked yet." in text
    assert f"Last changed on {pd.Timestamp.now('UTC').day} " in text


def test_an_upload_accounts_for_every_row(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS))
    assert "shop.csv 6 rows · UTF-8 · commas between the values" in " ".join(shown(app).split())
    press(app, "import-start")
    assert "6 read = 4 new + 0 changed + 0 unchanged + 2 refused" in " ".join(shown(app).split())
    assert count(orders) == 4
    held = coverage.coverage()
    assert (held.valid_orders, held.orders_without_customer, held.customers) == (3, 1, 1)

    told = database.read(select(refused_rows).order_by(refused_rows.c.line_no))
    assert list(zip(told["line_no"], told["column"], told["value"], strict=True)) == [
        (6, "ordered_at", "the third"),
        (7, "amount", "forty"),
    ]
    for row in told.itertuples():
        assert f"line {row.line_no}" in shown(app)
        assert row.value in shown(app)
        assert row.reason in shown(app)

    upload(press(app, "import-more"), ("shop.csv", ORDERS))
    press(app, "import-start")
    assert "6 read = 0 new + 0 changed + 4 unchanged + 2 refused" in " ".join(shown(app).split())
    assert "every row that could be read was here already" in shown(app)


@only_duckdb
def test_uploaded_files_are_removed_after_the_import_and_when_others_are_chosen(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS))
    given_up = app.session_state["import"].draft.folder
    assert given_up.is_dir()
    upload(press(app, "import-other"), ("shop.csv", ORDERS))
    imported = app.session_state["import"].draft.folder
    press(app, "import-start")
    assert not given_up.exists()
    assert not imported.exists()


@only_duckdb
def test_several_files_are_one_import(db, open_page):
    more = ORDERS.replace(b"\n1,", b"\n11,").replace(b"\n2,", b"\n12,")
    app = upload(open_page(PAGE), ("january.csv", ORDERS), ("february.csv", more))
    assert "2 files" in shown(app)
    press(app, "import-start")
    assert database.read(select(import_runs))["files"].tolist() == ["january.csv\nfebruary.csv"]
    assert count(orders) == 6


@only_duckdb
def test_a_check_tells_the_same_and_keeps_nothing(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS))
    press(app, "import-check")
    assert "Checked, nothing kept." in shown(app)
    assert "6 read = 4 new + 0 changed + 0 unchanged + 2 refused" in " ".join(shown(app).split())
    assert (count(orders), count(import_runs), count(refused_rows)) == (0, 0, 0)
    assert "Checked" not in shown(choose_kind(app, "Feedback")), "the check spoke of another choice"


@only_duckdb
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'order_id,ordered_at,amount\n1,2025-01-01,3\n2,"2025-01-02,5\n3,2025-01-03,4\n', "is never closed"),
        (b"PK\x03\x04" + bytes(range(256)), "is a damaged zip archive"),
        (b"", "is empty"),
        (b"order_id,ordered_at,amount\n", "has a header and no rows"),
        (",".join(f"c{n}" for n in range(100_000)).encode() + b"\n1\n", "more than 2,000 columns"),
    ],
    ids=["unclosed quotation mark", "archive", "nothing", "header alone", "wide header"],
)
def test_a_broken_file_is_told_in_a_sentence_and_writes_nothing(db, open_page, content, said):
    app = upload(open_page(PAGE), ("broken.csv", content))
    assert said in shown(app)
    assert "Nothing was imported, and what was in the database is as it was." in shown(app)
    assert not [button for button in app.button if button.key == "import-start"]
    assert (count(orders), count(import_runs)) == (0, 0)


@only_duckdb
def test_what_is_in_a_file_is_shown_as_it_will_be_stored_before_anything_is(db, open_page):
    content = (
        b"Order No;Customer;Order date;Total\n7;  C1 ;31.01.2025;1.234,50\n8;c2;01.02.2025;3,00\n9;c2;never;1,00\n"
    )
    app = upload(open_page(PAGE), ("shop.csv", content))
    told = " ".join(shown(app).split())
    assert "Orders, one row an order." in told
    assert "2 orders 2 customers 1 row refused 31 Jan – 1 Feb 2025" in told
    assert "never" in told, "the refused row is not shown"
    stored = app.dataframe[0].value
    assert stored[["order_id", "customer_id", "ordered_at", "amount"]].values.tolist() == [
        ["7", "C1", "2025-01-31 00:00", "1234.5"],
        ["8", "c2", "2025-02-01 00:00", "3"],
    ]
    app.text_input(key=f"constant-{part(app).id}-currency").set_value("EUR").run()
    assert app.dataframe[0].value["currency"].tolist() == ["EUR", "EUR"]
    assert count(orders) == 0


@only_duckdb
def test_files_of_different_systems_come_in_by_one_drop_and_one_button(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS), ("broken.xlsx", b"PK\x03\x04"), ("reviews.csv", REVIEWS))
    assert "3 files, 2 imports" in [title.value for title in app.header]
    assert "broken.xlsx cannot be imported" in shown(app)
    press(app, "import-start")
    told = " ".join(shown(app).split())
    assert "shop.csv: Imported." in told
    assert "reviews.csv: Imported." in told
    assert "Not imported: broken.xlsx is a damaged" in told
    assert (count(orders), count(feedback), count(import_runs)) == (4, 2, 2)


@only_duckdb
def test_a_list_of_events_is_recognised_and_comes_in_beside_orders(db, open_page):
    told = b"Date,Title,Description\n03/04/2025,<b>Strike,Two days\n05/04/2025,New shop,\n01/02/2025,,What was it?\n"
    app = upload(open_page(PAGE), ("shop.csv", ORDERS), ("happened.csv", told))
    assert "A list of events" in shown(app) and "day or the month first" in shown(app)
    assert app.button(key="import-start").disabled, "how the dates are written is open"
    (dates,) = [radio for radio in app.radio if radio.key.startswith("event-dates-")]
    settled(dates.set_value("day_first").run())
    press(app, "import-check")
    assert count(events) == 0 and count(orders) == 0
    press(app, "import-start")
    assert "happened.csv: Imported. Most rows could be read, some not." in " ".join(shown(app).split())
    kept = database.read(select(events.c.happened_on, events.c.title).order_by(events.c.happened_on))
    assert [(day.day, day.month, title) for day, title in kept.itertuples(index=False)] == [
        (3, 4, "<b>Strike"), (5, 4, "New shop"),
    ]  # fmt: skip
    assert (count(orders), count(feedback), count(import_runs)) == (4, 0, 2)


@only_duckdb
def test_what_only_looks_like_events_is_taken_for_feedback_from_then_on(db, open_page):
    titles = b"date,title\n2025-04-03,Never again\n"
    app = upload(open_page(PAGE), ("said.csv", titles))
    press(app, "no-events-0")
    press(app, "import-start")
    assert (count(events), count(feedback)) == (0, 1)
    upload(press(app, "import-more"), ("said.csv", titles))
    assert "Read as you chose for said.csv" in shown(app) and "A list of events" not in shown(app)


@only_duckdb
def test_what_is_not_wanted_is_left_out(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS), ("reviews.csv", TWO_DAYS))
    assert app.button(key="import-start").disabled, "one of them has an open question"
    settled(app.checkbox(key=f"wanted-{part(app, 1).id}").uncheck().run())
    press(app, "import-start")
    assert "Left out: reviews.csv." in shown(app)
    assert (count(orders), count(feedback)) == (4, 0)


@only_duckdb
def test_what_was_chosen_for_a_file_is_chosen_for_the_next_one_with_these_columns(db, open_page):
    app = upload(open_page(PAGE), ("march.csv", TWO_DAYS))
    choose_columns(app, {1: "created_at", 4: "text"})
    press(app, "import-start")
    april = b"words,STARS,id,b,a\nSlow,2,3,2025-04-05,2025-04-02\n"
    upload(press(app, "import-more"), ("april.csv", april))
    assert "Read as you chose for march.csv" in shown(app)
    press(app, "import-start")
    assert database.read(select(feedback.c.created_on).where(feedback.c.feedback_id == "3")).iloc[0, 0].day == 2
    upload(press(app, "import-more"), ("april.csv", april))
    press(app, "import-anew-0")
    assert "Choose the column that holds created_at" in shown(app)


@only_duckdb
def test_files_that_overlap_are_not_counted_twice(db, open_page):
    """Lines without numbers: two equal ones in one file are two, the same ones in another file are the same."""
    head = b"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    tea = b"1,T1,TEA,2,12/1/2010 8:26,2.5,17850.0,France\n"
    pot = b"2,P1,POT,1,12/13/2010 8:26,9,17851.0,Spain\n"
    app = upload(open_page(PAGE), ("all.csv", head + tea + tea + pot), ("france.csv", head + tea + tea))
    press(app, "import-start")
    amounts = database.read(select(orders).order_by(orders.c.order_id))["amount"]
    assert [float(amount) for amount in amounts] == [10, 9]


@only_duckdb
def test_a_cancelled_import_leaves_nothing_behind(db, open_page, given_orders):
    given_orders("customer_id | ordered_at\nc9 | 2024-12-31")
    app = upload(open_page(PAGE, part="Import"), ("shop.csv", ORDERS))
    with database.writing():  # the import waits for its turn
        app.button(key="import-start").click().run()
        app.button(key="job-cancel").click().run()
        assert app.button(key="job-cancel").disabled
    settled(app)
    assert "Cancelled. Nothing was imported, and what was in the database is as it was." in shown(app)
    assert (count(orders), count(import_runs)) == (1, 1)
    press(app, "import-start")
    assert count(orders) == 5


@only_duckdb
def test_a_look_at_large_files_can_be_cancelled(db, open_page):
    rows = "".join(f"{number},2025-01-01,{number % 97}\n" for number in range(1_000_000))
    app = open_page(PAGE)
    app.file_uploader(key="import-files").set_value([("large.csv", f"order_id,ordered_at,amount\n{rows}".encode(), "")])
    assert "Looking at large.csv" in shown(app.run())
    folder = app.session_state["import"].draft.folder
    app.button(key="job-cancel").click().run()
    assert settled(app).file_uploader(key="import-files")
    assert not folder.exists()


@only_duckdb
def test_an_import_that_stops_half_way_says_so_and_leaves_the_database_as_it_was(db, open_page, given_orders):
    given_orders("customer_id | ordered_at\nc9 | 2024-12-31")
    app = upload(open_page(PAGE, part="Import"), ("shop.csv", ORDERS))
    (app.session_state["import"].draft.folder / "0").unlink()
    press(app, "import-start")
    assert "The import did not work" in shown(app)
    assert "shop.csv cannot be opened" in shown(app)
    assert (count(orders), count(import_runs)) == (1, 1)


@only_duckdb
def test_an_import_goes_on_while_its_reader_looks_at_another_page(db, open_page):
    app = upload(open_page(PAGE), ("shop.csv", ORDERS))
    app.button(key="import-start").click().run()
    app.switch_page("pages/customers/repeat_customers.py").run()
    assert app.session_state["import"].job.wait(30)
    assert count(orders) == 4
    assert "6 read = 4 new" in " ".join(shown(well(app.switch_page(PAGE).run())).split())


@only_duckdb
def test_an_import_under_way_is_seen_by_every_reader(db, open_page):
    go_on = threading.Event()
    job = jobs.start(f"Importing {HOSTILE}", lambda progress: go_on.wait(30))
    app = well(open_page(PAGE))
    assert f"Importing {HOSTILE}" in shown(app)
    assert "<img" not in markup(app)
    assert not app.get("file_uploader")
    go_on.set()
    assert job.wait(10)
    assert app.run().file_uploader(key="import-files")


@only_duckdb
def test_a_column_that_is_not_recognised_is_chosen_in_the_table(db, open_page):
    app = upload(open_page(PAGE), ("reviews.csv", TWO_DAYS))
    assert "Choose the column that holds created_at (when it was written)." in shown(app)
    assert app.button(key="import-start").disabled
    assert app.data_editor(key=f"mapping-{part(app).id}").value["column"].tolist() == ["id", "A", "B", "stars", "words"]
    choose_columns(app, {1: "created_at", 4: "text"})
    assert "Choose the column" not in shown(app)
    app.text_input[0].set_value("Trustpilot").run()
    press(app, "import-start")
    kept = database.read(select(feedback).order_by(feedback.c.feedback_id))
    assert kept["text"].tolist() == ["Lovely", "Kelvana is better"]
    assert kept["rating"].tolist() == [5, 1]
    assert kept["source"].tolist() == ["Trustpilot"] * 2


@only_duckdb
def test_a_column_can_become_a_further_attribute_under_its_own_name(db, open_page):
    orders = b"order_id,customer_id,ordered_at,amount,Loyalty tier\n1,c1,2025-04-03,9,Gold\n"
    app = upload(open_page(PAGE), ("shop.csv", orders))
    choose_columns(app, {4: column_mapping.FURTHER})
    assert app.data_editor(key=f"mapping-{part(app).id}").value["field"].tolist()[4] == column_mapping.FURTHER
    press(app, "import-start")
    said = database.read(select(customer_attributes))
    assert said[["customer_id", "name", "value"]].values.tolist() == [["c1", "Loyalty tier", "Gold"]]


@only_duckdb
@pytest.mark.parametrize(("answer", "month"), [("day_first", 4), ("month_first", 3)])
def test_dates_that_can_be_read_both_ways_are_asked_and_never_guessed(db, open_page, answer, month):
    app = upload(open_page(PAGE), ("shop.csv", b"order_id,customer_id,ordered_at,amount\n1,c1,03/04/2025,9\n"))
    assert app.button(key="import-start").disabled
    assert [option.replace("\\", "") for option in app.radio[0].options] == [
        "Day first: 03/04/2025 is 3 Apr 2025",
        "Month first: 03/04/2025 is 4 Mar 2025",
    ]
    app.radio[0].set_value(answer).run()
    press(app, "import-start")
    assert database.read(select(orders))["ordered_on"][0].month == month


@only_duckdb
def test_feedback_of_a_competitor_is_kept_as_theirs(db, open_page, given_brands):
    given_brands("Ours", "Kelvana", "Lamp Co")
    reviews = REVIEWS.replace(b"when", b"created_at").replace(b"words", b"text")
    app = upload(open_page(PAGE), ("kelvana.csv", reviews))
    (asked,) = app.selectbox
    assert asked.options == ["Ours: Ours", "Kelvana", "Lamp Co"]
    asked.set_value("Kelvana").run()
    press(app, "import-start")
    assert database.read(select(feedback))["brand"].tolist() == ["Kelvana"] * 2


@only_duckdb
def test_the_brands_of_several_files_are_told_by_their_names_and_ours_is_chosen_once(db, open_page):
    first = b"id,created_at,text\n1,2025-03-01,Kelvana was quick\n2,2025-03-02,Thanks Kelvana\n"
    second = b"id,created_at,text\n3,2025-03-01,Lumora is slow\n4,2025-03-02,Lumora was late\n"
    app = upload(open_page(PAGE), ("kelvana_reviews.csv", first), ("lumora_reviews.csv", second))
    key = f"brands-{part(app).id}"
    assert app.data_editor(key=key).value["brand"].tolist() == ["Kelvana", "Lumora"]
    edit(app, key, {1: {"brand": "Lumora Ltd"}})
    app.selectbox(key=f"ours-{app.session_state['import'].draft.id}").set_value("Kelvana").run()
    press(app, "import-start")
    assert sorted(set(database.read(select(feedback))["brand"])) == ["Kelvana", "Lumora Ltd"]
    assert [(brand.name, brand.is_ours) for brand in brands.tracked()] == [("Kelvana", True), ("Lumora Ltd", False)]
    upload(press(app, "import-more"), ("kelvana_reviews.csv", first))
    assert not [asked for asked in app.selectbox if asked.key.startswith("ours-")]


@only_duckdb
def test_own_data_takes_the_place_of_the_demo_data(db, open_page, given_demo):
    app = upload(open_page(PAGE, part="Import"), ("shop.csv", ORDERS))
    assert "Demo data: a fictional retailer." in shown(app)
    press(app, "import-start")
    assert "Demo data" not in shown(app)
    assert sorted(database.read(select(orders))["order_id"]) == ["1", "2", "3", "4"]


@only_duckdb
def test_the_demo_data_stays_when_it_is_to_stay(db, open_page, given_demo):
    app = upload(open_page(PAGE, part="Import"), ("shop.csv", ORDERS))
    app.checkbox(key="import-remove-demo").uncheck().run()
    press(app, "import-start")
    assert count(orders) == 6


@only_duckdb
def test_the_demo_data_is_removed_after_asking_once(db, open_page, given_demo):
    app = well(open_page(PAGE))
    assert "Everything here is the demo data" in shown(app)
    press(app, "demo-remove")
    assert count(orders) == 2, "removed before the answer"
    press(app, "demo-remove-yes")
    assert count(orders) == 0
    assert "Nothing is here yet" in shown(app)


@only_duckdb
@pytest.mark.usefixtures("short_demo")
def test_the_demo_data_is_loaded_into_an_empty_database(db, open_page):
    app = well(open_page(PAGE))
    app.button(key="demo-load").click().run()
    patience = time.monotonic() + 300
    while "demo-job" in app.session_state:
        assert time.monotonic() < patience
        time.sleep(0.1)
        app.run()
    assert [title.value for title in well(app).title] == ["Overview"]
    assert coverage.coverage().has_demo
    assert "Demo data: a fictional retailer." in shown(app)


@only_duckdb
def test_hostile_names_and_values_come_out_to_the_character_and_only_as_text(db, open_page):
    content = b'order_id,ordered_at,amount,"<b>x</b> **y** :smile:"\n1,2025-01-01,=1+1,z\n2,2025-01-02,3,z\n'
    app = upload(open_page(PAGE), (HOSTILE, content))
    assert HOSTILE in shown(app)
    assert "<img" not in markup(app)
    key = f"mapping-{part(app).id}"
    assert app.data_editor(key=key).value["column"].tolist()[-1] == "<b>x</b> **y** :smile:"
    press(app, "import-start")
    assert HOSTILE in shown(app)
    assert "=1+1" in shown(app)
    app = well(open_page(PAGE, part="Past imports"))
    assert HOSTILE in shown(app)
    assert "<img" not in markup(app)
    for element in (*app.markdown, *app.caption, *app.error, *app.info):
        assert "onerror" not in element.value


@only_duckdb
def test_past_imports_are_listed_newest_first_with_their_refused_rows(db, open_page, given_orders, given_feedback):
    given_orders("order_id | ordered_at | amount\n1 | 2025-01-01 | ten\n2 | 2025-01-01 | 10")
    given_feedback("created_at | text\n2025-01-01 | Good")
    given_orders("order_id | ordered_at | amount\n3 | someday | 7\n4 | 2025-01-01 | 10")
    app = well(open_page(PAGE, part="Past imports"))
    text = shown(app)
    assert text.index("Orders") < text.index("Feedback") < text.rindex("Orders")
    assert "someday" in text
    assert "ten" not in text.split()
    options = [option.split(":")[0] for option in app.selectbox(key="import-run").options]
    assert options == ["Import 3", "Import 2", "Import 1"]
    app.selectbox(key="import-run").select_index(2).run()
    assert "ten" in shown(well(app)).split()
    assert app.download_button[0].label == "Download 1 refused row"


@only_duckdb
def test_an_import_is_taken_back_after_asking_once(db, open_page, given_orders):
    given_orders("order_id | customer_id | ordered_at\n1 | c1 | 2025-01-01")
    given_orders("order_id | customer_id | ordered_at\n1 | c1 | 2025-01-02\n2 | c1 | 2025-01-03")
    app = well(open_page(PAGE, part="Past imports"))
    press(app, "take-back-ask")
    assert count(orders) == 2, "taken back before the answer"
    press(app, "take-back-yes")
    assert "was taken back. Every figure is as if it had never been." in shown(app)
    assert "taken back on" in shown(app)
    assert database.read(select(orders.c.ordered_on))["ordered_on"].tolist()[0].day == 1
    assert count(orders) == 1
    assert not [button for button in app.button if button.key == "take-back-ask"], "it can be taken back again"


@only_duckdb
def test_parts_that_are_not_shown_ask_the_database_nothing(db, open_page, given_orders):
    given_orders("order_id | ordered_at | amount\n1 | 2025-01-01 | ten\n2 | 2025-01-01 | 10")
    with statements() as run:
        well(open_page(PAGE))
    assert not [statement for statement in run if "refused_rows" in statement or "brand_aliases" in statement]
    with statements() as run:
        well(open_page(PAGE, part="Past imports"))
    assert [statement for statement in run if "refused_rows" in statement]


@only_duckdb
def test_brands_are_edited_in_the_table_and_found_again(db, open_page, given_feedback, given_brands):
    given_brands("Ours", "Kelvana")
    given_feedback(
        "created_at | text\n2025-01-01 | Kelvana is fine\n2025-01-02 | kelvana too\n2025-01-03 | The Lamp Co."
    )
    app = well(open_page(SETTINGS, part="Brands"))
    (table,) = app.data_editor
    assert dict(zip(table.value["name"], table.value["named_in"], strict=True)) == {"Ours": 0, "Kelvana": 1}
    assert app.button(key="brands-save").disabled
    app.session_state[table.key] = {
        "edited_rows": {1: {"any_case": ["Kelvana"], "capital": []}},
        "added_rows": [{"name": "Lamp Co"}],
        "deleted_rows": [],
    }
    app.run()
    press(app, "brands-save")
    (table,) = app.data_editor
    assert dict(zip(table.value["name"], table.value["named_in"], strict=True)) == {
        "Ours": 0,
        "Kelvana": 2,
        "Lamp Co": 1,
    }
    assert app.button(key="brands-save").disabled


@only_duckdb
@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"edited_rows": {1: {"is_ours": True}}}, "are both marked as ours"),
        ({"added_rows": [{"name": "Kelvana"}]}, "Kelvana stands more than once"),
        ({"added_rows": [{"any_case": ["Lamp"]}]}, "A brand has no name"),
    ],
    ids=["two of ours", "twice", "no name"],
)
def test_brands_that_cannot_be_are_refused_in_a_sentence(db, open_page, given_orders, given_brands, edit, said):
    given_orders("customer_id | ordered_at\nc1 | 2025-01-01")
    given_brands("Ours", "Kelvana")
    before = brands.tracked()
    app = well(open_page(SETTINGS, part="Brands"))
    app.session_state[app.data_editor[0].key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edit}
    app.run()
    press(app, "brands-save")
    assert said in shown(app)
    assert brands.tracked() == before


@only_duckdb
def test_templates_can_be_imported_as_they_are(db, open_page):
    app = open_page(PAGE)
    for kind in ("orders", "order_lines", "feedback"):
        upload(app, (f"{kind}.csv", sources.template(kind).encode()))
        press(app, "import-start")
        assert "Imported. Every row could be read." in shown(app)
        press(app, "import-more")
    assert (count(orders), count(feedback)) == (1, 1)
