"""What every export says of a slide beside its numbers: definition, filters, how old the data is, which snapshot."""

import html
import re

from components import format as fmt
from data_access.snapshots import Content, Presentation, Slide

_TAG = re.compile(r"<br\s*/?>|</?[a-z][^>]*>")
# Also what turns the direction of letters: "gpj.exe" would read as "exe.jpg".
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST_NAME = 80


def subtitle(slide: Slide) -> str:
    """Measure, unit, period and n, after the view's own title where the headline says something else."""
    content = slide.snapshot.content
    parts = (content.title if content.title != slide.headline else "", content.subtitle)
    return " · ".join(filter(None, parts))


def as_of(slide: Slide) -> str:
    """ "Data as of 3 Mar 2026"; of data without days, when the view was frozen."""
    snapshot = slide.snapshot
    if snapshot.as_of is None:
        return f"Frozen on {fmt.day(snapshot.taken_at.date())}"
    return f"Data as of {fmt.day(snapshot.as_of)}"


def footer(slide: Slide) -> str:
    """ "Data as of 3 Mar 2026 · snapshot 4f2a"."""
    return f"{as_of(slide)} · snapshot {slide.snapshot.snapshot_id}"


def facts(slide: Slide) -> list[tuple[str, str]]:
    """(name, text) of what stands behind a slide, in the order in which it is told; only what there is."""
    snapshot, content = slide.snapshot, slide.snapshot.content
    definition = ": ".join(filter(None, (content.definition_name, content.definition)))
    parts = (
        ("Definition", definition),
        ("Measure, period and n", content.subtitle),
        ("Filters", content.filters or "None"),
        ("Beware", content.note),
        ("On the chart", told(content)),
        ("Data as of", "" if snapshot.as_of is None else fmt.day(snapshot.as_of)),
        ("Frozen on", fmt.day(snapshot.taken_at.date())),
        ("Snapshot", snapshot.snapshot_id),
    )
    return [(name, text) for name, text in parts if text]


def notes(slide: Slide) -> str:
    """What the speaker reads: the own notes, then the facts."""
    lines = [f"{name}: {text}" for name, text in facts(slide)]
    return "\n".join([slide.notes.strip(), "", *lines] if slide.notes.strip() else lines)


def kind(content: Content) -> str:
    """What a slide shows: "figure", "cards", "findings", "quotes", "table", or "nothing"."""
    if content.figure is not None and content.figure.get("data"):
        return "figure"
    shown = (("cards", content.cards), ("findings", content.findings), ("quotes", content.quotes))
    held = next((name for name, parts in shown if parts), "")
    return held or ("nothing" if content.rows is None or content.rows.empty else "table")


def told(content: Content) -> str:
    """What the chart shows beside its numbers, in sentences: events, and weeks that stand out."""
    meta = (content.figure or {}).get("layout", {}).get("meta") or {}
    return " ".join(meta.get("told", ()))


def nothing(content: Content) -> str:
    """The sentence on a slide without anything to show."""
    return content.note or "There was nothing to show when this was frozen."


def unmarked(text: object) -> str:
    """A figure's text without its marks of bold, colour and line ends."""
    return html.unescape(_TAG.sub(lambda tag: " " if tag[0].startswith("<br") else "", str(text))).strip()


def numbered(place: int, slide: Slide) -> str:
    """The slide's place and headline as the name of a file without its ending: "03 Fewer come back"."""
    return f"{place + 1:02d} {_safe(slide.headline) or 'Slide'}"


def file_name(presentation: Presentation, ending: str) -> str:
    """The title as a name that every system takes: "Customers in March 2026.pptx"."""
    return f"{_safe(presentation.title) or 'Presentation'}.{ending}"


def _safe(text: str) -> str:
    words = " ".join(_NOT_IN_NAMES.sub(" ", text).split()).strip(". ")
    words = words[:LONGEST_NAME].strip(". ")
    return f"{words} -" if _RESERVED.fullmatch(words) else words
