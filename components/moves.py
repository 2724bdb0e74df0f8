"""The customers that move between two definitions of coming back, as rows for a bridge, sentences and lists."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from components import format as fmt
from components.filter_bar import View
from components.reading_numbers import Measured
from components.readings import READINGS, Reading
from data_access import fetch
from data_access.metrics.reconciliation import definitions_reconciled, totals

# Beside a bar; the whole reason is the sentence.
SHORT = {
    "once": "Bought before, once in the period",
    "new": "First purchase in the period",
    "new_once": "Next purchase after the period",
    "not_here": "Nothing in the period",
    "after": "First purchase after the period",
    "before": "First purchase before the period",
    "too_new": "First purchase under {horizon} days ago",
    "too_late": "Took longer than {horizon} days",
    "not_previous": "Nothing in the previous period",
    "first_unknown": "First purchase after the data",
    "second_unknown": "Second purchase after the data",
    "left_out": "Left out by the filter",
    "partly_left_out": "Partly left out by the filter",
    "first_left_out": "First purchase left out",
}


class Move(NamedTuple):
    """Customers who move, or whom both count. because: in words, "" of those."""

    kind: str
    key: str
    value: float
    reason: str | None
    because: str


@fetch.shared
def told(view: View, chosen: Reading, other: Reading, of: str, horizon: int) -> list[Move]:
    """The rows of `between`, as sentences take them."""
    found = between(view, chosen, other, of, horizon)
    columns = [found[name].astype(object).where(found[name].notna(), None) for name in Move._fields]
    return [Move(*row[:4], row[4] or "") for row in zip(*columns, strict=True)]


@fetch.shared
def between(view: View, chosen: Reading, other: Reading, of: str, horizon: int) -> pd.DataFrame:
    """The rows of definitions_reconciled of two readings, of one side (returning or base), the larger ones first:
    kind both (whom both count), less (whom only the chosen one does) or more, with a key and a label for each."""
    found = fetch.fetch(definitions_reconciled, view.filters, horizon=horizon)
    if chosen.people == other.people:
        counted = totals(found).loc[chosen.people, "denominator" if of == "base" else "numerator"]
        moves = pd.DataFrame({"group": ["both"], "value": [counted], "reason": [None], "because": [None]})
        return moves.assign(kind="both", key="both", label="")
    pairs = {"less": (chosen, other), "more": (other, chosen)}
    parts = [
        found[(found["counted"] == one.people) & (found["other"] == two.people) & (found["of"] == of)].assign(kind=kind)
        for kind, (one, two) in pairs.items()
    ]
    moves = pd.concat(parts, ignore_index=True).sort_values("value", ascending=False, kind="stable")
    is_both = moves["reason"].isna()
    # Whom both count stands in the rows of either.
    moves = moves[~(is_both & (moves["kind"] == "more"))].assign(kind=lambda own: own["kind"].where(~is_both, "both"))
    labels = [SHORT.get(reason, "").format(horizon=horizon) for reason in moves["reason"]]
    return moves.assign(key=moves["kind"] + ("." + moves["reason"]).fillna(""), label=labels)


def bridge_rows(
    moves: pd.DataFrame, readings: Mapping[str, Measured], chosen: Reading, other: Reading, of: str, horizon: int
) -> pd.DataFrame:
    """The two totals with what leaves and what joins between them, as charts.bridge takes them; empty without any."""
    if chosen.people == other.people:
        steps = _further_purchases(readings, chosen, of)
    else:
        steps = moves.loc[moves["kind"] != "both", ["kind", "label", "value", "key", "because"]]
        steps = steps.rename(columns={"key": "group"}).assign(text="Because " + steps["because"])
    if steps.empty:
        return steps
    both = moves.loc[moves["kind"] == "both", "value"].sum()
    start, end = (both + steps.loc[steps["kind"] == kind, "value"].sum() for kind in ("less", "more"))
    rows = steps.sort_values("kind", kind="stable")  # what leaves, then what joins
    first, last = (
        _total(reading, value, of, horizon, chosen.people == other.people)
        for reading, value in ((chosen, start), (other, end))
    )
    return pd.concat([first, rows, last], ignore_index=True)


def _further_purchases(readings: Mapping[str, Measured], chosen: Reading, of: str) -> pd.DataFrame:
    """Between customers and their purchases: each of these customers made one, and together so many more."""
    side, what = ("denominator", "purchases") if of == "base" else ("numerator", "repeat purchases")
    value = readings["R3"].now[side] - readings["R2"].now[side]
    row = {"label": f"Their further {what}", "kind": "less" if chosen.counted_by else "more", "value": value}
    row |= {"text": f"Each of these customers made one; these are the further {what} that they made.", "group": "both"}
    return pd.DataFrame([row] if value > 0 else [], columns=list(row))


def _total(reading: Reading, value: float, of: str, horizon: int, is_of_purchases: bool) -> pd.DataFrame:
    label = reading.named(horizon)
    if of == "base":
        label = f"Base of “{reading.choice}”"
    elif reading.counted_by and not is_of_purchases:
        label = f"Customers of “{reading.choice}”"
    noun = "purchases" if reading.counted_by and is_of_purchases else "customers"
    text = reading.sentence.format(horizon=horizon)
    return pd.DataFrame([{"label": label, "kind": "total", "value": value, "text": text, "noun": noun, "group": ""}])


def of_purchases(readings: Mapping[str, Measured], of: str) -> str:
    """How the purchases that R3 counts follow from the customers whom R2 counts."""
    purchases, people = readings["R3"].now, readings["R2"].now
    repeat, bought, returned = purchases["numerator"], purchases["denominator"], people["numerator"]
    counts = f"“{READINGS['R3'].choice}” counts purchases"
    if of == "base":
        first = fmt.count(bought - repeat)
        made = f"{fmt.count(bought)} in the period, {first} first ones and {fmt.count(repeat)} repeat purchases"
        return f"{counts}: {made}. Here stand the customers who made them."
    each = f", {fmt.value(repeat / returned, 'ratio')} each" if returned else ""
    made = f"the {fmt.count(returned)} customers who came back made {fmt.count(repeat)} repeat purchases{each}"
    return f"{counts}: {made}. Here stand these customers."
