"""Files become tables by what stands in them, archives included, and tables of one layout are put together."""

import gzip
import io
import zipfile

import pytest

from data_access import sources
from data_access.sources import byte_file
from tests.data_access.sources.workbooks import zipped

ORDERS = "order_id,customer_id,ordered_at,amount\n1,C1,2024-01-31,12.50\n"
REVIEWS = "created_at,text\n2024-01-31,Lovely\n"


def test_the_file_in_an_archive_is_read_and_its_path_never_used(tmp_path, imported, given_file):
    path = given_file(zipped({"../../outside.csv": ORDERS, "__MACOSX/._outside.csv": "x", "read me.pdf": "x"}), "a.zip")
    result = imported([path], "orders")
    assert result.column("order_id") == ["1"]
    assert result.column("file") == ["a.zip"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


def test_several_files_in_an_archive_are_tables_by_name(given_file):
    path = given_file(
        zipped({"2023/orders.csv": ORDERS, "reviews.json": '[{"text":"x","date":"2024-01-01"}]'}), "a.zip"
    )
    assert [origin.name for origin in sources.origins([path])] == ["a.zip, orders.csv", "a.zip, reviews.json"]


def test_files_in_an_archive_that_are_no_tables_are_told_of_and_left_out(given_file):
    path = given_file(zipped({"a.csv": ORDERS, "empty.csv": "", "settings.json": "[]"}), "a.zip")
    survey = sources.survey([path], "orders")
    assert [file.name for file in survey.files] == ["a.zip, a.csv"]
    assert survey.notes == ("Files in a.zip without a table, left out: empty.csv, settings.json.",)


def test_tables_with_the_same_columns_are_one_import_whatever_their_order_and_case(given_file):
    contents = [ORDERS, REVIEWS, "Amount;Ordered at;ORDER-ID;customer_id\n3;2024-01-31;2;C1\n", REVIEWS]
    tables = sources.origins([given_file(content, f"{n}.csv") for n, content in enumerate(contents)])
    groups = sources.grouped(tables)
    assert [[origin.name for origin in group] for group in groups] == [["0.csv", "2.csv"], ["1.csv", "3.csv"]]
    survey = sources.survey(groups[0], "orders")
    assert [row.order_id for chunk in sources.read(survey) for row in chunk.rows.itertuples()] == ["1", "2"]


def locked() -> bytes:
    content = bytearray(zipped({"a.csv": ORDERS}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def damaged() -> bytes:
    content = bytearray(zipped({"a.csv": ORDERS * 50}))
    content[60:70] = bytes(10)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped({"picture.png": "x"}), "is a zip archive without a CSV, text or JSON file in it; it holds picture.png"),
        (zipped({f"{n}.csv": ORDERS for n in range(101)}), "is a zip archive of 101 data files"),
        (locked(), "is protected with a password"),
        (damaged(), "is damaged: its compressed data cannot be unpacked"),
        (gzip.compress(b"PAR1" + bytes(99), mtime=0), "is a compressed Parquet file"),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused_in_a_sentence(given_file, refusal, content, said):
    assert said in refusal(given_file(content, "a.zip"))


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.csv": content})])
def test_what_unpacks_without_end_is_refused_early(given_file, refusal, monkeypatch, pack):
    monkeypatch.setattr(byte_file, "RATIO_COUNTS_FROM", 1_000_000)
    path = given_file(pack(ORDERS.encode() + b"2,C1,2024-01-31,12.50\n" * 300_000), "a.zip")
    assert "unpacks to more than 200 times its size" in refusal(path)


def test_a_workbook_of_another_kind_is_named_whatever_the_file_is_called(given_file, refusal):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert "a workbook in a format that is not read here" in refusal(given_file(out.getvalue(), "orders.csv"))
