"""Through a JSON file from beginning to end, with one value in memory at a time."""

import json
import re
from collections.abc import Iterator

from data_access.sources.encoding import MAX_LINE, TextFile
from data_access.sources.errors import SourceError

_DEEPEST = 5  # objects in objects in which a list of records is looked for
_SPACE = re.compile(r"[\s,;]*")
_ASSIGNMENT = re.compile(r"\s*[A-Za-z_$][\w.$]{0,200}\s*=\s*")

# Numbers keep the text they have: an id of twenty digits, a price with two decimals.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda name: None, strict=False)

_NO_OBJECT = "This is not an object with names and values, so it is no record."
_NO_JSON = "This line is not valid JSON. Correct it, or leave it out."

# (number, value, problem): the line in JSON lines, else the number of the object; no value where there is a problem.
Record = tuple[int, dict, str]


class Walk:
    """One pass over the values of an open file."""

    def __init__(self, file: TextFile):
        self._file, self._blocks = file, file.blocks()
        self._text, self._at, self._before = "", 0, 0
        self._more()
        if assignment := _ASSIGNMENT.match(self._text):
            self._at = assignment.end()

    def records(self, place: tuple[str, ...]) -> Iterator[Record]:
        """The objects of the list that the keys of `place` lead to; none for the file's own."""
        if self._peek() == "[":
            yield from self._array()
        elif place:
            yield from self._at_place(place)
        else:
            yield from self._sequence()

    def lists(self) -> list[tuple[str, ...]]:
        """Where lists of objects are, () for the file's own. Of an object that does not fit in memory the first."""
        if self._peek() == "[":
            return [()]
        start = self._at
        try:
            value = self._value()
        except _Unfinished:
            self._at = start
            place = next(self._search((), 0), None)
            return [] if place is None else [place]
        if self._peek():
            return [()]  # one object after the other
        found = list(_within(value, (), 0))
        return found or [()]

    # ---- text

    def _more(self) -> bool:
        """Takes in as much again as is there, so that a value over many blocks is looked at few times."""
        wanted, parts = max(len(self._text) - self._at, 1), [self._text[self._at :]]
        self._before += self._at
        while wanted > 0 and (block := next(self._blocks, "")):
            parts.append(block)
            wanted -= len(block)
        self._text, self._at = "".join(parts), 0
        return len(parts) > 1

    def _peek(self) -> str:
        """The next character that means something; "" at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> object:
        """The value that begins here. Raises _Unfinished where it is longer than a line may be, else SourceError."""
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
                return value
            except RecursionError as error:
                raise SourceError(
                    f"{self._file.name} holds lists in lists without end, so it is not a table."
                ) from error
            except ValueError as error:
                if len(self._text) - self._at > MAX_LINE:
                    raise _Unfinished from error
                if not self._more():
                    raise self._broken() from error

    def _broken(self) -> SourceError:
        begins = self._text[self._at : self._at + 60].split("\n")[0].strip()
        return SourceError(
            f"{self._file.name} is not valid JSON, or ends too early: character {self._before + self._at + 1:,} begins "
            f"what cannot be read, {begins!r}. Export it again."
        )

    def _too_long(self) -> SourceError:
        return SourceError(
            f"{self._file.name} has an object of more than {MAX_LINE:,} characters, so it is not a table."
        )

    # ---- records

    def _array(self) -> Iterator[Record]:
        """The objects of the array that begins here."""
        self._at += 1
        number = 0
        while (next_one := self._peek()) != "]":
            if not next_one:
                raise self._broken()
            number += 1
            try:
                value = self._value()
            except _Unfinished as error:
                raise self._too_long() from error
            yield (number, value, "") if isinstance(value, dict) else (number, {}, _NO_OBJECT)
        self._at += 1

    def _sequence(self) -> Iterator[Record]:
        """Objects, one after the other: one a line, where a broken line is refused alone, or over several lines."""
        is_lines, number = None, 0
        while self._peek():
            number += 1
            end = self._text.find("\n", self._at)
            while end < 0 and len(self._text) - self._at <= MAX_LINE and self._more():
                end = self._text.find("\n", self._at)
            start, end = self._at, end if end >= 0 else len(self._text)
            try:
                value, self._at = _DECODER.raw_decode(self._text, start)
                is_lines = self._at <= end if is_lines is None else is_lines
            except (ValueError, RecursionError):
                if is_lines:
                    self._at = end
                    yield number, {}, _NO_JSON
                    continue
                try:
                    value, is_lines = self._value(), False
                except _Unfinished as error:
                    raise self._too_long() from error
            yield (number, value, "") if isinstance(value, dict) else (number, {}, _NO_OBJECT)

    def _at_place(self, place: tuple[str, ...]) -> Iterator[Record]:
        for found in self._search((), 0):
            if found == place:
                yield from self._array()
                return
        raise SourceError(f"{self._file.name} has changed since it was looked at. Start the import again.")

    def _search(self, before: tuple[str, ...], depth: int) -> Iterator[tuple[str, ...]]:
        """Goes through the object that begins here, and stops where a list of objects does."""
        self._at += 1
        while (next_one := self._peek()) != "}":
            if next_one != '"' or depth > _DEEPEST:
                raise self._broken()
            key = self._value()
            if self._peek() != ":":
                raise self._broken()
            self._at += 1
            kind = self._peek()
            if kind == "{":
                yield from self._search((*before, key), depth + 1)
            elif kind == "[" and self._holds_objects():
                here = self._before + self._at
                yield (*before, key)
                if self._before + self._at == here:
                    for _ in self._array():
                        pass
            else:
                try:
                    self._value()
                except _Unfinished as error:
                    raise self._too_long() from error
        self._at += 1

    def _holds_objects(self) -> bool:
        while True:
            inside = _SPACE.match(self._text, self._at + 1).end()
            if inside < len(self._text):
                return self._text[inside] == "{"
            if not self._more():
                return False


class _Unfinished(Exception):
    """The value does not end within what may be in memory."""


def _within(value: object, before: tuple[str, ...], depth: int) -> Iterator[tuple[str, ...]]:
    if not isinstance(value, dict) or depth > _DEEPEST:
        return
    for key, inner in value.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield (*before, key)
        else:
            yield from _within(inner, (*before, key), depth + 1)
