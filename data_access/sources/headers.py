"""Which of a table's first rows names its columns, and what they are called where none does."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from data_access.sources.errors import SourceError, listed

MAX_COLUMNS = 2_000
MOST_TITLE_ROWS = 30

_NUMBER = re.compile(r"(?=\D*\d)[\d\s.,:/+-]+")
# What stands in a row of values and is no name of a column.
_VALUES = (
    _NUMBER,
    re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].{0,30})?"),
    re.compile(r"(?:19|20)\d{6}"),
    re.compile(r"-?\d+[.,]\d{1,4}"),
    re.compile(r"[^@\s]{1,100}@[^@\s]{1,100}\.\w{2,20}"),
)


@dataclass(frozen=True)
class Header:
    """Names of the columns, and how many rows stand before the first record, the header among them."""

    columns: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]


def header(rows: Sequence[Sequence[str]], name: str) -> Header:
    """The header of a table that begins with these rows. Raises SourceError where they cannot be a table's."""
    place = title_rows(rows)
    first, notes = rows[place], []
    if len(first) > MAX_COLUMNS:
        raise SourceError(f"{name} has more than {MAX_COLUMNS:,} columns in its header. Is this the file you meant?")
    if place:
        rows_are = "row of {} is" if place == 1 else f"{place} rows of {{}} are"
        notes.append(f"The first {rows_are.format(name)} left out as a title.")
    if not _names(first, rows[place + 1 :]):
        columns = tuple(f"column {number}" for number in range(1, len(first) + 1))
        notes.append(f"{name} does not name its columns, so they are called {columns[0]} to {columns[-1]}.")
        return Header(columns, place, tuple(notes))
    columns, twice = unique(field.strip() or f"(column {number})" for number, field in enumerate(first, 1))
    if twice:
        notes.append(f"{name} has more than one column called {listed(twice)}; the second is called {twice[0]} (2).")
    return Header(columns, place + 1, tuple(notes))


def unique(names) -> tuple[tuple[str, ...], list[str]]:
    """The names with a number behind those that were there before, and which those are."""
    given = list(names)
    taken, times, found = set(given), Counter(), []
    for name in given:
        times[name] += 1
        if times[name] == 1:
            found.append(name)
            continue
        number = times[name]
        while (numbered := f"{name} ({number})") in taken:
            number += 1
        taken.add(numbered)
        found.append(numbered)
    return tuple(found), [name for name, count in times.items() if count > 1]


def title_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows fill few of the columns that the others fill.

    Only a row of one or two cells may fill nearly half: questions with several answers leave gaps in a header.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:100]]
    usual = median(filled[len(filled) // 3 :] or [0])
    titles = (cells < max(2, usual / 2) and (cells <= 2 or cells < usual / 4) for cells in filled)
    return next((place for place, is_title in enumerate(islice(titles, MOST_TITLE_ROWS + 1)) if not is_title), 0)


def _names(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether these are names: not all numbers, and no date or address as in the rows below."""
    cells = [cell.strip() for cell in first if cell.strip()]
    if len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)):
        return False
    for place, cell in enumerate(first):
        below = [row[place].strip() for row in others if place < len(row) and row[place].strip()]
        for value in _VALUES[1:]:
            if value.fullmatch(cell.strip()) and below and all(map(value.fullmatch, below)):
                return False
    return True
