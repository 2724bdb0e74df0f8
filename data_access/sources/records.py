"""Lines to records with their line numbers: delimiter, header, and quotation marks that never close."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from data_access.sources.encoding import TextFile
from data_access.sources.errors import SourceError
from data_access.sources.headers import MAX_COLUMNS, MOST_TITLE_ROWS

WHITESPACE = " "  # stands for any run of spaces and tabs
MAX_FIELD = 1_000_000  # characters; far above what a verbatim may have, so that only a lost quotation mark gets there
BATCH_CHARACTERS = 1 << 24

__all__ = ["BATCH_CHARACTERS", "MAX_COLUMNS", "MAX_FIELD", "WHITESPACE", "Batch", "Refusal", "batches", "delimiter"]

# Process-wide in the csv module, and too low there for a long verbatim.
csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))


@dataclass(frozen=True)
class Refusal:
    """A record that cannot be read: its first line, the column at fault ("" for all of it), its text, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass
class Batch:
    """Some records with the right number of fields, the line each begins in, and those that were refused."""

    rows: list[list[str]]
    lines: list[int]
    refusals: list[Refusal]

    @property
    def read(self) -> int:
        return len(self.rows) + len(self.refusals)


def delimiter(sample: str, name: str) -> str:
    """The delimiter of a file that begins with `sample`: the one that cuts header and records alike."""
    if told := re.match(r"sep=([,;|\t])\r?\n", sample):
        return told[1]
    best, mark = (0.0, 1), None
    has_title = all(len(rows[0]) < 3 for other in ",;\t|" if (rows := first_records(sample, other)))
    for candidate in (",", ";", "\t", "|", WHITESPACE):
        if candidate == WHITESPACE and mark:
            break
        rows = first_records(sample, candidate)
        titles = _titles(rows) if has_title and candidate != WHITESPACE else 0
        rows = rows[titles:]
        if not rows or (fields := len(rows[0])) < 2:
            continue
        fitting = sum(len(row) == fields for row in rows[1:]) / max(len(rows) - 1, 1) - (0.2 if titles else 0)
        if candidate == WHITESPACE and fitting < 0.9:
            continue
        if mark is None or (round(fitting, 2), fields) > best:
            best, mark = (round(fitting, 2), fields), candidate
    if mark is None and not sample.strip():
        raise SourceError(f"{name} is empty.")
    return mark or ","


def _titles(rows: list[list[str]]) -> int:
    """How many of the first rows are much shorter than most."""
    lengths = list(map(len, rows))
    usual = max(set(lengths), key=lengths.count, default=0)
    return next((place for place, length in enumerate(lengths[:MOST_TITLE_ROWS]) if length >= usual / 2), 0)


def first_records(sample: str, mark: str) -> list[list[str]]:
    """The first hundred records of a file that begins with `sample`, whatever their quotation marks."""
    lines = io.StringIO(sample, newline="")
    if mark == WHITESPACE:
        return list(islice(filter(None, map(str.split, lines)), 101))
    reader, rows = csv.reader(lines, delimiter=mark, skipinitialspace=True), []
    with suppress(csv.Error):
        rows.extend(islice(filter(None, reader), 101))
    return rows


def batches(file: TextFile, mark: str, expected: int, size: int, before: int = 1) -> Iterator[Batch]:
    """The records after the first `before`, `size` at a time, or fewer where they are long. Blank lines are none."""
    reader = _Reader(file, mark)
    for _ in range(before):
        if reader.fill(1).refusals:
            raise SourceError(f"{file.name}: the quotation marks of the header do not fit. Correct its first line.")
    while not reader.is_done:
        batch = reader.fill(size)
        if batch.read:
            yield _checked(batch, expected, mark)


def _checked(batch: Batch, expected: int, mark: str) -> Batch:
    rows, lines, refusals = batch.rows, batch.lines, batch.refusals
    if set(map(len, rows)) - {expected}:
        for line, row in zip(lines, rows, strict=True):
            if len(row) > expected and not any(row[expected:]):
                del row[expected:]  # delimiters too many at the end of the line, with nothing between them
            elif len(row) != expected:
                refusals.append(Refusal(line, "", mark.join(row), _wrong_count(row, expected)))
        lines = [line for line, row in zip(lines, rows, strict=True) if len(row) == expected]
        rows = [row for row in rows if len(row) == expected]
        return Batch(rows, lines, refusals)
    return batch


