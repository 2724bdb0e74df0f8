"""Customers' own words: first the words, the ones that drove the score marked, then where they come from.

Everything here comes from outside. `marked_html` is the only way into markup, and it escapes every piece.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from components import customer_link, replies
from components import format as fmt
from data_access.scoring import label
from data_access.snapshots import Quote

# About four lines of a 72-character measure; shorter texts are shown whole.
FOLD_FROM = 290
FOLD_FROM_LINES = 5
POSITIVE, NEGATIVE, BRAND, THEME, FOUND = "positive", "negative", "brand", "theme", "found"
KINDS = (POSITIVE, NEGATIVE, BRAND, THEME, FOUND)
# What feedback is most often written in, beside English; others are named by their code.
LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_TONE_SIGNS = {POSITIVE: " +", NEGATIVE: f" {fmt.MINUS}"}

Span = tuple[int, int, float | str]
Link = Callable[[str, str], str]  # words and a customer's id -> markup


def show(rows: pd.DataFrame | Iterable[Mapping], *, search: str = "") -> None:
    """Draw the verbatims in their order.

    rows: text, and where known title, source, channel, created_on, rating, rating_scale, sentiment (-1..1),
    sentiment_label, customer_name or author or customer_id, brand, spans [(start, end, valence)] of driving
    words in text, brand_spans and title_brand_spans [(start, end)], created_at, reply and replied_at. search: its
    words are marked wherever they occur.
    """
    records = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else list(rows)
    if records:
        st.html(all_html(records, search=search))


def all_html(records: Iterable[Mapping], *, search: str = "") -> str:
    """The verbatims as markup, in their order."""
    link = customer_link.links()
    return "".join(verbatim_html(record, search=search, link=link) for record in records)


def verbatim_html(
    row: Mapping, *, search: str = "", is_whole: bool = False, link: Link = customer_link.link_html
) -> str:
    """One verbatim as markup. is_whole: not folded, however long it is."""
    text, title = _known(row, "text"), _known(row, "title")
    spans: list[Span] = [*(_list(row, "spans")), *_all(BRAND, row, "brand_spans"), *_all(THEME, row, "theme_spans")]
    spans += found_spans(text, search)
    parts = []
    # Review sites make a title of the text's first words and an ellipsis.
    if title and not text.startswith(title.rstrip("….")):
        named = [*_all(BRAND, row, "title_brand_spans"), *_all(THEME, row, "title_theme_spans")]
        words = marked_html(title, [*named, *found_spans(title, search)])
        parts.append(f'<div class="earshot-verbatim-title">{words}</div>')
    words = f'<div class="earshot-verbatim-text">{marked_html(text, spans)}</div>'
    is_long = not is_whole and (len(text) > FOLD_FROM or text.count("\n") >= FOLD_FROM_LINES)
    more = '<span class="earshot-verbatim-more"></span>'
    parts.append(f"<details><summary>{words}{more}</summary></details>" if is_long else words)
    parts.append(_tags_html(row))
    parts.append(f'<div class="earshot-verbatim-source">{_source_html(row, link)}</div>')
    parts.append(replies.reply_html(row, is_whole=is_whole))
    parts.append(_alike_html(row, link))
    return f'<article class="earshot-verbatim">{"".join(parts)}</article>'


def _tags_html(row: Mapping) -> str:
    """What kind of text it is, and its themes, each with the sign of how it sounds."""
    tags = [_tag_html("Request", "is-request")] if not _is_missing(row.get("is_request")) and row["is_request"] else []
    for name, tone in _list(row, "themes"):
        tags.append(_tag_html(f"{name}{_TONE_SIGNS.get(tone, '')}", f"is-{tone}" if tone in _TONE_SIGNS else ""))
    return f'<div class="earshot-verbatim-tags">{"".join(tags)}</div>' if tags else ""


def _tag_html(words: str, look: str) -> str:
    return f'<span class="{f"earshot-tag {look}".strip()}">{html.escape(words)}</span>'


def _alike_html(row: Mapping, link: Link) -> str:
    """Near-duplicates, folded away: "and 12 more like it"."""
    more, others = row.get("alike"), _list(row, "others")
    if _is_missing(more) or not int(more):
        return ""
    head = f"and {fmt.count(int(more))} more like it"
    if not others:
        return f'<div class="earshot-verbatim-source">{head}</div>'
    said = "".join(
        f'<div class="earshot-verbatim-other"><div>{html.escape(_known(other, "text") or _known(other, "title"))}</div>'
        f'<div class="earshot-verbatim-source">{_source_html(other, link)}</div></div>'
        for other in others
    )
    rest = int(more) - len(others)
    said += f'<div class="earshot-verbatim-source">and {fmt.count(rest)} older ones</div>' if rest > 0 else ""
    return f'<details class="earshot-verbatim-alike"><summary>{head}</summary>{said}</details>'


def marked_html(text: str, spans: Sequence[Span]) -> str:
    """The text escaped, each span (start, end, valence or kind) in a <mark>; spans may overlap or overrun.

    valence: above zero positive, below negative. kind: one of KINDS; others are left out. The text between
    the tags is the text itself, character for character.
    """
    clean = [(max(0, int(a)), min(len(text), int(b)), _kind(what)) for a, b, what in spans]
    clean = [(start, end, kind) for start, end, kind in clean if start < end and kind]
    edges = sorted({0, len(text), *(start for start, *_ in clean), *(end for _, end, _ in clean)})
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        piece = html.escape(text[start:end])
        kinds = [kind for kind in KINDS if any(a <= start and end <= b and kind == own for a, b, own in clean)]
        if FOUND in kinds and THEME in kinds:
            kinds.remove(THEME)  # one shade over another is neither
        classes = " ".join(f"is-{kind}" for kind in kinds)
        pieces.append(f'<mark class="{classes}">{piece}</mark>' if kinds else piece)
    return "".join(pieces)


def found_spans(text: str, search: str) -> list[Span]:
    """Where the words of a search occur, whatever their case."""
    words = [re.escape(word) for word in search.split() if len(word) > 1]
    if not words:
        return []
    return [(*found.span(), FOUND) for found in re.finditer("|".join(words), text, re.IGNORECASE)]


def quote(row: Mapping) -> Quote:
    """The words as they stand on a slide: with where and when, and without who."""
    words = ". ".join(filter(None, (_known(row, "title").rstrip("."), _known(row, "text"))))
    return Quote(words, " · ".join(fact for fact in (*_where(row), _language(row)) if fact))


def _where(row: Mapping) -> list[str]:
    """Source, day and rating."""
    when = row.get("created_on", row.get("created_at"))
    where = [
        _known(row, "source") or _known(row, "channel"),
        "" if _is_missing(when) else fmt.day(pd.Timestamp(when)),
    ]
    if not _is_missing(row.get("rating")):
        scale = row.get("rating_scale")
        where.append(f"{row['rating']:g} of {5 if _is_missing(scale) else scale:g}")
    return where


def _source_html(row: Mapping, link: Link) -> str:
    who = [_speaker_html(row, link), html.escape(_known(row, "brand"))]
    said = [*map(html.escape, [*_where(row), _language(row)]), *_score(row), *who]
    return " · ".join(fact for fact in said if fact)


def _speaker_html(row: Mapping, link: Link) -> str:
    """Who speaks, as a link to the customer's page where it is a known customer."""
    name = next((name for key in ("customer_name", "author", "customer_id") if (name := _known(row, key))), "")
    customer_id = _known(row, "customer_id")
    return link(name, customer_id) if customer_id else html.escape(name)


