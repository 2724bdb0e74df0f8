"""A file's bytes, unpacked on the way: plain, compressed with gzip, or one file of a zip archive."""

import gzip
import lzma
import zipfile
import zlib
from pathlib import Path

from data_access.sources.errors import SourceError

# Tables shrink ten to fifty times. What shrinks more was made to fill a memory or a day.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 100_000_000  # unpacked bytes

_ZIPPED = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, gzip.BadGzipFile, NotImplementedError, RuntimeError)


class ByteFile:
    """An open file. `bytes_done` of `bytes_total` count on disk, where it may be compressed.

    `member` is the place of a file within a zip archive. Its name there is never used as a path.
    """

    def __init__(self, path: Path, name: str, member: int | None = None):
        self.name = name
        self._unpacked = 0
        try:
            self._raw = path.open("rb")
            self.bytes_total = path.stat().st_size
            begins = self._raw.read(2)
            self._raw.seek(0)
        except (OSError, ValueError) as error:
            raise SourceError(f"{name} cannot be opened: {getattr(error, 'strerror', None) or error}.") from error
        self.is_packed = member is not None or begins == b"\x1f\x8b"
        try:
            self._stream = self._member(member) if member is not None else self._raw
            if member is None and self.is_packed:
                self._stream = gzip.GzipFile(fileobj=self._raw)
        except BaseException:
            self._raw.close()
            raise

    def _member(self, place: int):
        archive = archive_of(self._raw, self.name)
        try:
            return archive.open(archive.infolist()[place])
        except (*_BROKEN, IndexError, OSError, ValueError) as error:
            raise SourceError(f"{self.name} is damaged, or packed in a way that is not read here: {error}.") from error

    def read(self, size: int) -> bytes:
        """The next bytes, fewer at the end. Raises SourceError for what is damaged or unpacks without end."""
        try:
            block = self._stream.read(size)
        except EOFError as error:
            raise SourceError(
                f"{self.name} ends in the middle of the compressed data; download or compress it again."
            ) from error
        except _BROKEN as error:
            raise SourceError(
                f"{self.name} is damaged: its compressed data cannot be unpacked; download it again."
            ) from error
        except OSError as error:
            raise SourceError(f"{self.name} cannot be read: {error.strerror or error}.") from error
        self._unpacked += len(block)
        if self.is_packed and self._unpacked > RATIO_COUNTS_FROM and self._unpacked > MAX_RATIO * self.bytes_done:
            raise SourceError(
                f"{self.name} unpacks to more than {MAX_RATIO} times its size, which no export does. "
                "If it is a real one, unpack it yourself and import what was inside."
            )
        return block

    @property
    def bytes_done(self) -> int:
        return self._raw.tell()

    def close(self) -> None:
        self._raw.close()


def is_zip(path: Path) -> bool:
    """Whether it begins as a zip archive, or as a workbook, which is one."""
    try:
        with path.open("rb") as raw:
            return raw.read(4) == _ZIPPED
    except OSError:
        return False  # opening it says why


def archive_of(raw, name: str) -> zipfile.ZipFile:
    """The archive in an open file. Raises SourceError for a damaged or encrypted one."""
    try:
        archive = zipfile.ZipFile(raw)
        files = archive.infolist()
    except (*_BROKEN, OSError, ValueError, OverflowError) as error:
        raise SourceError(f"{name} is a damaged zip archive or workbook: {error}. Download it again.") from error
    if any(file.flag_bits & 1 for file in files):
        raise SourceError(f"{name} is protected with a password. Take the protection off, and import it again.")
    return archive
