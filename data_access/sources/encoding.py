"""Bytes to text: gzip, encoding and files that are no text at all, a block at a time."""

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from data_access.sources.byte_file import ByteFile
from data_access.sources.errors import SourceError

BLOCK = 1 << 18  # bytes
MAX_LINE = 1 << 24  # characters: no table has a longer line, and memory must stay bounded
REPLACEMENT = "\ufffd"  # stands where an earlier program could not read a character

# What is UTF-8 with single bytes of Windows-1252 between: written by two programs, line after line.
MIXED = "utf-8 and windows-1252"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"PK\x03\x04", "a zip archive; unpack it and import the CSV file inside"),
    (
        b"\xd0\xcf\x11\xe0",
        "an Excel workbook of the old format, or one with a password; open it, and save it as .xlsx or CSV without one",
    ),
    (b"%PDF", "a PDF document; export the table as CSV from where it was made"),
    (b"\x89PNG", "a picture; export the table as CSV"),
    (b"\xff\xd8\xff", "a picture; export the table as CSV"),
    (b"GIF8", "a picture; export the table as CSV"),
    (b"PAR1", "a Parquet file; export it as CSV"),
    (b"SQLite format 3\0", "a SQLite database; export the table as CSV"),
    (b"BZh", "compressed with bzip2; unpack it, or compress it with gzip"),
    (b"\xfd7zXZ", "compressed with xz; unpack it, or compress it with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it, or compress it with gzip"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it and import the CSV file inside"),
    (b"{\\rtf", "a word processor's document; export the table as CSV"),
    (
        b"<!DOCTYPE",
        "a web page, perhaps a login page saved in place of the export; download the CSV file again",
    ),
    (b"<html", "a web page, perhaps a login page saved in place of the export; download the CSV file again"),
)
_WORKBOOK = "an Excel workbook; open it and save the sheet as CSV"


class NotUtf8(Exception):
    """The file was read as UTF-8, and is not: `file_evidence` says what it is instead."""

    def __init__(self, name: str):
        self.name = name


class TextFile:
    """A file opened as text. `bytes_done` counts on disk (compressed) bytes, `characters` decoded ones.

    With `encoding` None it is found from the first block: a byte order mark, the NULs of UTF-16, else UTF-8.
    `member` is the place of a file within a zip archive. `replaced` counts the replacement characters that stand in
    the file already, of which the first is in line `replaced_at`.
    """

    def __init__(self, path: Path, name: str, encoding: str | None = None, member: int | None = None):
        self.path, self.name = path, name
        self._file = ByteFile(path, name, member)
        self.bytes_total = self._file.bytes_total
        self.characters = self.replaced = self.replaced_at = 0
        self._line_ends = 0
        try:
            self.head = self._file.read(BLOCK)
            self.encoding = encoding or _encoding(self.head)
            self._refuse_what_is_no_text()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "TextFile":
        return self

    def __exit__(self, *_) -> None:
        self._file.close()

    @property
    def bytes_done(self) -> int:
        return self._file.bytes_done

    def sample(self) -> str:
        """The first block as text, without the line it cuts.

        Raises NotUtf8, or SourceError where no other encoding is left to try.
        """
        text = self._decode(decoder(self.encoding), self.head, False).lstrip("\ufeff")
        if len(self.head) < BLOCK:
            return text
        whole = max(text.rfind("\n"), text.rfind("\r")) + 1
        return text[: whole or None]

    def lines(self) -> Iterator[str]:
        """Every line with its ending. Only CR, LF and CR LF end a line; other separators are text."""
        return chain.from_iterable(io.StringIO(text, newline="") for text in self._whole_lines())

    def _whole_lines(self) -> Iterator[str]:
        rest = ""
        for text in self.blocks():
            text = rest + text
            # A CR that ends the block may be the first half of CR LF.
            cut = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            rest = text[cut:]
            if len(rest) > MAX_LINE:
                raise SourceError(f"{self.name} has a line of more than {MAX_LINE:,} characters, so it is not a table.")
            if cut:
                yield text[:cut]
        if rest:
            yield rest

    def blocks(self) -> Iterator[str]:
        """The text from its beginning, a block at a time and cut anywhere."""
        reading, block = decoder(self.encoding), self.head
        while True:
            text = self._decode(reading, block, not block)
            if block is self.head:
                text = text.lstrip("\ufeff")
            self.characters += len(text)
            self._look_for_replacements(text)
            if text:
                yield text
            if not block:
                return
            block = self._file.read(BLOCK)

    def _look_for_replacements(self, text: str) -> None:
        if REPLACEMENT in text:
            if not self.replaced:
                self.replaced_at = self._line_ends + text.count("\n", 0, text.index(REPLACEMENT)) + 1
            self.replaced += text.count(REPLACEMENT)
        self._line_ends += text.count("\n")

    def _decode(self, decoder: codecs.IncrementalDecoder, block: bytes, final: bool) -> str:
        try:
            text = decoder.decode(block, final)
        except UnicodeDecodeError as error:
            if self.encoding in ("utf-8", "utf-8-sig"):
                raise NotUtf8(self.name) from error
            raise SourceError(
                f"{self.name} is not text in {self.encoding}, nor in another encoding that is known here: "
                "save it as CSV in UTF-8."
            ) from error
        # PostgreSQL keeps no NUL in text.
        return text.replace("\0", "") if "\0" in text else text

    def _refuse_what_is_no_text(self) -> None:
        head = self.head
        if not head:
            raise SourceError(f"{self.name} is empty.")
        what = next((text for magic, text in _KINDS if head.startswith(magic)), None)
        if what and head.startswith(b"PK") and (b"[Content_Types].xml" in head or b"xl/" in head):
            what = _WORKBOOK
        if what:
            raise SourceError(f"{self.name} is not a CSV file: it is {what}.")
        if self.encoding.startswith("utf-16"):
            return
        control = sum(head.count(byte) for byte in _CONTROL)
        if control > 3 and control > len(head) / 20:
            raise SourceError(
                f"{self.name} is not text: it holds binary data. Export the table as CSV and import that."
            )


_CONTROL = tuple(bytes((n,)) for n in range(32) if n not in b"\t\n\x0b\x0c\r\x1a\x1b")


def decoder(encoding: str) -> codecs.IncrementalDecoder:
    """What turns the bytes of this encoding to text, block by block."""
    if encoding == MIXED:
        return codecs.getincrementaldecoder("utf-8")("as-windows-1252")
    return codecs.getincrementaldecoder(encoding)()


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # What that does not know either is shown as lost, and counted as such.
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("as-windows-1252", _as_windows_1252)


def _encoding(head: bytes) -> str:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    # ASCII characters in UTF-16 have a NUL for their other half.
    sample = head[:4096]
    half = len(sample) // 2 or 1
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else "utf-8"
