"""Where the score behind a line changed, told from which scorer gave how many scores when."""

import pandas as pd

from components.score_breaks import breaks


def scored(lines: str) -> pd.DataFrame:
    rows = [line.split("|") for line in lines.strip().splitlines()]
    return pd.DataFrame(
        [
            (f"2025-{month.strip()}-01", source.strip() or None, scorer.strip(), int(n))
            for month, source, scorer, n in rows
        ],
        columns=["period", "source", "scorer", "n"],
    )


def test_a_source_is_held_against_itself():
    """Two sources with different scorers beside each other are no change, whichever has more of a month."""
    rows = scored("""
        01 | Shop   | words | 90
        01 | Survey | model | 10
        02 | Shop   | words | 10
        02 | Survey | model | 90
    """)
    assert breaks(rows) == [] and breaks(rows.head(0)) == []


def test_a_new_scorer_is_a_break_from_the_step_in_which_most_texts_have_it():
    rows = scored("""
        01 | | words | 50
        02 | | words | 30
        02 | | model | 20
        04 | | model | 50
        05 | | model | 50
    """)
    assert breaks(rows) == [pd.Timestamp("2025-04-01")]


def test_a_change_in_a_small_source_is_none():
    rows = scored("""
        01 | Shop   | words | 900
        01 | Survey | words | 100
        02 | Shop   | words | 900
        02 | Survey | model | 100
        03 | Shop   | words | 100
        03 | Survey | words | 100
    """)
    assert breaks(rows) == [pd.Timestamp("2025-03-01")]
