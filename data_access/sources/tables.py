"""What every kind of file or query is read as: columns, and batches of records that are all text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from data_access.sources.encoding import BLOCK, TextFile
from data_access.sources.errors import SourceError
from data_access.sources.records import Batch, batches, delimiter, first_record, header


class Table(Protocol):
    """An opened table, read once from its beginning. A context manager.

    `encoding` and `delimiter` are "" where there are none. `bytes_done` of `bytes_total` is how far it was read.
    """

    columns: tuple[str, ...]
    encoding: str
    delimiter: str
    bytes_total: int

    @property
    def bytes_done(self) -> int: ...

    def batches(self, size: int) -> Iterator[Batch]:
        """The records, `size` at a time or fewer where they are long; each row as long as `columns`."""
        ...

    def __enter__(self) -> "Table": ...

    def __exit__(self, *_) -> None: ...


class Origin(Protocol):
    """Where a table comes from; it can be opened as often as needed, and gives the same each time.

    `name` is what a reader sees: a file's name, and the sheet's where there are several.
    """

    name: str

    def open(self, encoding: str | None = None) -> Table:
        """Open it. Raises SourceError with a sentence for what is no table."""
        ...


class Shaper(Protocol):
    """Works out what a layout says between the lines: made anew for each pass over a table, and kept through it.

    `columns` are the table's own, then those worked out, with names as a reader would call them.
    """

    columns: tuple[str, ...]

    def shape(self, batch: Batch) -> Batch:
        """The batch with rows as long as `columns`. Rows may become several, or none with a refusal each."""
        ...


@dataclass(frozen=True)
class FileOrigin:
    path: Path
    name: str

    def open(self, encoding: str | None = None) -> "TextTable":
        return TextTable(self.path, self.name, encoding)


class TextTable:
    """A delimited or whitespace-aligned text file, also compressed with gzip."""

    def __init__(self, path: Path, name: str, encoding: str | None = None):
        self.name = name
        self._file = TextFile(path, name, encoding)
        try:
            sample = self._file.sample()
            self.delimiter = delimiter(sample, name)
            self.columns = header(first_record(sample, self.delimiter, name), self.delimiter, name)
            if len(self._file.head) == BLOCK and not sample.endswith(("\n", "\r")):
                raise SourceError(f"{name} has a first line of more than {BLOCK:,} bytes, so it is not a table.")
        except BaseException:
            self._file.__exit__()
            raise
        self.encoding, self.bytes_total = self._file.encoding, self._file.bytes_total

    @property
    def bytes_done(self) -> int:
        return self._file.bytes_done

    def batches(self, size: int) -> Iterator[Batch]:
        return batches(self._file, self.delimiter, len(self.columns), size)

    def __enter__(self) -> "TextTable":
        return self

    def __exit__(self, *_) -> None:
        self._file.__exit__()
