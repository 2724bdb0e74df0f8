"""A presentation as PowerPoint slides: native charts and tables, shapes with texts, and notes for the speaker."""

import io
from collections.abc import Callable

from pptx import Presentation as Deck
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from components import theme
from components.charts import axes
from components.exporting import about, figures, numbers, powerpoint_charts, powerpoint_tables
from components.exporting.powerpoint_parts import FONT
from data_access.snapshots import Card, Content, Presentation, Slide

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
LEFT, WIDE = Inches(0.5), Inches(12.333)
_TOP, _TALL = Inches(1.5), Inches(5.1)
_TITLE_ONLY = 5
_VERDICTS = {"is-better": ("diverging", 9), "is-worse": ("diverging", 0)}
LONGEST_QUOTE = 900
# Letters by how many there are in all: (at most, points).
_UNDER, _BELOW, _FOOT = (
    ((125, 14), (160, 11.5), (360, 10)), ((170, 10), (400, 8)), ((165, 10), (380, 8))
)  # fmt: skip
_MORE = "(more in the notes)"
_SIZES = ((250, 24), (500, 20), (900, 17), (1500, 14), (2600, 12), (10**9, 10))


def deck(presentation: Presentation, look: str, progress: Callable[[float, str], None]) -> bytes:
    """Slides of 16 to 9 in their order."""
    made = Deck()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    made.core_properties.title = presentation.title
    made.core_properties.author = ""
    for place, slide in enumerate(presentation.slides):
        progress(place / len(presentation.slides), slide.headline)
        _add(made, slide, look, f"{place + 1} / {len(presentation.slides)}")
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def _add(made, slide: Slide, look: str, number: str) -> None:
    page = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    palette, content = theme.PALETTES[look], slide.snapshot.content
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = colour(palette["background"])
    _write_head(page, slide, palette)
    _SHOWN[about.kind(content)](page, content, look)
    filters = f"Filters: {content.filters}" if content.filters else ""
    foot = " · ".join(filter(None, (about.footer(slide), content.definition_name, filters)))
    size, foot = _fitted(foot, _FOOT)
    words(page, (LEFT, Inches(7.0), Inches(11.3), Inches(0.3)), [foot], size, palette["text_quiet"])
    right = words(page, (Inches(11.9), Inches(7.0), Inches(0.933), Inches(0.3)), [number], 10, palette["text_quiet"])
    right.paragraphs[0].alignment = PP_ALIGN.RIGHT
    page.notes_slide.notes_text_frame.text = clean(about.notes(slide))


