"""Lines become records: delimiters, headers, quotation marks, and what is said where they do not fit."""

import time

import pytest

HEADER = ["order_id", "customer_id", "ordered_at", "amount"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(imported, mark):
    rows = [HEADER, ["1", "C1", "2024-01-31", "12.50"], ["2", '"a, b; c\td|e"', "2024-02-01", "3"]]
    result = imported("\n".join(mark.join(row) for row in rows), "orders")
    assert result.survey.files[0].delimiter == mark
    assert result.column("customer_id") == ["C1", "a, b; c\td|e"]


def test_decimal_commas_do_not_hide_the_semicolon(imported):
    result = imported("order_id;ordered_at;amount\n1;2024-01-31;2,50\n2;2024-01-31;13,75\n", "orders")
    assert result.survey.files[0].delimiter == ";"
    assert result.column("amount") == [2.5, 13.75]


def test_columns_aligned_with_spaces_are_read(imported):
    content = (
        " customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00002 19970112 5 77.00\r\n"
    )
    result = imported(content, "orders")
    assert result.column("customer_id") == ["00001", "00002"]
    assert result.column("amount") == [11.77, 77.0]
    assert result.survey.unused_columns == ("number_of_cds",)


def test_line_numbers_are_those_of_a_text_editor(imported):
    content = (
        "feedback_id,created_at,text\n"
        '1,2024-01-01,"two\nlines"\n'
        "\n"
        "2,2024-01-02,plain\n"
        '3,2024-01-03,"three\r\nlines\nhere"\n'
        "4,not a date,x\n"
    )
    result = imported(content, "feedback")
    assert result.column("line_no_in_file") == [2, 5, 6]
    assert result.column("text") == ["two\nlines", "plain", "three\r\nlines\nhere"]
    assert result.refused["line_no"].tolist() == [9]


def test_a_record_with_too_few_or_too_many_fields_is_refused_alone(imported):
    content = "order_id,ordered_at,amount\n1,2024-01-01,5\n2,2024-01-01\n3,2024-01-01,5\n4,2024-01-01,1,234\n"
    result = imported(content, "orders")
    assert result.column("order_id") == ["1", "3"]
    assert result.refused[["file", "line_no", "column", "value"]].values.tolist() == [
        ["export.csv", 3, "", "2,2024-01-01"],
        ["export.csv", 5, "", "4,2024-01-01,1,234"],
    ]
    assert result.reasons[0].startswith("Wrong number of fields: expected 3, found 2.")
    assert result.reasons[1].startswith("Wrong number of fields: expected 3, found 4.")


def test_delimiters_too_many_at_the_end_of_a_line_lose_nothing(imported):
    assert imported("order_id,ordered_at,amount\n1,2024-01-01,5,,\n", "orders").column("order_id") == ["1"]


def test_when_most_records_do_not_fit_the_delimiter_is_doubted(given_file, refusal):
    content = "order_id,ordered_at,amount\n" + "1;2024-01-01;5\n" * 3 + "2,2024-01-01,5\n"
    assert "3 of 4 records do not have the header's 3 fields" in refusal(given_file(content))


def test_a_single_column_is_refused_with_a_word_on_delimiters(given_file, refusal):
    said = refusal(given_file("order_id^ordered_at^amount\n1^2024-01-01^5\n"))
    assert said.startswith("export.csv has only one column, 'order_id^ordered_at^amount'. Save it with commas")


def test_a_header_alone_is_refused(given_file, refusal):
    assert refusal(given_file("order_id,ordered_at,amount\n")) == "export.csv has a header and no rows."


@pytest.mark.parametrize("first", ["00004,19970101,2,29.33", "ada@example.com,2024-01-31,two,29.33"])
def test_a_file_without_a_header_keeps_its_first_line_as_a_record(imported, first):
    mapping = {"column 1": "customer_id", "column 2": "ordered_at", "column 4": "amount"}
    result = imported(f"{first}\n{first.replace('29.33', '5')}\n", "orders", mapping=mapping)
    assert result.column("amount") == [29.33, 5.0]
    assert result.column("line_no_in_file") == [1, 2]
    assert "export.csv does not name its columns, so they are called column 1 to column 4." in result.survey.notes


def test_columns_of_one_name_are_told_apart(imported):
    result = imported("order_id,ordered_at,amount,amount\n1,2024-01-31,3,4\n", "orders")
    assert result.survey.unused_columns == ("amount (2)",)
    assert result.survey.notes[0].startswith("export.csv has more than one column called amount; the second is")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_title_above_the_header_is_left_out_and_told_of(imported, mark):
    rows = [
        ["Meadow & Co"],
        ["From 2024-01-01"],
        HEADER,
        ["1", "C1", "2024-01-31", "12.50"],
        ["2", "C2", "2024-02-01", "3"],
    ]
    result = imported("\n".join(mark.join(row) for row in rows), "orders")
    assert result.column("order_id") == ["1", "2"]
    assert result.column("line_no_in_file") == [4, 5]
    assert "The first 2 rows of export.csv are left out as a title." in result.survey.notes


def test_the_delimiter_that_excel_writes_in_the_first_line_is_taken(imported):
    content = "sep=;\norder_id;ordered_at;amount\n1;2024-01-31;2,5\n2;2024-01-31;3,5\n"
    assert imported(content, "orders").column("amount") == [2.5, 3.5]


def test_a_header_of_100000_columns_is_refused_at_once(given_file, refusal):
    path = given_file(",".join(f"column_{n}" for n in range(100_000)) + "\n" + "," * 99_999 + "\n")
    began = time.process_time()
    assert "has more than 2,000 columns" in refusal(path)
    assert time.process_time() - began < 1


def test_a_quotation_mark_that_never_closes_is_named_by_its_line(given_file, refusal):
    content = 'feedback_id,created_at,text\n1,2024-01-01,"fine\ntext"\n2,2024-01-01,"lost\n' + "3,2024-01-01,x\n" * 500
    said = refusal(given_file(content), "feedback")
    assert said.startswith("export.csv: a quotation mark opens in line 4 and is never closed.")


def test_the_line_named_is_where_the_mark_opens_even_deep_in_a_record(given_file, refusal):
    content = 'feedback_id,created_at,title,text\n1,2024-01-01,"a\nb","c\nd\n'
    assert "opens in line 3 and is never closed" in refusal(given_file(content), "feedback")


def test_a_lost_quotation_mark_in_a_huge_file_neither_hangs_nor_fills_the_memory(given_file, refusal):
    content = 'feedback_id,created_at,text\n1,2024-01-01,"lost\n' + "2,2024-01-01,some words of a review\n" * 300_000
    began = time.process_time()
    assert "opens in line 2 and is never closed" in refusal(given_file(content), "feedback")
    assert time.process_time() - began < 5


def test_a_lost_quotation_mark_takes_no_other_record_with_it(imported):
    content = (
        "feedback_id,created_at,text\n"
        '1,2024-01-01,"lost\n'
        "2,2024-01-02,kept\n"
        '3,2024-01-03,"well quoted"\n'
        '4,2024-01-04,"a 12" ruler"\n'
        "5,2024-01-05,end\n"
    )
    result = imported(content, "feedback")
    assert result.column("feedback_id") == ["2", "3", "5"]
    assert result.column("line_no_in_file") == [3, 4, 6]
    assert result.refused["line_no"].tolist() == [2, 5]
    assert result.reasons[0].startswith("A quotation mark opens in this line and is not closed in it.")
    assert result.reasons[1].startswith("A quotation mark stands inside a quoted value.")


def test_thousands_of_broken_quotation_marks_are_all_told_one_by_one(imported):
    lines = "".join(f'{n},2024-01-01,"a "broken" one"\nx{n},2024-01-01,good\n' for n in range(5_000))
    result = imported("feedback_id,created_at,text\n" + lines, "feedback", chunk_rows=700)
    assert len(result.rows) == len(result.refused) == 5_000
    assert result.column("line_no_in_file") == list(range(3, 10_003, 2))


def test_small_and_large_chunks_give_the_same_rows(imported):
    content = "order_id,ordered_at,amount\n" + "".join(f"{n},2024-01-{n % 31 + 1:02},{n}\n" for n in range(100))
    whole, parts = imported(content, "orders"), imported(content, "orders", chunk_rows=7)
    assert whole.rows.equals(parts.rows)


def test_a_formula_stays_the_text_it_is(imported):
    formula = "=cmd|'/c calc'!A1"
    result = imported(f"feedback_id,created_at,text\n{formula},2024-01-01,{formula}\n", "feedback")
    assert result.column("text") == result.column("feedback_id") == [formula]


def test_a_blank_name_in_the_header_is_a_column_by_its_place(imported):
    result = imported(",order_id,ordered_at,amount\n0,1,2024-01-01,5\n", "orders")
    assert result.survey.unused_columns == ("(column 1)",)
