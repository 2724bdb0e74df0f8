"""What every kind of file or query is read as: columns, and batches of records that are all text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from data_access.sources.byte_file import ByteFile
from data_access.sources.encoding import BLOCK, MIXED, TextFile
from data_access.sources.encoding_evidence import CALLED, Reading, reading
from data_access.sources.errors import SourceError
from data_access.sources.headers import header
from data_access.sources.records import Batch, batches, delimiter, first_records


class Table(Protocol):
    """An opened table, read once from its beginning. A context manager.

    `encoding` and `delimiter` are "" where there are none. `bytes_done` of `bytes_total` is how far it was read. It may
    have `notes`, sentences that a reader of the survey should see, after its batches.
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


class FileOrigin:
    """A delimited or whitespace-aligned text file, also compressed: with gzip, or as file `member` of a zip archive.

    `about` are notes on the archive as a whole.
    """

    def __init__(self, path: Path, name: str, member: int | None = None):
        self.path, self.name, self.member = path, name, member
        self.about: tuple[str, ...] = ()
        self.reading: Reading | None = None  # what encoding it is in, where it is not UTF-8 and that was looked into

    def open(self, encoding: str | None = None) -> "TextTable":
        """The table. Raises NotUtf8, now or in its batches, where it is in another encoding and none is given.

        `judge` finds which, and it is known from then on.
        """
        return TextTable(self, encoding or self.known_encoding)

    @property
    def known_encoding(self) -> str | None:
        return self.reading.encoding if self.reading else None

    def judge(self) -> Reading:
        """What encoding it is in: reads all of it, once."""
        if self.reading is None:
            file = ByteFile(self.path, self.name, self.member)
            try:
                self.reading = reading(file)
            finally:
                file.close()
        return self.reading


class TextTable:
    """An opened FileOrigin."""

    def __init__(self, origin: FileOrigin, encoding: str | None = None):
        self.name = name = origin.name
        self._reading, self._about = origin.reading, origin.about
        self._file = TextFile(origin.path, name, encoding, origin.member)
        try:
            sample = self._file.sample()
            self.delimiter = delimiter(sample, name)
            rows = first_records(sample, self.delimiter)
            if not rows:
                raise SourceError(f"{name} is empty.")
            self._header = header(rows, name)
            if len(self._file.head) == BLOCK and not sample.endswith(("\n", "\r")):
                raise SourceError(f"{name} has a first line of more than {BLOCK:,} bytes, so it is not a table.")
        except BaseException:
            self._file.__exit__()
            raise
        self.columns = self._header.columns
        self.encoding, self.bytes_total = self._file.encoding, self._file.bytes_total

    @property
    def bytes_done(self) -> int:
        return self._file.bytes_done

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of how it was read, as far as it was."""
        return (*self._about, *self._header.notes, *encoding_notes(self._file, self._reading))

    def batches(self, size: int) -> Iterator[Batch]:
        return batches(self._file, self.delimiter, len(self.columns), size, self._header.rows)

    def __enter__(self) -> "TextTable":
        return self

    def __exit__(self, *_) -> None:
        self._file.__exit__()


def encoding_notes(file: TextFile, found: Reading | None) -> Iterator[str]:
    """How the bytes became characters, where that is not plain, and the characters that were lost before."""
    if file.encoding == MIXED:
        lines = f"{found.lines:,} lines" if found and found.lines != 1 else "one line"
        yield f"{file.name} is UTF-8 but for {lines}, read as Windows-1252."
    elif file.encoding in CALLED:
        yield f"{file.name} is not UTF-8 and is read as {CALLED[file.encoding]}."
    if file.replaced:
        signs = "a replacement character" if file.replaced == 1 else f"{file.replaced:,} replacement characters"
        first = "" if file.replaced == 1 else "first "
        yield (
            f"{file.name} holds {signs} (\ufffd), {first}in line {file.replaced_at:,}: what stood there was lost "
            "before the file came here. Export it again as UTF-8 if the characters matter."
        )
