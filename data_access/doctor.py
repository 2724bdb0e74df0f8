"""Checks the database, its tables and the installed versions, and says what is wrong in sentences."""

from importlib import metadata
from pathlib import Path

from sqlalchemy import func, select

from data_access import database, migrations, rescoring
from data_access.coverage import coverage

_PINS = Path(__file__).resolve().parent.parent / "requirements.txt"


def examine() -> tuple[list[str], list[str]]:
    """What is well and what is not, each a sentence; the second list is empty when all is well."""
    well, wrong = _versions()
    try:
        revision = migrations.current()
    except database.DatabaseProblem as problem:
        return well, [*wrong, str(problem)]
    name = database.engine().dialect.name
    well.append(f"The database ({'DuckDB' if name == 'duckdb' else 'PostgreSQL'}) answers.")
    if revision is None:
        return well, [*wrong, "The database has no tables yet. Run: python -m data_access refresh"]
    if revision > migrations.newest():
        return well, [*wrong, "The tables were made by a newer version of Earshot. Update this one."]
    if revision != migrations.newest():
        wrong.append(
            f"The tables are at revision {revision}, this version needs {migrations.newest()}. "
            "Run: python -m data_access refresh"
        )
        return well, wrong
    well.append(f"The tables are at the newest revision, {revision}.")
    _contents(well, wrong)
    return well, wrong


def _versions() -> tuple[list[str], list[str]]:
    pinned = [line.split("#")[0].strip() for line in _PINS.read_text().splitlines()]
    wrong = []
    for name, wanted in (pin.split("==") for pin in pinned if "==" in pin):
        name = name.split("[")[0]
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            wrong.append(f"The package {name} is not installed. Run: pip install -r requirements.txt")
            continue
        if installed != wanted:
            wrong.append(
                f"The package {name} is {installed}, tested with {wanted}. Run: pip install -r requirements.txt"
            )
    return ([] if wrong else ["Every package has the version in requirements.txt."]), wrong


def _contents(well: list[str], wrong: list[str]) -> None:
    held = coverage()
    if held.is_empty:
        well.append("There are no orders and no feedback yet: import files, or run python -m data_access demo")
        return
    well.append(
        f"{_many(held.orders, 'order')} ({held.valid_orders:,} valid, {held.orders_without_customer:,} of them without "
        f"a customer) by {_many(held.customers, 'customer')}, {_many(held.feedback, 'piece')} of feedback, "
        f"{_many(held.mentions, 'mention')}."
    )
    if held.has_demo and held.has_own_data:
        wrong.append(
            "Demo data stands beside your own, so every figure mixes the two. Run: python -m data_access demo --remove"
        )
    if held.feedback and held.our_brand is None:
        wrong.append(
            "No tracked brand is marked as yours, so share of voice is unknown. "
            "Run: python -m data_access brand NAME --ours"
        )
    stale = select(func.count().label("n")).select_from(rescoring.outdated().subquery())
    if count := int(database.read(stale)["n"].iloc[0]):
        wrong.append(
            f"{_many(count, 'piece')} of feedback {'was' if count == 1 else 'were'} not read by the present scorers, "
            "so trends have a break. Run: python -m data_access refresh"
        )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
