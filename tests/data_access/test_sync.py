"""Databases and folders as sources, end to end: what comes in, once, and what each run says and leaves behind."""

import os
import re
import time
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine

from data_access import database, sync
from data_access.__main__ import main
from data_access.sources import sql_database
from data_access.syncing import settings as source_settings
from tests.conftest import only_duckdb
from tests.data_access import stored


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """settings(text) writes the file of sources."""
    file = tmp_path / "sources.toml"
    monkeypatch.setenv("EARSHOT_SOURCES", str(file))
    return lambda text: file.write_text(text, encoding="utf-8")


@pytest.fixture
def run(capsys):
    """run("shop"): exit code, standard output, standard error of a sync."""

    def command(*arguments):
        code = main(["sync", *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def shop(request, tmp_path, monkeypatch):
    """shop("INSERT ...") runs statements in the database of a shop, whose address is in SHOP_URL."""
    kind = getattr(request, "param", "sqlite")
    url = f"{kind}:///{tmp_path / 'shop.db'}"
    if kind == "postgresql":
        server = request.getfixturevalue("postgresql_server")
        name = server.create()
        request.addfinalizer(lambda: server.drop(name))
        url = server.url(name)
    monkeypatch.setenv("SHOP_URL", url)

    def write(*statements):
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    write(
        "CREATE TABLE sold (no INTEGER, who TEXT, placed TIMESTAMP, total DECIMAL(10, 2), changed TIMESTAMP)",
        "INSERT INTO sold VALUES (1, 'C1', '2024-03-01 10:00:00', 10.5, '2024-03-05 08:00:00'), "
        "(2, 'C2', '2024-03-02 11:30:00', 1234, '2024-03-06 09:00:00.25')",
    )
    return write


ORDERS = """
[shop]
url = "${SHOP_URL}"

[shop.orders]
table = "sold"
watermark = "changed"

[shop.orders.mapping]
no = "order_id"
who = "customer_id"
placed = "ordered_at"
"""


def amounts():
    return {row["order_id"]: (row["customer_id"], float(row["amount"])) for row in stored.rows("orders")}


@pytest.mark.parametrize(
    ("db", "shop"),
    [("duckdb", "sqlite"), ("duckdb", "duckdb"), ("duckdb", "postgresql"), ("postgresql", "postgresql")],
    indirect=True,
)
def test_what_is_new_or_changed_in_a_database_comes_in_and_nothing_twice(db, shop, settings, run):
    settings(ORDERS)
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.startswith("shop: orders: 2 rows read: 2 new, 0 changed, 0 unchanged, 0 refused, up to 2024-03-06 09:00")
    assert amounts() == {"1": ("C1", 10.5), "2": ("C2", 1234)}
    assert str(stored.one("orders", order_id="2")["ordered_at"]) == "2024-03-02 11:30:00"
    (kept,) = stored.imports()
    assert (kept["source"], kept["files"], kept["kind"]) == ("shop", "shop: orders", "orders")
    before = database.current_version()

    code, out, err = run("shop")
    assert (code, err) == (0, "") and out.startswith("shop: orders: nothing new, up to 2024-03-06 09:00")
    assert stored.imports() == [kept] and database.current_version() == before

    # One that came at the very moment of the last one, one that changed, and one that is later.
    shop(
        "INSERT INTO sold VALUES (3, 'C1', '2024-03-06 08:00:00', 5, '2024-03-06 09:00:00.25'), "
        "(4, 'C9', '2024-03-07 08:00:00', 7, '2024-03-08 00:00:00')",
        "UPDATE sold SET total = 11, changed = '2024-03-07 00:00:00' WHERE no = 1",
    )
    code, out, _ = run("shop", "--dry-run")
    said = "4 rows read: 2 new, 1 changed, 1 unchanged, 0 refused"
    assert code == 0 and said in out and out.endswith("Nothing was kept: this was a dry run.\n")
    assert len(amounts()) == 2
    code, out, _ = run("shop")
    assert code == 0 and said in out and "up to 2024-03-08" in out
    assert amounts() == {"1": ("C1", 11), "2": ("C2", 1234), "3": ("C1", 5), "4": ("C9", 7)}
    (state,) = sync.states()
    assert (state.source, state.kind, state.upto[:10]) == ("shop", "orders", "2024-03-08")


@only_duckdb
def test_rows_that_came_late_come_in_within_the_overlap_and_all_of_them_from_the_start(db, shop, settings, run):
    settings(ORDERS)
    run()
    shop(
        "INSERT INTO sold VALUES (3, 'C3', '2024-03-01', 5, '2024-03-06 07:30:00'), "
        "(4, 'C4', '2024-03-01', 6, '2024-03-01 00:00:00'), (5, 'C5', '2024-03-01', 7, NULL)"
    )
    assert run()[0] == 0 and set(amounts()) == {"1", "2", "5"}
    settings(ORDERS.replace("[shop.orders.m", 'overlap = "2 hours"\n[shop.orders.m'))
    assert run()[0] == 0 and set(amounts()) == {"1", "2", "3", "5"}
    code, out, _ = run("--from-start")
    assert code == 0 and "5 rows read: 1 new, 0 changed, 4 unchanged" in out
    assert set(amounts()) == {"1", "2", "3", "4", "5"}


def test_a_sync_that_is_stopped_goes_on_from_where_it_was_and_ends_with_the_same(db, shop, settings, monkeypatch):
    class Stopped(Exception):
        pass

    shop(
        "INSERT INTO sold SELECT n + 10, 'C' || n % 7, '2024-03-01 10:00:00', n, '2024-04-01 00:00:' || (10 + n / 4) "
        "FROM (WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 60) SELECT n FROM t)"
    )
    settings(ORDERS)
    (source,) = source_settings.configured()
    monkeypatch.setattr(sql_database, "PIECE", 10)
    for stage in ("Looking", "Reading", "Storing"):
        times = iter(range(1))

        def stop(at, *_, stage=stage, times=times):
            if at == stage and next(times, None) is None:
                raise Stopped

        with pytest.raises(Stopped):
            list(sync.sync(source, progress=stop))
        kept = sum(row["rows_new"] for row in stored.imports())
        assert len(amounts()) == kept
    assert 0 < kept < 62
    (account,) = sync.sync(source)
    assert not account.problem and len(amounts()) == 62 == kept + account.rows_new
    assert account.rows_read < 62
    assert [row["watermark"] for row in stored.rows("sync_positions")] == ["text 2024-04-01 00:00:25"]


@only_duckdb
def test_a_problem_with_one_source_leaves_the_others_be(db, shop, settings, run, monkeypatch):
    monkeypatch.setenv("SECRET", "hunter-2-hunter")
    settings(
        '[away]\nurl = "postgresql+psycopg://reader:${SECRET}@127.0.0.1:1/shop"\n[away.orders]\ntable = "sold"\n'
        + ORDERS
        + '[shop.feedback]\ntable = "said"\n'
    )
    code, out, err = run()
    assert code == 1 and out.startswith("shop: orders: 2 rows read: 2 new")
    away, said = err.splitlines()
    assert (
        away == "away: orders: No database answers for away: orders. Check that it runs and that the address is right."
    )
    assert said.startswith("shop: feedback: The database of shop: feedback answered: no such table: said")
    assert "hunter" not in out + err


@only_duckdb
def test_days_that_later_rows_leave_open_are_read_as_earlier_ones_told(db, shop, settings, run):
    shop(
        "CREATE TABLE said (no INTEGER, written TEXT, words TEXT)", "INSERT INTO said VALUES (1, '04/05/2024', 'Good')"
    )
    settings(
        '[shop]\nurl = "${SHOP_URL}"\n[shop.feedback]\ntable = "said"\nwatermark = "no"\n'
        '[shop.feedback.mapping]\nno = "feedback_id"\nwritten = "created_at"\nwords = "text"\n'
    )
    code, out, err = run()
    assert (code, out) == (1, "") and 'created_at = "day_first"' in err
    shop("INSERT INTO said VALUES (2, '13/05/2024', 'Bad')")
    assert run()[0] == 0
    shop("INSERT INTO said VALUES (3, '06/07/2024', 'Fine')")
    assert run()[0] == 0
    days = {row["feedback_id"]: str(row["created_on"]) for row in stored.rows("feedback")}
    assert days == {"1": "2024-05-04", "2": "2024-05-13", "3": "2024-07-06"}


@only_duckdb
def test_ratings_of_few_later_rows_stay_on_the_scale_that_the_many_before_them_showed(db, shop, settings, run):
    shop("CREATE TABLE said (no INTEGER, day TEXT, score INTEGER)", "INSERT INTO said VALUES (1, '2024-03-01', 0), "
         "(2, '2024-03-01', 10), (3, '2024-03-02', 9)")  # fmt: skip
    settings(
        '[shop]\nurl = "${SHOP_URL}"\n[shop.feedback]\ntable = "said"\nwatermark = "no"\n'
        '[shop.feedback.mapping]\nno = "feedback_id"\nday = "created_at"\nscore = "rating"\n'
    )
    assert run()[0] == 0
    shop("INSERT INTO said VALUES (4, '2024-03-03', 5), (5, '2024-03-03', 1)")
    assert run()[0] == 0
    ratings = {row["feedback_id"]: (row["rating"], row["rating_scale"]) for row in stored.rows("feedback")}
    assert ratings == {"1": (0, 10), "2": (10, 10), "3": (9, 10), "4": (5, 10), "5": (1, 10)}


@only_duckdb
def test_without_an_id_a_watermark_would_count_rows_twice_and_all_is_read_each_time_instead(db, shop, settings, run):
    settings(ORDERS.replace('no = "order_id"', 'no = ""'))
    code, _, err = run()
    assert code == 1 and "has a watermark and no column for order_id" in err
    settings(ORDERS.replace('no = "order_id"', 'no = ""').replace('watermark = "changed"', ""))
    assert run()[1].startswith("shop: orders: 2 rows read: 2 new")
    shop("INSERT INTO sold VALUES (3, 'C3', '2024-03-01', 5, NULL), (4, 'C3', NULL, 5, NULL)")
    assert "4 rows read: 1 new, 0 changed, 2 unchanged, 1 refused" in run()[1]
    assert run()[1] == "shop: orders: nothing new.\n"
    assert len(stored.imports()) == 2 and len(amounts()) == 3


# ---- folders


HEADER = "order_id,customer_id,ordered_at,amount\n"


@pytest.fixture
def folder(tmp_path, settings):
    """folder("a.csv", "1,C1,2024-03-01,10") puts a file there that is whole; folder.path is where."""
    path = tmp_path / "exports"
    path.mkdir()
    settings('[exports]\nfolder = "exports"\nfiles = "*.csv"\nkind = "orders"\n')

    def put(name, *rows, age=100.0, header=HEADER):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(header + "".join(row + "\n" for row in rows), encoding="utf-8")
        then = time.time() - age
        os.utime(path / name, (then, then))

    put.path = path
    return put


@pytest.mark.parametrize("db", ["postgresql"], indirect=True)
def test_new_files_of_a_folder_come_in_in_their_order_each_once(db, folder, run):
    folder("orders-2.csv", "1,C1,2024-03-01,20")
    folder("orders-1.csv", "1,C1,2024-03-01,10", "2,C2,2024-03-01,10")
    folder("notes.txt", "nothing")
    folder(".orders-0.csv", "9,C9,2024-03-01,10")
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "exports: orders-1.csv: 2 rows read: 2 new, 0 changed, 0 unchanged, 0 refused.",
        "exports: orders-2.csv: 1 rows read: 0 new, 1 changed, 0 unchanged, 0 refused.",
    ]
    assert amounts() == {"1": ("C1", 20), "2": ("C2", 10)}
    assert run() == (0, "exports: nothing new.\n", "")
    # Touched, and no other than it was; another under the same name.
    folder("orders-1.csv", "1,C1,2024-03-01,10", "2,C2,2024-03-01,10", age=50)
    folder("orders-2.csv", "2,C2,2024-03-01,30")
    assert run()[1] == "exports: orders-2.csv: 1 rows read: 0 new, 1 changed, 0 unchanged, 0 refused.\n"
    code, out, _ = run("--from-start", "--dry-run")
    assert code == 0 and out.startswith("exports: orders-1.csv: 2 rows read: 0 new, 2 changed")
    assert amounts() == {"1": ("C1", 20), "2": ("C2", 30)}
    (state,) = sync.states()
    assert (state.source, state.kind, state.upto) == ("exports", "orders", "orders-2.csv")
    # As it was before, which is new again.
    folder("orders-2.csv", "1,C1,2024-03-01,20")
    assert "0 new, 0 changed, 1 unchanged" in run()[1]


@only_duckdb
def test_a_file_that_is_being_written_waits_and_so_do_those_behind_it(db, folder, run):
    folder("a.csv", "1,C1,2024-03-01,10")
    folder("b.csv", "2,C2,2024-03-01,10", age=0)
    folder("c.csv", "3,C3,2024-03-01,10")
    code, out, _ = run()
    assert code == 0 and out.startswith("exports: a.csv: 1 rows read") and "exports: 2 more, still being written" in out
    assert set(amounts()) == {"1"}
    folder("b.csv", "2,C2,2024-03-01,10")
    assert run()[0] == 0 and set(amounts()) == {"1", "2", "3"}


@only_duckdb
def test_a_file_that_cannot_be_read_stops_its_folder_until_it_can(db, folder, settings, run):
    settings('[exports]\nfolder = "exports"\norder = "time"\nkind = "orders"\n')
    folder("c.csv", "1,C1,2024-03-01,10", age=300)
    folder("b.csv", "no,header,like,this", header="", age=200)
    folder("a.csv", "2,C2,2024-03-01,10", age=100)
    for _ in range(2):
        code, out, err = run()
        assert code == 1 and err.startswith("exports: b.csv: b.csv has no column for") and err.count("\n") == 1
        assert set(amounts()) == {"1"}
    folder("b.csv", "3,C3,2024-03-01,10", age=200)
    assert run()[0] == 0 and set(amounts()) == {"1", "2", "3"}


# ---- settings


URL = '[shop]\nurl = "sqlite:///shop.db"\n'
TABLE = URL + '[shop.orders]\ntable = "sold"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "There is no file of sources at"),
        ("[shop", "sources.toml is not TOML"),
        ('url = "sqlite:///shop.db"', "url stands before the first [name of a source]"),
        ("[shop]\n", "[shop]: A source has either a url or a folder."),
        (URL, "There is nothing to read: add [shop.orders]"),
        (URL + "orders = 1", "orders is a section of its own: [shop.orders]"),
        (URL + "[shop.order]", "'order' is not known here; did you mean 'orders'?"),
        (URL + "[shop.orders]", "[shop.orders]: Give either a table or a select."),
        (TABLE + 'select = "SELECT 1"', "Give either a table or a select."),
        (URL + '[shop.orders]\nselect = "DELETE FROM sold"', "Only a SELECT is read"),
        (TABLE + "watermark = 1", "watermark is a text"),
        (TABLE + 'overlap = "1 day"', "An overlap needs a watermark"),
        (TABLE + 'watermark = "no"\noverlap = "soon"', "An overlap is a time"),
        (TABLE + 'mapping = "no"', "mapping is a section of names and texts: [shop.orders.mapping]"),
        (TABLE + '[shop.orders.mapping]\nno = "order"', "There is no field 'order'; did you mean order_id?"),
        (TABLE + 'preset = "nonsense"', "There is no preset 'nonsense'"),
        ('[shop]\nurl = "${NOT_THERE}"\n[shop.orders]\ntable = "sold"', "The environment has no NOT_THERE"),
        ('[shop]\nurl = "nonsense hunter2"\n[shop.orders]\ntable = "sold"', "The url is not an address"),
        ('[shop]\nurl = "mysql://me:hunter2@host/shop"\n[shop.orders]\ntable = "sold"', "The url holds a password."),
        ('[shop]\nfolder = "x"\nkind = "words"', "There is no kind 'words'"),
        ('[shop]\nfolder = "x"\norder = "size"', "in the order of their name or their time"),
    ],
)
def test_wrong_settings_are_one_sentence_and_exit_code_2(settings, run, text, said):
    if text is not None:
        settings(text)
    code, out, err = run()
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1 and "hunter2" not in err


