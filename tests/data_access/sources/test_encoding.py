"""Any encoding an exporter writes is read; what is no text is refused with what it is."""

import codecs
import gzip

import pytest

from data_access import sources
from data_access.sources import encoding

ORDERS = "order_id,customer_id,ordered_at,amount,country\r\n1,Zoë,2024-01-31,12.50,Österreich\r\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (ORDERS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ORDERS.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + ORDERS.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ORDERS.encode("utf-16-be"), "utf-16-be"),
        (ORDERS.encode("utf-16-le"), "utf-16-le"),
        (ORDERS.encode("utf-16-be"), "utf-16-be"),
        (ORDERS.encode("windows-1252"), "windows-1252"),
        (gzip.compress(ORDERS.encode(), mtime=0), "utf-8"),
        (gzip.compress(codecs.BOM_UTF16_LE + ORDERS.encode("utf-16-le"), mtime=0), "utf-16-le"),
    ],
)
def test_the_same_orders_are_read_from_every_encoding(imported, written, found):
    result = imported(written, "orders")
    assert result.survey.files[0].encoding == found
    assert result.column("customer_id") == ["Zoë"]
    assert result.column("country") == ["Österreich"]


def test_gzip_is_known_by_its_content_and_not_by_its_name(imported, given_file):
    assert imported([given_file(gzip.compress(ORDERS.encode(), mtime=0), "orders.csv")], "orders").survey.rows == 1
    assert imported([given_file(ORDERS, "orders.csv.gz")], "orders").survey.rows == 1


def test_an_invalid_byte_deep_in_the_file_makes_all_of_it_windows_1252_and_a_note_says_so(imported):
    many = "".join(f"{n},C,2024-01-31,1,UK\r\n" for n in range(2, 20_000))
    plain = ORDERS.replace("ë", "e").replace("Ö", "O")
    result = imported((plain + many).encode() + b"x,Ren\xe9,2024-01-31,1,UK\r\n", "orders")
    assert result.survey.files[0].encoding == "windows-1252"
    assert result.column("customer_id")[-1] == "René"
    assert result.survey.notes == ("export.csv is not UTF-8 and is read as Windows-1252.",)


def test_single_lines_in_another_encoding_are_read_and_counted(imported):
    broken = "3,Renée,2024-01-31,1,España\r\n".encode("windows-1252") * 2
    result = imported(
        ORDERS.encode() + b"2,C,2024-01-31,1,UK\r\n" + "5,Ä,2024-01-31,1,UK\r\n".encode() + broken, "orders"
    )
    assert result.column("customer_id") == ["Zoë", "C", "Ä", "Renée"]
    assert result.column("country")[-1] == "España"
    assert "export.csv is UTF-8 but for 2 lines, read as Windows-1252." in result.survey.notes


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Très bien, livraison rapide mais emballage abîmé", "windows-1252"),
        ("Schöne Schuhe, aber zu groß für mich", "mac_roman"),
        ("Paweł Wiśniewski: świetna jakość", "windows-1250"),
        ("Отличный магазин, спасибо", "windows-1251"),
        ("Çok güzel, hızlı kargo, teşekkürler Yıldız", "windows-1254"),
        ("Versand für 4,90 € war günstig", "iso-8859-15"),
        ("とても良い商品です。配送も早かった", "cp932"),
        ("质量很好，发货很快，非常满意", "gb18030"),
        ("品質很好，出貨很快，非常滿意", "big5"),
        ("배송이 빠르고 품질이 좋아요 감사합니다", "cp949"),
        ("Εξαιρετική εξυπηρέτηση", "windows-1253"),
    ],
)
def test_words_show_which_of_the_old_encodings_a_file_is_in(imported, words, written):
    result = imported(f'feedback_id,created_at,text\n1,2024-01-31,"{words}"\n'.encode(written), "feedback")
    assert result.column("text") == [words]


def test_words_that_two_encodings_explain_equally_well_are_asked_about_once(given_file, imported):
    lines = [f"order_id,ordered_at,amount,customer_name\n{n},2024-01-31,1,Muñoz\n" for n in (1, 2)]
    paths = [given_file(line, f"{n}.csv", "windows-1252") for n, line in enumerate(lines)]
    (question,) = sources.survey(paths, "orders").questions
    assert (question.field, question.choices) == ("encoding", ("windows-1252", "windows-1250"))
    assert question.examples == ("Muñoz or Muńoz",)
    told = imported(paths, "orders", answers={"encoding": "windows-1250"})
    assert told.column("customer_name") == ["Muńoz", "Muńoz"]


