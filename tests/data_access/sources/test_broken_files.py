"""Whatever a file has been through, reading it ends: with every record accounted for, or with a sentence."""

import contextlib
import gzip
import io
import json
import random
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import sources
from tests.data_access.sources.workbooks import workbook, zipped

RECORDS = [
    {
        "feedback_id": f"F{n}",
        "created_at": f"2024-01-{n % 28 + 1:02}",
        "text": f'Zoë, "{n}" and more',
        "rating": str(n % 5 + 1),
    }
    for n in range(40)
]


def as_csv() -> str:
    lines = [",".join('"' + value.replace('"', '""') + '"' for value in record.values()) for record in RECORDS]
    return "\r\n".join([",".join(RECORDS[0]), *lines])


def as_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(RECORDS), out)
    return out.getvalue()


WHOLE = {
    "comma.csv": as_csv().encode(),
    "old.csv": as_csv().encode("windows-1252"),
    "wide.csv": as_csv().encode("utf-16"),
    "packed.csv.gz": gzip.compress(as_csv().encode(), mtime=0),
    "array.json": json.dumps(RECORDS).encode(),
    "inside.json": json.dumps({"n": 1, "data": {"answers": RECORDS}}).encode(),
    "lines.jsonl": "\n".join(map(json.dumps, RECORDS)).encode(),
    "archive.zip": zipped({"answers.csv": as_csv()}),
    "table.parquet": as_parquet(),
    "book.xlsx": workbook({"S": [list(RECORDS[0]), *(list(record.values()) for record in RECORDS)]}),
}
MARKS = b'",\n\r;\t{}[]\\:<>&\0\xff\xc3'


def read(path) -> int:
    """Reads all of a file as the app does; the number of records, each of them accounted for."""
    read_in_all = 0
    for group in sources.grouped(sources.origins([path])):
        survey = sources.survey(group, "feedback", answers={"encoding": "windows-1252"})
        if not survey.questions:
            for chunk in sources.read(survey, chunk_rows=13):
                assert chunk.read == len(chunk.rows) + len(chunk.refused) + chunk.duplicates
                read_in_all += chunk.read
            assert read_in_all >= survey.rows
    return read_in_all


@pytest.mark.parametrize("name", WHOLE)
def test_each_of_them_is_read_while_it_is_whole(given_file, name):
    assert read(given_file(WHOLE[name], name)) == len(RECORDS)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(WHOLE)), seed=st.integers(0, 10**9), times=st.sampled_from([1, 3, 20]))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path, name, seed, times):
    path = tmp_path / name
    path.write_bytes(damaged(WHOLE[name], random.Random(seed), times))
    with contextlib.suppress(sources.SourceError):
        read(path)


def damaged(content: bytes, chance: random.Random, times: int) -> bytes:
    damaged = bytearray(content)
    for _ in range(times):
        place, length = chance.randrange(len(damaged) + 1), chance.randrange(60)
        kind = chance.randrange(5)
        if kind == 0:
            damaged[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del damaged[place : place + length]
        elif kind == 2:
            damaged[place:place] = damaged[chance.randrange(len(damaged) + 1) :][:length]
        elif kind == 3:
            damaged[place:place] = bytes(chance.choices(MARKS, k=length % 6))
        elif times == 1:
            del damaged[place:]
    return bytes(damaged)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)),
    mark=st.sampled_from([b"", b"[{", b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"a,b\n"]),
)
def test_bytes_that_mean_nothing_are_refused_or_read(tmp_path, content, mark):
    path = tmp_path / "x"
    path.write_bytes(mark + content)
    with contextlib.suppress(sources.SourceError):
        read(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (",".join(f"c{n}" for n in range(1_000_000)) + "\n1\n", "has more than 2,000 columns in its header"),
        ("{" + ",".join(f'"c{n}":1' for n in range(30_000)) + "}", "more than 2,000 different keys"),
        ("a,b\n" + '"' + "x" * 3_000_000, "a quotation mark opens in line 2 and is never closed"),
    ],
)
def test_what_is_far_too_wide_is_refused_at_once(given_file, refusal, content, said):
    began = time.process_time()
    assert said in refusal(given_file(content), "feedback")
    assert time.process_time() - began < 3
