"""Which brands a text names, by the aliases kept for each, and where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .folding import folded, in_text, one_spaced
from .name_context import Written, phrases_about, says_brand

_WORD_CHARACTER = re.compile(r"\w")
_END = ""  # in a trie, no character: a name ends here


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of writing a brand's name.

    `needs_capital` is for names that are ordinary words too: "Spot" then names the brand, "spot" does not, nor does
    "SPOT" in a sentence that is all in capitals. A name that starts with a small letter ("eBay") also counts when it
    is written exactly so.

    `context` holds words or phrases that make such a name the brand ("flight" for Delta): near one of them it counts
    in small letters too; and once there is a context, a capital at the start of a sentence counts only near one.
    `counter_context` holds what unmakes it, whatever its letters: a word close by, or a phrase with the name in it
    ("united states", "orange juice").
    """

    brand: str
    alias: str
    needs_capital: bool
    context: tuple[str, ...] = ()
    counter_context: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it stands for the brand however it is written, whatever stands around it."""
        return not self.needs_capital and not self.counter_context

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether this alias, written so at start:end of the text, stands for the brand."""
        written = self._written(text[start:end])
        if not self.counter_context and (written == "unmistakable" or (written == "small" and not self.context)):
            return written == "unmistakable"
        context, counter_context = (phrases_about(self.alias, words) for words in (self.context, self.counter_context))
        return says_brand(text, start, end, written, context, counter_context)

    def _written(self, name: str) -> Written:
        first = next((letter for letter in name if letter.upper() != letter.lower()), None)
        if not self.needs_capital or first is None:
            return "unmistakable"
        # "eBay" and "#TeamSpot", but neither "Spot" nor "GAP", look like no other word.
        plain = (self.alias.lower(), self.alias.upper(), self.alias.capitalize(), self.alias.title())
        if name == self.alias and self.alias not in plain:
            return "unmistakable"
        return "small" if first == first.lower() else "capital"


def listed(words: object) -> tuple[str, ...]:
    """Words written with commas between them, as they are kept; anything but a text holds none."""
    return tuple(word.strip() for word in words.split(",") if word.strip()) if isinstance(words, str) else ()


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
            if name := one_spaced(folded(alias.alias)[0]):
                self._aliases[name].append(alias)
        # Whose name it is, however and wherever it is written: the short way for most mentions.
        self._certain = {name: of_name[0].brand for name, of_name in self._aliases.items() if of_name[0].is_certain}
        self._pattern = _pattern(self._aliases) if self._aliases else re.compile("(?!)")

    def brands(self, text: str) -> tuple[str, ...]:
        """The brands named in the text, each once, in the order of their first mention."""
        return tuple(dict.fromkeys([brand for _, _, brand in self.spans(text)]))

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end (exclusive) and brand of every mention, in order and without overlaps."""
        # The same first line as in `folded`: most texts name nobody, and a call would be a tenth of their time.
        name_of, origins = (text.lower(), None) if text.isascii() else folded(text)
        found = []
        match = self._pattern.search(name_of)
        while match:
            start, end = match.span()
            brand = self._certain.get(name_of[start:end])
            if brand is not None:
                found.append((*in_text(start, end, origins), brand))
                match = self._pattern.search(name_of, end)
                continue
            position = start + 1
            for end in self._ends(name_of, match):
                span = in_text(start, end, origins)
                brand = self._brand(name_of[start:end], text, span)
                if brand is not None:
                    found.append((*span, brand))
                    position = end
                    break
            match = self._pattern.search(name_of, position)
        return found

    def _ends(self, text: str, match: re.Match | None) -> Iterator[int]:
        """Where aliases that start where the match does end, the longest first."""
        start = match.start()
        while match:
            if not _WORD_CHARACTER.match(text, match.end()):
                yield match.end()
            match = self._pattern.match(text, start, match.end() - 1)

    def _brand(self, name: str, text: str, span: tuple[int, int]) -> str | None:
        aliases = self._aliases.get(name) or self._aliases[one_spaced(name)]
        return next((alias.brand for alias in aliases if alias.allows(text, *span)), None)


def _pattern(names: Iterable[str]) -> re.Pattern:
    """Any of the names as a whole word, the longest first.

    Written as a trie, each beginning once: so that it hardly takes longer for many names than for few.
    """
    trie: dict[str, dict] = {}
    for name in names:
        branch = trie
        for character in name:
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    return re.compile(rf"(?<![\w@#])(?:{_branches(trie)})(?!\w)")


def _branches(trie: dict[str, dict]) -> str:
    written = ""
    while len(trie) == 1 and _END not in trie:
        character, trie = next(iter(trie.items()))
        written += _escaped(character)
    ends_here = _END in trie
    further = [_escaped(character) + _branches(branch) for character, branch in trie.items() if character != _END]
    if not further:
        return written
    return f"{written}(?:{'|'.join(further)}){'?' if ends_here else ''}"


def _escaped(character: str) -> str:
    return r"\s++" if character == " " else re.escape(character)
