"""A file shows what it holds: a known exporter's layout, orders or feedback, single orders or totals."""

import pytest

from data_access import sources
from data_access.sources.mapping import choose_layout

DAYS = [f"2024-0{month}-1{day}" for month in range(1, 5) for day in range(5)]


def told(given_file, *lines: str, **options) -> sources.Survey:
    return sources.survey([given_file("\n".join(lines) + "\n")], **options)


@pytest.mark.parametrize(
    "preset", [p for p in sources.PRESETS.values() if p.columns and not p.matches], ids=lambda preset: preset.name
)
def test_each_layout_is_told_from_all_others_by_its_columns(preset):
    layout = choose_layout("export.csv", list(preset.signature()), {}, None, None, None)
    assert layout.preset.name == preset.name


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Order ID,Date,Total,Comments", "1,2024-01-31,5,please ring", "orders"),
        ("invoice,sku,qty,price,date", "1,A,2,5,2024-01-31", "order_lines"),
        ("order_id,line_no,ordered_at,quantity,unit_price", "1,1,2024-01-31,2,5", "order_lines"),
        ("id,date,score,comment", "1,2024-01-31,9,ok", "feedback"),
        ("Date,Stars", "2024-01-31,5", "feedback"),
        ("ticket_id,created_at,subject,body,status", "1,2024-01-31,Late,Where is it,open", "feedback"),
        ("Bestellnummer,Kundennummer,Bestelldatum,Betrag", "1,2,31.01.2024,5", "orders"),
        ("Order placed,Shipped on,Total,Währung", "2024-01-31,2024-02-01,5,EUR", "orders"),
        ("fecha,cliente,importe", "2024-01-31,7,5", "orders"),
    ],
)
def test_the_kind_is_told_by_the_columns_names(given_file, header, row, kind):
    assert told(given_file, header, row).kind == kind


def test_a_surveys_questions_are_known_for_a_score_and_its_reason(given_file):
    header = "Timestamp,How likely are you to recommend us to a friend?,What is the main reason for your score?"
    rows = ["2024-01-31 10:00,9,quick delivery", "2024-01-31 11:00,0,never came"]
    survey = told(given_file, header, *rows)
    assert survey.kind == "feedback"
    assert {*survey.mapping.values()} >= {"created_at", "rating", "text"}


@pytest.mark.parametrize("name", ["NPS score", "Rating (1-5)", "overallRating", "Your rating", "CSAT_score", "Note"])
def test_a_column_of_ratings_is_one_whatever_else_its_name_says(given_file, name):
    survey = told(given_file, f"id,date,risk score,{name},comment", "1,2024-01-31,7,4,ok", "2,2024-01-31,8,2,late")
    assert survey.mapping[name] == "rating"
    assert f"{name!r} is taken for rating by its name and values." in survey.notes


def test_ratings_are_no_reason_to_leave_the_words_out(given_file):
    words = "the parcel came two days late and the box was torn at one corner"
    header = "Number,Opened,Headline,Overall score,Their words,Our reply"
    survey = told(given_file, header, *(f"{n},{day},late,{n % 5},{words},{words}" for n, day in enumerate(DAYS, 1)))
    assert survey.mapping["Their words"] == "text"
    assert survey.mapping["Our reply"] == "reply"


def test_a_tickets_description_is_what_the_customer_wrote(given_file):
    row = "1,2024-01-31,Late,Where is my parcel?,open"
    survey = told(given_file, "Ticket ID,Created,Subject,Description,Status", row)
    assert list(survey.mapping.values()) == ["feedback_id", "created_at", "title", "text"]


@pytest.mark.parametrize(("state", "field"), [("Kentucky", None), ("refunded", "status")])
def test_a_state_is_the_orders_only_where_it_is_one(given_file, state, field):
    survey = told(given_file, "order_id,date,total,region,state", f"1,2024-01-31,5,South,{state}")
    assert survey.mapping.get("state") == field


