"""Whole public data sets, through the command line, against figures that were counted independently.

Their folder is named by EARSHOT_REAL_DATA; where it is not, there is nothing to test. DuckDB alone: the benchmark times
both databases.
"""

import csv
import gzip
import os
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from data_access import database
from data_access.__main__ import main
from data_access.coverage import coverage
from data_access.fetch import fetch_one
from data_access.filters import EVERY_BRAND, Filters
from data_access.metrics import METRICS
from data_access.schema import feedback, mentions, order_lines, purchases
from tests.conftest import only_duckdb

DATA = Path(os.environ.get("EARSHOT_REAL_DATA", ""))
pytestmark = pytest.mark.skipif("EARSHOT_REAL_DATA" not in os.environ, reason="EARSHOT_REAL_DATA names no folder")
# Of the ten that there are those with the fewest reviews: all of them take a minute.
INSURERS = {
    "akc": "AKC", "fetch": "Fetch", "figo": "Figo", "healthypaws": "Healthy Paws", "lemonade": "Lemonade",
    "pumpkin": "Pumpkin",
}  # fmt: skip
COUNTED = re.compile(r"([\d,]+) rows read: ([\d,]+) new, ([\d,]+) changed, ([\d,]+) unchanged, ([\d,]+) refused\.")


@pytest.fixture(scope="module")
def one_database(fresh_database):
    """A database for all tests of a data set, which follow each other."""
    with fresh_database("duckdb"):
        yield


@pytest.fixture
def brought(capsys):
    """Import by the command line: rows read, new, changed, unchanged, refused."""

    def run(*arguments):
        code = main(["import", *map(str, arguments)])
        told = capsys.readouterr()
        assert code == 0, told.err
        return tuple(int(number.replace(",", "")) for number in COUNTED.match(told.out).groups())

    return run


def counted(statement) -> int:
    with database.connecting() as connection:
        return connection.execute(statement).scalar_one()


def named_by_hand(path: Path):
    """The insurers that each review names: whole words, one-word names with a capital only."""
    spaced = {name: name.replace(" ", r"\s+") for name in INSURERS.values()}
    patterns = {name: re.compile(rf"(?<![\w@#]){words}(?!\w)", re.IGNORECASE) for name, words in spaced.items()}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for review in csv.DictReader(file):
            said = f"{review['title']}\n{review['text']}"
            found = {name: pattern.findall(said) for name, pattern in patterns.items()}
            yield {name for name, written in found.items() if any(" " in name or w[0].isupper() for w in written)}


def test_online_retail_accounts_for_every_line_and_gives_the_known_figures(one_database, brought):
    assert brought("orders", DATA / "online_retail/online_retail.csv.gz") == (541_909, 541_909, 0, 0, 0)
    held = coverage()
    assert (held.orders, held.valid_orders, held.orders_without_customer) == (25_900, 19_960, 19_960 - 18_532)
    assert held.customers == 4_338
    ever = fetch_one(METRICS["ever_repeat"], Filters())
    assert (ever["numerator"], ever["denominator"]) == (2_790, 4_338)
    assert counted(select(func.count()).select_from(purchases)) == 16_763
    assert round(counted(select(func.sum(purchases.c.amount))), 2) == Decimal("8911407.90")


def test_parts_of_online_retail_in_another_style_bring_nothing_new_after_it(one_database, brought):
    for country in ("france", "germany"):
        read, new, changed, unchanged, refused = brought("orders", DATA / f"online_retail/excel_style_{country}.csv")
        assert (new, changed, refused) == (0, 0, 0) and read == unchanged > 8_000
    assert counted(select(func.count()).select_from(order_lines)) == 541_909


@only_duckdb
def test_cdnow_without_order_ids_gives_its_customers_and_those_who_came_back(db, brought, capsys):
    told = ("--map", "dollar_value=amount", "--map", "date=ordered_at", "--set", "status=free")
    read, new, changed, _, refused = brought("orders", DATA / "cdnow/CDNOW_master.txt", *told)
    assert (read, new, changed, refused) == (69_659, 69_659, 0, 0)
    assert brought("orders", DATA / "cdnow/CDNOW_master.txt", *told) == (69_659, 0, 0, 69_659, 0)
    # 80 of the orders were free; told so, every day with an order is a purchase.
    ever = fetch_one(METRICS["ever_repeat"], Filters())
    assert (ever["numerator"], ever["denominator"]) == (11_516, 23_570)
    assert main(["import", "orders", str(DATA / "cdnow/cdnow_customers_summary.csv")]) == 1
    said = capsys.readouterr().err
    assert "cdnow_customers_summary.csv has one row a customer" in said and "no dates of single orders" in said
    assert said.count("\n") == 1


@only_duckdb
def test_reviews_of_six_insurers_are_all_there_and_name_each_other(db, brought):
    reviews = 0
    for name, brand in INSURERS.items():
        told = ("--brand", brand, "--map", "published=created_at", "--set", "source=Trustpilot")
        path = DATA / f"pet_insurance/{name}_reviews.csv.gz"
        read, new, changed, unchanged, refused = brought("feedback", path, *told)
        assert read == new + changed + unchanged + refused
        reviews += read
    assert reviews == 9_201
    held = coverage()
    assert held.options["brand"] == tuple(sorted(INSURERS.values()))
    assert held.options["source"] == ("Trustpilot",)
    assert fetch_one(METRICS["feedback_volume"], Filters(brand=(EVERY_BRAND,)))["value"] == held.feedback
    assert counted(select(func.count(feedback.c.feedback_id.distinct()))) == held.feedback
    by_hand = Counter(
        brand
        for name in INSURERS
        for brands in named_by_hand(DATA / f"pet_insurance/{name}_reviews.csv.gz")
        for brand in brands
    )
    for brand, named in by_hand.items():
        found = counted(select(func.count()).select_from(mentions).where(mentions.c.brand == brand))
        # A single word may have a meaning of its own: "Embrace" begins sentences that are not about it, and a capital
        # says nothing where all are.
        assert found == named if " " in brand else 0.85 * named <= found <= named, (brand, named, found)
    assert counted(select(func.count()).select_from(mentions).where(mentions.c.relation == "other")) > 20
