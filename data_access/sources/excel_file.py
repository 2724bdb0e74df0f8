"""Sheets of an Excel workbook as tables: what formulas last showed, dates in ISO, every value as text."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data_access.sources.errors import SourceError
from data_access.sources.excel_parts import Sheet, Workbook
from data_access.sources.excel_rows import Cells, rows_of
from data_access.sources.headers import header
from data_access.sources.records import BATCH_CHARACTERS, Batch, Refusal

MOST_SHEETS = 200


def sheets(path: Path, name: str) -> list["SheetOrigin"]:
    """The sheets that hold a table. Raises SourceError where none does."""
    with Workbook(path, name) as workbook:
        listed, from_1904 = workbook.sheets()
        loaded = workbook.shared(), workbook.formats()
    if len(listed) > MOST_SHEETS:
        raise SourceError(f"{name} has {len(listed):,} sheets. Save those that are needed as a workbook of their own.")
    origins, others = [], [sheet.title for sheet in listed if sheet.is_hidden]
    shown = [sheet for sheet in listed if not sheet.is_hidden]
    for sheet in shown:
        called = f"{name}, sheet {sheet.title}" if len(shown) > 1 else name
        origin = SheetOrigin(path, called, sheet, from_1904)
        if _holds_table(origin, loaded):
            origins.append(origin)
        else:
            others.append(sheet.title)
    if not origins:
        raise SourceError(f"{name} has no sheet with a table: names of columns in a row, and values in rows below.")
    if len(origins) == 1:
        origins[0].name = name
    if others:
        number = "Sheets" if len(others) > 1 else "A sheet"
        origins[0].notes = (f"{number} of {name} without a table, or hidden, left out: {', '.join(others[:10])}.",)
    return origins


def _holds_table(origin: "SheetOrigin", loaded: tuple[list[str], list[str]]) -> bool:
    try:
        with SheetTable(origin, loaded) as table:
            return len(table.columns) > 1 and next(table.batches(1), None) is not None
    except _Empty:
        return False


class SheetOrigin:
    """One sheet of a workbook. `notes` are about the workbook as a whole."""

    def __init__(self, path: Path, name: str, sheet: Sheet, from_1904: bool):
        self.path, self.name, self.sheet, self.from_1904 = path, name, sheet, from_1904
        self.notes: tuple[str, ...] = ()

    def open(self, encoding: str | None = None) -> "SheetTable":
        return SheetTable(self)


class SheetTable:
    """An opened sheet. Lines are numbered as the sheet's rows are. `loaded` are texts and formats, where known."""

    encoding = delimiter = ""

    def __init__(self, origin: SheetOrigin, loaded: tuple[list[str], list[str]] | None = None):
        self.name, self.bytes_done = origin.name, 0
        self._origin, self._workbook = origin, Workbook(origin.path, origin.name)
        try:
            self.bytes_total = self._workbook.size(origin.sheet.part)
            self._shared, self._formats = loaded or (self._workbook.shared(), self._workbook.formats())
            first = [row for _, row in islice(self._rows(), 100)]
            width = max(map(len, first), default=0)
            if not width:
                raise _Empty(f"{origin.name} has a sheet without values.")
            self._header = header([row + [""] * (width - len(row)) for row in first], origin.name)
        except BaseException:
            self._workbook.__exit__()
            raise
        self.columns = self._header.columns

    @property
    def notes(self) -> tuple[str, ...]:
        return (*self._origin.notes, *self._header.notes)

    def batches(self, size: int) -> Iterator[Batch]:
        rows, lines, refusals, characters = [], [], [], 0
        width = len(self.columns)
        for line, row in islice(self._rows(), self._header.rows, None):
            if len(row) > width:
                reason = f"Wrong number of fields: expected {width}, found {len(row)}."
                refusals.append(Refusal(line, "", "; ".join(row), reason))
            else:
                rows.append(row + [""] * (width - len(row)))
                lines.append(line)
            characters += sum(map(len, row))
            if len(rows) >= size or len(refusals) >= size or characters > BATCH_CHARACTERS:
                yield Batch(rows, lines, refusals)
                rows, lines, refusals, characters = [], [], [], 0
        if rows or refusals:
            yield Batch(rows, lines, refusals)

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and texts of each row that has a value, without the empty cells at its end."""
        cells = Cells(self.name, self._shared, self._formats, self._origin.from_1904)
        for done, rows in rows_of(self._workbook, self._origin.sheet.part, cells):
            self.bytes_done = done
            yield from rows

    def __enter__(self) -> "SheetTable":
        return self

    def __exit__(self, *_) -> None:
        self._workbook.__exit__()


class _Empty(SourceError):
    """The sheet has no values."""
