"""WooCommerce's orders, as its export extensions and its API write them."""

import json

import pytest

HEADER = (
    "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,fee_tax_total,"
    "tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,"
    "payment_method_title,transaction_id,customer_ip_address,customer_user_agent,shipping_method,customer_id,"
    "customer_user,customer_email,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,"
    "billing_address_1,billing_address_2,billing_postcode,billing_city,billing_state,billing_country,customer_note,"
    "tax_items,shipping_items,fee_items,coupon_items,refund_items,order_notes,line_item_1,line_item_2"
)
ONE, TWO = (
    "name:Watering can|product_id:7|sku:CAN|quantity:2|total:49.90|sub_total:49.90",
    "name:Pot; 6|quantity:1|total:3.5",
)


def exported(*orders: dict[str, str]) -> str:
    lines = [",".join(order.get(name, "") for name in HEADER.split(",")) for order in orders]
    return "\n".join([HEADER, *lines]) + "\n"


def order(order_id: str, status: str, **others: str) -> dict[str, str]:
    return {
        **{"order_id": order_id, "order_number": order_id, "order_date": "2024-03-01 14:22:10", "status": status},
        **{"order_total": "57.40", "order_currency": "GBP", "customer_id": "0", "line_item_1": ONE},
        **others,
    }


ADA = {"billing_email": "Ada@Example.com", "billing_first_name": "Ada", "billing_last_name": "Brown"}
ORDERS = (
    order("101", "wc-completed", **ADA, line_item_2=TWO, billing_country="GB"),
    order("102", "cancelled", customer_id="44"),
    order("103", "processing", billing_phone="020 7946 0018", refund_items="amount:10.00|reason:|date:2024-03-04"),
    order("104", "trash", line_item_1=""),
)


def test_line_items_in_columns_become_lines_of_their_order(imported):
    result = imported(exported(*ORDERS), None)
    assert (result.survey.preset, result.survey.kind, result.survey.questions) == ("woocommerce", "order_lines", ())
    assert result.column("order_id") == ["101", "101", "102", "103", "104"]
    assert result.column("product")[:2] == ["Watering can", "Pot; 6"]
    assert result.column("quantity")[:2] == [2, 1]
    assert result.column("amount") == [49.9, 3.5, 49.9, 49.9, 0]
    assert set(result.column("order_amount")) == {57.4}
    assert result.column("refunded_amount") == [None, None, None, 10, None]
    assert result.survey.rows == 5
    assert result.refused.empty


def test_guests_are_known_by_e_mail_or_phone_and_accounts_by_number(imported):
    result = imported(exported(*ORDERS), None)
    assert result.column("customer_id") == ["ada@example.com", "ada@example.com", "44", "02079460018", None]
    assert result.column("status") == ["completed", "completed", "cancelled", "processing", "void"]
    assert result.column("customer_name")[0] == "Ada Brown"


def test_all_items_in_one_cell_are_told_apart(imported):
    cell = "id:1|name:Pot | blue|quantity:2|total:9.00;id:2|name:Fork; steel|quantity:1|total:4.00"
    header = (
        "order_id,order_number,order_date,status,order_total,refunded_total,order_currency,billing_email,line_items"
    )
    result = imported(f"{header}\n7,7,2024-03-01,completed,13.00,4.00,EUR,a@example.com,{cell}\n", None)
    assert result.column("product") == ["Pot | blue", "Fork; steel"]
    assert result.column("amount") == [9, 4]
    assert result.column("refunded_amount") == [4, 4]


@pytest.mark.parametrize("repeats", [True, False])
def test_one_row_a_line_item_with_or_without_the_orders_fields_on_each(imported, repeats):
    header = (
        "Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),"
        "Country Code (Billing),Order Subtotal Amount,Order Refund Amount,Order Total Amount,SKU,Item #,Item Name,"
        "Quantity (- Refund),Item Cost"
    )
    whole = "Completed,2024-03-01 14:22,Ada,Brown,ADA@example.com,,GB,20.00,0.00,25.00"
    further = whole if repeats else "," * whole.count(",")
    rows = [f"9,{whole},CAN,1,Watering can,1,12.00", f"9,{further},POT,2,Pot,2,4.00"]
    result = imported("\n".join([header, *rows]), None)
    assert result.survey.preset == "woocommerce_lines"
    assert result.column("amount") == [12, 8]
    assert result.column("order_amount") == [25, 25]
    assert result.column("customer_id") == ["ada@example.com"] * 2
    assert result.column("status") == ["completed"] * 2


def test_orders_of_the_api_are_read_as_they_come(imported, given_file):
    order = {
        **{"id": 31, "number": "31", "status": "completed", "currency": "GBP", "total": "14.00", "customer_id": 5},
        **{"date_created": "2024-03-01T14:22:10", "billing": {"email": "BO@example.com", "country": "IE"}},
        "date_created_gmt": "2024-03-01T19:22:10",  # the site is in New York
        "line_items": [{"id": 1, "name": "Pot", "quantity": 2, "total": "8.00"}, {"name": "Fork", "total": "6.00"}],
        "refunds": [{"id": 4, "reason": "", "total": "-2.00"}, {"id": 5, "reason": "", "total": "-1.50"}],
    }
    result = imported([given_file(json.dumps([order]), "orders.json")], None)
    assert (result.survey.preset, result.survey.kind) == ("woocommerce_api", "orders")
    assert (result.column("amount"), result.column("refunded_amount")) == ([14.0], [3.5])
    assert result.column("customer_id") == ["bo@example.com"]
    assert result.column("ordered_at") == ["2024-03-01 19:22:10"]
