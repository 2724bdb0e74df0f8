"""Columns find their fields: by preset, by name, or as told; and the reader is told what does not fit."""

import pytest

from data_access import sources

ONLINE_RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"


def surveyed(given_file, header: str, row: str, kind: str = "orders", **options) -> sources.Survey:
    return sources.survey([given_file(f"{header}\n{row}\n")], kind, **options)


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Order ID,Customer ID,Date,Total", ["order_id", "customer_id", "ordered_at", "amount"]),
        ("order_number,client_id,order_date,revenue", ["order_id", "customer_id", "ordered_at", "amount"]),
        ("InvoiceNo,user-id,Created,dollar_value", ["order_id", "customer_id", "ordered_at", "amount"]),
        ("ORDER_ID,customer.id,orderedAt,Amount", ["order_id", "customer_id", "ordered_at", "amount"]),
    ],
)
def test_other_names_for_orders_are_understood(given_file, header, mapping):
    survey = surveyed(given_file, header, "1,2,2024-01-31,5")
    assert list(survey.mapping.values()) == mapping
    assert (survey.kind, survey.preset) == ("orders", "generic")


def test_other_names_for_feedback_are_understood(given_file):
    survey = surveyed(given_file, "id,Date,Stars,Headline,Comment,likes", "1,2024-01-31,5,a,b,0", "feedback")
    assert survey.mapping == {
        "id": "feedback_id",
        "Date": "created_at",
        "Stars": "rating",
        "Headline": "title",
        "Comment": "text",
    }
    assert survey.unused_columns == ("likes",)


def test_a_reply_is_told_from_the_customers_words_and_its_dates_are_written_as_theirs(given_file, imported):
    header = "Date,Comment,Stars,Owner response,Owner response date\n"
    told = header + "13/02/2024,Late again,1,We are sorry.,03/04/2024\n14/02/2024,Fine,5,,\n"
    result = imported(told, None)
    assert result.survey.kind == "feedback" and not result.survey.questions
    assert result.column("text") == ["Late again", "Fine"] and result.column("reply") == ["We are sorry.", None]
    assert result.column("replied_at") == ["2024-04-03", None]
    path = given_file(told.replace("13/02", "01/02").replace("14/02", "02/02"))
    assert [question.field for question in sources.survey([path]).questions] == ["created_at"]
    answered = sources.survey([path], answers={"created_at": "month_first"})
    assert answered.date_orders == {"created_at": "month_first", "replied_at": "month_first"}


def test_a_source_column_full_of_addresses_is_the_url(given_file):
    survey = surveyed(given_file, "date,text,source", "2024-01-31,x,https://example.com/1", "feedback")
    assert survey.mapping["source"] == "url"
    assert surveyed(given_file, "date,text,source", "2024-01-31,x,App Store", "feedback").mapping["source"] == "source"


def test_own_names_are_the_template(given_file):
    survey = surveyed(given_file, "order_id,ordered_at,amount,segment", "1,2024-01-31,5,x")
    assert survey.preset == "template"
    assert survey.mapping == {name: name for name in ("order_id", "ordered_at", "amount", "segment")}


def test_the_exact_header_of_a_known_exporter_chooses_its_preset(given_file):
    survey = surveyed(given_file, ONLINE_RETAIL.strip(), "1,A,x,2,2010-12-01,2.5,17850.0,UK")
    assert (survey.preset, survey.kind) == ("online_retail", "order_lines")
    assert survey.unused_columns == ()


def test_orders_with_fields_of_lines_are_order_lines(given_file):
    survey = surveyed(given_file, "order_id,ordered_at,quantity,unit_price", "1,2024-01-31,2,5")
    assert survey.kind == "order_lines"


def test_the_pieces_of_an_order_beside_its_amount_do_not_make_it_lines(given_file):
    survey = surveyed(given_file, "Order ID,Order Date,Total,Quantity", "1,2024-01-31,5,2")
    assert survey.kind == "orders"
    assert survey.unused_columns == ("Quantity",)


def test_a_mapping_given_by_name_wins(given_file):
    survey = surveyed(given_file, "id,date,total,net", "1,2024-01-31,6,5", mapping={"net": "amount", "id": ""})
    assert survey.mapping == {"date": "ordered_at", "net": "amount"}
    assert survey.unused_columns == ("id", "total")


def test_a_constant_wins_over_a_column_that_only_looks_right(imported):
    result = imported(
        "date,total,channel\n2024-01-31,6,web\n", "orders", constants={"channel": "shop", "currency": "GBP"}
    )
    assert result.column("channel") == ["shop"]
    assert result.column("currency") == ["GBP"]
    assert result.survey.unused_columns == ("channel",)


