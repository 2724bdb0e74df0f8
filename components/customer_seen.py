"""What the scorer saw in one text, and what people said of it since: the scores beside each other, as markup."""

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from components import format as fmt
from components.correct_dialog import FAVOURED
from components.verbatims import LANGUAGES
from data_access.scoring import label

_SWITCHING = {"toward": "switching to us", "away": "switching away from us"}
_ABOUT = {"sentiment": "Tone", "request": "Asks for something", "theme": "Theme", "favoured": "Favours"}


def seen_html(row: Mapping, named: Sequence[Mapping], sides: Sequence[Mapping], corrected: Sequence[Mapping]) -> str:
    """Folded away under a text.

    row: of feedback, with themes [(name, tone)]. named: mentions. sides: preferences. corrected: corrections, oldest
    first.
    """
    facts = [
        ("Counts as", _counts(row)),
        ("Customer-experience score", _score(row.get("experience"))),
        ("VADER", _score(row.get("vader"))),
        ("Learned from this source's ratings", _calibrated(row)),
        ("Language", _language(row)),
        ("Asks for help or an answer", "Yes" if _is_true(row.get("is_request")) else ""),
        ("Themes", ", ".join(f"{name}{f' ({tone})' if tone else ''}" for name, tone in row.get("themes") or [])),
        ("Brands named", ", ".join(_brand(each) for each in named)),
        *(("Compares", _side(each)) for each in sides),
        *(("Corrected", _correction(each)) for each in corrected),
    ]
    told = "".join(
        f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd></div>" for name, value in facts if value
    )
    return f'<details class="earshot-seen"><summary>What the scorer saw</summary><dl>{told}</dl></details>'


def _counts(row: Mapping) -> str:
    if _is_missing(row.get("sentiment")):
        return "Not scored: no words, or none in a language that is read"
    by = row.get("scorer")
    return f"{row['sentiment_label']}, {fmt.mean_score(row['sentiment'])}" + (f", by {by}" if _is_text(by) else "")


def _score(value: object) -> str:
    return "" if _is_missing(value) else f"{label(float(value))}, {fmt.mean_score(float(value))}"


def _calibrated(row: Mapping) -> str:
    chances = {tone: row.get(f"p_{tone}") for tone in ("negative", "neutral", "positive")}
    if not _is_text(row.get("calibrated_label")):
        return ""
    told = ", ".join(f"{tone} {fmt.percent(chance)}" for tone, chance in chances.items() if not _is_missing(chance))
    return row["calibrated_label"] + (f" (chances: {told})" if told else "")


def _language(row: Mapping) -> str:
    code = row.get("language")
    if not _is_text(code):
        return "Cannot be told"
    name = "English" if code == "en" else LANGUAGES.get(code, code)
    seems = row.get("is_language_certain")
    return name if _is_missing(seems) or seems else f"{name}, as most of its source; by itself it cannot be told"


def _brand(mention: Mapping) -> str:
    tone = mention.get("sentiment_label")
    whose = " (their own)" if mention.get("relation") == "own" else ""
    return f"{mention['brand']}{whose}" + (f": {tone}" if _is_text(tone) else "")


def _side(side: Mapping) -> str:
    said = [f"with {side['rival']}: {FAVOURED.get(side['favoured'], side['favoured']).lower()}"]
    if _is_text(side.get("switching")):
        tense = f" ({side['tense']})" if _is_text(side.get("tense")) else ""
        said.append(_SWITCHING.get(side["switching"], side["switching"]) + tense)
    evidence = f": “{side['evidence']}”" if _is_text(side.get("evidence")) else ""
    return "; ".join(said) + evidence


def _correction(each: Mapping) -> str:
    subject = f" {each['subject']}" if each["about"] in ("theme", "favoured") else ""
    when = fmt.day(pd.Timestamp(each["corrected_at"]))
    return f"{_ABOUT.get(each['about'], each['about'])}{subject}: {each['value']}, by {each['person']} on {when}"


def _is_true(value: object) -> bool:
    return not _is_missing(value) and bool(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))
