"""What the native charts share: places, colours, letters."""

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.util import Pt

from components import theme
from components.exporting import figures
from components.exporting.reading import Reading

LABEL_SIZE = Pt(12)
FONT = "Arial"
# Two digits of what is not finished, and of bars that their whiskers have to stand out from.
PALE = "8C"


def places(reading: Reading) -> list:
    """All places of all series; of dates in their order, else as the first one has them."""
    found = list(dict.fromkeys(place for own in reading.series for place in own.x))
    return sorted(found) if reading.shape == "lines" else found


def dates(found: list) -> pd.Series:
    return pd.Series(pd.to_datetime(found))


def stairs(x: list, y: list) -> list[tuple]:
    """The corners of a line that stays level until the next value."""
    known = [(at, up) for at, up in zip(x, y, strict=True) if up is not None]
    corners = known[:1]
    for (_, before), (at, up) in zip(known, known[1:], strict=False):
        corners += [(at, before), (at, up)]
    return corners


def colour(ink: str, palette: dict | None = None) -> RGBColor:
    """The colour, laid on the palette's background where it is not opaque."""
    return RGBColor.from_string(figures.rgb(ink, (palette or theme.PALETTES["light"])["background"]))
