"""A presentation as one web page that needs nothing else: charts that answer to the pointer, no network."""

import base64
import functools
import hashlib
import html
import json
from collections.abc import Callable
from pathlib import Path

from plotly.offline import get_plotlyjs

from components import theme
from components.exporting import about, figures, numbers, pages, picture_text
from components.exporting.numbers import Table
from data_access.snapshots import Card, Content, Presentation, Slide

_HERE = Path(__file__).parent
MOST_ROWS = 500  # in the table behind a chart; the files of numbers have all
_LONG_HEADLINE, _MUCH = 75, 700
_NUMBERLESS = ("figure", "cards", "table")


def page(presentation: Presentation, look: str, progress: Callable[[float, str], None]) -> bytes:
    """The page in the look it opens with; readers can turn it."""
    sections = []
    for place, slide in enumerate(presentation.slides):
        progress(place / len(presentation.slides), slide.headline)
        sections.append(_section(presentation, place, slide))
    script = (_HERE / "web_page.js").read_text(encoding="utf-8") + theme.SLOT_COLOURS_JS
    palettes = {mode: _palette(mode) for mode in theme.PALETTES}
    deck = {
        "figures": [_figure(slide) for slide in presentation.slides],
        "slots": {mode: dict(theme.slots(mode)) for mode in theme.PALETTES},
        "palettes": palettes,
    }
    scripts = [_plotly(), script]
    allowed = " ".join(f"'sha256-{_digest(each)}'" for each in scripts)
    # Nothing may be fetched from anywhere, and no other script runs, whatever a text contains.
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    title = html.escape(presentation.title)
    style = _style() + ":root{" + "".join(f"--{name}:{ink};" for name, ink in palettes[look].items()) + "}"
    parts = [
        f'<!doctype html><html lang="en" data-look="{look}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body>",
        f'<h1 class="visually-hidden">{title}</h1><main class="stage">{"".join(sections)}</main>',
        '<p class="visually-hidden" id="place" aria-live="polite"></p>',
        '<nav aria-label="Slides"><button id="look" title="Key L">Light or dark</button>'
        '<button id="before" title="Key ←">Before</button><button id="next" title="Key →">Next</button></nav>',
        f'<script type="application/json" id="deck">{_safe_json(deck)}</script>',
        *(f"<script>{each}</script>" for each in scripts),
        "</body></html>",
    ]
    return "".join(parts).encode()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@functools.cache
def _plotly() -> str:
    # As Plotly's own pages embed it. Line ends as the browser reads them: the digest is of what it sees.
    return get_plotlyjs().replace("\r\n", "\n").replace("\r", "\n")


@functools.cache
def _style() -> str:
    faces = "".join(
        f'@font-face{{font-family:"Source Sans Pro";font-weight:{weight};src:url(data:font/ttf;base64,'
        f"{base64.b64encode((picture_text.FONTS / f'SourceSansPro-{name}.ttf').read_bytes()).decode()})}}"
        for name, weight in (("Regular", 400), ("Semibold", 600))
    )
    return faces + (_HERE / "web_page.css").read_text(encoding="utf-8")


