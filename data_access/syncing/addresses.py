"""Addresses of databases whose secrets stand in the environment."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

_PLACEHOLDER = re.compile(r"\$\{(\w+)\}")
# Digits stand for a placeholder anywhere in an address, also for its port.
_STAND_IN = 7_310_000_000_000
_FILE_BACKENDS = ("sqlite", "duckdb")


@dataclass(frozen=True)
class Address:
    """Where a database is, and what of that is never shown."""

    url: URL
    secrets: tuple[str, ...] = field(repr=False)


def address(said: str, folder: Path) -> Address:
    """The address with the environment's values, whatever signs they have. A database file is told from `folder`.

    Raises ValueError with a sentence, without secrets.
    """
    if _PLACEHOLDER.fullmatch(said):
        url = _parsed(said := filled(said))
        return Address(_placed(url, folder), tuple(filter(None, (said, url.password))))
    values = [_environment(name) for name in _PLACEHOLDER.findall(said)]
    stand_ins = {str(_STAND_IN + number): value for number, value in enumerate(values)}
    standing = iter(stand_ins)
    url = _parsed(_PLACEHOLDER.sub(lambda _: next(standing), said))
    if url.password and url.password not in stand_ins:
        raise ValueError(
            "The url holds a password. Write ${SOME_NAME} in its place, and set SOME_NAME in the environment."
        )

    def put(part: str) -> str:
        for stand_in, value in stand_ins.items():
            part = part.replace(stand_in, value)
        return part

    told = {name: getattr(url, name) for name in ("username", "password", "host", "database")}
    parts = {name: put(part) for name, part in told.items() if part is not None}
    if url.port:
        if not (port := put(str(url.port))).isdigit():
            raise ValueError("The port in the url is no number.")
        parts["port"] = int(port)
    query = {name: put(part) if isinstance(part, str) else tuple(map(put, part)) for name, part in url.query.items()}
    return Address(_placed(url.set(**parts, query=query), folder), tuple(values))


def filled(said: str) -> str:
    """The text with the environment's values. Raises ValueError with a sentence where one is not set."""
    return _PLACEHOLDER.sub(lambda found: _environment(found[1]), said)


def _environment(name: str) -> str:
    if not (value := os.environ.get(name)):
        raise ValueError(f"The environment has no {name}, which the file refers to. Set it and sync again.")
    return value


def _parsed(said: str) -> URL:
    try:
        # The bare spelling is what hosting providers hand out.
        return make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", said))
    except (ArgumentError, ValueError):  # what these say may quote a part of the password
        raise ValueError("The url is not an address, as dialect+driver://user:${PASSWORD}@host/database.") from None


def _placed(url: URL, folder: Path) -> URL:
    if not url.database or url.drivername.split("+")[0] not in _FILE_BACKENDS:
        return url
    return url.set(database=str(folder / url.database))
