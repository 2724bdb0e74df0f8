"""Columns read at once give what texts read one by one do, and no text is more than a sentence's worth of trouble."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.sources.dates import DateEvidence, parse_date
from data_access.sources.fields import FIELDS
from data_access.sources.numbers import NumberEvidence, parse_number
from data_access.sources.parsing import FieldParser, Problems
from data_access.sources.ratings import RatingEvidence, decided

_TWO = st.integers(0, 62).map("{:02d}".format)
TIMES = st.builds(
    "{}-{}-{}{}{}:{}:{}{}".format,
    *(st.sampled_from(["1969", "1970", "2024", "2099"]), st.sampled_from(["00", "02", "12"]), _TWO),
    *(st.sampled_from([" ", "T", "t"]), _TWO, _TWO, _TWO, st.sampled_from(["", ".5", ".123456", "Z"])),
)
NUMBERS = st.from_regex(r"-?[0-9]{1,14}(\.[0-9]{1,13})?", fullmatch=True)
ODD = st.text(st.sampled_from("0123456789.,:/-+%() '★☆⭐eEaApPmMtTzZ€年月日\u00a0\u202f١²½"), max_size=25) | st.text()


@given(st.lists(TIMES, min_size=1))
def test_times_of_a_column_are_those_of_its_texts(texts):
    problems = Problems()
    parser = FieldParser(FIELDS["orders"]["ordered_at"], "at", False, "iso", ZoneInfo("UTC"))
    read = parser.parse(texts, problems)
    for place, text in enumerate(texts):
        try:
            expected = parse_date(text, "iso")[0]
        except ValueError as error:
            assert problems[place] == ("at", text, str(error))
        else:
            assert read.at[place] == np.datetime64(expected, "us")


@given(st.lists(NUMBERS, min_size=1))
def test_numbers_of_a_column_are_those_of_its_texts(texts):
    problems = Problems()
    parser = FieldParser(FIELDS["orders"]["amount"], "amount", False, "point", ZoneInfo("UTC"))
    read = parser.parse(texts, problems)
    for place, text in enumerate(texts):
        try:
            assert read[place] == parse_number(text, "point")
        except ValueError as error:
            assert problems[place] == ("amount", text, str(error))


@pytest.mark.parametrize("order", ["iso", "day_first", "month_first", "year_first", "excel_serial", "unix_time"])
@given(texts=st.lists(ODD, max_size=5))
def test_any_text_is_read_or_refused_with_a_sentence(order, texts):
    dates, numbers, ratings = DateEvidence(), NumberEvidence(), RatingEvidence()
    for evidence in (dates, numbers, ratings):
        evidence.add(texts)
    dates.order()
    reading, _ = decided(ratings, "rating", None, {}, numbers.sign() or "comma")
    for text in texts:
        for read in (
            lambda text=text: parse_date(text, order),
            lambda text=text: parse_number(text, "point"),
            lambda text=text: reading.value(text, "point"),
        ):
            try:
                read()
            except ValueError as error:
                assert str(error).endswith(".")
