"""Square's exports of sales: one row an item sold, or one row a payment."""

ITEMS = (
    "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,"
    "Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,"
    "Customer Reference ID,Unit,Count\n"
    "01/31/2024,18:45:10,Eastern Time (US & Canada),Drinks,Flat white,2.0,Regular,,,$7.00,$0.00,$7.00,$0.62,T-1,P-1,"
    "Till 1,,https://example.com/T-1,Payment,High Street,,CUST-1,Ada Brown,,ea,2\n"
    "01/31/2024,18:45:10,Eastern Time (US & Canada),Food,Bun,1.0,Regular,,,$3.50,-$0.50,$3.00,$0.27,T-1,P-1,"
    "Till 1,,https://example.com/T-1,Payment,High Street,,CUST-1,Ada Brown,,ea,1\n"
    "02/01/2024,09:05:00,Eastern Time (US & Canada),Food,Bun,-1.0,Regular,,,-$3.00,$0.00,-$3.00,-$0.27,T-1,P-2,"
    "Till 1,,https://example.com/T-1,Refund,High Street,,CUST-1,Ada Brown,,ea,-1\n"
    '02/01/2024,09:10:00,Eastern Time (US & Canada),Catering,Buffet,1.0,Regular,,,"$1,200.00",$0.00,"$1,200.00",$0.00,'
    "T-2,P-3,Till 1,,https://example.com/T-2,Payment,High Street,,,,,ea,1\n"
)
TRANSACTIONS = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,"
    "Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,"
    "Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,"
    "Details,Description,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID\n"
    "2024-07-01,10:00:00,London,£10.00,£0.00,£0.00,£10.00,£0.00,£2.00,£1.00,£0.00,£13.00,Register,£13.00,Chip,£0.00,"
    "£0.00,£0.00,,,-£0.30,£12.70,T-7,P-7,Visa,4242,Till 1,,,https://example.com/T-7,2 x Tea,Payment,Shop,,CUST-9,Bo,\n"
    "2024-07-02,11:00:00,London,-£4.00,£0.00,£0.00,-£4.00,£0.00,£0.00,£0.00,£0.00,-£4.00,Register,-£4.00,Chip,£0.00,"
    "£0.00,£0.00,,,£0.00,-£4.00,T-7,P-8,Visa,4242,Till 1,,,https://example.com/T-7,Tea,Refund,Shop,,CUST-9,Bo,\n"
)


def test_items_are_lines_of_their_transaction_after_discounts(imported):
    result = imported(ITEMS, None)
    assert (result.survey.preset, result.survey.kind, result.survey.questions) == ("square_items", "order_lines", ())
    assert result.column("order_id") == ["T-1", "T-1", "T-1", "T-2"]
    assert result.column("amount") == [7, 3, -3, 1200]
    assert result.column("product") == ["Flat white", "Bun", "Bun", "Buffet"]
    assert result.column("customer_id") == ["CUST-1", "CUST-1", "CUST-1", None]
    assert result.refused.empty


def test_the_time_of_a_sale_is_in_the_time_zone_of_its_row(imported):
    result = imported(ITEMS, None, timezone="Europe/Berlin")
    assert result.column("ordered_at")[0] == "2024-01-31 23:45:10"
    assert imported(TRANSACTIONS, None).column("ordered_at")[0] == "2024-07-01 09:00:00"


def test_a_refund_comes_off_the_transaction_it_belongs_to(imported):
    result = imported(TRANSACTIONS, None)
    assert (result.survey.preset, result.survey.kind) == ("square_transactions", "order_lines")
    assert list(zip(result.column("order_id"), result.column("amount"), strict=True)) == [("T-7", 13), ("T-7", -4)]