def test_what_the_documentation_shows_is_taken_and_every_key_is_in_it(settings, monkeypatch):
    told = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    settings("".join(re.findall(r"```toml\n(.*?)```", told, re.DOTALL)))
    monkeypatch.setenv("SHOP_PASSWORD", "hunter2")
    shop, exports = source_settings.configured()
    ((orders, reading), (feedback, _)) = shop.queries
    assert (orders.watermark, reading.answers, feedback.table) == ("updated_at", {"ordered_at": "day_first"}, "")
    assert (str(exports.folder), exports.files, exports.reading.kind) == ("/srv/exports", "reviews-*.csv", None)
    for key in (*source_settings.ENTITY, *source_settings.FOLDER, *source_settings.READING):
        assert f"`{key}`" in told


def test_secrets_come_from_the_environment_as_they_are_and_are_not_shown(settings, run, monkeypatch):
    monkeypatch.setenv("SECRET", "p@ss/w:rd?#")
    monkeypatch.setenv("PORT", "6543")
    settings('[shop]\nurl = "postgres://reader:${SECRET}@db.example.com:${PORT}/shop"\n[shop.orders]\ntable = "sold"\n')
    (source,) = source_settings.configured()
    ((query, _),) = source.queries
    url = query.url
    assert (url.password, url.port, url.host) == ("p@ss/w:rd?#", 6543, "db.example.com")
    assert url.drivername == "postgresql+psycopg" and "p@ss" not in repr(source)
    assert source_settings.names() == ["shop"]
    code, _, err = run("shops")
    assert code == 2 and err == "sources.toml has no source 'shops'. It has: shop.\n"
