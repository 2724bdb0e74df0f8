"""How the numbers of a figure are written, for files that write them by a pattern: read off what the figure writes."""

import re
from collections.abc import Iterator

from components import format as fmt
from components.exporting import about
from components.exporting.figures import each

_NUMBER = re.compile(rf"([+\-{fmt.MINUS}]?)([^\d+\-{fmt.MINUS}]*)([\d,.]+)\s*(bn|m|k)?(%?)")
_CURRENCY = re.compile(r"[£€$¥₹]|[A-Z]{3}")
_ROUNDED = 0.51  # of a percent: what three digits leave out
_STEPS = {"": 1.0, None: 1.0, "k": 1e3, "m": 1e6, "bn": 1e9}


def written(figure: dict) -> tuple[float, str]:
    """(factor, pattern): what to multiply the figure's values with, and the spreadsheet pattern that then writes them.

    Scores and points are kept as fractions and read a hundred times larger, without a sign that a pattern could know.
    The pattern is "" where the words beside the marks are not the values: nobody has to read those.
    """
    pairs = [(value, text) for value, text in _pairs(figure) if value]
    for value, text in pairs:
        found = _NUMBER.search(text)
        if not found:
            continue
        sign, before, digits, step, percent = found.groups()
        number = float(digits.replace(",", "")) * _STEPS[step]
        if percent and abs(number - abs(value) * 100) > _ROUNDED:
            continue
        if percent:
            return 1.0, "0.0%"
        if abs(number - abs(value) * 100) < abs(value) * 6 and abs(number - abs(value)) > abs(value) * 6:
            return 100.0, f"+0.0;{fmt.MINUS}0.0;0.0"
        currency = f'"{before.strip()}"' if before.strip() and not sign and _CURRENCY.fullmatch(before.strip()) else ""
        return 1.0, f"{currency}{_decimals([value for value, _ in pairs])}"
    return 1.0, "" if any(_NUMBER.search(text) for _, text in pairs) else "General"


def _decimals(values: list[float]) -> str:
    if all(float(value).is_integer() for value in values) or max(map(abs, values)) >= 1000:
        return "#,##0"
    return "0.00" if max(map(abs, values)) < 10 else "#,##0.0"


def _pairs(figure: dict) -> Iterator[tuple[float, str]]:
    """Values with the words that the figure has for them: on its axis, on its marks, or beside its rows."""
    layout = figure["layout"]
    is_lying = any(trace.get("orientation") == "h" for trace in figure["data"])
    rows = layout.get("yaxis", {}).get("range") or [0, 1]
    axis = layout.get("xaxis" if is_lying or rows[0] > rows[1] else "yaxis", {})
    if axis.get("ticktext") and axis.get("showticklabels", True):
        yield from zip(axis["tickvals"], map(about.unmarked, axis["ticktext"]), strict=True)
        return
    beside = {item["y"]: about.unmarked(item["text"].split("<br>")[0]) for item in layout.get("annotations", [])}
    for trace in figure["data"]:
        along, across = (trace["x"], trace["y"]) if is_lying else (trace["y"], trace["x"])
        texts = each(trace.get("text", ""), len(along))
        for value, place, text in zip(along, across, texts, strict=True):
            if value and (words := about.unmarked(text) or beside.get(place, "")):
                yield value, words
