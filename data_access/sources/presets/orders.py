"""What layouts of orders share: who the customer is, order fields that only the first of its lines has, plain sums."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation

from data_access.sources.columns import cell, find

_NOT_DIALLED = re.compile(r"[^\d+]")
_LONGEST = 20  # digits of a number
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


def customer(email: str, others: Iterable[str]) -> str:
    """Who a customer is known as: the e-mail address in lower case, else the first of the others; "" for nobody."""
    return email.lower() or next(filter(None, others), "")


def phone(text: str) -> str:
    """A phone number without the signs between its digits; "" for what is none, or lost digits in a spreadsheet."""
    text = text.strip().lstrip("'").strip()
    if not text or _LOST_DIGITS.fullmatch(text):
        return ""
    number = _NOT_DIALLED.sub("", text.removesuffix(".0"))
    number = f"+{number[2:]}" if number.startswith("00") else number
    return number if len(number.strip("+")) >= 5 else ""


def number(text: str) -> Decimal | None:
    """A number written plainly, with a decimal point; 0 for nothing, None for what only the whole column can tell."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        value = Decimal(text or "0")
    except InvalidOperation:
        return None
    # 1e999999 is a number too, and printed out a million digits long.
    return value if value.is_finite() and abs(value.adjusted()) < _LONGEST else None


def name_of(first: Callable[[Sequence[str]], str], last: Callable[[Sequence[str]], str]) -> Callable:
    """A function from a record to the name that two of its columns make up."""
    return lambda row: f"{first(row)} {last(row)}".strip()


class Carried:
    """Gives the lines of an order what only its first line says: fills their empty fields, in place."""

    def __init__(self, columns: Sequence[str], order: str, fields: Sequence[str]):
        """`order` is the column of the order's id, `fields` the columns that are about the whole order."""
        self._id = cell(columns, order)
        found = [find(name, columns) for name in fields]
        self._places = [columns.index(name) for name in found if name is not None]
        self._order: str | None = None
        self._first: list[tuple[int, str]] = []

    def fill(self, row: list[str]) -> bool:
        """Whether the row goes on with the order of the row before."""
        order = self._id(row)
        if order and order == self._order:
            for place, value in self._first:
                if not row[place]:
                    row[place] = value
            return True
        # What is empty on the first row too needs no filling.
        self._order, self._first = order, [(place, value) for place in self._places if (value := row[place].strip())]
        return False
