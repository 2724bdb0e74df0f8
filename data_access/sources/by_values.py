"""What a column may be, judged by its first values alone: where its name says nothing, or there is none."""

import re
from collections.abc import Callable, Mapping, Sequence

from data_access.sources.dates import MISSING, parse_date
from data_access.sources.numbers import parse_number
from data_access.sources.rating_words import bare, family, written

Samples = Mapping[str, Sequence[str]]  # column -> its first values

UNNAMED = re.compile(r"column \d+")  # what the columns of a file without a header are called
VERBATIM = 50  # characters, on average: fewer may be a product or a place

_MOSTLY = 0.9
_LOOKED_AT = 1_000  # characters of a value
_DAY = re.compile(r"(?:19[7-9]\d|20\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_DIGITS = re.compile(r"[\d.,\s]+", re.ASCII)
_DECIMALS = re.compile(r".*\d[.,]\d{1,4}\D*")
_SCORE = re.compile(r"(?:100|\d{1,2})(?:[.,]\d{1,2})?", re.ASCII)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def has_no_names(columns: Sequence[str]) -> bool:
    """Whether the file had no header, so that its columns are only numbered."""
    return bool(columns) and all(UNNAMED.fullmatch(column) for column in columns)


def filled(values: Sequence[str]) -> list[str]:
    """The values that are there, without their ends where they are long."""
    return [text for value in values if (text := value[:_LOOKED_AT].strip()).lower() not in MISSING]


def _mostly(values: Sequence[str], test: Callable[[str], object]) -> bool:
    values = filled(values)
    return bool(values) and sum(map(bool, map(test, values))) >= _MOSTLY * len(values)


def are_dates(values: Sequence[str]) -> bool:
    """Whether these are dates by their look. Bare digits are only where they are years, months and days."""
    return _mostly(values, _is_date)


def _is_date(text: str) -> bool:
    if _DIGITS.fullmatch(text) and text.count(".") + text.count(",") < 2:
        return bool(_DAY.fullmatch(text))
    return any(_reads(parse_date, text, order) for order in ("day_first", "month_first"))


def are_numbers(values: Sequence[str]) -> bool:
    return _mostly(values, lambda text: any(_reads(parse_number, text, sign) for sign in ("point", "comma")))


def _reads(parse: Callable, text: str, how: str) -> bool:
    try:
        return parse(text, how) is not None
    except ValueError:
        return False


def are_amounts(values: Sequence[str]) -> bool:
    """Numbers of which some have decimals."""
    return are_numbers(values) and any(_DECIMALS.fullmatch(text) for text in filled(values))


def are_verbatims(values: Sequence[str]) -> bool:
    """Texts of several words each, long on average."""
    texts = filled(values)
    return bool(texts) and sum(map(len, texts)) >= VERBATIM * len(texts) and _mostly(texts, lambda text: " " in text)


def are_words(values: Sequence[str]) -> bool:
    """Texts of several words each, of any length."""
    return _mostly(values, lambda text: " " in text and not text.replace(" ", "").isdigit())


def are_addresses(values: Sequence[str]) -> bool:
    """E-mail addresses."""
    return _mostly(values, _ADDRESS.fullmatch)


def are_names(values: Sequence[str]) -> bool:
    """Words with a space between and no digits, as people are called."""
    return _mostly(values, lambda text: " " in text and not any(sign.isdigit() for sign in text))


def are_urls(values: Sequence[str]) -> bool:
    return _mostly(values, lambda text: text.startswith(("http://", "https://")))


def are_counts(values: Sequence[str]) -> bool:
    """Small whole numbers, such as pieces or stars, without the leading zeros of ids."""
    return _mostly(values, lambda text: re.fullmatch(r"-?(?:0|[1-9]\d{0,2})", text, re.ASCII))


def are_ratings(values: Sequence[str]) -> bool:
    """Numbers up to 100, ratings that say their scale such as 4/5 or stars, or answers of a known scale in words."""
    known = family(map(bare, filled(values)))
    answers = known.values() if known else {}
    return _mostly(values, lambda text: _SCORE.fullmatch(text) or written(text) or bare(text) in answers)


def are_each_their_own(values: Sequence[str]) -> bool:
    return len(values) >= 5 and "" not in values and len(set(values)) == len(values)


def go_together(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether each value of one stands beside one value of the other, both ways."""
    pairs = set(zip(first, second, strict=True))
    return len(pairs) == len(set(first)) == len(set(second))
