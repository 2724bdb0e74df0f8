"""What layouts of orders read in a cell: phone numbers, plain numbers, a cell full of line items."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import sources
from data_access.sources.presets.orders import number, phone
from data_access.sources.presets.woocommerce_items import items, refunds
from data_access.sources.records import Batch


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("'+44 20 7946-0018", "+442079460018"),
        ("0044 (20) 79460018", "+442079460018"),
        ("442079460018.0", "442079460018"),
        ("4.42079E+11", ""),
        ("none", ""),
    ],
)
def test_a_phone_number_is_the_same_however_it_is_written(text, known):
    assert phone(text) == known


@pytest.mark.parametrize(
    ("text", "value"), [("1.50", Decimal("1.50")), ("", 0), ("1,50", None), ("inf", None), ("1e999999", None)]
)
def test_only_plain_numbers_are_reckoned_with(text, value):
    assert number(text) == value


def test_line_items_are_told_apart_as_text_and_as_json():
    assert items("name:A: b|quantity:2|total:4.00") == [("A: b", "2", "4.00")]
    assert items('[{"name": "A", "quantity": 2, "total": "4.00"}, 5]') == [("A", "2", "4.00")]
    assert items("no items") == items("[[") == []
    assert refunds("amount:10.00|reason:torn;amount:2.5|reason:") == "12.50"


_LAYOUTS = [preset for preset in sources.PRESETS.values() if preset.shaper and preset.kind != "feedback"]
_CELLS = st.lists(st.text(max_size=12) | st.sampled_from(["1e999999", "[{", "name:|;name:", "-", "99999999999"]))


@pytest.mark.parametrize("preset", _LAYOUTS, ids=lambda preset: preset.name)
@settings(max_examples=15, deadline=None)
@given(cells=_CELLS)
def test_whatever_stands_in_the_cells_each_record_becomes_whole_rows_or_a_reason(preset, cells):
    columns = tuple(dict.fromkeys([*preset.signature(), *preset.worked_from, *preset.columns, "line_items"]))
    shaper = preset.shaper(columns, "export.csv")
    row = (cells + [""] * len(columns))[: len(columns)]
    shaped = shaper.shape(Batch([list(row), list(row)], [2, 3], []))
    assert {len(row) for row in shaped.rows} <= {len(shaper.columns)}
    assert {*shaped.lines, *(refusal.line for refusal in shaped.refusals)} == {2, 3}
