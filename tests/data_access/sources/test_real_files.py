"""The real files, where EARSHOT_REAL_DATA says they are."""

import os
from pathlib import Path

import pandas as pd
import pytest

from data_access import sources

pytestmark = pytest.mark.skipif(not os.environ.get("EARSHOT_REAL_DATA"), reason="EARSHOT_REAL_DATA is not set")


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(os.environ["EARSHOT_REAL_DATA"])


@pytest.fixture(scope="module")
def online_retail(folder) -> pd.DataFrame:
    survey = sources.survey([folder / "online_retail/online_retail.csv.gz"])
    assert (survey.kind, survey.preset, survey.rows) == ("order_lines", "online_retail", 541_909)
    chunks = list(sources.read(survey))
    assert not any(len(chunk.refused) or chunk.duplicates for chunk in chunks)
    return pd.concat([chunk.rows for chunk in chunks], ignore_index=True)


def test_online_retail_has_the_orders_customers_and_revenue_that_are_known(online_retail):
    assert len(online_retail) == 541_909
    assert online_retail["order_id"].nunique() == 25_900
    is_sale = online_retail["status"].isna() & (online_retail["quantity"] > 0) & (online_retail["unit_price"] > 0)
    sales = online_retail[is_sale]
    assert sales["order_id"].nunique() == 19_960
    known = sales[sales["customer_id"].notna()]
    assert known["order_id"].nunique() == 18_532
    assert known["customer_id"].nunique() == 4_338
    assert round(known["amount"].sum(), 2) == 8_911_407.90
    occasions = known[["customer_id", "ordered_on"]].drop_duplicates()
    assert len(occasions) == 16_763
    assert (occasions.groupby("customer_id").size() >= 2).sum() == 2_790


@pytest.mark.parametrize("country", ["France", "Germany"])
def test_the_same_lines_saved_by_excel_read_the_same(folder, online_retail, country, imported):
    part = imported([folder / f"online_retail/excel_style_{country.lower()}.csv"], "orders")
    assert part.survey.date_orders == {"ordered_at": "month_first"}
    assert part.refused.empty
    columns = [name for name in part.rows if name not in ("file", "line_no_in_file")]
    whole = online_retail[online_retail["country"] == country][columns]
    ours = part.rows[columns].sort_values(columns, ignore_index=True)
    pd.testing.assert_frame_equal(ours, whole.sort_values(columns, ignore_index=True))


def test_cdnow_is_read_without_commas_and_without_order_ids(folder, imported):
    result = imported([folder / "cdnow/CDNOW_master.txt"], None)
    assert result.survey.questions == ()
    assert len(result.rows) == result.rows["order_id"].nunique() == 69_659
    assert result.rows["customer_id"].nunique() == 23_570
    days = result.rows.groupby("customer_id")["ordered_on"].nunique()
    assert (days >= 2).sum() == 11_516


def test_the_cdnow_sample_without_a_header_is_read_by_its_values(folder, imported):
    result = imported([folder / "cdnow/CDNOW_sample.txt"], None)
    assert result.survey.mapping == {"column 1": "customer_id", "column 3": "ordered_at", "column 5": "amount"}
    assert len(result.rows) == 6_919
    assert result.rows["customer_id"].nunique() == 2_357


def test_the_cdnow_summary_without_dates_is_refused_politely(folder, refusal):
    said = refusal(folder / "cdnow/cdnow_customers_summary.csv")
    assert said.startswith("cdnow_customers_summary.csv has one row a customer, with totals (frequency, recency), and")


def test_every_review_of_the_pet_insurers_is_read(folder, imported):
    paths = sorted((folder / "pet_insurance").glob("*.csv.gz"))
    result = imported(paths, None)
    assert (result.survey.kind, result.survey.preset, result.survey.questions) == ("feedback", "trustpilot_pages", ())
    assert list(result.survey.brands.values()) == [
        "AKC", "ASPCA", "Embrace", "Fetch", "Figo", "Healthy Paws", "Lemonade", "Pets Best", "Pumpkin", "Spot",
    ]  # fmt: skip
    assert set(result.column("brand")) == set(result.survey.brands.values())
    assert len(result.rows) + result.duplicates + len(result.refused) == 26_878
    assert result.survey.mapping["published"] == "created_at"
    assert result.rows["created_at"].dt.year.between(2015, 2024).all()
    assert result.rows["text"].str.contains("\n").any()
    assert result.refused.empty
