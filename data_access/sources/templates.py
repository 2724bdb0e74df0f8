"""The product's own import layouts as files to download, and cells that a spreadsheet will not run."""

import csv
import io
import re

from data_access.sources.errors import SourceError
from data_access.sources.fields import FIELDS

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][+-]?\d+)?")


def template(kind: str) -> str:
    """CSV text of one header line and one example row, with every field of `kind`."""
    if kind not in FIELDS:
        raise SourceError(f"There is no template called {kind!r}; there are {', '.join(FIELDS)}.")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIELDS[kind])
    writer.writerow(field.example for field in FIELDS[kind].values())
    return out.getvalue()


def csv_safe(value):
    """`value` for a cell of our own downloads: text that a spreadsheet would run as a formula gets a `'` before it.

    Plain numbers, and anything that is not text, are left as they are.
    """
    if not isinstance(value, str) or not value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return value
    return value if _PLAIN_NUMBER.fullmatch(value) else "'" + value
