"""What a whole column of dates decides: whether day, month or year comes first, and whether numbers are dates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

READINGS = ("day_first", "month_first", "year_first")
NUMBERED = ("excel_serial", "unix_time")

_PARTS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2'?(\d{4}|\d{2})(?![\d/.-]).*", re.ASCII | re.DOTALL)
_SERIAL = re.compile(r"\s*\d{5}(?:[.,]\d+)?\s*", re.ASCII)
_UNIX = re.compile(r"\s*(?:\d{9,10}|\d{13}|\d{16})(?:[.,]\d+)?\s*", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_415  # 1970 to 2100
# So many different days and so few years: the other way round nobody would have all of one month's days in 20 years.
_MANY_DAYS, _FEW_YEARS = 20, 5


@dataclass
class DateEvidence:
    """What a column's values say about how dates are written. Counts are of distinct values a batch."""

    fits: Counter = field(default_factory=Counter)  # reading -> values that are dates when so read
    numeric: int = 0  # three numbers, the year last or of two digits
    undecided: int = 0  # that are different dates in different readings
    serials: int = 0
    unix: int = 0
    others: int = 0
    firsts: set[int] = field(default_factory=set)  # of three numbers of two digits each
    lasts: set[int] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)

    def add(self, values: Iterable[str]) -> None:
        """Take in some of the column's values."""
        for value in values:
            if value[4:5] == "-":
                self.others += 1
            elif found := _PARTS.fullmatch(value):
                self._add_parts(value, found)
            elif _SERIAL.fullmatch(value):
                self.serials += _FIRST_SERIAL <= int(value.strip()[:5]) <= _LAST_SERIAL
            elif _UNIX.fullmatch(value):
                self.unix += 1
            elif len(value) > 5:  # what is shorter is no date, and may stand for none
                self.others += 1

    def _add_parts(self, value: str, found: re.Match) -> None:
        first, middle, last = int(found[1]), int(found[3]), int(found[4])
        self.numeric += 1
        if len(found[4]) == 2:
            self.firsts.add(first)
            self.lasts.add(last)
        dates = dict(_readings(first, middle, last, len(found[4]) == 4, found[2]))
        self.fits.update(list(dates))
        if len(set(dates.values())) > 1:
            self.undecided += 1
        if first != middle and len(self.examples) < 3:
            self.examples.append(value.strip())

    def order(self) -> str | None:
        """ "iso" (nothing to decide), a reading, "excel_serial", "unix_time"; None when the values do not tell.

        Numbers are dates only where nearly all of the column is such numbers: one among written dates is a mistake.
        """
        if self.serials > 9 * (self.others + self.numeric + self.unix):
            return "excel_serial"
        if self.unix > 9 * (self.others + self.numeric + self.serials):
            return "unix_time"
        if not self.numeric:
            return "iso"
        possible = self.possible()
        if len(possible) == 1:
            return possible[0]
        # With 01/01 and 02/02 alone all readings are the same, so there is nothing to ask.
        same = not self.undecided and all(self.fits[reading] == self.numeric for reading in possible)
        return "day_first" if same else None

    def possible(self) -> tuple[str, ...]:
        """The readings in which most values are dates: several where they do not tell."""
        most = max(self.fits.values(), default=0)
        best = [reading for reading in READINGS if self.fits[reading] == most]
        if "year_first" in best and len(best) > 1:
            if len(self.firsts) >= _MANY_DAYS and len(self.lasts) <= _FEW_YEARS:
                best.remove("year_first")
            elif len(self.lasts) >= _MANY_DAYS and len(self.firsts) <= _FEW_YEARS:
                best = ["year_first"]
        return tuple(best)


def _readings(first: int, middle: int, last: int, is_whole_year: bool, mark: str) -> Iterator[tuple[str, tuple]]:
    """Reading -> year, month and day, of three numbers."""
    if 1 <= first <= 31 and 1 <= middle <= 12:
        yield "day_first", (last, middle, first)
    if 1 <= first <= 12 and 1 <= middle <= 31:
        yield "month_first", (last, first, middle)
    # With other marks the year comes first only where the first number can be nothing else.
    may_be_year = not is_whole_year and (mark == "-" or not 1 <= first <= 31)
    if may_be_year and 1 <= middle <= 12 and 1 <= last <= 31:
        yield "year_first", (first, middle, last)
