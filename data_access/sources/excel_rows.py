"""The rows of a sheet as text: its cells, numbers shown as dates, and a short cut past XML that is plain."""

import codecs
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.parsers import expat

from data_access.sources.errors import SourceError
from data_access.sources.excel_parts import MAX_TOKEN, Workbook, unescaped
from data_access.sources.headers import MAX_COLUMNS
from data_access.sources.records import MAX_FIELD

MOST_KNOWN = 200_000
_LAST_DAY = 2_958_465  # 31 December 9999

# Cells as Excel itself and most others write them. What is written otherwise takes the long way, a row at a time.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})\d{1,8}"(?: s="(\d{1,6})")?(?: t="(\w+)")?(?:/>|>'
    r"(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?(?:<v>([^<]*)</v>|<v/>"
    r'|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_ROW = re.compile(r'<row\b[^>]*?\br="(\d{1,8})"[^>]*>')

# Row number and texts.
Row = tuple[int, list[str]]


def rows_of(workbook: Workbook, part: str, cells: "Cells") -> Iterator[tuple[int, list[Row]]]:
    """The rows with a value, some at a time, and how many bytes of the sheet have been read."""
    if not _is_plain(workbook, part):
        for done in workbook.parse(part, cells.start, cells.end, cells.text):
            yield done, cells.rows
            cells.rows.clear()
        return
    decoder, rest, done = codecs.getincrementaldecoder("utf-8")(), "", 0
    for block in workbook.blocks(part):
        done += len(block)
        try:
            *rows, rest = (rest + decoder.decode(block)).split("</row>")
        except UnicodeDecodeError as error:
            raise SourceError(f"{workbook.name} is damaged: {part} in it is not UTF-8. Save it again.") from error
        if len(rest) > MAX_TOKEN:
            raise SourceError(f"{workbook.name} has a row of more than {MAX_TOKEN:,} characters.")
        for row in rows:
            _row(workbook, row[max(row.rfind("<row"), 0) :], cells)
        yield done, cells.rows
        cells.rows.clear()
    if "<row" in rest and "/>" not in rest[rest.rfind("<row") :].partition(">")[0] + ">":
        raise SourceError(f"{workbook.name} is damaged: it ends within a row. Open it, and save it again.")


def _is_plain(workbook: Workbook, part: str) -> bool:
    """Whether the sheet begins as Excel writes it: no declarations, no prefixes, UTF-8."""
    head = next(workbook.blocks(part), b"")
    return b"<sheetData" in head and b"<!" not in head


def _row(workbook: Workbook, text: str, cells: "Cells") -> None:
    found = _CELL.findall(text) if "&" not in text and "<!" not in text and len(text) < MAX_FIELD else []
    if (number := _ROW.match(text)) and len(found) == text.count("<c ") == text.count("<c"):
        cells.take(int(number[1]), found)
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: cells.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: cells.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = cells.text
    try:
        parser.Parse(text + "</row>", True)
    except (expat.ExpatError, ValueError) as error:
        raise SourceError(
            f"{workbook.name} is damaged: one of its rows cannot be read ({error}). Open it, and save it again."
        ) from error


