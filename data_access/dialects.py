"""SQL that databases spell differently: one class per meaning, one spelling per database, no default.

A database without a spelling raises CompileError when the statement is built, never a wrong number.
"""

from sqlalchemy import ARRAY, BigInteger, Boolean, Date, Integer, String
from sqlalchemy.exc import CompileError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType

DUCKDB, POSTGRESQL, CLICKHOUSE = "duckdb", "postgresql", "clickhousedb"


class month_start(GenericFunction):
    """The first day of the date's calendar month."""

    type = Date()
    inherit_cache = True


class week_start(GenericFunction):
    """The Monday of the date's ISO week."""

    type = Date()
    inherit_cache = True


class quarter_start(GenericFunction):
    """The first day of the date's calendar quarter."""

    type = Date()
    inherit_cache = True


class add_days(GenericFunction):
    """(date, n) -> the date n days later."""

    type = Date()
    inherit_cache = True


class add_months(GenericFunction):
    """(first day of a month, n) -> the first day n months later."""

    type = Date()
    inherit_cache = True


class days_between(GenericFunction):
    """(from, to) -> whole days from one date to the other."""

    type = Integer()
    inherit_cache = True


class months_between(GenericFunction):
    """(from, to) -> calendar months from one date's month to the other's."""

    type = Integer()
    inherit_cache = True


class quintile_ends(GenericFunction):
    """Values -> an array of the four that end their first fifth, second, ...: of n values in order, those at n/5, 2n/5,
    3n/5 and 4n/5, each rounded up. An aggregate; every end is one of the values."""

    type = ARRAY(NullType())
    inherit_cache = True


class nth(GenericFunction):
    """(array, n) -> its nth element, the first being 1."""

    inherit_cache = True


class all_numbers(GenericFunction):
    """(number, ...) of a row -> those of all rows as one text: a line a row, commas between, 0 for a missing number. An
    aggregate, in no order of rows: a quarter of a million rows take ten times as long to fetch one by one."""

    type = String()
    inherit_cache = True


class json_integer(GenericFunction):
    """(JSON text, name) -> the whole number that its outermost object has under that name."""

    type = BigInteger()
    inherit_cache = True


class content_digest(GenericFunction):
    """Texts -> one hexadecimal digest of them in order; an empty text and a missing one are alike."""

    type = String()
    inherit_cache = True


class contains_text(GenericFunction):
    """(text, wanted) -> whether wanted stands in text, letter case ignored; no wildcards."""

    type = Boolean()
    inherit_cache = True


class row_by_row(GenericFunction):
    """A condition, unknown being false, that is asked of each row as it is read. DuckDB takes `id IN (SELECT ...)` for
    a join, and where it expects fewer rows than ids it first puts all of them aside with all their columns: twice as
    slow. PostgreSQL would look through the ids again for each row, where they do not fit into its memory."""

    type = Boolean()
    inherit_cache = True


class row_of(GenericFunction):
    """A table's key -> what tells its rows apart fastest, within one statement. Rows that were chosen before are then
    fetched from where they are; DuckDB keeps no index of keys, and would read all columns of all others for them."""

    inherit_cache = True


