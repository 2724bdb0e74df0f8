"""What must hold for every metric, without a line for a new one: it runs on every database and says the same there,
it compiles where no server is at hand, it keeps the canonical columns, and it is documented."""

import math
import zlib
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import cycle, product

import pytest
from clickhouse_connect.cc_sqlalchemy.dialect import ClickHouseDialect
from sqlalchemy.dialects import postgresql

from data_access import database
from data_access.fetch import fetch
from data_access.filters import Filters
from data_access.metrics import FAMILIES, METRICS, reference
from data_access.metrics.definition import COLUMNS, EVERY
from data_access.segments.rules import parse
from tests.conftest import DATABASES
from tests.data_access.metrics import shops

# Databases without a server here; to add one, give it its spellings in dialects.py and its line here.
COMPILED_ONLY = {"clickhousedb": ClickHouseDialect()}
KEYS = ("cohort", "age", "period", "group")
WINDOW = Filters(date(2024, 2, 14), date(2025, 2, 20), as_of=date(2025, 3, 31))
NARROW = Filters(
    date(2024, 4, 1),
    date(2025, 1, 31),
    as_of=date(2025, 2, 10),
    segment=("trade", "club"),
    region=("north",),
    attributes=(("region", ("north",)),),
    channel=("web", "phone"),
    category=("toys", "garden"),
    currency="GBP",
)
SEGMENT = replace(WINDOW, having=parse("not.group.Hibernating_last-feedback.positive.neutral_not.favours"))
SPOKEN = Filters(source=("survey",), brand=("Figo", "Orchard"), start=WINDOW.start, end=WINDOW.end)


def statements(metric):
    """What the metric can be asked: every step of time, every breakdown with the steps taking turns, and a few of them
    with many filters; (filters, by, every) with its statement."""
    asked = [(WINDOW, None, every) for every in (None, "week", "month")]
    breakdowns = (*metric.dimensions, "attribute.segment")
    asked += [(WINDOW, by, every) for by, every in zip(breakdowns, cycle((None, *EVERY)), strict=False)]
    asked += [(NARROW, by, None) for by in (None, "segment+attribute.region")]
    asked += [(SEGMENT, None, None), (SEGMENT, "region", "month")]
    asked += [(NARROW, None, "month"), (SPOKEN, "segment", "month"), (WINDOW, "segment+channel", None)]
    for filters, by, every in asked:
        try:
            statement = metric(filters, by=by, every=every)
        except ValueError:
            continue
        yield (filters, by, every), statement


@pytest.fixture(scope="module")
def answers(fresh_database, given_brands, given_orders, given_feedback):
    """{database: {metric: {(filters, by, every): answer or the error}}}, of one shop in each database."""
    shop = shops.random_shop(seed=5)
    found = {kind: {name: {} for name in METRICS} for kind in DATABASES}
    with ExitStack() as databases, ExitStack() as connections:
        asked = {}
        for kind in DATABASES:
            databases.enter_context(fresh_database(kind))
            shops.import_shop(shop, given_brands, given_orders, given_feedback)
            # Each statement comes once: what is compiled of it need not be kept.
            opened = connections.enter_context(database.engine().connect())
            asked[kind] = opened.execution_options(compiled_cache=None)
        for name, metric in METRICS.items():
            for view, statement in statements(metric):
                for kind, connection in asked.items():
                    found[kind][name][view] = _answer(connection, statement)
    return found


def _answer(connection, statement):
    """{what a row is of: its numbers by name}"""
    try:
        rows = connection.execute(statement).mappings().all()
    except Exception as error:
        connection.rollback()
        return error
    keys = [name for name in KEYS if rows and name in rows[0]]
    return {
        tuple(row[name] for name in keys): {name: _number(value) for name, value in row.items() if name not in keys}
        for row in rows
    }


def _number(value) -> float:
    """Of a text of numbers, which stand in no order, a digest of its lines."""
    if isinstance(value, str):
        return float(zlib.crc32("\n".join(sorted(value.splitlines())).encode()))
    return math.nan if value is None else float(value)


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_metric_runs_on_every_database_by_every_dimension_and_step(metric, answers):
    for kind in DATABASES:
        for view, answer in answers[kind][metric.name].items():
            assert isinstance(answer, dict), f"{kind}, {view}: {answer}"
            if metric.finish is None:
                assert all({"value", "numerator", "denominator"} <= set(numbers) for numbers in answer.values())


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_metric_says_the_same_on_every_database(metric, answers):
    one, *others = DATABASES
    for view, kind in product(answers[one][metric.name], others):
        expected, found = (answers[name][metric.name][view] for name in (one, kind))
        assert found.keys() == expected.keys(), view
        for key, numbers in expected.items():
            assert found[key] == pytest.approx(numbers, rel=1e-9, abs=1e-9, nan_ok=True), (view, key)


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_random_shop_gives_every_metric_something_to_say(metric, answers):
    """Else the two tests above would compare nothing."""
    whole = answers["duckdb"][metric.name][WINDOW, None, None]
    said = "value" if metric.finish is None else "numerator"
    assert any(numbers[said] and not math.isnan(numbers[said]) for numbers in whole.values())


@pytest.mark.parametrize("dialect", COMPILED_ONLY.values(), ids=COMPILED_ONLY)
@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_metric_compiles_without_a_server(metric, dialect):
    for _, statement in statements(metric):
        assert "SELECT" in str(statement.compile(dialect=dialect))


@pytest.fixture(scope="module", params=DATABASES)
def empty(request, fresh_database):
    with fresh_database(request.param):
        yield request.param


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_metric_of_an_empty_database_is_zero_or_unknown(metric, empty):
    for every in (None, "month"):
        try:
            rows = fetch(metric, WINDOW, every=every)
        except ValueError:
            continue
        assert list(rows.columns)[: len(COLUMNS)] == list(COLUMNS)
        assert rows["value"].fillna(0).eq(0).all()
        assert rows.loc[rows["denominator"].eq(0), "value"].isna().all()


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_metric_is_documented(metric):
    assert len(metric.definition) > 40, f"{metric.name} needs a docstring that defines it"
    page = reference.PAGE.read_text(encoding="utf-8")
    assert f"### {metric.name}\n" in page and metric.definition in page
    assert metric.unit in reference.UNITS and metric.interval in reference.INTERVALS


def test_the_page_of_metrics_is_current():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "Run: make docs"


def test_every_metric_belongs_to_a_listed_family_and_has_its_functions_name():
    families = {family.__name__ for family in FAMILIES}
    for name, metric in METRICS.items():
        assert metric.statement.__module__ in families
        assert metric.statement.__name__ == name


def test_statements_hold_no_values():
    """What readers choose travels as a bound parameter, never inside the SQL."""
    strange = "'; DROP TABLE orders; --"
    chosen = (strange,)
    filters = replace(WINDOW, segment=chosen, channel=chosen, brand=chosen, attributes=((strange, chosen),))
    for metric in METRICS.values():
        assert "DROP TABLE" not in str(metric(filters).compile(dialect=postgresql.dialect()))
