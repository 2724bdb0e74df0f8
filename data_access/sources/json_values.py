"""A JSON object as a row: dotted names and texts."""

from collections.abc import Iterator

DEEPEST = 30


def flat(value: dict, before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Name and text of each value in the object, and of those in the objects it holds: customer.email.

    A list becomes one text with semicolons between; of a list of objects each key becomes one. Numbers are texts
    already, as they stand in the file. Raises RecursionError where objects lie deeper than a table can show.
    """
    if depth > DEEPEST:
        raise RecursionError
    for key, inner in value.items():
        name = f"{before}{key}"
        if isinstance(inner, dict):
            if inner:
                yield from flat(inner, f"{name}.", depth + 1)
        elif isinstance(inner, list):
            yield from _of_list(inner, name, depth + 1)
        else:
            yield name, text_of(inner)


def text_of(value: str | bool | None) -> str:
    """The text of a value that is no list and no object; "" for null."""
    if isinstance(value, str):
        # PostgreSQL keeps neither NUL nor half a pair of surrogates in text.
        return value.replace("\0", "") if value.isascii() else _whole(value)
    return "" if value is None else "true" if value else "false"


def _whole(value: str) -> str:
    value = value.replace("\0", "")
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode()
    return value


def _of_list(values: list, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise RecursionError
    joined: dict[str, list[str]] = {}
    for value in values:
        if isinstance(value, dict):
            pairs = flat(value, f"{name}.", depth)
        elif isinstance(value, list):
            pairs = _of_list(value, name, depth + 1)
        else:
            pairs = ((name, text_of(value)),)
        for key, text in pairs:
            joined.setdefault(key, []).append(text)
    if not values:
        yield name, ""
    for key, texts in joined.items():
        yield key, "; ".join(text for text in texts if text)
