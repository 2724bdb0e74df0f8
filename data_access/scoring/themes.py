"""Which themes a text speaks of, by which of its words, and how it feels about each."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .clauses import Span, clauses, sentences
from .taxonomy import MINUS, Taxonomy, Theme

# A term also finds its plural and possessive.
_ENDING = re.compile(r"(?:'s|es|s)\Z")
_REST_OF_WORD = r"\w*+(?:'\w++)?+"
_WRITTEN_FORMS = 1 << 16
# Where a clause that names several themes may be cut further, if it is between the words that name them.
_JOINTS = re.compile(r"\s(?:and|with|plus|or)\s|\s?[&+/]\s?", re.IGNORECASE)


class ThemeMention(NamedTuple):
    """words: those that name the theme, as written, each once. spans: start and end of every one in the text."""

    theme: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]


class ThemeMatcher:
    """Finds the themes that texts name, by one pattern of all terms; taxonomy.py says what a term matches.

    Of terms that begin at the same place the one with more words spelled out counts, and what it covers is not looked
    at again: "delivery fee" is not also "delivery". The words of handles (@delivery) are names.
    """

    def __init__(self, taxonomy: Taxonomy | Sequence[Theme]):
        self._order = {theme.name: place for place, theme in enumerate(taxonomy)}
        self._plain: dict[str, list[str]] = defaultdict(list)
        self._open: dict[str, list[str]] = defaultdict(list)
        trie = _Node()
        for theme in taxonomy:
            for term in theme.terms:
                is_counted = not term.startswith(MINUS)
                name = _folded(term.removeprefix(MINUS)).replace("-", " ")
                name = " ".join(name.split())
                if not name:
                    continue
                named = (self._open if "*" in name else self._plain)[name]
                if is_counted:
                    named.append(theme.name)
                trie.add(name)
        self._open_patterns = [
            (re.compile(_spaced(name)), named)
            for name, named in sorted(self._open.items(), key=lambda item: len(item[0]), reverse=True)
        ]
        # A digit or letter in front would make it another word; an at-sign makes it somebody's name.
        self._pattern = re.compile(rf"(?<![\w@])(?:{trie.pattern()})") if trie.children else re.compile("(?!)")
        self._named_by: dict[str, tuple[str, ...]] = {}

    def themes(self, text: str) -> list[ThemeMention]:
        """The themes named in the text, in the taxonomy's order."""
        found: dict[str, tuple[dict[str, str], list[Span]]] = {}
        known = self._named_by
        for match in self._pattern.finditer(_folded(text)):
            written, span = match[0], match.span()
            for theme in known[written] if written in known else self._remembered(written):
                if theme not in found:
                    found[theme] = {}, []
                words, spans = found[theme]
                words.setdefault(written, text[span[0] : span[1]])
                spans.append(span)
        return [
            ThemeMention(theme, tuple(found[theme][0].values()), tuple(found[theme][1]))
            for theme in sorted(found, key=self._order.__getitem__)
        ]

    def _remembered(self, written: str) -> tuple[str, ...]:
        """As _look_up; kept, within bounds: open terms match words without end."""
        themes = self._look_up(written)
        if len(self._named_by) < _WRITTEN_FORMS:
            self._named_by[written] = themes
        return themes

    def _look_up(self, written: str) -> tuple[str, ...]:
        """The themes of the term that matched so; none where it is a phrase that shall not count."""
        name = " ".join(written.replace("-", " ").split())
        for form in (name, *(name[: ending.start()] for ending in _ENDING.finditer(name)), name.removesuffix("s")):
            if form in self._plain:
                return tuple(self._plain[form])
        return next((tuple(named) for pattern, named in self._open_patterns if pattern.fullmatch(name)), ())


