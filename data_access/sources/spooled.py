"""The rows of a query, kept for a while in a file that ends with the process: text in columns, compressed."""

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from data_access.sources.errors import SourceError, listed
from data_access.sources.records import BATCH_CHARACTERS, MAX_COLUMNS, Batch


class SpooledRows:
    """An Origin: rows are added, then it can be opened as often as needed. A context manager.

    `first_line` is the number of its first row among those of the query.
    """

    def __init__(self, name: str, columns: Sequence[str], first_line: int = 1):
        self.name, self.first_line, self.rows = name, first_line, 0
        self.columns = _checked(columns, name)
        # Without a name in any folder: nothing is left of it, however the process ends.
        self._file = tempfile.TemporaryFile(prefix="earshot-")
        self._schema = pa.schema([(str(place), pa.large_string()) for place in range(len(self.columns))])
        self._writer = pa.ipc.new_file(self._file, self._schema, options=pa.ipc.IpcWriteOptions(compression="lz4"))

    def add(self, rows: Sequence[Sequence]) -> None:
        """Append rows as a database's driver gives them."""
        if rows:
            self._writer.write_batch(pa.record_batch(list(map(texts, zip(*rows, strict=True))), schema=self._schema))
            self.rows += len(rows)

    def finish(self) -> None:
        """No more rows come."""
        self._writer.close()
        self.bytes = self._file.tell()

    def open(self, encoding: str | None = None) -> "SpooledTable":
        return SpooledTable(self, self._file)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "SpooledRows":
        return self

    def __exit__(self, *_) -> None:
        self.close()


class SpooledTable:
    """A Table of what was spooled."""

    encoding = delimiter = ""

    def __init__(self, spooled: SpooledRows, file):
        self._spooled, self.columns = spooled, spooled.columns
        self._reader = pa.ipc.open_file(file)
        self.bytes_total, self._rows_done = spooled.bytes, 0

    @property
    def bytes_done(self) -> int:
        return self.bytes_total * self._rows_done // max(self._spooled.rows, 1)

    def batches(self, size: int) -> Iterator[Batch]:
        rows: list[list[str]] = []
        characters = 0
        for number in range(self._reader.num_record_batches):
            batch = self._reader.get_batch(number)
            rows += map(list, zip(*(column.to_pylist() for column in batch.columns), strict=True))
            characters += batch.nbytes
            while len(rows) >= size or (rows and characters > BATCH_CHARACTERS):
                yield self._batch(rows[:size])
                rows, characters = rows[size:], 0
        if rows:
            yield self._batch(rows)

    def _batch(self, rows: list[list[str]]) -> Batch:
        first = self._spooled.first_line + self._rows_done
        self._rows_done += len(rows)
        return Batch(rows, list(range(first, first + len(rows))), [])

    def __enter__(self) -> "SpooledTable":
        return self

    def __exit__(self, *_) -> None:
        pass


def _checked(columns: Sequence[str], name: str) -> tuple[str, ...]:
    columns = tuple(column.strip() or f"(column {number})" for number, column in enumerate(columns, 1))
    if len(columns) > MAX_COLUMNS:
        raise SourceError(f"{name} has more than {MAX_COLUMNS:,} columns. Select those that are needed.")
    if twice := sorted({column for column in columns if columns.count(column) > 1}):
        raise SourceError(f"{name} has more than one column called {listed(twice)}. Give each a name of its own.")
    return columns


# ---- values


def texts(column: Sequence) -> pa.Array:
    """A column's values as text, as `as_text` writes them or shorter: 17850 for 17850.0."""
    types = set(map(type, column)) - {type(None)}
    if len(types) == 1:
        # Arrow writes a column of one type ten times as fast, where it writes it in the same way.
        (type_,) = types
        try:
            written = _by_arrow(column, type_)
        except (pa.ArrowException, TypeError, OverflowError):
            written = None
        if written is not None:
            return pc.fill_null(written, "")
    return pa.array(map(as_text, column), pa.large_string())


def _by_arrow(column: Sequence, type_: type) -> pa.Array | None:
    if type_ is str:
        return pc.replace_substring(pa.array(column, pa.large_string()), "\0", "")
    if type_ is datetime:
        naive = {value.tzinfo is None for value in column if value is not None}
        if len(naive) > 1:
            return None
        moments = pa.array(column, pa.timestamp("us", None if naive == {True} else "UTC")).cast(pa.large_string())
        return pc.replace_substring_regex(moments, r"\.000000(Z?)$", r"\1")
    if type_ not in (int, bool, float, Decimal, date):
        return None
    written = pa.array(column).cast(pa.large_string())
    # What is no number, and exponents.
    is_odd = type_ in (float, Decimal) and pc.any(pc.match_substring_regex(written, "[A-Za-z]")).as_py()
    return None if is_odd else written


def as_text(value: object) -> str:
    """A database's value as an export would have it: ISO dates, a decimal point, no exponent; "" for none."""
    if (known := _WRITTEN.get(type(value))) is not None:
        return known(value)
    if value is None:
        return ""
    if isinstance(value, list | tuple | set) and not any(isinstance(one, list | tuple | set | dict) for one in value):
        return "; ".join(map(as_text, value))
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    if isinstance(value, bytearray | memoryview):
        return _bytes(bytes(value))
    return _plain(str(value))


def _plain(text: str) -> str:
    # PostgreSQL keeps no NUL in text.
    return text.replace("\0", "") if "\0" in text else text


def _float(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return format(Decimal(repr(value)), "f")


def _bytes(value: bytes) -> str:
    try:
        return _plain(value.decode())
    except UnicodeDecodeError:
        return value.hex()


_WRITTEN: dict[type, Callable[..., str]] = {
    str: _plain,
    int: str,
    bool: lambda value: "true" if value else "false",
    float: _float,
    Decimal: lambda value: format(value, "f") if value.is_finite() else "",
    datetime: lambda value: value.isoformat(" "),
    date: date.isoformat,
    bytes: _bytes,
}
