"""Dates: day or month first is decided by the whole column, asked when undecidable, and never guessed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import sources
from data_access.sources.dates import DateEvidence, parse_date


def orders(*dates: str) -> str:
    return "order_id,ordered_at,amount\n" + "".join(f'{n},"{date}",1\n' for n, date in enumerate(dates))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-31", "2024-01-31 00:00:00"),
        ("2024/1/5", "2024-01-05 00:00:00"),
        ("20240131", "2024-01-31 00:00:00"),
        ("20240131T140509", "2024-01-31 14:05:09"),
        ("20240131140509", "2024-01-31 14:05:09"),
        ("2024-01-31 14:05", "2024-01-31 14:05:00"),
        ("2024-01-31 2:05 PM", "2024-01-31 14:05:00"),
        ("2024-01-31T14:05:09.25", "2024-01-31 14:05:09.250000"),
        ("31/01/2024 8:45", "2024-01-31 08:45:00"),
        ("31.01.24", "2024-01-31 00:00:00"),
        ("31-1-2024 12:00 am", "2024-01-31 00:00:00"),
        ("31/01/2024, 12:05:09 p.m.", "2024-01-31 12:05:09"),
        ("1 Jan 2024", "2024-01-01 00:00:00"),
        ("Jan 1, 2024", "2024-01-01 00:00:00"),
        ("01-Jan-24", "2024-01-01 00:00:00"),
        ("September 3rd, 2023 9:15 PM", "2023-09-03 21:15:00"),
        ("3 Sept 1999", "1999-09-03 00:00:00"),
        ("31/12/69", "2069-12-31 00:00:00"),
        ("31/12/70", "1970-12-31 00:00:00"),
        ("24-02-2015 11.35", "2015-02-24 11:35:00"),
        ("21st August 2024", "2024-08-21 00:00:00"),
        ("September 3, 2023 at 9 PM", "2023-09-03 21:00:00"),
        ("10:35 AM · Mar 5, 2024", "2024-03-05 10:35:00"),
        ("2024-Mar-01", "2024-03-01 00:00:00"),
        ("Mo., 3. März 2024, 14:05 Uhr", "2024-03-03 14:05:00"),
        ("1er août 2024 14h05", "2024-08-01 14:05:00"),
        ("21 de agosto de 2024", "2024-08-21 00:00:00"),
        ("15 mag 2024", "2024-05-15 00:00:00"),
        ("5 stycznia 2024", "2024-01-05 00:00:00"),
        ("12 октября 2023", "2023-10-12 00:00:00"),
    ],
)
def test_dates_without_an_offset_are_as_the_clock_showed(text, moment):
    assert parse_date(text, "day_first") == (datetime.fromisoformat(moment), False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-04-04T20:14:21.000Z", "2024-04-04 20:14:21"),
        ("2024-04-04 20:14:21+02:00", "2024-04-04 18:14:21"),
        ("2024-04-04 20:14:21 -0530", "2024-04-05 01:44:21"),
        ("20240404T201421+0200", "2024-04-04 18:14:21"),
        ("2024-04-04 20:14:21 UTC", "2024-04-04 20:14:21"),
        ("Thu, 4 Apr 2024 20:14:21 +0200", "2024-04-04 18:14:21"),
        ("4/4/2024 8:14 PM +02", "2024-04-04 18:14:00"),
        ("2024-04-04 10:00 EST", "2024-04-04 15:00:00"),
        ("Jan 15, 2024 10:15:22 AM PST", "2024-01-15 18:15:22"),
        ("2024-07-01 10:00 Europe/Berlin", "2024-07-01 08:00:00"),
        ("2024-07-01T10:00:00+02:00[Europe/Berlin]", "2024-07-01 08:00:00"),
        ("Fri Mar 01 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-03-01 09:00:00"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10 20:19:24"),
    ],
)
def test_dates_with_an_offset_become_utc(text, moment):
    assert parse_date(text, "day_first") == (datetime.fromisoformat(moment), True)


@pytest.mark.parametrize("text", ["", "  ", "NULL", "nan", "N/A", "None", "-", "0000-00-00 00:00:00"])
def test_words_for_nothing_are_nothing(text):
    assert parse_date(text, "iso") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("45000.5", "looks like a spreadsheet's serial number"),
        ("45000", "looks like a spreadsheet's serial number"),
        ("1706709900", "looks like a Unix timestamp"),
        ("2023-02-29", "no such date"),
        ("31/04/2024", "no such date"),
        ("2024-01-31 25:00", "no such date or time"),
        ("2024-01-31 13:00 PM", "no such date or time"),
        ("12/25/2010", "the day first, and here the second number cannot be a month"),
        ("0001-01-01", "The year 1 is outside 1970 to 2100"),
        ("2101-01-01", "The year 2101 is outside 1970 to 2100"),
        ("1/2/1969", "The year 1969 is outside 1970 to 2100"),
        ("soon", "cannot be read as a date"),
        ("2024-W05-1", "cannot be read as a date"),
        ("2024", "cannot be read as a date"),
        ("2024-01-31 10:00 IST", "IST is a time zone of India, Israel and Ireland"),
        ("2024-01-31 10:00 Mars/Base", "There is no time zone MARS/BASE"),
        ("2024-01-31 10:00 +99:00", "There is no time zone"),
        ("5 mag-lev 2024", "cannot be read as a date"),
        ("1 jan 2024 " * 100, "cannot be read as a date"),
    ],
)
def test_what_is_no_date_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse_date(text, "day_first")


def test_one_date_with_a_first_part_above_12_makes_the_column_day_first(imported):
    result = imported(orders("01/02/2024", "13/02/2024", "02/03/2024"), "orders")
    assert result.survey.date_orders == {"ordered_at": "day_first"}
    assert result.column("ordered_on") == ["2024-02-01", "2024-02-13", "2024-03-02"]


def test_one_date_with_a_second_part_above_12_makes_the_column_month_first(imported):
    result = imported(orders("12/1/2010 8:45", "12/13/2010 13:04"), "orders")
    assert result.survey.date_orders == {"ordered_at": "month_first"}
    assert result.column("ordered_at") == ["2010-12-01 08:45:00", "2010-12-13 13:04:00"]


def test_another_file_of_the_import_may_hold_the_evidence(imported, given_file):
    first, second = (
        given_file(orders("01/02/2024"), "a.csv"),
        given_file("order_id,ordered_at,amount\nx,31/01/2024,1\n", "b.csv"),
    )
    assert imported([first, second], "orders").column("ordered_on") == ["2024-02-01", "2024-01-31"]


def test_an_undecidable_column_is_asked_about_and_reading_waits_for_the_answer(given_file):
    path = given_file(orders("01/02/2024", "03/04/2024"))
    (question,) = sources.survey([path], "orders").questions
    assert (question.field, question.column) == ("ordered_at", "ordered_at")
    assert question.choices == ("day_first", "month_first")
    assert set(question.examples) == {"01/02/2024", "03/04/2024"}
    with pytest.raises(sources.SourceError, match="Is the day or the month first in column 'ordered_at'"):
        sources.read(sources.survey([path], "orders"))


@pytest.mark.parametrize("answer", ["month_first", {"ordered_at": "month_first"}])
def test_the_answer_decides(imported, answer):
    result = imported(orders("01/02/2024"), "orders", answers=answer)
    assert result.survey.questions == ()
    assert result.column("ordered_on") == ["2024-01-02"]


def test_an_answer_that_is_none_of_the_choices_is_refused(given_file, refusal):
    path = given_file(orders("01/02/2024"))
    assert "There is no answer 'american'" in refusal(path, answers="american")
    assert "amount can be decimal_point, decimal_comma" in refusal(path, answers={"amount": "day_first"})
    assert "status is no date or number of this import" in refusal(path, answers={"status": "day_first"})


def test_dates_that_read_the_same_both_ways_need_no_answer(imported):
    assert imported(orders("01/01/2024", "02/02/2024"), "orders").column("ordered_on") == ["2024-01-01", "2024-02-02"]


def test_dates_that_contradict_the_rest_of_the_column_are_refused(imported):
    result = imported(orders("13/02/2024", "14/02/2024", "02/15/2024"), "orders")
    assert result.column("ordered_on") == ["2024-02-13", "2024-02-14"]
    assert result.refused[["line_no", "column", "value"]].values.tolist() == [[4, "ordered_at", "02/15/2024"]]


def test_as_many_dates_for_one_order_as_for_the_other_is_a_question(given_file):
    assert sources.survey([given_file(orders("13/02/2024", "02/15/2024"))], "orders").questions


def test_two_date_columns_are_decided_apart(imported):
    content = "order_id,ordered_at,amount,joined_at\n1,01/31/2024,5,31/12/2023\n2,02/03/2024,5,02/03/2023\n"
    result = imported(content, "orders")
    assert result.survey.date_orders == {"ordered_at": "month_first", "joined_at": "day_first"}
    assert result.column("ordered_at") == ["2024-01-31", "2024-02-03"]
    assert result.column("joined_at") == ["2023-12-31", "2023-03-02"]


def test_clock_times_are_the_stores_and_days_are_cut_there(imported):
    dates = ("2024-07-01 00:30", "2024-07-01", "2024-07-01T23:30:00Z")
    result = imported(orders(*dates), "orders", timezone="Europe/Berlin")
    assert result.column("ordered_at") == ["2024-06-30 22:30:00", "2024-06-30 22:00:00", "2024-07-01 23:30:00"]
    assert result.column("ordered_on") == ["2024-07-01", "2024-07-01", "2024-07-02"]
    assert str(result.rows["ordered_at"].dtype) == str(result.rows["ordered_on"].dtype) == "datetime64[us]"


def test_times_that_the_clock_skipped_or_showed_twice_are_read(imported):
    dates = ("2024-03-31 02:30", "2024-10-27 02:30")
    result = imported(orders(*dates), "orders", timezone="Europe/Berlin")
    assert result.column("ordered_at") == ["2024-03-31 01:00:00", "2024-10-27 00:30:00"]
    assert result.column("ordered_on") == ["2024-03-31", "2024-10-27"]


def test_a_midnight_that_does_not_exist_keeps_its_date(imported):
    result = imported(orders("2018-11-04"), "orders", timezone="America/Sao_Paulo")
    assert result.column("ordered_on") == ["2018-11-04"]
    assert result.column("ordered_at") == ["2018-11-04 03:00:00"]


def test_an_unknown_time_zone_is_refused(given_file, refusal):
    assert "There is no time zone called 'Mars/Base'" in refusal(given_file(orders("2024-01-01")), timezone="Mars/Base")


@pytest.mark.parametrize(
    ("dates", "moments"),
    [
        (("45000", "45000.364583333"), ["2023-03-15 00:00:00", "2023-03-15 08:45:00"]),
        (("1706709900", "1706709901.5"), ["2024-01-31 14:05:00", "2024-01-31 14:05:01.500000"]),
        (("1706709900123",), ["2024-01-31 14:05:00.123000"]),
    ],
)
def test_a_column_of_numbers_is_serial_numbers_or_unix_time(imported, dates, moments):
    result = imported(orders(*dates), "orders")
    assert [str(moment) for moment in result.rows["ordered_at"]] == moments


def test_a_day_that_there_is_not_is_refused_alone(imported):
    result = imported(orders("2024-02-29", "2023-02-29", "2024-02-29 24:61:00"), "orders")
    assert result.refused["line_no"].tolist() == [3, 4]
    assert all("There is no such date or time" in reason for reason in result.reasons)


def test_a_number_among_dates_is_refused(imported):
    result = imported(orders("2024-01-31", "45000", "2024-02-01"), "orders")
    assert result.refused["line_no"].tolist() == [3]
    assert "serial number" in result.reasons[0]


def test_two_digits_for_the_year_may_stand_first(imported, given_file):
    (question,) = sources.survey([given_file(orders("24-02-15", "23-03-14"))], "orders").questions
    assert question.choices == ("day_first", "year_first")
    assert "Is the day or the year first in column 'ordered_at'" in question.text
    answered = imported(orders("24-02-15"), "orders", answers={"ordered_at": "year_first"})
    assert answered.column("ordered_on") == ["2024-02-15"]
    assert imported(orders("97-02-15"), "orders").column("ordered_on") == ["1997-02-15"]
    assert imported(orders("24-02-45"), "orders").column("ordered_on") == ["2045-02-24"]


def test_days_and_years_are_told_apart_by_how_many_there_are(imported):
    days = [f"{day:02d}-0{day % 2 + 1}-{year}" for day in range(1, 29) for year in (23, 24)]
    result = imported(orders(*days), "orders", answers={})
    assert result.survey.date_orders == {"ordered_at": "day_first"}
    assert result.column("ordered_on")[0] == "2023-02-01"


@given(st.lists(st.dates(datetime(1970, 1, 1).date(), datetime(2100, 12, 31).date()), min_size=1), st.booleans())
def test_the_order_is_right_or_it_is_asked(dates, is_day_first):
    written = [date.strftime("%d/%m/%Y" if is_day_first else "%m/%d/%Y") for date in dates]
    evidence = DateEvidence()
    evidence.add(written)
    if (order := evidence.order()) is None:
        assert all(date.day <= 12 for date in dates)
    else:
        assert [parse_date(text, order)[0].date() for text in written] == dates
