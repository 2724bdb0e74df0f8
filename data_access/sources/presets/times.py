"""Moments whose column says what clock they are of: "Submit Date (UTC)", "Updated at (America/New_York)"."""

import re

_LONGEST = 80  # characters of what can be a moment
_SAID = re.compile(r"\((?P<zone>UTC|GMT|[A-Z][A-Za-z]+/[A-Za-z_/+-]+)\)")
_ZONED = re.compile(r"(?:[zZ]|[+-]\d{2}:?\d{2}|\b[A-Z]{2,5}|[A-Z][A-Za-z]+/[A-Za-z_/]+)$")


def zone_said(column: str) -> str:
    """The time zone in a column's name, "" where it says none."""
    found = _SAID.search(column)
    return found["zone"] if found else ""


def in_zone(text: str, zone: str) -> str:
    """A clock time with its zone behind it; a day, a number of seconds or what has a zone as it is."""
    text = text.strip()
    if len(text) > _LONGEST or not zone or ":" not in text or _ZONED.search(text):
        # "03:15 PM" ends in capitals, and they are no zone.
        if not (zone and len(text) <= _LONGEST and re.search(r"\d\s*[AaPp]\.?[Mm]\.?$", text)):
            return text
    return f"{text}+00:00" if zone in ("UTC", "GMT") else f"{text} {zone}"
