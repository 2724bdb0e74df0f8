"""Amazon's reports to sellers: tab-separated, one row an item."""

ALL_ORDERS = (
    "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\t"
    "sales-channel\torder-channel\turl\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\t"
    "item-price\titem-tax\tshipping-price\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\t"
    "ship-promotion-discount\tship-city\tship-state\tship-postal-code\tship-country\tpromotion-ids\n"
    '026-1\t\t2024-03-30T23:50:00+00:00\t2024-04-01T10:00:00+00:00\tShipped\tAmazon\tAmazon.co.uk\t\t\tStandard\t6" pot'
    "\tPOT-6\tB0000\tShipped\t2\tGBP\t19.98\t3.33\t4.99\t0.83\t\t\t2.00\t4.99\tLeeds\t\tLS1\tGB\t\n"
    "026-2\t\t2024-03-31T01:10:00+01:00\t2024-04-01T10:00:00+00:00\tCancelled\tAmazon\tAmazon.co.uk\t\t\tStandard\t"
    "Trowel\tTRO-1\tB0001\tCancelled\t0\tGBP\t\t\t\t\t\t\t\t\tLeeds\t\tLS1\tGB\t\n"
    "026-3\t\t2024-03-31T02:10:00+01:00\t2024-04-01T10:00:00+00:00\tPending\tAmazon\tAmazon.de\t\t\tStandard\t"
    "Trowel\tTRO-1\tB0001\tUnshipped\t1\tEUR\t\t\t\t\t\t\t\t\tBonn\t\t53111\tDE\t\n"
)
TO_SHIP = (
    "order-id\torder-item-id\tpurchase-date\tpayments-date\tbuyer-email\tbuyer-name\tbuyer-phone-number\tsku\t"
    "product-name\tquantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\t"
    "ship-service-level\trecipient-name\tship-address-1\tship-address-2\tship-address-3\tship-city\tship-state\t"
    "ship-postal-code\tship-country\tship-phone-number\n"
    "111-1\t1234567\t2024-05-01T08:00:00-07:00\t2024-05-01T08:01:00-07:00\tAbc123@marketplace.example.com\t\t\tPOT-6\t"
    "Pot\t3\tUSD\t30.00\t2.40\t5.00\t0.00\tStandard\tA. Brown\t1 Road\t\t\tReno\tNV\t89501\tUS\t\n"
)


def test_all_orders_count_price_shipping_and_wrapping_less_promotions(imported):
    result = imported(ALL_ORDERS, None)
    assert (result.survey.preset, result.survey.kind, result.survey.questions) == ("amazon", "order_lines", ())
    assert result.column("amount") == [17.98, 0]
    assert result.column("status") == ["Shipped", "Cancelled"]
    assert result.column("channel") == ["Amazon.co.uk"] * 2
    assert result.column("ordered_at") == ["2024-03-30 23:50:00", "2024-03-31 00:10:00"]
    assert result.column("product") == ['6" pot', "Trowel"]


def test_a_pending_order_without_a_price_is_refused_until_it_has_one(imported):
    result = imported(ALL_ORDERS, None)
    assert result.refused["line_no"].tolist() == [4]
    assert result.reasons[0].startswith("Amazon gives no price while an order is pending.")


def test_the_report_that_names_buyers_tells_customers_apart(imported):
    result = imported(TO_SHIP, None)
    assert result.survey.preset == "amazon_order_report"
    assert result.column("customer_id") == ["abc123@marketplace.example.com"]
    assert (result.column("amount"), result.column("channel")) == ([35.0], ["Amazon"])


def test_the_report_of_all_orders_names_no_buyers_and_says_what_that_means(imported):
    survey = imported(ALL_ORDERS, None).survey
    assert "customer_id" not in survey.mapping.values()
    assert any("There is no customer id" in note for note in survey.notes)
