"""One row an order: ids, missing values, repeats, and orders without an id of their own."""

import pytest

HEADER = "order_id,customer_id,ordered_at,amount,status,referred_by\n"


def test_ids_lose_what_spreadsheets_add_and_nothing_else(imported):
    content = (
        HEADER
        + "17850.0, 12583 ,2024-01-01,5,completed,7.0\n"
        + "C536379.0,00042,2024-01-01,5,x,1.05\n"
        + "1.00,1.0.0,2024-01-01,5,x,\n"
    )
    result = imported(content, "orders")
    assert result.column("order_id") == ["17850", "C536379.0", "1.00"]
    assert result.column("customer_id") == ["12583", "00042", "1.0.0"]
    assert result.column("referred_by") == ["7", "1.05", None]


def test_one_customer_is_one_in_every_form(imported):
    forms = ["17850.0", "17850", " 17850 ", "'17850", "1.7850E+04"]
    forms += ["Ada@Example.com", "ada@example.com ", "A+B@Example.com"]
    content = HEADER + "".join(f"{n},{form},2024-01-01,5,x,\n" for n, form in enumerate(forms))
    customers = imported(content, "orders").column("customer_id")
    assert customers == ["17850"] * 5 + ["ada@example.com"] * 2 + ["a+b@example.com"]


def test_an_id_that_a_spreadsheet_has_rounded_is_refused(imported):
    content = HEADER + "1.23457E+11,A,2024-01-01,5,x,\n2E+5,1E5,2024-01-01,5,x,\n3,1E5,2024-01-01,5,x,\n"
    result = imported(content, "orders")
    assert result.column("order_id") == ["3"]
    assert result.column("customer_id") == ["1E5"]
    assert result.refused[["line_no", "column", "value"]].values.tolist() == [
        [2, "order_id", "1.23457E+11"],
        [3, "order_id", "2E+5"],
    ]


@pytest.mark.parametrize("nothing", ["", " ", "NULL", "nan", "N/A", "None"])
def test_a_missing_customer_is_kept_as_missing(imported, nothing):
    result = imported(HEADER + f"1,{nothing},2024-01-01,5,x,\n", "orders")
    assert result.column("customer_id") == [None]


def test_only_an_empty_text_is_missing(imported):
    result = imported(HEADER + "1,C,2024-01-01,5, None ,\n2,C,2024-01-01,5,  ,\n", "orders")
    assert result.column("status") == ["None", None]