def test_characters_that_were_lost_before_are_told_of(imported):
    result = imported(ORDERS + "2,Ren\ufffd,2024-01-31,1,UK\n3,\ufffd\ufffd,2024-01-31,1,UK\n", "orders")
    (note,) = result.survey.notes
    assert note.startswith("export.csv holds 3 replacement characters (\ufffd), first in line 3")


def test_characters_cut_by_the_end_of_a_block_come_out_whole(imported, monkeypatch):
    monkeypatch.setattr(encoding, "BLOCK", 41)
    body = "order_id,ordered_at,amount,country\r\n" + "".join(f"{n},2024-01-31,1,€ö{n}\r\n" for n in range(50))
    result = imported(body, "orders", mapping={"country": "country"})
    assert result.column("country") == [f"€ö{n}" for n in range(50)]
    assert result.column("line_no_in_file") == list(range(2, 52))


def test_nul_characters_are_taken_out_because_databases_refuse_them(imported):
    assert imported(ORDERS.replace("Zoë", "Z\0oë"), "orders").column("customer_id") == ["Zoë"]


def test_old_macintosh_line_ends_are_line_ends(imported):
    assert imported(ORDERS.replace("\r\n", "\r"), "orders").column("order_id") == ["1"]


def test_only_line_feeds_and_returns_end_a_record(imported):
    result = imported(ORDERS.replace("Österreich", "a\x0bb\x85c\u2028d"), "orders")
    assert result.column("country") == ["a\x0bb\x85c\u2028d"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "export.csv is empty."),
        (b"\r\n \n", "export.csv is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is an Excel workbook"),
        (b"PK\x03\x04" + bytes(200), "is a damaged zip archive or workbook"),
        (b"%PDF-1.7\n...", "it is a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"<!DOCTYPE html><html>", "it is a web page"),
        (bytes(range(256)) * 20, "it holds binary data"),
        (gzip.compress(bytes(range(256)) * 20, mtime=0), "it holds binary data"),
        (gzip.compress(ORDERS.encode() * 99, mtime=0)[:-20], "ends in the middle of the compressed data"),
        (b"\x1f\x8b\x08\x00" + b"not deflated data at all", "is damaged"),
        (
            b"order_id,amount\n" + b"\x81\xd0x\x8d\x9dy\xa6\x98z\xff\xfe\x8d",
            "is not UTF-8, nor in another encoding that is known here",
        ),
        ((codecs.BOM_UTF16_LE + ORDERS.encode("utf-16-le"))[:-1], "is not text in utf-16-le"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(given_file, refusal, content, said):
    assert said in refusal(given_file(content))


def test_a_file_that_is_not_there_is_named(tmp_path, refusal):
    assert refusal(tmp_path / "gone.csv") == "gone.csv cannot be opened: No such file or directory."


def test_truncation_far_into_the_file_is_found_before_anything_is_read(given_file, refusal):
    lines = "".join(f"{n},C{n * 7919 % 9973},2024-01-31,{n}.5,UK\n" for n in range(60_000))
    cut = gzip.compress((ORDERS + lines).encode())[:-1000]
    assert "ends in the middle" in refusal(given_file(cut, "orders.csv.gz"))


def test_a_first_line_too_long_for_a_header_is_refused(given_file, refusal):
    said = refusal(given_file("order_id,ordered_at,amount," + "x" * 300_000 + "\n1,2024-01-01,5,6\n"))
    assert said == "export.csv has a first line of more than 262,144 bytes, so it is not a table."


def test_a_line_without_end_is_refused_and_not_collected(given_file, refusal, monkeypatch):
    monkeypatch.setattr(encoding, "MAX_LINE", 1_000_000)
    endless = gzip.compress(b"order_id,ordered_at,amount\n" + b"x" * 30_000_000, mtime=0)
    assert "has a line of more than 1,000,000 characters" in refusal(given_file(endless))
