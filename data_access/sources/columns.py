"""How columns are recognised by their names, whatever case and punctuation exporters give them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache


@lru_cache(maxsize=1 << 13)  # a table has 2,000 columns at most, and each is asked for many times
def plain(name: str) -> str:
    """A name without case, spaces and punctuation: "Order ID", "order_id" and "OrderId" are one."""
    return re.sub(r"[\W_]+", "", name).lower()


def words(name: str) -> list[str]:
    """The words of a name in lower case: nps and score of "NPS_score" and "npsScore"."""
    return re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower())


def find(column: str, columns: Sequence[str]) -> str | None:
    """The one of `columns` that is called `column`: exactly, else without case and punctuation."""
    if column in columns:
        return column
    alike = [name for name in columns if plain(name) == plain(column) and plain(name)]
    return alike[0] if len(alike) == 1 else None


def cell(columns: Sequence[str], *names: str) -> Callable[[Sequence[str]], str]:
    """A function from a record to its text, stripped, in the first of the columns called `names`; "" without one."""
    found = next((place for name in names if (place := find(name, columns)) is not None), None)
    if found is None:
        return lambda row: ""
    place = columns.index(found)
    return lambda row: row[place].strip()
