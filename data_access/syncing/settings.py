"""The file of sources: which databases and folders are read, and how. TOML; secrets come from the environment."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from data_access import database
from data_access.sources import FIELDS, PRESETS, attributes
from data_access.sources.errors import listed
from data_access.sources.sql_database import Query, check_select
from data_access.sources.watermarks import overlap
from data_access.syncing.addresses import Address, address, filled

FILE = "sources.toml"
DATABASE = ("url",)
ENTITY = ("table", "select", "watermark", "overlap")
FOLDER = ("folder", "files", "order", "kind")
READING = ("preset", "mapping", "set", "answers", "brand")


class SettingsProblem(ValueError):
    """The file of sources is wrong, or not there; str() says where, and how to mend it."""


@dataclass(frozen=True)
class Reading:
    """How rows become records: as `sources.survey` is told. `kind` None: as recognised. `brand` None: ours."""

    kind: str | None = None
    preset: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    brand: str | None = None


@dataclass(frozen=True)
class DatabaseSource:
    """A database, and what is read of it: a query for each kind of record, in their order in the file."""

    name: str
    queries: tuple[tuple[Query, Reading], ...]


@dataclass(frozen=True)
class FolderSource:
    """A folder, and which of its files are read in which order: by their names or by when they changed."""

    name: str
    folder: Path
    files: str
    is_by_time: bool
    reading: Reading


Source = DatabaseSource | FolderSource


def path() -> Path:
    """EARSHOT_SOURCES, else sources.toml beside the DuckDB file in use, else in the project."""
    if told := os.environ.get("EARSHOT_SOURCES"):
        return Path(told).expanduser()
    prefix, _, file = database.database_url().partition(":///")
    beside = Path(file).parent / FILE if prefix.startswith("duckdb") and file else database.PROJECT / FILE
    return beside if beside.is_file() else database.PROJECT / FILE


def names() -> list[str]:
    """The sources in the file, in its order; none where there is no file. Raises SettingsProblem."""
    return list(_tables(path())) if path().is_file() else []


def configured(name: str | None = None) -> list[Source]:
    """All sources of the file, or the one called `name`, each checked as far as it can be without reading it.

    Raises SettingsProblem.
    """
    file = path()
    if not file.is_file():
        raise SettingsProblem(
            f"There is no file of sources at {file}. Write one as docs/sources.md shows, or name it in EARSHOT_SOURCES."
        )
    tables = _tables(file)
    if name is not None and name not in tables:
        raise SettingsProblem(f"{file.name} has no source {name!r}. It has: {listed(tables) or 'none'}.")
    chosen = tables if name is None else {name: tables[name]}
    return [_Section(file, (key,), table).source() for key, table in chosen.items()]


def _tables(file: Path) -> dict[str, dict]:
    try:
        with file.open("rb") as opened:
            tables = tomllib.load(opened)
    except tomllib.TOMLDecodeError as error:
        raise SettingsProblem(f"{file.name} is not TOML: {error}.") from error
    except UnicodeDecodeError as error:
        raise SettingsProblem(f"{file.name} is not in UTF-8. Save it so.") from error
    except OSError as error:
        raise SettingsProblem(f"{file} cannot be read: {error.strerror or error}.") from error
    for key, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsProblem(f"{file.name}: {key} stands before the first [name of a source].")
    return tables


class _Section:
    """One table of the file, and the words that say where a mistake is."""

    def __init__(self, file: Path, keys: tuple[str, ...], table: dict):
        self._file, self._keys, self._table = file, keys, table

    def source(self) -> Source:
        if ("url" in self._table) == ("folder" in self._table):
            raise self._wrong("A source has either a url or a folder.")
        return self._folder() if "folder" in self._table else self._database()

    def _database(self) -> DatabaseSource:
        self._knows(*DATABASE, *FIELDS)
        at = self._url()
        entities = {kind: self._below(kind) for kind in self._table if kind in FIELDS}
        if not entities:
            raise self._wrong(f"There is nothing to read: add [{self._keys[0]}.orders], or {listed(list(FIELDS)[1:])}.")
        return DatabaseSource(
            self._keys[0],
            tuple((section._query(at), section._reading(kind)) for kind, section in entities.items()),
        )

    def _query(self, at: Address) -> Query:
        self._knows(*ENTITY, *READING)
        if ("table" in self._table) == ("select" in self._table):
            raise self._wrong("Give either a table or a select.")
        name = ": ".join(self._keys)
        try:
            statement = check_select(self._text("select")) if "select" in self._table else ""
            span = overlap(self._table["overlap"]) if "overlap" in self._table else None
        except ValueError as error:
            raise self._wrong(str(error)) from error
        if span is not None and "watermark" not in self._table:
            raise self._wrong("An overlap needs a watermark that it reaches back from.")
        return Query(name, at.url, self._text("table"), statement, self._text("watermark"), span, at.secrets)

    def _folder(self) -> FolderSource:
        self._knows(*FOLDER, *READING)
        kind = self._text("kind") or None
        if kind not in (None, *FIELDS):
            raise self._wrong(f"There is no kind {kind!r}; there are {listed(FIELDS)}.")
        order = self._text("order") or "name"
        if order not in ("name", "time"):
            raise self._wrong(f"Files come in the order of their name or their time, not {order!r}.")
        # A path that is not told from the root is told from this file.
        try:
            folder = self._file.parent / Path(filled(self._text("folder"))).expanduser()
        except ValueError as error:
            raise self._wrong(str(error)) from None
        return FolderSource(self._keys[0], folder, self._text("files") or "*", order == "time", self._reading(kind))

    def _reading(self, kind: str | None) -> Reading:
        fields = [name for known, has in FIELDS.items() if kind in (None, known) for name in has]
        if kind == "orders":  # that turn out to be lines
            fields += FIELDS["order_lines"]
        mapping, constants = self._texts("mapping"), self._texts("set")
        for told in (*mapping.values(), *constants):
            if told and told not in fields and not attributes.is_one(told):
                close = get_close_matches(told, fields, n=1)
                hint = f"; did you mean {close[0]}?" if close else ". docs/sources.md says where they are listed."
                raise self._wrong(f"There is no field {told!r}{hint}")
        preset = self._text("preset") or None
        if preset not in (None, *PRESETS):
            raise self._wrong(f"There is no preset {preset!r}; there are {listed(PRESETS)}.")
        return Reading(kind, preset, mapping, constants, self._texts("answers"), self._text("brand") or None)

    # ---- values

    def _below(self, key: str) -> "_Section":
        if not isinstance(self._table[key], dict):
            raise self._wrong(f"{key} is a section of its own: [{self._keys[0]}.{key}].")
        return _Section(self._file, (*self._keys, key), self._table[key])

    def _text(self, key: str) -> str:
        told = self._table.get(key, "")
        if not isinstance(told, str) or (key in self._table and not told.strip()):
            raise self._wrong(f'{key} is a text: {key} = "..."')
        return told.strip()

    def _texts(self, key: str) -> dict[str, str]:
        told = self._table.get(key, {})
        if not isinstance(told, dict) or any(isinstance(one, dict | list) for one in told.values()):
            raise self._wrong(f"{key} is a section of names and texts: [{'.'.join((*self._keys, key))}].")
        return {name: str(one).lower() if isinstance(one, bool) else str(one) for name, one in told.items()}

    def _knows(self, *keys: str) -> None:
        for key in self._table:
            if key not in keys:
                close = get_close_matches(key, keys, n=1)
                raise self._wrong(f"{key!r} is not known here{f'; did you mean {close[0]!r}?' if close else '.'}")

    def _url(self) -> Address:
        try:
            return address(self._text("url"), self._file.parent)
        except ValueError as error:
            raise self._wrong(str(error)) from None

    def _wrong(self, sentence: str) -> SettingsProblem:
        return SettingsProblem(f"{self._file.name}, [{'.'.join(self._keys)}]: {sentence}")
