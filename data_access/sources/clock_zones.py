"""Time zones as exporters name them: offsets, abbreviations, and names such as Europe/Berlin."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Hours from UTC. The North American ones are as in e-mail (RFC 5322); the others have one meaning in common use.
_HOURS = {
    **{"z": 0, "utc": 0, "ut": 0, "gmt": 0, "wet": 0},
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
    **{"akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "adt": -3, "brt": -3},
    **{"bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "sast": 2},
    **{"pkt": 5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5},
    **{"aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13},
}
_SEVERAL = {"ist": "India, Israel and Ireland", "ast": "the Atlantic and Arabia"}
_OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.ASCII)


def placed(moment: datetime, zone: str) -> datetime:
    """A clock's time in the zone that stands beside it. Raises ValueError with a sentence for the reader."""
    return moment.replace(tzinfo=_zone(zone.lower()))


@cache
def _zone(text: str) -> tzinfo:
    if text in _HOURS:
        return timezone(timedelta(hours=_HOURS[text])) if _HOURS[text] else UTC
    if found := _OFFSET.fullmatch(text):
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        # No clock is further from UTC than this, and Python's own limit is a day.
        if hours > 15 or minutes > 59:
            raise ValueError(f"There is no time zone {text.upper()}. Write the offset from UTC, like +02:00.")
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(offset if found["sign"] == "+" else -offset)
    if text in _SEVERAL:
        raise ValueError(
            f"{text.upper()} is a time zone of {_SEVERAL[text]}. Write the offset from UTC instead, like +05:30."
        )
    if name := _regions().get(text):
        return ZoneInfo(name)
    raise ValueError(f"There is no time zone {text.upper()}. Write the offset from UTC, like +02:00.")


@cache
def _regions() -> dict[str, str]:
    # Only names of the list are looked up, so that no text becomes a path.
    return {name.lower(): name for name in available_timezones() if "/" in name}
