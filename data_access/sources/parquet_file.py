"""Parquet as a table: objects within values become dotted columns, lists become texts with semicolons between."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data_access.sources.errors import SourceError
from data_access.sources.headers import MAX_COLUMNS, unique
from data_access.sources.json_values import text_of
from data_access.sources.records import BATCH_CHARACTERS, MAX_FIELD, Batch

ROWS_AT_ONCE = 2_000
MOST_ROWS_PER_BYTE = 1_000
# Columns that repeat themselves shrink a hundred times and more. What shrinks more than this was made to fill a day.
MAX_RATIO = 2_000
RATIO_COUNTS_FROM = 1_000_000_000  # characters
LARGEST_FOOTER = 1 << 26  # bytes

_DEEPEST = 10
_BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, MemoryError, OverflowError)


class ParquetOrigin:
    """A Parquet file."""

    def __init__(self, path: Path, name: str):
        self.path, self.name = path, name

    def open(self, encoding: str | None = None) -> "ParquetTable":
        return ParquetTable(self.path, self.name)


class ParquetTable:
    """An opened Parquet file, read a few thousand rows at a time."""

    encoding = delimiter = ""

    def __init__(self, path: Path, name: str):
        self.name, self._rows_done, self._characters = name, 0, 0
        try:
            self.bytes_total = path.stat().st_size
            self._file = pq.ParquetFile(
                path,
                pre_buffer=False,
                buffer_size=1 << 20,
                thrift_string_size_limit=LARGEST_FOOTER,
                thrift_container_size_limit=1_000_000,
            )
        except _BROKEN as error:
            raise _damaged(name, error) from error
        try:
            self._check()
        except BaseException:
            self._file.close()
            raise

    def _check(self) -> None:
        schema, rows = self._file.schema_arrow, self._file.metadata.num_rows
        if len(self._file.schema) > MAX_COLUMNS:
            raise SourceError(f"{self.name} has more than {MAX_COLUMNS:,} columns. Export those that are needed.")
        if rows > MOST_ROWS_PER_BYTE * self.bytes_total:
            raise SourceError(f"{self.name} says it holds {rows:,} rows, which its size cannot hold. Export it again.")
        self._names = [name for field in schema for name in _names(field, field.name, 0)]
        self.columns, twice = unique(name.strip() or f"(column {n})" for n, name in enumerate(self._names, 1))
        if not self.columns:
            raise SourceError(f"{self.name} has no columns, so there is no table in it.")

    @property
    def bytes_done(self) -> int:
        return self.bytes_total * self._rows_done // max(self._file.metadata.num_rows, 1)

    def batches(self, size: int) -> Iterator[Batch]:
        rows: list[list[str]] = []
        characters = 0
        for part in self._parts():
            try:
                texts = [text for column in part.columns for text in _columns_of(column, 0)]
            except _BROKEN as error:
                raise _damaged(self.name, error) from error
            for row in zip(*texts, strict=True):
                longest = max(map(len, row))
                if longest > MAX_FIELD:
                    raise SourceError(f"{self.name} has a value of more than {MAX_FIELD:,} characters.")
                rows.append(list(row))
                characters += sum(map(len, row))
                if len(rows) >= size or characters > BATCH_CHARACTERS:
                    yield self._batch(rows, characters)
                    rows, characters = [], 0
        if rows:
            yield self._batch(rows, characters)

    def _parts(self) -> Iterator[pa.RecordBatch]:
        parts = self._file.iter_batches(batch_size=ROWS_AT_ONCE, use_threads=False)
        while True:
            try:
                part = next(parts, None)
            except _BROKEN as error:
                raise _damaged(self.name, error) from error
            if part is None:
                return
            yield part

    def _batch(self, rows: list[list[str]], characters: int) -> Batch:
        self._characters += characters
        if self._characters > RATIO_COUNTS_FROM and self._characters > MAX_RATIO * self.bytes_total:
            raise SourceError(f"{self.name} unpacks to more than {MAX_RATIO:,} times its size, which no export does.")
        first = self._rows_done + 1
        self._rows_done += len(rows)
        return Batch(rows, list(range(first, first + len(rows))), [])

    def __enter__(self) -> "ParquetTable":
        return self

    def __exit__(self, *_) -> None:
        self._file.close()


def _damaged(name: str, error: BaseException) -> SourceError:
    what = str(error).split("\n")[0][:200]
    return SourceError(f"{name} cannot be read as Parquet; it is damaged or not whole ({what}). Export it again.")


def _names(field: pa.Field, name: str, depth: int) -> Iterator[str]:
    if pa.types.is_struct(field.type) and depth < _DEEPEST:
        for inner in field.type:
            yield from _names(inner, f"{name}.{inner.name}", depth + 1)
    else:
        yield name


def _columns_of(column: pa.Array, depth: int) -> Iterator[list[str]]:
    """The column's texts; of an object those of each of its values, in the order of `_names`."""
    if pa.types.is_struct(column.type) and depth < _DEEPEST:
        for inner in column.flatten():
            yield from _columns_of(inner, depth + 1)
    else:
        yield _texts(column)


def _texts(column: pa.Array) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        values = [*_texts(column.dictionary), ""]
        return [values[code] for code in pc.fill_null(column.indices, len(values) - 1).to_pylist()]
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, kind))
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or kind == pa.null():
        return [_text(value, 0) for value in column.to_pylist()]
    try:
        texts = column.cast(pa.large_string())
    except (pa.ArrowException, ValueError):
        return [_text(value, 0) for value in column.to_pylist()]
    if pa.types.is_timestamp(kind):
        texts = pc.replace_substring_regex(texts, r"\.(\d*?)0+(Z|[+-][\d:]+)?$", r".\1\2")
        texts = pc.replace_substring_regex(texts, r"\.(Z|[+-][\d:]+)?$", r"\1")
    if pa.types.is_floating(kind):
        return [format(Decimal(text), "f") if "e" in text else text for text in pc.fill_null(texts, "").to_pylist()]
    return [_plain(text) for text in pc.fill_null(texts, "").to_pylist()]


def _plain(text: str) -> str:
    # PostgreSQL keeps no NUL in text.
    return text.replace("\0", "") if "\0" in text else text


def _text(value: object, depth: int) -> str:
    if isinstance(value, bytes):
        try:
            return _plain(value.decode())
        except UnicodeDecodeError:
            return value.hex()
    if isinstance(value, dict) and depth < _DEEPEST:
        return "; ".join(f"{key}: {_text(inner, depth + 1)}" for key, inner in value.items())
    if isinstance(value, list | tuple) and depth < _DEEPEST:
        return "; ".join(_text(inner, depth + 1) for inner in value)
    return text_of(value) if isinstance(value, str | bool | None) else _plain(str(value))