def test_sales_without_an_order_id_are_one_order_a_row(given_file):
    survey = told(given_file, "date,customer,product,amount", "2024-01-31,C7,Pot,5")
    assert survey.kind == "orders"
    assert survey.unused_columns == ("product",)


def test_what_no_name_says_is_told_by_values_that_only_one_column_has(given_file):
    rows = [f"{day},the parcel came two days late and the box was torn at one corner,x{day}" for day in DAYS]
    survey = told(given_file, "when,said,ref", *rows)
    assert survey.kind == "feedback"
    assert survey.mapping == {"when": "created_at", "said": "text"}
    survey = told(given_file, "who,when,worth", *(f"C{n},{day},{n}.50" for n, day in enumerate(DAYS)))
    assert survey.mapping == {"when": "ordered_at", "worth": "amount"}
    assert "'worth' is taken for amount by its values alone." in survey.notes


def test_of_two_columns_of_dates_without_a_known_name_none_is_taken(given_file, refusal):
    path = given_file("order_id,ordered,shipped,total\n" + "".join(f"{n},{d},{d},5\n" for n, d in enumerate(DAYS)))
    assert "has no column for ordered_at" in refusal(path, None)


@pytest.mark.parametrize(
    "header",
    [
        "ID,frequency,recency,T",
        "customer_id,frequency,recency,monetary_value",
        "Customer ID,Email,Total Spent,Total Orders",
        "email,created_at,orders_count,total_spent",
    ],
)
@pytest.mark.parametrize("kind", [None, "orders"])
def test_customers_with_totals_and_no_dates_of_orders_are_refused_with_what_is_missing(
    given_file, refusal, header, kind
):
    said = refusal(given_file(f"{header}\n1,2,30.43,38.86\n"), kind)
    assert said.startswith("export.csv has one row a customer, with totals (")
    assert "no dates of single orders" in said


def test_totals_beside_single_orders_are_no_reason_to_refuse_them(given_file):
    header = "order_id,customer_id,order_date,amount,orders_count,total_spent"
    assert told(given_file, header, "1,2,2024-01-31,5,3,15").kind == "orders"


def unnamed(*rows: str) -> list[str]:
    return [f"{row} {day.replace('-', '')} {n}.95" for n, (row, day) in enumerate(zip(rows, DAYS, strict=False))]


def test_columns_without_names_are_told_by_their_values(given_file):
    survey = told(given_file, *unnamed("0004 1", "0004 2", "0021 1", "0021 1", "0050 3", "0071 1"))
    assert survey.mapping == {"column 1": "customer_id", "column 3": "ordered_at", "column 4": "amount"}
    assert survey.questions == ()
    assert any("column 3 is ordered_at" in note for note in survey.notes)


def test_of_two_ids_that_go_together_without_names_either_is_the_customer(given_file):
    survey = told(given_file, *unnamed("00004 0001", "00004 0001", "00021 0002", "00050 0003", "00071 0004"))
    assert survey.mapping["column 1"] == "customer_id"
    assert survey.questions == ()


def test_which_of_two_unnamed_ids_is_the_customer_is_asked_once_with_examples(given_file):
    rows = unnamed("C004 S01", "C004 S02", "C021 S02", "C050 S01", "C050 S01", "C071 S02")
    (question,) = told(given_file, *rows).questions
    assert (question.field, question.choices) == ("customer_id", ("column 1", "column 2"))
    assert "C004, C021" in question.examples[0]
    survey = told(given_file, *rows, answers={"customer_id": "column 2"})
    assert survey.questions == ()
    assert survey.mapping["column 2"] == "customer_id"


def test_a_corrected_kind_wins_over_what_was_recognised(given_file):
    survey = told(given_file, "id,date,total,comment", "1,2024-01-31,5,thank you", kind="feedback")
    assert survey.kind == "feedback"
    survey = told(given_file, "id,date,note", "1,2024-01-31,ok", mapping={"note": "text"})
    assert survey.kind == "feedback"


