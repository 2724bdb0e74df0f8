"""JSON as a table: an array of objects, one object that holds such lists, or objects one after the other."""

import re
from collections.abc import Iterator
from pathlib import Path

from data_access.sources.encoding import NotUtf8, TextFile
from data_access.sources.encoding_evidence import Reading
from data_access.sources.errors import SourceError
from data_access.sources.headers import MAX_COLUMNS, unique
from data_access.sources.json_values import flat
from data_access.sources.json_walk import Walk
from data_access.sources.records import BATCH_CHARACTERS, MAX_FIELD, Batch, Refusal
from data_access.sources.tables import FileOrigin, encoding_notes

LOOKED_AT = 1 << 26  # characters: keys that come first behind them are told of, and not read

_BEGINS = re.compile(rb'\s*(\{\s*["}]|\[\s*(\{|\]\s*$)|[A-Za-z_$][\w.$]{0,200}\s*=\s*[\[{])')


def looks_like_json(head: bytes) -> bool:
    """Whether a file that begins so is JSON, or JavaScript that sets one variable to it."""
    return bool(_BEGINS.match(head[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")))


def json_tables(path: Path, name: str, member: int | None) -> list["JsonOrigin"]:
    """The lists of objects in the file. Raises SourceError where there is none."""
    origin = JsonOrigin(path, name, member)
    try:
        places = origin.lists(None)
    except NotUtf8:
        places = origin.lists(origin.judge().encoding)
    if not places:
        raise SourceError(f"{name} holds no list of objects, so there is no table in it.")
    if len(places) == 1:
        origin.place = places[0]
        return [origin]
    return [JsonOrigin(path, f"{name}, {'.'.join(place)}", member, place) for place in places]


class JsonOrigin(FileOrigin):
    """One list of objects in a JSON file; `place` are the keys that lead to it, none for the file's own."""

    def __init__(self, path: Path, name: str, member: int | None = None, place: tuple[str, ...] = ()):
        super().__init__(path, name, member)
        self.place = place
        self.keys: tuple[str, ...] | None = None

    def open(self, encoding: str | None = None) -> "JsonTable":
        return JsonTable(self, encoding or self.known_encoding)

    def lists(self, encoding: str | None) -> list[tuple[str, ...]]:
        """The keys that lead to each list of objects: of a large file, those to the first."""
        with TextFile(self.path, self.name, encoding, self.member) as file:
            return Walk(file).lists()


class JsonTable:
    """An opened JsonOrigin. Its columns are the keys of its objects, those within others joined by points."""

    delimiter = ""

    def __init__(self, origin: JsonOrigin, encoding: str | None):
        self.name, self._place = origin.name, origin.place
        self._about = origin.about
        self._reading: Reading | None = origin.reading
        self._unknown: dict[str, int] = {}  # keys that are not among the columns, and where they were first
        if origin.keys is None:
            with TextFile(origin.path, origin.name, encoding, origin.member) as file:
                origin.keys = _keys(file, origin.place)
        self._keys = origin.keys
        self.columns, _ = unique(key.strip() or f"(column {number})" for number, key in enumerate(self._keys, 1))
        self._file = TextFile(origin.path, origin.name, encoding, origin.member)
        self.encoding, self.bytes_total = self._file.encoding, self._file.bytes_total

    @property
    def bytes_done(self) -> int:
        return self._file.bytes_done

    @property
    def notes(self) -> tuple[str, ...]:
        late = (f"{key} (first in record {line:,})" for key, line in list(self._unknown.items())[:10])
        unread = (f"{self.name}: these keys come late in the file and are not read: {', '.join(late)}.",)
        return (*self._about, *encoding_notes(self._file, self._reading), *(unread if self._unknown else ()))

    def batches(self, size: int) -> Iterator[Batch]:
        rows, lines, refusals, stop = [], [], [], BATCH_CHARACTERS
        places = {column: place for place, column in enumerate(self._keys)}
        for line, value, problem in Walk(self._file).records(self._place):
            row = None if problem else self._row(value, places, line)
            if row is None:
                refusals.append(Refusal(line, "", "", problem or _TOO_DEEP))
            else:
                rows.append(row)
                lines.append(line)
            if len(rows) >= size or len(refusals) >= size or self._file.characters > stop:
                yield Batch(rows, lines, refusals)
                rows, lines, refusals, stop = [], [], [], self._file.characters + BATCH_CHARACTERS
        if rows or refusals:
            yield Batch(rows, lines, refusals)

    def _row(self, value: dict, places: dict[str, int], line: int) -> list[str] | None:
        row = [""] * len(places)
        try:
            for key, text in flat(value):
                if len(text) > MAX_FIELD:
                    raise SourceError(f"{self.name} has a value of more than {MAX_FIELD:,} characters at {line:,}.")
                place = places.get(key)
                if place is not None:
                    row[place] = text
                elif text:
                    self._unknown.setdefault(key, line)
        except RecursionError:
            return None
        return row

    def __enter__(self) -> "JsonTable":
        return self

    def __exit__(self, *_) -> None:
        self._file.__exit__()


_TOO_DEEP = "This object holds objects in objects, deeper than a table can show. Leave them out."


def _keys(file: TextFile, place: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _, value, problem in Walk(file).records(place):
        if not problem:
            try:
                found.update((key, None) for key, _ in flat(value))
            except RecursionError:
                continue
        if len(found) > MAX_COLUMNS:
            raise SourceError(
                f"{file.name} has more than {MAX_COLUMNS:,} different keys in its objects, so it is not a table: "
                "are ids used as keys?"
            )
        if file.characters > LOOKED_AT:
            break
    if not found:
        raise SourceError(f"{file.name} holds no objects with values, so there is no table in it.")
    return tuple(found)
