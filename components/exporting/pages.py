"""Slides as pages of a PDF, and as pictures: set and drawn without a browser, from the data of the slides."""

import functools
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import typst

from components import theme
from components.charts import axes
from components.exporting import about, figures, numbers, picture, picture_text
from data_access.snapshots import Card, Content, Presentation

_TEMPLATE = Path(__file__).with_name("pages.typ")
# The place of a chart on its page, in points; its own sizes are made at most so much larger.
_WIDTH, _HEIGHT, _LARGEST = 888, 356, 1.3
# Two pixels for each of a screen of 960 by 540.
_PIXELS_AN_INCH = 144
MOST_ROWS, MOST_COLUMNS, LONGEST_QUOTE = 24, 10, 900
LONGEST_DEFINITION = 320
_ENDLESS = re.compile(r"[!-~]{40}(?=[!-~])")  # letters without a blank; other scripts break anywhere
_SPARK = (240, 44)
_VERDICTS = {"is-better": ("diverging", 9), "is-worse": ("diverging", 0)}


def pdf(presentation: Presentation, look: str, progress: Callable[[float, str], None]) -> bytes:
    """One slide a page, every line and letter as such."""
    slides = []
    for place, slide in enumerate(presentation.slides):
        progress(place / (len(presentation.slides) + 1), slide.headline)
        slides.append(_page(presentation, place, look, "see the last page"))
    progress(len(slides) / (len(slides) + 1), "Setting the pages")
    return _made(presentation.title, slides, look, "pdf", _definitions(presentation))


def pictures(presentation: Presentation, look: str, progress: Callable[[float, str], None]) -> bytes:
    """A zip with a PNG of 1920 by 1080 for each slide, numbered in the order of the slides."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as files:
        for place, slide in enumerate(presentation.slides):
            progress(place / len(presentation.slides), slide.headline)
            page = _made(presentation.title, [_page(presentation, place, look, "")], look, "png")
            files.writestr(f"{about.numbered(place, slide)}.png", page)
    return packed.getvalue()


@functools.cache
def _fonts() -> typst.Fonts:
    # The machine's own fonts are for the signs and scripts that ours has not.
    return typst.Fonts(font_paths=[str(picture_text.FONTS)])


def _definitions(presentation: Presentation) -> list[dict]:
    """Those that are too long for their pages, whole."""
    contents = (slide.snapshot.content for slide in presentation.slides)
    long = {content.definition_name: content.definition for content in contents if _is_long(content)}
    return [{"name": name, "text": text} for name, text in long.items()]


def _is_long(content: Content) -> bool:
    return len(content.definition) > LONGEST_DEFINITION


def _made(title: str, slides: list[dict], look: str, ending: str, definitions: Sequence[dict] = ()) -> bytes:
    palette = theme.PALETTES[look]
    colours = {name: palette[name] for name in ("background", "text", "text_quiet", "border")}
    deck = {
        "title": title,
        "slides": slides,
        "definitions": list(definitions),
        "look": colours | {"ours": palette["categorical"][0]},
    }
    made = typst.compile(
        _TEMPLATE.read_bytes(), font_paths=_fonts(), format=ending, ppi=_PIXELS_AN_INCH,
        sys_inputs={"deck": json.dumps(deck)},
    )  # fmt: skip
    return made if isinstance(made, bytes) else made[0]


def _page(presentation: Presentation, place: int, look: str, elsewhere: str) -> dict:
    """What the template takes of a slide. elsewhere: said in place of a long definition; without it, its beginning."""
    slide = presentation.slides[place]
    content = slide.snapshot.content
    kind = about.kind(content)
    filters = f"Filters: {content.filters}" if content.filters else ""
    # With letters that can be read, a page has room for two lines of it.
    meaning = (elsewhere if _is_long(content) else "") or axes.shorten(content.definition, LONGEST_DEFINITION)
    definition = ": ".join(filter(None, (content.definition_name, meaning)))
    return {
        "headline": _breakable(slide.headline),
        "subtitle": " · ".join(filter(None, (about.subtitle(slide), filters))),
        "definition": " · ".join(filter(None, (definition, content.note))),
        "footer": about.footer(slide),
        "number": place + 1,
        "count": len(presentation.slides),
        "kind": kind,
        "alt": content.alt or f"{content.title}. {content.subtitle}",
        "picture": _picture(content, look) if kind == "figure" else "",
        "cards": [_card(card, look) for card in content.cards] if kind == "cards" else [],
        "findings": [_breakable(finding) for finding in content.findings],
        "quotes": [
            {"text": _breakable(axes.shorten(quote.text, LONGEST_QUOTE)), "origin": quote.origin}
            for quote in content.quotes
        ],
        "table": _table(content) if kind == "table" else None,
        "nothing": about.nothing(content),
    }


def _breakable(text: str) -> str:
    """The text with places to break in words that are wider than a page, such as an address; else they are cut off."""
    return _ENDLESS.sub(lambda found: f"{found[0]}\N{ZERO WIDTH SPACE}", text)


def _picture(content: Content, look: str) -> str:
    """The chart at its own height, as wide as its place on the page then is."""
    figure = figures.coloured(content.figure, look)
    scale = min(_LARGEST, _HEIGHT / figure["layout"].get("height", 320))
    return picture.svg(figure, _WIDTH / scale, look)


def _card(card: Card, look: str) -> dict:
    palette = theme.PALETTES[look]
    name, place = _VERDICTS.get(card.look, ("", 0))
    return {
        "label": card.label, "value": card.value_text, "verdict": card.verdict_text, "change": card.change_text,
        "base": card.base_text, "target": card.target_text,
        "colour": palette[name][place] if name else palette["text_quiet"], "picture": spark(card, look),
    }  # fmt: skip


def spark(card: Card, look: str) -> str:
    """The small line of a card over that of the period before."""
    width, height = _SPARK
    lines = [("earlier", list(card.earlier)[: len(card.values)], theme.GREY), ("now", list(card.values), theme.OURS)]
    known = [value for _, values, _ in lines for value in values if value == value]
    if sum(value == value for value in card.values) < 2:
        return ""
    low, high = min(known), max(known)
    air = (high - low or 1.0) * 0.12
    still = {"visible": False}
    traces = [
        {"type": "scatter", "mode": "lines", "x": list(range(len(values))), "y": values,
         "line": {"color": colour, "width": 1.5 if name == "earlier" else 2.25}}
        for name, values, colour in lines
    ]  # fmt: skip
    layout = {
        "height": height, "margin": {"l": 0, "r": 0, "t": 2, "b": 2},
        "xaxis": still | {"range": [0, len(card.values) - 1]}, "yaxis": still | {"range": [low - air, high + air]},
    }  # fmt: skip
    return picture.svg(figures.coloured({"data": traces, "layout": layout}, look), width, look)


def _table(content: Content) -> dict:
    """The rows in the reader's words, as many as a page can hold."""
    words = numbers.readable(content)
    rows = [[numbers.text(value) for value in row[:MOST_COLUMNS]] for row in words.rows[:MOST_ROWS]]
    left = len(words.rows) - len(rows)
    return {
        "columns": list(words.columns[:MOST_COLUMNS]), "rows": rows, "is_number": are_numbers(rows),
        "more": f"and {left:,} more rows, which the files of numbers have" if left > 0 else "",
    }  # fmt: skip


def are_numbers(rows: list[list[str]]) -> list[bool]:
    """Of each column, whether its texts end like numbers: they stand right."""
    return [
        all(not text or text[-1].isdigit() or text[-1] == "%" for text in column) for column in zip(*rows, strict=True)
    ]