def test_unknown_columns_are_named_with_what_there_is(given_file, refusal):
    path = given_file("date,dollar_value\n2024-01-31,5\n")
    said = refusal(path, mapping={"dolar value": "amount"})
    assert said == "export.csv has no column 'dolar value'; did you mean 'dollar_value'? It has: date, dollar_value."


def test_unknown_fields_are_named_with_what_there_is(given_file, refusal):
    path = given_file("date,dollar_value\n2024-01-31,5\n")
    said = refusal(path, mapping={"dollar_value": "ammount"})
    assert said.startswith("There is no field 'ammount'; did you mean 'amount'? The fields are: order_id, customer_id,")
    assert refusal(path, constants={"brnd": "x"}, kind="feedback").startswith(
        "There is no field 'brnd'; did you mean 'brand'?"
    )


def test_one_field_takes_one_column(given_file, refusal):
    path = given_file("date,a,b\n2024-01-31,5,6\n")
    assert "Two columns are given for amount" in refusal(path, mapping={"a": "amount", "b": "amount"})


def test_a_missing_column_is_named_with_its_meaning_and_the_remedy(given_file, refusal):
    said = refusal(given_file("ID,name,city\n1,Ada,Leeds\n"))
    assert said.startswith("export.csv has no column for ordered_at (when the order was placed); amount (value of")
    assert "It has: ID, name, city." in said
    assert "--map column=ordered_at" in said


def test_feedback_without_any_content_column_is_refused(given_file, refusal):
    assert "has no column for text" in refusal(given_file("id,date\n1,2024-01-31\n"), "feedback")


def test_presets_are_checked_against_kind_and_columns(given_file, refusal):
    path = given_file("id,date,text\n1,2024-01-31,x\n")
    assert refusal(path, preset="shopfy").startswith(
        "There is no preset 'shopfy'; did you mean 'shopify'? The presets are: template, shopify, "
    )
    assert "reads order lines, not feedback" in refusal(path, "feedback", preset="online_retail")
    assert "it has no column InvoiceNo" in refusal(path, preset="online_retail")


def test_every_file_of_an_import_must_have_the_columns(imported, given_file, refusal):
    first = given_file("order_id,ordered_at,amount\n1,2024-01-31,5\n", "a.csv")
    turned = given_file("amount;ordered_at;order_id\n6;2024-02-01;2\n", "b.csv")
    other = given_file("order_id,ordered_at,total\n3,2024-01-31,5\n", "c.csv")
    result = imported([first, turned], "orders")
    assert result.column("order_id") == ["1", "2"]
    assert result.column("amount") == [5, 6]
    assert result.column("file") == ["a.csv", "b.csv"]
    assert refusal([first, other]).startswith("c.csv has no column amount, which a.csv has.")


def test_uploads_keep_their_own_names(imported, given_file):
    path = given_file("order_id,ordered_at,amount\n1,2024-01-31,5\n2,x,5\n", "tmp81b2")
    result = imported([path], "orders", names=["January.csv"])
    assert result.column("file") == ["January.csv"]
    assert result.refused["file"].tolist() == ["January.csv"]


def test_the_preview_shows_the_first_records_as_they_are(given_file):
    rows = "".join(f"{n},2024-01-31,05\n" for n in range(30))
    sample = sources.survey([given_file("order_id,ordered_at,amount\n" + rows)], "orders").sample
    assert sample.shape == (20, 3)
    assert sample.iloc[19].tolist() == ["19", "2024-01-31", "05"]


def test_progress_ends_at_all_bytes(given_file):
    seen = []
    path = given_file("order_id,ordered_at,amount\n" + "1,2024-01-31,5\n" * 50_000)
    survey = sources.survey([path, path], "orders", progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (2 * path.stat().st_size,) * 2
    last = list(sources.read(survey))[-1]
    assert last.bytes_done == last.bytes_total == 2 * path.stat().st_size


def test_a_constant_that_cannot_be_read_is_refused_at_once(given_file, refusal):
    path = given_file("date,text\n2024-01-31,x\n")
    assert refusal(path, "feedback", constants={"rating_scale": "five"}).startswith("rating_scale cannot be 'five'.")


def test_a_file_that_changed_between_the_passes_is_not_read(given_file):
    path = given_file("order_id,ordered_at,amount\n1,2024-01-31,5\n")
    survey = sources.survey([path], "orders")
    path.write_text("order_id,ordered_at,amount\n1,2024-01-31,5\n2,2024-01-31,5\n")
    with pytest.raises(sources.SourceError, match="has changed since it was looked at"):
        list(sources.read(survey))
