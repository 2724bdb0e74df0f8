"""What customers speak of: the themes that ship, and the ones that a business made of them.

A theme is a list of terms. A term is a word or a phrase as it stands in a text, in any case:

* `price` finds price, prices and price's, but not priceless; spaces in `check in` may be hyphens.
* `deliver*` finds every word that begins so: deliver, delivery, delivered. Also inside a phrase: `charg* twice`.
* `- price war` shall not count, although it holds a term: of all terms that fit, the longest counts. It does count
  for a theme that has it without the minus.
* A term that stands in two themes names both.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.schema import themes as themes_table

MINUS = "-"
FEWEST_LETTERS_BEFORE_STAR = 3
_FILE = Path(__file__).parent / "words" / "themes.txt"
_HEADING = re.compile(r"\[(.+)\]")


class Theme(NamedTuple):
    name: str
    terms: tuple[str, ...]


Taxonomy = tuple[Theme, ...]


@cache
def shipped() -> Taxonomy:
    """The themes that come with Earshot: what moves customers in most trades."""
    terms: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.fullmatch(line.strip()):
            terms[heading[1]] = theme = []
        elif line.strip() and not line.startswith("#"):
            minus = f"{MINUS} " if line.startswith(MINUS) else ""
            found = terms_of(line.removeprefix(MINUS).replace(",", "\n"))
            theme += (f"{minus}{term}" for term in found)
    return tuple(Theme(name, tuple(dict.fromkeys(found))) for name, found in terms.items())


def current(connection: Connection) -> Taxonomy:
    """The themes as edited; while nobody has, the shipped ones."""
    t = themes_table.c
    rows = connection.execute(select(t.theme, t.terms).order_by(t.position, t.theme)).all()
    return tuple(Theme(row.theme, terms_of(row.terms)) for row in rows) or shipped()


def terms_of(lines: str) -> tuple[str, ...]:
    """The terms of a text that has one a line, each once, with single spaces."""
    terms = (" ".join(line.split()) for line in lines.splitlines())
    return tuple(dict.fromkeys(term for term in terms if term))


def checked(themes: Sequence[Theme]) -> Taxonomy:
    """The themes with their names and terms tidied.

    Raises:
        ValueError: in a sentence, for a theme without name or terms, a name that stands twice, a term that would
            match almost everything.
    """
    tidy = tuple(Theme(" ".join(theme.name.split()), terms_of("\n".join(theme.terms))) for theme in themes)
    if not tidy:
        raise ValueError("There is no theme left. Keep at least one, or go back to the shipped ones.")
    if not all(theme.name for theme in tidy):
        raise ValueError("A theme has no name. Give it one, or remove it.")
    folded = [theme.name.casefold() for theme in tidy]
    if twice := [theme.name for theme in tidy if folded.count(theme.name.casefold()) > 1]:
        raise ValueError(f"{twice[0]} stands more than once. Put all its terms into one theme.")
    for theme in tidy:
        if all(term.startswith(MINUS) for term in theme.terms):
            raise ValueError(f"{theme.name} has no terms. Write the words that name it, one a line.")
        for term in theme.terms:
            _check_term(theme.name, term)
    return tidy


def _check_term(theme: str, term: str) -> None:
    words = term.removeprefix(MINUS).split()
    if not any(character.isalnum() or ord(character) > 0x2190 for word in words for character in word):
        raise ValueError(f"{theme}: '{term}' is not a word. Write words and phrases, one a line.")
    for word in words:
        stem = word.removesuffix("*")
        if "*" in stem:
            raise ValueError(f"{theme}: '{term}' has a star inside a word. It may only stand at the end: 'deliver*'.")
        if stem != word and len(stem) < FEWEST_LETTERS_BEFORE_STAR:
            raise ValueError(
                f"{theme}: '{term}' would match too many words. Write at least {FEWEST_LETTERS_BEFORE_STAR} letters "
                "before the star."
            )
