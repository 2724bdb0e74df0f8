"""Worked examples of every text that is made of a value."""

import datetime as dt

import pytest

from components import format as fmt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fmt.percent(0.342), "34.2%"),
        (fmt.percent(0.0042), "0.42%"),
        (fmt.percent(0), "0%"),
        (fmt.percent(1), "100%"),
        (fmt.percent(0.34216, exact=True), "34.22%"),
        (fmt.percent(-0.05), "−5.0%"),
        (fmt.points(0.031), "+3.1 pts"),
        (fmt.points(-0.094), "−9.4 pts"),
        (fmt.points(0.0), "0.0 pts"),
        (fmt.points(-0.0001), "0.0 pts"),
        (fmt.score(0.243), "+24.3"),
        (fmt.score(-0.12), "−12.0"),
        (fmt.mean_score(-0.416), "−0.42"),
        (fmt.count(1204), "1,204"),
        (fmt.compact(9999), "9,999"),
        (fmt.compact(12345), "12.3k"),
        (fmt.compact(999_950), "1.00m"),
        (fmt.compact(-12345), "−12.3k"),
        (fmt.compact(0.1234), "0.123"),
        (fmt.amount(8911407.9, "GBP"), "£8.91m"),
        (fmt.amount(8911407.9, "GBP", exact=True), "£8,911,407.90"),
        (fmt.amount(-1200.5, "SEK"), "−SEK 1,200"),
        (fmt.days(41.26), "41.3 days"),
        (fmt.days(1), "1 day"),
        (fmt.base(1204, 3118, "customers"), "1,204 of 3,118 customers"),
        (fmt.base(None, 3118, "reviews"), "3,118 reviews"),
        (fmt.change_with_interval(0.031, 0.012, 0.05, "percent"), "+3.1 pts, 1.2 to 5.0"),
        (fmt.change_with_interval(0.057, -0.007, 0.121, "percent"), "+5.7 pts, −0.7 to 12.1"),
        (fmt.change(120, "count"), "+120"),
        (fmt.change(-1500.0, "amount", "GBP"), "−£1,500"),
    ],
)
def test_values_are_written_as_readers_expect(text, expected):
    assert text == expected


@pytest.mark.parametrize("unit", ["percent", "score", "mean_score", "count", "amount", "days"])
@pytest.mark.parametrize("unknown", [None, float("nan")])
def test_the_unknown_is_no_data_and_never_zero(unit, unknown):
    assert fmt.value(unknown, unit) == "No data"
    assert fmt.change(unknown, unit) == "No data"


def test_a_change_without_bounds_stands_alone():
    assert fmt.change_with_interval(0.031, float("nan"), float("nan"), "percent") == "+3.1 pts"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (dt.date(2026, 3, 1), dt.date(2026, 5, 31), "1 Mar – 31 May 2026"),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 31), "1–31 May 2026"),
        (dt.date(2025, 12, 1), dt.date(2026, 2, 28), "1 Dec 2025 – 28 Feb 2026"),
        (dt.date(2026, 3, 3), dt.date(2026, 3, 3), "3 Mar 2026"),
    ],
)
def test_a_range_of_days_says_each_part_once(start, end, expected):
    assert fmt.date_range(start, end) == expected


@pytest.mark.parametrize(
    ("every", "expected"),
    [("month", "Oct 2026"), ("quarter", "Oct–Dec 2026"), ("year", "2026"), ("week", "Week of 1 Oct 2026")],
)
def test_a_period_is_named_by_its_length(every, expected):
    assert fmt.period(dt.date(2026, 10, 1), every) == expected


def test_three_months_from_any_month_have_a_name():
    assert fmt.period(dt.date(2026, 12, 1), "quarter") == "Dec–Feb 2027"


HOSTILE = ["*b*", "<script>", "[a](javascript:b)", "$x$", "`c`", "# h", "~~s~~", "&amp;", "![i](http://a.b)"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_punctuation_keeps_its_meaning_in_markdown(text):
    escaped = fmt.markdown_escape(text)
    bare = [place for place, sign in enumerate(escaped) if sign.isascii() and not (sign.isalnum() or sign in "\\ ")]
    assert bare
    assert all(escaped[place - 1] == "\\" for place in bare)


@pytest.mark.parametrize("text", [":smile:", ":material/home:", ":red[x]", "->", "--", "<=", "http://a.b", "www.a.b"])
def test_what_streamlit_replaces_after_markdown_is_broken_up(text):
    assert fmt.WORD_JOINER in fmt.markdown_escape(text)
