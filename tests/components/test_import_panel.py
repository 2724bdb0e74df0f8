"""What the import panel is made of: the files' look, the mapping, the account of rows, the progress."""

import html
import io
import os
import re
import time

import pandas as pd
import pytest

from components import brand_editor, column_mapping, import_draft, import_files, import_report, job_progress, tables
from components.import_draft import Draft
from components.import_part import Part
from data_access import sources
from data_access.brands import Alias, Brand
from data_access.ingest import Report
from data_access.jobs import Step
from data_access.sources import FIELDS

HOSTILE = "<img src=x onerror=alert(1)> **b** :smile: &amp;"


@pytest.fixture
def drafted(request):
    """drafted("a,b\\n1,2\\n"): a draft of files, all called the same; its folder goes after the test."""

    def make(*texts, name="shop.csv"):
        files = [io.BytesIO(text.encode()) for text in texts]
        for file in files:
            file.name = name
        draft = Draft(files)
        request.addfinalizer(draft.discard)
        return draft

    return make


@pytest.fixture
def given(tmp_path):
    """given("a,b\\n1,2\\n"): files with the same columns, as one import of a drop of files."""

    def make(*texts, name="shop.csv"):
        paths = [tmp_path / str(number) for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        return Part(0, sources.origins(paths, [name] * len(texts)), (), {})

    return make


def looked(part):
    part.examine(lambda *_: None)
    return part.look


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_files_that_tell_everything_are_ready(given):
    look = looked(given("order_id,ordered_at,amount\n1,2025-01-01,3\n"))
    assert look.is_ready
    assert look.survey.mapping == {"order_id": "order_id", "ordered_at": "ordered_at", "amount": "amount"}


def test_a_lacking_field_is_named_and_the_columns_of_the_others_are_found(given):
    look = looked(given("Invoice,A,B,Total\n1,2025-01-01,2025-01-02,3\n"))
    assert not look.is_ready
    assert look.problem.startswith("Choose the column that holds ordered_at (when the order was placed).")
    assert look.survey.mapping == {"Invoice": "order_id", "Total": "amount"}


def test_the_readers_mapping_completes_it(given):
    part = given("Invoice,A,B,Total\n1,2025-01-01,2025-01-02,3\n")
    part.mapping = {"Invoice": "order_id", "A": "ordered_at", "B": "", "Total": "amount"}
    assert looked(part).is_ready


def test_one_field_for_two_columns_is_said_and_the_columns_stay_in_sight(given):
    part = given("order_id,ordered_at,amount,net\n1,2025-01-01,3,4\n")
    part.mapping = {"order_id": "order_id", "ordered_at": "ordered_at", "amount": "amount", "net": "amount"}
    look = looked(part)
    assert look.problem == "Two columns are given for amount; a field takes one."
    assert not look.is_ready
    assert column_mapping.mapping_of(part, look.survey) == part.mapping


def test_answers_to_what_is_no_longer_asked_are_left_aside(given):
    part = given("order_id,ordered_at,amount,joined\n1,03/04/2025,3,05/06/2024\n")
    part.mapping = {"order_id": "order_id", "ordered_at": "ordered_at", "amount": "amount", "joined": "joined_at"}
    part.answers = {"ordered_at": "day_first", "joined_at": "month_first"}
    assert looked(part).is_ready
    part.mapping |= {"joined": ""}
    assert looked(part).is_ready


def test_files_are_looked_at_once_for_each_choice(given):
    part = given("order_id,ordered_at,amount\n1,03/04/2025,3\n")
    first = looked(part)
    part.answers = {"ordered_at": "day_first"}
    assert looked(part) is not first
    part.answers = {}
    assert looked(part) is first


def test_a_name_with_folders_in_it_is_a_name_and_no_place(drafted):
    draft = drafted("order_id,ordered_at,amount\n1,2025-01-01,3\n", name="../../etc/passwd")
    assert [path.name for path in draft.folder.iterdir()] == ["0"]
    assert draft.names == ["../../etc/passwd"]


def test_the_files_go_with_the_draft():
    upload = io.BytesIO(b"a,b\n1,2\n")
    upload.name = "shop.csv"
    draft = Draft([upload])
    folder = draft.folder
    assert folder.is_dir()
    del draft
    assert not folder.exists()


def test_what_a_killed_server_left_behind_is_removed_after_a_day(drafted, tmp_path, monkeypatch):
    monkeypatch.setattr(import_draft.tempfile, "tempdir", str(tmp_path))
    old, fresh = tmp_path / "earshot-upload-old", tmp_path / "earshot-upload-fresh"
    for folder, hours in ((old, 25), (fresh, 23)):
        folder.mkdir()
        (folder / "0").write_text("private")
        then = time.time() - hours * 3600
        os.utime(folder, (then, then))
    drafted("a\n1\n")
    assert not old.exists()
    assert fresh.exists()


def test_how_a_file_is_read_is_told_in_sentences(given):
    part = given("order_id;ordered_at;amount\n1;31/01/2025;3,50\n2;01/02/2025;4,25\n")
    assert text_of(import_files.files_html(["shop.csv"], looked(part).survey)).startswith(
        "shop.csv 2 rows · UTF-8 · semicolons between the values "
        "Orders, one row an order. Layout: Earshot's own template. Dates in ordered_at begin with the day. "
        "Decimals in amount stand behind a comma."
    )


@pytest.mark.parametrize("count", [1, 2])
def test_file_names_come_out_as_they_are(given, count):
    part = given(*["order_id,ordered_at,amount\n1,2025-01-01,3\n"] * count, name=HOSTILE)
    markup = import_files.files_html(part.files, looked(part).survey)
    assert HOSTILE in text_of(markup)
    assert "<img" not in markup


def test_a_file_that_breaks_off_is_left_out_of_the_import_that_it_would_spoil(drafted, db):
    head = "order_id,ordered_at,amount\n"
    draft = drafted(f"{head}1,2025-01-01,3\n", f'{head}2,"2025-01-02,3\n', f"{head}3,2025-01-03,3\n")
    draft.examine(lambda *_: None)
    assert [part.files for part in draft.parts] == [["shop.csv", "shop.csv (3)"]]
    assert draft.is_ready
    assert [file.name for file in draft.unreadable] == ["shop.csv (2)"]
    assert "a quotation mark opens in line 2" in draft.unreadable[0].problem


def test_what_is_said_of_a_column_is_said_by_its_name_in_the_file(given):
    part = given("Invoice;Day;Total\n1;31/01/2025;3,50\n")
    part.mapping = {"Invoice": "order_id", "Day": "ordered_at", "Total": "amount"}
    told = import_files.reading(looked(part).survey)[0]
    assert "Dates in Day begin with the day. Decimals in Total stand behind a comma." in told


def test_of_two_files_of_one_name_it_can_be_said_which_is_which():
    uploads = [io.BytesIO(b"a\n1\n") for _ in range(3)]
    for upload in uploads:
        upload.name = "shop.csv"
    assert Draft(uploads).names == ["shop.csv", "shop.csv (2)", "shop.csv (3)"]


def test_files_that_are_written_alike_are_told_together(given):
    part = given(*["order_id,ordered_at,amount\n1,2025-01-01,3\n"] * 2)
    assert text_of(import_files.files_html(part.files, looked(part).survey)).startswith(
        "2 files, 2 rows shop.csv (1), shop.csv (1) · UTF-8 · commas between the values"
    )


def test_the_table_of_columns_shows_each_with_its_field_and_a_value(given):
    part = given("order_id,ordered_at,amount,note\n1,2025-01-01,3,\n2,2025-01-01,3,fragile\n")
    look = looked(part)
    frame = column_mapping.columns_frame(look.survey, column_mapping.mapping_of(part, look.survey))
    assert frame.to_dict("list") == {
        "column": ["order_id", "ordered_at", "amount", "note"],
        "field": ["order_id", "ordered_at", "amount", column_mapping.LEFT_OUT],
        "example": ["1", "2025-01-01", "3", "fragile"],
    }


def test_orders_can_be_mapped_to_the_fields_of_lines_too():
    assert column_mapping.fields_of("orders").keys() == FIELDS["orders"].keys() | FIELDS["order_lines"].keys()
    assert column_mapping.fields_of("feedback") == FIELDS["feedback"]


@pytest.mark.parametrize(
    ("choice", "example", "said"),
    [
        ("day_first", "03/04/2025", "Day first: 03/04/2025 is 3 Apr 2025"),
        ("month_first", "03/04/2025 10:15", "Month first: 03/04/2025 10:15 is 4 Mar 2025"),
        ("day_first", "3.4.25", "Day first: 3.4.25 is 3 Apr 25"),
        ("day_first", "unreadable", "Day first"),
        ("decimal_point", "1,234", "A point: 1,234 is 1234"),
        ("decimal_comma", "1,234", "A comma: 1,234 is 1.234"),
        ("decimal_comma", "1.234", "A comma: 1.234 is 1234"),
        ("year_first", "03-04-05", "Year first: 03-04-05 is 5 Apr 03"),
        ("0-10", "7", "From 0 to 10"),
        ("windows-1250", "Müller", "Windows-1250"),
    ],
)
def test_an_answer_says_what_it_makes_of_the_example(choice, example, said):
    assert column_mapping.reading(choice, example) == said


def report(read, new=0, changed=0, unchanged=0, refused=0, **more):
    return Report(1, read, new, changed, unchanged, refused, **more)


def test_the_account_adds_up_in_sight():
    text = text_of(import_report.account_html(report(1200, 1000, 100, 90, 10, notes=(HOSTILE,))))
    assert "1,200 read = 1,000 new + 100 changed + 90 unchanged + 10 refused" in text
    assert HOSTILE in text


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (report(5, 5), "Every row could be read."),
        (report(5, 0, 0, 5), "Nothing new"),
        (report(5, 3, 0, 0, 2), "Most rows could be read, some not."),
        (report(4, 1, 1, 0, 2), "Half of the rows were refused."),
        (report(5, 1, 0, 0, 4), "Most rows were refused."),
        (report(5, 0, 0, 0, 5), "No row could be taken."),
    ],
)
def test_the_verdict_fits_the_account(account, said):
    assert import_report.verdict(account).startswith(f"Imported. {said}")
    assert import_report.verdict(account, is_dry_run=True).startswith(f"Checked, nothing kept. {said}")