def theme_sentiments(text: str, mentions: Sequence[ThemeMention], compound: Callable[[str], float]) -> dict[str, float]:
    """How the text feels about each theme it names: -1 to 1, as `compound` scores a text.

    The whole text's score where one theme is named. Of several each has the mean of the scores, other than 0, of what
    speaks of it: the sentence where it names no other theme, else the clause, else the part of the clause between
    commas and "and" ("great food, terrible service") where that has a score of its own.
    """
    if len(mentions) < 2:
        return {mention.theme: compound(text) for mention in mentions}
    named = sorted((span, mention.theme) for mention in mentions for span in mention.spans)
    scores: dict[str, list[float]] = {mention.theme: [] for mention in mentions}
    for sentence, within in _gathered(sentences(text), named):
        if len({theme for _, theme in within}) == 1:
            scores[within[0][1]].append(compound(text[slice(*sentence)]))
            continue
        start, end = sentence
        inside = [(start + a, start + b) for a, b in clauses(text[start:end])]
        for clause, in_clause in _gathered(inside, within):
            for theme, score in _in_clause(text, clause, in_clause, compound):
                scores[theme].append(score)
    return {theme: _mean([score for score in found if score]) for theme, found in scores.items()}


def _gathered(spans: list[Span], named: list[tuple[Span, str]]) -> list[tuple[Span, list[tuple[Span, str]]]]:
    """The spans in which themes are named, each with those that begin in it; both in order."""
    found, place = [], 0
    for start, end in spans:
        within = []
        while place < len(named) and named[place][0][0] < end:
            within.append(named[place])
            place += 1
        if within:
            found.append(((start, end), within))
    return found


def _in_clause(text: str, clause: Span, named: list[tuple[Span, str]], compound) -> list[tuple[str, float]]:
    whole = compound(text[slice(*clause)])
    themes = {theme for _, theme in named}
    if len(themes) == 1 or not whole:
        return [(theme, whole) for theme in themes]
    found = []
    for part, within in _gathered(_parts(text, clause, named), named):
        own = compound(text[slice(*part)])
        found += [(theme, own or whole) for theme in dict.fromkeys(theme for _, theme in within)]
    return found


def _parts(text: str, clause: Span, named: list[tuple[Span, str]]) -> list[Span]:
    """The clause cut once between words of two themes: at the last comma, else at the first "and" between them."""
    start, parts = clause[0], []
    for ((_, end), theme), ((following, _), other) in zip(named, named[1:], strict=False):
        if theme == other:
            continue
        cut = text.rfind(",", end, following)
        joint = None if cut >= 0 else _JOINTS.search(text, end, following)
        if cut >= 0 or joint:
            cut = joint.start() if joint else cut
            parts.append((start, cut))
            start = cut
    return [*parts, (start, clause[1])]


def _mean(scores: list[float]) -> float:
    return sum(scores) / len(scores) if scores else 0.0


def _folded(text: str) -> str:
    """In lower case with plain apostrophes; every character stays in its place."""
    if text.isascii():
        return text.lower()
    # No other character has a small form of two.
    return text.replace("İ", "i").lower().replace("’", "'").replace("‘", "'")


@dataclass
class _Node:
    """A place in the trie of all terms: what may follow, and whether a term ends here, as it is or open."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    ends: bool = False
    is_open: bool = False

    def add(self, name: str) -> None:
        node = self
        for word_place, word in enumerate(name.split()):
            steps = [*([" "] if word_place else []), *word.removesuffix("*"), *(["*"] if word.endswith("*") else [])]
            for step in steps:
                node = node.children.setdefault(step, _Node())
        node.ends = True

    def pattern(self) -> str:
        """What may follow, as a pattern: letters spelled out first, then an open ending, then the end."""
        if len(self.children) == 1 and not self.ends:
            ((step, child),) = self.children.items()
            return _step(step) + child.pattern()
        branches = [
            _step(step) + child.pattern()
            for step, child in sorted(self.children.items(), key=lambda item: (item[0] == "*", item[0]))
        ]
        if self.ends:
            branches.append(r"(?:'s|es|s)?+(?!\w)")
        return f"(?:{'|'.join(branches)})" if len(branches) > 1 else branches[0]


def _step(step: str) -> str:
    return {" ": r"[\s-]{1,3}+", "*": _REST_OF_WORD}.get(step) or re.escape(step)


def _spaced(name: str) -> str:
    return r"\s".join(re.escape(w.removesuffix("*")) + (_REST_OF_WORD if w.endswith("*") else "") for w in name.split())
