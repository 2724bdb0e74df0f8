"""A folder's files that are whole, in order, and what tells one from another."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_access.sources.errors import SourceError

# A file that changed so few seconds ago may still be written to.
SETTLED_SECONDS = 10
# What programs call files that they have not finished, or opened.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".swp", ".lock")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class FoundFile:
    """A file as it was found: `path` below the folder, with slashes.

    `changed` is when its content last changed and `touched` when the file did, in seconds since 1970: whoever copies
    files with their times keeps the first, and nobody the second.
    """

    at: Path
    path: str
    bytes: int
    changed: float
    touched: float

    @classmethod
    def of(cls, at: Path, folder: Path) -> "FoundFile":
        about = at.stat()
        touched = max(about.st_mtime, about.st_ctime)
        return cls(at, at.relative_to(folder).as_posix(), about.st_size, about.st_mtime, touched)

    def digest(self) -> str:
        """Of its content. Raises SourceError where it cannot be read."""
        digest = hashlib.sha256()
        try:
            with self.at.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        except OSError as error:
            raise SourceError(f"{self.path} cannot be read: {error.strerror or error}.") from error
        return digest.hexdigest()

    def is_as_found(self) -> bool:
        """Whether nobody has changed it since."""
        try:
            about = self.at.stat()
        except OSError:
            return False
        return (about.st_size, about.st_mtime) == (self.bytes, self.changed)


def found_files(folder: Path, pattern: str = "*", *, by_time: bool = False) -> tuple[list[FoundFile], list[FoundFile]]:
    """The folder's files that `pattern` names, by their path or by when they were last changed: whole ones, then those
    that wait for the next time, being written to or behind one that is.

    Raises SourceError where there is no such folder.
    """
    if not folder.is_dir():
        raise SourceError(f"There is no folder {folder}.")
    try:
        files = list(_files(folder, pattern))
    except (OSError, ValueError, NotImplementedError) as error:
        raise SourceError(
            f"The folder {folder} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    files.sort(key=(lambda file: (file.changed, file.path)) if by_time else (lambda file: file.path))
    now = time.time()
    # Files replace what earlier ones said, so that none may come before its turn.
    settled = next((n for n, file in enumerate(files) if abs(now - file.changed) < SETTLED_SECONDS), len(files))
    return files[:settled], files[settled:]


def _files(folder: Path, pattern: str) -> Iterator[FoundFile]:
    for at in folder.glob(pattern):
        below = at.relative_to(folder)
        is_hidden = any(part.startswith((".", "~$")) for part in below.parts)
        if is_hidden or at.suffix.lower() in _UNFINISHED or not at.is_file():
            continue
        with suppress(FileNotFoundError):  # moved away just now
            yield FoundFile.of(at, folder)
