"""What somebody chose for files with certain columns, remembered for the next files that have them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from data_access import database
from data_access.schema import layouts
from data_access.sources.columns import plain


@dataclass(frozen=True)
class Chosen:
    """How files with these columns were imported the last time.

    `kind` and `preset` are "" unless somebody named them. `mapping` is column -> field, "" for a column left out,
    empty unless somebody mapped them; `answers` field -> choice, `constants` field -> value. `files` are the names of
    the files it was chosen for, `saved_at` is in UTC.
    """

    kind: str
    preset: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    saved_at: datetime | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.kind or self.preset or self.mapping or self.answers or self.constants)


def signature(columns: Sequence[str]) -> str:
    """The same for columns of the same names, whatever their order, case and punctuation; "" where names tell
    nothing, as those that were made up for a file without a header."""
    names = sorted(plain(column) or column for column in columns)
    if all(name.removeprefix("column").isdigit() for name in names):
        return ""
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()


def remembered(columns: Sequence[str]) -> Chosen | None:
    """What was chosen for files with these columns, if anything was."""
    table = layouts.c
    if not (key := signature(columns)):
        return None
    rows = database.read(select(layouts).where(table.signature == key))
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Chosen(
        kind=row["kind"],
        preset=row["preset"],
        mapping=json.loads(row["mapping"]),
        answers=json.loads(row["answers"]),
        constants=json.loads(row["constants"]),
        files=tuple(row["files"].split("\n")),
        saved_at=row["saved_at"],
    )


def remember(connection: Connection, columns: Sequence[str], chosen: Chosen) -> None:
    """Keep a choice for the next files with these columns, in the connection's transaction. A choice that says
    nothing takes the place of an earlier one all the same: these files are now read as they are recognised."""
    if not (key := signature(columns)):
        return
    connection.execute(delete(layouts).where(layouts.c.signature == key))
    if not chosen.says_something:
        return
    connection.execute(
        insert(layouts).values(
            signature=key,
            kind=chosen.kind,
            preset=chosen.preset,
            mapping=json.dumps(dict(chosen.mapping), sort_keys=True),
            answers=json.dumps(dict(chosen.answers), sort_keys=True),
            constants=json.dumps(dict(chosen.constants), sort_keys=True),
            files="\n".join(chosen.files),
            saved_at=database.utc_now(),
        )
    )
