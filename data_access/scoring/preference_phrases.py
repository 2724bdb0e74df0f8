"""The phrases by which people say whom they prefer, and that they change: preference_phrases.txt as patterns."""

import re
from functools import cache
from pathlib import Path

from .pair import PAIR

_TABLE = Path(__file__).with_suffix(".txt")
_NEGATION = r"(?:not|no|never|nor|nothing|nobody|none|hardly|without)\b|\w*n't\b"
_SUBJECT = r"(?:you|this|it|that|they|we|i|he|she)\b"
_WORDS = re.compile(r" ?(~{1,2})(\d)")


@cache
def phrases(section: str) -> tuple[re.Pattern, ...]:
    """The patterns of a section; their groups are a, b (the brands) and verb."""
    return tuple(_pattern(line) for line in _sections()[section])


@cache
def _sections() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def _pattern(line: str) -> re.Pattern:
    """Words between are those of one clause: no comma, no brand."""

    def words(mark: re.Match) -> str:
        but = "" if len(mark[1]) == 2 else f"(?!{_NEGATION})"
        return rf"(?: {but}[\w'/%&-]+){{0,{mark[2]}}}?"

    # "Unlike A you never answer": a new subject ends what is said of A.
    written = _WORDS.sub(words, re.sub(r"\b([AB])(,\?)? (?=~)", rf"\1\2(?! {_SUBJECT}) ", line))
    for letter in "AB":
        written = re.sub(
            rf"(?<![\\\w]){letter}(?!\w)", rf"(?:the )?(?P<{letter.lower()}>{PAIR})(?:'s?(?!\\w))?", written
        )
    return re.compile(written)
