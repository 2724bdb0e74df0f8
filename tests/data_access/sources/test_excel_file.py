"""Workbooks are read as what they show: values, dates, several sheets; nothing in them runs or is followed."""

import pytest

from data_access import sources
from data_access.sources import excel_parts
from tests.data_access.sources.workbooks import sheet, workbook, zipped

HEADER = ["order_id", "customer_id", "ordered_at", "amount"]


def orders(*rows: list) -> bytes:
    return workbook({"Orders": [HEADER, *rows]})


def test_values_are_read_as_a_csv_file_would_have_them(given_file, imported):
    day, moment = (45322, 1), (45322.586805555555, 2)
    path = given_file(
        orders([1001, " ada@example.com ", day, 12.5], [1002, "C2", moment, 17.850000000000001]), "a.xlsx"
    )
    result = imported([path], "orders")
    assert result.column("order_id") == ["1001", "1002"]
    assert result.column("customer_id") == ["ada@example.com", "C2"]
    assert result.column("ordered_at") == ["2024-01-31 00:00:00", "2024-01-31 14:05:00"]
    assert result.column("amount") == [12.5, 17.85]
    assert result.column("line_no_in_file") == [2, 3]
    assert result.survey.date_orders == {"ordered_at": "iso"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (b'<c r="REF"><f>SUM(A1:A9)*1</f><v>7</v></c>', "7"),
        (b'<c r="REF" t="str"><f>HYPERLINK("http://example.com/x")</f><v>a &amp; b</v></c>', "a & b"),
        (b'<c r="REF" t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r></is></c>', "two runs"),
        (b'<c r="REF" t="b"><v>1</v></c>', "true"),
        (b'<c r="REF" t="e"><v>#N/A</v></c>', "#N/A"),
        (b'<c r="REF" t="d"><v>2024-01-31T00:00:00</v></c>', "2024-01-31T00:00:00"),
        (b'<c t="str"><v>line_x000D_end</v></c>', "line\rend"),
        (b'<c r="REF"><v>1.2345678901234E13</v></c>', "12345678901234"),
        (b'<c r="REF"><v>1E-5</v></c>', "0.00001"),
        (b'<c r="REF" s="3"><v>0.39583333333333331</v></c>', "09:30:00"),
        (b'<c r="REF" s="4"><v>45322</v></c>', "2024-01-31"),
        (b'<c r="REF" s="1"><v>59</v></c>', "1900-02-28"),
    ],
)
def test_a_cell_is_the_text_it_shows(given_file, cell, text):
    path = given_file(workbook({"S": [["name", "value"], ["x", cell]]}), "a.xlsx")
    (origin,) = sources.origins([path])
    with origin.open() as table:
        assert [row for batch in table.batches(9) for row in batch.rows] == [["x", text]]


def test_days_may_be_counted_from_1904(given_file, imported):
    listing = '<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>'
    listing = listing.replace("<workbook>", '<workbook xmlns:r="r">')
    book = workbook({"S": [HEADER, [1, "C1", (43860, 1), 5]]}, parts={"xl/workbook.xml": listing})
    assert imported([given_file(book, "a.xlsx")], "orders").column("ordered_at") == ["2024-01-31"]


def test_each_sheet_with_a_table_is_one_and_the_others_are_named(given_file):
    sheets = {
        "About": [["This workbook was made by the shop."]],
        "2023": [["Orders of Meadow & Co"], [], HEADER, [1, "C1", (45000, 1), 5], [2, None, (45001, 1), 6]],
        "2024": [HEADER[::-1], [5, (45400, 1), "C1", 3]],
        "Reviews": [["text", "created_at"], ["Lovely", (45400, 1)]],
        "Secret": [HEADER, [9, "C9", (45000, 1), 5]],
    }
    path = given_file(workbook(sheets, hidden=("Secret",)), "shop.xlsx")
    first, second, third = sources.origins([path])
    assert [origin.name for origin in (first, third)] == ["shop.xlsx, sheet 2023", "shop.xlsx, sheet Reviews"]
    assert sources.grouped([first, second, third]) == [[first, second], [third]]
    survey = sources.survey([first, second], "orders")
    assert survey.rows == 3
    assert survey.notes[:2] == (
        "Sheets of shop.xlsx without a table, or hidden, left out: Secret, About.",
        "The first row of shop.xlsx, sheet 2023 is left out as a title.",
    )
    rows = [row for chunk in sources.read(survey) for row in chunk.rows.itertuples()]
    assert [(row.order_id, row.line_no_in_file) for row in rows] == [("1", 4), ("2", 5), ("3", 2)]


def test_cells_beyond_the_header_are_a_column_and_far_down_a_refusal(given_file, imported):
    many = [[n, "C1", (45322, 1), 5] for n in range(120)]
    near = imported([given_file(orders([1, "C1", (45322, 1), 5, "more"]), "a.xlsx")], "orders")
    assert near.survey.unused_columns == ("(column 5)",)
    far = imported([given_file(orders(*many, [999, "C1", (45322, 1), 5, "more"]), "b.xlsx")], "orders")
    assert len(far.rows) == 120
    assert far.reasons == ["Wrong number of fields: expected 4, found 5."]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
FAR = "<worksheet><sheetData><row r='1'><c r='XFD1'><v>1</v></c></row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook({"S": [["a", "b"], ["c", "d"]]}, parts={"xl/sharedStrings.xml": BOMB}), "declares entities"),
        (workbook({"S": [["a", "b"], ["c", "d"]]}, parts={"xl/worksheets/sheet1.xml": FAR}), "beyond column 2,000"),
        (workbook({"S": [["a", "b"], ["c", "d"]]}, parts={"xl/workbook.xml": "<workbook><she"}), "is damaged"),
        (workbook({"S": [["a", "b"], [b'<c r="REF" t="s"><v>99</v></c>', "d"]]}), "a text in row 2 is not there"),
        (workbook({"S": [["alone"], ["x"]]}), "has no sheet with a table"),
        (workbook({"S": [["a", "b"]]}), "has no sheet with a table"),
        (
            workbook({"S": [["a", "b"], [b'<c r="REF"><v>' + b"1" * 2_000_000 + b"</v></c>", "d"]]}),
            "more than 1,000,000",
        ),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "lacks a part of a workbook"),
        (zipped({"xl/workbook.bin": b"x"}), "a workbook in a format that is not read here"),
        (orders([1, "C1", (45322, 1), 5])[:-30], "is a damaged zip archive or workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is an Excel workbook of the old format, or one with a"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused_in_a_sentence(given_file, refusal, content, said):
    assert said in refusal(given_file(content, "a.xlsx"))


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_unpacked(given_file, refusal, monkeypatch):
    monkeypatch.setattr(excel_parts, "RATIO_COUNTS_FROM", 1_000_000)
    endless = sheet([["a"], ["b"]], ["a", "b"]).replace("</sheetData>", " " * 1_500_000 + "</sheetData>")
    book = workbook({"S": [["a", "b"], ["c", "d"]]}, parts={"xl/worksheets/sheet1.xml": endless})
    assert "unpacks to more than 200 times its size" in refusal(given_file(book, "a.xlsx"))
