"""Shopify's export of orders: one row a line item, and what is about the whole order only on its first row."""

import csv
import io
import json

import pytest

HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
).split(",")


def first(name: str, created: str, total: str, **others: str) -> dict[str, str]:
    """An order's first row, which alone has what is about the whole order."""
    return {
        **{"Name": name, "Created at": created, "Total": total, "Financial Status": "paid", "Currency": "GBP"},
        **{"Refunded Amount": "0.00", "Source": "web", "Payment Method": "Shopify Payments", "Vendor": "Meadow & Co"},
        **{"Lineitem quantity": "1", "Lineitem name": "Watering can", "Lineitem price": "24.95"},
        **others,
    }


def item(name: str, email: str, created: str, quantity: str, product: str, price: str) -> dict[str, str]:
    """A further line item of an order."""
    return {
        **{"Name": name, "Email": email, "Created at": created, "Vendor": "Meadow & Co"},
        **{"Lineitem quantity": quantity, "Lineitem name": product, "Lineitem price": price},
    }


ADA = {"Email": "Ada.Brown@Example.com", "Billing Name": "Ada Brown", "Shipping Country": "GB"}
SUMMER, WINTER = "2024-07-02 09:15:30 +0100", "2024-01-09 20:00:00 +0000"
ROWS = [
    first("#1003", SUMMER, "57.40", **ADA, **{"Shipping Province Name": "Kent", "Refunded Amount": "7.50"}),
    item("#1003", "Ada.Brown@Example.com", SUMMER, "2", "Seed tray", "12.50"),
    first("#1002", "2024-07-01 23:30:00 +0100", "24.95", Email="ada.brown@example.com", Currency="EUR"),
    first("#1001", WINTER, "24.95", **{"Phone": "'+44 20 7946 0018", "Cancelled at": "2024-01-10 08:00:00 +0000"}),
    first("#1000", WINTER, "24.95", **{"Billing Phone": "020 7946 0018", "Financial Status": "refunded"}),
    item("#1000", "", WINTER, "1", "Trowel", "5.00"),
    first("#999", WINTER, "10.00", **{"Payment Method": "bogus", "Shipping Phone": "4.42079E+11"}),
]


def exported(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture(params=[50_000, 1])
def orders(imported, request):
    return imported(exported(*ROWS), None, chunk_rows=request.param)


def test_the_layout_is_recognised_without_a_question(orders):
    survey = orders.survey
    assert (survey.preset, survey.kind, survey.questions) == ("shopify", "order_lines", ())
    assert orders.refused.empty


def test_what_stands_on_an_orders_first_row_is_true_of_all_its_lines(orders):
    columns = ["order_id", "product", "quantity", "amount", "order_amount", "refunded_amount", "currency", "region"]
    lines = [list(line) for line in zip(*map(orders.column, columns), strict=True)]
    assert lines[:3] == [
        ["#1003", "Watering can", 1, 24.95, 57.4, 7.5, "GBP", "Kent"],
        ["#1003", "Seed tray", 2, 25.0, 57.4, 7.5, "GBP", "Kent"],
        ["#1002", "Watering can", 1, 24.95, 24.95, 0, "EUR", None],
    ]


def test_a_customer_is_known_by_e_mail_whatever_its_case_else_by_phone(orders):
    ada, phone, national = "ada.brown@example.com", "+442079460018", "02079460018"
    assert orders.column("customer_id") == [ada, ada, ada, phone, national, national, None]


def test_cancelled_test_and_refunded_orders_are_kept_as_such(orders):
    assert orders.column("status") == ["paid", "paid", "paid", "cancelled", "refunded", "refunded", "test"]


def test_an_order_that_nobody_paid_in_time_is_void(imported):
    result = imported(exported(first("#9", WINTER, "5.00", **{"Financial Status": "expired"})), None)
    assert result.column("status") == ["void"]


def test_each_time_has_the_offset_of_its_season(orders):
    assert orders.column("ordered_at")[0] == "2024-07-02 08:15:30"
    assert orders.column("ordered_at")[2] == "2024-07-01 22:30:00"
    assert orders.column("ordered_at")[3] == "2024-01-09 20:00:00"


def test_an_order_whose_items_were_removed_keeps_its_total_and_an_empty_further_row_is_refused(imported):
    nothing = {"Lineitem quantity": "", "Lineitem name": "", "Lineitem price": ""}
    rows = [first("#1", WINTER, "12.00", **ADA, **nothing), {"Name": "#1", "Payment References": "r2"}]
    result = imported(exported(*rows), None)
    assert (result.column("order_amount"), result.column("amount")) == ([12.0], [0.0])
    assert result.refused["line_no"].tolist() == [3]
    assert "it has no line item" in result.reasons[0]


def test_an_export_with_fewer_columns_is_still_shopifys(imported):
    kept = ["Name", "Email", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price"]
    lines = [",".join(row.get(name, "") for name in kept) for row in ROWS[:3]]
    result = imported("\n".join([",".join(kept), *lines]), None)
    assert result.survey.preset == "shopify"
    assert result.column("customer_id") == ["ada.brown@example.com"] * 3


def test_orders_of_the_api_are_read_as_they_come(imported, given_file):
    def order(name: str, **others) -> dict:
        return {
            **{"id": 5_100_000_000_001, "name": name, "created_at": "2024-07-02T09:15:30+01:00", "currency": "GBP"},
            **{"financial_status": "paid", "total_price": "57.40", "current_total_price": "49.90", "test": False},
            **{"cancelled_at": None, "email": "Ada@Example.com", "customer": {"id": 7, "email": "ada@example.com"}},
            **{"line_items": [{"name": "Pot", "quantity": 1, "price": "57.40"}], "source_name": "web"},
            **others,
        }

    orders = [order("#1"), order("#2", cancelled_at="2024-07-03T00:00:00+01:00"), order("#3", test=True, email="")]
    result = imported([given_file(json.dumps({"orders": orders}), "orders.json")], None)
    assert (result.survey.preset, result.survey.kind) == ("shopify_api", "orders")
    assert (result.column("amount"), result.column("refunded_amount")) == ([57.4] * 3, [7.5] * 3)
    assert result.column("status") == ["paid", "cancelled", "test"]
    assert result.column("customer_id") == ["ada@example.com", "ada@example.com", "7"]
