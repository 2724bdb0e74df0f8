"""Other databases as sources: what is read of them, in which pieces, and that nothing is ever written to them."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, make_url

from data_access.sources import SourceError, watermarks
from data_access.sources.spooled import as_text, texts
from data_access.sources.sql_database import Query, check_select, pieces


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def write(request, tmp_path):
    """write("CREATE ...", ...) runs statements in another database; write.url is its address."""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        name = server.create()
        request.addfinalizer(lambda: server.drop(name))
        url = server.url(name)
    else:
        url = f"{request.param}:///{tmp_path / 'source.db'}"

    def run(*statements):
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            rows = [connection.exec_driver_sql(statement) for statement in statements]
            found = rows[-1].fetchall() if rows[-1].returns_rows else None
        engine.dispose()
        return found

    run.url, run.kind = make_url(url), request.param
    return run


def rows_of(query, since=None, **options):
    """The rows of every piece, with the watermark behind it."""
    read = []
    for piece in pieces(query, since, **options):
        with piece.rows.open() as table:
            rows = [dict(zip(table.columns, row, strict=True)) for batch in table.batches(3) for row in batch.rows]
        assert len(rows) == piece.rows.rows
        read.append((rows, piece.watermark))
    return read


def test_a_table_and_a_select_are_read_as_text_from_their_watermark_on(write):
    write(
        'CREATE TABLE sold (id INTEGER, "Placed at" TIMESTAMP, total DECIMAL(10, 2), note TEXT, changed INTEGER)',
        "INSERT INTO sold VALUES (1, '2024-03-01 10:00:00', 10.5, 'It''s 5:30', 7), (2, NULL, 20, NULL, 9), "
        "(3, '2024-03-02 00:00:00', 0.1, 'a:b', 9), (4, '2024-03-03 00:00:00', 1, '', NULL)",
    )
    everything = Query("shop", write.url, table="sold")
    ((rows, mark),) = rows_of(everything)
    assert mark is None and [row["id"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["Placed at"].startswith("2024-03-01 10:00:00")
    assert float(rows[0]["total"]) == 10.5 and rows[0]["note"] == "It's 5:30"
    assert rows[1]["Placed at"] == rows[1]["note"] == ""

    chosen = "SELECT id AS no, note, changed FROM sold WHERE note = 'a:b' OR note LIKE 'It%' OR changed IS NULL -- two"
    query = Query("shop", write.url, statement=chosen, watermark="changed")
    ((rows, mark),) = rows_of(query)
    assert {row["no"] for row in rows} == {"1", "3", "4"} and mark == "whole 9"
    # The last ones once more, and those of which nobody knows when they came.
    ((rows, mark),) = rows_of(query, "whole 9")
    assert {row["no"] for row in rows} == {"3", "4"} and mark == "whole 9"
    ((rows, _),) = rows_of(Query("shop", write.url, table="sold", watermark="changed", overlap=2), "whole 9")
    assert {row["id"] for row in rows} == {"1", "2", "3", "4"}
    assert rows_of(Query("shop", write.url, statement="SELECT * FROM sold WHERE id > 9")) == []


def test_nothing_can_be_written_to_a_source(write):
    write("CREATE TABLE sold (id INTEGER, changed INTEGER)", "INSERT INTO sold VALUES (1, 1)")
    statements = ["WITH gone AS (DELETE FROM sold RETURNING *) SELECT * FROM gone", "SELECT * INTO copied FROM sold"]
    if write.kind != "sqlite":
        write("CREATE SEQUENCE counter")
        statements.append("SELECT nextval('counter') AS id")
    for statement in statements:
        with pytest.raises(SourceError, match="^The database of shop answered"):
            rows_of(Query("shop", write.url, statement=check_select(statement)))
    if write.kind != "sqlite":
        assert write("SELECT nextval('counter')") == [(1,)]
    assert write("SELECT * FROM sold") == [(1, 1)]


def test_a_source_can_be_written_to_while_its_rows_are_being_brought_in(tmp_path):
    address = f"sqlite:///{tmp_path / 'source.db'}"
    with sqlite3.connect(tmp_path / "source.db", timeout=0) as source:
        source.execute("CREATE TABLE sold (id INTEGER)")
        source.executemany("INSERT INTO sold VALUES (?)", [(number,) for number in range(9)])
        source.commit()
        for _ in pieces(Query("shop", make_url(address), table="sold", watermark="id"), most=2):
            source.execute("INSERT INTO sold VALUES (99)")
            source.commit()
    source.close()


def test_names_are_taken_as_they_are_written_and_moments_with_their_zone(postgresql_server):
    name = postgresql_server.create()
    url = make_url(postgresql_server.url(name))
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE SCHEMA "Web Shop"')
        connection.exec_driver_sql('CREATE TABLE "Web Shop"."Order" (id TEXT, "Changed" TIMESTAMPTZ)')
        rows = "('a', '2024-03-31 01:59:59.123456+01'), ('b', '2024-03-31 03:00:00+02'), ('c', 'infinity')"
        connection.exec_driver_sql(f'INSERT INTO "Web Shop"."Order" VALUES {rows}')
    query = Query("shop", url, table="Web Shop.Order", watermark="Changed")
    with pytest.raises(SourceError, match="answered with an error"):  # no such moment can be read
        rows_of(query)
    with engine.begin() as connection:
        connection.exec_driver_sql('DELETE FROM "Web Shop"."Order" WHERE id = \'c\'')
    ((rows, mark),) = rows_of(query)
    assert [row["id"] for row in rows] == ["a", "b"]
    assert datetime.fromisoformat(rows[0]["Changed"]) == datetime(2024, 3, 31, 0, 59, 59, 123456, UTC)
    ((rows, again),) = rows_of(query, mark)
    assert [row["id"] for row in rows] == ["b"] and again == mark
    postgresql_server.drop(name)


def test_what_a_database_says_is_a_sentence(write):
    write("CREATE TABLE sold (id INTEGER, name TEXT)", "INSERT INTO sold VALUES (1, 'Ada Brown')")
    for query, said in (
        (Query("shop", write.url, table="bought"), "bought"),
        (Query("shop", write.url, statement="SELECT nme FROM sold"), "nme"),
        (Query("shop", write.url, statement="SELECT password FROM sold"), "password"),
        (Query("shop", write.url, table="sold", watermark="changed"), "changed"),
    ):
        with pytest.raises(SourceError) as raised:
            rows_of(query)
        assert (
            str(raised.value).startswith("The database of shop answered: ")
            and said in str(raised.value)
            and str(raised.value).endswith(".")
        )
        assert "\n" not in str(raised.value)
    if write.kind == "postgresql":
        with pytest.raises(SourceError, match="more than one column called id"):
            rows_of(Query("shop", write.url, statement="SELECT id, name AS id FROM sold"))
        # What this says would hold what a customer wrote.
        with pytest.raises(SourceError) as raised:
            rows_of(Query("shop", write.url, statement="SELECT CAST(name AS INTEGER) AS id FROM sold"))
        assert "Ada" not in str(raised.value)
    else:
        with pytest.raises(SourceError, match="There is no database file"):
            rows_of(Query("shop", write.url.set(database="/nowhere/else.db"), table="sold"))
    with pytest.raises(SourceError, match="No driver for sybase"):
        rows_of(Query("shop", make_url("sybase://host/db"), table="sold"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.lists(st.none() | st.integers(0, 4), max_size=25), most=st.integers(1, 10))
def test_pieces_hold_every_row_once_and_no_watermark_is_cut_through(tmp_path, marks, most):
    path = tmp_path / "source.db"
    with sqlite3.connect(path) as source:
        source.executescript("DROP TABLE IF EXISTS sold; CREATE TABLE sold (id INTEGER, changed INTEGER)")
        source.executemany("INSERT INTO sold VALUES (?, ?)", enumerate(marks))
    source.close()
    read = rows_of(Query("shop", make_url(f"sqlite:///{path}"), table="sold", watermark="changed"), most=most)
    assert sorted(int(row["id"]) for rows, _ in read for row in rows) == list(range(len(marks)))
    for (earlier, mark), (later, _) in zip(read, read[1:], strict=False):
        assert len(earlier) >= most
        assert mark == f"whole {earlier[-1]['changed']}" and int(later[0]["changed"]) > int(earlier[-1]["changed"])
    lines = [line for piece in pieces(Query("s", make_url(f"sqlite:///{path}"), table="sold", watermark="changed"),
             most=most) for batch in piece.rows.open().batches(2) for line in batch.lines]  # fmt: skip
    assert lines == list(range(1, len(marks) + 1))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (17850, "17850"), (17850.0, "17850.0"), (1e21, "1000000000000000000000"),
        (float("nan"), ""), (Decimal("1E+2"), "100"), (Decimal("NaN"), ""), (Decimal("49.90"), "49.90"),
        (date(2024, 3, 1), "2024-03-01"), (datetime(2024, 3, 1, 9, 30, 5), "2024-03-01 09:30:05"),
        (datetime(2024, 3, 1, 9, tzinfo=UTC), "2024-03-01 09:00:00+00:00"), ("a\0b", "ab"), (b"Caf\xc3\xa9", "Café"),
        (b"\xff\x00", "ff00"), (["new", "vip"], "new; vip"), ({"a": [Decimal("1.5")]}, '{"a": ["1.5"]}'),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_an_export_would_have_it(value, text):
    assert as_text(value) == text


_CELLS = (
    st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.datetimes(timezones=st.just(UTC)),
    st.text(), st.decimals(places=2, allow_nan=False, allow_infinity=False), st.decimals(),
)  # fmt: skip


@settings(max_examples=60)
@given(st.one_of(st.lists(st.none() | cell, max_size=4) for cell in (*_CELLS, st.one_of(_CELLS))))
def test_a_column_is_written_as_its_values_are(column):
    for value, text in zip(column, texts(column).to_pylist(), strict=True):
        if isinstance(value, float | Decimal) and text:
            assert "e" not in text.lower() and Decimal(text) == Decimal(as_text(value))
        elif isinstance(value, datetime) and value.tzinfo:
            assert datetime.fromisoformat(text) == value
        else:
            assert text == as_text(value)


_MOMENTS = st.datetimes() | st.datetimes(timezones=st.just(UTC))


@settings(max_examples=60)
@given(_MOMENTS | st.dates() | st.integers() | st.floats(allow_nan=False) | st.text() | st.decimals(allow_nan=False))
def test_a_watermark_comes_back_as_the_value_it_was(value):
    back = watermarks.value(watermarks.written(value))
    assert back == value and type(back) is type(value)


@settings(max_examples=60)
@given(st.datetimes(min_value=datetime(1990, 1, 1)), st.sampled_from(["seconds", "microseconds", "minutes"]))
def test_of_moments_written_as_text_none_within_the_overlap_is_left_out(moment, precise):
    earlier = moment - timedelta(hours=2)
    for between, after in ((" ", ""), ("T", "Z")):
        start = watermarks.before(moment.isoformat(between, precise) + after, timedelta(hours=2))
        assert (earlier - timedelta(minutes=1)).isoformat(between) < start <= earlier.isoformat(between, precise)
    start = watermarks.before(moment.date().isoformat(), timedelta(hours=2))
    assert start == (moment.date() - timedelta(days=1)).isoformat()


def test_an_overlap_reaches_back_as_it_was_told_and_only_where_it_can():
    back = watermarks.before
    assert back(datetime(2024, 3, 1, 1), watermarks.overlap("90 minutes")) == datetime(2024, 2, 29, 23, 30)
    assert back(date(2024, 3, 1), watermarks.overlap("2 hours")) == date(2024, 2, 29)
    assert (back(100, watermarks.overlap(30)), back("B-17", None)) == (70, "B-17")
    for mark, span in ((100, timedelta(hours=1)), (date(2024, 3, 1), 5), ("B-17", timedelta(1))):
        with pytest.raises(SourceError, match="do not go together"):
            back(mark, span)
    for text in ("soon", "-2 hours", "2 fortnights", True):
        with pytest.raises(ValueError, match="An overlap is a time"):
            watermarks.overlap(text)
    with pytest.raises(SourceError, match="A watermark is a time"):
        watermarks.written(b"\x00\x01")


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("SELECT 1", "SELECT 1"),
        (" select ';' AS a;  -- all; of it\n", " select ';' AS a"),
        ("-- first\nWITH a AS (SELECT 1) SELECT * FROM a", None),
        ("(SELECT 1) UNION (SELECT 2) /* ; */", "(SELECT 1) UNION (SELECT 2)"),
        ("SELECT $a$;$a$, \"x;y\", `z;` FROM t", None),
    ],
)  # fmt: skip
def test_one_select_is_taken(statement, kept):
    assert check_select(statement) == (kept or statement)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM t", "SELECT 1; DROP TABLE t", "-- SELECT\nUPDATE t SET a = 1", "SELECT 1) AS q; DELETE FROM t --",
     "", "COPY t TO 'x'", "SELECT (1", "EXPLAIN ANALYZE DELETE FROM t", "selected"],
)  # fmt: skip
def test_anything_but_one_select_is_refused(statement):
    with pytest.raises(ValueError, match=r"SELECT"):
        check_select(statement)