def test_refused_rows_are_text_and_a_long_value_is_cut():
    rows = pd.DataFrame(
        {
            "file": [HOSTILE, "b.csv"],
            "line_no": [1234, 2],
            "column": [HOSTILE, ""],
            "value": [HOSTILE, "x" * 5_000],
            "reason": ["It is wrong.", "Wrong number of fields."],
        }
    )
    markup = import_report.refused_html(rows)
    assert text_of(markup).count(HOSTILE) == 3
    assert "<img" not in markup
    assert "line 1,234" in markup
    assert "x" * import_report.MOST_CHARACTERS + "…" in markup
    assert "x" * (import_report.MOST_CHARACTERS + 1) not in markup


def test_the_file_of_refused_rows_runs_in_no_spreadsheet():
    rows = pd.DataFrame({"File": ["a.csv"], "Line": [2], "Value": ["=HYPERLINK(1)"]})
    assert tables.csv(rows).decode("utf-8-sig").splitlines() == ["File,Line,Value", "a.csv,2,'=HYPERLINK(1)"]


@pytest.mark.parametrize(
    ("step", "said", "share"),
    [
        (None, "Starting", 0),
        (
            Step("Reading", 3_000_000, 9_000_000, "bytes", 2.0),
            "Reading · 3.0 of 9.0 MB · 1.5 MB a second · about 4 s left",
            1 / 3,
        ),
        (
            Step("Reading", 8_900_000, 9_000_000, "bytes", 89.0),
            "Reading · 8.9 of 9.0 MB · 0.1 MB a second · about 1 s left",
            89 / 90,
        ),
        (Step("Scoring", 9, 9, "texts", 3.0), "Scoring · 9 of 9 texts · 3 texts a second", 1),
        (Step("Scoring", 0, 4_347, "texts", 3.0), "Scoring · 0 of 4,347 texts", 0),
        (
            Step("Scoring", 1_000, 100_000, "texts", 10.0),
            "Scoring · 1,000 of 100,000 texts · 100 texts a second · about 16 min left",
            0.01,
        ),
        (Step("Storing", 0, 1, "steps", 7.0), "Storing · 7 s so far", 1),
        (Step("Reading", 0, 0, "bytes", 0.0), "Reading · 0.0 of 0.0 MB", 1),
    ],
)
def test_progress_tells_rate_and_time_left(step, said, share):
    assert job_progress.describe(step) == said
    assert job_progress.share(step) == pytest.approx(share)


BRANDS = (
    Brand("Spot", True, (Alias("Spot", True), Alias("Spot Pet", False))),
    Brand("Attic", False, (Alias("Attic", True),), is_demo=True),
)


def test_brands_that_nobody_edits_come_back_as_they_were():
    frame = brand_editor.brands_frame(BRANDS, {"Spot": 3})
    assert frame["named_in"].tolist() == [3, 0]
    assert brand_editor.brands_of(frame, BRANDS) == BRANDS


def test_an_edited_demo_brand_is_the_readers_own():
    frame = brand_editor.brands_frame(BRANDS, {})
    frame.at[1, "any_case"] = ["the attic"]
    edited = brand_editor.brands_of(frame, BRANDS)[1]
    assert edited == Brand("Attic", False, (Alias("Attic", True), Alias("the attic", False)), is_demo=False)
