"""Stripe's payments, as its dashboard exports them now and did before, and as its API gives them."""

import json

PAYMENTS = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Decline Reason,Description,Fee,Refunded date (UTC),Statement Descriptor,Status,Seller Message,"
    "Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer\n"
    "ch_1,2024-03-01 23:30:00,49.00,9.00,gbp,true,49.00,9.00,gbp,,Order 1,1.20,2024-03-04 10:00:00,,Paid,"
    "Payment complete.,0.00,card_1,cus_A,,Ada@Example.com,,\n"
    'ch_2,2024-03-02 08:00:00,"1,250.00",0.00,usd,true,990.00,0.00,gbp,,,9.00,,,Paid,Payment complete.,0.00,'
    "card_2,cus_B,,,,\n"
    "ch_3,2024-03-02 09:00:00,20.00,0.00,gbp,false,20.00,0.00,gbp,,,0.00,,,Paid,,0.00,card_3,,,bo@example.com,,\n"
    "ch_4,2024-03-02 09:30:00,20.00,0.00,gbp,false,20.00,0.00,gbp,insufficient_funds,,0.00,,,Failed,,0.00,"
    "card_3,,,bo@example.com,,\n"
    "ch_5,2024-03-03 09:30:00,20.00,20.00,gbp,true,20.00,20.00,gbp,,,0.00,,,Refunded,,0.00,card_3,,,bo@example.com,,\n"
)
CHARGES = (
    "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,"
    "Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,"
    "Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,Card Funding,Card Exp Month,"
    "Card Exp Year,Card Name,Card Address Line1,Card Address Line2,Card Address City,Card Address State,"
    "Card Address Country,Card Address Zip,Card Issue Country,Card Fingerprint,Card CVC Status,Card AVS Zip Status,"
    "Card AVS Line1 Status,Card Tokenization Method,Disputed Amount,Dispute Status,Dispute Reason,"
    "Dispute Date (UTC),Dispute Evidence Due (UTC),Invoice ID,Payment Source Type,Destination,Transfer,"
    "Transfer Group,PaymentIntent ID\n"
    "ch_8,,Payment complete.,2019-11-05 17:04,10.00,0.00,eur,10.00,0.00,0.50,0.00,eur,Live,Paid,,cus_C,,"
    "cy@example.com,true,card_8,4242,Visa,credit,1,2030,,,,,,FR," + "," * 17 + "\n"
    "ch_9,,Payment complete.,2019-11-06 17:04,10.00,0.00,eur,10.00,0.00,0.50,0.00,eur,Test,Paid,,cus_C,,"
    "cy@example.com,true,card_8,4242,Visa,credit,1,2030,,,,,,FR," + "," * 17 + "\n"
)


def test_each_payment_is_an_order_with_what_was_refunded(imported):
    result = imported(PAYMENTS, None)
    assert (result.survey.preset, result.survey.kind, result.survey.questions) == ("stripe", "orders", ())
    assert result.column("amount") == [49, 1250, 20, 20, 20]
    assert result.column("refunded_amount") == [9, 0, 0, 0, 20]
    assert result.column("currency") == ["GBP", "USD", "GBP", "GBP", "GBP"]
    assert result.column("status") == ["paid", "paid", "void", "failed", "refunded"]


def test_a_payer_is_known_by_e_mail_else_by_stripes_id(imported):
    customers = imported(PAYMENTS, None).column("customer_id")
    assert customers == ["ada@example.com", "cus_B", "bo@example.com", "bo@example.com", "bo@example.com"]


def test_times_are_in_utc_as_the_header_says_whatever_the_stores_time_zone(imported):
    result = imported(PAYMENTS, None, timezone="Asia/Tokyo")
    assert result.column("ordered_at")[0] == "2024-03-01 23:30:00"
    assert result.column("ordered_on")[0] == "2024-03-02"


def test_the_older_export_of_charges_marks_tests(imported):
    result = imported(CHARGES, None)
    assert result.survey.preset == "stripe"
    assert result.column("status") == ["paid", "test"]
    assert result.column("country") == ["FR", "FR"]


def test_charges_of_the_api_are_counted_in_the_currencys_smallest_unit(imported, given_file):
    def charge(number: int, amount: int, currency: str, **others) -> dict:
        return {
            **{"id": f"ch_{number}", "object": "charge", "amount": amount, "amount_refunded": 0, "captured": True},
            **{"billing_details": {"email": "Dee@example.com", "name": "Dee Hill"}, "created": 1709337661},
            **{"currency": currency, "customer": None, "livemode": True, "status": "succeeded"},
            **others,
        }

    charges = [charge(1, 4_995, "gbp"), charge(2, 5_000, "jpy"), charge(3, 1_000, "kwd", livemode=False)]
    path = given_file(json.dumps({"object": "list", "data": charges}), "charges.json")
    result = imported([path], None)
    assert result.survey.preset == "stripe_api"
    assert result.column("amount") == [49.95, 5000, 1]
    assert result.column("status") == ["succeeded", "succeeded", "test"]
    assert result.column("customer_id") == ["dee@example.com"] * 3
    assert result.column("ordered_at") == ["2024-03-02 00:01:01"] * 3
