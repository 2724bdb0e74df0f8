"""From files to tables: what kind each file is, by what stands in it, and which tables belong together."""

import re
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path

from data_access.sources.byte_file import ByteFile, archive_of, is_zip
from data_access.sources.columns import plain
from data_access.sources.encoding import BLOCK, NotUtf8
from data_access.sources.errors import SourceError, listed
from data_access.sources.excel_file import sheets
from data_access.sources.json_file import json_tables, looks_like_json
from data_access.sources.parquet_file import ParquetOrigin
from data_access.sources.tables import FileOrigin, Origin, Table

MOST_MEMBERS = 100

_DATA = re.compile(r"\.(csv|tsv|tab|txt|json|jsonl|ndjson|js)$", re.IGNORECASE)
_PARQUET = b"PAR1"
_WORKBOOK, _OTHER_WORKBOOKS = "xl/workbook.xml", ("xl/workbook.bin", "content.xml", "Index/Document.iwa")


def origins(
    given: Sequence[str | PathLike | Origin] | str | PathLike | Origin, names: Sequence[str] | None = None
) -> list[Origin]:
    """The tables in these files, each opened once to see that it is one; a workbook gives one a sheet.

    `names` are the display names of paths, in their order. What is an Origin already is kept as it is.
    Raises SourceError, with the file's name, for what is no table.
    """
    given = [given] if isinstance(given, str | PathLike) or hasattr(given, "open") else list(given)
    names = list(names) if names else [None] * len(given)
    found: list[Origin] = []
    for one, name in zip(given, names, strict=True):
        if isinstance(one, str | PathLike):
            found += _of_file(Path(one), name or Path(one).name)
        else:
            found.append(one)
    return found


def grouped(tables: Sequence[Origin]) -> list[list[Origin]]:
    """The tables by their columns: those with the same ones, whatever their order, case and punctuation, together.

    Each group is one import. In order of first appearance.
    """
    groups: dict[tuple[str, ...], list[Origin]] = {}
    for origin in tables:
        with opened(origin) as table:
            key = tuple(sorted(plain(column) or column for column in table.columns))
        groups.setdefault(key, []).append(origin)
    return list(groups.values())


def opened(origin: Origin, encoding: str | None = None) -> Table:
    """The table in the encoding given, else in UTF-8, or in what its beginning shows it to be in."""
    try:
        return origin.open(encoding)
    except NotUtf8:
        return origin.open(origin.judge().encoding)


def _of_file(path: Path, name: str) -> list[Origin]:
    if is_zip(path):
        return list(_of_zip(path, name))
    found = _of_bytes(path, name, None)
    for origin in found:
        opened(origin).__exit__()
    return found


def _of_bytes(path: Path, name: str, member: int | None) -> list[Origin]:
    file = ByteFile(path, name, member)
    try:
        head = file.read(BLOCK)
    finally:
        file.close()
    if head.startswith(_PARQUET):
        if file.is_packed:
            raise SourceError(f"{name} is a compressed Parquet file. Unpack it, and import the file that was inside.")
        return [ParquetOrigin(path, name)]
    if looks_like_json(head):
        return json_tables(path, name, member)
    return [FileOrigin(path, name, member)]


def _of_zip(path: Path, name: str) -> Iterator[Origin]:
    with path.open("rb") as raw:
        files = archive_of(raw, name).infolist()
    inside = {file.filename for file in files}
    if _WORKBOOK in inside:
        yield from sheets(path, name)
        return
    if inside & set(_OTHER_WORKBOOKS):
        raise SourceError(
            f"{name} is a workbook in a format that is not read here. Open it, and save it as .xlsx or CSV."
        )
    # Macintosh archives hold a shadow of each file.
    members = [
        (place, re.split(r"[\\/]", file.filename)[-1])
        for place, file in enumerate(files)
        if _DATA.search(file.filename) and not file.filename.startswith("__MACOSX")
    ]
    members = [(place, plain_name) for place, plain_name in members if not plain_name.startswith(".")]
    if not members:
        raise SourceError(
            f"{name} is a zip archive without a CSV, text or JSON file in it; it holds {listed(sorted(inside), 5)}. "
            "Unpack it, and import what holds the table."
        )
    if len(members) > MOST_MEMBERS:
        raise SourceError(
            f"{name} is a zip archive of {len(members):,} data files. Unpack it, and import those that are needed."
        )
    if len(members) == 1:
        for origin in _of_bytes(path, name, members[0][0]):
            opened(origin).__exit__()
            yield origin
    else:
        yield from _of_members(path, name, members)


def _of_members(path: Path, name: str, members: Sequence[tuple[int, str]]) -> Iterator[Origin]:
    """The tables among several files of an archive; what is none is told of, unless none is one."""
    found, refused, problems = [], [], []
    for place, plain_name in members:
        try:
            tables = _of_bytes(path, f"{name}, {plain_name}", place)
            for origin in tables:
                opened(origin).__exit__()
            found += tables
        except SourceError as problem:
            refused.append(plain_name)
            problems.append(problem)
    if not found:
        raise problems[0]
    if refused:
        found[0].about = (f"Files in {name} without a table, left out: {listed(refused, 10)}.",)
    yield from found
