"""A presentation as the browser takes it: texts as texts, figures and numbers as plain data."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd

from components import format as fmt
from components import tables, theme
from components.presenting import plotly_script
from data_access import frozen
from data_access.snapshots import Card, Content, Presentation, Slide, Snapshot

# A slide's table is read from afar; the exports have every row.
MOST_ROWS = 12
# Behind a chart they are looked up, and scroll.
MOST_BEHIND = 200
OVERVIEW = "overview"


def whole(presentation: Presentation, state: tuple[str, int], *, first: int, look: str, full: bool) -> dict:
    """Everything that a show needs. state: of the data now. first: the slide to begin with, from 0. full: whether to
    fill the screen."""
    slides = [_slide(slide, state) for slide in presentation.slides]
    return _shared(look) | {
        "mode": "show", "title": presentation.title, "slides": slides, "count": len(slides), "first": first,
        "full": full,
    }  # fmt: skip


def one(presentation: Presentation, place: int, state: tuple[str, int]) -> dict:
    """One slide, in the look that its reader has."""
    slide = _slide(presentation.slides[place], state)
    return _shared("") | {
        "mode": "preview", "slides": [slide], "count": len(presentation.slides), "first": place,
    }  # fmt: skip


def _shared(look: str) -> dict:
    palettes = {
        mode: {
            "background": palette["background"], "text": palette["text"], "text_quiet": palette["text_quiet"],
            "border": palette["border"], "ours": palette["categorical"][0], "worse": palette["diverging"][0],
            "better": palette["diverging"][9], "colorway": list(palette["categorical"]),
        }
        for mode, palette in theme.PALETTES.items()
    }  # fmt: skip
    slots = {mode: dict(theme.slots(mode)) for mode in theme.PALETTES}
    return {"look": look, "plotly": plotly_script.ADDRESS, "palettes": palettes, "slots": slots}


def _slide(slide: Slide, state: tuple[str, int]) -> dict:
    snapshot, content = slide.snapshot, slide.snapshot.content
    is_said = content.title.rstrip(".") == slide.headline.rstrip(".")
    under = [content.subtitle] if is_said else [content.title, content.subtitle]
    return {
        "headline": slide.headline,
        "subtitle": " · ".join(filter(None, (*under, content.filters))),
        "notes": slide.notes,
        "footer": footer(snapshot),
        "frozen": f"The slide was frozen on {taken_on(snapshot)}",
        "changed": changed(snapshot, state),
        "today": address(snapshot),
        "card": snapshot.card,
        "kind": kind(content),
        "figure": content.figure,
        "alt": content.alt or f"{content.title}. {content.subtitle}",
        "cards": [_card(card) for card in content.cards],
        "findings": list(content.findings),
        "quotes": [{"text": quote.text, "origin": quote.origin} for quote in content.quotes],
        "table": _table(content),
        "nothing": content.note or "There was nothing to show when this was frozen.",
    }


def kind(content: Content) -> str:
    """What a slide shows of it."""
    shown = (
        ("figure", content.figure), ("cards", content.cards), ("findings", content.findings),
        ("quotes", content.quotes), ("table", None if content.rows is None or content.rows.empty else content.rows),
    )  # fmt: skip
    return next((name for name, held in shown if held is not None and len(held)), "nothing")


def footer(snapshot: Snapshot) -> str:
    """ "Data as of 3 Nov 2026 · snapshot 4f2a… · Repurchase rate"."""
    as_of = "" if snapshot.as_of is None else f"Data as of {fmt.day(snapshot.as_of)}"
    facts = (as_of, f"snapshot {snapshot.snapshot_id}", snapshot.content.definition_name, snapshot.content.note)
    return " · ".join(filter(None, facts))


def changed(snapshot: Snapshot, state: tuple[str, int]) -> str:
    """A sentence when the data is another one now, else ""."""
    if (snapshot.database_id, snapshot.version) == tuple(state):
        return ""
    return f"Frozen {taken_on(snapshot)}; the data has changed since."


def taken_on(snapshot: Snapshot) -> str:
    return fmt.day(snapshot.taken_at.date())


def address(snapshot: Snapshot) -> str:
    """Where the view is as it is now, beside the page of presentations."""
    query: Mapping = snapshot.query
    page = "" if snapshot.page == OVERVIEW else snapshot.page
    return f"./{page}?{urlencode(query, doseq=True)}" if query else f"./{page}"


def _card(card: Card) -> dict:
    return {
        "label": card.label, "value": card.value_text, "verdict": card.verdict_text, "look": card.look,
        "change": card.change_text, "base": card.base_text, "target": card.target_text,
        "values": frozen.plain(list(card.values)), "earlier": frozen.plain(list(card.earlier)),
    }  # fmt: skip


def _table(content: Content) -> dict | None:
    rows = content.rows
    if rows is None or rows.empty:
        return None
    if content.cards or content.findings:  # each of their rows has a unit of its own: the slide says them in words
        return None
    words = tables.readable(rows, content.unit, content.currency)
    if words.empty or words.columns.empty:
        words = rows
    most = MOST_ROWS if kind(content) == "table" else MOST_BEHIND
    left = len(words) - most
    return {
        "head": [str(name) for name in words.columns],
        "rows": [[_cell(value) for value in row] for row in words.head(most).itertuples(index=False)],
        "more": f"and {fmt.count(left)} more rows" if left > 0 else "",
    }


def _cell(value: object) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return fmt.day(value)
    if isinstance(value, float):
        return fmt.exact(value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