def _write_head(page, slide: Slide, palette: dict) -> None:
    title = page.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.3), WIDE, Inches(0.75)
    frame = title.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.BOTTOM
    frame.text = clean(slide.headline)
    length = len(slide.headline)
    size = 28 if length <= 62 else 22 if length <= 160 else 17
    style(frame.paragraphs[0], size, palette["text"], bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if said := about.subtitle(slide):
        size, said = _fitted(said, _UNDER)
        words(page, (LEFT, Inches(1.08), WIDE, Inches(0.36)), [said], size, palette["text_quiet"])


def _figure(page, content: Content, look: str) -> None:
    figure = figures.coloured(content.figure, look)
    alt = content.alt or f"{content.title}. {content.subtitle}"
    box = (LEFT, _TOP, WIDE, _TALL)
    if not powerpoint_charts.add(page.shapes, figure, numbers.table(content), box, look, clean(alt)):
        powerpoint_tables.add_figure(page, figure, content, box, look)
    # Rules and signs that a native chart has not stand below it in words.
    if said := " ".join(filter(None, (_sides(figure), content.note, about.told(content)))):
        size, said = _fitted(said, _BELOW)
        words(page, (LEFT, Inches(6.64), WIDE, Inches(0.32)), [said], size, theme.PALETTES[look]["text_quiet"])


def _sides(figure: dict) -> str:
    """What the two sides of a chart mean: "◂ Happy · Unhappy ▸"."""
    held = (about.unmarked(item.get("text", "")) for item in figure["layout"].get("annotations", []))
    sides = " · ".join(text for text in held if text.startswith("◂") or text.endswith("▸"))
    return f"{sides}." if sides else ""


def _cards(page, content: Content, look: str) -> None:
    count = len(content.cards)
    across = count if count <= 4 else -(-count // 2)
    down, gap = -(-count // across), Inches(0.2)
    width = min(Inches(4), (WIDE - gap * (across - 1)) // across)
    height = min(Inches(3.2), (_TALL - gap * (down - 1)) // down)
    for place, card in enumerate(content.cards):
        row, column = divmod(place, across)
        _card(page, card, (LEFT + column * (width + gap), _TOP + row * (height + gap), width, height), look)


def _card(page, card: Card, box: tuple, look: str) -> None:
    palette = theme.PALETTES[look]
    shape = page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(Emu(each) for each in box))
    shape.adjustments[0] = 0.03
    shape.fill.background()
    shape.line.color.rgb, shape.line.width = colour(palette["border"]), Pt(1)
    # The template's own look has a shadow, which would fall behind each letter.
    shape._element.remove(shape._element.find(qn("p:style")))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = Inches(0.18)
    name, place = _VERDICTS.get(card.look, ("", 0))
    verdict = palette[name][place] if name else palette["text_quiet"]
    scale = min(1.0, box[2] / Inches(2.9), box[3] / Inches(2.4))
    lines = [
        (card.label, 13, palette["text_quiet"], True), (card.value_text, 34, palette["text"], True),
        (card.verdict_text, 15, verdict, True), *((text, 13, palette["text_quiet"], False)
        for text in (card.change_text, card.base_text, card.target_text)),
    ]  # fmt: skip
    _fill(frame, [(text, max(8, round(size * scale)), ink, bold) for text, size, ink, bold in lines if text])


def _findings(page, content: Content, look: str) -> None:
    palette = theme.PALETTES[look]
    size = _size(content.findings)
    frame = words(page, (LEFT, _TOP, WIDE, _TALL), list(content.findings), size, palette["text"])
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(size * 0.7)
        mark = paragraph.runs[0]
        mark.text = f"■  {mark.text}"


def _quotes(page, content: Content, look: str) -> None:
    palette, lines = theme.PALETTES[look], []
    texts = [axes.shorten(quote.text, LONGEST_QUOTE) for quote in content.quotes]
    size = _size([*texts, *(quote.origin for quote in content.quotes)])
    for quote, text in zip(content.quotes, texts, strict=True):
        lines.append((f"“{text}”", size, palette["text"], False))
        if quote.origin:
            lines.append((quote.origin, max(9, round(size * 0.7)), palette["text_quiet"], False))
    frame = words(page, (LEFT, _TOP, WIDE, _TALL), [], size, palette["text"])
    _fill(frame, lines)
    for paragraph, (_, own, *_) in zip(frame.paragraphs, lines, strict=True):
        paragraph.space_after = Pt(3 if own == size else size * 0.8)


def _table(page, content: Content, look: str) -> None:
    powerpoint_tables.add_rows(page, content, (LEFT, _TOP, WIDE, _TALL), look)


def _nothing(page, content: Content, look: str) -> None:
    words(page, (LEFT, Inches(3.4), WIDE, Inches(1)), [about.nothing(content)], 18, theme.PALETTES[look]["text_quiet"])


_SHOWN = {
    "figure": _figure, "cards": _cards, "findings": _findings, "quotes": _quotes, "table": _table, "nothing": _nothing,
}  # fmt: skip


def _size(texts) -> int:
    length = sum(len(text) + 40 for text in texts)
    return next(size for most, size in _SIZES if length <= most)


def _fitted(text: str, sizes: tuple) -> tuple[float, str]:
    """The size of letters at which a line of text fits its place, and what has room there: the notes have all."""
    most = sizes[-1][0]
    text = text if len(text) <= most else f"{axes.shorten(text, most - len(_MORE) - 1)} {_MORE}"
    return next(size for length, size in sizes if len(text) <= length), text


def words(page, box: tuple, lines: list[str], size: float, ink: str):
    """A box with a line a paragraph; its frame of text."""
    frame = page.shapes.add_textbox(*box).text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    _fill(frame, [(line, size, ink, False) for line in lines])
    return frame


def _fill(frame, lines: list[tuple]) -> None:
    for place, (text, size, ink, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.text = clean(text).replace("\n", " ")
        style(paragraph, size, ink, bold=bold)


def style(paragraph, size: float, ink: str, *, bold: bool = False) -> None:
    """The letters of a paragraph."""
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = colour(ink)


def colour(ink: str) -> RGBColor:
    """Of "#RRGGBB"."""
    return RGBColor.from_string(ink.lstrip("#")[:6])


def clean(text: str) -> str:
    """Without the signs that XML has not."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 32)