def _language(row: Mapping) -> str:
    """The language, where it is not English."""
    code = _known(row, "language")
    return "" if code in ("", "en") else LANGUAGES.get(code, code)


def _score(row: Mapping) -> list[str]:
    if _is_missing(row.get("sentiment")):
        return ["not scored"]
    said, score = _known(row, "sentiment_label"), row["sentiment"]
    look = f' class="is-{said}"' if said in (POSITIVE, NEGATIVE) else ""
    # A label may come from a person, or from another model than the score, and differ: then it is what counts.
    words = [html.escape(said), *([fmt.mean_score(score)] if said in ("", label(score)) else [])]
    return [f"<span{look}>{' '.join(filter(None, words))}</span>"]


def _kind(what: float | str) -> str | None:
    if isinstance(what, str):
        return what if what in KINDS else None
    return POSITIVE if what > 0 else NEGATIVE if what < 0 else None


def _known(row: Mapping, key: str) -> str:
    return "" if _is_missing(row.get(key)) else str(row[key])


def _list(row: Mapping, key: str) -> Sequence:
    spans = row.get(key)
    return spans if isinstance(spans, (list, tuple)) else []


def _all(kind: str, row: Mapping, key: str) -> list[Span]:
    return [(start, end, kind) for start, end, *_ in _list(row, key)]


def _is_missing(value: object) -> bool:
    # Two hundred near-duplicates are asked about three thousand values: pandas would take a third of all of it.
    return value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value)
