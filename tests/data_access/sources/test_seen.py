"""The memory of millions of keys says what a dictionary would."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.sources.identity import Repeats
from data_access.sources.seen import Seen

# Few keys in many batches, so that every key comes again; both ends of the range and of a part.
KEYS = st.sampled_from([0, 1, 2**58 - 1, 2**58, 2**63, 2**64 - 1, *range(7, 2**64, 2**59)])
BATCHES = st.lists(st.lists(KEYS, min_size=1, max_size=30), min_size=1, max_size=12)


@given(BATCHES)
def test_it_knows_the_first_of_each_key_and_how_often_it_came(batches):
    first, times, by_key, counted, place = Seen(), Seen(), {}, {}, 0
    for batch in batches:
        keys = np.array(batch, dtype="uint64")
        places = np.arange(place, place + len(keys), dtype="uint64")
        place += len(keys)
        expected = [by_key.setdefault(key, int(at)) for key, at in zip(batch, places, strict=True)]
        assert first.first(keys, places).tolist() == expected
        for key, number in zip(batch, times.occurrences(keys).tolist(), strict=True):
            counted[key] = counted.get(key, 0) + 1
            assert number == counted[key]


def test_a_repeat_names_the_line_and_the_file_of_the_first():
    repeats = Repeats(("order_id",), ["a.csv", "b.csv"])
    rows = pd.DataFrame({"order_id": ["1", "2", None], "amount": [1.0, 2.0, 3.0]})
    assert repeats.check(rows, 0, np.array([2, 3, 4])) == ([], {})
    same, other = repeats.check(rows.assign(amount=[1.0, 5.0, 3.0]), 1, np.array([7, 9, 11]))
    assert same == [0]
    assert list(other) == [1] and "in line 3 of a.csv, has the same order_id" in other[1]
    same, other = repeats.check(pd.DataFrame({"order_id": ["3", "3"], "amount": [1.0, 2.0]}), 1, np.array([12, 13]))
    assert "in line 12, has the same" in other[1]
