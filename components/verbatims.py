"""Customers' own words: first the words, the ones that drove the score marked, then where they come from.

Everything here comes from outside. `marked_html` is the only way into markup, and it escapes every piece.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from components import format as fmt

# About four lines of a 72-character measure; shorter texts are shown whole.
FOLD_FROM = 290
FOLD_FROM_LINES = 5
POSITIVE, NEGATIVE, BRAND, FOUND = "positive", "negative", "brand", "found"
KINDS = (POSITIVE, NEGATIVE, BRAND, FOUND)

Span = tuple[int, int, float | str]


def show(rows: pd.DataFrame | Iterable[Mapping], *, search: str = "") -> None:
    """Draw the verbatims in their order.

    rows: text, and where known title, source, channel, created_on, rating, rating_scale, sentiment (-1..1),
    sentiment_label, customer_name or author or customer_id, brand, spans [(start, end, valence)] of driving
    words in text, brand_spans and title_brand_spans [(start, end)]. search: its words are marked wherever
    they occur.
    """
    records = rows.to_dict("records") if isinstance(rows, pd.DataFrame) else list(rows)
    if records:
        st.html("".join(verbatim_html(record, search=search) for record in records))


def verbatim_html(row: Mapping, *, search: str = "") -> str:
    """One verbatim as markup."""
    text, title = _known(row, "text"), _known(row, "title")
    spans: list[Span] = [
        *(_list(row, "spans")),
        *((start, end, BRAND) for start, end, *_ in _list(row, "brand_spans")),
    ]
    spans += found_spans(text, search)
    parts = []
    # Review sites make a title of the text's first words and an ellipsis.
    if title and not text.startswith(title.rstrip("….")):
        named = [(start, end, BRAND) for start, end, *_ in _list(row, "title_brand_spans")]
        words = marked_html(title, [*named, *found_spans(title, search)])
        parts.append(f'<div class="earshot-verbatim-title">{words}</div>')
    words = f'<div class="earshot-verbatim-text">{marked_html(text, spans)}</div>'
    is_long = len(text) > FOLD_FROM or text.count("\n") >= FOLD_FROM_LINES
    more = '<span class="earshot-verbatim-more"></span>'
    parts.append(f"<details><summary>{words}{more}</summary></details>" if is_long else words)
    parts.append(f'<div class="earshot-verbatim-source">{_source_html(row)}</div>')
    return f'<article class="earshot-verbatim">{"".join(parts)}</article>'


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
        classes = " ".join(f"is-{kind}" for kind in kinds)
        pieces.append(f'<mark class="{classes}">{piece}</mark>' if kinds else piece)
    return "".join(pieces)


def found_spans(text: str, search: str) -> list[Span]:
    """Where the words of a search occur, whatever their case."""
    words = [re.escape(word) for word in search.split() if len(word) > 1]
    if not words:
        return []
    return [(*found.span(), FOUND) for found in re.finditer("|".join(words), text, re.IGNORECASE)]


def _source_html(row: Mapping) -> str:
    when = row.get("created_on", row.get("created_at"))
    facts = [
        _known(row, "source") or _known(row, "channel"),
        "" if _is_missing(when) else fmt.day(pd.Timestamp(when)),
    ]
    if not _is_missing(row.get("rating")):
        scale = row.get("rating_scale")
        facts.append(f"{row['rating']:g} of {5 if _is_missing(scale) else scale:g}")
    facts.append(next((name for key in ("customer_name", "author", "customer_id") if (name := _known(row, key))), ""))
    facts.append(_known(row, "brand"))
    quiet = [html.escape(fact) for fact in facts if fact]
    return " · ".join([*quiet[:3], *_score(row), *quiet[3:]])


def _score(row: Mapping) -> list[str]:
    if _is_missing(row.get("sentiment")):
        return ["not scored"]
    label = _known(row, "sentiment_label")
    look = f' class="is-{label}"' if label in (POSITIVE, NEGATIVE) else ""
    return [f"<span{look}>{html.escape(label)} {fmt.mean_score(row['sentiment'])}</span>".replace("> ", ">")]


def _kind(what: float | str) -> str | None:
    if isinstance(what, str):
        return what if what in KINDS else None
    return POSITIVE if what > 0 else NEGATIVE if what < 0 else None


def _known(row: Mapping, key: str) -> str:
    return "" if _is_missing(row.get(key)) else str(row[key])


def _list(row: Mapping, key: str) -> Sequence:
    spans = row.get(key)
    return spans if isinstance(spans, (list, tuple)) else []


def _is_missing(value: object) -> bool:
    return value is None or (not isinstance(value, (str, list, tuple)) and pd.isna(value))
