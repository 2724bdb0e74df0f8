"""Whatever else files tell of customers: fields called attribute.NAME, under names of the files' own choosing."""

import re
from functools import cache

from data_access.sources.errors import SourceError
from data_access.sources.fields import CUSTOMER_FIELDS, Field

PREFIX = "attribute."
LONGEST_NAME = 60
# What a filter or a breakdown on the command line could not tell from its own signs.
_SIGNS = re.compile(r"[=+]")
_HEADER = re.compile(r"attribute[. ]\s*(?P<name>.*)", re.IGNORECASE)
# What is known of every customer has a field of its own, here and in the database.
_OWN = {name: field for field in CUSTOMER_FIELDS for name in (field, field.removeprefix("customer_"))}


def is_one(field: str) -> bool:
    return field.startswith(PREFIX)


def named(name: str) -> str:
    """attribute.NAME of a name as people write it. Raises SourceError with a sentence where it cannot be one."""
    name = " ".join(name.removeprefix(PREFIX).split())
    if not name:
        raise SourceError("An attribute needs a name: attribute.NAME, such as attribute.tier.")
    if len(name) > LONGEST_NAME:
        raise SourceError(f"The name of an attribute has at most {LONGEST_NAME} characters; {name!r} has {len(name)}.")
    if _SIGNS.search(name):
        raise SourceError(f"The name of an attribute cannot hold = or +, as {name!r} does. Give it as attribute.NAME.")
    if own := _OWN.get(name.lower()):
        raise SourceError(f"{name} is no further attribute: it has a field of its own, {own}.")
    return PREFIX + name


@cache
def field(name: str) -> Field:
    """The field of attribute.NAME."""
    return Field(name, "text", f"{name.removeprefix(PREFIX)}, a further attribute of the customer", "Gold")


def of_header(column: str, *, in_template: bool) -> str | None:
    """The field that a column's own name says it is: attribute.NAME, or in our template also "attribute NAME"."""
    said = _HEADER.fullmatch(column.strip())
    if not said or not (in_template or is_one(column.strip().lower())):
        return None
    try:
        return named(said["name"])
    except SourceError:
        return None
