"""Numbers as exporters write them: which sign is the decimal one, and the value each text means."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from data_access.sources.dates import MISSING

LARGEST = 1e13
LONGEST = 80  # characters; no number is as long, and patterns take their time with what is

_CURRENCY = (
    r"(?:[A-Z]{0,2}[$£€¥₹₽₩₺₴₪₫฿₦₱]|[A-Z]{3}|[Kk]r\.?|zł|Kč|Ft|Fr\.?|Rs\.?|TL|lei|лв\.?|руб\.?"
    r"|(?i:euros?|eur|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|cad|aud|jpy|inr))?"
)
_MARKS = re.compile(r"[$£€¥₹₽₩₺₴₪₫฿₦₱]|\b[A-Z]{3}\b")
_MARK_OF = {"EUR": "€", "GBP": "£", "USD": "$", "INR": "₹"}
_SIGN = r"[+\-−]?"
_NUMBER = re.compile(
    rf"(?P<before>{_SIGN})\s*{_CURRENCY}\s*(?P<inside>{_SIGN})\s*"
    r"(?P<digits>[.,]?\d(?:[\d.,'’\s]*\d)?[.,]?)(?P<exponent>[eE][+-]?\d+)?"
    rf"\s*(?P<after>[\-−]?)\s*{_CURRENCY}\s*(?P<last>[\-−]?)"
)
# Accountants' negatives; Excel's accounting format has the currency outside: $(12.00).
_BRACKETED = re.compile(rf"(?P<before>{_CURRENCY})\s*\((?P<inside>[^()]*)\)\s*(?P<after>{_CURRENCY})")
# 12.- and 12,-- are Swiss, Dutch and Scandinavian prices without cents, not accountants' negatives.
_NO_CENTS = re.compile(r"(?<=\d)[.,][\-–—]{1,2}(?=\D*$)")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_SURELY_POINT = r"^-?[0-9]+\.([0-9]{1,2}|[0-9]{4,80})$"
DASHES = frozenset("-–—−")
_INFINITE = frozenset({"inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞"})
_GROUPED = {  # whole part and fraction, thousands grouped in threes, the Indian way, or not at all
    "point": re.compile(r"(?:\d*|\d{1,3}(?:[,'’ ]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d*)?", re.ASCII),
    "comma": re.compile(r"(?:\d*|\d{1,3}(?:[.'’ ]\d{3})+)(?:,\d*)?", re.ASCII),
}
_UNREADABLE = "This cannot be read as a number. Write it plainly, like 1234.50."
_OTHER_SIGN = {
    "point": "This cannot be read as a number with a decimal point, as the rest of the column is written.",
    "comma": "This cannot be read as a number with a decimal comma, as the rest of the column is written.",
}


@dataclass
class NumberEvidence:
    """What a column's values say about its decimal sign. Counts are of distinct values a batch."""

    point: int = 0
    comma: int = 0
    either_comma: int = 0  # like 1,234: a thousand or one and a bit
    either_point: int = 0  # like 1.234
    examples: list[str] = field(default_factory=list)
    currencies: dict[str, None] = field(default_factory=dict)  # signs and codes beside the numbers, in order

    def add(self, values: Iterable[str]) -> None:
        """Take in some of the column's values."""
        marked = [value for value in values if "." in value or "," in value]
        if not marked:
            return
        # Most columns are full of plain decimals, which Arrow counts twenty times as fast.
        plain = pc.match_substring_regex(pa.array(marked, pa.large_string()), _SURELY_POINT)
        self.point += plain.true_count
        for value, is_plain in zip(marked, plain.to_pylist(), strict=True):
            if is_plain or len(value) > LONGEST:
                continue
            if len(self.currencies) < 5:
                self.currencies |= dict.fromkeys(_MARK_OF.get(mark, mark) for mark in _MARKS.findall(value))
            if price := _NO_CENTS.search(value):
                says = "comma" if price[0][0] == "," else "point"
                setattr(self, says, getattr(self, says) + 1)
                continue
            if not (found := _NUMBER.fullmatch(_bare(value.strip().rstrip("%")))):
                continue
            digits = found["digits"]
            says = "point" if found["exponent"] and "." in digits else _says(digits)
            setattr(self, says, getattr(self, says) + 1)
            if says.startswith("either") and len(self.examples) < 3:
                self.examples.append(value.strip())

    def sign(self) -> str | None:
        """ "point" or "comma" where the column tells; None where every separator may be either."""
        if self.point != self.comma:
            return "point" if self.point > self.comma else "comma"
        return None if self.either_comma or self.either_point or self.point else "point"


def _says(digits: str) -> str:
    last = max(digits.rfind(","), digits.rfind("."))
    sign, other = ("comma", "point") if digits[last] == "," else ("point", "comma")
    if ("," in digits) and ("." in digits):
        return sign
    if digits.count(digits[last]) > 1:
        return other
    before, after = digits[:last], digits[last + 1 :]
    if len(after) == 3 and before.isdigit() and len(before) <= 3 and before[0] != "0":
        return f"either_{sign}"
    return sign


def _bare(text: str) -> str:
    found = _BRACKETED.fullmatch(text) if "(" in text else None
    return found.expand(r"\g<before>\g<inside>\g<after>").strip() if found else text


def parse_number(text: str, decimal: str) -> float | None:
    """The value of `text`, written with a decimal "point" or "comma"; None when there is none.

    Takes currency signs and codes, grouped thousands, accountants' parentheses, trailing minus, and a lone dash, which
    is how spreadsheets print zero. Raises ValueError with a sentence for the reader.
    """
    text = text.strip()
    if decimal == "point" and _PLAIN.fullmatch(text):
        return _bounded(float(text))
    if text.lower() in MISSING:
        return None
    if text.lower() in _INFINITE:
        raise ValueError("This is not a finite number. Write the value, or leave it empty.")
    if len(text) > LONGEST:
        raise ValueError(_UNREADABLE)
    unbracketed = _bare(text)
    bare = _NO_CENTS.sub("", unbracketed)
    if not (found := _NUMBER.fullmatch(bare)):
        if bare and bare.strip("$£€¥ ") in DASHES:
            return 0.0
        raise ValueError(_UNREADABLE)
    digits = " ".join(found["digits"].split())
    if not _GROUPED[decimal].fullmatch(digits):
        raise ValueError(_OTHER_SIGN[decimal] if "," in digits or "." in digits else _UNREADABLE)
    signs = "".join(found.group("before", "inside", "after", "last")).replace("+", "")
    is_bracketed = unbracketed != text
    if len(signs) + is_bracketed > 1:
        raise ValueError(_UNREADABLE)
    kept = re.sub(r"[^\d.]", "", digits if decimal == "point" else digits.replace(".", "").replace(",", "."))
    value = _bounded(float(kept + (found["exponent"] or "")))
    return -value if signs or is_bracketed else value


def _bounded(value: float) -> float:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError("This number is beyond 10,000,000,000,000 and so is probably a mistake. Correct it.")
    return value