def _wrong_count(row: list[str], expected: int) -> str:
    reason = f"Wrong number of fields: expected {expected}, found {len(row)}."
    breaks = sum(len(field.splitlines()) - 1 for field in row if "\n" in field or "\r" in field)
    if breaks:
        return f"{reason} It runs over {breaks + 1} lines: a quotation mark may not be closed in the first."
    return f"{reason} A value that holds the delimiter must stand in quotation marks."


class _Reader:
    """Reads records in order; one whose quotation marks do not fit is refused, and the lines behind it are read."""

    def __init__(self, file: TextFile, mark: str):
        self._file, self._mark = file, mark
        self._kept: list[str] = []  # the lines of the record that is being read
        self._again: deque[str] = deque()  # lines to be read once more
        self._source = _keeping(file.lines(), self._again, self._kept)
        self._start = 1  # first line of the record that is being read
        self.is_done = False
        self._restart()

    def _restart(self) -> None:
        self._before = self._start - 1
        if self._mark == WHITESPACE:
            self._records = _Aligned(self._source)
        else:
            # strict: otherwise a lost quotation mark silently swallows the records up to the next one.
            self._records = csv.reader(self._source, delimiter=self._mark, skipinitialspace=True, strict=True)

    def fill(self, size: int) -> Batch:
        """The next `size` records that are whole, with those refused on the way; fewer where they are long."""
        rows, lines, refusals = [], [], []
        file, kept, stop = self._file, self._kept, self._file.characters + BATCH_CHARACTERS
        while len(rows) < size and len(refusals) < size and file.characters < stop:
            records, before, start = self._records, self._before, self._start
            try:
                for row in records:
                    if row:
                        rows.append(row)
                        lines.append(start)
                    start = before + records.line_num + 1
                    kept.clear()
                    if len(rows) >= size or file.characters > stop:
                        break
                else:
                    self.is_done = True
                    break
                self._start = start
            except csv.Error as error:
                refusals.append(_broken(error, file.name, kept, start))
                self._again.extendleft(reversed(kept[1:]))  # they may well be sound
                kept.clear()
                self._start = start + 1
                self._restart()
        return Batch(rows, lines, refusals)


class _Aligned:
    """Records whose fields stand between runs of whitespace, as csv.reader would give them."""

    def __init__(self, lines: Iterator[str]):
        self._lines, self.line_num = lines, 0

    def __iter__(self) -> "_Aligned":
        return self

    def __next__(self) -> list[str]:
        fields = next(self._lines).split()
        self.line_num += 1
        return fields


def _keeping(source: Iterator[str], again: deque[str], kept: list[str]) -> Iterator[str]:
    while True:
        while again:
            kept.append(again[0])
            yield again.popleft()
        for line in source:
            kept.append(line)
            yield line
            if again:
                break
        else:
            return


def _broken(error: csv.Error, name: str, kept: list[str], start: int) -> Refusal:
    """Refuses the record's first line, or the whole file where a quotation mark is open to its end."""
    message = str(error)
    if "field limit" in message and not any('"' in line for line in kept):
        raise SourceError(f"{name} has a value of more than {MAX_FIELD:,} characters in line {start:,}.") from error
    if "field limit" in message or "unexpected end" in message:
        raise SourceError(
            f"{name}: a quotation mark opens in line {_opened(kept, start):,} and is never closed. "
            "Close it there, or double it where it belongs to the text."
        ) from error
    reason = "A quotation mark stands inside a quoted value. Double it, or end the value before the next delimiter."
    if len(kept) > 1:
        reason = "A quotation mark opens in this line and is not closed in it. Close it, or double it."
    return Refusal(start, "", kept[0].rstrip("\r\n"), reason)


def _opened(kept: list[str], start: int) -> int:
    inside, opened = False, start
    for line, text in enumerate(kept, start):
        for _ in range(text.count('"')):
            inside = not inside
            opened = line if inside else opened
    return opened
