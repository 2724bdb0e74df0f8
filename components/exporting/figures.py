"""A slide's figure as plain data, in the colours of a look."""

import base64
import re
from collections.abc import Mapping

import numpy as np

from components import theme
from data_access import frozen

_SLOT = re.compile(r"#0000(?:[0-3]\d)")
_IN_TEXT = re.compile(r"(?<=color:)#0000[0-3]\d")
# Numbers and texts of data; a text there may look like a slot.
_DATA = ("x", "y", "z", "base", "customdata", "tickvals", "name")


def plain(figure: Mapping) -> dict:
    """The figure as lists, texts, numbers and None, whatever kind of arrays it holds."""
    return frozen.plain(_unpacked(figure))


def coloured(figure: Mapping, look: str) -> dict:
    """The figure as plain data with the real colours of "light" or "dark" for the slots."""
    return _coloured(plain(figure), theme.slots(look), "")


def _unpacked(value: object) -> object:
    """Plotly's packed arrays as arrays."""
    if isinstance(value, Mapping):
        if "bdata" in value:
            numbers = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            shape = value.get("shape")
            return numbers.reshape([int(part) for part in str(shape).split(",")]) if shape else numbers
        return {name: _unpacked(each) for name, each in value.items()}
    if isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        return [_unpacked(each) for each in value]
    return value


def _coloured(value: object, slots: Mapping[str, str], name: str) -> object:
    if isinstance(value, str):
        if "color" in name:
            return _SLOT.sub(lambda found: slots.get(found[0], found[0]), value)
        return _IN_TEXT.sub(lambda found: slots.get(found[0], found[0]), value) if "color:#" in value else value
    if isinstance(value, dict):
        return {
            key: each if key in _DATA else _coloured(each, slots, f"{name}.{key}" if "color" in name else key)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_coloured(each, slots, name) for each in value]
    return value


def rgb(colour: str, background: str) -> str:
    """Six digits for what knows no transparency: "#0072B226" or "rgba(…)" laid on the background ("#FFFFFF")."""
    if colour.startswith("rgba"):
        *parts, alpha = (float(part) for part in colour[5:-1].split(","))
    else:
        digits = colour.lstrip("#")
        parts = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
        alpha = int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0
    under = [int(background.lstrip("#")[place : place + 2], 16) for place in (0, 2, 4)]
    return "".join(f"{round(part * alpha + below * (1 - alpha)):02X}" for part, below in zip(parts, under, strict=True))


def shade(share: float, scale: list) -> str:
    """The colour of a place from 0 to 1 on a scale [[place, "#RRGGBB"], ...], mixed as Plotly does."""
    share = min(1.0, max(0.0, share))
    for (left, one), (right, other) in zip(scale, scale[1:], strict=False):
        if share <= right:
            part = (share - left) / (right - left)
            mixed = (
                round(int(one[place : place + 2], 16) * (1 - part) + int(other[place : place + 2], 16) * part)
                for place in (1, 3, 5)
            )
            return "#" + "".join(f"{each:02X}" for each in mixed)
    return scale[-1][1]


def each(value: object, length: int) -> list:
    """A property of a trace for each of its marks: Plotly takes one for all, or a list."""
    return list(value) if isinstance(value, list) else [value] * length
