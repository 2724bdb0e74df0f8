"""A row of key figures as it goes onto a slide."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components import format as fmt
from components import kpi
from components.filter_bar import View
from components.presenting import freezing
from data_access.snapshots import Card, Content

LOOKS = {kpi.BETTER: "is-better", kpi.WORSE: "is-worse"}


def content(
    view: View,
    cards: Sequence[Mapping],
    rows: Sequence[pd.Series] | pd.DataFrame,
    *,
    title: str = "",
    subtitle: str = "",
    note: str = "",
) -> Content:
    """cards: as kpi.card is given them. rows: the number of each as its metric gives it, in their order. title,
    subtitle: what they say, and of when, where that is not the change against the view's comparison."""
    against = "" if view.comparison is None else f"against the {view.comparison_name}"
    if view.comparison:
        against += f", {fmt.date_range(view.comparison.start, view.comparison.end)}"
    return Content(
        title=title or finding(cards),
        subtitle=subtitle or " · ".join(filter(None, (view.period_text, against))),
        note=note,
        filters=freezing.filters_in_words(view),
        definition_name="Key figures",
        definition=" ".join(_definition(card) for card in cards),
        rows=pd.DataFrame(rows).reset_index(drop=True).assign(group=[card["label"] for card in cards]),
        cards=tuple(map(_card, cards)),
    )


def finding(cards: Sequence[Mapping]) -> str:
    """ "Better: share of voice. Worse: net sentiment."; what is not clear is not in it."""
    told = {word: [card["label"] for card in cards if card.get("verdict") == word] for word in LOOKS}
    said = [
        f"{word.capitalize()}: {', '.join(_inside(name) for name in names)}" for word, names in told.items() if names
    ]
    return ". ".join(said) or "No clear change in the key figures"


def _inside(label: str) -> str:
    """As it stands within a sentence; names in capitals stay."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _definition(card: Mapping) -> str:
    name, meaning = freezing.told(card["definition"])
    return f"{card['label']} ({name}): {meaning}"


def _card(card: Mapping) -> Card:
    change = " · ".join(filter(None, (card.get("change_text"), card.get("seen_text"), card.get("note"))))
    return Card(
        label=card["label"],
        value_text=card["value_text"],
        verdict_text=kpi.verdict_text(card.get("verdict"), card.get("direction")),
        look=LOOKS.get(card.get("verdict"), "is-plain"),
        change_text=change,
        base_text=("Small base: " if card.get("is_small_base") else "") + card["base_text"],
        target_text=card.get("target_text") or "",
        definition=_definition(card),
        values=_numbers(card.get("values")),
        earlier=_numbers(card.get("comparison")),
    )


def _numbers(values) -> tuple[float, ...]:
    return () if values is None else tuple(float("nan") if value is None else float(value) for value in values)
