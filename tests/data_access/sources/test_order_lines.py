"""One row a line of an order, and the layout of UCI Online Retail."""

HEADER = "order_id,line_no,customer_id,ordered_at,product,quantity,unit_price\n"
RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


def test_the_amount_of_a_line_is_quantity_times_unit_price(imported):
    content = HEADER.replace("line_no,", "") + "1,C,2024-01-01,x,3,0.1\n1,C,2024-01-01,y,-2,1.33333\n"
    result = imported(content, "orders")
    assert result.column("amount") == [0.3, -2.6667]
    assert result.survey.kind == "order_lines"


def test_an_amount_given_wins_and_the_product_of_the_others_stands_in(imported):
    content = (
        "order_id,ordered_at,quantity,unit_price,amount\n1,2024-01-01,2,5,9.50\n1,2024-01-01,2,5,\n1,2024-01-01,,5,\n"
    )
    result = imported(content, "orders")
    assert result.column("amount") == [9.5, 10.0]
    assert result.reasons == ["amount is empty, and so is quantity or unit_price. Fill in one or the other."]


def test_an_amount_alone_is_enough_for_a_line(imported):
    content = "order_id,ordered_at,product,amount\n1,2024-01-01,x,5\n1,2024-01-01,y,7\n"
    result = imported(content, "orders")
    assert result.survey.kind == "order_lines"
    assert result.column("amount") == [5.0, 7.0]


def test_a_product_of_two_numbers_can_be_beyond_reason_too(imported):
    result = imported(HEADER + "1,1,C,2024-01-01,x,10000000,10000000\n", "orders")
    assert result.reasons[0].startswith("Quantity times unit price is beyond")


def test_exact_duplicate_lines_are_two_lines(imported):
    row = "1,C,2024-01-01,x,1,2.5\n"
    result = imported(HEADER.replace("line_no,", "") + row + row, "orders")
    assert len(result.rows) == 2
    assert result.duplicates == 0


def test_a_line_number_given_twice_is_a_repeat_or_a_contradiction(imported):
    content = (
        HEADER
        + "1,1,C,2024-01-01,x,1,2\n1,2,C,2024-01-01,x,1,2\n1,1,C,2024-01-01,x,1,2\n"
        + "1,2,C,2024-01-01,y,1,2\n2,1,C,2024-01-01,x,1,2\n"
    )
    result = imported(content, "orders")
    assert result.column("line_no") == [1, 2, 1]
    assert str(result.rows["line_no"].dtype) == "Int64"
    assert result.duplicates == 1
    assert result.refused["line_no"].tolist() == [5]
    assert "in line 3, has the same order_id and line_no" in result.reasons[0]


def test_lines_without_a_number_are_not_repeats(imported):
    content = (
        HEADER + "1,,C,2024-01-01,x,1,2\n1,,C,2024-01-01,x,1,2\n1,x,C,2024-01-01,x,1,2\n1,1.5,C,2024-01-01,x,1,2\n"
    )
    result = imported(content, "orders")
    assert result.column("line_no") == [None, None]
    assert "cannot be read as a number" in result.reasons[0]
    assert "not a whole number" in result.reasons[1]


def test_an_order_has_one_customer(imported):
    customers = [("1", 1, "C"), ("1", 2, ""), ("1", 3, "D"), ("1", 4, "C"), ("2", 1, "D"), ("1", 5, "D")]
    rows = "".join(f"{order},{line},{customer},2024-01-01,x,1,2\n" for order, line, customer in customers)
    for size in (50_000, 1):
        result = imported(HEADER + rows, "orders", chunk_rows=size)
        assert result.column("line_no") == [1, 2, 4, 1]
        assert result.refused[["line_no", "column", "value"]].values.tolist() == [
            [4, "customer_id", "D"],
            [7, "customer_id", "D"],
        ]
        assert set(result.reasons) == {"The order has another customer in line 2. An order has one customer."}


def test_online_retail_cancellations_and_nameless_products(imported):
    content = (
        RETAIL
        + "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
        + "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom\n"
        + "536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom\n"
    )
    result = imported(content, "orders")
    assert result.column("status") == [None, "cancelled", None]
    assert result.column("product") == ["WHITE HANGING HEART", "Discount", "22139"]
    assert result.column("customer_id") == ["17850", "14527", None]
    assert result.column("amount") == [15.3, -27.5, 0.0]
    assert result.column("ordered_at") == ["2010-12-01 08:26:00", "2010-12-01 09:41:00", "2010-12-01 11:52:00"]
    assert result.refused.empty
