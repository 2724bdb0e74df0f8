"""Parquet gives the same texts as a CSV export of it would, nested values as dotted columns."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_access import sources
from data_access.sources import parquet_file

NOON = datetime(2024, 1, 31, 14, 5)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([17850.0, 1.25, None, float("nan"), 1e20]), ["17850", "1.25", "", "", "100000000000000000000"]),
        (pa.array([Decimal("12.50"), None]), ["12.50", ""]),
        (pa.array([NOON, None]), ["2024-01-31 14:05:00", ""]),
        (pa.array([NOON.replace(microsecond=500_000)]), ["2024-01-31 14:05:00.5"]),
        (pa.array([NOON.replace(tzinfo=UTC)], pa.timestamp("ns", "Europe/Berlin")), ["2024-01-31 15:05:00+0100"]),
        (pa.array([date(2024, 1, 31)]), ["2024-01-31"]),
        (pa.array(["Zoë\0", None, "Ann"]).dictionary_encode(), ["Zoë", "", "Ann"]),
        (pa.array([True, None, False]), ["true", "", "false"]),
        (pa.array([["a", "b"], [], None]), ["a; b", "", ""]),
        (pa.array([b"text", b"\xff\x00"]), ["text", "ff00"]),
        (pa.nulls(1), [""]),
    ],
)
def test_each_type_becomes_the_text_an_export_would_have(tmp_path, values, texts):
    pq.write_table(pa.table({"value": values, "id": list(range(len(values)))}), tmp_path / "x.parquet")
    (origin,) = sources.origins([tmp_path / "x.parquet"])
    with origin.open() as table:
        assert [row[0] for batch in table.batches(2) for row in batch.rows] == texts


def test_orders_with_a_customer_inside_are_imported(tmp_path, imported, monkeypatch):
    monkeypatch.setattr(parquet_file, "ROWS_AT_ONCE", 7)
    records = [{"order_id": n, "ordered_at": NOON, "amount": n / 2, "customer": {"id": f"C{n}"}} for n in range(40)]
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "x", row_group_size=15)
    result = imported([tmp_path / "x"], "orders", mapping={"customer.id": "customer_id"}, chunk_rows=9)
    assert result.column("customer_id") == [f"C{n}" for n in range(40)]
    assert result.column("line_no_in_file") == list(range(1, 41))


def test_a_parquet_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, refusal):
    pq.write_table(pa.table({"order_id": [str(n) for n in range(999)]}), tmp_path / "x.parquet")
    whole = (tmp_path / "x.parquet").read_bytes()
    (tmp_path / "x.parquet").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / "x.parquet").startswith("x.parquet cannot be read as Parquet; it is damaged or not whole")
    pq.write_table(pa.table({str(n): [1] for n in range(2_001)}), tmp_path / "y.parquet")
    assert "more than 2,000 columns" in refusal(tmp_path / "y.parquet")
