"""Which brands a text names, by the aliases kept for each, and where."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import combining, is_normalized, normalize

_WORD_CHARACTER = re.compile(r"\w")
# Unicode's Stream-Safe Text Format (UAX #15): in no language has one character more marks than this.
_MOST_MARKS = 30


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of writing a brand's name.

    `needs_capital` is for names that are ordinary words too: "Spot" and "SPOT" then name the brand, "spot"
    does not. A name that starts with a small letter ("eBay") also counts when it is written exactly so.
    """

    brand: str
    alias: str
    needs_capital: bool

    def allows(self, written: str) -> bool:
        """Whether this alias, written so, may stand for the brand."""
        if not self.needs_capital or (written == self.alias and self.alias != self.alias.lower()):
            return True
        first = next((letter for letter in written if letter.upper() != letter.lower()), "A")
        return first != first.lower()


class BrandMatcher:
    """Finds the brands that texts name.

    An alias counts as a whole word ("Figo's" and "figo-like" name Figo, "Figone" does not), in any case
    unless it needs a capital, with any white space between its words and either apostrophe. After @ or #
    only an alias that itself starts with that sign counts. Where several aliases fit, the longest wins; an
    alias given for two brands belongs to the first of them.
    """

    def __init__(self, aliases: Sequence[Alias]):
        self._aliases: dict[str, list[Alias]] = defaultdict(list)
        for alias in aliases:
            if name := _one_spaced(_folded(alias.alias)[0]):
                self._aliases[name].append(alias)
        self._pattern = _pattern(self._aliases) if self._aliases else re.compile("(?!)")

    def brands(self, text: str) -> tuple[str, ...]:
        """The brands named in the text, each once, in the order of their first mention."""
        return tuple(dict.fromkeys(brand for _, _, brand in self.spans(text)))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end (exclusive) and brand of every mention, in order and without overlaps."""
        folded, origins = _folded(text)
        found = []
        match = self._pattern.search(folded)
        while match:
            position = match.start() + 1
            for end in self._ends(folded, match):
                span = match.start(), end
                start_in_text, end_in_text = _in_text(span, origins)
                brand = self._brand(folded[slice(*span)], text[start_in_text:end_in_text])
                if brand is not None:
                    found.append((start_in_text, end_in_text, brand))
                    position = end
                    break
            match = self._pattern.search(folded, position)
        return found

    def _ends(self, folded: str, match: re.Match | None) -> Iterator[int]:
        """Where aliases that start where the match does end, the longest first."""
        start = match.start()
        while match:
            if not _WORD_CHARACTER.match(folded, match.end()):
                yield match.end()
            match = self._pattern.match(folded, start, match.end() - 1)

    def _brand(self, name: str, written: str) -> str | None:
        aliases = self._aliases[_one_spaced(name)]
        return next((alias.brand for alias in aliases if alias.allows(written)), None)


def _pattern(names: Sequence[str]) -> re.Pattern:
    """Any of the names as a whole word, the longest first.

    Grouped by first character: 400 names in one flat alternation take five times as long.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        by_first[name[0]].append(r"\s++".join(map(re.escape, name[1:].split(" "))))
    groups = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return re.compile(rf"(?<![\w@#])(?:{'|'.join(groups)})(?!\w)")


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text composed (NFC), in lower case and with plain apostrophes.

    Beside it, where each of its characters stands in `text`, unless they stand in the same places.
    """
    if text.isascii():
        return text.lower(), None
    origins = None
    if not is_normalized("NFC", text):
        text, origins = _composed(text)
    # lower() makes no character longer but "İ", and only the small form of "Σ" depends on where it stands.
    return text.replace("İ", "i").lower().replace("ς", "σ").replace("’", "'"), origins


def _composed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in NFC, and the start and end in `text` of what each character was composed of."""
    clusters: list[str] = []
    for character in text:
        last = clusters[-1] if clusters else ""
        if last and len(last) <= _MOST_MARKS and (combining(character) or _join(last, character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    composed, origins, end = [], [], 0
    for cluster in clusters:
        start, end = end, end + len(cluster)
        composed.append(normalize("NFC", cluster))
        origins += [(start, end)] * len(composed[-1])
    return "".join(composed), origins


def _join(first: str, second: str) -> bool:
    """Whether NFC joins two characters that are not letter and mark, as it does in Hangul syllables."""
    return normalize("NFC", first + second) != normalize("NFC", first) + normalize("NFC", second)


def _in_text(span: tuple[int, int], origins: list[tuple[int, int]] | None) -> tuple[int, int]:
    if origins is None:
        return span
    start, end = span
    return origins[start][0], origins[end - 1][1]
