"""How a reader's language writes numbers: the decimal mark, the mark between thousands, and the per cent sign."""

import functools
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from streamlit.runtime.scriptrunner import get_script_run_ctx


class Marks(NamedTuple):
    """percent: what follows a percentage, with the space that some languages put before the sign."""

    decimal: str
    group: str
    percent: str


ENGLISH = Marks(".", ",", "%")


@functools.cache
def of_language(tag: str) -> Marks:
    """The marks of a browser's language ("de-CH"); English for one that is not known. Digits stay Western, and the
    sign stays behind the number: the words around them are English."""
    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    symbols = locale.number_symbols.get("latn", {})
    pattern = locale.percent_formats[None].pattern
    space = "\N{NO-BREAK SPACE}" if pattern.endswith("\N{NO-BREAK SPACE}%") else ""
    return Marks(symbols.get("decimal", "."), symbols.get("group", ","), f"{space}%")


def of_reader() -> Marks:
    """The marks of whoever this run is for; English where nobody looks, as in tests and files."""
    context = get_script_run_ctx(suppress_warning=True)
    seen = context.context_info if context else None
    return of_language(seen.locale) if seen and seen.locale else ENGLISH


def written(english: str) -> str:
    """A number in English writing, in the reader's."""
    marks = of_reader()
    return english if marks is ENGLISH or marks[:2] == ENGLISH[:2] else english.translate(_table(marks))


@functools.cache
def _table(marks: Marks) -> dict[int, str]:
    return str.maketrans({",": marks.group, ".": marks.decimal})