class Cells:
    """Collects the rows of a sheet, from the events of its XML or from cells already cut out of it."""

    def __init__(self, name: str, shared: list[str], formats: list[str], from_1904: bool):
        self._name, self._shared, self._formats = name, shared, formats
        self._days_before = 1462 if from_1904 else 0
        self.rows: list[tuple[int, list[str]]] = []
        self._row: list[str] = []
        self._line = 0
        self._column, self._kind, self._style = -1, "n", ""
        self._parts: list[str] = []
        self._length = self._sounds = 0
        self._is_value = False
        self._places: dict[str, int] = {}  # letters of a column -> its place
        self._known: dict[tuple[str, str], str] = {}  # number and style -> text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self._column = self._place(reference) if reference else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "")
        elif name in ("v", "t"):
            self._is_value = not self._sounds
        elif name == "rPh":
            self._sounds += 1
        elif name == "row":
            number = attributes.get("r", "")
            self._line = int(number) if number.isdecimal() and len(number) < 9 else self._line + 1
            self._row, self._column = [], -1

    def take(self, line: int, found: list[tuple[str, str, str, str, str]]) -> None:
        """A row of cells: letters of the column, style, kind, value, text within the cell."""
        self._line, self._row = line, []
        row, places, known, shared = self._row, self._places, self._known, self._shared
        for letters, style, kind, value, inline in found:
            if kind == "s" and len(value) < 10 and value.isdecimal() and (number := int(value)) < len(shared):
                text = shared[number]
            elif not kind and (value, style) in known:
                text = known[value, style]
            elif written := value or inline:
                self._kind, self._style = kind or "n", style
                text = self._value(written)
            else:
                continue
            column = places[letters] if letters in places else self._place(letters)
            if column == len(row) and text and not text.isspace():
                row.append(text)
            else:
                self._add(text, column)
        self.end("row")

    def text(self, data: str) -> None:
        if self._is_value:
            self._parts.append(data)
            self._length += len(data)
            if self._length > MAX_FIELD:
                raise SourceError(
                    f"{self._name} has a value of more than {MAX_FIELD:,} characters in row {self._line}."
                )

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_value = False
        elif name == "rPh":
            self._sounds -= 1
        elif name == "c":
            if self._parts:
                self._add(self._value("".join(self._parts)), self._column)
                self._parts, self._length = [], 0
        elif name == "row" and self._row:
            self.rows.append((self._line, self._row))
            self._row = []

    def _add(self, text: str, column: int) -> None:
        if not text or text.isspace():
            return
        if column >= MAX_COLUMNS:
            raise SourceError(f"{self._name} has values beyond column {MAX_COLUMNS:,}. Is this the file you meant?")
        row = self._row
        if column < len(row):
            row[column] = text
        else:
            row.extend([""] * (column - len(row)))
            row.append(text)

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if letters not in self._places:
            place = 0
            for letter in letters[:10].upper():
                place = place * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else 1 << 40
            self._places[letters] = place - 1
        return self._places[letters]

    def _value(self, written: str) -> str:
        kind = self._kind
        if kind == "s":
            place = int(written) if written.strip().isdecimal() and len(written) < 12 else -1
            if not 0 <= place < len(self._shared):
                raise SourceError(f"{self._name} is damaged: a text in row {self._line} is not there. Save it again.")
            return self._shared[place]
        if kind == "n":
            key = (written, self._style)
            if key not in self._known:
                if len(self._known) > MOST_KNOWN:
                    self._known.clear()
                place = int(self._style) if self._style.isdecimal() and len(self._style) < 9 else 0
                shows = self._formats[place] if place < len(self._formats) else ""
                self._known[key] = _number(written.strip(), shows, self._days_before)
            return self._known[key]
        if kind == "b":
            return {"1": "true", "0": "false"}.get(written.strip(), written)
        return unescaped(written)


def _number(written: str, shows: str, days_before: int) -> str:
    """The shortest text of a number, or the date or time of day that it is shown as."""
    try:
        number = float(written)
    except ValueError:
        return written
    if shows and 0 <= number + days_before <= _LAST_DAY:
        return _moment(number, shows, days_before)
    if abs(number) < 1e15:
        if number == int(number):
            return str(int(number))
        return repr(number) if abs(number) >= 1e-4 else f"{number:.20f}".rstrip("0")
    return f"{number:.0f}" if abs(number) < 1e300 else written


def _moment(number: float, shows: str, days_before: int) -> str:
    if shows == "clock" and number < 1:
        return (datetime(2000, 1, 1) + timedelta(seconds=round(number * 86_400))).strftime("%H:%M:%S")
    days = number + days_before
    # Excel counts a 29 February 1900, which there never was.
    epoch = datetime(1899, 12, 31) if days < 60 and not days_before else datetime(1899, 12, 30)
    try:
        moment = epoch + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return repr(number)
    midnight = moment.hour == moment.minute == moment.second == 0
    return moment.strftime("%Y-%m-%d") if midnight else moment.isoformat(" ")
