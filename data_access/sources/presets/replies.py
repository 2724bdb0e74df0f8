"""What the business wrote back: columns worked out of those that hold it, where a file has any."""

import re
from collections.abc import Callable, Sequence

from data_access.sources.columns import cell, find
from data_access.sources.presets.times import in_zone

_REPLY, _REPLIED = "the business's reply", "time of the business's reply"
REPLIES = {_REPLY: "reply", _REPLIED: "replied_at"}


class Reply:
    """Of a file with these columns; `text` and `at` name those that may hold the words and their time, a clock time in
    `zone`. A file without them is silent about replies, and takes none back that another one told of."""

    def __init__(
        self,
        columns: Sequence[str],
        text: Sequence[str],
        at: Sequence[str],
        *,
        zone: str = "UTC",
        own: Callable[[str], str] = str.strip,
    ):
        self._read: dict[str, Callable[[Sequence[str]], str]] = {}
        if any(find(name, columns) for name in text):
            said = cell(columns, *text)
            self._read[_REPLY] = lambda row: own(said(row))
        if any(find(name, columns) for name in at):
            when = cell(columns, *at)
            self._read[_REPLIED] = lambda row: in_zone(when(row), zone)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._read)

    def values(self, row: Sequence[str]) -> list[str]:
        """A value for each of `columns`."""
        return [read(row) for read in self._read.values()]


def in_braces(name: str, said: str) -> str:
    """The text of that name in a record kept as Python or JSON writes it: {'id': 1, 'body': 'Thank you'}."""
    begun = re.search(rf"""['"]{name}['"]: *(['"])""", said)
    found = begun and re.compile(rf"((?:[^\\]|\\.)*?){begun[1]}", re.DOTALL).match(said, begun.end())
    return re.sub(r"\\(.)", lambda mark: "\n" if mark[1] == "n" else mark[1], found[1]) if found else ""
