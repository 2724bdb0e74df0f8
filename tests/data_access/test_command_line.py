"""The command line as people and scripts use it: what it prints, its exit codes, and one sentence for what is wrong."""

import gzip
import json
import os
import re
import subprocess
import sys

import pytest
from sqlalchemy import text

from data_access import database
from data_access.__main__ import main
from data_access.metrics import METRICS
from tests.conftest import only_duckdb
from tests.data_access import stored

LEDGER = """\
C1 01-10, 04-15 · C2 04-02, 04-20, 06-30 · C3 04-05 · C4 04-25, 07-20 · C5 05-10 · C6 05-20, 06-10 · C7 06-20 · \
C8 06-25, 07-05 · C9 02-01, 03-01 · C10 2024-12-01, 05-05 · C11 03-15 · C12 06-01"""
KEYS = ["period", "group", "value", "numerator", "denominator", "low", "high"]
HEADER = "order_id,customer_id,ordered_at,amount\n"


@pytest.fixture
def run(capsys):
    """run("metric", "orders"): exit code, standard output, standard error."""

    def command(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:  # argparse ends so
            code = stop.code
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def answers(run):
    """The rows of a metric's JSON."""

    def rows(*arguments):
        code, out, err = run("metric", *arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return rows


def is_a_sentence(err: str) -> bool:
    return err.count("\n") == 1 and err.endswith((".\n", "?\n")) and "Traceback" not in err


def file(folder, content, name="orders.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def ledger(db, run, tmp_path):
    """METRICS.md, 2.1."""
    bought = []
    for entry in LEDGER.split(" · "):
        customer, days = entry.split(" ", 1)
        bought += [(customer, day if len(day) > 5 else f"2025-{day}") for day in days.split(", ")]
    rows = [f"{number},{customer},{day},10" for number, (customer, day) in enumerate(bought)]
    code, out, err = run("import", "orders", file(tmp_path, HEADER + "\n".join(rows)))
    assert (code, err) == (0, "")
    assert out == "20 rows read: 20 new, 0 changed, 0 unchanged, 0 refused.\n"


# ---- metric


@pytest.mark.parametrize(
    ("name", "top", "base"),
    [
        ("repeat_within_period", 2, 10), ("returning_customer_share", 4, 10), ("returning_order_share", 5, 13),
        ("repurchase_rate", 2, 3), ("ever_repeat", 7, 12), ("period_retention", 1, 3),
    ],
)  # fmt: skip
def test_the_ledgers_answers_come_out(ledger, answers, name, top, base):
    (row,) = answers(name, "--from", "2025-04-01", "--to", "2025-06-30", "--as-of", "2025-07-31")
    assert list(row)[: len(KEYS)] == KEYS
    assert (row["period"], row["group"], row["numerator"], row["denominator"]) == (None, None, top, base)
    assert row["value"] == pytest.approx(top / base)
    assert row["low"] < row["value"] < row["high"]


@only_duckdb  # what the rows are, test_all_metrics asks of both
def test_every_metric_prints_its_shape_as_json_and_as_a_table(ledger, run, answers):
    for name in METRICS:
        period = ("--from", "2025-01-01", "--to", "2025-06-30", "--as-of", "2025-07-31")
        rows = answers(name, *period)
        for row in rows:
            assert list(row)[: len(KEYS)] == KEYS
            assert not any(key.startswith("moment_") for key in row)
            assert all(value is None or isinstance(value, str | int | float) for value in row.values())
        code, out, err = run("metric", name, *period)
        assert (code, err) == (0, "") and len(out.splitlines()) >= 3


def test_steps_in_time_are_named_by_their_first_day_and_in_order(ledger, answers):
    rows = answers("orders", "--from", "2025-01-15", "--to", "2025-03-31", "--every", "month")
    assert [(row["period"], row["value"]) for row in rows] == [("2025-01-01", 0), ("2025-02-01", 1), ("2025-03-01", 2)]
    assert [row["denominator"] for row in rows] == [None, None, None]


def test_cohorts_add_their_month_and_age(ledger, answers):
    rows = answers("cohort_retention", "--as-of", "2025-07-31")
    april = {row["age"]: row["numerator"] for row in rows if row["cohort"] == "2025-04-01"}
    assert april == {0: 3, 1: 0, 2: 1, 3: 1}
    assert {row["cohort"] for row in rows if row["cohort"] is None} == {None}


def test_horizon_breakdown_and_choices(db, run, answers, tmp_path):
    rows = "1,C1,2025-01-01,10,web,North\n2,C1,2025-01-11,10,web,North\n3,C2,2025-01-01,10,shop,South\n"
    run("import", "orders", file(tmp_path, "order_id,customer_id,ordered_at,amount,channel,region\n" + rows))
    as_of = ("--as-of", "2025-12-31")
    assert answers("repurchase_rate", "--horizon", "9", *as_of)[0]["numerator"] == 0
    assert answers("repurchase_rate", "--horizon", "10", *as_of)[0]["numerator"] == 1
    by = answers("orders", "--by", "region")
    assert [(row["group"], row["value"]) for row in by] == [("North", 2), ("South", 1)]
    assert answers("orders", "--where", "channel=web")[0]["value"] == 2
    assert answers("orders", "--where", "channel=web", "--where", "channel=shop")[0]["value"] == 3
    assert answers("orders", "--where", "region=South", "--where", "channel=web")[0]["value"] == 0


def test_a_rate_of_nobody_is_null_in_json_and_a_database_without_data_has_nothing_to_say(db, run, answers):
    (row,) = answers("returning_customer_share")
    assert (row["value"], row["denominator"], row["low"], row["high"]) == (None, 0, None, None)
    assert answers("orders", "--every", "month") == []
    for name in ("customers", "orders", "revenue", "feedback_volume", "mentions"):
        assert answers(name)[0]["value"] == 0
    assert answers("feedback_volume", "--where", "brand=*")[0]["value"] == 0
    code, out, _ = run("metric", "orders", "--every", "month")
    assert code == 0 and out.endswith("There is nothing in this period.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "There is no metric 'nonsense'."),
        (("orders", "--by", "weather"), "cannot be broken down by weather"),
        (("orders", "--where", "weather=fine"), "There is no field 'weather' to filter by."),
        (("orders", "--where", "channel"), "'channel' should be two words with = between them."),
        (("orders", "--from", "April"), "'April' is not a day."),
        (("orders", "--from", "2025-05-01", "--to", "2025-04-01"), "after its end"),
        (("orders", "--horizon", "30"), "orders has no option 'horizon'."),
        (("repurchase_rate", "--option", "horizon=soon"), "horizon is a number, and 'soon' is not."),
        (("cohort_retention", "--by", "segment"), "cannot be broken down by segment"),
        (("revenue", "--by", "segment+region"), "by segment and region at once"),
        (("repurchase_rate", "--horizon", "0"), "at least 1"),
        (("period_retention",), "period"),
        (("revenue", "--where", "currency=GBP", "--where", "currency=EUR"), "never added"),
    ],
)
def test_what_a_metric_cannot_answer_is_one_sentence_and_exit_code_1(db, run, arguments, said):
    code, out, err = run("metric", *arguments)
    assert (code, out) == (1, "")
    assert said in err and is_a_sentence(err)


# ---- import


def test_an_import_finds_columns_by_name_takes_told_ones_and_fills_in_constants(db, run, tmp_path):
    path = file(tmp_path, "no;bought on;sum;who = who\n1;05/04/2025;1.234,50;C1\n2;06/04/2025;10,00;\n")
    orders = ("import", "orders", path, "--map", "no=order_id", "--map", "bought on=ordered_at")
    orders = (*orders, "--map", "sum=amount", "--map", "who = who=customer_id", "--set", "channel=shop")
    code, out, err = run(*orders)
    assert (code, out) == (1, "") and is_a_sentence(err)
    assert "day or the month first" in err and "--dates day-first or --dates month-first" in err
    assert stored.rows("orders") == []
    code, out, _ = run(*orders, "--dates", "day-first")
    assert (code, out) == (0, "2 rows read: 2 new, 0 changed, 0 unchanged, 0 refused.\n")
    order = stored.one("orders", order_id="1")
    assert str(order["ordered_on"]) == "2025-04-05"
    assert (order["amount"], order["channel"], order["customer_id"]) == (1234.5, "shop", "C1")


def test_a_decimal_sign_that_the_file_does_not_tell_is_asked_for_and_can_be_told_with_the_dates(db, run, tmp_path):
    path = file(tmp_path, "order_id\tordered_at\tamount\n1\t05/04/2025\t1,234\n2\t06/04/2025\t2,345\n")
    code, _, err = run("import", "orders", path, "--dates", "month-first")
    assert code == 1 and "--decimals point or --decimals comma" in err
    code, _, err = run("import", "orders", path, "--decimals", "comma")
    assert code == 1 and "--dates day-first or --dates month-first" in err
    code, _, _ = run("import", "orders", path, "--dates", "month-first", "--decimals", "comma")
    assert code == 0
    order = stored.one("orders", order_id="1")
    assert (str(order["ordered_on"]), float(order["amount"])) == ("2025-05-04", 1.234)


def test_a_preset_is_told_from_the_header_or_by_name(db, run, tmp_path):
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    rows = (
        "536365,85123A,,6,2010-12-01 08:26:00,2.55,17850.0,France\nC536379,D,Discount,-1,2010-12-01 09:41:00,27.5,,\n"
    )
    for told in ((), ("--preset", "online_retail")):
        assert run("import", "orders", file(tmp_path, header + rows), *told)[0] == 0
    assert [row["preset"] for row in stored.imports()] == ["online_retail"] * 2
    assert stored.one("order_lines", order_id="536365")["product"] == "85123A"
    assert stored.one("orders", order_id="C536379")["status"] == "cancelled"
    assert stored.one("customers", customer_id="17850")["country"] == "France"
    code, _, err = run("import", "orders", file(tmp_path, HEADER + "1,C1,2025-04-01,10\n"), "--preset", "online_retail")
    assert code == 1 and "is not laid out as UCI Online Retail" in err and is_a_sentence(err)


def test_a_dry_run_says_what_would_be_and_keeps_nothing(db, run, tmp_path):
    path = file(tmp_path, HEADER + "1,C1,2025-04-01,10\n2,C1,x,10\n")
    code, out, _ = run("import", "orders", path, "--dry-run")
    assert code == 0
    assert out.startswith("2 rows read: 1 new, 0 changed, 0 unchanged, 1 refused.\n")
    assert "orders.csv, line 3, column ordered_at: " in out and "Nothing was kept: this was a dry run." in out
    assert stored.rows("orders") == stored.imports() == []


def test_of_many_refused_rows_the_first_are_shown_and_the_rest_counted(db, run, tmp_path):
    wrong = "".join(f"{number},C1,someday,10\n" for number in range(30))
    code, out, _ = run("import", "orders", file(tmp_path, HEADER + wrong + "99,C1,2025-04-01,10\n"))
    assert code == 0
    assert out.count("column ordered_at") == 10 and "... and 20 more; all are on the Data page." in out


def test_words_around_a_name_are_offered_told_and_kept(db, run):
    code, out, _ = run("brand", "Delta")
    assert code == 0 and "near: flight" in out, "what is known of an ordinary word comes with it"
    code, out, _ = run("brand", "Delta", "--context", "airline, crew", "--counter-context", "")
    assert (code, out) == (
        0,
        "Delta: Delta (with a capital)\n  Delta counts in small letters, or first in a sentence, near: airline, crew\n",
    )
    assert "word of praise or blame" in run("brand", "United")[1]


def test_columns_that_nothing_is_taken_from_are_named(db, run, tmp_path):
    path = file(tmp_path, "id,date,comment,NPS,CSAT\n1,2025-04-01,ok,9,4\n")
    assert run("import", path)[1].endswith("\nColumns left out: CSAT.\n")


def test_feedback_of_a_brand_is_imported_and_brands_are_listed_marked_and_removed(db, run, answers, tmp_path):
    path = file(tmp_path, "created_at,text\n2025-04-01,Figo paid at once. Great!\n", "figo.csv")
    assert run("import", "feedback", path, "--brand", "Figo", "--set", "source=Trustpilot")[0] == 0
    assert run("brand") == (0, "Figo: Figo (with a capital)\n", "")
    code, out, _ = run("brand", "Meadow", "--ours", "--alias", "Meadow & Co", "--any-case")
    assert (code, out) == (0, "Meadow (ours): Meadow, Meadow & Co\nFigo: Figo (with a capital)\n")
    shares = {row["group"]: row["value"] for row in answers("share_of_voice", "--by", "brand")}
    assert shares == {"Figo": 1, "Meadow": 0}
    code, out, _ = run("brand", "Figo", "--ours")
    assert out.splitlines()[0].startswith("Figo (ours)") and "Meadow (ours)" not in out
    assert run("brand", "Figo", "--remove")[0] == 0 and stored.rows("mentions") == []
    code, _, err = run("brand", "Figo", "--remove")
    assert (code, err) == (1, "No brand 'Figo' is tracked.\n")


def _gzipped(text: str) -> bytes:
    return gzip.compress(text.encode() * 2000)


BROKEN = {
    "truncated.csv.gz": (_gzipped(HEADER + "1,C1,2025-04-01,10\n")[:-40], "ends in the middle of the compressed data"),
    "damaged.csv.gz": (_gzipped(HEADER)[:12] + b"\xff" * 60, "compressed data"),
    "binary.csv": (bytes(range(256)) * 40, "binary.csv"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    "workbook.csv": (b"PK\x03\x04" + bytes(200), "workbook.csv"),
    "empty.csv": (b"", "is empty"),
    "header.csv": (HEADER, "has a header and no rows"),
    "delimiter.csv": (HEADER.replace(",", "~") + "1~C1~2025-04-01~10\n", "has only one column"),
    "missing.csv": ("order_id,customer_id,amount\n1,C1,10\n", "has no column for ordered_at"),
    "wide.csv": (",".join(f"c{n}" for n in range(100_000)) + "\n" + "1," * 99_999 + "1\n", "more than 2,000 columns"),
    "unclosed.csv": (HEADER + '1,C1,2025-04-01,10\n2,"C1,2025-04-01,10\n' + "3,C1,2025-04-01,10\n" * 9, "never closed"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_clear_sentence_and_nothing_is_written(db, run, tmp_path, name):
    content, said = BROKEN[name]
    path = file(tmp_path, content, name)
    version = run("metric", "orders") and database.current_version()
    code, out, err = run("import", "orders", path)
    assert (code, out) == (1, "")
    assert said in err and name in err and is_a_sentence(err) and len(err) < 1000
    assert str(tmp_path) not in err
    assert stored.imports() == stored.rows("refused_rows") == [] and database.current_version() == version


def test_a_file_that_breaks_off_after_the_first_chunks_leaves_no_trace(db, run, tmp_path):
    rows = "".join(f"{number},C{number % 50},2025-04-01,10.5\n" for number in range(120_000))
    whole = gzip.compress((HEADER + rows).encode())
    code, _, err = run("import", "orders", file(tmp_path, whole[: len(whole) * 9 // 10], "orders.csv.gz"))
    assert code == 1 and "ends in the middle" in err and is_a_sentence(err)
    assert stored.rows("orders") == stored.imports() == []


def test_formulas_are_text_and_are_neither_run_nor_lost(db, run, tmp_path):
    formula = '=HYPERLINK("http://example.com","x")'
    quoted = formula.replace('"', '""')
    rows = f'1,C1,2025-04-01,10,"{quoted}"\n2,C1,2025-04-01,=1+1,\n'
    cells = file(tmp_path, "order_id,customer_id,ordered_at,amount,customer_name\n" + rows)
    code, out, _ = run("import", "orders", cells)
    assert (code, out.splitlines()[0]) == (0, "2 rows read: 1 new, 0 changed, 0 unchanged, 1 refused.")
    assert stored.one("customers", customer_id="C1")["name"] == formula
    assert stored.one("refused_rows", line_no=3)["value"] == "=1+1"


def test_a_file_that_is_not_there_is_said(db, run, tmp_path):
    code, _, err = run("import", "orders", tmp_path / "nothing.csv")
    assert code == 1 and "nothing.csv" in err and is_a_sentence(err)


# ---- refresh, demo, doctor, and the process itself


def test_a_refresh_makes_the_tables_and_a_metric_without_them_says_how(run, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"duckdb:///{tmp_path / 'new' / 'shop.duckdb'}")
    code, _, err = run("metric", "orders")
    assert (code, err) == (1, "The database has no Earshot tables yet. Run: python -m data_access refresh\n")
    assert run("doctor")[0] == 1
    assert run("refresh") == (0, "Tables, scores and derived figures are up to date; 0 texts were read.\n", "")
    assert run("doctor")[0] == 0
    database.dispose()


def test_tables_of_a_newer_version_are_left_alone(db, run):
    with database.connecting() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    code, _, err = run("refresh")
    assert (code, err) == (1, "The tables were made by a newer version of Earshot. Update this one.\n")


@pytest.mark.usefixtures("short_demo")
def test_demo_data_comes_only_into_a_new_database_when_told_so_and_goes_again(db, run):
    code, out, _ = run("demo", "--if-new")
    assert code == 0 and re.fullmatch(r"Demo data: [\d,]+ orders and [\d,]+ pieces of feedback\.\n", out)
    version = database.current_version()
    assert run("demo", "--if-new") == (0, "", "")
    assert database.current_version() == version
    assert run("demo", "--remove") == (0, "The demo data is gone.\n", "")
    assert run("demo", "--if-new") == (0, "", "")
    assert stored.rows("orders") == stored.rows("brands") == stored.rows("events") == []


def test_an_import_beside_demo_data_says_how_to_take_that_away(db, run, tmp_path):
    from data_access.schema import import_runs

    path = file(tmp_path, HEADER + "1,C1,2025-04-01,10\n")
    run("import", "orders", path)
    with database.writing() as connection:
        connection.execute(import_runs.update().values(is_demo=True))
    _, out, _ = run("import", "orders", path)
    assert out.endswith("To take it away: python -m data_access demo --remove\n")


def _started(*arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "data_access", *map(str, arguments)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ended(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_a_second_process_waits_for_postgresql_and_is_told_of_duckdb(db, run, tmp_path):
    """While this process holds the database: another imports, and on PostgreSQL two at once."""
    assert run("metric", "orders")[0] == 0
    numbers = (1,) if db == "duckdb" else (1, 2)
    paths = [file(tmp_path, HEADER + f"{n},C{n},2025-04-01,10\n9,C9,2025-04-02,10\n", f"{n}.csv") for n in numbers]
    ends = [_ended(process) for process in [_started("import", "orders", path) for path in paths]]
    if db == "duckdb":
        ((code, _, err),) = ends
        assert code == 1
        assert err.startswith("Another process is using the DuckDB file") and is_a_sentence(err)
    else:
        assert [(code, err) for code, _, err in ends] == [(0, ""), (0, "")]
        counted = sorted(re.findall(r"(\d+) new, 0 changed, (\d+) unchanged", "".join(out for _, out, _ in ends)))
        assert counted == [("1", "1"), ("2", "0")]
        assert [row["order_id"] for row in stored.rows("orders")] == ["1", "2", "9"]
        assert [row["purchases"] for row in stored.rows("customers")] == [1, 1, 1]
        assert len(stored.imports()) == 2 and database.current_version()[1] >= 3


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ada:s3cret@127.0.0.1:1/shop",
        "postgres://ada:s3cret@nowhere.invalid/shop",
        "postgresql://ada:s3/cr@et@127.0.0.1:1/shop",
        "mongodb://ada:s3cret@host/shop",
    ],
)
def test_a_password_stands_in_no_output_of_any_command(run, monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url)
    path = file(tmp_path, HEADER + "1,C1,2025-04-01,10\n")
    commands = [("import", "orders", path), ("metric", "orders"), ("refresh",), ("brand",), ("demo",), ("doctor",)]
    for arguments in commands:
        code, out, err = run(*arguments)
        assert code == 1
        assert not re.search("s3|cret|ada:", out + err)
        assert arguments == ("doctor",) or (out == "" and is_a_sentence(err))


def test_a_password_stands_in_nothing_that_a_process_leaves_behind():
    """What a driver, or Python at its end, writes past the command."""
    code, out, err = _ended(_started("doctor", DATABASE_URL="postgresql+psycopg://ada:s3cret@127.0.0.1:1/shop"))
    assert code == 1 and not re.search("s3|cret|ada:|Traceback", out + err)


def test_help_names_every_command_and_every_metric(run):
    code, out, _ = run("--help")
    assert code == 0 and all(name in out for name in ("import", "refresh", "metric", "brand", "demo", "doctor"))
    code, out, _ = run("metric", "--help")
    assert code == 0 and all(name in re.sub(r"\s+", " ", out) for name in METRICS)


@only_duckdb
def test_without_a_name_every_metric_is_listed_with_its_options(db, run):
    code, out, err = run("metric")
    assert (code, err) == (0, "")
    assert all(f"  {name} " in out for name in METRICS)
    assert "--option horizon=90" in out
