"""The customers that move between two definitions of coming back, as rows for a bridge, sentences and lists."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from components import format as fmt
from components.filter_bar import View
from components.reading_numbers import Measured, customers
from components.readings import READINGS, Reading
from data_access.metrics.reconciliation import named

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
    """Customers who move, or whom both count. group: as the metric names them. because and label: in words, "" of
    those."""

    kind: str
    group: str
    value: float
    reason: str | None
    because: str
    label: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.reason}" if self.reason else self.kind


def between(view: View, chosen: Reading, other: Reading, of: str, horizon: int) -> list[Move]:
    """How customers move between two readings, on one side (returning or base), the larger moves first: kind both (whom
    both count), less (whom only the chosen one does) or more."""
    told = customers(view, horizon)[0]
    if chosen.people == other.people:
        return [Move("both", "both", told.total(chosen.people, of), None, "")]
    moves = []
    for kind, one, two in (("less", chosen.people, other.people), ("more", other.people, chosen.people)):
        for reason, value in told.moves(one, two, of):
            group, because = named(one, two, reason, of, horizon=horizon)
            if reason:
                moves.append(Move(kind, group, value, reason, because, SHORT[reason].format(horizon=horizon)))
            elif kind == "less":  # whom both count stands in the rows of either
                moves.append(Move("both", group, value, None, ""))
    return sorted(moves, key=lambda move: -move.value)


def bridge_rows(
    moves: Sequence[Move], readings: Mapping[str, Measured], chosen: Reading, other: Reading, of: str, horizon: int
) -> list[dict]:
    """The two totals with what leaves and what joins between them, as charts.bridge takes them; empty without any."""
    is_of_purchases = chosen.people == other.people
    if is_of_purchases:
        steps = _further_purchases(readings, chosen, of)
    else:
        steps = [_step(move) for kind in ("less", "more") for move in moves if move.kind == kind]
    if not steps:
        return []
    both = sum(move.value for move in moves if move.kind == "both")
    start, end = (both + sum(each["value"] for each in steps if each["kind"] == kind) for kind in ("less", "more"))
    first, last = (
        _total(reading, value, of, horizon, is_of_purchases) for reading, value in ((chosen, start), (other, end))
    )
    return [first, *steps, last]


def _step(move: Move) -> dict:
    text = f"Because {move.because}"
    return {"label": move.label, "kind": move.kind, "value": move.value, "text": text, "group": move.key}


def _further_purchases(readings: Mapping[str, Measured], chosen: Reading, of: str) -> list[dict]:
    """Between customers and their purchases: each of these customers made one, and together so many more."""
    side, what = ("denominator", "purchases") if of == "base" else ("numerator", "repeat purchases")
    value = readings["R3"].now[side] - readings["R2"].now[side]
    row = {"label": f"Their further {what}", "kind": "less" if chosen.counted_by else "more", "value": value}
    row |= {"text": f"Each of these customers made one; these are the further {what} that they made.", "group": "both"}
    return [row] if value > 0 else []


def _total(reading: Reading, value: float, of: str, horizon: int, is_of_purchases: bool) -> dict:
    label = reading.named(horizon)
    if of == "base":
        label = f"Base of “{reading.choice}”"
    elif reading.counted_by and not is_of_purchases:
        label = f"Customers of “{reading.choice}”"
    noun = "purchases" if reading.counted_by and is_of_purchases else "customers"
    text = reading.sentence.format(horizon=horizon)
    return {"label": label, "kind": "total", "value": value, "text": text, "noun": noun, "group": ""}


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