def _safe_json(value: object) -> str:
    """JSON that cannot end the script around it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _palette(mode: str) -> dict[str, str]:
    palette = theme.PALETTES[mode]
    return {
        "background": palette["background"], "text": palette["text"], "quiet": palette["text_quiet"],
        "border": palette["border"], "ours": palette["categorical"][0], "worse": palette["diverging"][0],
        "better": palette["diverging"][9],
    }  # fmt: skip


def _figure(slide: Slide) -> dict | None:
    content = slide.snapshot.content
    return figures.plain(content.figure) if about.kind(content) == "figure" else None


def _section(presentation: Presentation, place: int, slide: Slide) -> str:
    content = slide.snapshot.content
    kind, said = about.kind(content), about.subtitle(slide)
    long = " is-long" if len(slide.headline) > _LONG_HEADLINE else ""
    facts = " · ".join(
        filter(None, (about.footer(slide), f"Filters: {content.filters}" if content.filters else "",
                      content.definition_name))
    )  # fmt: skip
    # Of 720 pixels, what head and foot leave to a chart on paper.
    room = 720 - 72 - (90 if long else 60) - (42 if said else 0) - 50 - (32 if content.note else 0)
    return "".join(
        [
            f'<section class="slide" aria-label="Slide {place + 1} of {len(presentation.slides)}" data-room="{room}">',
            f'<h2 class="{long.strip()}">{html.escape(slide.headline)}</h2>',
            f'<p class="subtitle">{html.escape(said)}</p>' if said else "",
            f'<div class="content{_smaller(content)}">{_SHOWN[kind](content, place)}</div>',
            f'<p class="note">{html.escape(content.note)}</p>' if content.note and kind != "nothing" else "",
            f'<div class="foot"><span class="facts">{html.escape(facts)}</span>{_folded(slide, kind)}',
            f"<span>{place + 1} / {len(presentation.slides)}</span></div></section>",
        ]
    )


def _folded(slide: Slide, kind: str) -> str:
    told = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in about.facts(slide))
    parts = [_fold("definition", "Definition", f"<dl>{told}</dl>")]
    table = numbers.table(slide.snapshot.content)
    if kind in _NUMBERLESS and table.rows:
        parts.append(_fold("numbers", "Numbers", _table(table, MOST_ROWS)))
    if slide.notes.strip():
        parts.append(_fold("notes", "Notes", html.escape(slide.notes)))
    return "".join(parts)


def _fold(name: str, label: str, inside: str) -> str:
    return f'<details class="{name}"><summary>{label}</summary><div class="panel" tabindex="0">{inside}</div></details>'


def _table(table: Table, most: int) -> str:
    """All digits; beyond so many rows a line says how many there are."""
    is_number = pages.are_numbers([[numbers.text(cell) for cell in row] for row in table.rows[:most]])
    is_number = is_number or [False] * len(table.columns)
    classes = [' class="number"' if each else "" for each in is_number]
    head = "".join(f"<th{look}>{html.escape(name)}</th>" for name, look in zip(table.columns, classes, strict=True))
    rows = "".join(
        "<tr>"
        + "".join(f"<td{look}>{html.escape(numbers.text(cell))}</td>" for cell, look in zip(row, classes, strict=True))
        + "</tr>"
        for row in table.rows[:most]
    )
    left = len(table.rows) - most
    more = f"<p>and {left:,} more rows, which the files of numbers have</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _smaller(content: Content) -> str:
    length = sum(map(len, content.findings)) + sum(len(quote.text) for quote in content.quotes)
    return " is-small" if length > _MUCH else ""


def _chart(content: Content, place: int) -> str:
    alt = html.escape(content.alt or f"{content.title}. {content.subtitle}")
    return f'<div class="chart" role="img" aria-label="{alt}" data-figure="{place}"></div>'


def _cards(content: Content, place: int) -> str:
    count = len(content.cards)
    across = count if count <= 4 else -(-count // 2)
    return f'<div class="cards" style="--across:{across}">{"".join(map(_card, content.cards))}</div>'


def _card(card: Card) -> str:
    look = card.look if card.look in ("is-better", "is-worse") else "is-plain"
    lines = [("label", card.label), ("value", card.value_text), (f"verdict {look}", card.verdict_text)]
    lines += [("said", text) for text in (card.change_text, card.base_text, card.target_text)]
    words = "".join(f'<div class="{name}">{html.escape(text)}</div>' for name, text in lines if text)
    sparks = "".join(
        f'<div class="{mode}" aria-hidden="true">{pages.spark(card, mode)}</div>' for mode in theme.PALETTES
    )
    return f'<div class="card">{words}{sparks}</div>'


def _findings(content: Content, place: int) -> str:
    said = "".join(f"<li>{html.escape(each)}</li>" for each in content.findings)
    return f'<ul class="findings scroll" tabindex="0">{said}</ul>'


def _quotes(content: Content, place: int) -> str:
    said = "".join(
        f"<blockquote>{html.escape(quote.text)}"
        + (f"<footer>{html.escape(quote.origin)}</footer>" if quote.origin else "")
        + "</blockquote>"
        for quote in content.quotes
    )
    return f'<div class="quotes scroll" tabindex="0">{said}</div>'


def _rows(content: Content, place: int) -> str:
    return f'<div class="scroll" tabindex="0">{_table(numbers.readable(content), MOST_ROWS)}</div>'


def _nothing(content: Content, place: int) -> str:
    return f'<p class="nothing">{html.escape(about.nothing(content))}</p>'


_SHOWN = {
    "figure": _chart, "cards": _cards, "findings": _findings, "quotes": _quotes, "table": _rows, "nothing": _nothing,
}  # fmt: skip
