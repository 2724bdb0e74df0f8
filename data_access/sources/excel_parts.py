"""What a workbook keeps apart from its cells: sheets, shared texts, and which formats show a number as a date."""

import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from data_access.sources.byte_file import MAX_RATIO, RATIO_COUNTS_FROM, archive_of
from data_access.sources.errors import SourceError

BLOCK = 1 << 17  # bytes
MAX_TOKEN = 1 << 24  # bytes of one name or value, beyond which it is no workbook
MAX_SHARED = 400_000_000  # bytes or so of shared texts, which must be in memory
MAX_SMALL = 50_000_000  # bytes of a part that lists sheets or formats

_STRING = 56  # bytes that a text takes besides its characters

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}
_CLOCK_FORMATS = {18, 19, 20, 21, 32, 33, 34, 35}
_NO_MEANING = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


class Sheet(NamedTuple):
    title: str
    part: str  # its file in the archive
    is_hidden: bool


class Workbook:
    """An opened workbook. A context manager. Nothing that it links to is followed, and no formula is worked out."""

    def __init__(self, path: Path, name: str):
        self.name = name
        try:
            self._raw = path.open("rb")
        except OSError as error:
            raise SourceError(f"{name} cannot be opened: {error.strerror or error}.") from error
        try:
            self._archive = archive_of(self._raw, name)
            self._sizes = {info.filename: info for info in self._archive.infolist()}
        except BaseException:
            self._raw.close()
            raise

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_) -> None:
        self._raw.close()

    def size(self, part: str) -> int:
        """Bytes of a part, unpacked."""
        return self._sizes[part].file_size

    def blocks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part. Raises SourceError for what is damaged or unpacks without end."""
        is_small = part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
        info = self._sizes.get(part)
        if info is None:
            raise SourceError(f"{self.name} lacks a part of a workbook, {part}. Open it, and save it again.")
        if is_small and info.file_size > MAX_SMALL:
            raise SourceError(
                f"{self.name} has a part of more than {MAX_SMALL:,} bytes, {part}. Save its sheet as CSV."
            )
        if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise SourceError(f"{self.name} unpacks to more than {MAX_RATIO} times its size, which no export does.")
        try:
            with self._archive.open(info) as stream:
                while block := stream.read(BLOCK):
                    yield block
        except _BROKEN as error:
            raise self._damaged(part, error) from error

    def _damaged(self, part: str, error: Exception) -> SourceError:
        return SourceError(
            f"{self.name} is damaged: {part} in it cannot be read ({error}). Open it, and save it again."
        )

    def parse(self, part: str, start: Callable, end: Callable, text: Callable) -> Iterator[int]:
        """Reads a part of XML, calling these for its elements without prefix; yields its bytes so far, now and then."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_declarations
        local: dict[str, str] = {}

        def name_of(name: str) -> str:
            if name not in local:
                local[name] = name.rpartition(":")[2]
            return local[name]

        parser.StartElementHandler = lambda name, attributes: start(name_of(name), attributes)
        parser.EndElementHandler = lambda name: end(name_of(name))
        parser.CharacterDataHandler = text
        done = 0
        try:
            for block in self.blocks(part):
                parser.Parse(block)
                done += len(block)
                if done - parser.CurrentByteIndex > MAX_TOKEN:
                    raise SourceError(f"{self.name} holds a value of more than {MAX_TOKEN:,} bytes.")
                yield done
            parser.Parse(b"", True)
            yield done
        except SourceError:
            raise
        except (expat.ExpatError, ValueError) as error:
            raise self._damaged(part, error) from error

    def _refuse_declarations(self, *_) -> None:
        raise SourceError(f"{self.name} declares entities, which no workbook does. Save its sheet as CSV instead.")

    def sheets(self) -> tuple[list[Sheet], bool]:
        """The sheets with cells, in order, and whether days are counted from 1904."""
        found: list[tuple[str, str, bool]] = []
        targets: dict[str, str] = {}
        from_1904 = False

        def workbook(name: str, attributes: dict[str, str]) -> None:
            nonlocal from_1904
            if name == "sheet":
                link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                found.append((attributes.get("name", ""), link, attributes.get("state", "visible") != "visible"))
            elif name == "workbookPr":
                from_1904 = attributes.get("date1904", "") in ("1", "true")

        def links(name: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "")
            if name == "Relationship" and kind.endswith("/worksheet") and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
                targets[attributes.get("Id", "")] = target.lstrip("/")

        self._read("xl/workbook.xml", workbook)
        self._read("xl/_rels/workbook.xml.rels", links)
        parts = [Sheet(title, targets[link], hidden) for title, link, hidden in found if link in targets]
        return [sheet for sheet in parts if sheet.part in self._sizes], from_1904

    def _read(self, part: str, start: Callable) -> None:
        for _ in self.parse(part, start, lambda name: None, lambda text: None):
            pass

    def formats(self) -> list[str]:
        """For each style of cells "date", "clock", or "" for what shows numbers as numbers."""
        codes: dict[int, str] = {}
        styles: list[str] = []
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if name == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:1_000]
            elif name == "cellXfs":
                inside = True
            elif name == "xf" and inside:
                number = int(attributes.get("numFmtId", 0))
                styles.append(_shows(number, codes.get(number)))

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and name != "cellXfs"

        if "xl/styles.xml" in self._sizes:
            try:
                for _ in self.parse("xl/styles.xml", start, end, lambda text: None):
                    pass
            except KeyError as error:
                raise SourceError(f"{self.name} is damaged: its formats cannot be read.") from error
        return styles

    def shared(self) -> list[str]:
        """The texts that cells refer to by number."""
        texts: list[str] = []
        parts: list[str] = []
        is_text, sounds, taken = False, 0, 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal is_text, sounds
            if name == "si":
                parts.clear()
            elif name == "rPh":  # how it is pronounced
                sounds += 1
            elif name == "t":
                is_text = not sounds

        def end(name: str) -> None:
            nonlocal is_text, sounds, taken
            if name == "si":
                texts.append(unescaped("".join(parts)))
                taken += len(texts[-1]) + _STRING
                if taken > MAX_SHARED:
                    raise SourceError(f"{self.name} holds too many different texts for a workbook. Save it as CSV.")
            elif name == "rPh":
                sounds -= 1
            elif name == "t":
                is_text = False

        def text(data: str) -> None:
            if is_text:
                parts.append(data)

        if "xl/sharedStrings.xml" in self._sizes:
            for _ in self.parse("xl/sharedStrings.xml", start, end, text):
                pass
        return texts


def unescaped(text: str) -> str:
    """The text with the characters that XML cannot hold, and without NUL, which PostgreSQL cannot."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda code: _character(int(code[1], 16)), text)
    return text


def _character(code: int) -> str:
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _shows(number: int, code: str | None) -> str:
    if code is None:
        return "date" if number in _DATE_FORMATS else "clock" if number in _CLOCK_FORMATS else ""
    plain = _NO_MEANING.sub("", code.split(";")[0]).lower()
    if re.search(r"\[[hms]+\]", plain):
        return ""  # a duration
    if re.search("[yd]", plain):
        return "date"
    if re.search("[hs]", plain):
        return "clock"
    return "date" if "m" in plain else ""
