"""The words of a picture: what Plotly understands in a text (bold, colours, line ends) as SVG."""

import functools
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro
from PIL import ImageFont

FONT = "Source Sans Pro"
FONTS = Path(font_source_sans_pro.__file__).parent / "files"
LINE_HEIGHT = 1.3
# Of the size, from the top of a line to its letters' feet.
_ASCENT = 0.98
# Signs that Source Sans has not are drawn: their outlines in parts of the size, from the left and the letters' feet.
_SIGNS, _SIGN_WIDTH = re.compile("([●○◂▸])"), 0.62
_DRAWN = {
    "●": '<circle cx="0.28" cy="-0.33" r="0.25" fill="{0}"/>',
    "○": '<circle cx="0.28" cy="-0.33" r="0.22" fill="none" stroke="{0}" stroke-width="0.1"/>',
    "◂": '<path d="M0.46 -0.6V-0.06L0.08 -0.33Z" fill="{0}"/>',
    "▸": '<path d="M0.1 -0.6V-0.06L0.48 -0.33Z" fill="{0}"/>',
}
_MEASURED = 100  # the size at which widths are taken
_PIECE = re.compile(r"(<[^>]*>)")
_COLOUR = re.compile(r"color:\s*([^;\"']+)")


@dataclass(frozen=True)
class Piece:
    """Words in one weight and colour; "" for the colour of the text around them."""

    words: str
    is_bold: bool
    colour: str


def lines(text: object) -> list[list[Piece]]:
    """The text line by line. Marks that are not known are left out, as Plotly does."""
    rows: list[list[Piece]] = [[]]
    bold, colours = 0, []
    for part in _PIECE.split(str(text)):
        if part.startswith("<br"):
            rows.append([])
        elif part == "<b>":
            bold += 1
        elif part == "</b>":
            bold -= 1
        elif part.startswith("<span"):
            found = _COLOUR.search(part)
            colours.append(found[1] if found else "")
        elif part == "</span>":
            colours = colours[:-1]
        elif part and not part.startswith("<"):
            rows[-1].append(Piece(html.unescape(part), bold > 0, next(filter(None, reversed(colours)), "")))
    return rows


def width(text: object, size: float) -> float:
    """How wide the widest line is, in pixels."""
    return max(sum(_length(piece.words, piece.is_bold) for piece in row) for row in lines(text)) * size


@functools.lru_cache(maxsize=4096)
def _length(words: str, is_bold: bool) -> float:
    """In parts of the size."""
    plain, signs = _SIGNS.subn("", words)
    return _font(is_bold).getlength(plain) / _MEASURED + signs * _SIGN_WIDTH


@functools.cache
def _font(is_bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"SourceSansPro-{'Semibold' if is_bold else 'Regular'}.ttf", _MEASURED)


def height(text: object, size: float) -> float:
    """Pixels from the top of the first line to the bottom of the last."""
    return len(lines(text)) * size * LINE_HEIGHT


def svg(text: object, x: float, y: float, font: dict, *, anchor: str, valign: str, angle: float = 0) -> str:
    """The text with its point of anchor at x, y. anchor: left, center or right; valign: top, middle or bottom."""
    rows, size = lines(text), font["size"]
    whole = len(rows) * size * LINE_HEIGHT
    top = {"top": 0.0, "middle": -whole / 2, "bottom": -whole}[valign]
    marks = [
        _line(row, top + (place * LINE_HEIGHT + _ASCENT) * size, size, font["color"], anchor)
        for place, row in enumerate(rows)
        if any(piece.words.strip() for piece in row)
    ]
    turn = f" rotate({angle})" if angle else ""
    return f'<g transform="translate({x:.2f} {y:.2f}){turn}">{"".join(marks)}</g>' if marks else ""


def _line(row: Sequence[Piece], y: float, size: float, colour: str, anchor: str) -> str:
    """The pieces one after the other, each where the one before ends."""
    length = sum(_length(piece.words, piece.is_bold) for piece in row) * size
    x = -{"left": 0.0, "center": 0.5, "right": 1.0}[anchor] * length
    drawn = []
    for piece in row:
        own = html.escape(piece.colour or colour)
        for part in filter(None, _SIGNS.split(piece.words)):
            if part in _DRAWN:
                drawn.append(f'<g transform="translate({x:.2f} {y:.2f}) scale({size})">{_DRAWN[part].format(own)}</g>')
            elif part.strip():
                drawn.append(
                    f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" font-weight="{600 if piece.is_bold else 400}" '
                    f'fill="{own}" xml:space="preserve">{html.escape(part)}</text>'
                )
            x += _length(part, piece.is_bold) * size
    return "".join(drawn)
