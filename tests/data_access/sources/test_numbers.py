"""Numbers: the decimal sign is decided by the whole column, and asked where 1,234 may be either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import sources
from data_access.sources.numbers import NumberEvidence, parse_number


def orders(*amounts: str, mark: str = "\t") -> str:
    head = mark.join(("order_id", "ordered_at", "amount"))
    return head + "\n" + "".join(f'{n}{mark}2024-01-01{mark}"{amount}"\n' for n, amount in enumerate(amounts))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.50", 1234.5),
        ("1,234.50", 1234.5),
        ("12,34,567.80", 1234567.8),
        ("£12.00", 12.0),
        ("-£12.00", -12.0),
        ("£-12.00", -12.0),
        ("$ 1,234", 1234.0),
        ("12.00 EUR", 12.0),
        ("GBP 12.00", 12.0),
        ("(12.00)", -12.0),
        ("($1,200.00)", -1200.0),
        (" $(1,200.00)", -1200.0),
        ("(12.00) €", -12.0),
        ("12.00-", -12.0),
        ("\u221212.00", -12.0),
        ("-", 0.0),
        ("£ -", 0.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+3", 3.0),
        ("1.5E+03", 1500.0),
        ("1 234.50", 1234.5),
        ("1\u00a0234.50", 1234.5),
        ("1'234.50", 1234.5),
        ("CHF 12.-", 12.0),
        ("Rs. 1,200.50", 1200.5),
        ("$5.00 USD", 5.0),
        ("", None),
        ("NULL", None),
        ("n/a", None),
        ("NaN", None),
    ],
)
def test_numbers_with_a_decimal_point(text, value):
    assert parse_number(text, "point") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,50", 1234.5),
        ("1 234,50 €", 1234.5),
        ("-0,5", -0.5),
        ("1.234", 1234.0),
        ("(2,5)", -2.5),
        ("7", 7.0),
        ("12,-", 12),
    ],
)
def test_numbers_with_a_decimal_comma(text, value):
    assert parse_number(text, "comma") == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("twelve", "cannot be read as a number"),
        ("1,23.5", "with a decimal point"),
        ("1.234,50", "with a decimal point"),
        ("--5", "cannot be read as a number"),
        ("(-5)", "cannot be read as a number"),
        ("97%", "cannot be read as a number"),
        ("5 6", "cannot be read as a number"),
        ("1" + " " * 100_000 + "x", "cannot be read as a number"),
        ("12 apples", "cannot be read as a number"),
        ("inf", "not a finite number"),
        ("-Infinity", "not a finite number"),
        ("1e999", "beyond 10,000,000,000,000"),
        ("10000000000001", "beyond 10,000,000,000,000"),
        ("-1e14", "beyond 10,000,000,000,000"),
    ],
)
def test_what_is_no_number_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse_number(text, "point")


@pytest.mark.parametrize(
    ("amounts", "values"),
    [
        (["1,234", "2,50"], [1.234, 2.5]),
        (["1,234", "2.50"], [1234.0, 2.5]),
        (["1.234", "2,50"], [1234.0, 2.5]),
        (["1.234", "1.234,00"], [1234.0, 1234.0]),
        (["1,234", "1,234,567"], [1234.0, 1234567.0]),
        (["0,234", "1,234"], [0.234, 1.234]),
        (["12", "13"], [12.0, 13.0]),
    ],
)
def test_the_column_decides_its_decimal_sign(imported, amounts, values):
    assert imported(orders(*amounts), "orders").column("amount") == values


@pytest.mark.parametrize(
    ("mark", "amount", "value"), [(",", "1,234", 1234.0), (",", "1.234", 1.234), (";", "1,234", 1.234)]
)
def test_the_delimiter_decides_where_the_column_does_not(imported, mark, amount, value):
    assert imported(orders(amount, mark=mark), "orders").column("amount") == [value]


@pytest.mark.parametrize(("mark", "amount"), [("\t", "1,234"), ("|", "1.234"), (";", "1.234")])
def test_an_undecidable_sign_is_asked_about(given_file, mark, amount):
    (question,) = sources.survey([given_file(orders(amount, mark=mark))], "orders").questions
    assert question.field == "amount"
    assert question.choices == ("decimal_point", "decimal_comma")
    assert question.examples == (amount,)


def test_the_answer_decides_the_sign(imported):
    assert imported(orders("1,234"), "orders", answers="decimal_comma").column("amount") == [1.234]
    assert imported(orders("1,234"), "orders", answers={"amount": "decimal_point"}).column("amount") == [1234.0]


def test_the_files_other_numbers_decide_a_column_that_does_not_tell(imported):
    content = "order_id\tordered_at\tamount\trefunded_amount\n1\t2024-01-01\t1.234\t2,50\n"
    assert imported(content, "orders").column("amount") == [1234.0]


def test_numbers_that_contradict_the_rest_of_the_column_are_refused(imported):
    result = imported(orders("2.50", "3.75", "1.234,50"), "orders")
    assert result.column("amount") == [2.5, 3.75]
    assert result.refused[["line_no", "column", "value"]].values.tolist() == [[4, "amount", "1.234,50"]]


def written(value: int, sign: str) -> str:
    grouped = f"{value / 100:,.2f}"
    return grouped if sign == "point" else grouped.translate(str.maketrans(",.", ".,"))


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1), st.sampled_from(["point", "comma"]))
def test_cents_with_grouped_thousands_come_back(cents, sign):
    texts = [written(value, sign) for value in cents]
    evidence = NumberEvidence()
    evidence.add(texts)
    assert evidence.sign() == sign
    assert [parse_number(text, sign) for text in texts] == [value / 100 for value in cents]
