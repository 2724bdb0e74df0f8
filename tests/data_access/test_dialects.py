"""Each meaning means the same on every database, and has a spelling for each."""

import hashlib
import inspect
from datetime import date, timedelta

import pytest
from clickhouse_connect.cc_sqlalchemy.dialect import ClickHouseDialect
from sqlalchemy import Date, Integer, String, cast, column, literal, literal_column, null, select, values
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import CompileError
from sqlalchemy.sql.functions import GenericFunction

from data_access import database, dialects

MEANINGS = [
    meaning
    for _, meaning in inspect.getmembers(dialects, inspect.isclass)
    if issubclass(meaning, GenericFunction) and meaning.__module__ == dialects.__name__
]
# Of every kind: leap days, ends of months and years, a Sunday and a Monday.
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 31), date(2024, 5, 5), date(2024, 5, 6)]


def answer(*columns):
    with database.connecting() as connection:
        return tuple(connection.execute(select(*columns)).one())


def day(value):
    return cast(literal(value), Date)


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.__name__)
@pytest.mark.parametrize("dialect", [postgresql.dialect(), ClickHouseDialect()], ids=["postgresql", "clickhousedb"])
def test_meaning_has_a_spelling_without_a_server(meaning, dialect):
    assert str(meaning(column("a"), column("b")).compile(dialect=dialect))


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.__name__)
def test_a_database_without_a_spelling_is_an_error_and_never_a_guess(meaning):
    with pytest.raises(CompileError, match=f"sqlite has no spelling of {meaning.__name__}"):
        str(meaning(column("a"), column("b")).compile(dialect=sqlite.dialect()))


def test_days_start_their_week_on_monday_their_month_and_their_quarter(db):
    for value in DAYS:
        expected = (
            value - timedelta(days=value.weekday()),
            value.replace(day=1),
            value.replace(month=(value.month - 1) // 3 * 3 + 1, day=1),
        )
        starts = (dialects.week_start, dialects.month_start, dialects.quarter_start)
        assert answer(*(start(day(value)) for start in starts)) == expected


def test_days_added_and_between_cross_months_and_leap_days(db):
    for start, days in ((DAYS[2], 366), (DAYS[0], 1), (DAYS[3], -31), (DAYS[1], 0)):
        end = start + timedelta(days=days)
        assert answer(dialects.add_days(day(start), days), dialects.days_between(day(start), day(end))) == (end, days)


def test_months_added_and_between_are_those_of_the_calendar(db):
    """One day can lie a whole calendar month on; thirty can lie in the same."""
    january = day(date(2024, 1, 1))
    assert answer(*(dialects.add_months(january, n) for n in (0, 1, 12, -1))) == (
        date(2024, 1, 1),
        date(2024, 2, 1),
        date(2025, 1, 1),
        date(2023, 12, 1),
    )
    pairs = (
        (date(2024, 1, 31), date(2024, 2, 1), 1),
        (date(2024, 1, 1), date(2024, 1, 31), 0),
        (date(2023, 11, 30), date(2025, 2, 1), 15),
        (date(2024, 3, 1), date(2024, 2, 29), -1),
    )
    for start, end, months in pairs:
        assert answer(dialects.months_between(day(start), day(end))) == (months,)


def test_an_unknown_day_stays_unknown(db):
    nothing = cast(null(), Date)
    results = (
        dialects.month_start(nothing),
        dialects.week_start(nothing),
        dialects.quarter_start(nothing),
        dialects.add_days(nothing, 1),
        dialects.add_months(nothing, 1),
        dialects.days_between(nothing, day(DAYS[0])),
        dialects.months_between(nothing, day(DAYS[0])),
    )
    assert answer(*results) == (None,) * len(results)


def test_fifths_end_at_the_same_values_everywhere_however_many_there_are(db):
    """Of n values the ends are those at n/5, 2n/5, ... rounded up: 1 of 1 to 5, 2 of 6 to 10."""
    for n in (1, 2, 4, 5, 6, 9, 10, 14, 15, 35, 85):
        numbered = values(column("value", Integer), name="numbered").data([(number,) for number in range(n, 0, -1)])
        ends = select(dialects.quintile_ends(numbered.c.value).label("ends")).subquery().c.ends
        found = answer(*(dialects.nth(ends, literal_column(str(fifth))) for fifth in (1, 2, 3, 4)))
        assert found == tuple(-(-n * fifth // 5) for fifth in (1, 2, 3, 4)), n


def test_a_digest_tells_contents_apart_and_is_the_same_everywhere(db):
    def digest(*values):
        return answer(dialects.content_digest(*(cast(literal(value), String) for value in values)))[0]

    assert digest("a", "b") == hashlib.md5(b"a\x1fb").hexdigest()
    assert digest("a", None) == digest("a", "")
    assert len({digest("ab", ""), digest("a", "b"), digest("", "ab"), digest("b", "a")}) == 4
    number = answer(dialects.content_digest(cast(literal(5), Integer)))[0]
    assert number == digest("5")


def test_text_is_found_in_any_letter_case_and_without_wildcards(db):
    found = (
        ("Late AGAIN, sadly", "again", True),
        ("ÄRGER mit der Lieferung", "ärger", True),
        ("100 % wool", "100 %", True),
        ("1000 wool", "100 %", False),
        ("under_score", "r_s", True),
        ("underscore", "r_s", False),
        ("it's", "'", True),
        ("back\\slash", "\\", True),
        ("", "a", False),
    )
    for text, wanted, expected in found:
        assert answer(dialects.contains_text(cast(literal(text), String), wanted)) == (expected,), (text, wanted)
    assert not answer(dialects.contains_text(cast(null(), String), "a"))[0]