_SPELLINGS = {
    row_by_row: {DUCKDB: "coalesce({0}, false)", POSTGRESQL: "({0})", CLICKHOUSE: "({0})"},
    month_start: {
        DUCKDB: "CAST(date_trunc('month', {0}) AS DATE)",
        # Of a date alone it would make a moment of a time zone, which takes twice as long.
        POSTGRESQL: "CAST(date_trunc('month', CAST({0} AS TIMESTAMP)) AS DATE)",
        CLICKHOUSE: "toStartOfMonth({0})",
    },
    week_start: {
        DUCKDB: "CAST(date_trunc('week', {0}) AS DATE)",
        # Whole weeks since a Monday: a quarter of the time of date_trunc.
        POSTGRESQL: "(DATE '0001-01-01' + (CAST({0} AS DATE) - DATE '0001-01-01') / 7 * 7)",
        CLICKHOUSE: "toMonday({0})",
    },
    quarter_start: {
        DUCKDB: "CAST(date_trunc('quarter', {0}) AS DATE)",
        POSTGRESQL: "CAST(date_trunc('quarter', CAST({0} AS TIMESTAMP)) AS DATE)",
        CLICKHOUSE: "toStartOfQuarter({0})",
    },
    add_days: {
        DUCKDB: "CAST({0} + to_days(CAST({1} AS INTEGER)) AS DATE)",
        POSTGRESQL: "({0} + CAST({1} AS INTEGER))",
        CLICKHOUSE: "addDays({0}, {1})",
    },
    add_months: {
        DUCKDB: "CAST({0} + to_months(CAST({1} AS INTEGER)) AS DATE)",
        POSTGRESQL: "CAST({0} + make_interval(months => CAST({1} AS INTEGER)) AS DATE)",
        CLICKHOUSE: "addMonths({0}, {1})",
    },
    days_between: {
        DUCKDB: "date_diff('day', {0}, {1})",
        POSTGRESQL: "({1} - {0})",
        CLICKHOUSE: "dateDiff('day', {0}, {1})",
    },
    months_between: {
        DUCKDB: "date_diff('month', {0}, {1})",
        # date_part of an age would count whole months elapsed; calendar months are wanted.
        POSTGRESQL: "CAST((date_part('year', {1}) - date_part('year', {0})) * 12"
        " + date_part('month', {1}) - date_part('month', {0}) AS INTEGER)",
        CLICKHOUSE: "dateDiff('month', {0}, {1})",
    },
    quintile_ends: {
        DUCKDB: "quantile_disc({0}, [0.2, 0.4, 0.6, 0.8])",
        POSTGRESQL: "percentile_disc(ARRAY[0.2, 0.4, 0.6, 0.8]) WITHIN GROUP (ORDER BY {0})",
        # Its quantileExact takes the value after the end where n is a multiple of five.
        CLICKHOUSE: "arrayMap(share -> arraySort(groupArray({0}))[toUInt64(ceil(share * count({0})))],"
        " [0.2, 0.4, 0.6, 0.8])",
    },
    json_integer: {
        DUCKDB: "CAST(json_extract_string({0}, {1}) AS BIGINT)",
        POSTGRESQL: "CAST(CAST({0} AS JSON) ->> {1} AS BIGINT)",
        CLICKHOUSE: "JSONExtractInt({0}, {1})",
    },
    row_of: {POSTGRESQL: "{0}", CLICKHOUSE: "{0}"},
    nth: dict.fromkeys((DUCKDB, POSTGRESQL, CLICKHOUSE), "({0})[{1}]"),
}


def _spell(meaning, database: str, spelling: str) -> None:
    @compiles(meaning, database)
    def compile_(element, compiler, **kw):
        return spelling.format(*(compiler.process(clause, **kw) for clause in element.clauses))


def _refuse(meaning) -> None:
    @compiles(meaning)
    def compile_(element, compiler, **kw):
        raise CompileError(f"{compiler.dialect.name} has no spelling of {meaning.__name__} in dialects.py")


def _joined(element, compiler, text_type: str, separator: str, **kw) -> str:
    return f" || {separator} || ".join(
        f"coalesce(CAST({compiler.process(clause, **kw)} AS {text_type}), '')" for clause in element.clauses
    )


for _meaning, _by_database in _SPELLINGS.items():
    _refuse(_meaning)
    for _database, _spelling in _by_database.items():
        _spell(_meaning, _database, _spelling)

_refuse(all_numbers)
_refuse(content_digest)
_refuse(contains_text)


@compiles(row_of, DUCKDB)
def _row_id(element, compiler, **kw):
    (key,) = element.clauses
    return f"{compiler.preparer.format_table(key.table)}.rowid"


@compiles(all_numbers, DUCKDB)
@compiles(all_numbers, POSTGRESQL)
def _all_numbers(element, compiler, **kw):
    return f"string_agg({_numbers_of_row(element, compiler, 'VARCHAR', **kw)}, chr(10))"


@compiles(all_numbers, CLICKHOUSE)
def _all_numbers_clickhouse(element, compiler, **kw):
    return f"arrayStringConcat(groupArray({_numbers_of_row(element, compiler, 'Nullable(String)', **kw)}), char(10))"


def _numbers_of_row(element, compiler, text_type: str, **kw) -> str:
    numbers = (compiler.process(clause, **kw) for clause in element.clauses)
    return " || ',' || ".join(f"coalesce(CAST({number} AS {text_type}), '0')" for number in numbers)


@compiles(content_digest, DUCKDB)
@compiles(content_digest, POSTGRESQL)
def _digest(element, compiler, **kw):
    return f"md5({_joined(element, compiler, 'VARCHAR', 'chr(31)', **kw)})"


@compiles(content_digest, CLICKHOUSE)
def _digest_clickhouse(element, compiler, **kw):
    return f"lower(hex(MD5({_joined(element, compiler, 'Nullable(String)', 'char(31)', **kw)})))"


@compiles(contains_text, DUCKDB)
def _contains_duckdb(element, compiler, **kw):
    text, wanted = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"contains(lower({text}), lower({wanted}))"


@compiles(contains_text, POSTGRESQL)
def _contains_postgresql(element, compiler, **kw):
    text, wanted = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(strpos(lower({text}), lower({wanted})) > 0)"


@compiles(contains_text, CLICKHOUSE)
def _contains_clickhouse(element, compiler, **kw):
    text, wanted = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(positionCaseInsensitiveUTF8({text}, {wanted}) > 0)"