def test_a_layout_of_lines_is_one_of_lines_also_where_orders_are_asked_for(given_file):
    header = "Date,Time,Net Sales,Total Collected,Transaction ID"
    survey = told(given_file, header, "2024-01-31,10:00,5,5,T1", "2024-02-01,10:00,-5,-5,T1", kind="orders")
    assert (survey.preset, survey.kind) == ("square_transactions", "order_lines")


def test_what_a_survey_proposed_can_be_given_back_as_the_mapping(given_file):
    header = "Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem name,Lineitem price"
    row = "#1,A@example.com,paid,2024-01-31 10:00:00 +0000,1,Pot,5.00"
    first = told(given_file, header, row)
    again = told(given_file, header, row, kind=first.kind, preset=first.preset, mapping=first.mapping)
    assert (again.mapping, again.preset) == (first.mapping, "shopify")


def test_without_a_customers_number_the_e_mail_address_is_who_bought(imported):
    rows = "1,Ada Brown,ADA@example.com,2024-01-31,5\n2,Ada Brown,ada@example.com,2024-02-01,6\n"
    result = imported("order,customer,email,date,total\n" + rows, None)
    assert result.survey.mapping["customer"] == "customer_name"
    assert result.column("customer_id") == ["ada@example.com"] * 2


def test_amounts_of_several_currencies_that_no_column_tells_apart_are_told_of(given_file):
    rows = ["1,C7,2024-01-31,5.00 €", "2,C7,2024-02-01,$6.00", "3,C7,2024-02-02,EUR 7.00"]
    (note,) = told(given_file, "order,customer id,date,total", *rows).notes
    assert note.startswith("Column 'total' holds several currencies (€, $) and no column says which")
    rows = [f"{row},{code}" for row, code in zip(rows, ("EUR", "USD", "EUR"), strict=True)]
    assert told(given_file, "order,customer id,date,total,currency", *rows).notes == ()


def test_addresses_are_who_bought_and_no_colleagues(given_file):
    header, row = "order,{},date,total", "1,ada@example.com,2024-01-31,5"
    for name in ("Buyer", "E-Mail-Adresse", "Client email"):
        assert told(given_file, header.format(name), row).mapping[name] == "customer_id"
    assert "Sales rep" not in told(given_file, header.format("Sales rep"), row).mapping


def test_names_that_stand_for_customers_are_told_of(given_file):
    notes = told(given_file, "Order #,Date,Customer,Net sales", "1,2024-01-31,Ada Brown,5").notes
    assert "Customers are known by the names in 'Customer', so two people of one name count as one." in notes


def test_an_e_mail_address_beside_a_customers_number_is_an_attribute(given_file):
    survey = told(given_file, "order,customer,email,date,total", "1,C-7,ada@example.com,2024-01-31,5")
    assert (survey.mapping["customer"], survey.mapping["email"]) == ("customer_id", "customer_email")


@pytest.mark.parametrize("name", ["total", "order_total"])
def test_an_orders_total_on_each_of_its_lines_is_not_added_up(imported, name):
    content = f"order_id,date,product,quantity,price,{name}\n1,2024-01-31,a,2,5,19\n1,2024-01-31,b,1,9,19\n"
    result = imported(content, None)
    assert result.survey.mapping[name] == "order_amount"
    assert result.column("amount") == [10, 9]


def test_a_lines_total_beside_the_orders_is_the_lines(imported):
    result = imported("order_id,date,product,order_total,line_total\n1,2024-01-31,a,19,10\n1,2024-01-31,b,19,9\n", None)
    assert (result.column("order_amount"), result.column("amount")) == ([19, 19], [10, 9])


def test_a_lines_own_total_is_its_amount(imported):
    result = imported(
        "order_id,date,product,quantity,price,total\n1,2024-01-31,a,2,5,9.5\n1,2024-01-31,b,1,9,9\n", None
    )
    assert result.column("amount") == [9.5, 9]
