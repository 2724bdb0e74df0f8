"""Well-known brands whose names are ordinary words too, and what tells the one from the other.

Offered when such a name is tracked, and then the reader's own to edit. The table is ordinary_names.txt beside this.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from .folding import folded, one_spaced

_TABLE = Path(__file__).with_suffix(".txt")


class Contexts(NamedTuple):
    """What makes a name the brand, and what unmakes it, as in an Alias."""

    context: tuple[str, ...] = ()
    counter_context: tuple[str, ...] = ()


def contexts_of(name: str) -> Contexts:
    """What is offered for a name; nothing for one that is not in the table."""
    return _names().get(one_spaced(folded(name)[0]), Contexts())


@cache
def _names() -> dict[str, Contexts]:
    sets: dict[str, str] = {}
    names = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, _, words = line.partition(" = ")
            sets[name] = words
        elif line and not line.startswith("#"):
            name, context, counter_context = (part.strip() for part in line.split("|"))
            names[name] = Contexts(*(tuple(_words(part, name, sets)) for part in (context, counter_context)))
    return names


def _words(written: str, name: str, sets: dict[str, str]) -> list[str]:
    words = []
    for word in filter(None, (part.strip() for part in written.split(","))):
        words += _words(sets[word], name, sets) if word.startswith("@") else [word.replace("~", name)]
    return list(dict.fromkeys(words))
