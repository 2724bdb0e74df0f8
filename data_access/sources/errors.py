"""What a source says when it cannot read a file: always a sentence for the reader."""


class SourceError(ValueError):
    """A whole file or import cannot be read. `str(error)` says what is wrong, where, and how to mend it."""


class Incomplete(SourceError):
    """No column is known for a field that is required: once somebody names it, the file can be read."""


def listed(names, most: int = 30) -> str:
    """Names as a reader sees them in a sentence, cut where nobody would read on."""
    names = [str(name) for name in names]
    if len(names) > most:
        return ", ".join(names[:most]) + f" and {len(names) - most:,} more"
    return ", ".join(names)