def test_zero_and_negative_amounts_and_cancellations_are_kept(imported):
    result = imported(HEADER + "1,C,2024-01-01,0,x,\n2,C,2024-01-01,-5.50,cancelled,\n", "orders")
    assert result.column("amount") == [0.0, -5.5]
    assert result.refused.empty


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (",C,2024-01-01,5,x,", "order_id", "", "order_id is empty"),
        ("null,C,2024-01-01,5,x,", "order_id", "null", "order_id is empty"),
        ("1,C,,5,x,", "ordered_at", "", "ordered_at is empty"),
        ("1,C,2024-01-01,N/A,x,", "amount", "N/A", "amount is empty"),
        ("1,C,2024-13-01,5,x,", "ordered_at", "2024-13-01", "no such date"),
        ("1,C,2024-01-01,five,x,", "amount", "five", "cannot be read as a number"),
        ("1,C,2024-01-01,inf,x,", "amount", "inf", "not a finite number"),
        ("1,C,2024-01-01,1e14,x,", "amount", "1e14", "beyond 10,000,000,000,000"),
        ("1,C,2024-01-01,5," + "x" * 1_001 + ",", "status", "x" * 500, "longer than 1,000 characters"),
        ("y" * 201 + ",C,2024-01-01,5,x,", "order_id", "y" * 201, "longer than 200 characters"),
        ("1,C,bad,bad,x,", "ordered_at", "bad", "cannot be read as a date"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_alone(imported, row, column, value, reason):
    result = imported(HEADER + f"0,C,2024-01-01,5,x,\n{row}\n9,C,2024-01-01,5,x,\n", "orders")
    assert result.column("order_id") == ["0", "9"]
    (refused,) = result.refused.itertuples(index=False)
    assert (refused.file, refused.line_no, refused.column, refused.value) == ("export.csv", 3, column, value)
    assert reason in refused.reason


def test_the_same_record_again_is_dropped_and_counted(imported):
    row = "1,C,2024-01-01,5,x,\n"
    result = imported(
        HEADER + row + "2,C,2024-01-01,5,x,\n" + row + '"1","C",2024-01-01,5.00,x,\n', "orders", chunk_rows=2
    )
    assert result.column("order_id") == ["1", "2"]
    assert result.duplicates == 2
    assert result.refused.empty


def test_the_same_id_with_other_values_is_refused_with_the_line_of_the_first(imported, given_file):
    first = given_file(HEADER + "1,C,2024-01-01,5,x,\n1,C,2024-01-01,6,x,\n", "a.csv")
    second = given_file(HEADER + "1,D,2024-01-01,5,x,\n", "b.csv")
    result = imported([first, second], "orders")
    assert result.column("amount") == [5.0]
    assert result.refused[["file", "line_no", "column", "value"]].values.tolist() == [
        ["a.csv", 3, "order_id", "1"],
        ["b.csv", 2, "order_id", "1"],
    ]
    assert result.reasons[0].startswith("Another record, in line 2, has the same order_id and other values.")
    assert result.reasons[1].startswith("Another record, in line 2 of a.csv, has the same order_id")


def test_a_refused_record_does_not_take_its_id_with_it(imported):
    result = imported(HEADER + "1,C,bad,5,x,\n1,C,2024-01-01,6,x,\n", "orders")
    assert result.column("amount") == [6.0]
    assert len(result.refused) == 1


WITHOUT_ID = "customer_id,date,amount\n1,2024-01-01,5\n1,2024-01-01,5.00\n2,2024-01-01,5\n,2024-01-02,7\n"


def test_orders_without_an_id_get_the_same_ones_each_time(imported):
    first, again = imported(WITHOUT_ID, "orders"), imported(WITHOUT_ID, "orders", chunk_rows=1, timezone="Asia/Tokyo")
    ids = first.column("order_id")
    assert ids == again.column("order_id")
    assert len(set(ids)) == 4
    assert ids[0].removesuffix("#1") == ids[1].removesuffix("#2")
    assert "There is no order id" in first.survey.notes[0]


def test_made_ids_do_not_depend_on_the_order_of_the_rows_or_the_way_dates_are_written(imported):
    other = "customer_id,date,amount\n2,1/1/2024,5.0\n,1/2/2024,7\n1,1/1/2024,5\n1,1/1/2024,5\n"
    ids = imported(WITHOUT_ID, "orders").column("order_id")
    assert set(imported(other, "orders", answers="month_first").column("order_id")) == set(ids)


def test_orders_of_two_shops_without_ids_are_told_apart_by_a_constant(imported):
    web = imported(WITHOUT_ID, "orders", constants={"channel": "web"}).column("order_id")
    shop = imported(WITHOUT_ID, "orders", constants={"channel": "shop"}).column("order_id")
    assert not set(web) & set(shop)


def test_types_are_the_same_in_a_chunk_without_a_single_good_record(imported):
    good = imported(HEADER + "1,C,2024-01-01,5,x,y\n", "orders").rows.dtypes
    bad = imported(HEADER + "1,C,bad,5,x,y\n", "orders").rows
    assert bad.empty
    assert bad.dtypes.equals(good)


def test_orders_without_ids_are_several_in_one_file_and_the_same_in_two(imported, given_file):
    header, order = "customer_id,ordered_at,amount\n", "C1,2024-01-31,5\n"
    files = [given_file(header + 2 * order, "all.csv"), given_file(header + order + "C2,2024-01-31,5\n", "part.csv")]
    result = imported(files, "orders")
    assert result.column("customer_id") == ["C1", "C1", "C2"]
    assert len(set(result.column("order_id"))) == 3
    assert result.duplicates == 1
    assert imported(files[1], "orders").column("order_id") == result.column("order_id")[::2]
