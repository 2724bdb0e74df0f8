"""What every layout that works out columns owes whatever texts it is given."""

import random

import pytest

from data_access.sources import PRESETS
from data_access.sources.records import Batch

SHAPED = [preset for preset in PRESETS.values() if preset.shaper]
ODD = [
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "5",
    "NaN",
    "x" * 3_000,
    "<br" * 500,
    "(Original)",
    "RT @a: b",
    "Good",
    "=1+1",
    "\u202e",
]
ODD += [
    "2024-03-01 10:00",
    "Wed Oct 10 20:19:24 +0000 2018",
    "3 PM",
    "12:00 PM",
    "a@b",
    "\n\n",
    "'",
    '"',
    "10 - likely",
]


@pytest.mark.parametrize("preset", SHAPED, ids=lambda preset: preset.name)
def test_every_record_comes_out_as_long_as_the_columns_or_is_refused_with_a_sentence(preset):
    worked_out = preset.shaper(("id", *preset.columns), "export.csv").added
    names = (*preset.required, *preset.worked_from, *preset.columns, "How satisfied are you?", "Why?")
    columns = tuple(name for name in dict.fromkeys(names) if name not in worked_out)
    chance = random.Random(4)
    for width in (columns, columns[: len(preset.required)] if preset.required else columns):
        rows = [[chance.choice(ODD) for _ in width] for _ in range(100)]
        shaper = preset.shaper(width, "export.csv")
        shaped = shaper.shape(Batch(rows, list(range(2, 102)), []))
        assert len(shaped.rows) == len(shaped.lines)
        assert {len(row) for row in shaped.rows} <= {len(shaper.columns)}
        assert all(isinstance(text, str) for row in shaped.rows for text in row)
        assert all(refusal.reason.endswith(".") for refusal in shaped.refusals)
        assert len({*shaped.lines, *(refusal.line for refusal in shaped.refusals)}) in (99, 100)
