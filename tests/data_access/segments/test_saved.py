"""Segments under names: saved, renamed, changed and removed, on both databases."""

import pytest

from data_access import database
from data_access.segments.rules import parse
from data_access.segments.saved import change, remove, rules_of, save, saved
from tests.conftest import only_duckdb

TWICE = parse("purchases.from.2_not.names")


def names():
    return [each.name for each in saved()]


def test_a_segment_is_kept_renamed_changed_and_removed(db):
    version = database.current_version()
    first, second = save("  Back  again ", TWICE), save("asking", parse("asks"))
    assert names() == ["asking", "Back again"]
    assert rules_of(saved()[1]) == TWICE
    change(first, name="BACK again")  # its own name is not taken
    change(second, name="Who asks", rules=parse("not.asks"))
    assert names() == ["BACK again", "Who asks"]
    assert rules_of(saved()[1]) == parse("not.asks")
    remove(first)
    remove(first)
    assert names() == ["Who asks"]
    assert database.current_version() == version, "no number changed, so no answer need be made anew"


@only_duckdb
def test_what_cannot_be_saved_says_why(db):
    kept = save("Twice", TWICE)
    for name, rules, sentence in (
        ("twice", TWICE, "There is a segment called twice already"),
        (" ", TWICE, "Give the segment a name"),
        ("a\x00b", TWICE, "Give the segment a name"),
        ("x" * 61, TWICE, "at most 60 characters"),
        ("None", (), "A segment needs a rule"),
    ):
        with pytest.raises(ValueError, match=sentence):
            save(name, rules)
    other = save("Other", TWICE)
    with pytest.raises(ValueError, match="There is a segment called Twice already"):
        change(other, name="Twice")
    remove(kept)
    with pytest.raises(ValueError, match="no longer there"):
        change(kept, name="Twice")
    assert names() == ["Other"]
