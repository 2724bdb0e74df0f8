"""Whole public data sets, dropped at once: each is recognised, and next to nothing is asked.

Their folder is named by EARSHOT_REAL_DATA; where it is not, there is nothing to test.
"""

import io
import os
from pathlib import Path

import pytest

from components.import_draft import Draft
from tests.conftest import only_duckdb

DATA = Path(os.environ.get("EARSHOT_REAL_DATA", ""))
pytestmark = [
    pytest.mark.skipif("EARSHOT_REAL_DATA" not in os.environ, reason="EARSHOT_REAL_DATA names no folder"),
    only_duckdb,
]


@pytest.fixture
def dropped(db, request):
    """The draft of all files of a folder, looked at."""

    def drop(folder):
        paths = sorted(path for path in (DATA / folder).iterdir() if path.is_file())
        uploads = [io.BytesIO(path.read_bytes()) for path in paths]
        for upload, path in zip(uploads, paths, strict=True):
            upload.name = path.name
        draft = Draft(uploads)
        request.addfinalizer(draft.discard)
        draft.examine(lambda *_: None)
        return draft

    return drop


def test_ten_files_of_reviews_are_one_import_of_ten_brands(dropped):
    draft = dropped("pet_insurance")
    (part,) = draft.parts
    assert part.is_ready and not part.look.questions
    assert len(set(part.told_brands.values()) - {""}) == 10
    assert part.look.preview.read == part.look.survey.rows == part.look.preview.pieces == 26_878


def test_every_layout_of_order_lines_is_recognised(dropped):
    draft = dropped("online_retail")
    for part in draft.parts:
        assert part.is_ready and len(part.look.questions) <= 1
        assert part.look.survey.kind == "order_lines"
        assert part.look.preview.read == part.look.survey.rows


def test_orders_with_and_without_a_header_are_read_and_totals_by_customer_are_refused(dropped):
    parts = {part.files[0]: part for part in dropped("cdnow").parts}
    master, sample = parts["CDNOW_master.txt"], parts["CDNOW_sample.txt"]
    assert master.is_ready and not master.look.questions
    assert (master.look.preview.orders, master.look.preview.customers) == (69_659, 23_570)
    assert len(sample.look.questions) <= 1
    assert "no dates of single orders" in parts["cdnow_customers_summary.csv"].look.problem
