"""One number: its verdict, its change, its base, where it went, and what it means."""

import html
from collections.abc import Callable, Sequence

import streamlit as st

from components import definition as definitions
from components.charts import sparkline
from components.definition import Definition

BETTER, WORSE, UNCLEAR, TOO_EARLY = "better", "worse", "no clear change", "cannot tell yet"
# The sign is the direction of the number, the word says whether that is good; colour only repeats the word.
_UP, _DOWN, _LEVEL, _WAIT = "▲", "▼", "≈", "◌"


def card(
    label: str,
    value_text: str,
    *,
    key: str,
    verdict: str | None = None,
    direction: float | None = None,
    change_text: str = "",
    base_text: str = "",
    is_small_base: bool = False,
    values: Sequence[float] = (),
    comparison: Sequence[float] | None = None,
    seen_text: str | None = None,
    target: float | None = None,
    target_text: str | None = None,
    note: str = "",
    definition: Definition | None = None,
    settings: Callable[[], None] | None = None,
) -> None:
    """Draw a card that fills the height of its row.

    All texts come ready from format.py. verdict: one of BETTER, WORSE, UNCLEAR, TOO_EARLY; None without a
    comparison. direction: the change itself, for the sign. values and comparison: the sparkline, oldest
    first; target: a line across it. seen_text: which change would have shown; target_text: whether the target is
    reached; None for these where no card of the row has one, else "" keeps the line. note: a sentence below, for a card
    with room. settings: draws what can be set of the number, under its definition.
    """
    body = card_html(
        label, value_text, verdict=verdict, direction=direction, change_text=change_text, base_text=base_text,
        is_small_base=is_small_base, values=values, comparison=comparison, seen_text=seen_text, target=target,
        target_text=target_text, note=note,
    )  # fmt: skip
    with st.container(border=True, height="stretch", key=f"kpi-{key}"):
        if definition is not None:
            with st.container(key=f"info-{key}", width="content"):
                definitions.show(definition, key=key, label="", icon=":material/info:", below=settings)
        st.html(body)


def card_html(
    label: str,
    value_text: str,
    *,
    verdict: str | None = None,
    direction: float | None = None,
    change_text: str = "",
    base_text: str = "",
    is_small_base: bool = False,
    values: Sequence[float] = (),
    comparison: Sequence[float] | None = None,
    seen_text: str | None = None,
    target: float | None = None,
    target_text: str | None = None,
    note: str = "",
) -> str:
    """The card's inside as markup; every text is escaped, every line keeps its place when it is empty."""
    look = {BETTER: "is-better", WORSE: "is-worse"}.get(verdict or "", "is-plain")
    base = ("Small base: " if is_small_base else "") + base_text
    lines = [
        ("label", label),
        (f"verdict {look}", verdict_text(verdict, direction)),
        ("change", change_text),
        ("seen", seen_text),
        ("target", target_text),
        (f"base{' is-small' if is_small_base else ''}", base),
    ]
    label_line, *others = (
        f'<div class="earshot-kpi-{name}">{html.escape(text)}</div>' for name, text in lines if text is not None
    )
    value = f'<span class="earshot-kpi-value">{html.escape(value_text)}</span>'
    line = sparkline(values, comparison, target)
    under = f"<p>{html.escape(note)}</p>" if note else ""
    head = f'{label_line}<div class="earshot-kpi-number">{value}{line}</div>'
    return f'<div class="earshot-kpi">{head}{"".join(others)}{under}</div>'


def verdict_text(verdict: str | None, direction: float | None) -> str:
    """ "▲ Better"; "" without a verdict."""
    return f"{_sign(verdict, direction)} {verdict.capitalize()}" if verdict else ""


def _sign(verdict: str | None, direction: float | None) -> str:
    if verdict in (BETTER, WORSE) and direction:
        return _UP if direction > 0 else _DOWN
    return {UNCLEAR: _LEVEL, TOO_EARLY: _WAIT}.get(verdict or "", "")
